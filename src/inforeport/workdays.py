"""Days of work: weekends, public holidays and make-up days, and what an office has of its own."""

from datetime import date, timedelta
from functools import cache

from msgspec import Struct

from inforeport.errors import HolidaysUnknown

_DAY = timedelta(days=1)
_SATURDAY = 5
_STATUTORY = 11
"""Days off that the law gives in a year: 11 since 2008, 13 since 2025.

国务院令第513号, 第795号.
"""


class Workdays(Struct, frozen=True):
    """The days on which an office works: those of the country, but for its own.

    `free` are further days off, `make_up` further days of work. A year of which they tell all
    public holidays need not be known to the library.
    """

    free: tuple[date, ...] = ()
    make_up: tuple[date, ...] = ()

    def __contains__(self, day: date) -> bool:
        """Raises `HolidaysUnknown` where the country's days of that year are not known yet."""
        if day in self.make_up:
            return True
        if day in self.free:
            return False
        try:
            return _is_workday(day)
        except HolidaysUnknown:
            if self._tells_all(day.year):
                return day.weekday() < _SATURDAY
            raise

    def over(self, others: "Workdays") -> "Workdays":
        """These days and those others of which they say nothing."""
        free = tuple(day for day in others.free if day not in self.make_up)
        make_up = tuple(day for day in others.make_up if day not in self.free)
        return Workdays((*free, *self.free), (*make_up, *self.make_up))

    def knows(self, year: int) -> bool:
        """Whether the public holidays of a year are known."""
        own = {*self.free, *self.make_up}
        first = date(year, 1, 1)
        usual = next(day for n in range(366) if (day := first + n * _DAY) not in own)
        try:
            return usual in self or True
        except HolidaysUnknown:
            return False

    def _tells_all(self, year: int) -> bool:
        """Whether so many days off of a year are here that all of its holidays must be."""
        return sum(day.year == year for day in self.free) >= _STATUTORY

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
