"""Days of work: weekends, public holidays and make-up days, and what an office has of its own."""

from datetime import date, timedelta
from functools import cache

from msgspec import Struct

from inforeport.errors import HolidaysUnknown

_DAY = timedelta(days=1)


class Workdays(Struct, frozen=True):
    """The days on which an office works: those of the country, but for its own.

    `free` are further days off, `make_up` further days of work.
    """

    free: tuple[date, ...] = ()
    make_up: tuple[date, ...] = ()

    def __contains__(self, day: date) -> bool:
        """Raises `HolidaysUnknown` where the country's days of that year are not known yet."""
        if day in self.make_up:
            return True
        return day not in self.free and _is_workday(day)

    def on_or_after(self, day: date) -> date:
        """A day of work itself, else the next one."""
        while day not in self:
            day += _DAY
        return day

    def later(self, day: date, count: int) -> date:
        """So many days of work after a day, which does not count itself.

        >>> Workdays().later(date(2021, 1, 29), 2)  # from a Friday
        datetime.date(2021, 2, 2)
        """
        for _ in range(count):
            day = self.on_or_after(day + _DAY)
        return day


@cache
def _is_workday(day: date) -> bool:
    """Whether people work that day: no weekend, no public holiday, or a make-up workday."""
    import chinese_calendar

    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        raise HolidaysUnknown(year=day.year) from None
