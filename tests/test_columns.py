"""Every column that offices print, from the ledger of two years, in each file that is written.

Two communities owe two reports a month, and two uses; a use at the street has 5 points, one at the
city 10; a report, or a use, that is missing costs 1, or 2; an error costs 1. In the months between
nothing came, which costs each unit 6 a month.
"""

import csv
import json
import re
import shutil
from collections.abc import Callable, Iterable, Mapping
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from books import under
from conftest import Program, made_once

Cells = list[list[list[Any]]]
"""The cells of tables below their heads, table by table, row by row."""

SCHEME = """
title  = "信息报送采用计分"
since  = 2008-05-01
period = "month"
[groups]
community = "社区"
[levels]
street = "街道"
city   = "市委"
[forms]
whole = "整篇"
brief = "简讯"
[[rule]]
kind    = "quota"
clause  = "一"
owed    = 2
missing = -1
[[rule]]
kind    = "quota"
clause  = "二"
what    = "adopted"
owed    = 2
missing = -2
[[rule]]
kind   = "adoption"
clause = "三"
whom   = "both"
points = { street = 5, city = 10 }
[[rule]]
kind   = "mark"
clause = "四"
points = { error = -1 }
[ranking]
running = "year"
[circular]
compared = ["before", "year before"]
"""

REPORTS = (
    *("p1 甲社区 2008-05-05", "q1 乙社区 2008-05-06", "q2 乙社区 2008-05-07"),
    *("r1 甲社区 2009-04-07", "r2 甲社区 2009-04-08", "s1 乙社区 2009-04-09"),
    *("a1 甲社区 2009-05-05", "a2 甲社区 2009-05-06", "a3 甲社区 2009-05-07"),
    "b1 乙社区 2009-05-08",
)
AUTHORS = {"r1": "作者甲/甲社区", "a1": "作者甲/甲社区", "b1": "作者乙/乙社区"}
USES = (
    "q1 street whole 街道简报 2008-05-20",
    *("r1 street whole 街道简报 2009-04-20", "s1 city brief 市委信息 2009-04-21"),
    *("a1 street whole 街道简报 2009-05-11", "a1 city brief 市委信息 2009-05-12"),
    *("a2 street brief 街道网站 2009-05-13", "b1 city whole 市委信息 2009-05-14"),
)
OTHERS = (
    "instruction add a2 --level city --leader 领导甲 --on 2009-05-20",
    "forwarding add a3 --level city --as 专报 --on 2009-05-21",
    "commission add 甲社区 约稿一 --due 2009-05-10 --delivered a1 --on 2009-05-04",
    "commission add 乙社区 约稿二 --due 2009-05-12 --on 2009-05-04",
    "mark add 乙社区 error --on 2009-05-25 --reason 有误",
)


def filled(run: Program) -> Program:
    """Two years on file."""
    under(run, SCHEME)
    run.take("unit", [{"unit": name, "group": "社区"} for name in ("甲社区", "乙社区")])
    reports = [
        dict(zip(("ref", "unit", "received"), one.split(), strict=True))
        | {"title": one[:2], "authors": AUTHORS.get(one[:2], "")}
        | {"late": "yes" if one.startswith("a3") else "no"}
        for one in REPORTS
    ]
    run.take("submission", reports)
    heads = ("ref", "level", "form", "publication", "adopted")
    run.take("adoption", [dict(zip(heads, one.split(), strict=True)) for one in USES])
    for line in OTHERS:
        assert run(*line.split()).status == 0, line
    return run


two_years = made_once(filled)

