"""Each condition: where it holds, where it does not, and where what it asks for is not stated."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from msgspec import convert
from msgspec.structs import replace

from inforeport.model import (
    Adoption,
    Commission,
    Facts,
    Forwarding,
    Instruction,
    Mark,
    ScoreLine,
    Submission,
)
from inforeport.rules.adoption import Adopted
from inforeport.rules.where import CONDITIONS, Where, fits, passes

DAY = date(2009, 5, 20)
REPORT = Submission("甲社区", "情况", DAY, ref="a1")
USE = Adoption("甲社区", "a1", "情况", DAY, "street", None, DAY)
NOTED = Mark(unit="甲社区", code="late", on=DAY, reason="说明")
WORDS = Instruction(item="a1", level="city", on=DAY)
SENT_UP = Forwarding(item="a1", level="city", on=DAY)
ASKED = Commission(unit="甲社区", title="情况", due=DAY)
PAPERS = Facts(media={"人民日报": "central"})
SENT = Facts(forwarded={"a1": (SENT_UP,)})
READ = Facts(instructed={"a1": (WORDS,)})


def holds(fact: Any, item: Submission | None = REPORT, facts: Facts = PAPERS, **asked: Any) -> bool:
    """Whether a condition, written as in a scheme, holds of a fact and of its report."""
    return fits(convert(asked, Where), fact, item, facts)


def use(**said: Any) -> Adoption:
    """The use, with more said of it."""
    return replace(USE, **said)


def report(**said: Any) -> Submission:
    """The report, with more said of it."""
    return replace(REPORT, **said)


OF_FACTS = [
    ("level", "city", use(level="city"), use(level="street"), REPORT),
    ("publication", "晚报", use(publication="晚报"), use(publication="日报"), USE),
    ("media", "central", use(publication="人民日报"), use(publication="晚报"), USE),
    ("position", "头版", use(position="头版"), use(position="二版"), USE),
    ("form", "brief", use(form="brief"), use(form="whole"), USE),
    ("leader_kind", "书记", replace(WORDS, leader_kind="书记"), replace(WORDS, leader_kind="秘书"),
     WORDS),
    ("sent_as", "专报", replace(SENT_UP, name="专报"), replace(SENT_UP, name="要情"), SENT_UP),
    ("code", "late", NOTED, replace(NOTED, code="veto"), USE),
    ("outcome", "missed", ASKED, replace(ASKED, delivered_on=DAY), USE),
    ("min_count", 2, replace(NOTED, count=2), replace(NOTED, count=1), NOTED),
    ("max_count", 2, replace(NOTED, count=2), replace(NOTED, count=3), NOTED),
    ("min_rewritten", Decimal("0.3"), use(rewritten=Decimal("0.3")),
     use(rewritten=Decimal("0.29")), USE),
]  # fmt: skip
"""The condition, what it wants, a fact of which it holds, one of which not, one that is silent."""


@pytest.mark.parametrize(("name", "wanted", "yes", "no", "silent"), OF_FACTS)
def test_a_condition_of_a_fact(name: str, wanted: Any, yes: Any, no: Any, silent: Any) -> None:
    asked: dict[str, Any] = {name: wanted}
    found = [holds(one, **asked) for one in (yes, no, silent)]
    assert found == [True, False, False]


OF_REPORTS = [
    ("category", "调研", report(category="调研"), report(category="动态"), REPORT),
    ("kind", "简报", report(kind="简报"), report(kind="信息"), REPORT),
    ("channel", "邮件", report(channel="邮件"), report(channel="平台"), REPORT),
    ("requested_by", "city", report(requested_by="city"), report(requested_by="street"), REPORT),
    ("min_chars", 500, report(chars=500), report(chars=499), REPORT),
    ("max_chars", 500, report(chars=500), report(chars=501), REPORT),
    ("min_pictures", 2, report(pictures=2), report(pictures=1), REPORT),
    ("by_day", 20, REPORT, report(received=date(2009, 5, 21)), None),
    ("late", True, report(late=True), REPORT, None),
    ("urgent", True, report(urgent=True), REPORT, None),
    ("joint", True, report(partners=("乙社区",)), REPORT, None),
    ("commissioned", True, report(requested_by="city"), REPORT, None),
]
"""The condition, what it wants, a report as it wants it, one that is not so, a silent one."""


@pytest.mark.parametrize(("name", "wanted", "yes", "no", "silent"), OF_REPORTS)
def test_a_condition_of_a_report(
    name: str,
    wanted: Any,
    yes: Submission,
    no: Submission,
    silent: Submission | None,
) -> None:
    asked: dict[str, Any] = {name: wanted}
    found = [holds(USE, one, **asked) for one in (yes, no, silent)]
    assert found == [True, False, False]
    assert not holds(USE, None, **asked)


@pytest.mark.parametrize("name", ["late", "urgent", "joint", "commissioned"])
def test_a_report_that_is_not_so_is_asked_for_by_false(name: str) -> None:
    [(yes, no)] = [(yes, no) for one, _, yes, no, _ in OF_REPORTS if one == name]
    asked: dict[str, Any] = {name: False}
    assert not holds(USE, yes, **asked)
    assert holds(USE, no, **asked)
    assert holds(USE, None, **asked)


def test_a_mark_may_be_circulated_or_not() -> None:
    named = replace(NOTED, circulated=True)
    assert [holds(one, circulated=True) for one in (named, NOTED, USE)] == [True, False, False]
    assert [holds(one, circulated=False) for one in (named, NOTED, USE)] == [False, True, True]


def test_a_use_is_proved_by_a_proof_or_by_the_day_it_came_in() -> None:
    proved = [use(proof="样报"), use(proof_on=DAY), USE]
    assert [holds(one, proof=True) for one in proved] == [True, True, False]
    assert [holds(one, proof=False) for one in proved] == [False, False, True]


@pytest.mark.parametrize(
    ("proved", "in_time"),
    [("2009-05-31", True), ("2009-06-05", True), ("2009-06-06", False), ("2009-07-01", False)],
)
def test_a_use_is_proved_by_a_day_of_the_next_month(proved: str, in_time: bool) -> None:
    use = replace(USE, on=date(2009, 5, 20), proof_on=date.fromisoformat(proved))
    assert holds(use, proof_by=5) is in_time
    assert not holds(replace(USE, proof_on=None), proof_by=5)


def test_a_use_is_one_of_several_levels() -> None:
    by_both, alone = (
        Facts(used={"a1": frozenset({USE.level, "city"})}),
        Facts(used={"a1": frozenset({USE.level})}),
    )
    assert holds(USE, facts=by_both, used=True)
    assert holds(USE, facts=by_both, used="city")
    assert not holds(USE, facts=alone, used=True)
    assert holds(USE, facts=alone, used=False)
    assert not holds(USE, facts=alone, used=("city", "province"))


def test_a_report_that_answers_a_commission_was_asked_for() -> None:
    assert holds(USE, facts=Facts(commissioned={"a1": DAY}), commissioned=True)
    assert not holds(USE, facts=Facts(commissioned={"a2": DAY}), commissioned=True)


def test_a_report_was_sent_up_before_to_the_level_of_the_use() -> None:
    before = [date(2009, 5, 19), DAY, date(2009, 5, 21)]
    sent = [Facts(forwarded={"a1": (replace(SENT_UP, on=on),)}) for on in before]
    found = [holds(use(level="city"), facts=one, forwarded=True) for one in sent]
    assert found == [True, True, False]
    assert not holds(use(level="street"), facts=sent[0], forwarded=True)
    assert holds(use(level="street"), facts=sent[0], forwarded=False)


def test_a_report_was_sent_up_to_one_of_the_levels_named() -> None:
    assert holds(USE, facts=SENT, forwarded="city")
    assert holds(USE, facts=SENT, forwarded=["city", "district"])
    assert not holds(USE, facts=SENT, forwarded="district")
    assert not holds(USE, facts=Facts(), forwarded="city")
    assert not holds(USE, None, SENT, forwarded="city")


def test_a_report_itself_was_sent_up_at_all() -> None:
    """A report has no level and no day of its own to compare with."""
    assert holds(REPORT, facts=SENT, forwarded=True)
    assert not holds(REPORT, facts=Facts(), forwarded=True)
    assert holds(REPORT, facts=Facts(), forwarded=False)


def test_a_leader_wrote_on_a_report() -> None:
    assert holds(USE, facts=READ, instructed=True)
    assert not holds(USE, facts=READ, instructed=False)
    assert not holds(USE, facts=Facts(), instructed=True)
    assert holds(USE, facts=Facts(), instructed=False)
    assert not holds(USE, None, READ, instructed=True)


def test_a_leader_of_one_of_the_levels_named_wrote_on_a_report() -> None:
    assert holds(USE, facts=READ, instructed=["city", "district"])
    assert not holds(USE, facts=READ, instructed="district")
    assert not holds(USE, facts=Facts(), instructed="city")


def test_the_form_of_a_use_that_nobody_stated_is_what_the_scheme_says() -> None:
    whole = Facts(unstated="whole")
    assert holds(USE, facts=whole, form="whole")
    assert not holds(USE, facts=whole, form="brief")
    assert not holds(REPORT, facts=whole, form="whole")
    assert holds(report(form="whole"), form="whole")


def test_a_line_of_points_is_asked_for_its_level_and_publication() -> None:
    line = ScoreLine(
        unit="甲社区", points=Decimal(8), part="adoption", because="", level="city",
        publication="人民日报",
    )  # fmt: skip
    assert holds(line, level="city", publication="人民日报", media="central")
    assert not holds(line, level="street")


def test_a_list_holds_where_one_of_its_words_does() -> None:
    for level, found in [("city", True), ("street", True), ("district", False)]:
        assert holds(use(level=level), level=["city", "street"]) is found


def test_all_conditions_must_hold() -> None:
    long = report(chars=500, category="调研")
    assert holds(USE, long, min_chars=500, category="调研")
    assert not holds(USE, long, min_chars=500, category="动态")
    assert holds(USE, None)


def test_a_rule_is_about_what_fits_where_and_does_not_fit_all_of_unless() -> None:
    rule = Adopted(where=Where(category="调研"), unless=Where(late=True, urgent=True))
    fit = report(category="调研")
    for item, found in [
        (fit, True),
        (replace(fit, late=True), True),
        (replace(fit, late=True, urgent=True), False),
        (REPORT, False),
    ]:
        assert passes(rule, USE, item, PAPERS) is found


def test_every_condition_is_tried_here() -> None:
    tried = {name for name, *_ in (*OF_FACTS, *OF_REPORTS)}
    assert {*CONDITIONS} - tried == {
        "circulated",
        "proof",
        "forwarded",
        "instructed",
        "used",
        "proof_by",
    }
