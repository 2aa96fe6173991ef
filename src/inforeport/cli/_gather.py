"""Reads from the file what a question needs and asks the pure functions: results and dues."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from msgspec import Struct
from msgspec.structs import replace

from inforeport import scoring
from inforeport.cli._named import unit_named
from inforeport.cli._output import note
from inforeport.cli._reigns import (
    PERS,
    Reign,
    continued,
    reigns_of,
    supposed_reign,
    union,
    whole_reigns,
)
from inforeport.cli._sealed import inside, sealed
from inforeport.cli._session import Session
from inforeport.cli._unset import tell_unset
from inforeport.errors import NoPoints, NoUnits, UnitNotThere
from inforeport.model import (
    Due,
    Facts,
    GroupResult,
    Result,
    Score,
    ScoreLine,
    StoredScheme,
    Unit,
)
from inforeport.period import Per, Period, Window
from inforeport.recount import differences
from inforeport.rules.quota import Quota
from inforeport.scheme import Scheme
from inforeport.scoring import Scored, Standards, Terms
from inforeport.store import facts as fact_store
from inforeport.store import scheme as scheme_store
from inforeport.text import fold
from inforeport.words import Message, Text, message

_FEN = Decimal("0.01")


class Judged(Struct, frozen=True):
    """The raw outcome of a period: whom it concerns, their lines and fees, what they owed."""

    units: tuple[Unit, ...]
    lines: tuple[ScoreLine, ...]
    dues: tuple[Due, ...]
    fees: tuple[ScoreLine, ...] = ()


def result(session: Session, period: Period, *, change: bool = False) -> Result:
    """A period scored and ranked; with `change`, against the period before too.

    Of a sealed period it is what was printed. Raises `PeriodNotWhole` for one that is not made of
    the scheme's own periods, `NoPoints` where its scheme gives none.
    """
    if not (seal := sealed(session, period)):
        reigns = whole_reigns(session, period)
        if any(reign.scheme.parts for reign in reigns):
            return _told(session, reigns, period, change=change)
    elif seal.result.parts:
        return seal.result
    raise NoPoints(title=seal.result.scheme.title if seal else reigns[-1].stored.title)


def counted(session: Session, period: Period, *, change: bool = False) -> Result:
    """The same, of a scheme without points too: then what was sent and used is all there is."""
    if seal := sealed(session, period):
        return seal.result
    return _told(session, whole_reigns(session, period), period, change=change)


def recounted(session: Session, period: Period) -> Result:
    """A sealed period as it would be counted today, also if no scheme scores such a one now."""
    return _result(session, reigns_of(session, period), period, change=False)


def _told(session: Session, reigns: list[Reign], period: Period, *, change: bool) -> Result:
    """The result of a period, with a note where it is not over and something may still come."""
    if any(entry.kind == "quota" for reign in reigns for entry in reign.scheme.entries):
        _tell_if_running(session, period)
    tell_unset(session, reigns[-1].scheme)
    _tell_if_printed_otherwise(session, period)
    return _result(session, reigns, period, change=change)


def supposed(session: Session, stored: StoredScheme, period: Period) -> Result:
    """The same facts as another scheme would have them, had it been in force all along.

    Raises what `result` raises, and `UnitsWithoutGroup`.
    """
    reign = supposed_reign(session, stored, period)
    return _result(session, [reign], period, change=False)


def _result(session: Session, reigns: list[Reign], period: Period, *, change: bool) -> Result:
    last = reigns[-1]
    judged = _judged(session, reigns)
    places = last.scheme.counting.places
    scores = scoring.totals(judged.units, judged.lines, dues=judged.dues, places=places)
    whole = _is_one(last, period)
    against = Standards(
        before=_places(session, _before(last, period)) if change and whole else {},
        running=_running(session, last, period),
        barred=frozenset(_barred(last.scheme, period, "unranked")),
    )
    return Result(
        period=period,
        scheme=last.stored,
        groups=tuple(_ranked(reigns, scores, against=against, whole=whole)),
        levels=union(reign.scheme.levels for reign in reigns),
        parts=tuple(union({part: part for part in reign.scheme.parts} for reign in reigns)),
        persons=scoring.persons(judged.lines, places=places),
        fees=judged.fees,
        untitled=frozenset(_barred(last.scheme, period, "no title")),
        unranked=against.barred,
        words=union(reign.scheme.words() for reign in reigns),
    )


def only(session: Session, found: Result, wanted: str) -> Result:
    """The same result with one unit and its people in it, at its place.

    Raises `UnknownUnit`, or `UnitNotThere` for one that did not exist in the period.
    """
    name = _called(session, found, wanted)
    groups = [
        replace(group, standings=tuple(one for one in group.standings if one.score.unit == name))
        for group in found.groups
    ]
    if not any(group.standings for group in groups):
        raise UnitNotThere(unit=name, period=found.period.name)
    return replace(
        found,
        groups=tuple(group for group in groups if group.standings),
        persons=tuple(one for one in found.persons if one.group == name),
    )


def _called(session: Session, found: Result, wanted: str) -> str:
    """The name of a unit as a result has it; in a sealed one it may be an old name."""
    seal = sealed(session, found.period) if found.imprint else None
    if not seal:
        return unit_named(session, wanted).name
    own = {fold(name): name for name in seal.names.values()}
    if fold(wanted) in own:
        return own[fold(wanted)]
    unit = unit_named(session, wanted)
    return seal.names.get(unit.id, unit.name)


def readings(session: Session, found: Result) -> tuple[Text, ...]:
    """The small print of a result: how its scheme, in its place after the others, is read."""
    from inforeport.scheme.readings import small_print

    known = scheme_store.schemes(session.ledger)
    return small_print(continued(known, found.scheme))


def dues(session: Session, period: Period) -> tuple[Due, ...]:
    """What every unit owes and sent in the windows that belong to a period."""
    found: list[Due] = []
    for reign in reigns_of(session, period):
        tell_unset(session, reign.scheme)
        days, entries = reign.scheme.timetable(), reign.scheme.entries
        whole = reign._replace(period=scoring.judging(entries, days, reign.period))
        everys = dict.fromkeys(entry.every for entry in entries)
        mine = {window for every in everys for window in days.windows(every, reign.period)}
        scored = _scored(whole, _facts(session, whole))
        found += [due for due in scored.dues if due.window in mine]
    return tuple(found)


def _judged(session: Session, reigns: list[Reign]) -> Judged:
    units: dict[str, Unit] = {}
    lines: list[ScoreLine] = []
    dues: list[Due] = []
    fees: list[ScoreLine] = []
    busy: set[str] = set()
    for reign in reigns:
        facts = _facts(session, reign)
        there = [unit for unit in facts.units if scoring.there(unit, reign.period)]
        units |= {unit.name: unit for unit in there}
        found = _scored(reign, facts)
        lines += found.lines
        dues += found.dues if _owed(reign.scheme) else _sent(facts, reign.period)
        fees += _fees(reign, facts, found)
        busy |= set() if reign.scheme.parts else {one.unit for one in facts.submissions}
    busy |= {line.unit for line in (*lines, *fees)} | {due.unit for due in dues if due.owed}
    begins = reigns[0].period.start
    judged = [one for one in units.values() if one.name in busy or not _joined(one, begins)]
    if not judged:
        raise NoUnits(period=reigns[0].period.name)
    return Judged(tuple(judged), tuple(lines), tuple(dues), tuple(fees))


def _owed(scheme: Scheme) -> bool:
    """Whether anybody owes reports at all."""
    quotas = (entry.rule for entry in scheme.entries if isinstance(entry.rule, Quota))
    return any(rule.what == "submitted" for rule in quotas)


def _sent(facts: Facts, period: Period) -> Iterator[Due]:
    """What each unit sent in a period where nothing is owed: it is counted all the same."""
    sent = Counter(one.unit for one in facts.submissions if one.received in period)
    window = Window(period.start, period.end)
    return (Due(unit, window, Decimal(0), Decimal(count)) for unit, count in sent.items())


def _scored(reign: Reign, facts: Facts) -> Scored:
    terms = _terms(reign.scheme)
    return scoring.score(facts, reign.scheme.entries, terms=terms, period=reign.period)


def _fees(reign: Reign, facts: Facts, found: Scored) -> tuple[ScoreLine, ...]:
    """The money that a scheme gives or takes beside prizes, line by line."""
    if not reign.scheme.fees:
        return ()
    terms, fees = _terms(reign.scheme), reign.scheme.fees
    days = reign.scheme.timetable()
    whole = reign._replace(period=scoring.horizon(fees, days, reign.period))
    if whole.period.start < reign.period.start:
        # a year that is paid in its last month is paid for all of its points
        found = _scored(whole, facts)
    paid = scoring.score(facts, fees, terms=terms, period=reign.period, before=found).lines
    return tuple(replace(one, points=one.points.quantize(_FEN, ROUND_HALF_UP)) for one in paid)


def _joined(unit: Unit, after: date) -> bool:
    """Whether a unit joined within a period; with nothing owed and nothing sent it waits."""
    return unit.since is not None and unit.since > after


def _barred(scheme: Scheme, period: Period, effect: str) -> Iterator[str]:
    """The flags that have an effect in a period: it must be as long as they say."""
    for flag in scheme.flags:
        if flag.effect == effect and _is_as_long(scheme, period, flag.applies):
            yield flag.flag


def _is_as_long(scheme: Scheme, period: Period, per: Per | None) -> bool:
    """Whether a period holds a whole window of a length, as far as the scheme runs in it."""
    if per is None:
        return True
    days = scheme.timetable()
    return any(
        (clipped := window & days.run).start >= period.start and clipped.last <= period.last
        for window in days.windows(per, period)
    )


def _running(session: Session, reign: Reign, period: Period) -> dict[str, Decimal]:
    """What each unit has since the year, or the campaign, began, where the scheme shows it."""
    days, since = reign.scheme.timetable(), reign.scheme.ranking.running
    if since is None:
        return {}
    start = days.year_of(period).start if since == "year" else days.since
    so_far = Period(start, period.end, period.name)
    judged = _judged(session, reigns_of(session, so_far))
    scores = scoring.totals(judged.units, judged.lines, places=reign.scheme.counting.places)
    return {score.unit: score.points for score in scores}


def _tell_if_running(session: Session, period: Period) -> None:
    if session.today < period.last:
        named = Message(PERS["whole"]) if period.name == "campaign" else period.name
        note(
            session,
            message("{period} is not over: what is still owed counts as missing", period=named),
        )


def _tell_if_printed_otherwise(session: Session, period: Period) -> None:
    """Say which sealed months of a longer period are printed otherwise than they count in it."""
    otherwise = [
        seal.period.name
        for seal in inside(session, period)
        if differences(seal.result, seal.as_named(session, recounted(session, seal.period)))
    ]
    if otherwise:
        what = message(
            "counted from the facts of today; printed otherwise: {periods} (see: inforeport check)",
            periods=otherwise,
        )
        note(session, what)


def _is_one(reign: Reign, period: Period) -> bool:
    """Whether a period is just one month (or whatever the scheme scores by)."""
    windows = reign.scheme.timetable().windows(reign.scheme.period, period)
    return [(one.start, one.end) for one in windows] == [(period.start, period.end)]


def _before(reign: Reign, period: Period) -> Period | None:
    """The month (or whatever the scheme scores by) before a period, if it was scored at all."""
    year = Period(period.start - timedelta(days=366), period.start)
    windows = reign.scheme.timetable().windows(reign.scheme.period, year)
    return windows[-1] if windows else None


def _places(session: Session, period: Period | None) -> dict[str, int | None]:
    first = scheme_store.schemes(session.ledger)[0].begins
    if period is None or period.last < first:
        return {}
    groups = counted(session, period).groups
    seal = sealed(session, period)
    now = seal.called_now(session) if seal else {}
    return {
        now.get(one.score.unit, one.score.unit): one.place
        for group in groups
        for one in group.standings
    }


def _facts(session: Session, reign: Reign) -> Facts:
    scheme = reign.scheme
    entries = (*scheme.entries, *scheme.fees)
    reach = scoring.reach(entries, scheme.timetable(), reign.period)
    uses_by = scheme.counting.counts_on
    facts = fact_store.facts(session.ledger, reach, uses_by=uses_by)
    facts = scoring.keyed(facts, kinds=scheme.kinds, categories=scheme.categories)
    return replace(
        scoring.attributed(facts),
        words=scheme.words(),
        media=scheme.media_of(),
        unstated=None if scheme.counting.unstated == "none" else "whole",
        counts_on=uses_by,
    )


def _terms(scheme: Scheme) -> Terms:
    return Terms(calendar=scheme.timetable(), joining=scheme.counting.joining)


def _ranked(
    reigns: list[Reign], scores: tuple[Score, ...], *, against: Standards, whole: bool
) -> Iterator[GroupResult]:
    """The standings of each group that has units; the last are told their duty month by month."""
    scheme = reigns[-1].scheme
    for key, word in union(reign.scheme.groups for reign in reigns).items():
        members = [one for one in scores if one.group == key]
        standings = scoring.rank(members, scheme.ranking, against)
        duties = [one for one in scheme.ranking.duty if one.group == key and whole]
        if standings:
            yield GroupResult(key, word, scoring.with_duty(standings, duties))