TABLES: dict[str, tuple[str, str, list[list[Any]]]] = {
    "place, points, sent, quota, sums to date": (
        "",
        (
            "place; unit; points; sent; owed; points, over = 'to date'; sent, over = 'to date'; "
            "uses, level = 'street', over = 'to date'; running"
        ),
        [
            # January to March cost 18; April 3, May 20
            [1, "甲社区", 20, 3, 2, 5, 5, 3, 5],
            [2, "乙社区", 6, 1, 2, -5, 2, 0, -5],
            [None, "合计", 26, 4, 4, 0, 7, 3, 0],
        ],
    ),
    "uses and their rate beside points": (
        "",
        "unit; uses; rate, digits = 0; points, part = 'adoption'; points",
        [["甲社区", 3, 67, 20, 20], ["乙社区", 1, 100, 10, 6], ["合计", 4, 75, 30, 26]],
    ),
    "uses by publication, points by publication": (
        "",
        "unit; uses, each = 'publication'; points, each = 'publication', under = '得分'",
        [
            ["甲社区", 1, 1, 1, 10, 5, 5],
            ["乙社区", 1, 0, 0, 10, 0, 0],
            ["合计", 2, 1, 1, 20, 5, 5],
        ],
    ),
    "uses by form and level": (
        "",
        (
            "unit; uses, level = 'street', form = 'whole'; uses, level = 'street', form = 'brief'; "
            "uses, form = 'brief'"
        ),
        [["甲社区", 1, 1, 2], ["乙社区", 0, 0, 0], ["合计", 1, 1, 2]],
    ),
    "the quota of uses, uses against it, the share met": (
        "",
        (
            "unit; owed, duty = 'adopted'; counted, duty = 'adopted'; missing, duty = 'adopted'; "
            "met, duty = 'adopted', digits = 0; met"
        ),
        # a duty is of reports used: a1 once, though it was used twice
        [["甲社区", 2, 2, 0, 100, 150], ["乙社区", 2, 1, 1, 50, 50], ["合计", 4, 3, 1, 75, 100]],
    ),
    "instructions, commissions, sent up, late, errors": (
        "",
        "unit; instructions; commissions; forwardings; late; marks, code = 'error'",
        [["甲社区", 1, 1, 1, 1, 0], ["乙社区", 0, 1, 0, 0, 1], ["合计", 1, 2, 1, 1, 1]],
    ),
    "more or less than in the month before": (
        "",
        (
            "unit; sent, over = 'difference'; uses, over = 'difference'; "
            "rate, over = 'difference'; place, over = 'difference'; points, over = 'before'; change"
        ),
        [
            ["甲社区", 1, 2, 16.7, 1, 3, 1],
            ["乙社区", 0, 0, 0, -1, 7, -1],
            ["合计", 1, 2, 8.3, None, 10, None],
        ],
    ),
    "the same month of the year before": (
        "",
        (
            "unit; sent; sent, over = 'year before'; uses, over = 'year before'; "
            "points, over = 'year before'; place, over = 'year before'; rate, over = 'year before'"
        ),
        [
            ["甲社区", 3, 1, 0, -5, 2, 0],
            ["乙社区", 1, 2, 1, 3, 1, 50],
            ["合计", 4, 3, 1, -2, None, 33.3],
        ],
    ),
    "persons with place and points": (
        "rows = 'person'",
        (
            "place; person; unit; points; points, over = 'to date'; points, over = 'before'; "
            "points, over = 'difference'; points, level = 'city'"
        ),
        [
            [1, "作者甲", "甲社区", 15, 20, 5, 10, 10],
            [2, "作者乙", "乙社区", 10, 10, None, None, 10],
            [None, "合计", None, 25, 30, 5, 10, 20],
        ],
    ),
    "places by what was sent and what was used": (
        "order = 'register'",
        "number; unit; sent, place = true; uses, place = true; points, place = true; flags; blank",
        [
            [1, "甲社区", 1, 1, 1, [], None],
            [2, "乙社区", 2, 2, 2, [], None],
            [None, "合计", None, None, None, None, None],
        ],
    ),
}


PAPERS = ("circular", "ranking", "statistics")


def laid_out(run: Program, names: Iterable[str], papers: Iterable[str] = PAPERS) -> None:
    """The scheme with tables of these names on these papers in force from May on."""
    tables = (_table(name, paper) for paper in papers for name in names)
    path = run.db.with_name("laid-out.toml")
    path.write_text("\n".join((SCHEME, *tables)), encoding="utf-8")
    run.well("scheme", "use", path, "--from", "2009-05-01", "--yes")


def _table(name: str, paper: str) -> str:
    keys, columns, _ = TABLES[name]
    each = ", ".join(f"{{ shows = '{one}" for one in re.split(r"; ", columns))
    each = re.sub(r"shows = '(\w+( \w+)?)", r"shows = '\1'", each).replace(", {", " }, {")
    return f"[[table]]\npaper = '{paper}'\n{keys}\ncolumns = [{each} }}]\n"


@pytest.fixture(scope="module")
def printed(street: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Cells]:
    """What stands in each file of papers that bear all tables, one after the other."""
    run = Program(tmp_path_factory.mktemp("printed") / "office.db", street.with_name("backups"))
    shutil.copy(street, run.db)
    laid_out(filled(run), TABLES)
    files = [run.db.with_name(f"{paper}{ending}") for paper in PAPERS for ending in READ]
    return {file.name: exported(run, file, READ[file.suffix]) for file in files}


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", TABLES)
def test_the_column_stands_in_every_file(
    printed: Mapping[str, Cells], name: str, paper: str
) -> None:
    at, (*_, expected) = [*TABLES].index(name), TABLES[name]
    words = [[_word(cell) for cell in row] for row in expected]
    for ending in READ:
        assert printed[f"{paper}{ending}"][at] == words, ending


