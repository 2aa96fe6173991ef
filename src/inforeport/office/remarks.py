"""What there is to remark of a period's figures beside them: sentences, in the answer itself."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from inforeport.model import Reporter, Target, Unit
from inforeport.period import Period
from inforeport.rules import Entry
from inforeport.scheme import Scheme
from inforeport.words import N_, Message, day_text, message

_CAMPAIGN = N_("campaign")


def running(period: Period, today: date) -> Iterator[Message]:
    """That a period is not over, and something may still come."""
    if today < period.last:
        named = Message(_CAMPAIGN) if period.name == "campaign" else period.name
        told = {"period": named, "day": day_text(today)}
        yield message("{period} is not over: counted until {day}, what was due by then", **told)


def printed_otherwise(periods: Iterable[Period]) -> Iterator[Message]:
    """Which sealed months of a longer period are printed otherwise than they count in it."""
    names = [period.name for period in periods]
    if names:
        yield message(
            "counted from the facts of today; printed otherwise: {periods} (see: inforeport check)",
            periods=names,
        )


def nobody(scheme: Scheme, reporters: Iterable[Reporter]) -> Iterator[Message]:
    """The clauses that are for persons of whom none is on file: they say nothing."""
    people = list(reporters)
    asking = [entry for entry in (*scheme.entries, *scheme.fees) if entry.persons]
    for clause in dict.fromkeys(
        entry.clause for entry in asking if not any(map(entry.is_for, people))
    ):
        yield message("no person is on file for clause {clause}", clause=clause)


class OnFile(NamedTuple):
    """What is on file unit by unit that duties may ask for: numbers set, persons."""

    targets: Iterable[Target]
    reporters: Iterable[Reporter]


def unset(scheme: Scheme, units: Iterable[Unit], on_file: OnFile) -> Iterator[Message]:
    """The units without the number, the headcount, or the persons that a clause asks for."""
    asking = [entry for entry in scheme.entries if entry.rule.asks_of_units]
    reporting = [unit for unit in units if unit.counts_for is None]
    there: set[tuple[str | None, ...]] = {
        *((target.unit, target.what, target.per) for target in on_file.targets),
        *((reporter.unit, "reporters") for reporter in on_file.reporters),
    }
    missing: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for entry in asking:
        for unit in reporting:
            if _concerns(entry, unit) and not _is_set(entry, unit, there):
                missing[_wanting(entry), entry.clause][unit.name] = None
    for (wanting, clause), names in missing.items():
        yield Message(wanting, {"clause": clause, "units": [*names]})


def _wanting(entry: Entry) -> str:
    """What to say where nothing is on file."""
    if entry.rule.asks_of_units == "reporters":
        return N_("no person is on file for clause {clause}: {units}")
    if not entry.rule.owes:
        return N_("no staff is on file for clause {clause}: {units}")
    return N_("no number is on file for clause {clause}, so nothing is owed: {units}")


def _concerns(entry: Entry, unit: Unit) -> bool:
    return unit.until is None and (not entry.groups or unit.group in entry.groups)


def _is_set(entry: Entry, unit: Unit, on_file: Container[tuple[str | None, ...]]) -> bool:
    """Whether a unit has a headcount, persons, or a number for such windows.

    For which of several levels it has one is the office's business.
    """
    if entry.rule.asks_of_units == "headcount":
        return unit.headcount is not None
    if entry.rule.asks_of_units == "reporters":
        return (unit.name, "reporters") in on_file
    return (unit.name, entry.rule.owes, entry.every) in on_file
