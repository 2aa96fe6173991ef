"""What periods came to: lines, scores and places by the schemes in force, and what was owed."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from operator import attrgetter

from msgspec import Struct
from msgspec.structs import replace

from inforeport import scoring
from inforeport.errors import NoPoints, NoUnits, UnitNotThere, UnitsWithoutGroup
from inforeport.figures import rounded
from inforeport.model import (
    Due,
    Facts,
    Result,
    Score,
    ScoreLine,
    StoredScheme,
    Unit,
)
from inforeport.model.apart import GRAINS, Grain, LinesOf
from inforeport.office import remarks
from inforeport.office.rulings import looked_at, rulings, unreached
from inforeport.office.schemes import InForce, checked, union
from inforeport.office.seals import Sealed, evidence, fingerprint
from inforeport.office.snapshot import Snapshot
from inforeport.office.standings import barred, is_one, measures, ranked
from inforeport.period import Period, Window, hull
from inforeport.scheme import Scheme
from inforeport.scoring import Scored, Standards
from inforeport.scoring.differences import differences, renamed
from inforeport.scoring.sharing import whose
from inforeport.version import __version__
from inforeport.words import Message

_FEN = 2
_AND = "、"  # a list is named in Chinese, as the groups in it are


class Judged(Struct, frozen=True):
    """The raw outcome of a period: whom it concerns, what they owed and sent, and all lines.

    `waiting` are the units that joined in it, and were bound by nothing yet.
    """

    units: tuple[Unit, ...]
    dues: tuple[Due, ...]
    scored: Scored
    waiting: frozenset[str]


class Dues(Struct, frozen=True):
    """What was owed and sent, unit by unit and window by window, and what to remark of it."""

    windows: tuple[Due, ...]
    remarks: tuple[Message, ...] = ()


class Results:
    """Scores the periods of a snapshot, as they stand on a day; each is scored and owed once."""

    def __init__(self, snapshot: Snapshot, today: date) -> None:
        self.snapshot = snapshot
        self.today = today
        self._results: dict[tuple[Period, bool, Grain], Result] = {}
        self._dues: dict[tuple[Period, Grain], Dues] = {}
        self._remarks: dict[Period, tuple[Message, ...]] = {}

    def of(self, period: Period, *, change: bool = False, grain: Grain = "facts") -> Result:
        """A period scored and ranked; with `change`, against the period before too.

        Of a sealed period it is what was printed. A scheme without points gives counts only. Where
        only sums are wanted, lines that are alike may be one, without report and day.
        Raises `PeriodNotWhole` for one that is not made of the scheme's own periods.
        """
        result = self._printed(period, change=change, grain=grain)
        return result if result.imprint else replace(result, remarks=self._remarked(period))

    def check_points(self, period: Period) -> None:
        """That a period is scored by points, or units are marked. Raises `NoPoints`."""
        if sealed := self.snapshot.sealed(period):
            if not sealed.result.parts:
                raise NoPoints(title=sealed.result.scheme.title)
            return
        in_force = self.snapshot.schemes.whole(period, self.today)
        if not any(part.scheme.parts_of_all or any(part.scheme.flags) for part in in_force):
            raise NoPoints(title=in_force[-1].stored.title)

    def _printed(self, period: Period, *, change: bool = False, grain: Grain = "facts") -> Result:
        """The same without what there is to remark."""
        sealed = self.snapshot.sealed(period)
        if sealed:
            return sealed.result
        finer = GRAINS[: GRAINS.index("lines" if isinstance(grain, LinesOf) else grain) + 1]
        grain = next((it for it in finer if (period, change, it) in self._results), grain)
        if (period, change, grain) not in self._results:
            in_force = self.snapshot.schemes.whole(period, self.today)
            result = self._scored(in_force, period, change=change, grain=grain)
            self._results[period, change, grain] = result
        return self._results[period, change, grain]

    def _remarked(self, period: Period) -> tuple[Message, ...]:
        if period not in self._remarks:
            self._remarks[period] = tuple(self._remarks_on(period))
        return self._remarks[period]

    def _remarks_on(self, period: Period) -> Iterator[Message]:
        """What there is to remark of a period that is not sealed."""
        in_force = self.snapshot.schemes.over(period)
        if any(part.scheme.owes for part in in_force):
            yield from remarks.running(period, self.today)
        yield from self._unset(in_force[-1].scheme)
        yield from remarks.printed_otherwise(
            sealed.period
            for sealed in self.snapshot.sealed_inside(period)
            if not self._counts_alike(sealed)
            and differences(sealed.result, self.as_printed(sealed))
        )

    def _counts_alike(self, sealed: Sealed) -> bool:
        """Whether nothing changed since a period was sealed: then it counts as it was printed."""
        seal, in_force = sealed.seal, self.snapshot.schemes.over(sealed.period)
        rules = [stored.sha256 for stored in seal.schemes]
        if seal.version != __version__ or rules != [part.stored.sha256 for part in in_force]:
            return False
        return fingerprint(evidence(self.counted_from(sealed.period))) == seal.fingerprint

    def _unset(self, scheme: Scheme) -> Iterator[Message]:
        reporters = self.snapshot.reporters if scheme.asks_for_persons else ()
        on_file = remarks.OnFile(self.snapshot.targets, reporters)
        yield from remarks.unset(scheme, self.snapshot.units, on_file)
        if scheme.asks_for_persons:
            yield from remarks.nobody(scheme, reporters)

    def as_printed(self, sealed: Sealed) -> Result:
        """A sealed period as it would be counted today, under the names that were printed."""
        names = {new: old for old, new in self.snapshot.names_now(sealed).items()}
        return renamed(self.recounted(sealed.period), names)

    def recounted(self, period: Period) -> Result:
        """A sealed period as it would be counted today, also if no scheme scores such a one now."""
        return self._scored(self.snapshot.schemes.over(period), period, change=False)

    def supposed(self, stored: StoredScheme, period: Period) -> Result:
        """The same facts as another scheme would have them, had it been in force all along.

        Raises what `of` raises, and `UnitsWithoutGroup`.
        """
        check_groups(self.snapshot, checked(stored))
        in_force = self.snapshot.schemes.supposed(stored, period, self.today)
        return self._scored([in_force], period, change=False)

    def dues(self, period: Period, *, grain: Grain = "facts") -> Dues:
        """What every unit owes and sent in the windows that belong to a period."""
        if (period, grain) not in self._dues:
            self._dues[period, grain] = self._owed(period, grain)
        return self._dues[period, grain]

    def _owed(self, period: Period, grain: Grain) -> Dues:
        in_force = self.snapshot.schemes.governing(period)
        remarked: list[Message] = []
        for part in in_force:
            remarked += [remark for remark in self._unset(part.scheme) if remark not in remarked]
        longer, mine = _judging(in_force, period)
        over = self.snapshot.schemes.over(longer)
        ruled = rulings(self.snapshot, over, longer, grain=grain)
        units = {unit.name: unit for unit in self.snapshot.units}
        dues = (due for due in scoring.owed([*ruled.values()], longer) if due.window in mine)
        there = (it for it in dues if scoring.there(units[it.unit], it.window))
        return Dues(tuple(there), tuple(remarked))

    def counted_from(self, period: Period) -> Facts:
        """All facts that a period is counted from, and nothing that follows from them."""
        in_force = self.snapshot.schemes.over(period)
        span = looked_at(self.snapshot, in_force, period)
        facts = self.snapshot.facts(span, in_force[-1].scheme.counting.counts_on)
        persons = any(part.scheme.asks_for_persons for part in in_force)
        return Facts(
            reporters=unreached(self.snapshot.reporters) if persons else (),
            units=facts.units,
            submissions=facts.submissions,
            adoptions=facts.adoptions,
            instructions=facts.instructions,
            forwardings=facts.forwardings,
            commissions=facts.commissions,
            marks=facts.marks,
            targets=facts.targets,
            exemptions=facts.exemptions,
        )

    def _scored(
        self, in_force: list[InForce], period: Period, *, change: bool, grain: Grain = "facts"
    ) -> Result:
        last, places = in_force[-1], in_force[-1].scheme.counting.decimals
        judged = self._judged(in_force, period, grain=grain)
        lines, whole = judged.scored.lines, is_one(last, period)
        scores = scoring.totals(judged.units, lines, dues=judged.dues, places=places)
        against = Standards(
            before=self._places(_before(last, period)) if change and whole else {},
            running=self._running(in_force, period, scores),
            barred=barred(in_force, period, "unranked"),
            waiting=judged.waiting,
        )
        return replace(
            _named(in_force, period),
            groups=tuple(ranked(in_force, scores, against=against, whole=whole)),
            persons=scoring.persons(lines, places=places),
            fees=_in_yuan(judged.scored.fees),
            settled=_summed(judged.scored.settled),
            measures=measures(last.scheme, judged.dues, judged.scored.measures),
            untitled=barred(in_force, period, "no title"),
            unranked=against.barred,
        )

    def _judged(self, in_force: list[InForce], period: Period, *, grain: Grain) -> Judged:
        ruled = rulings(self.snapshot, in_force, period, self.today, grain=grain)
        scored = scoring.score([*ruled.values()], period)
        lines = (*scored.lines, *scored.fees, *scored.settled)
        dues, busy = [*scored.dues], {line.unit for line in lines}
        for part in in_force:
            facts = ruled[part.days].facts
            dues += _sent(facts, part, scored.dues)
            busy |= set() if part.scheme.parts else {report.unit for report in facts.submissions}
        busy |= {due.unit for due in dues if due.owed}
        begins, span = in_force[0].period.start, Period(in_force[0].period.start, period.end)
        there = [it for it in ruled[in_force[-1].days].facts.units if scoring.there(it, span)]
        waiting = {it.name for it in there if _joined(it, begins)} - busy
        idle = waiting - {due.unit for due in dues if due.received}
        judged = tuple(unit for unit in there if unit.name not in idle)
        if not judged:
            raise NoUnits(period=period.name)
        return Judged(judged, tuple(dues), scored, frozenset(waiting))

    def _running(
        self, in_force: list[InForce], period: Period, scores: Iterable[Score]
    ) -> dict[str, Decimal]:
        """What each unit has since the year, or the campaign, began, where the scheme shows it.

        Of its first period that is what the unit scored in it.
        """
        part = in_force[-1]
        days, since = part.scheme.timetable(), part.scheme.ranking.running
        if since is None:
            return {}
        start = days.year_of(period).start if since == "year" else days.since
        so_far = Period(start, period.end, period.name)
        over = self.snapshot.schemes.over(so_far)
        if start != period.start or [it.days for it in over] != [it.days for it in in_force]:
            judged = self._judged(over, so_far, grain="sums")
            places = part.scheme.counting.decimals
            scores = scoring.totals(judged.units, judged.scored.lines, places=places)
        return {score.unit: score.points for score in scores}

    def _places(self, period: Period | None) -> dict[str, int | None]:
        """The places of a period under the units' names of today; none before the first scheme."""
        if period is None or period.last < self.snapshot.schemes.begins:
            return {}
        sealed = self.snapshot.sealed(period)
        now = self.snapshot.names_now(sealed) if sealed else {}
        return {
            now.get(standing.score.unit, standing.score.unit): standing.place
            for group in self._printed(period, grain="sums").groups
            for standing in group.standings
        }