@pytest.mark.parametrize("name", TABLES)
def test_a_table_alone_on_its_paper_is_filled_and_a_seal_keeps_what_stood_in_it(
    two_years: Program, name: str
) -> None:
    *_, expected = TABLES[name]
    laid_out(two_years, [name])
    for paper in PAPERS:
        assert of_paper(two_years, paper) == expected, paper
    two_years.well("close", "--month", "5", "--yes")
    two_years("adoption", "add", "r2", "--level", "city", "--on", "2009-04-30")
    two_years("submission", "withdraw", "a3", "--reason", "误报", "--yes")
    assert of_paper(two_years, "circular") == expected


def of_paper(run: Program, paper: str) -> list[list[Any]]:
    """The cells of its first table below the heads, for programs."""
    return exported(run, run.db.with_name(f"{paper}.json"), of_json)[0]


def exported(run: Program, path: Path, read: Callable[[Path], Cells]) -> Cells:
    """The cells of each table of the paper that the file is called for, below its heads."""
    words = ("export", path.stem, "--month", "5", "-o", path, "--force")
    assert run(*words, lang="zh").status == 0
    return read(path)


def of_json(path: Path) -> Cells:
    blocks = json.loads(path.read_text(encoding="utf-8"))["blocks"]
    tables = (block for block in blocks if block["type"] == "table")
    return [[[*row.values()] for row in table["rows"]] for table in tables]


def of_word(path: Path) -> Cells:
    """Below the heads, which may be of two rows."""
    tables = Document(str(path)).tables
    return [
        _body([[_plain(cell.text) for cell in row.cells] for row in table.rows]) for table in tables
    ]


def of_web(path: Path) -> Cells:
    bodies = re.findall(r"<tbody>(.*?)</tbody>", path.read_text(encoding="utf-8"), re.DOTALL)
    return [[*map(_of_row, re.findall(r"<tr>(.*?)</tr>", body))] for body in bodies]


def _of_row(row: str) -> list[str]:
    return [_plain(unescape(cell)) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row)]


def of_sheet(path: Path) -> Cells:
    """Below the heads, up to the empty row or the end, of each sheet that holds a table."""
    sheets = (list(sheet.values) for sheet in load_workbook(path).worksheets)
    tables = (rows for rows in sheets if any("甲社区" in map(str, row) for row in rows))
    return [
        _body([["" if cell is None else _word(cell) for cell in row] for row in rows])
        for rows in tables
    ]


def of_csv(path: Path) -> Cells:
    """Of each table, without the first column, in which its name stands as there are several."""
    parts = path.read_text(encoding="utf-8-sig").rstrip().split("\n\n")
    return [[row[1:] for row in csv.reader(part.splitlines()[1:])] for part in parts]


READ = {".docx": of_word, ".html": of_web, ".xlsx": of_sheet, ".csv": of_csv}


def _body(rows: Iterable[list[str]]) -> list[list[str]]:
    """From the first unit or person to the sums; nothing where there are none."""
    rows = [*rows]
    named = [at for at, row in enumerate(rows) if {"甲社区", "合计"} & {*row}]
    sums = [at for at in named if "合计" in rows[at]]
    return rows[named[0] : sums[0] + 1] if sums else []


def _plain(text: str) -> str:
    return text.replace("−", "-").replace("⁠", "")


def _word(cell: Any) -> str:
    """A cell as it is read."""
    if cell is None or cell == []:
        return ""
    return f"{cell:g}" if isinstance(cell, int | float) else _plain(str(cell))


def test_the_text_compares_with_the_month_and_the_year_before(two_years: Program) -> None:
    """4 reports and 4 uses in May, 3 and 2 in April, 3 and 1 in May of 2008."""
    path = two_years.db.with_name("circular.json")
    exported(two_years, path, of_json)
    texts = [block.get("text") for block in json.loads(path.read_text("utf-8"))["blocks"]]
    assert (
        "与上月相比，报送信息增加1篇，采用增加2篇次。与上年同期相比，报送信息增加1篇，采用增加3篇次。"
    ) in texts


def test_what_was_sealed_is_compared_with_as_it_was_printed(two_years: Program) -> None:
    """A report of the May before that comes after its circular changes nothing beside this May."""
    two_years.well("close", "--period", "2008-05", "--yes")
    two_years("adoption", "add", "p1", "--level", "city", "--on", "2008-05-30")
    name = "the same month of the year before"
    laid_out(two_years, [name], ["circular"])
    assert of_paper(two_years, "circular") == TABLES[name][2]
