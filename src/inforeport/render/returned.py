"""A list that came in, given back as it came, with what became of each row behind its columns."""

import io
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Any

from msgspec import Struct
from xlsxwriter.exceptions import OverlappingRange
from xlsxwriter.workbook import Workbook

from inforeport.errors import CellTooLong
from inforeport.render.sheet_names import sheet_names
from inforeport.render.xlsx_sheet import FIRST_DAY, LONGEST

_FONT = {"font_name": "宋体", "font_size": 11}
_CELL = {"text_wrap": True, "valign": "vcenter"}
_BAD = _CELL | {"bg_color": "#FCE4D6"}
_WIDE, _WIDER = 14.0, 40.0
_COUNT = re.compile(r"0|[1-9]\d{0,8}", re.ASCII)


class Returned(Struct, frozen=True, kw_only=True):
    """A sheet: its rows, what is merged, and by row from nought what is to stand behind it.

    `at` is the column in which that begins. `figures` are the cells that must stay figures, for
    nobody can tell how they were written; `bad` the rows that somebody must see to.
    """

    name: str
    rows: Sequence[Sequence[str]]
    merged: Sequence[tuple[int, int, int, int]]
    figures: frozenset[tuple[int, int]]
    at: int
    beside: Mapping[int, tuple[str, str]]
    bad: frozenset[int]


def draw(sheets: Sequence[Returned]) -> bytes:
    """The workbook. Raises `CellTooLong`."""
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "default_format_properties": _FONT})
    formats = {
        "plain": book.add_format(_CELL),
        "bad": book.add_format(_BAD),
        "day": book.add_format(_CELL | {"num_format": "yyyy-mm-dd"}),
    }
    for one, name in zip(sheets, sheet_names([sheet.name for sheet in sheets]), strict=True):
        _draw(one, book.add_worksheet(name), formats)
    book.close()
    return out.getvalue()


def _draw(table: Returned, drawn: Any, formats: Mapping[str, Any]) -> None:
    drawn.set_column(0, table.at, _WIDE)
    drawn.set_column(table.at + 1, table.at + 1, _WIDER)
    for first, left, last, right in table.merged:
        bottom, end = min(last, len(table.rows) - 1), min(right, table.at - 1)
        if bottom >= first and end >= left and (bottom, end) != (first, left):
            with suppress(OverlappingRange):  # whatever made the file, it was not careful
                drawn.merge_range(first, left, bottom, end, "", formats["plain"])
    for at, row in enumerate(table.rows):
        for column, cell in enumerate(row[: table.at]):
            if len(cell) > LONGEST:
                raise CellTooLong(row=at + 1, column=column + 1, limit=LONGEST)
            if (at, column) in table.figures or _COUNT.fullmatch(cell):
                drawn.write_number(at, column, float(cell), formats["plain"])
            elif day := _day(cell):
                drawn.write_datetime(at, column, day, formats["day"])
            elif cell:
                drawn.write_string(at, column, cell, formats["plain"])
    for at, (what, why) in table.beside.items():
        drawn.write_string(at, table.at, what, formats["bad" if at in table.bad else "plain"])
        drawn.write_string(at, table.at + 1, why, formats["bad" if at in table.bad else "plain"])


def _day(cell: str) -> date | None:
    """The day that a cell holds as ISO, as real days have become."""
    try:
        day = date.fromisoformat(cell) if cell[4:5] == "-" else None
    except ValueError:
        return None
    return day if day and day >= FIRST_DAY else None
