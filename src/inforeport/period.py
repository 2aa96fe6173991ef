"""Days: half-open periods, the names people give them, and the whole windows that belong to them.

It knows no facts and never looks at the clock: today is always an argument.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from inforeport.errors import NotADay, NotAPeriod, UnknownZone
from inforeport.workdays import Workdays

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

Per = Literal[
    "day",
    "week",
    "tenday",
    "fortnight",
    "halfmonth",
    "month",
    "bimonth",
    "quarter",
    "half",
    "year",
    "whole",
]
"""The lengths of windows, the shortest first."""
Look = Literal["window", "year", "ever"]
"""How far a rule looks back: its own window, the year up to its end, all that is on file."""
Holidays = Literal["keep", "shift", "waive"]
Belongs = Literal["end", "start"]

_DAY = timedelta(days=1)
_TILES = {"day": 1, "week": 7, "fortnight": 14}
_LONGEST_HOLIDAY = timedelta(days=28)
_PARTS_OF_MONTHS = {"tenday": (10, 20), "halfmonth": (15,)}
"""After which days of a month its parts end; the last one takes what is left of it."""
_MONTHS = {"month": 1, "bimonth": 2, "quarter": 3, "half": 6, "year": 12}


class Period(Struct, frozen=True, gc=False):
    """The days from `start` up to, and without, `end`; `date.min` and `date.max` are free ends.

    >>> may = Period(date(2009, 5, 1), date(2009, 6, 1), "2009-05")
    >>> date(2009, 5, 31) in may, date(2009, 6, 1) in may
    (True, False)
    >>> may.last
    datetime.date(2009, 5, 31)
    """

    start: date = date.min
    end: date = date.max
    name: str = ""

    @property
    def last(self) -> date:
        """The last day inside."""
        return self.end if self.end == date.max else self.end - _DAY

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    def __bool__(self) -> bool:
        return self.start < self.end

    def __and__(self, other: "Period") -> "Period":
        """The days in both, under this one's name."""
        return Period(max(self.start, other.start), min(self.end, other.end), self.name)


class Window(Period, frozen=True, gc=False):
    """A whole span for which something is owed; a waived one owes nothing and still counts."""

    waived: bool = False


def hull(spans: Iterable[Period]) -> Period:
    """The shortest span that holds all of some."""
    every = list(spans)
    return Period(min(span.start for span in every), max(span.end for span in every))


def holder(spans: tuple[Window, ...]) -> Callable[[date], date | None]:
    """What finds the span that holds a day, by its first day; each day is looked for once."""
    starts = [span.start for span in spans]
    starts_by_day: dict[date, date | None] = {}

    def find(day: date) -> date | None:
        if day not in starts_by_day:
            at = bisect_right(starts, day) - 1
            starts_by_day[day] = starts[at] if at >= 0 and day in spans[at] else None
        return starts_by_day[day]

    return find


def zone_of(name: str) -> "ZoneInfo":
    """The time zone of that name. Raises `UnknownZone`."""
    from zoneinfo import ZoneInfo  # wanted by few commands

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError):  # an unknown zone is a KeyError of zoneinfo's
        raise UnknownZone(zone=name) from None


def parse_day(text: str) -> date:
    """A day written whole: 2009-05-08, 2009-5-8, 2009/5/8, 2009.5.8, 2009年5月8日, 20090508.

    Raises `NotADay` for anything else, a day without its year and 31 April included.

    >>> parse_day("2009年5月8日")
    datetime.date(2009, 5, 8)
    """
    match = re.fullmatch(
        r"([12]\d{3})([-/.年])(\d\d?)([-/.月])(\d\d?)[日号]?", text, re.ASCII
    ) or re.fullmatch(r"([12]\d{3})()(\d\d)()(\d\d)", text, re.ASCII)
    if match and (match[2] == match[4] or match[2] + match[4] == "年月"):
        try:
            return date(int(match[1]), int(match[3]), int(match[5]))
        except ValueError:
            pass
    raise NotADay(text=text)


