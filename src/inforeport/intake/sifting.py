"""Which rows of a list are rows of it: totals, notes and a head that is repeated are none."""

import re
from collections.abc import Mapping

from msgspec import Struct

from inforeport.fields.heads import NOTES, TOTALS
from inforeport.intake.head import Headed
from inforeport.intake.rows import Row, Sheet, is_blank
from inforeport.intake.values import Unfit
from inforeport.text import fold, one_line
from inforeport.words import Message, message

_BROAD = 3  # columns: a cell that is merged over so many is no cell of a row


_LABEL = "[^:：]{1,6}[:：]"

_SHORT = 20  # characters; a total is called by a word


class Sifted(Struct, frozen=True):
    """The rows of a list, those that cannot be read, and those passed over, by their numbers."""

    rows: tuple[Row, ...]
    wrong: Mapping[int, Unfit]
    passed: Mapping[int, Message]


def sifted(head: Headed, sheet: Sheet) -> Sifted:
    """The rows below a head."""
    rows: list[Row] = []
    wrong: dict[int, Unfit] = {}
    passed: dict[int, Message] = {}
    broad = {first for first, left, _, right in sheet.merged if right - left + 1 >= _BROAD}
    heads = {one.cells for one in head.lines}
    is_summed = False  # what stands below a total is no row any more
    for row in head.below:
        total = _is_total(row)
        is_summed = is_summed or total
        unfit = row.wrong or (_ragged(len(head.names), row.cells) if sheet.exact else None)
        if unfit:
            wrong[row.number] = unfit
        elif row.cells in heads:
            passed[row.number] = message("the head once more; it was passed over")
        elif total:
            passed[row.number] = message("a total; it was passed over")
        elif _is_note(row, alone=is_summed or row.number - 1 in broad):
            passed[row.number] = message("a note; it was passed over")
        else:
            rows.append(row)
    return Sifted(tuple(rows), wrong, passed)


def _is_note(row: Row, *, alone: bool) -> bool:
    """Whether one thing is all that stands in a row, and says so, or stands there `alone`.

    Who made a list and who looked at it may stand side by side: 制表人：张三, 审核：李四.
    """
    filled = [one_line(cell) for cell in row.cells if not is_blank(cell)]
    is_called_so = bool(filled) and filled[0].startswith(NOTES)
    if len(filled) == 1:
        return alone or is_called_so
    return is_called_so and all(re.match(_LABEL, cell) for cell in filled)


def _is_total(row: Row) -> bool:
    first = next((cell for cell in row.cells if not is_blank(cell)), "")
    return len(first) < _SHORT and fold(first).rstrip(":") in TOTALS


def _ragged(width: int, cells: tuple[str, ...]) -> Unfit | None:
    """That the cells are not as many as the columns; empty ones behind the last do no harm.

    A short row is refused as well: a cell left out in the middle would put the rest in the wrong
    columns.
    """
    if len(cells) >= width and all(map(is_blank, cells[width:])):
        return None
    sentence = message(
        "the row has {count} cells and the header {width}: leave no cell out, "
        "and put text with a comma in it in quotation marks",
        count=len(cells),
        width=width,
    )
    return Unfit("ragged", sentence)
