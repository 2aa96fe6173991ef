"""What reports that are still to come would change: the same rules over facts that are supposed."""

from datetime import date
from decimal import Decimal
from math import ceil
from typing import NamedTuple

from inforeport.errors import NothingAhead
from inforeport.model import Submission
from inforeport.model.reminders import Forecast, Forecasts, Reminder, Stand
from inforeport.office.results import Results
from inforeport.office.stakes import scored_at
from inforeport.period import Period

_NONE = Decimal(0)


def forecasts(
    results: Results, asked: Period, reminder: Reminder, *, unit: str | None = None
) -> Forecasts:
    """Where each unit, or one, would stand with one more report of today, and with all missing.

    The period is the one that is scored and holds today. Raises `NothingAhead` where what was asked
    for is over, and `NoPoints`.
    """
    today = results.today
    period = scored_at(results, today)
    if asked.last < today or period is None:
        raise NothingAhead(period=asked.name)
    results.check_points(period)
    day = min(reminder.deadline or today, period.last)
    scored = Period(period.start, period.end, period.name)
    basis = _Basis(results, scored, day, reminder)
    stands = {name: now for name, now in basis.stands().items() if unit in {None, name}}
    each = tuple(basis.forecast(name, now) for name, now in stands.items())
    return Forecasts(scored, day, each)


class _Basis(NamedTuple):
    """What is looked at: a period as it stands once a day is over, and who still owes."""

    results: Results
    period: Period
    day: date
    reminder: Reminder

    def forecast(self, unit: str, now: Stand) -> Forecast:
        """Where a unit would stand."""
        missing = self.reminder.overdue.get(unit, _NONE) + self.reminder.coming.get(unit, _NONE)
        stands = {
            count: self.stands(unit, count)[unit] for count in sorted({1, ceil(missing)} - {0})
        }
        return Forecast(
            unit=unit,
            missing=missing,
            now=now,
            one_more=stands[1],
            every=stands.get(ceil(missing)),
        )

    def stands(self, unit: str = "", count: int = 0) -> dict[str, Stand]:
        """Where all would stand if a unit had sent so many reports more today."""
        today = self.results.today
        reports = [Submission(unit, "", today, id=-number) for number in range(1, count + 1)]
        supposed = Results(self.results.snapshot.supposing(reports), self.day).of(self.period)
        return {
            one.score.unit: Stand(one.score.points, one.place)
            for group in supposed.groups
            for one in group.standings
        }
