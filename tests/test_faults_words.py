"""Faults once seen in the words and pages of papers, by their number, with the right value.

What is right was worked out by hand. The faults of counts are in `test_faults.py`.
"""

import io
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from msgspec.structs import replace

from conftest import Program
from inforeport.documents.circular import circular_page
from inforeport.documents.page import Heading, Page, Paragraph
from inforeport.model import GroupResult, Score, Standing
from inforeport.model.counts import Counts, Names, Tally
from inforeport.rules.rewards import LastDuty
from inforeport.scheme import shipped
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
    duty = LastDuty(group="c", last=EXPLAIN, **terms)
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
        shipped("street")
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


@pytest.mark.parametrize("levels", [0, 4, 12])
def test_fault_23_a_wide_ranking_lies_turned_and_breaks_no_figure(
    run: Program, tmp_path: Path, levels: int
) -> None:
    paper = Document(io.BytesIO(ranked(run, tmp_path, levels)))
    assert [section.orientation for section in paper.sections] == [WD_ORIENT.LANDSCAPE]
    table = paper.tables[0]
    for row in table.rows:
        for cell in row.cells:
            if FIGURE.fullmatch(cell.text):
                runs = [one for line in cell.paragraphs for one in line.runs]
                size = next((one.font.size.pt for one in runs if one.font.size), 10.5)
                assert len(cell.text) * size / 2 <= cell.width.pt, cell.text


FIGURE = re.compile("[\u2212\\d.]+")