def _named(in_force: list[InForce], period: Period) -> Result:
    """A result with all that the schemes name, and nothing in it yet."""
    last = in_force[-1]
    return Result(
        period=period,
        scheme=last.stored,
        groups=(),
        levels=union(part.scheme.levels for part in in_force),
        parts=tuple(union({name: name for name in part.scheme.parts} for part in in_force)),
        words=union(part.scheme.words() for part in in_force),
        places=last.scheme.counting.decimals,
        names_windows=True,
    )


def _summed(fees: Iterable[ScoreLine]) -> Decimal | None:
    """The sum of money, where there is any."""
    lines = _in_yuan(fees)
    return sum((line.points for line in lines), Decimal(0)) if lines else None


def _in_yuan(fees: Iterable[ScoreLine]) -> tuple[ScoreLine, ...]:
    """Lines of money, each to the fen."""
    return tuple(replace(fee, points=rounded(fee.points, _FEN)) for fee in fees)


def only(result: Result, unit: str) -> Result:
    """The same result with one unit and its people in it, at its place. Raises `UnitNotThere`."""
    groups = [
        replace(
            group,
            standings=tuple(
                standing for standing in group.standings if standing.score.unit == unit
            ),
        )
        for group in result.groups
    ]
    if not any(group.standings for group in groups):
        raise UnitNotThere(unit=unit, period=result.period.name)
    return replace(
        result,
        groups=tuple(group for group in groups if group.standings),
        persons=tuple(person for person in result.persons if person.group == unit),
        fees=tuple(fee for fee in result.fees if fee.unit == unit),
    )


