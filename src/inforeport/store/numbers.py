"""The numbers that the office gives to reports which come without: each the next of its year."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from msgspec.structs import replace

from inforeport.model import Submission
from inforeport.model.numbering import Numbering
from inforeport.store.ledger import Ledger

_GIVEN = "select ref from submission where ref is not null"


class Numbers:
    """What is numbered so far; it holds while nobody else changes the file.

    Where the scheme says nothing of numbers, none is given.
    """

    def __init__(self, ledger: Ledger, numbering: Numbering | None) -> None:
        self._ledger, self._numbering = ledger, numbering

    @cached_property
    def _highest(self) -> dict[int | None, int]:
        """The highest running number of each year, of all reports that were ever numbered."""
        highest: dict[int | None, int] = defaultdict(int)
        if self._numbering:
            for (ref,) in self._ledger.tuples(_GIVEN):
                self._note(self._numbering, ref, highest)
        return highest

    @staticmethod
    def _note(numbering: Numbering, ref: str, highest: dict[int | None, int]) -> None:
        year, n = numbering.read(ref) or (None, 0)
        highest[year] = max(highest[year], n)

    def reserve(self, refs: Iterable[str | None]) -> None:
        """Keep to the numbers that other reports of a list bring along."""
        for ref in filter(None, refs):
            if self._numbering:
                self._note(self._numbering, ref, self._highest)

    def given(self, new: Submission) -> Submission:
        """A report with the next number of its year, where it has none."""
        if new.ref or self._numbering is None:
            return new
        year = new.received.year
        of = year if "{year}" in self._numbering.form else None
        self._highest[of] += 1
        return replace(new, ref=self._numbering.number(year, self._highest[of]))
