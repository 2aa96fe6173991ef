"""Two offices with a sealed month and the papers of it, made by whichever program is imported.

What lies in `samples/seals`, a folder for each schema and edition of seals, was made with the
sources of older commits in place of today's: 5-2 ef30bfc, 6-2 f878929, 7-3 9d28060, 7-4 d43d216;
their message catalogue was compiled. 10-6 was made while steps 11 to 14 of the file were empty and
says 10, 13-7 while step 14 was, 15-8 with all 15. `PYTHONPATH=OLD/src python tests/old_seals.py
FOLDER` makes them. Only what all of them understand is typed.
"""

import csv
import json
import re
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from gzip import compress
from html import unescape
from itertools import product
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from typer.testing import CliRunner

PERIODS = {"points": ("2009-05", "2009-06-03"), "counts": ("2009-10", "2009-11-03")}
"""Of each office the month that is sealed, and on which day."""

PAPERS = (
    *("circular", "ranking", "slips", "statistics"),
    *("submissions", "explanation", "rewards"),
)

IN_ALL = ("circular", "ranking", "statistics", "submissions")
"""Those that are written as a web page and as CSV too."""

SCHEME = """
title  = "市政务信息计分办法"
since  = 2009-01-01
period = "month"

[groups]
town       = "各镇街"
department = "部门"

[levels]
city     = "市"
province = "省"

[categories]
work     = "工作动态"
research = "调研"

[forms]
whole = "整篇"
brief = "简讯"

[calendar]
deadline = "friday"
belongs  = "end"

[counting]
counts_on = "adopted"
unstated  = "whole"
campaign  = "sum"

[[rule]]
kind    = "quota"
clause  = "1"
every   = { town = "week", department = "fortnight" }
owed    = 1
base    = 10
missing = -2
extra   = 0.5
joint   = "equal"

[[rule]]
kind   = "adoption"
clause = "2"
where  = { level = "city" }
joint  = "equal"
whom   = "both"
rows   = [{ form = "brief", points = 1 }, { points = 3 }]

[[rule]]
kind   = "adoption"
clause = "3"
joint  = "equal"
points = { province = 10 }

[[rule]]
kind   = "highest"
clause = "4"
by     = ["item", "level"]

[[rule]]
kind   = "instruction"
clause = "5"
points = { city = 5 }

[[rule]]
kind   = "mark"
clause = "6"
points = { untrue = -3 }

[[rule]]
kind   = "flag"
clause = "7"
flag   = "一票否决"
effect = "unranked"
where  = { code = "veto" }

[ranking]
ties    = "gap"
running = "year"

[[ranking.duty]]
group = "town"
last  = "在下个月的工作会议上作情况说明"
tied  = "all"

[[reward]]
group  = "town"
clause = "8"
prizes = [300, 200, 100]
tie    = "share"

[circular]
masthead   = "市府办信息科"
demands    = ["请各单位重视信息报送工作。"]
contact    = "联系人：信息科，电话另行通知。"
remark     = "此件公开发布"
copies     = "市政府办公室"
"""

TOWNS = "甲镇 乙镇 丙镇 丁镇 戊镇 己镇 庚镇"
DEPARTMENTS = 23
REPORTS = {
    "甲镇": "04-08 05-04 05-11 05-18 05-25 05-28",
    "乙镇": "05-05 05-12 05-19 05-26",
    "丙镇": "05-06 05-13 05-20 05-27",
    "丁镇": "05-07",
    "己镇": "05-05 05-12 05-19 05-26",
    "1局": "05-08",
    "2局": "05-15",
}
USES = (
    ("甲镇1", "city", "昨日情况", "whole", "2009-04-20"),
    ("甲镇2", "city", "昨日情况", "whole", "2009-05-08"),
    ("甲镇2", "city", "昨日情况", "brief", "2009-05-21"),
    ("甲镇2", "province", "信息简报", "whole", "2009-05-28"),
    ("乙镇1", "city", "", "", "2009-05-11"),
    ("丙镇1", "city", "", "whole", "2009-05-12"),
    ("丙镇2", "city", "", "brief", "2009-05-14"),
    ("丙镇3", "city", "", "brief", "2009-05-22"),
    ("1局1", "city", "昨日情况", "brief", "2009-05-20"),
    ("2局1", "province", "信息简报", "", "2009-05-29"),
    ("乙镇2", "province", "信息简报", "whole", "2009-06-01"),
)