def check_groups(snapshot: Snapshot, scheme: Scheme) -> None:
    """That a scheme leaves no unit without a group. Raises `UnitsWithoutGroup`."""
    left = [unit.name for unit in snapshot.units if unit.group not in scheme.groups]
    if left:
        raise UnitsWithoutGroup(units=left)


def _sent(facts: Facts, part: InForce, dues: Iterable[Due]) -> Iterator[Due]:
    """What each unit sent that owes no reports in a period: it is counted all the same."""
    owing = {due.unit for due in dues if due.what == "submitted" and due.person is None}
    groups = {unit.name: unit.group for unit in facts.units}
    entries, days = part.scheme.entries, part.scheme.timetable()
    units_of = whose(entries, "submissions", groups)
    was_there = scoring.presence("submissions", facts.units, entries, days, part.period)
    sent: Counter[str] = Counter()
    for day, of_day in groupby(facts.submissions, attrgetter("received")):
        if day not in part.period:
            continue
        for report in of_day:
            if report.unit not in owing or report.partners or report.authors:
                for unit in units_of(report):
                    if unit not in owing and was_there(unit, day):
                        sent[unit] += report.n
    window = Window(part.period.start, part.period.end)
    return (Due(unit, window, Decimal(0), Decimal(count)) for unit, count in sent.items() if count)


def _judging(in_force: list[InForce], period: Period) -> tuple[Period, set[Window]]:
    """The period with all windows whole that have a day in it, and the windows that are its own."""
    spans, mine = [period], set()
    for part in in_force:
        days, entries = part.scheme.timetable(), part.scheme.entries
        spans.append(scoring.judging(entries, days, part.period))
        for every in dict.fromkeys(entry.every for entry in entries):
            mine |= {*days.windows(every, period)}
    return hull(spans), mine


def _joined(unit: Unit, after: date) -> bool:
    """Whether a unit joined within a period; with nothing owed and nothing earned it waits."""
    return unit.since is not None and unit.since > after


def _before(part: InForce, period: Period) -> Period | None:
    """The month (or whatever the scheme scores by) before a period, if it was scored at all."""
    year = Period(period.start - timedelta(days=366), period.start)
    windows = part.scheme.timetable().windows(part.scheme.period, year)
    return windows[-1] if windows else None
