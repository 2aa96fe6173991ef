"""What a question tells facts apart by: facts that are alike in all of it may be counted together.

The facts themselves stand in `facts`.
"""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from inforeport.period import Period

EACH = frozenset({"submissions", "adoptions"})
"""The facts that may be counted together."""


Grain = Literal["facts", "lines", "sums"]
"""What is wanted of a period: each fact for itself, each that has a line of its own, or sums."""


class Apart(Struct, frozen=True):
    """The days on which another window begins, and the names of what rules look at.

    `names` are columns, as `submission.kind`; `item` for which report a use is of, `submissions` or
    `adoptions` for each of these by itself.
    """

    borders: frozenset[date]
    names: frozenset[str]

    def columns(self, table: str) -> tuple[str, ...]:
        """The columns of a table among them."""
        every = (name.rpartition(".") for name in sorted(self.names))
        return tuple(column for of, _, column in every if of == table)

    def pieces(self, span: Period) -> Iterator[Period]:
        """A span cut at its borders."""
        inside = sorted(day for day in self.borders if span.start < day < span.end)
        return (Period(start, end) for start, end in pairwise((span.start, *inside, span.end)))
