"""Windows of a scheme's calendar, and which of them lie inside others."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

Row = dict[str, Any]

DAY = timedelta(days=1)
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
TILES = {"day": 1, "week": 7, "fortnight": 14}
PARTS = {"tenday": (10, 20), "halfmonth": (15,)}
MONTHS = {"month": 1, "bimonth": 2, "quarter": 3, "half": 6, "year": 12}


class NotCovered(Exception):
    """The plain calculation does not know this part of the language."""


@dataclass(frozen=True)
class Run:
    """The days that count at all."""

    since: date
    until: date = date.max


@dataclass(frozen=True)
class Window:
    """The days from `start` to `last`; it belongs wherever the day `belongs` falls."""

    per: str
    start: date
    last: date
    belongs: date

    def has(self, day: date) -> bool:
        """Whether a day is one of its days."""
        return self.start <= day <= self.last


def windows(scheme: Row, per: str, run: Run, horizon: date) -> list[Window]:
    """All windows of that length, in order, that belong to a day up to the horizon."""
    if scheme.get("calendar", {}).get("holidays", "keep") != "keep":
        raise NotCovered("holidays")
    if per in TILES:
        found = _tiles(scheme, per, run, horizon)
    elif per == "whole":
        if run.until == date.max:
            raise NotCovered("a campaign without an end")
        found = [Window(per, run.since, run.until, run.until)]
    else:
        found = _months(scheme, per, run, horizon)
    return [window for window in found if window.belongs <= horizon]


def _tiles(scheme: Row, per: str, run: Run, horizon: date) -> list[Window]:
    calendar = scheme.get("calendar", {})
    start = calendar.get("anchor")
    if per == "day":
        start = run.since
    elif start is None:  # the first day after a deadline, on or after the first day that counts
        deadline = WEEKDAYS.index(calendar.get("deadline", "sunday"))
        start = run.since
        while (start - DAY).weekday() != deadline:
            start += DAY
    found = []
    while start <= horizon:
        last = start + TILES[per] * DAY - DAY
        if start >= run.since and last <= run.until:
            belongs = start if calendar.get("belongs", "end") == "start" else last
            found.append(Window(per, start, last, belongs))
        start = last + DAY
    return found


def _months(scheme: Row, per: str, run: Run, horizon: date) -> list[Window]:
    found = []
    months = MONTHS.get(per, 1)
    start = run.since.replace(day=1)
    while (start.month - scheme.get("calendar", {}).get("year_starts", 1)) % months:
        start = (start - DAY).replace(day=1)
    while start <= min(horizon, run.until):
        after = start
        for _ in range(months):
            after = (after + 31 * DAY).replace(day=1)
        firsts = [start, *(start + day * DAY for day in PARTS.get(per, ()))]
        lasts = [*(it - DAY for it in firsts[1:]), after - DAY]
        for first, last in zip(firsts, lasts, strict=True):
            if last >= run.since:
                found.append(Window(per, first, last, min(last, run.until)))
        start = after
    return found


def length(per: str) -> int:
    """About how many days a window has."""
    days = {**TILES, "tenday": 10, "halfmonth": 15, "whole": 99999}
    return days.get(per) or MONTHS[per] * 30


def inside(inner: Window, outer: Window) -> bool:
    """Whether a window, as a whole, belongs to another one that is not shorter."""
    return outer.has(inner.belongs) and length(inner.per) <= length(outer.per)


def year_start(scheme: Row, day: date) -> date:
    """The first day of the scheme's year that holds a day."""
    first = scheme.get("calendar", {}).get("year_starts", 1)
    start = day.replace(day=1)
    while start.month != first:
        start = (start - DAY).replace(day=1)
    return start


def named(label: str, scheme: Row, run: Run) -> Window:
    """The period of a name: 2021-03, 2021-Q1, 2021-H1, 2021, 2021-W07, campaign."""
    if label == "campaign":
        return windows(scheme, "whole", run, run.until)[0]
    if "W" in label:
        thursday = date.fromisocalendar(int(label[:4]), int(label[6:]), 4)
        deadline = WEEKDAYS.index(scheme.get("calendar", {}).get("deadline", "sunday"))
        last = thursday
        while last.weekday() != deadline:
            last += DAY
        return Window("week", last - 6 * DAY, last, last)
    year_starts = scheme.get("calendar", {}).get("year_starts", 1)
    year, _, part = label.partition("-")
    start = date(int(year) - (year_starts > 1), year_starts, 1)
    months = {"": 12, "Q": 3, "H": 6}.get(part[:1])
    if months is None:
        start, months = date(int(year), int(part), 1), 1
    else:
        start = _later(start, months * (int(part[1:] or 1) - 1))
    per = next(per for per, count in MONTHS.items() if count == months)
    last = _later(start, months) - DAY
    return Window(per, start, last, last)


def _later(first: date, months: int) -> date:
    for _ in range(months):
        first = (first + 31 * DAY).replace(day=1)
    return first
