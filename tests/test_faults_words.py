"""Faults once seen in the words and pages of papers, by their number, with the right value.

What is right was worked out by hand. The faults of counts are in `test_faults.py`.
"""

import io
import json
import re
import shutil
from datetime import date
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from msgspec.structs import replace

from conftest import Program, first
from inforeport.documents.circular import circular_page
from inforeport.documents.page import Heading, Page, Paragraph
from inforeport.model import GroupResult, Score, Standing
from inforeport.model.counts import Counts, Names, Tally
from inforeport.rules.rewards import LastDuty
from inforeport.scoring import with_duty
from inforeport.words import say
from material import MAY, RESULT, stated

JUNE_3 = date(2009, 6, 3)
EXPLAIN = "在会上作情况说明"


def at(place: int, unit: str, points: int = 20, **more: Any) -> Standing:
    return Standing(
        place=place,
        tied=False,
        score=Score(unit=unit, group="c", points=Decimal(points)),
        **more,
    )


def group(word: str, *standings: Standing) -> GroupResult:
    return GroupResult(word, word, standings)


def circular(*groups: GroupResult, silent: bool = False) -> str:
    """The text of a circular on these groups, in which everybody owed and sent two reports."""
    rows = tuple(
        Tally(
            name=one.score.unit,
            group=each.key,
            sent=0 if silent else 2,
            counted=0 if silent else 2,
            credited=Decimal(0 if silent else 2),
            owed=Decimal(2),
        )
        for each in groups
        for one in each.standings
    )
    total = Tally(sent=sum(one.sent for one in rows), owed=Decimal(2 * len(rows)))
    counts = Counts(period=MAY, by="unit", names=Names(), rows=rows, total=total, complete=True)
    return text(circular_page(stated(result=replace(RESULT, groups=groups), counts=counts)))


def text(page: Page) -> str:
    texts = (one.text for one in page.blocks if isinstance(one, Heading | Paragraph))
    return "\n".join(say(one, "zh") for one in texts)


# 19: everybody tied


def bound(*standings: Standing, **terms: Any) -> list[str]:
    """Who has a duty."""
    duty = LastDuty(group="c", must=EXPLAIN, **terms)
    return [one.score.unit for one in with_duty(standings, [duty]) if one.duty]


def test_fault_19_where_all_are_equal_nobody_is_last() -> None:
    three = [at(1, unit) for unit in ("甲社区", "乙社区", "丙社区")]
    assert bound(*three) == []
    assert bound(*three, tied="none") == []
    assert bound(*three, tied="everybody") == ["甲社区", "乙社区", "丙社区"]


def test_fault_19_some_who_tie_for_last_are_last_all_the_same() -> None:
    assert bound(at(1, "甲社区", 30), at(2, "乙社区"), at(2, "丙社区")) == ["乙社区", "丙社区"]


def test_fault_19_a_group_of_one_has_neither_a_best_nor_a_last() -> None:
    assert bound(at(1, "甲社区")) == []
    assert "较好" not in circular(group("社区", at(1, "甲社区")))


def test_fault_19_nobody_is_praised_where_all_are_equal() -> None:
    equal = group("社区", *(at(1, unit) for unit in ("甲社区", "乙社区", "丙社区")))
    said = circular(equal)
    assert "较好" not in said
    assert "末位" not in said


# 20: dense places


DENSE = group(
    "社区",
    at(1, "甲社区", 40),
    *(at(2, unit, 30) for unit in ("乙社区", "丙社区", "丁社区")),
    *(at(3, unit) for unit in ("戊社区", "己社区")),
)
OFFICES = group("部门", at(1, "甲科室", 9), at(2, "乙科室", 8))
EQUAL = group("部门", at(1, "甲科室", 9), at(1, "乙科室", 9))


def test_fault_20_the_first_of_dense_places_is_named_in_its_group() -> None:
    said = circular(DENSE, OFFICES)
    assert "（一）社区\n甲社区得40分，列第1名。\n（二）部门\n甲科室得9分，列第1名。" in said


