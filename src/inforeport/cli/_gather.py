"""Reads from the file what a question needs and asks the pure functions: schemes, results, dues."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from inforeport import __version__, scoring
from inforeport.cli._named import unit_named
from inforeport.cli._output import note
from inforeport.cli._session import Session
from inforeport.errors import NoPoints, PeriodTooShort, UnitNotThere
from inforeport.model import Due, Facts, GroupResult, Result, Score, ScoreLine, StoredScheme, Unit
from inforeport.period import Calendar, Period
from inforeport.scheme import Scheme, read, revive
from inforeport.scoring import Terms
from inforeport.store import facts as fact_store
from inforeport.store import scheme as scheme_store
from inforeport.words import N_, Message, message

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
    if stored.version == __version__:
        return revive(stored.checked)
    return read(stored.text, stored.title)


def in_force(session: Session, on: date | None = None) -> Scheme:
    """The scheme in force on a day, else today."""
    return checked(scheme_store.in_force(session.ledger, on or session.today))


def calendar(session: Session) -> Calendar:
    """The calendar by which the office names its periods: that of its newest scheme."""
    known = scheme_store.schemes(session.ledger)
    scheme_store.in_force(session.ledger, date.max)
    newest = _continued(known, known[-1]).timetable()
    return replace(newest, anchor=newest.first_window, since=max(newest.since, known[0].begins))


def result(session: Session, period: Period, *, change: bool = False) -> Result:
    """A period scored and ranked; with `change`, against the period before too.

    Raises `PeriodTooShort` where no period of the scheme ends in it, `NoPoints` where its scheme
    gives none.
    """
    reigns = _reigns(session, period)
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
        groups=tuple(_ranked(scheme, scores, before=before, whole=whole)),
        levels=scheme.levels,
        parts=tuple(dict.fromkeys(part for entry in scheme.entries for part in entry.parts)),
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
    return Judged(tuple(units.values()), tuple(lines), tuple(dues))


def _reigns(session: Session, period: Period) -> list[Reign]:
    """The schemes in force in a period, each with its part; a window falls where it ends."""
    known = scheme_store.schemes(session.ledger)
    ends = [one.begins for one in known[1:]] + [date.max]
    reigns = []
    for stored, end in zip(known, ends, strict=True):
        part = period & Period(stored.begins, end)
        if part:
            reigns.append(Reign(stored, _continued(known, stored), part))
    if not any(_has_windows(reign, period) for reign in reigns):
        per = in_force(session, period.last).period
        raise PeriodTooShort(per=Message(PERS[per]), period=period.name)
    return reigns


def _continued(known: tuple[StoredScheme, ...], stored: StoredScheme) -> Scheme:
    """A scheme that goes on counting weeks from where the office's first scheme began."""
    scheme = checked(stored)
    if stored == known[0]:
        return scheme
    return replace(scheme, since=min(scheme.since, checked(known[0]).since))


def _tell_if_running(session: Session, period: Period) -> None:
    if session.today < period.last:
        what = message(
            "{period} is not over: what is still owed counts as missing", period=period.name
        )
        note(session, what)


def _has_windows(reign: Reign, period: Period) -> bool:
    """Whether a month (or whatever the scheme scores by) lies whole in a period."""
    days = reign.scheme.timetable()
    windows = days.windows(reign.scheme.period, reign.period)
    return any(one.start >= period.start or one.start <= days.since for one in windows)


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
    scheme: Scheme, scores: tuple[Score, ...], *, before: dict[str, int], whole: bool
) -> Iterator[GroupResult]:
    """The standings of each group that has units; the last are told their duty month by month."""
    for key, word in scheme.groups.items():
        members = [one for one in scores if one.group == key]
        standings = scoring.rank(members, scheme.ranking, before=before)
        duties = [one for one in scheme.ranking.duty if one.group == key and whole]
        if standings:
            yield GroupResult(key, word, scoring.with_duty(standings, duties))
