"""Reads from the file what a question needs and asks the pure functions: results and dues."""

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from inforeport import scoring
from inforeport.cli._named import unit_named
from inforeport.cli._output import note
from inforeport.cli._reigns import PERS, Reign, continued, reigns_of, union, whole_reigns
from inforeport.cli._session import Session
from inforeport.errors import NoPoints, NoUnits, UnitNotThere
from inforeport.model import Due, Facts, GroupResult, Result, Score, ScoreLine, Unit
from inforeport.period import Period
from inforeport.scheme import Scheme
from inforeport.scoring import Terms
from inforeport.store import facts as fact_store
from inforeport.store import scheme as scheme_store
from inforeport.words import Message, Text, message


class Judged(Struct, frozen=True):
    """The raw outcome of a period: whom it concerns, their lines, what they owed."""

    units: tuple[Unit, ...]
    lines: tuple[ScoreLine, ...]
    dues: tuple[Due, ...]


def result(session: Session, period: Period, *, change: bool = False) -> Result:
    """A period scored and ranked; with `change`, against the period before too.

    Raises `PeriodNotWhole` for one that is not made of the scheme's own periods, `NoPoints` where
    its scheme gives none.
    """
    reigns = whole_reigns(session, period)
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
        levels=union(reign.scheme.levels for reign in reigns),
        parts=tuple(union({part: part for part in _parts(reign)} for reign in reigns)),
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
    return small_print(continued(known, found.scheme))


def dues(session: Session, period: Period) -> tuple[Due, ...]:
    """What every unit owes and sent in the windows that belong to a period."""
    found: list[Due] = []
    for reign in reigns_of(session, period):
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


def _parts(reign: Reign) -> Iterator[str]:
    return (part for entry in reign.scheme.entries for part in entry.parts)


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
    for key, word in union(reign.scheme.groups for reign in reigns).items():
        members = [one for one in scores if one.group == key]
        standings = scoring.rank(members, scheme.ranking, before=before)
        duties = [one for one in scheme.ranking.duty if one.group == key and whole]
        if standings:
            yield GroupResult(key, word, scoring.with_duty(standings, duties))