def typed(db: Path, today: str, *words: object) -> tuple[int, str]:
    """What a line comes to: its exit status and what it says."""
    from inforeport.cli import app

    line = ["--db", db, "--lang", "zh", "--today", today, *words]
    ran = CliRunner().invoke(app, [str(one) for one in line], env={"LC_ALL": "C.UTF-8"})
    return ran.exit_code, ran.stdout


def taken(db: Path, today: str, noun: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Rows put on file through a CSV file."""
    rows, path = [*rows], db.with_name(f"{noun}s.csv")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0]])
        writer.writeheader()
        writer.writerows(rows)
    assert typed(db, today, noun, "import", path)[0] == 0, noun


def points(db: Path) -> None:
    """Units with ties, a joint report of three, one without a place, one that need not send
    anything, and 22 that sent nothing.
    """
    today, scheme = PERIODS["points"][1], db.with_name("scheme.toml")
    scheme.write_text(SCHEME, encoding="utf-8")
    assert typed(db, today, "init", "--office", "市府办信息科", "--scheme", scheme)[0] == 0
    units = [(name, "各镇街") for name in TOWNS.split()]
    units += [(f"{n}局", "部门") for n in range(1, DEPARTMENTS + 1)]
    taken(db, today, "unit", [{"unit": name, "group": group} for name, group in units])
    reports = [
        {
            "ref": f"{unit}{n}",
            "unit": unit,
            "title": f"{unit}情况{n}",
            "received": f"2009-{day}",
            "category": "调研" if n % 2 else "工作动态",
            "with": "乙镇;丁镇" if (unit, n) == ("甲镇", 2) else "",
            "authors": f"作者甲/{unit}" if (unit, n) == ("乙镇", 1) else "",
        }
        for unit, days in REPORTS.items()
        for n, day in enumerate(days.split(), 1)
    ]
    taken(db, today, "submission", reports)
    heads = ("ref", "level", "publication", "form", "adopted")
    taken(db, today, "adoption", [dict(zip(heads, use, strict=True)) for use in USES])
    for line in (
        ("instruction", "add", "1局1", "--level", "city", "--leader", "领导甲"),
        ("mark", "add", "丁镇", "untrue", "--reason", "失实"),
        ("mark", "add", "己镇", "veto", "--reason", "瞒报"),
    ):
        assert typed(db, today, *line, "--on", "2009-05-29")[0] == 0, line
    days = ("--since", "2009-05-01", "--until", "2009-05-31")
    free = ("exemption", "add", "庚镇", "--clause", "1", *days, "--reason", "停电")
    assert typed(db, today, *free)[0] == 0


def counts(db: Path) -> None:
    """Three schools under a scheme without points."""
    today = PERIODS["counts"][1]
    assert typed(db, today, "init", "--office", "教育局办公室", "--scheme", "schools")[0] == 0
    schools = ("一中", "二中", "职教中心")
    taken(db, today, "unit", [{"unit": name, "group": "学校"} for name in schools])
    rows = (
        ("一中", "信息", "工作举措", "08"),
        ("一中", "简报", "主题活动", "15"),
        ("二中", "信息", "难点突破", "20"),
        ("二中", "", "", "21"),
    )
    heads = ("ref", "unit", "title", "kind", "category", "received")
    reports = [
        (f"s{n}", unit, f"情况{n}", kind, about, f"2009-10-{day}")
        for n, (unit, kind, about, day) in enumerate(rows, 1)
    ]
    taken(db, today, "submission", [dict(zip(heads, row, strict=True)) for row in reports])
    uses = [("s1", "bulletin", "20"), ("s1", "web", "21"), ("s3", "web", "30")]
    taken(
        db,
        today,
        "adoption",
        [{"ref": ref, "level": level, "adopted": f"2009-10-{day}"} for ref, level, day in uses],
    )


OFFICES = {"points": points, "counts": counts}


def printed(db: Path, name: str) -> str:
    """The text of all papers of the sealed month; a paper that there is not is left out."""
    period, today = PERIODS[name]
    texts = list[str]()
    for paper, (ending, read) in product(PAPERS, READ.items()):
        if ending == "docx" or paper in IN_ALL:
            path = exported(db, name, file=f"{paper}.{ending}", heads=ending == "csv")
            texts += [f"== {path.name}", *read(path)] if path else []
    for command in ("score", "rank", "reward"):
        status, said = typed(db, today, command, "--period", period)
        texts += [f"== {command}", *screen_lines(said)] if status == 0 else []
    return "".join(f"{line}\n" for line in texts)


def filed(db: Path, name: str) -> str:
    """How all papers of the sealed month are laid out, what files for programs hold of them."""
    period, today = PERIODS[name]
    texts = list[str]()
    for paper, (ending, read) in product(PAPERS, FILES.items()):
        path = exported(db, name, file=f"{paper}.{ending}")
        texts += [f"== {path.name}", *read(path)] if path else []
    for command in ("score", "rank"):
        status, told = typed(db, today, command, "--period", period, "--json")
        texts += [f"== {command} --json", told.rstrip()] if status == 0 else []
    return "".join(f"{line}\n" for line in texts)


def exported(db: Path, name: str, *, file: str, heads: bool = False) -> Path | None:
    """A paper as a file, its columns called as people call them if there is the option.

    What there is not in Word there is not otherwise.
    """
    paper, _, ending = file.partition(".")
    word = word_file(db, name, paper=paper)
    if word is None or ending == "docx":
        return word
    more = [("--heads",), ()] if heads else [()]  # without the option people's heads are the only
    done = any(_exported(db, name, file, *one) for one in more)
    return db.with_name(file) if done else None


@cache
def word_file(db: Path, name: str, *, paper: str) -> Path | None:
    """A paper in Word, made once, if there is one."""
    file = f"{paper}.docx"
    return db.with_name(file) if _exported(db, name, file) else None


def _exported(db: Path, name: str, file: str, *more: str) -> bool:
    period, today = PERIODS[name]
    paper, path = file.partition(".")[0], db.with_name(file)
    words = ("export", paper, "--period", period, "-o", path, "--force")
    return typed(db, today, *words, *more)[0] == 0


def word_lines(path: Path) -> Iterable[str]:
    """The text of a Word file: a paragraph or a row of a table a line.

    Where a line of a cell is broken depends on the width of its column, and is left out.
    """
    document = Document(str(path))
    for part in document.iter_inner_content():
        if isinstance(part, Paragraph):
            text = _text(part._p)  # noqa: SLF001  python-docx takes longer for its text than to read it
            yield from [text] if text else []
        elif isinstance(part, Table):
            for row in part.rows:
                cells = (map(_text, cell._tc.iterchildren(qn("w:p"))) for cell in row.cells)  # noqa: SLF001  the same
                yield " | ".join(re.sub(r"\s*\n\s*", "", "\n".join(cell)) for cell in cells)


def _text(paragraph: Any) -> str:
    """The text of a paragraph, a line of it each line."""
    runs = paragraph.iter(qn("w:r"))
    return "".join(_SIGNS.get(one.tag, one.text or "") for run in runs for one in run)


def html_lines(path: Path) -> Iterable[str]:
    """The text of a web page, a paragraph or a row of a table a line."""
    body = path.read_text(encoding="utf-8").partition("<body>")[2]
    for line in re.sub(r"</t[hd]><t[hd][^>]*>", " | ", body).splitlines():
        if text := unescape(re.sub(r"<[^>]+>", "", line.replace("<br>", " "))).strip():
            yield text


def csv_lines(path: Path) -> Iterable[str]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.reader(file):
            yield " | ".join(row)


def json_lines(path: Path) -> Iterable[str]:
    """A page as JSON, a block a line, without the seal's own number and where paper is turned."""
    page = json.loads(path.read_text(encoding="utf-8"), parse_float=str)
    page.pop("reference", None)
    for block in page.pop("blocks"):
        if block["type"] != "page break":
            yield json.dumps(block, ensure_ascii=False)
    yield json.dumps(page, ensure_ascii=False)


def sheet_lines(path: Path) -> Iterable[str]:
    """How a Word file is laid out: styles, the sheets and their margins, how cells are set.

    The widths of columns, and the size of what stands in narrow ones, are left out.
    """
    body = Document(str(path)).element.body
    for part in body.iterchildren():
        yield from (_sheet(one) for one in part.iter(qn("w:sectPr")))
        if part.tag == qn("w:p"):
            yield f"p {_value(part, 'w:pPr/w:pStyle')}"
        for row in part.iter(qn("w:tr")):
            cells = (_value(cell, "w:p/w:pPr/w:jc") for cell in row.iter(qn("w:tc")))
            yield f"row {_value(row, 'w:trPr/w:trHeight')} {' '.join(cells)}"


def _sheet(section: Any) -> str:
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    begins = _value(section, "w:type")
    return " ".join(["sheet", begins, *size.attrib.values(), *margins.attrib.values()])


def _value(part: Any, place: str) -> str:
    found = part.find("/".join(map(qn, place.split("/"))))
    return "-" if found is None else found.get(qn("w:val"), "-")


def xlsx_lines(path: Path) -> Iterable[str]:
    """The sheets of a workbook, the cells of a row a line."""
    with ZipFile(path) as book:
        texts = re.findall(r"<si>(.*?)</si>", _part(book, "sharedStrings"), re.DOTALL)
        for name in sorted(book.namelist()):
            if name.startswith("xl/worksheets/sheet"):
                sheet = book.read(name).decode()
                for row in re.findall(r"<row .*?</row>", sheet, re.DOTALL):
                    cells = re.findall(r'<c r="([A-Z]+)\d+"[^>]*?( t="s")?><v>(.*?)</v>', row)
                    shown = (f"{at}: {texts[int(cell)] if of else cell}" for at, of, cell in cells)
                    yield unescape(re.sub(r"<[^>]+>", "", " | ".join(shown)))


def _part(book: ZipFile, name: str) -> str:
    return book.read(f"xl/{name}.xml").decode()


def screen_lines(said: str) -> Iterable[str]:
    """What stood on the screen, without the blanks and rules that follow the widths of columns."""
    for line in said.splitlines():
        if line.strip("- "):
            yield re.sub(r" {2,}", " | ", line.strip())


_SIGNS = {qn("w:br"): "\n", qn("w:tab"): "\t", qn("w:rPr"): ""}
FILES = {"docx": sheet_lines, "csv": csv_lines, "json": json_lines, "xlsx": xlsx_lines}
READ = {"docx": word_lines, "html": html_lines, "csv": csv_lines}

if __name__ == "__main__":
    for name, fill in OFFICES.items():
        folder = Path(sys.argv[1]) / name
        folder.mkdir(parents=True)
        db, (period, today) = folder / "office.db", PERIODS[name]
        fill(db)
        assert typed(db, today, "close", "--period", period, "--yes")[0] == 0
        (folder / "printed.txt").write_text(printed(db, name), encoding="utf-8")
        (folder / "files.gz").write_bytes(compress(filed(db, name).encode(), mtime=0))
        assert typed(db, today, "dump", "-o", folder / "office.jsonl")[0] == 0
        packed = compress((folder / "office.jsonl").read_bytes(), mtime=0)
        (folder / "office.jsonl.gz").write_bytes(packed)
