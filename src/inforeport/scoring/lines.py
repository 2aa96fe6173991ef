"""The lines of a period, and their sums: the scheme's entries asked window by window."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from inforeport.model import (
    Adoption,
    Due,
    Facts,
    Reporter,
    Score,
    ScoreLine,
    Slot,
    Submission,
    Unit,
)
from inforeport.period import Calendar, Period, Window
from inforeport.rules import Entry
from inforeport.rules.quota import Quota

_DAY = timedelta(days=1)


class Terms(Struct, frozen=True, kw_only=True):
    """What a scheme says of time and counting, beside its entries.

    `joining`: a new unit owes windows that end after its first day, or that start on or after it.
    `counts_on`: a use counts on its own day, or on the day the report was received. `places` are
    the decimals of a total, rounded half up.
    """

    calendar: Calendar
    joining: Literal["ends after", "starts after"] = "ends after"
    counts_on: Literal["adopted", "received"] = "adopted"
    places: int = 2


def reach(entries: Iterable[Entry], calendar: Calendar, period: Period) -> Period:
    """The days whose facts are needed to score `period`: all its windows, whole."""
    spans = [period]
    for entry in entries:
        for window in calendar.windows(entry.per, period):
            spans += [window, *calendar.windows(entry.every, window)]
    return Period(min(span.start for span in spans), max(span.end for span in spans))


def score(
    facts: Facts, entries: Sequence[Entry], *, terms: Terms, period: Period
) -> tuple[ScoreLine, ...]:
    """The lines of all units for every window that belongs to `period`, in the scheme's order.

    Each entry is asked once per window, with the facts and the earlier lines of that window and
    of the units it concerns; part, rule, clause and window are stamped on what it answers.
    """
    lines: list[ScoreLine] = []
    pers = dict.fromkeys(entry.per for entry in entries)
    for entry in entries:
        for window in terms.calendar.windows(entry.per, period):
            cut = _cut(facts, entry, terms=terms, window=window)
            names = {unit.name for unit in cut.units}
            inside = {one for per in pers for one in terms.calendar.windows(per, window)}
            so_far = [line for line in lines if line.unit in names and line.window in inside]
            lines += [_stamped(line, entry, window) for line in entry.rule.lines(cut, so_far)]
    return tuple(lines)


def dues(
    facts: Facts, entries: Iterable[Entry], *, terms: Terms, period: Period
) -> tuple[Due, ...]:
    """What every unit owed and sent, window by window, by the quotas of the scheme.

    Several quotas over the same windows are one duty, the largest of them.
    """
    found: dict[tuple[str, date, date], Due] = {}
    for entry in entries:
        if isinstance(entry.rule, Quota):
            whole = Window(period.start, period.end)
            for due in entry.rule.dues(_cut(facts, entry, terms=terms, window=whole)):
                key = due.unit, due.window.start, due.window.end
                known = found.setdefault(key, due)
                if due.owed > known.owed:
                    found[key] = due
    return tuple(found.values())


def totals(
    units: Iterable[Unit], lines: Iterable[ScoreLine], *, dues: Iterable[Due] = (), places: int = 2
) -> tuple[Score, ...]:
    """The score of each unit: the sum of its lines, rounded once, here."""
    of_unit: dict[str, list[ScoreLine]] = defaultdict(list)
    for line in lines:
        of_unit[line.unit].append(line)
    owed: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for due in dues:
        owed[due.unit][0] += due.owed
        owed[due.unit][1] += due.received
    return tuple(
        _total(unit, of_unit[unit.name], owed=owed[unit.name], places=places) for unit in units
    )


def _total(unit: Unit, lines: Sequence[ScoreLine], *, owed: Sequence[int], places: int) -> Score:
    points = sum((line.points for line in lines), Decimal(0))
    return Score(
        unit=unit.name,
        group=unit.group,
        points=_rounded(points, places),
        due=owed[0],
        counted=owed[1],
        parts=_sums(lines, lambda line: line.part, places),
        levels=_sums(lines, lambda line: line.level, places),
        lines=tuple(lines),
    )


def _sums(
    lines: Iterable[ScoreLine], key: Callable[[ScoreLine], str | None], places: int
) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for line in lines:
        name = key(line)
        if name is not None:
            sums[name] = sums.get(name, Decimal(0)) + line.points
    return {name: _rounded(points, places) for name, points in sums.items()}


def _rounded(points: Decimal, places: int) -> Decimal:
    return points.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP).normalize() + Decimal(0)


def _cut(facts: Facts, entry: Entry, *, terms: Terms, window: Window) -> Facts:
    """The facts of one window and of the units that an entry concerns."""
    units = tuple(unit for unit in facts.units if _concerns(entry, unit) and there(unit, window))
    known = {unit.name: unit for unit in units}
    spans = terms.calendar.windows(entry.every, window)
    sent = [
        one
        for one in facts.submissions
        if one.unit in known and there(known[one.unit], Period(one.received, one.received + _DAY))
    ]
    return replace(
        facts,
        units=units,
        submissions=tuple(one for one in sent if _among(one, spans)),
        adoptions=tuple(_used(facts.adoptions, known, terms=terms, window=window)),
        slots=tuple(_slots(units, sent, spans=spans, joining=terms.joining)),
    )


def _concerns(entry: Entry, unit: Unit) -> bool:
    return not entry.groups or unit.group in entry.groups


def there(unit: Unit | Reporter, window: Period) -> bool:
    """Whether the unit, or the reporter, was there on any day of the window."""
    return (unit.since is None or unit.since <= window.last) and (
        unit.until is None or unit.until >= window.start
    )


def _used(
    adoptions: Iterable[Adoption], names: Container[str], *, terms: Terms, window: Window
) -> Iterator[Adoption]:
    for adoption in adoptions:
        day = adoption.on if terms.counts_on == "adopted" else adoption.received
        if adoption.unit in names and day in window:
            yield adoption


def _among(submission: Submission, spans: Sequence[Window]) -> bool:
    return bool(spans) and spans[0].start <= submission.received < spans[-1].end


def _slots(
    units: Iterable[Unit], sent: Iterable[Submission], *, spans: Sequence[Window], joining: str
) -> Iterator[Slot]:
    starts = [span.start for span in spans]
    held: dict[tuple[str, int], list[Submission]] = defaultdict(list)
    for one in sent:
        if _among(one, spans):
            held[one.unit, bisect_right(starts, one.received) - 1].append(one)
    for unit in units:
        for index, span in enumerate(spans):
            received = tuple(held.get((unit.name, index), ()))
            yield Slot(unit.name, span, _binds(unit, span, joining), received)


def _binds(unit: Unit, span: Window, joining: str) -> bool:
    if unit.until is not None and span.last > unit.until:
        return False
    if unit.since is None:
        return True
    return span.last > unit.since if joining == "ends after" else span.start >= unit.since


def _stamped(line: ScoreLine, entry: Entry, window: Window) -> ScoreLine:
    return replace(
        line,
        part=entry.part or line.part,
        rule=entry.kind,
        clause=entry.clause,
        window=window,
    )