def test_fault_20_praise_says_of_whom_also_where_one_group_only_is_praised() -> None:
    said = circular(DENSE, EQUAL)
    assert "（一）社区\n甲社区得40分，列第1名。\n附件：" in said
    assert "（二）" not in said


# 22: a word that says "each" itself


def test_fault_22_a_group_word_that_says_each_is_said_once() -> None:
    towns = group("各镇街", at(1, "甲镇", 40), at(2, "乙镇", 30, duty=EXPLAIN))
    said = circular(towns)
    assert "各各" not in said
    assert "\n各镇街：\n" in said
    assert "2个镇街应报送信息4篇" in said
    assert f"镇街排名末位的是乙镇（30分），须{EXPLAIN}。" in said
    assert "2009年5月各镇街信息报送及采用情况统计表" in said


# Names without end


def test_a_list_that_would_fill_pages_names_some_and_says_how_many() -> None:
    every = group("社区", *(at(n, f"第{n}社区") for n in range(1, 241)))
    said = circular(every, silent=True)
    assert "第9社区、第10社区等240个社区未报送信息。" in said
    assert "第11社区" not in said


def test_names_of_two_groups_are_units() -> None:
    groups = [
        group(word, *(at(n, f"第{n}{word}") for n in range(1, 13))) for word in ("社区", "部门")
    ]
    assert "等24个单位未报送信息。" in circular(*groups, silent=True)


def test_a_list_that_fits_is_told_whole() -> None:
    few = group("社区", *(at(n, f"第{n}社区") for n in range(1, 21)))
    assert "第19社区、第20社区未报送信息。" in circular(few, silent=True)


# 23: wide tables


def ranked(run: Program, tmp_path: Path, levels: int) -> bytes:
    """The ranking in Word of an office with so many levels, a unit with 14 points off."""
    names = [f"第{n}级" for n in range(1, levels + 1)]
    scheme = tmp_path / "s.toml"
    scheme.write_text(
        first("street")
        .replace(
            "[levels]", "[levels]\n" + "\n".join(f'l{n} = "{word}"' for n, word in enumerate(names))
        )
        .replace("missing = -10", "missing = -14"),
        encoding="utf-8",
    )
    run.well("init", "--office", "街道办", "--scheme", scheme)
    units = ["很长名字的某某社区居民委员会", "乙社区"]
    run.take("unit", [{"unit": unit, "group": "社区"} for unit in units])
    run.well("submission", "add", "乙社区", "题", "--received", "2009-05-04")
    path = tmp_path / "ranking.docx"
    run.well("export", "ranking", "--month", "5", "-o", path, today=JUNE_3)
    return path.read_bytes()


@pytest.mark.parametrize(
    ("levels", "lies"),
    [(0, WD_ORIENT.PORTRAIT), (4, WD_ORIENT.LANDSCAPE), (12, WD_ORIENT.LANDSCAPE)],
)
def test_fault_23_a_wide_ranking_lies_turned_and_breaks_no_figure(
    run: Program, tmp_path: Path, levels: int, lies: WD_ORIENT
) -> None:
    paper = Document(io.BytesIO(ranked(run, tmp_path, levels)))
    assert paper.sections[0].orientation == lies  # what does not fit even so goes on below
    for row in chain.from_iterable(table.rows for table in paper.tables):
        for cell in row.cells:
            if FIGURE.fullmatch(cell.text):
                runs = [one for line in cell.paragraphs for one in line.runs]
                size = next((one.font.size.pt for one in runs if one.font.size), 10.5)
                assert len(cell.text) * size / 2 <= cell.width.pt, cell.text


FIGURE = re.compile("[\u2212\\d.]+")


# 18: a correction


def corrected(run: Program, *options: str) -> list[dict[str, Any]]:
    path = run.db.with_name("correction.json")
    given = ("export", "circular", "--month", "4", "--correct", *options, "-o", path, "--force")
    ran = run(*given, today=date(2009, 6, 3), lang="zh")
    assert ran.status == 0, ran
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["blocks"]
    return found


