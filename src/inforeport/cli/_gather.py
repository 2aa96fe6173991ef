"""Reads from the file what a question needs and asks the pure functions: schemes, results, dues."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from inforeport import scoring
from inforeport.cli._named import unit_named
from inforeport.cli._output import note
from inforeport.cli._session import Session
from inforeport.errors import (
    NoPoints,
    NoSchemeInForce,
    NoUnits,
    PeriodNotBegun,
    PeriodNotWhole,
    UnitNotThere,
    UnitsWithoutGroup,
    WeeksDiffer,
)
from inforeport.model import Due, Facts, GroupResult, Result, Score, ScoreLine, StoredScheme, Unit
from inforeport.period import Calendar, Period, Window
from inforeport.scheme import EDITION, Scheme, read, revive
from inforeport.scoring import Terms
from inforeport.store import facts as fact_store
from inforeport.store import scheme as scheme_store
from inforeport.words import N_, Message, Text, message

PERS = {
    "week": N_("week"),
    "fortnight": N_("fortnight"),
    "month": N_("month"),
    "quarter": N_("quarter"),
    "half": N_("half-year"),
    "year": N_("year"),
    "whole": N_("campaign"),
}


class Reign(NamedTuple):
    """A scheme and the part of a period in which it is in force."""

    stored: StoredScheme
    scheme: Scheme
    period: Period


class Judged(Struct, frozen=True):
    """The raw outcome of a period: whom it concerns, their lines, what they owed."""

    units: tuple[Unit, ...]
    lines: tuple[ScoreLine, ...]
    dues: tuple[Due, ...]


def checked(stored: StoredScheme) -> Scheme:
    """A scheme of the file; one that another version understood is read from its text again."""
    if stored.version == EDITION:
        return revive(stored.checked)
    return read(stored.text, stored.title)


def in_force(session: Session, on: date | None = None) -> Scheme:
    """The scheme in force on a day, else today."""
    return checked(scheme_store.in_force(session.ledger, on or session.today))


def calendar(session: Session) -> Calendar:
    """The calendar by which the office names its periods: that of its newest scheme.

    Raises `NoSchemeInForce`.
    """
    known = scheme_store.schemes(session.ledger)
    if not known:
        raise NoSchemeInForce
    newest = _continued(known, known[-1]).timetable()
    return replace(newest, anchor=newest.first_window, since=max(newest.since, known[0].begins))


def result(session: Session, period: Period, *, change: bool = False) -> Result:
    """A period scored and ranked; with `change`, against the period before too.

    Raises `PeriodNotWhole` for one that is not made of the scheme's own periods, `NoPoints` where
    its scheme gives none.
    """
    reigns = _whole_reigns(session, period)
    _tell_if_running(session, period)
    last = reigns[-1]
    scheme, whole = last.scheme, _is_one(last, period)
    if not scheme.entries:
        raise NoPoints(title=scheme.title)
    judged = _judged(session, reigns)
    scores = scoring.totals(
        judged.units, judged.lines, dues=judged.dues, places=scheme.counting.places
    )
    before = _places(session, _before(last, period)) if change and whole else {}
    return Result(
        period=period,
        scheme=last.stored,
        groups=tuple(_ranked(reigns, scores, before=before, whole=whole)),
        levels=_union(reign.scheme.levels for reign in reigns),
        parts=tuple(_union({part: part for part in _parts(reign)} for reign in reigns)),
    )


def only(session: Session, found: Result, wanted: str) -> Result:
    """The same result with one unit in it, at its place.

    Raises `UnknownUnit`, or `UnitNotThere` for one that did not exist in the period.
    """
    name = unit_named(session, wanted).name
    groups = [
        replace(group, standings=tuple(one for one in group.standings if one.score.unit == name))
        for group in found.groups
    ]
    if not any(group.standings for group in groups):
        raise UnitNotThere(unit=name, period=found.period.name)
    return replace(found, groups=tuple(group for group in groups if group.standings))


def readings(session: Session, found: Result) -> tuple[Text, ...]:
    """The small print of a result: how its scheme, in its place after the others, is read."""
    from inforeport.scheme.readings import small_print

    known = scheme_store.schemes(session.ledger)
    return small_print(_continued(known, found.scheme))


def words(session: Session) -> tuple[dict[str, str], dict[str, str]]:
    """The levels and forms of all schemes of the office: what a list of uses may name."""
    every = [checked(one) for one in scheme_store.schemes(session.ledger)]
    return _union(one.levels for one in every), _union(one.forms for one in every)


def check_follows(session: Session, stored: StoredScheme) -> None:
    """That a scheme can follow those in force: its weeks fall in, no unit is left without group.

    Raises `WeeksDiffer` or `UnitsWithoutGroup`.
    """
    from inforeport.store import unit as unit_store

    known = scheme_store.schemes(session.ledger)
    if not known:
        return
    scheme, first = _continued(known, stored), checked(known[0])
    left = [one.name for one in unit_store.units(session.ledger) if one.group not in scheme.groups]
    if left:
        raise UnitsWithoutGroup(units=left)
    everys = {entry.every for one in (scheme, first) for entry in one.entries}
    tile = 14 if "fortnight" in everys else 7 if "week" in everys else 1
    old, new = first.timetable().first_window, scheme.timetable().first_window
    if (new - old).days % tile:
        raise WeeksDiffer(old=old, new=new)


def dues(session: Session, period: Period) -> tuple[Due, ...]:
    """What every unit owes and sent in the windows that belong to a period."""
    found: list[Due] = []
    for reign in _reigns(session, period):
        facts, terms = _facts(session, reign), _terms(reign.scheme)
        entries = reign.scheme.entries
        found += scoring.dues(facts, entries, terms=terms, period=reign.period)
    return tuple(found)


def _judged(session: Session, reigns: list[Reign]) -> Judged:
    units: dict[str, Unit] = {}
    lines: list[ScoreLine] = []
    dues: list[Due] = []
    for reign in reigns:
        facts, terms = _facts(session, reign), _terms(reign.scheme)
        entries = reign.scheme.entries
        there = [unit for unit in facts.units if scoring.there(unit, reign.period)]
        units |= {unit.name: unit for unit in there}
        lines += scoring.score(facts, entries, terms=terms, period=reign.period)
        dues += scoring.dues(facts, entries, terms=terms, period=reign.period)
    busy = {line.unit for line in lines} | {due.unit for due in dues if due.owed}
    begins = reigns[0].period.start
    judged = [one for one in units.values() if one.name in busy or not _joined(one, begins)]
    if not judged:
        raise NoUnits(period=reigns[0].period.name)
    return Judged(tuple(judged), tuple(lines), tuple(dues))


def _joined(unit: Unit, after: date) -> bool:
    """Whether a unit joined within a period; with nothing owed and nothing sent it waits."""
    return unit.since is not None and unit.since > after


def _reigns(session: Session, period: Period) -> list[Reign]:
    """The schemes in force in a period, each with its part; a window falls where it ends.

    Raises `NoSchemeInForce`.
    """
    known = scheme_store.schemes(session.ledger)
    if not known:
        raise NoSchemeInForce
    ends = [one.begins for one in known[1:]] + [date.max]
    reigns = []
    for stored, end in zip(known, ends, strict=True):
        part = period & Period(stored.begins, end)
        if part:
            reigns.append(Reign(stored, _continued(known, stored), part))
    return reigns


def _whole_reigns(session: Session, period: Period) -> list[Reign]:
    """The same, for a period that is to be scored.

    Raises `PeriodNotBegun`, or `PeriodNotWhole` for a span of other days.
    """
    reigns = _reigns(session, period)
    if session.today < period.start:
        raise PeriodNotBegun(period=period.name, today=session.today)
    if not _is_whole(reigns, period):
        per = in_force(session, period.last).period
        raise PeriodNotWhole(per=Message(PERS[per]), period=period.name)
    return reigns


def _is_whole(reigns: list[Reign], period: Period) -> bool:
    """Whether a period is made of whole months (or whatever the scheme scores by).

    It may begin before the campaign and end after it. Weeks need not end with a month.
    """
    windows = [one for reign in reigns for one in _windows(reign)]
    if not windows:
        return False
    first, last = reigns[0].scheme, reigns[-1].scheme
    begins = windows[0].start >= period.start or period.start <= first.since
    ends = windows[-1].end == period.end or period.last >= last.timetable().until
    return last.period in {"week", "fortnight"} or (begins and ends)


def _windows(reign: Reign) -> tuple[Window, ...]:
    return reign.scheme.timetable().windows(reign.scheme.period, reign.period)


def _continued(known: tuple[StoredScheme, ...], stored: StoredScheme) -> Scheme:
    """A scheme that goes on counting weeks from where the office's first scheme began."""
    scheme, first = checked(stored), checked(known[0])
    if stored == known[0]:
        return scheme
    days = scheme.calendar
    if days.anchor is None and days.deadline == first.calendar.deadline:
        days = replace(days, anchor=first.timetable().first_window)
    return replace(scheme, since=min(scheme.since, first.since), calendar=days)


