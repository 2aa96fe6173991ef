"""The list of days off and of work."""

from collections.abc import Iterable

from inforeport.documents.page import Cell, Table, grid
from inforeport.model import DayOff
from inforeport.words import message


def days_off(days: Iterable[DayOff], *, spoken: bool = True) -> Table:
    """Each day with what it is, in words or as a flag for programs, and why."""
    off: Cell = message("day off") if spoken else False
    works: Cell = message("day of work") if spoken else True
    return grid(
        message("Days off and of work"),
        {"day": message("day"), "works": message("what"), "reason": message("reason")},
        [(one.day, works if one.works else off, one.reason) for one in days],
    )
