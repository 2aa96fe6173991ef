"""The list of days off and of work."""

from collections.abc import Iterable

from inforeport.documents.page import Table, grid
from inforeport.model import DayOff
from inforeport.words import message


def days_off(days: Iterable[DayOff]) -> Table:
    """Each day with what it is and why."""
    off, works = message("day off"), message("day of work")
    return grid(
        message("Days off and of work"),
        {"day": message("day"), "works": message("what"), "reason": message("reason")},
        [(one.day, works if one.works else off, one.reason) for one in days],
    )
