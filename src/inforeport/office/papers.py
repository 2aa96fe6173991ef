"""What a paper is made of: one frozen record, out of the facts of today or out of a seal.

Here, and only here, it is decided which of the two.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from msgspec.structs import replace

from inforeport.model.papers import Correction, Material, Wanted
from inforeport.office import differences
from inforeport.office.results import Results, only
from inforeport.office.seals import Sealed
from inforeport.office.sources import NOTHING_ASKED, Live, Printed
from inforeport.period import Period
from inforeport.words import message


def printed(results: Results, period: Period, wanted: Wanted = NOTHING_ASKED) -> Live:
    """What is printed of a period: out of its seal where it has one, else out of the facts."""
    sealed = results.snapshot.sealed(period)
    return Printed(results, wanted, sealed) if sealed else Live(results, period, wanted)


def material(
    results: Results, wanted: Wanted, period: Period | None, prints: Iterable[str]
) -> Material:
    """The fields that a paper prints; one without a period is of the day.

    Raises `NotInSeal` for a field that was not printed yet when the period was sealed.
    """
    of_period = period is not None
    period = period or Period(results.today, results.today + timedelta(days=1))
    if wanted.unit:
        wanted = replace(wanted, unit=results.snapshot.name_in(period, wanted.unit))
    asked = _asked(prints, wanted)
    if wanted.correct:
        return _correction(results, wanted, period, asked)
    source = printed(results, period, wanted)
    return _gathered(source, wanted, asked, of_period=of_period)


def _gathered(
    source: Live, wanted: Wanted, asked: Sequence[str], *, of_period: bool = True
) -> Material:
    """The fields that are asked for, of today or as they were printed."""
    if isinstance(source, Printed):
        source.check(asked)
    return Material(
        office=source.office,
        day=source.day,
        wanted=wanted,
        period=source.period,
        until=source.until if of_period else None,
        edition=source.edition,
        number=source.number,
        remarks=source.remarks(asked),
        **{name: _of_unit(name, getattr(source, name), wanted.unit) for name in asked},
    )


def _correction(results: Results, wanted: Wanted, period: Period, asked: Sequence[str]) -> Material:
    """What was printed, and beside it the same as it would be printed today."""
    sealed, units = differences.corrected(results, period)
    then = Printed(results, wanted, sealed)
    before = _gathered(then, wanted, asked)
    now = _as_then(results, sealed, before, _gathered(Live(results, then.period), wanted, asked))
    unknown = sealed.unknown.get("number")
    remark = message("unknown of the printed circular: {what}", what=unknown)
    return replace(
        before,
        day=results.today,
        number="",
        wanted=wanted,
        correction=Correction(printed=before, now=now, units=units, number=then.number),
        remarks=(remark,) if unknown else (),
    )


def _as_then(results: Results, sealed: Sealed, before: Material, now: Material) -> Material:
    """What would be printed today, in the words, the tables and under the names of then.

    So it differs by facts alone; what was counted otherwise then is counted so.
    """
    names = {new: old for old, new in results.snapshot.names_now(sealed).items()}
    called = differences.renamed(now, names)
    return replace(
        called,
        edition=before.edition,
        result=replace(results.as_printed(sealed), readings=before.result.readings),
        circular_terms=before.circular_terms,
        tables=before.tables,
        counts=replace(called.counts, complete=before.counts.complete),
    )


def _asked(prints: Iterable[str], wanted: Wanted) -> list[str]:
    """The fields that are printed of what is wanted."""
    unasked = {"correction": True, "items": not wanted.draft}  # a correction is made beside them
    return [name for name in prints if not unasked.get(name)]


def _of_unit(name: str, field: Any, unit: str | None) -> Any:
    """A field that tells of units one by one, of just one of them; another as it is."""
    if unit is None:
        return field
    if name == "result":
        return only(field, unit)
    whose = _WHOSE.get(name)
    return tuple(fact for fact in field if whose(fact) == unit) if whose else field


_WHOSE: Mapping[str, Callable[[Any], str]] = {
    "units": lambda unit: unit.name,
    "reporters": lambda reporter: reporter.unit,
    "gaps": lambda gap: gap.unit,
    "submissions": lambda report: report.unit,
    "uses_of_sent": lambda use: use.unit,
}
"""Which unit a fact is told of, in the fields that one unit's paper has only its own of."""