@pytest.fixture
def april(april_once: Program, tmp_path: Path) -> Program:
    """The same, to do to it what one likes."""
    return Program(shutil.copytree(april_once.db.parent, tmp_path / "office") / april_once.db.name)


@pytest.fixture(scope="module")
def april_once(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """April sealed with a number; then a use of 丙社区, the last, turns up: it comes to be first.

    Each sent one report of four owed: 20 - 30 = -10; 甲社区 had one used by the street: -2.
    """
    run = Program(tmp_path_factory.mktemp("april") / "office.db")
    scheme = run.db.with_name("s.toml")
    terms = '[circular]\nmasthead = "某某街道办"\ncontact = "联系人：李四"\ncopies = "区委办"\n'
    text = first("street").replace("2009-05-02", "2009-03-28") + terms
    scheme.write_text(text, encoding="utf-8")
    run.well("init", "--office", "街道办", "--scheme", scheme)
    units = ("甲社区", "乙社区", "丙社区", "丁社区")
    run.take("unit", [{"unit": unit, "group": "社区"} for unit in units])
    rows = [
        {"ref": unit[0], "unit": unit, "title": f"{unit}情况", "received": "2009-04-06"}
        for unit in units
    ]
    run.take("submission", rows)
    run.well("adoption", "add", "甲", "--level", "street", "--form", "whole", "--on", "2009-04-08")
    run.well(
        *("close", "--month", "4", "--on", "2009-05-04", "--number", "街办〔2009〕3号", "--yes"),
        today=date(2009, 5, 4),
    )
    ran = run("adoption", "add", "丙", "--level", "city", "--form", "whole", "--on", "2009-04-09")
    assert ran.status == 0
    return run


def test_fault_18_a_correction_is_the_difference_of_two_circulars(april: Program) -> None:
    found = corrected(april, "--number", "街办〔2009〕9号")
    texts = [one["text"] for one in found if "text" in one]
    assert texts[:3] == [
        "某某街道办",
        "街办〔2009〕9号",
        "关于更正2009年4月信息报送及采用情况通报的通知",
    ]
    assert texts[4] == (
        "2009年5月4日印发的《关于2009年4月信息报送及采用情况的通报》（街办〔2009〕3号），"
        "经核对，丙社区的统计结果有误，甲社区、乙社区、丁社区得分不变，名次相应调整，现更正如下，其余内容不变。"
    )
    said = "\n".join(texts)
    assert "“总体情况”部分原为：" in said
    assert "信息被街道采用1篇次。" in said
    assert "信息被采用2篇次，其中街道采用1篇次、市委采用1篇次。" in said
    assert "“报送和采用情况较好的单位”部分" in said
    assert "联系人：李四" in said
    assert texts[-1] == "抄送：区委办。"


def test_fault_18_every_cell_that_changes_is_told(april: Program) -> None:
    tables = [one for one in corrected(april) if one["type"] == "table"]
    points, cells, uses = tables
    assert [(row["unit"], row["old_points"], row["new_points"]) for row in points["rows"]] == [
        ("甲社区", -2, -2),  # first, and now second
        ("乙社区", -10, -10),  # second with two others, and now third
        ("丙社区", -10, 20),
        ("丁社区", -10, -10),
    ]
    changed = {(row["what"], row["column"]): (row["was"], row["now"]) for row in cells["rows"]}
    assert changed["丙社区", "总分"] == (-10, 20)
    assert changed["丙社区", "市委采用（采用篇次）"] == (0, 1)
    assert changed["甲社区", "名次"] == (1, 2)
    assert changed["合计", "总分"] == (-32, -2)
    assert [row["now"] for row in uses["rows"]] == ["丙社区，丙社区情况，市委，整篇，4月9日，30"]


def test_fault_18_the_number_of_a_sealed_circular_is_printed_again(april: Program) -> None:
    path = april.db.with_name("again.json")
    april.well("export", "circular", "--month", "4", "-o", path)
    assert "街办〔2009〕3号" in path.read_text(encoding="utf-8")
