"""Which scheme is in force when: the schemes of the file, each over its part of a period.

Nothing is read here: the schemes are handed in as the file holds them.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from functools import cache, cached_property, lru_cache
from typing import Literal, NamedTuple, get_args

from msgspec.structs import replace

from inforeport.errors import (
    BeforeSchemes,
    NoSchemeInForce,
    PeriodNotBegun,
    PeriodNotWhole,
    WeeksDiffer,
)
from inforeport.model import StoredScheme
from inforeport.model.numbering import Numbering
from inforeport.period import Calendar, Per, Period, Window
from inforeport.scheme import EDITION, Scheme, read, revive
from inforeport.words import N_, Message
from inforeport.workdays import Workdays

PERS = {
    "day": N_("day"),
    "week": N_("week"),
    "tenday": N_("ten days"),
    "fortnight": N_("fortnight"),
    "halfmonth": N_("half-month"),
    "month": N_("month"),
    "bimonth": N_("two months"),
    "quarter": N_("quarter"),
    "half": N_("half-year"),
    "year": N_("year"),
    "whole": N_("campaign"),
}
"""The lengths of windows, as people call them."""

_SOON = timedelta(days=60)


class InForce(NamedTuple):
    """A scheme, the part of a period in which it is in force, and all days in which it is."""

    stored: StoredScheme
    scheme: Scheme
    period: Period
    days: Period = Period()


@lru_cache(maxsize=64)
def checked(stored: StoredScheme) -> Scheme:
    """A scheme of the file; one that another version understood is read from its text again."""
    current = stored.version == EDITION
    scheme = revive(stored.checked) if current else read(stored.text, stored.title)
    return replace(scheme, until=stored.ends) if stored.ends else scheme


class Schemes:
    """The schemes of an office, the earliest first; each is in force until the next one is.

    What asks for a scheme raises `NoSchemeInForce` where the office has none.
    """

    def __init__(self, stored: tuple[StoredScheme, ...], days: Callable[[], Workdays]) -> None:
        self._stored = stored
        self._days = cache(days)

    @property
    def any(self) -> bool:
        """Whether the office has any scheme at all."""
        return bool(self._stored)

    @property
    def stored(self) -> tuple[StoredScheme, ...]:
        """The schemes as they were put on file."""
        if not self._stored:
            raise NoSchemeInForce
        return self._stored

    @property
    def begins(self) -> date:
        """The day from which the first of them is in force."""
        return self.stored[0].begins

    def stored_on(self, day: date) -> StoredScheme:
        """The scheme in force on a day, as it was put on file; before the first one, the first."""
        begun = [scheme for scheme in self.stored if scheme.begins <= day]
        return begun[-1] if begun else self.stored[0]

    def on(self, day: date) -> Scheme:
        """The scheme in force on a day; before the first one, the first."""
        return self._checked(self.stored_on(day))

    def numbering(self, day: date) -> Numbering | None:
        """How the scheme in force on a day numbers reports; none where none says so."""
        form = self.on(day).numbers if self.any else None
        return Numbering(form) if form else None

    @cached_property
    def calendar(self) -> Calendar:
        """The calendar by which the office names its periods: that of its newest scheme."""
        newest = self.continued(self.stored[-1]).timetable()
        return replace(newest, anchor=newest.first_window, since=max(newest.since, self.begins))

    def due_period(self, today: date) -> Period:
        """The week of today; the window of the shortest duty to send, where that is longer."""
        days, near = self.calendar, timedelta(days=366)
        entries = self.continued(self.stored[-1]).entries
        pers = [entry.every for entry in entries if entry.rule.owes == "submitted"] or ["week"]
        per = min(pers, key=get_args(Per).index)
        if per not in {"day", "week", "whole"}:
            for window in days.windows(per, Period(max(today - near, days.since), today + near)):
                if today in window:
                    return Period(window.start, window.end, window.name)
        week = days.week(today)
        return Period(week.start, week.end, days.week_name(week))

    @property
    def keep_holidays(self) -> bool:
        """Whether none of them moves or waives a deadline that is a day off."""
        return all(one.calendar.holidays == "keep" for one in self._every())

    def years_unknown(self, today: date) -> tuple[int, ...]:
        """Years that are here, or begin soon, and whose days off are not known.

        None where no scheme asks.
        """
        if self.keep_holidays:
            return ()
        days = self.calendar.workdays
        return tuple(
            year for year in sorted({today.year, (today + _SOON).year}) if not days.knows(year)
        )

    def over(self, period: Period) -> list[InForce]:
        """The schemes in force in a period, each with its part; a window falls where it ends."""
        ends = [scheme.begins for scheme in self.stored[1:]] + [date.max]
        spans = [
            (stored, Period(stored.begins, end))
            for stored, end in zip(self.stored, ends, strict=True)
        ]
        return [
            InForce(stored, self.continued(stored), period & days, days)
            for stored, days in spans
            if period & days
        ]

    def governing(self, period: Period) -> list[InForce]:
        """The same, at least one. Raises `BeforeSchemes` where none was in force yet."""
        in_force = self.over(period)
        if not in_force:
            raise BeforeSchemes(period=period.name, begins=self.begins)
        return in_force

    def whole(self, period: Period, today: date) -> list[InForce]:
        """The same, for a period that is to be scored.

        Raises `PeriodNotBegun`, `BeforeSchemes`, or `PeriodNotWhole` for a span of other days.
        """
        in_force = self.over(period)
        self._check_whole(in_force, period, today)
        return in_force

    def supposed(self, stored: StoredScheme, period: Period, today: date) -> InForce:
        """Another scheme over a whole period, as if it had been in force since the first one was.

        Raises what `whole` raises.
        """
        scheme = self.continued(stored) if self._stored else self._checked(stored)
        in_force = InForce(stored, scheme, period)
        self._check_whole([in_force], period, today)
        return in_force

    def continued(self, stored: StoredScheme) -> Scheme:
        """A scheme that goes on counting weeks from where the office's first scheme began."""
        first = self._checked(self.stored[0])
        if stored == self.stored[0]:
            return first
        scheme = self._checked(stored)
        days = scheme.calendar
        if days.anchor is None and days.deadline == first.calendar.deadline:
            days = replace(days, anchor=first.timetable().first_window)
        return replace(scheme, since=min(scheme.since, first.since), calendar=days)

    def check_weeks(self, stored: StoredScheme) -> None:
        """That the weeks of another scheme fall in with those so far. Raises `WeeksDiffer`."""
        if not self._stored:
            return
        scheme, first = self.continued(stored), self._checked(self._stored[0])
        everys = {entry.every for one in (scheme, first) for entry in one.entries}
        tile = 14 if "fortnight" in everys else 7 if "week" in everys else 1
        old, new = first.timetable().first_window, scheme.timetable().first_window
        if (new - old).days % tile:
            raise WeeksDiffer(old=old, new=new)

    @property
    def levels(self) -> dict[str, str]:
        """The levels of all schemes, key and word: what a list of uses may name."""
        return union(scheme.levels for scheme in self._every())

    @property
    def forms(self) -> dict[str, str]:
        """The forms of all schemes, key and word."""
        return union(scheme.forms for scheme in self._every())

    @property
    def codes(self) -> dict[str, str]:
        """The codes of all schemes, key and word: what a list of marks may name."""
        return union(scheme.code_words() for scheme in self._every())

    def listed(self, name: Literal["kind", "category"]) -> dict[str, str]:
        """The kinds, or categories, of all schemes, key and word; none where any may be written."""
        every = self._every()
        if any(scheme.counting.unlisted == "allowed" for scheme in every):
            return {}
        lists = {"kind": "kinds", "category": "categories"}
        return union(getattr(scheme, lists[name]) for scheme in every)

    @property
    def contacts(self) -> list[str]:
        """The lines in which the office says how to reach it, in all of its schemes."""
        every = self._every()
        feet = [line for scheme in every if scheme.bulletin for line in scheme.bulletin.foot]
        return feet + [scheme.circular.contact for scheme in every if scheme.circular]

    def _every(self) -> list[Scheme]:
        return [self._checked(stored) for stored in self._stored]

    def _checked(self, stored: StoredScheme) -> Scheme:
        """A scheme with the days off of the office, which are asked for where they matter."""
        scheme = checked(stored)
        return replace(scheme, office_days=self._days()) if scheme.counts_workdays else scheme

    def _check_whole(self, in_force: list[InForce], period: Period, today: date) -> None:
        if today < period.start:
            raise PeriodNotBegun(period=period.name, today=today)
        if not is_whole(in_force, period):
            scheme = in_force[-1].scheme if in_force else self.on(period.last)
            if not in_force:
                raise BeforeSchemes(period=period.name, begins=self.begins)
            per, whole = Message(PERS[scheme.period]), _whole_about(scheme, min(period.last, today))
            raise PeriodNotWhole(per=per, period=period.name, example=whole.name)


def union(words: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """What any of the schemes of a period declares, the later words for the same keys."""
    return {key: word for some in words for key, word in some.items()}


def is_whole(in_force: list[InForce], period: Period) -> bool:
    """Whether a period is made of whole months (or whatever the scheme scores by).

    It may begin before the campaign and end after it. Weeks need not end with a month.
    """
    windows = [window for part in in_force for window in _windows(part)]
    if not windows:
        return False
    first, last = in_force[0].scheme, in_force[-1].scheme
    begins = windows[0].start >= period.start or period.start <= first.since
    ends = windows[-1].end == period.end or period.last >= last.timetable().until
    return last.period in {"day", "week", "fortnight"} or (begins and ends)


def _whole_about(scheme: Scheme, day: date) -> Window:
    """The whole period of a scheme that holds a day, else the last one before it, or its first."""
    days = scheme.timetable()
    reach = Period(days.since, max(day, days.since) + timedelta(days=731))
    windows = days.windows(scheme.period, reach)
    begun = [window for window in windows if window.start <= day]
    return begun[-1] if begun else windows[0]


def _windows(part: InForce) -> tuple[Window, ...]:
    return part.scheme.timetable().windows(part.scheme.period, part.period)
