"""A price list whose rows have clauses, columns and figures by form of their own."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from books import under
from conftest import Program
from inforeport.errors import SchemeMistakes
from inforeport.rules.rule import Entry
from inforeport.scheme import Scheme, freeze, read, revive
from inforeport.scheme.clauses import clauses, sentences
from inforeport.scheme.readings import ways_taken
from inforeport.words import say

LIST = """
edition  = 2
title    = "办法"
since    = 2009-05-01
groups   = { a = "社区" }
levels   = { street = "街道", city = "市" }
calendar = { deadline = "friday", belongs = "end", holidays = "keep" }
counting = { repeated = "add", unstated = "whole" }
ranking  = { ties = "gap" }

[[rule]]
type = "adoption"
rows = [
  { clause = "1", publication = "每日要情", points = 20 },
  { clause = "2", level = "street", points = { whole = 8, brief = 3 } },
  { clause = "3", level = "city", part = "市采用", points = 15 },
]

[[rule]]
type   = "limit"
clause = "4"
parts  = ["市采用"]
cap    = 20
"""
ROW = '  { clause = "1", publication = "每日要情", points = 20 },\n'


def entry(text: str = LIST) -> Entry:
    """The price list of a file."""
    return read(text, "a.toml").entries[0]


def mistakes(text: str) -> list[tuple[int, str]]:
    """The line of each mistake, and what is wrong."""
    with pytest.raises(SchemeMistakes) as met:
        read(text, "a.toml")
    problems: Any = met.value.facts["problems"]
    return [(int(one.place.rpartition(":")[2]), say(one.what, "en")) for one in problems]


@pytest.fixture
def used(run: Program) -> Program:
    """An office with four uses: 每日要情, whole and brief by the street, two by the city."""
    under(run, LIST)
    run.take("unit", [{"unit": "甲社区", "group": "社区"}])
    days = ["04", "05", "06", "07", "08"]
    run.take(
        "submission",
        [
            {
                "ref": f"a{day}",
                "unit": "甲社区",
                "title": f"情况{day}",
                "received": f"2009-05-{day}",
            }
            for day in days
        ],
    )
    levels = [("街道", "整篇"), ("街道", "整篇"), ("街道", "简讯"), ("市", "整篇"), ("市", "简讯")]
    papers = ["每日要情", "", "", "", ""]
    run.take(
        "adoption",
        [
            {"ref": f"a{day}", "level": level, "form": form, "publication": paper,
             "adopted": f"2009-05-{day}"}
            for day, (level, form), paper in zip(days, levels, papers, strict=True)
        ],
    )  # fmt: skip
    return run


def test_each_line_names_the_clause_and_the_part_of_its_row(used: Program) -> None:
    """20 by clause 1; 8 and 3 by clause 2; twice 15 by clause 3, of which clause 4 takes 10."""
    [score] = used.well("score", "--month", "5", "--json").json["units"]
    lines = [(line["clause"], line["part"], line["points"]) for line in score["lines"]]
    assert sorted(lines) == [
        ("1", "adoption", 20),
        *(("2", "adoption", 3), ("2", "adoption", 8)),
        *(("3", "市采用", 15), ("3", "市采用", 15)),
        ("4", "市采用", -10),
    ]
    assert score["parts"] == {"adoption": 31, "市采用": 20}


def test_a_form_without_a_figure_has_no_points(used: Program, tmp_path: Path) -> None:
    path = tmp_path / "b.toml"
    path.write_text(LIST.replace("{ whole = 8, brief = 3 }", "{ whole = 8 }"), encoding="utf-8")
    ran = used.well("scheme", "what-if", path, "--month", "5")
    assert "48" in ran.out  # 20 and 8 and 20, without the 3


def test_a_list_is_told_row_by_row_under_all_of_its_clauses() -> None:
    told, *_ = (one for one in clauses(read(LIST, "a.toml")) if one.kind == "adoption")
    assert told.clause == "1、2、3"
    assert sentences(told, "en") == (
        "Each use of a report, by the first of these that fits:",
        "Clause 1: publication “每日要情”: 20 points",
        "Clause 2: level 街道: (整篇 8 points, 简讯 3 points)",
        "Clause 3: level 市: 15 points (in the column 市采用)",
    )


def test_a_clause_of_the_rule_is_for_rows_without_one() -> None:
    text = LIST.replace('type = "adoption"', 'type = "adoption"\nclause = "五"', 1)
    with_one = text.replace('clause = "1", ', "")
    assert (entry(with_one).clause, entry(with_one).clauses) == ("五", ("五", "2", "3"))
    assert entry().clauses == ("1", "2", "3")


def test_its_parts_are_those_of_the_rule_and_of_its_rows() -> None:
    assert entry().parts == ("adoption", "市采用")
    own = LIST.replace('clause = "1", ', 'clause = "1", part = "甲", ')
    own = own.replace('clause = "2", ', 'clause = "2", part = "乙", ')
    assert entry(own).parts == ("甲", "乙", "市采用")
    named = LIST.replace('type = "adoption"', 'type = "adoption"\npart = "采用"', 1)
    assert entry(named).parts == ("采用", "市采用")


def test_a_list_is_kept_and_revived() -> None:
    scheme = read(LIST, "a.toml")
    again = revive(freeze(scheme))
    assert again.entries[0].clauses == scheme.entries[0].clauses
    points: Any = again.entries[0].rule
    assert points.rows[1].points == {"whole": Decimal(8), "brief": Decimal(3)}


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ('clause = "1", ', "", 11, "clause is missing"),
        ("brief = 3", "breif = 3", 15, "form = breif: write one of whole, brief, compiled"),
        ('"市采用", points', '"total", points', 16, "part = total is the name of another column"),
        ('part = "市采用"', 'part = ""', 16, "part is empty"),
        ('part = "市采用"', 'part = "adoption"', 17, ""),
        ('"adoption"', '"instruction"', 15, "row 2: only a use or a report has a form"),
    ],
)
def test_what_is_wrong_in_a_row_is_told_with_its_line(
    old: str, new: str, line: int, says: str
) -> None:
    text = LIST.replace(old, new, 1)
    if not says:  # the rule's own column, named again in a row
        text = text.replace('type = "adoption"', 'type = "adoption"\npart = "采用"')
        says = "part = adoption is the rule's own column: leave it out"
    found = mistakes(text)
    assert any(at == line and what.startswith(f"rule 1: {says}") for at, what in found), found


# What need not be stated, and what a check tells of parts


def settled(scheme: Scheme) -> list[str]:
    """What is left open of a scheme."""
    return [one.key for one in ways_taken(scheme) if one.is_open]


def test_what_is_usual_need_not_be_stated_and_is_told(run: Program, tmp_path: Path) -> None:
    text = LIST + '\n[[rule]]\ntype = "duty"\nclause = "5"\n'
    assert settled(read(text, "a.toml")) == []
    path = tmp_path / "a.toml"
    path.write_text(text, encoding="utf-8")
    ran = run("scheme", "check", path)
    assert ran.status == 0
    for said in (
        "A unit that joins later owes what falls due after its first day.",
        "A use counts in the month of its own day.",
        "A longer period is the sum of its months.",
    ):
        assert said in ran.out


def test_what_has_no_usual_way_stays_open() -> None:
    bare = (
        LIST.replace("calendar", "# ", 1).replace("counting", "# ", 1).replace("ranking", "# ", 1)
    )
    weekly = '\n[[rule]]\ntype = "duty"\nclause = "5"\nevery = "week"\n'
    assert settled(read(bare + weekly, "a.toml")) == [
        *("calendar.deadline", "calendar.belongs", "calendar.holidays", "duty.surplus"),
        *("counting.repeated", "counting.unstated", "ranking.ties"),
    ]


def test_a_check_names_the_parts_that_rules_may_name(run: Program, tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text(LIST, encoding="utf-8")
    assert "parts that rules may name: adoption, 市采用" in run("scheme", "check", path).out
    told = "规则可以引用的分项（parts）：adoption（采用加分）、市采用"
    assert told in run("scheme", "check", path, lang="zh").out
    assert run("scheme", "check", path, "--json").json["parts"] == ["adoption", "市采用"]
