"""The facts of one window and of the units that an entry concerns, each cut made once."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property, partial
from operator import attrgetter
from typing import Any, TypeVar, cast, get_args

from msgspec.structs import replace

from inforeport.model import Commission, Exemption, Facts, Reporter, Slot, Submission, Unit
from inforeport.model.facts import Submissions
from inforeport.period import Calendar, Per, Period, Window
from inforeport.rules import Entry
from inforeport.scoring.later import Later
from inforeport.scoring.terms import Terms

T = TypeVar("T")

There = Callable[[str, date], bool]
"""What says whether a unit was there for what came on a day."""
_Key = tuple[Any, ...]
_DAY = timedelta(days=1)


class Cutter:
    """Cuts facts to windows and units; entries alike in both share a cut."""

    def __init__(self, facts: Facts, *, terms: Terms) -> None:
        self._facts = facts
        self._calendar = terms.calendar
        self._joining = terms.joining
        self._today = terms.today
        self._cuts: dict[_Key, Any] = {}
        self._dated = {
            "submissions": _Dated(facts.submissions, attrgetter("received")),
            "adoptions": _Dated(facts.adoptions, facts.day_of),
            "instructions": _Dated(facts.instructions, attrgetter("on")),
            "forwardings": _Dated(facts.forwardings, attrgetter("on")),
            "commissions": _Dated(facts.commissions, attrgetter("due")),
            "marks": _Dated(facts.marks, attrgetter("on")),
        }
        self._shared = {
            item.label: {item.unit, *item.partners, *(author.unit for author in item.authors)}
            for item in (*facts.items.values(), *facts.submissions)
            if item.partners or item.authors
        }

    def names(self, entry: Entry, window: Window) -> frozenset[str]:
        """The units that an entry concerns and that were there in a window."""
        return self._once(
            ("names", entry.groups, window),
            lambda: frozenset([unit.name for unit in self._units(entry, window)]),
        )

    def cut(self, entry: Entry, window: Window, judged: Window) -> Facts:
        """The facts of a window, and of the windows inside it in which something is owed.

        Where a rule looks further, `judged` are all the days that it looks at.
        """
        spans = self._spans(entry, judged)
        return replace(
            self._facts,
            clause=entry.clause,
            window=window,
            opens=self._opens(entry, window) if judged is not window else date.min,
            asof=min(window.last, self._today or date.max),
            workdays=self._calendar.workdays,
            per=entry.every,
            spans=spans,
            units=self._units(entry, judged),
            slots=self._slots(entry, judged, spans),
            used=self._used(entry, judged),
            **self._within(entry, judged, spans),
        )

    def _spans(self, entry: Entry, judged: Window) -> tuple[Window, ...]:
        """The windows inside one that have begun; of a duty those whose last day has come."""
        spans = self._once(
            ("spans", entry.every, judged), lambda: self._calendar.windows(entry.every, judged)
        )
        if self._today is None or not spans or spans[-1].last <= self._today:
            return spans
        due = entry.rule.owes
        return tuple(it for it in spans if (it.last if due else it.start) <= self._today)

    def _used(self, entry: Entry, days: Window) -> dict[str, frozenset[str]]:
        """Which levels used each report in some days, where an entry asks."""
        if not self._once(("asks", id(entry)), lambda: entry.rule.sees_uses):
            return {}
        counting = self._calendar.run & days
        levels: dict[str, set[str]] = defaultdict(set)
        for use in self._dated["adoptions"].during(counting):
            levels[use.item].add(use.level)
        for label, level, day in self._grouped:
            if day in counting:
                levels[label].add(level)
        return {item: frozenset(those) for item, those in levels.items()}

    @cached_property
    def _grouped(self) -> list[tuple[str, str, date]]:
        """The uses of reports that are counted together: of which, by which level, on which day."""
        return [
            (report.label, level, day)
            for report in self._facts.submissions
            if isinstance(report, Submissions)
            for level, day in report.used
        ]

    def _opens(self, entry: Entry, window: Window) -> date:
        """The first day of the first window inside one in which something is owed."""
        spans = self._calendar.windows(entry.every, window)
        return spans[0].start if spans else window.start

    def _units(self, entry: Entry, window: Window) -> tuple[Unit, ...]:
        """The units that an entry concerns: those that came by today, of a window not over."""
        seen = window & self._until_today
        return self._once(
            ("units", entry.groups, window),
            lambda: tuple(_concerned(self._facts.units, entry, seen)),
        )

    @cached_property
    def _until_today(self) -> Period:
        """All days until today, where a day is given."""
        return Period() if self._today is None else Period(end=self._today + _DAY)

    def _within(
        self, entry: Entry, window: Window, spans: Sequence[Window]
    ) -> dict[str, list[Any]]:
        """The facts that a rule reads, of the window and the units; what is sent, of the spans."""
        sent = (
            Period(spans[0].start, spans[-1].end) if spans else Period(window.start, window.start)
        )
        facts: dict[str, list[Any]] = {}
        days = self._calendar.run & (entry.days if entry.rule.dated else Period())
        for name in entry.rule.reads:
            period = days & (sent if name in entry.rule.by_spans else window)
            key = name, entry.groups, window, period.start, period.end
            facts[name] = self._once(key, partial(self._mine, name, entry, window, period))
        return facts

    def _mine(self, name: str, entry: Entry, window: Window, period: Period) -> list[Any]:
        """The facts of some units: those they have a part in, sent while they were there."""
        facts = self._dated[name].during(period)
        names = self.names(entry, window)
        if self._shared:
            facts = [one for one in facts if one.unit in names or self._has_part(one, names)]
        elif len(names) < len(self._facts.units):
            facts = [one for one in facts if one.unit in names]
        if name != "submissions":
            return facts
        limited = {one.name: one for one in self._units(entry, window) if one.since or one.until}
        return (
            [
                one
                for one in facts
                if one.unit not in limited or _on(limited[one.unit], one.received)
            ]
            if limited
            else facts
        )

    def _has_part(self, fact: Any, names: frozenset[str]) -> bool:
        return not names.isdisjoint(self._shared.get(_label(fact), ()))

    def _slots(self, entry: Entry, window: Window, spans: Sequence[Window]) -> Sequence[Slot]:
        exempt = [one for one in self._facts.exemptions if one.clause == entry.clause]
        key = "slots", entry.groups, spans, window, entry.clause if exempt else None
        units = self._units(entry, window)
        return self._once(key, lambda: Later(lambda: self._bound(units, spans, exempt)))

    def _bound(
        self, units: Iterable[Unit], spans: Sequence[Window], exempt: Sequence[Exemption]
    ) -> Iterator[Slot]:
        for unit in units:
            exempted = [one for one in exempt if one.unit == unit.name]
            limited = exempted or unit.since is not None or unit.until is not None
            for span in spans:
                binds = not limited or self._binds(unit, span, exempted)
                yield Slot(unit.name, span, binds)

    def _binds(self, unit: Unit, span: Window, exempted: Iterable[Exemption]) -> bool:
        """Whether a unit must answer for a window."""
        is_free = any(one.since <= span.last <= one.until for one in exempted)
        return not is_free and _binds(unit, span, self._joining)

    def _once(self, key: _Key, make: Callable[[], T]) -> T:
        """What was made for a key before, or is made now."""
        if key not in self._cuts:
            self._cuts[key] = make()
        return cast("T", self._cuts[key])


class _Dated:
    """Facts in the order of their days, from which those of a period are taken."""

    def __init__(self, facts: Iterable[Any], day: Callable[[Any], date]) -> None:
        self._facts = sorted(facts, key=day)
        self._days = [*map(day, self._facts)]

    def during(self, period: Period) -> list[Any]:
        """The facts of a period."""
        first = bisect_left(self._days, period.start)
        return self._facts[first : bisect_left(self._days, period.end)]


def _label(fact: Any) -> str:
    """The report that a fact is about, by its label."""
    if isinstance(fact, Submission):
        return fact.label
    label = getattr(fact, "delivered" if isinstance(fact, Commission) else "item", None)
    return label or ""


def there(unit: Unit | Reporter, window: Period) -> bool:
    """Whether the unit, or the reporter, was there on any day of the window."""
    return (unit.since is None or unit.since <= window.last) and (
        unit.until is None or unit.until >= window.start
    )


def presence(
    name: str, units: Iterable[Unit], entries: Sequence[Entry], calendar: Calendar, period: Period
) -> There:
    """Whether units were there for facts of a kind, called `name`, that are of a day.

    They were if they were in its window: the shortest of the rules that price such facts; where
    none does, of all rules.
    """
    pricing = [entry for entry in entries if name in entry.rule.reads and not entry.rule.owes]
    pers = [entry.per for entry in pricing or entries]
    windows = calendar.windows(min(pers, key=get_args(Per).index), period) if pers else (period,)
    limited = {unit.name: unit for unit in units if unit.since or unit.until}

    def was_there(unit_name: str, day: date) -> bool:
        unit = limited.get(unit_name)
        if unit is None:
            return True
        return there(unit, next((it for it in windows if day in it), Period(day, day + _DAY)))

    return was_there


def _concerned(units: Iterable[Unit], entry: Entry, window: Period) -> Iterator[Unit]:
    return (
        unit
        for unit in units
        if (not entry.groups or unit.group in entry.groups)
        and ((unit.since is None and unit.until is None) or there(unit, window))
    )


def _on(unit: Unit, day: date) -> bool:
    return (unit.since is None or unit.since <= day) and (unit.until is None or day <= unit.until)


def _binds(unit: Unit, span: Window, joining: str) -> bool:
    if unit.until is not None and span.last > unit.until:
        return False
    if unit.since is None:
        return True
    return span.last > unit.since if joining == "ends after" else span.start >= unit.since
