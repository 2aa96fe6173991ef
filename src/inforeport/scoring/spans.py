"""Windows with their lengths: which lie inside others, and which stand in the paper of a period."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple, get_args

from msgspec import Struct

from inforeport.model import Facts
from inforeport.period import Calendar, Per, Period, Window, hull
from inforeport.rules import Entry
from inforeport.scoring.terms import Terms

_DAY = timedelta(days=1)
_RANK = {per: rank for rank, per in enumerate(get_args(Per))}
_TILE = {"day": 1, "week": 7, "fortnight": 14}
_YEAR = timedelta(days=366)


class Span(NamedTuple):
    """A window of a length, and the day that says where it belongs."""

    window: Window
    per: Per
    on: date

    @property
    def rank(self) -> int:
        """Where its length stands among the lengths."""
        return _RANK[self.per]

    def holds(self, other: "Span") -> bool:
        """Whether another one, that is not longer, belongs to it; it belongs to itself."""
        return other.rank <= self.rank and other.on in self.window


class Ruling(Struct, frozen=True, kw_only=True):
    """A scheme as it is scored by: its facts, its entries, and the days in which it is in force.

    `begins` is the first day of the office's first scheme.
    """

    facts: Facts
    entries: tuple[Entry, ...]
    terms: Terms
    fees: tuple[Entry, ...] = ()
    days: Period = Period()
    begins: date = date.min

    @property
    def calendar(self) -> Calendar:
        """How it cuts time."""
        return self.terms.calendar

    @property
    def duties(self) -> list[Entry]:
        """The entries that say how many reports units owe."""
        return [
            entry for entry in self.entries if entry.rule.owes == "submitted" and not entry.persons
        ]

    @property
    def every(self) -> tuple[Entry, ...]:
        """The entries that give points, and those that give money."""
        return (*self.entries, *self.fees)

    def spans(self, per: Per, within: Period) -> Iterator[Span]:
        """The windows of a length that belong to `within`, in order."""
        for window in self.calendar.windows(per, within):
            yield Span(window, per, self.calendar.decides(per, window))

    def standing(self, per: Per, period: Period) -> Iterator[Span]:
        """Those of them that stand in the paper of a period: none is longer than the period."""
        return (span for span in self.spans(per, period) if self.stands(span, period))

    def stands(self, span: Span, period: Period) -> bool:
        """Whether what is booked in a window stands in the paper of a period.

        Where it belongs says its last day; a part of a longer one is none of a shorter period.
        """
        if span.on not in period:
            return False
        if (span.window & self._run).start >= period.start or span.per == "week":
            return True
        window = span.window
        return span.per != "whole" and window.end - window.start <= period.end - period.start

    def is_own(self, span: Span, period: Period) -> bool:
        """Whether a period is just that window, as far as the scheme runs in it."""
        if span.per in _TILE:
            return span.on in period and (period.end - period.start).days == _TILE[span.per]
        window, mine = span.window & self._run, period & self._run
        return (window.start, window.end) == (mine.start, mine.end)

    def pays(self, span: Span, period: Period) -> bool:
        """Whether money of a window is paid by the list of a period, and not by a shorter one's.

        It is paid with the period that is scored; of a longer window with just that window.
        """
        if self.is_own(span, period):
            return True
        if span.rank > _RANK[self.terms.period] or not self.stands(span, period):
            return False
        return any(self.is_own(it, period) for it in self.spans(self.terms.period, period))

    @property
    def _run(self) -> Period:
        """The days that count, from the first day of the first scheme on."""
        return self.calendar.run & Period(self.begins)

    def judges(self, entry: Entry, within: Period) -> Iterator[Span]:
        """The windows of a span that an entry is asked for: those of its days, and its scheme's.

        One that has not begun gives nothing yet.
        """
        for span in self.standing(entry.per, within):
            own = span.window & entry.days if entry.rule.dated else span.on in entry.days
            if own and span.on in self.days and self.terms.has_begun(span.window):
                yield span

    def decides_from(self, entry: Entry) -> date:
        """The first day on which an entry of it decides what a window gives."""
        return max(self.days.start, entry.days.start)

    def earlier(self, entry: Entry, span: Span) -> list[Span]:
        """The windows before one that an entry looks back to, where it does."""
        if not entry.looks_back:
            return []
        days = Period(self.looked(entry, span).start, span.window.end)
        return [one for one in self.spans(entry.per, days) if one.on < span.on]

    def looked(self, entry: Entry, span: Span) -> Window:
        """All days that an entry looks at for a window: back to the start of its look."""
        window = span.window
        if entry.looks == "ever":
            return Window(min(window.start, self.calendar.since), window.end)
        if entry.looks == "year":
            year = self.calendar.year_of(Period(span.on, span.on + _DAY))
            return Window(min(window.start, year.start), window.end)
        return window


def horizon(rulings: Iterable[Ruling], period: Period) -> Period:
    """The period, and back to the start of all that is looked at for it."""
    starts = [
        ruling.looked(entry, span).start
        for ruling in rulings
        for entry in ruling.every
        for span in ruling.standing(entry.per, period)
        if entry.per != "week" or entry.looks != "window"
    ]
    return Period(min([period.start, *starts]), period.end, period.name)


def reach(ruling: Ruling, far: Period) -> Period:
    """The days whose facts a scheme needs for a span: all windows whole, and those inside them."""
    spans: list[Period] = [far]
    for entry in ruling.every:
        for span in ruling.judges(entry, far):
            days = ruling.looked(entry, span)
            spans += [days, *ruling.calendar.windows(entry.every, days)]
    return hull(spans)


def borders(ruling: Ruling, far: Period) -> set[date]:
    """The days on which a window that a scheme cuts begins, or is over.

    Between two of them it tells no day from another.
    """
    spans: list[Period] = [far, ruling.days, ruling.calendar.run]
    for entry in ruling.every:
        spans.append(entry.days)
        asked = [*ruling.judges(entry, far)]
        for span in dict.fromkeys(it for one in asked for it in (one, *ruling.earlier(entry, one))):
            days = ruling.looked(entry, span)
            spans += [days, span.window, *ruling.calendar.windows(entry.every, days)]
    return {day for span in spans for day in (span.start, span.end)}


def judging(entries: Sequence[Entry], calendar: Calendar, period: Period) -> Period:
    """The period, made longer until it holds every window whole that has a day in it."""
    near = Period(period.start - _YEAR, min(period.end, calendar.until) + _YEAR)
    spans = [
        window
        for per in dict.fromkeys(entry.per for entry in entries)
        for window in calendar.windows(per, near)
        if window & period
    ]
    return hull([period, *spans])
