"""What a scheme says of time, beside its entries."""

from datetime import date
from typing import Literal

from msgspec import Struct

from inforeport.period import Calendar, Per, Period


class Terms(Struct, frozen=True, kw_only=True):
    """How a scheme cuts time, and when a new unit begins to owe.

    `joining`: it owes windows that end after its first day, or that start on or after it.
    `period` is what is scored and ranked, and by which fees are paid that are of no longer window.
    A window is owed for when its last day has come by `today`, where one is given, and judged when
    its first day has.
    """

    calendar: Calendar
    joining: Literal["ends after", "starts after"] = "ends after"
    today: date | None = None
    period: Per = "month"

    def has_begun(self, window: Period) -> bool:
        """Whether the first day of a window has come."""
        return self.today is None or window.start <= self.today
