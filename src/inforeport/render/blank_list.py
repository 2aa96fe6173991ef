"""An empty list to be filled in: heads, and drop-down lists where only some words may stand.

As CSV it is its first row alone.
"""

import io
from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.workbook import Workbook

from inforeport.render.lines import width
from inforeport.words import message, say

_ROWS = 2000  # that the drop-down lists reach down to
_FONT = {"font_name": "宋体", "font_size": 11}
_HEAD = {"bold": True, "border": 1, "align": "center", "valign": "vcenter", "bg_color": "#F2F2F2"}
_MUST = _HEAD | {"bg_color": "#FCE4D6"}
_CHOICES = "选项"  # hidden, so that it is not taken for a list itself
_LEAST = 12.0


class Column(Struct, frozen=True):
    """A column of the list: its head, the words that may stand in it, if only some may."""

    head: str
    choices: tuple[str, ...] = ()
    is_day: bool = False
    is_required: bool = False


def workbook(name: str, columns: Sequence[Column]) -> bytes:
    """The workbook; the heads of what must be filled in have another colour."""
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "default_format_properties": _FONT})
    sheet, choices = book.add_worksheet(name), book.add_worksheet(_CHOICES)
    choices.hide()
    must, may = book.add_format(_MUST), book.add_format(_HEAD)
    text = book.add_format({"num_format": "@", "text_wrap": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for at, column in enumerate(columns):
        wide = max(_LEAST, 2 * width(column.head) + 4, *(2 * width(one) for one in column.choices))
        sheet.set_column(at, at, wide, day if column.is_day else text)
        sheet.write_string(0, at, column.head, must if column.is_required else may)
        if column.choices:
            choices.write_column(0, at, column.choices)
            source = f"='{_CHOICES}'!{xl_range_abs(0, at, len(column.choices) - 1, at)}"
            said = say(message("write one of the words in the list"), "zh")
            rule = {"validate": "list", "source": source, "error_message": said}
            sheet.data_validation(1, at, _ROWS, at, rule)
    sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()


def csv(name: str, columns: Sequence[Column]) -> bytes:
    """The heads, after the mark by which a spreadsheet knows UTF-8."""
    del name
    return (",".join(column.head for column in columns) + "\r\n").encode("utf-8-sig")


DRAWN: Mapping[str, Callable[[str, Sequence[Column]], bytes]] = {".xlsx": workbook, ".csv": csv}
"""By the ending of the file."""
