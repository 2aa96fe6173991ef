"""What came without its other half: reports and their signed sheets, instructions and what became
of them, commissions and what was delivered.

A sheet is known by what its file is called, or what stands below it; an answer by its title. People
look, and say: nothing is taken off for it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from inforeport.model import Submission
from inforeport.model.pairs import Half, Missing
from inforeport.period import Period
from inforeport.store import Ledger
from inforeport.store import submission as store
from inforeport.store.registers import COMMISSIONS, INSTRUCTIONS

_SIGNED = ("签字", "签批", "签发", "签名", "审签", "审批", "审核", "审查", "发稿单", "签署")
"""What a signed sheet is called."""

_ANSWERED = ("批示", "反馈", "落实", "整改", "办理")
"""What the title of a report says that tells what became of an instruction."""


def halves(ledger: Ledger, period: Period) -> list[Half]:
    """What is of a period and lacks its other half, in order of the days."""
    reports = [one for one in store.submissions(ledger, Period()) if not one.withdrawn]
    within = [one for one in reports if one.received in period]
    every = [
        *_sheets(within, store.enclosed(ledger)),
        *_answers(ledger, period, reports),
        *_deliveries(ledger, period),
    ]
    return sorted(every, key=lambda one: (one.missing, one.since, one.unit))


def _sheets(reports: Sequence[Submission], enclosed: Mapping[int, Iterable[str]]) -> Iterator[Half]:
    """Reports without a signed sheet, where the office has any; and sheets without a text."""
    signed = {number for number, names in enclosed.items() if any(map(_is_signed, names))} & {
        report.id for report in reports
    }
    for report in reports if signed else ():
        missing: Missing = "text" if report.id in signed else "sheet"
        if missing == "sheet" or not report.text:
            since, ref = report.received, report.number
            yield Half(missing=missing, unit=report.unit, title=report.title, since=since, ref=ref)


def _is_signed(name: str) -> bool:
    return any(word in name for word in _SIGNED)


def _answers(ledger: Ledger, period: Period, reports: Sequence[Submission]) -> Iterator[Half]:
    """Instructions since which the unit has reported nothing that speaks of what became of them."""
    answers = [
        instruction
        for instruction in reports
        if any(word in instruction.title for word in _ANSWERED)
    ]
    for instruction in INSTRUCTIONS.among(ledger, period, standing=True):
        later = (
            other
            for other in answers
            if other.unit == instruction.unit
            and other.received >= instruction.on
            and other.id != instruction.submission
        )
        if next(later, None) is None:
            ref = instruction.item.removeprefix("#")
            yield Half(
                missing="answer",
                unit=instruction.unit,
                title=instruction.title,
                since=instruction.on,
                ref=ref,
            )


def _deliveries(ledger: Ledger, period: Period) -> Iterator[Half]:
    for commission in COMMISSIONS.among(ledger, period, standing=True):
        if commission.delivered is None:
            since, due = commission.on or commission.due, commission.due
            yield Half(
                missing="delivery",
                unit=commission.unit,
                title=commission.title,
                since=since,
                due=due,
            )
