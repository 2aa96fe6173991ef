"""What a question tells facts apart by: facts that are alike in all of it may be counted together.

The facts themselves stand in `facts`.
"""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from inforeport.period import Period, add_months

EACH = frozenset({"submissions", "adoptions"})
"""The facts that may be counted together."""


class LinesOf(Struct, frozen=True):
    """Sums, and beside them the lines of one unit."""

    unit: str


Grain = Literal["facts", "lines", "sums"] | LinesOf
"""What is wanted of a period: each fact for itself, each that has a line of its own, or sums."""
GRAINS: tuple[Grain, ...] = ("facts", "lines", "sums")
"""The finest first: what has it answers the others too."""


class Apart(Struct, frozen=True):
    """The days on which another window begins, and the names of what rules look at.

    `names` are columns of reports that were sent, as `submission.kind`, of uses, as
    `adoption.position`, and of the reports that were used, as `adoption.item.kind`; among them
    `submission.used`, in which windows a report was used, with `levels` by which levels too. `item`
    is for which report a use is of, `report` for which was sent and used, and `submissions` or
    `adoptions` for each of these by itself. Of `units`, each of what is `listed`, `submissions` or
    `adoptions`, is told apart too. Of a `lean` one each stands by itself for its line only: what
    no line shows and no name asks of it is not read.
    """

    borders: frozenset[date]
    names: frozenset[str]
    listed: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    lean: bool = False

    def columns(self, owner: str) -> tuple[str, ...]:
        """The columns among them of `submission`, `adoption` or `adoption.item`."""
        every = (name.rpartition(".") for name in sorted(self.names))
        return tuple(column for of, _, column in every if of == owner)

    def pieces(self, span: Period) -> Iterator[Period]:
        """A span cut at its borders."""
        inside = sorted(day for day in self.borders if span.start < day < span.end)
        return (Period(start, end) for start, end in pairwise((span.start, *inside, span.end)))


def turning(span: Period, days: Collection[int]) -> set[date]:
    """The days after certain days of each month in a span, and the first ones; none without end."""
    if date.min in span or span.end == date.max:
        return set()
    turns, first = set(), date(span.start.year, span.start.month, 1)
    while first < span.end:
        after = add_months(first, 1)
        turns |= {first, after, *(min(first + timedelta(days=day), after) for day in days)}
        first = after
    return turns
