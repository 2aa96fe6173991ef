"""Each kind of rule below, at and above its limits: the cases in `cases/rules/`, a file a kind."""

import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from msgspec import convert
from msgspec.structs import replace

from conftest import CASES
from inforeport.model import Adoption, Facts, ScoreLine, Slot, Submission
from inforeport.period import Window
from inforeport.rules import KINDS, Rule
from inforeport.rules.quota import Quota
from inforeport.words import say

DAY = date(2009, 5, 2)
WORDS = {"street": "街道", "district": "区委", "city": "市委", "whole": "整篇", "brief": "简讯"}

Case = dict[str, Any]


def cases() -> Iterator[Any]:
    """Every case, named by what it says."""
    for path in sorted((CASES / "rules").glob("*.toml")):
        file = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
        for case in file["case"]:
            yield pytest.param(file["kind"], case, id=f"{file['kind']}: {case['says']}")


def rule(kind: str, figures: Case) -> Rule:
    """The rule with its figures, as a scheme file would have them."""
    return convert(figures, KINDS[kind])


def slots(case: Case) -> Iterator[Slot]:
    """The weeks of each unit with as many reports as the case counts."""
    for unit, weeks in case.get("sent", {}).items():
        for number, count in enumerate(weeks, 1):
            start = DAY + timedelta(weeks=number - 1)
            week = Window(
                start, start + timedelta(weeks=1), waived=number in case.get("waived", ())
            )
            sent = tuple(Submission(unit, f"{n}", start) for n in range(count))
            yield Slot(unit, week, number not in case.get("free", ()), sent)


def facts(case: Case) -> Facts:
    """What the case lets the rule look at."""
    uses = tuple(
        Adoption(unit, item, item, DAY, level, form, DAY)
        for unit, item, level, form in case.get("uses", ())
    )
    return Facts(adoptions=uses, slots=tuple(slots(case)), words=WORDS)


def before(case: Case) -> list[ScoreLine]:
    """The lines of the rules above."""
    return [
        ScoreLine(
            unit=unit, points=Decimal(points), part=part, because="", item=item, level=level, on=DAY
        )
        for unit, points, part, item, level in case.get("before", ())
    ]


@pytest.mark.parametrize(("kind", "case"), list(cases()))
def test_a_rule_gives_the_lines_of_its_case(kind: str, case: Case) -> None:
    found = rule(kind, case["figures"]).lines(facts(case), before(case))
    lines = [[line.unit, line.points, line.part, say(line.because, "en")] for line in found]
    assert lines == case["lines"]


@pytest.mark.parametrize(("kind", "case"), list(cases()))
def test_a_line_names_a_part_that_its_rule_owns_to(kind: str, case: Case) -> None:
    judge = rule(kind, case["figures"])
    own = {*judge.parts, *(line.part for line in before(case))}
    assert {line.part for line in judge.lines(facts(case), before(case))} <= own


def test_every_kind_has_its_cases() -> None:
    assert {path.stem for path in (CASES / "rules").glob("*.toml")} == KINDS.keys()


def test_of_equal_uses_the_earlier_counts() -> None:
    [first] = before({"before": [["甲社区", 8, "adoption", "a1", "street"]]})
    second = replace(first, on=DAY + timedelta(days=3))
    undone = list(rule("highest", {"by": ["item"]}).lines(Facts(), [first, second]))
    assert [line.on for line in undone] == [second.on]


def test_what_takes_back_a_line_is_of_its_unit_part_report_level_and_day() -> None:
    [line] = before({"before": [["甲社区", 8, "adoption", "a1", "street"]]})
    undone = line.undone("why")
    assert undone.points + line.points == 0
    same = ("unit", "part", "item", "level", "on", "window")
    assert [getattr(undone, name) for name in same] == [getattr(line, name) for name in same]


def test_a_use_carries_its_report_level_and_day_into_its_line() -> None:
    case = {"uses": [["甲社区", "a1", "street", "whole"]]}
    [line] = rule("adoption", {"points": {"street": 8}}).lines(facts(case), ())
    assert (line.item, line.level, line.on) == ("a1", "street", DAY)


def test_a_window_that_is_waived_or_not_binding_owes_nothing() -> None:
    case = {"sent": {"甲社区": [1, 0, 2]}, "waived": [2], "free": [3]}
    dues = Quota(owed=2).dues(facts(case))
    assert [(due.owed, due.received) for due in dues] == [(2, 1), (0, 0), (0, 2)]
