"""The clerk's morning: what came in, apart by what there is to do about it, to be read at once."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from inforeport.documents.page import Cell, Several, Table, grid, trimmed
from inforeport.documents.pieces import called, plain_number, reason, unit_of
from inforeport.model.desk import Kept, Remark
from inforeport.words import Text, message

Heap = Literal["held", "correction", "late", "like", "odd", "new", "known", "dropped"]
"""What there is to do about a piece: to be settled, to be compared, to be looked at, nothing."""

Remarks = Mapping[int, Sequence[Remark]]

_ABOUT_UNIT = ("no-unit", "unknown-unit", "ambiguous-unit", "two-units")
_HEAPS: Mapping[Heap, Text] = {
    "held": message("Waiting to be settled"),
    "correction": message("Corrections of earlier reports"),
    "late": message("Came late"),
    "like": message("Like another report"),
    "odd": message("To be looked at"),
    "new": message("New"),
    "known": message("On file already"),
    "dropped": message("Left out"),
}


def heap(kept: Kept, remarks: Sequence[Remark]) -> Heap:
    """On which heap a piece lies: the first that fits."""
    if kept.state == "held":
        return "correction" if kept.code == "correction" else "held"
    if kept.state == "dropped":
        return "dropped"
    sorts = {one.sort for one in remarks}
    first = next((sort for sort in ("late", "like", "odd") if sort in sorts), None)
    return first or ("new" if kept.state == "taken" else "known")


def apart(kept: Iterable[Kept], remarks: Remarks) -> list[Table]:
    """A table for each heap on which something lies."""
    heaps: dict[Heap, list[Kept]] = {name: [] for name in _HEAPS}
    for one in kept:
        heaps[heap(one, remarks.get(one.id, ()))].append(one)
    return [_table(name, some, remarks) for name, some in heaps.items() if some]


def _table(name: Heap, some: Sequence[Kept], remarks: Remarks) -> Table:
    heads = {
        "piece": message("no."),
        "unit": message("unit"),
        "title": message("what"),
        "received": message("day of receipt"),
        "report": message("report"),
        "remark": message("remark"),
    }
    rows = [_row(one, remarks.get(one.id, ())) for one in some]
    return trimmed(grid(_HEAPS[name], heads, rows), "received", "report", "remark")


def _row(kept: Kept, remarks: Sequence[Remark]) -> tuple[Cell, ...]:
    remarks_shown = (
        *([reason(kept)] if kept.reason else []),
        *(one.what for one in remarks),
        *([kept.why] if kept.why else []),
    )
    day = kept.words.cells.get("received", "").partition(" ")[0] or None
    what = called(kept) or kept.letter.subject or kept.letter.name
    shown = (kept.id, _proposed(kept) or unit_of(kept), what, day, plain_number(kept.label))
    return (*shown, Several(remarks_shown) if remarks_shown else None)


def _proposed(kept: Kept) -> str | None:
    """The only unit that a piece without one may be of, marked as a question."""
    near = kept.reason.near if kept.reason and kept.code in _ABOUT_UNIT else ()
    return f"{near[0]}？" if len(near) == 1 else None
