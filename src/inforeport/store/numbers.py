"""The numbers that the office gives to reports which come without: each the next of its year."""

from collections.abc import Iterable

from msgspec.structs import replace

from inforeport.model import Submission
from inforeport.model.numbering import Numbering
from inforeport.store.ledger import Ledger

_GIVEN = "select ref from submission where ref >= :begins || '0' and ref < :begins || ':'"
"""The numbers that begin so and go on with a figure."""


class Numbers:
    """What is numbered so far; it holds while nobody else changes the file.

    Where the scheme says nothing of numbers, none is given.
    """

    def __init__(self, ledger: Ledger, numbering: Numbering | None) -> None:
        self._ledger, self._numbering = ledger, numbering
        self._highest: dict[int | None, int] = {}

    def reserve(self, refs: Iterable[str | None]) -> None:
        """Keep to the numbers that other reports of a list bring along."""
        numbering = self._numbering
        if numbering:
            for year, n in filter(None, map(numbering.read, filter(None, refs))):
                self._highest[year] = max(self._of(numbering, year), n)

    def given(self, new: Submission) -> Submission:
        """A report with the next number of its year, where it has none."""
        numbering, year = self._numbering, new.received.year
        if new.ref or numbering is None:
            return new
        of = year if "{year}" in numbering.form else None
        self._highest[of] = self._of(numbering, of) + 1
        return replace(new, ref=numbering.number(year, self._highest[of]))

    def _of(self, numbering: Numbering, year: int | None) -> int:
        """The highest running number of a year, of all reports that were ever numbered."""
        if year not in self._highest:
            rows = self._ledger.tuples(_GIVEN, begins=numbering.begins(year or 0))
            numbers = filter(None, (numbering.read(ref) for (ref,) in rows))
            self._highest[year] = max((n for of, n in numbers if of == year), default=0)
        return self._highest[year]