class Calendar(Struct, frozen=True):
    """How a scheme cuts time: where its statistics begin and end, its weeks, its year.

    `deadline` is the weekday that ends a week (0 is Monday). Weeks and fortnights are counted
    from `anchor`, else from the first day after a deadline on or after `since`. `year_starts` is
    a month; a year is named by the calendar year in which it ends. `belongs` says whether a
    week across two months is counted in the month it ends or starts in. `workdays` are the days
    on which the office works.
    """

    since: date
    until: date = date.max
    deadline: int = 6
    anchor: date | None = None
    holidays: Holidays = "keep"
    belongs: Belongs = "end"
    year_starts: int = 1
    workdays: Workdays = Workdays()

    def campaign(self, today: date) -> Period:
        """The whole run of the scheme; one without an end runs through the month of `today`."""
        now = max(today, self.since)
        last = min(self.until, add_months(now.replace(day=1), 1) - _DAY)
        return Period(self.since, last + _DAY, "campaign")

    def period(self, text: str) -> Period:
        """The period that `text` names; see the contract of the command line for the forms.

        Raises `NotAPeriod` where it names none.

        >>> Calendar(date(2009, 5, 2)).period("2009-Q2").last
        datetime.date(2009, 6, 30)
        """
        first, dots, last = text.partition("..")
        if dots:
            start, end = self._named(first), self._named(last)
            if start and end and start.start < end.end:
                return Period(start.start, end.end, text)
        elif text:
            named = self._named(text)
            if named and named.name:
                return named
        raise NotAPeriod(text=text)

    def latest(self, per: str, number: str, today: date) -> Period:
        """The latest period of that kind and number that has begun: `--month 5`, `--quarter 2`.

        A campaign that is over is looked back upon from its last day. Raises `NotAPeriod`.
        """
        now = min(today, self.until)
        years = range(now.year + 1, now.year - 2, -1)
        forms = {"month": "{0}-{1:0>2}", "quarter": "{0}-Q{1}", "half": "{0}-H{1}"}
        form = forms.get(per, "{0}-W{1:0>2}")
        names = [number] if per == "year" else [form.format(year, number) for year in years]
        for name in names:
            named = self._named(name)
            if named and (named.start <= now or per == "year"):
                return named
        raise NotAPeriod(text=f"--{per} {number}")

    def windows(self, per: Per, within: Period) -> tuple[Window, ...]:
        """The whole windows that belong to `within`, in order; nothing is ever cut at its ends.

        A window belongs to where its last day falls (its first day where `belongs` says so, for
        weeks and fortnights); one that outlasts the campaign ends with it for that purpose.
        Raises `HolidaysUnknown` where holidays matter and are not known yet.
        """
        if per in _TILES:
            key = _first if self.belongs == "start" else _last
            return tuple(
                tile
                for tile in self._tiles(_TILES[per], within)
                if min(key(tile), self.until) in within
            )
        return tuple(
            window
            for window in self._months(per, within)
            if min(window.last, self.until) in within and window.last >= self.since
        )

    def decides(self, per: Per, window: Period) -> date:
        """The day that says where a window belongs: mostly its last."""
        day = window.start if per in _TILES and self.belongs == "start" else window.last
        return min(day, self.until)

    def week(self, day: date) -> Window:
        """The seven days, from the day after one deadline to the next, that hold `day`."""
        start = day - timedelta(days=(day.weekday() - self.deadline - 1) % 7)
        return Window(start, start + timedelta(days=7))

    def week_name(self, week: Period) -> str:
        """The name of a week: by the number of its Thursday, as it is asked for."""
        return _tile_name(week.start, week.end, _TILES["week"])

    @property
    def run(self) -> Period:
        """All the days that count."""
        return Period(self.since, _after(self.until))

    def year_of(self, window: Period) -> Period:
        """The scheme's year that holds the last day of a window, without the days before it."""
        start = self._floor(window.last, 12)
        return Period(max(start, self.since), add_months(start, 12), self._name(start, 12))

    @property
    def first_window(self) -> date:
        """The day from which weeks and fortnights are counted."""
        if self.anchor:
            return self.anchor
        return self.since + timedelta(days=(self.deadline + 1 - self.since.weekday()) % 7)

    def _tiles(self, days: int, within: Period) -> Iterator[Window]:
        first = self.since if days == 1 else self.first_window
        reach = max(within.start, self.since) - max(timedelta(days=4 * days), _LONGEST_HOLIDAY)
        start = first + timedelta(days=(max(reach, self.since) - first).days // days * days)
        if start < self.since:
            start += timedelta(days=days)
        before = start
        while True:
            last = start + timedelta(days=days - 1)
            decides = start if self.belongs == "start" else last
            if decides > min(within.last, self.until):  # nor does any later one belong
                return
            end = _after(self.workdays.on_or_after(last) if self.holidays == "shift" else last)
            if last <= self.until and end > before:
                waived = self.holidays == "waive" and last not in self.workdays
                begins = before if self.holidays == "shift" else start
                yield Window(begins, end, _tile_name(begins, end, days), waived)
            before, start = max(before, end), _after(last)

    def _months(self, per: Per, within: Period) -> Iterator[Window]:
        if per == "whole":
            yield Window(self.since, _after(self.until), "campaign")
            return
        if per in _PARTS_OF_MONTHS:
            for month in self._months("month", within):
                yield from _parts_of(month, _PARTS_OF_MONTHS[per])
            return
        months = _MONTHS[per]
        start = self._floor(max(within.start, self.since), months)
        while start < within.end and start <= self.until:
            end = add_months(start, months)
            yield Window(start, end, self._name(start, months))
            start = end

    def _floor(self, day: date, months: int) -> date:
        """The first day of the month, quarter, half or year that holds `day`."""
        return add_months(day.replace(day=1), -((day.month - self.year_starts) % 12 % months))

    def _name(self, start: date, months: int) -> str:
        if months == 1:
            return f"{start:%Y-%m}"
        year = add_months(self._floor(start, 12), 11).year
        part = (start.month - self.year_starts) % 12 // months + 1
        last = add_months(start, months) - _DAY
        two = f"{start:%Y-%m}..{last:%Y-%m}"
        return {2: two, 3: f"{year}-Q{part}", 6: f"{year}-H{part}"}.get(months, f"{year}")

    def _named(self, text: str) -> Period | None:
        for pattern, build in _FORMS:
            match = re.fullmatch(pattern, text, re.ASCII)
            if match:
                return build(self, match)
        return None


def _year(calendar: Calendar, year: int) -> date:
    """The first day of the year of that name."""
    return date(year - (calendar.year_starts > 1), calendar.year_starts, 1)


def _quarter(calendar: Calendar, found: re.Match[str]) -> Period:
    return _part_of_year(calendar, found, months=3)


def _half(calendar: Calendar, found: re.Match[str]) -> Period:
    return _part_of_year(calendar, found, months=6)


def _part_of_year(calendar: Calendar, found: re.Match[str], *, months: int) -> Period:
    start = add_months(_year(calendar, int(found[1])), (int(found[2]) - 1) * months)
    return Period(start, add_months(start, months), found[0])


def _whole_year(calendar: Calendar, found: re.Match[str]) -> Period:
    start = _year(calendar, int(found[1]))
    return Period(start, add_months(start, 12), found[0])


def _month(_calendar: Calendar, found: re.Match[str]) -> Period:
    start = date(int(found[1]), int(found[2]), 1)
    return Period(start, add_months(start, 1), found[0])


def _week(calendar: Calendar, match: re.Match[str]) -> Period | None:
    """The scheme's week that holds the Thursday of the ISO week of that number."""
    try:
        window = calendar.week(date.fromisocalendar(int(match[1]), int(match[2]), 4))
    except ValueError:
        return None
    return Period(window.start, window.end, match[0])


def _single_day(_calendar: Calendar, found: re.Match[str]) -> Period | None:
    try:
        day = date.fromisoformat(found[0])
    except ValueError:
        return None
    return Period(day, day + _DAY)


_Build = Callable[[Calendar, re.Match[str]], Period | None]
_FORMS: tuple[tuple[str, _Build], ...] = (
    (r"([12]\d{3})", _whole_year),
    (r"([12]\d{3})-(0[1-9]|1[0-2])", _month),
    (r"([12]\d{3})-Q([1-4])", _quarter),
    (r"([12]\d{3})-H([12])", _half),
    (r"([12]\d{3})-W(\d\d)", _week),
    (r"[12]\d{3}-\d\d-\d\d", _single_day),
)


def _tile_name(start: date, end: date, days: int) -> str:
    """A week by the number of its Thursday, as it is asked for; another window by its days."""
    if days == _TILES["week"]:
        year, week, _ = (start + timedelta(days=(3 - start.weekday()) % 7)).isocalendar()
        return f"{year}-W{week:02}"
    last = end - _DAY
    return f"{start}" if start == last else f"{start}..{last}"


def _parts_of(month: Window, ends: Iterable[int]) -> Iterator[Window]:
    """A month cut after some of its days."""
    start = month.start
    for end in (*(month.start + timedelta(days=day) for day in ends), month.end):
        yield Window(start, end, f"{start}..{end - _DAY}")
        start = end


def _first(window: Period) -> date:
    return window.start


def _last(window: Period) -> date:
    return window.last


def _after(day: date) -> date:
    return day if day == date.max else day + _DAY


def add_months(first: date, months: int) -> date:
    """The first day of a month, so many months later."""
    years, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(years, month + 1, 1)