def _parts(reign: Reign) -> Iterator[str]:
    return (part for entry in reign.scheme.entries for part in entry.parts)


def _union(words: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """What any of the schemes of a period declares, the later words for the same keys."""
    return {key: word for some in words for key, word in some.items()}


def _tell_if_running(session: Session, period: Period) -> None:
    if session.today < period.last:
        named = Message(PERS["whole"]) if period.name == "campaign" else period.name
        note(
            session,
            message("{period} is not over: what is still owed counts as missing", period=named),
        )


def _is_one(reign: Reign, period: Period) -> bool:
    """Whether a period is just one month (or whatever the scheme scores by)."""
    windows = reign.scheme.timetable().windows(reign.scheme.period, period)
    return [(one.start, one.end) for one in windows] == [(period.start, period.end)]


def _before(reign: Reign, period: Period) -> Period | None:
    """The month (or whatever the scheme scores by) before a period, if it was scored at all."""
    year = Period(period.start - timedelta(days=366), period.start)
    windows = reign.scheme.timetable().windows(reign.scheme.period, year)
    return windows[-1] if windows else None


def _places(session: Session, period: Period | None) -> dict[str, int]:
    first = scheme_store.schemes(session.ledger)[0].begins
    if period is None or period.last < first:
        return {}
    groups = result(session, period).groups
    return {one.score.unit: one.place for group in groups for one in group.standings}


def _facts(session: Session, reign: Reign) -> Facts:
    reach = scoring.reach(reign.scheme.entries, reign.scheme.timetable(), reign.period)
    uses_by = reign.scheme.counting.counts_on
    facts = fact_store.facts(session.ledger, reach, uses_by=uses_by)
    return replace(facts, words=reign.scheme.words())


def _terms(scheme: Scheme) -> Terms:
    counting = scheme.counting
    return Terms(
        calendar=scheme.timetable(),
        joining=counting.joining,
        counts_on=counting.counts_on,
        places=counting.places,
    )


def _ranked(
    reigns: list[Reign], scores: tuple[Score, ...], *, before: dict[str, int], whole: bool
) -> Iterator[GroupResult]:
    """The standings of each group that has units; the last are told their duty month by month."""
    scheme = reigns[-1].scheme
    for key, word in _union(reign.scheme.groups for reign in reigns).items():
        members = [one for one in scores if one.group == key]
        standings = scoring.rank(members, scheme.ranking, before=before)
        duties = [one for one in scheme.ranking.duty if one.group == key and whole]
        if standings:
            yield GroupResult(key, word, scoring.with_duty(standings, duties))
