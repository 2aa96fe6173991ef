"""Whether duties are met: one answer for all that follows from them, settled by each duty alone."""

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
    `windows`. `dues` are those of its windows, `owed` and `received` their sums.
    """

    dues: tuple[Due, ...]
    owed: Decimal
    received: Decimal
    missing: Decimal
    extra: Decimal
    unmet: int
    windows: int

    @property
    def binding(self) -> bool:
        """Whether the unit had to answer for any of its windows."""
        return any(due.binding for due in self.dues)


def met_by_unit(dues: Iterable[Due]) -> dict[str, list[Met]]:
    """What each duty came to, unit by unit."""
    duties: dict[str, dict[Key, list[Due]]] = {}
    for due in dues:
        judged = due.judged
        start, end = (judged.start, judged.end) if judged else (None, None)
        key = due.clause, due.name, due.what, start, end
        duties.setdefault(due.unit, {}).setdefault(key, []).append(due)
    return {unit: [_met(those) for those in its.values()] for unit, its in duties.items()}


def _met(dues: list[Due]) -> Met:
    heals, owed, received = dues[0].heals, _NONE, _NONE
    missing, extra, unmet = _NONE, _NONE, 0
    for due in dues:
        owed, received = owed + due.owed, received + due.received
    for gap in [owed - received] if heals else [due.owed - due.received for due in dues]:
        if gap > 0:
            missing, unmet = missing + gap, unmet + 1
        else:
            extra -= gap
    windows = 1 if heals else sum(due.binding for due in dues)
    return Met(tuple(dues), owed, received, missing, extra, unmet, windows)
