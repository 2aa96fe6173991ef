"""The days of a list, as ISO text: with the year that the list says elsewhere, or the newest."""

import re
from collections.abc import Iterable
from datetime import date

from inforeport.days import listed_day
from inforeport.errors import NotADay
from inforeport.text import plain

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


def year_in(texts: Iterable[str]) -> int | None:
    """The year that the first of the texts names that names one only: a title, a sheet, a file.

    >>> year_in(["信息台账", "2009年7月"]), year_in(["2008-2009"])
    (2009, None)
    """
    for text in texts:
        years = {*_YEAR.findall(plain(text))}
        if years:
            return int(years.pop()) if len(years) == 1 else None
    return None


class Days:
    """Reads the days of a list; each way of writing one is read once."""

    def __init__(self, today: date | None, year: int | None) -> None:
        self._today, self._year = today, year
        self._read: dict[str, str] = {}

    def iso(self, cell: str) -> str:
        """The day, and the hour if it is told; a cell that says no day stays as it is."""
        if cell not in self._read:
            self._read[cell] = self._iso(cell)
        return self._read[cell]

    def _iso(self, cell: str) -> str:
        first, _, clock = plain(cell).replace("T", " ").partition(" ")
        for day, rest in ((cell, ""), (first, clock)):
            try:
                read = listed_day(day, self._today, year=self._year)
            except NotADay:
                continue
            return f"{read} {rest}".strip()
        return cell
