"""批示, 转报, 约稿, marks, targets, exemptions: on file once, refused where they cannot be."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from inforeport import errors
from inforeport.model import (
    Commission,
    Draft,
    Exemption,
    Forwarding,
    Instruction,
    Mark,
    Outcome,
    Submission,
    Target,
)
from inforeport.period import Period
from inforeport.store import Ledger, submission, unit
from inforeport.store.register import Register
from inforeport.store.registers import (
    COMMISSIONS,
    EXEMPTIONS,
    FORWARDINGS,
    INSTRUCTIONS,
    MARKS,
    TARGETS,
)

MAY = Period(date(2009, 5, 1), date(2009, 6, 1))
JUNE = Period(date(2009, 6, 1), date(2009, 7, 1))
ON = date(2009, 5, 20)

RECORDS: dict[str, tuple[Register[Any], Any, dict[str, Any]]] = {
    "instruction": (
        INSTRUCTIONS,
        Instruction(item="a1", level="city", on=ON, leader="某领导"),
        {"leader_kind": "主要领导"},
    ),
    "forwarding": (
        FORWARDINGS,
        Forwarding(item="a1", level="city", on=ON, name="街道办"),
        {"on": date(2009, 5, 21)},
    ),
    "commission": (
        COMMISSIONS,
        Commission(unit="甲居委会", title="约稿", due=ON, on=date(2009, 5, 10)),
        {"delivered": "a1"},
    ),
    "mark": (
        MARKS,
        Mark(unit="甲居委会", code="late", on=ON, reason="迟报两天", item="a1"),
        {"points": Decimal("-0.10"), "count": 2, "circulated": True},
    ),
    "target": (
        TARGETS,
        Target(unit="甲居委会", what="submitted", per="month", n=Decimal(4), level="city"),
        {"n": Decimal("4.5")},
    ),
    "exemption": (
        EXEMPTIONS,
        Exemption(unit="甲居委会", clause="三.3", since=ON, until=ON, reason="搬迁"),
        {"until": date(2009, 6, 20)},
    ),
}
"""Of each noun: its register, a record as it comes in, and what may be told of it otherwise."""

every = pytest.mark.parametrize("noun", RECORDS)


def counts(outcome: Outcome) -> tuple[int, int]:
    """How many were added, and how many were on file already."""
    assert outcome.problems == ()
    return outcome.added, outcome.known


def drafts(records: Iterable[Any]) -> list[Draft[Any]]:
    """Records as they come in from a file."""
    return [Draft(f"rows.csv:{n}", one) for n, one in enumerate(records, 2)]


@every
def test_one_is_read_as_it_was_put_on_file(filled: Ledger, noun: str) -> None:
    register, new, _ = RECORDS[noun]
    with filled.writing():
        added = register.add(filled, new)
    assert register.one(filled, added.id) == added
    assert (added.unit, added.id) == ("甲社区", 1)
    assert register.among(filled, unit="甲社区") == [added]
    assert register.among(filled, unit="甲科室") == []


@every
def test_the_same_is_on_file_once(filled: Ledger, noun: str) -> None:
    register, new, more = RECORDS[noun]
    with filled.writing():
        register.add(filled, new)
    with pytest.raises(errors.EntryExists), filled.writing():
        register.add(filled, new)
    with pytest.raises(errors.EntryDiffers), filled.writing():
        register.add(filled, replace(new, **more))
    assert len(register.among(filled)) == 1


@every
def test_an_import_again_changes_nothing_and_names_what_differs(filled: Ledger, noun: str) -> None:
    register, new, more = RECORDS[noun]
    with filled.writing():
        assert counts(register.take(filled, drafts([new, new]))) == (1, 1)
        assert counts(register.take(filled, drafts([new]))) == (0, 1)
        taken = register.take(filled, drafts([new, replace(new, **more)]))
    assert (taken.added, taken.known) == (0, 1)
    assert [(one.place, one.code) for one in taken.problems] == [("rows.csv:3", "entry-differs")]


@every
def test_one_is_changed_and_taken_off(filled: Ledger, noun: str) -> None:
    register, new, more = RECORDS[noun]
    with filled.writing():
        known = register.add(filled, new)
        register.edit(filled, known, replace(known, **more))
    changed = register.one(filled, known.id)
    assert {key: getattr(changed, key) for key in more} == more
    with filled.writing():
        register.remove(filled, changed)
    assert register.among(filled) == []
    with pytest.raises(errors.UnknownEntry):
        register.one(filled, known.id)


@every
def test_a_number_too_large_is_none(filled: Ledger, noun: str) -> None:
    with pytest.raises(errors.UnknownEntry):
        RECORDS[noun][0].one(filled, 2**63)


@every
def test_one_is_not_changed_into_another(filled: Ledger, noun: str) -> None:
    register, new, more = RECORDS[noun]
    other = {"item": "a2"} if noun in {"instruction", "forwarding"} else {"unit": "甲科室"}
    with filled.writing():
        submission.add(filled, Submission("甲社区", "又一篇", date(2009, 5, 9), ref="a2"))
        register.add(filled, new)
        second = register.add(filled, replace(new, **other))
    back = {name: getattr(new, name) for name in other}
    with pytest.raises(errors.EntryExists), filled.writing():
        register.edit(filled, second, replace(second, **back))
    with pytest.raises(errors.EntryDiffers), filled.writing():
        register.edit(filled, second, replace(second, **back, **more))


@pytest.mark.parametrize("noun", ["instruction", "forwarding", "mark", "commission"])
def test_a_report_that_is_named_must_be_on_file_and_stand(filled: Ledger, noun: str) -> None:
    register, new, _ = RECORDS[noun]
    name = "delivered" if noun == "commission" else "item"
    with pytest.raises(errors.UnknownSubmission), filled.writing():
        register.add(filled, replace(new, **{name: "a9"}))
    with filled.writing():
        submission.withdraw(filled, submission.submission(filled, "a1"), "重复")
    with pytest.raises(errors.WithdrawnSubmission), filled.writing():
        register.add(filled, replace(new, **{name: "a1"}))


@pytest.mark.parametrize("noun", ["commission", "mark", "target", "exemption"])
def test_a_unit_that_is_named_must_be_on_file(filled: Ledger, noun: str) -> None:
    register, new, _ = RECORDS[noun]
    wrong = replace(new, unit="乙社区")
    with pytest.raises(errors.UnknownUnit), filled.writing():
        register.add(filled, wrong)
    with filled.writing():
        heads = {"unit": "单位"}
        [problem] = register.take(filled, [Draft("rows.csv:2", wrong, heads)]).problems
    assert (problem.place, problem.code) == ("rows.csv:2:单位", "unknown-unit")


@pytest.mark.parametrize("noun", ["instruction", "forwarding"])
def test_nothing_is_said_of_a_report_before_it_came(filled: Ledger, noun: str) -> None:
    register, new, _ = RECORDS[noun]
    with pytest.raises(errors.BeforeReceived), filled.writing():
        register.add(filled, replace(new, on=date(2009, 5, 7)))
    with filled.writing():
        register.add(filled, replace(new, on=date(2009, 5, 10)))
        known = submission.submission(filled, "a1")
    with pytest.raises(errors.BeforeReceived, match=noun), filled.writing():
        submission.edit(filled, known, replace(known, received=date(2009, 5, 11)))
    with filled.writing():
        submission.edit(filled, known, replace(known, received=date(2009, 5, 10)))


def test_what_was_delivered_may_come_in_later(filled: Ledger) -> None:
    with filled.writing():
        asked = COMMISSIONS.add(filled, RECORDS["commission"][1])
        assert (asked.delivered_on, asked.outcome) == (None, "missed")
        COMMISSIONS.edit(filled, asked, replace(asked, delivered="a1"))
    assert COMMISSIONS.one(filled, 1).delivered_on == date(2009, 5, 8)


def test_an_exemption_does_not_end_before_it_begins(filled: Ledger) -> None:
    upside_down = replace(RECORDS["exemption"][1], until=date(2009, 5, 1))
    with pytest.raises(errors.EndsBeforeStart), filled.writing():
        EXEMPTIONS.add(filled, upside_down)


@pytest.mark.parametrize("noun", ["instruction", "forwarding", "commission", "mark"])
def test_a_period_holds_what_falls_in_it(filled: Ledger, noun: str) -> None:
    register, new, _ = RECORDS[noun]
    with filled.writing():
        register.add(filled, new)
    assert (len(register.among(filled, MAY)), register.among(filled, JUNE)) == (1, [])


def test_an_exemption_is_listed_for_each_period_that_it_touches(filled: Ledger) -> None:
    with filled.writing():
        EXEMPTIONS.add(filled, replace(RECORDS["exemption"][1], until=date(2009, 6, 1)))
    found = [len(EXEMPTIONS.among(filled, one)) for one in (MAY, JUNE)]
    after = Period(date(2009, 6, 2), date(2009, 7, 1))
    assert (found, EXEMPTIONS.among(filled, after)) == ([1, 1], [])


def test_targets_are_listed_unit_by_unit(filled: Ledger) -> None:
    new = RECORDS["target"][1]
    with filled.writing():
        for name in ("甲科室", "甲社区"):
            TARGETS.add(filled, replace(new, unit=name))
    assert [one.unit for one in TARGETS.among(filled)] == ["甲社区", "甲科室"]
    assert [one.unit for one in TARGETS.among(filled, unit="甲科室")] == ["甲科室"]


def test_a_figure_is_kept_to_the_digit(filled: Ledger) -> None:
    with filled.writing():
        TARGETS.add(filled, replace(RECORDS["target"][1], n=Decimal("0.1")))
        MARKS.add(filled, replace(RECORDS["mark"][1], points=Decimal("-12.345678")))
    assert str(TARGETS.one(filled, 1).n) == "0.1"
    assert str(MARKS.one(filled, 1).points) == "-12.345678"
    assert filled.rows("select typeof(n) as kind from target")[0]["kind"] == "text"


def test_units_are_known_by_their_aliases(filled: Ledger) -> None:
    assert {one.name for one in unit.units(filled)} == {"甲社区", "甲科室"}
    with filled.writing():
        assert MARKS.add(filled, RECORDS["mark"][1]).unit == "甲社区"
