"""Whether duties are met: one answer for all that follows from them, settled by each duty alone."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from msgspec import Struct

from inforeport.model import Due

_NONE = Decimal(0)

Key = tuple[str, str, str, date | None, date | None]
"""Which duty of which window a due is of: its clause, its name, what it counts, the days."""


class Met(Struct, frozen=True):
    """What one duty of a unit came to over the window that it is judged by.

    `missing` and `extra` are by the sum where the surplus of one of its windows heals the gap of
    another, else window by window; `unmet` is in how many windows something is missing, of
    `windows`. `dues` are those of its windows.
    """

    dues: tuple[Due, ...]
    missing: Decimal
    extra: Decimal
    unmet: int
    windows: int

    @property
    def owed(self) -> Decimal:
        """How many were owed."""
        return sum((due.owed for due in self.dues), _NONE)

    @property
    def received(self) -> Decimal:
        """How many came."""
        return sum((due.received for due in self.dues), _NONE)

    @property
    def binding(self) -> bool:
        """Whether the unit had to answer for any of its windows."""
        return any(due.binding for due in self.dues)


def met_by_unit(dues: Iterable[Due]) -> dict[str, list[Met]]:
    """What each duty came to, unit by unit."""
    duties: dict[str, dict[Key, list[Due]]] = defaultdict(lambda: defaultdict(list))
    for due in dues:
        days = (due.judged.start, due.judged.end) if due.judged else (None, None)
        duties[due.unit][due.clause, due.name, due.what, *days].append(due)
    return {unit: [_met(those) for those in its.values()] for unit, its in duties.items()}


def _met(dues: list[Due]) -> Met:
    heals = dues[0].heals
    each = [due.owed - due.received for due in dues]
    gaps = [sum(each, _NONE)] if heals else each
    return Met(
        tuple(dues),
        missing=sum((gap for gap in gaps if gap > 0), _NONE),
        extra=-sum((gap for gap in gaps if gap < 0), _NONE),
        unmet=sum(gap > 0 for gap in gaps),
        windows=1 if heals else sum(due.binding for due in dues),
    )
