"""One sheet of a workbook: heads that stay in sight, widths from what stands below, A4 to print."""

import math
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from xlsxwriter.workbook import Workbook

from inforeport.documents.page import Cell, Day, Form, Table, kinds
from inforeport.errors import CellTooLong
from inforeport.render.heads import Head, head_rows, row_spans
from inforeport.render.lines import width
from inforeport.render.text import cell_text, shown
from inforeport.words import Text

LONGEST = 32_767
"""UTF-16 units that a cell holds; what is more gets lost."""

PRECISE = 15
"""Digits of a figure that a spreadsheet keeps."""

FIRST_DAY = date(1900, 3, 1)
"""Before it the programs do not agree which day a number is."""

_LEAST, _MOST = 4.0, 60.0  # widths of a column, in digits
_GAP = 2.0  # at its sides
_LINE, _HIGHEST = 15.0, 409.0  # points
_BY_HAND = 28.5  # points; 10 mm
_BLANKS = {"hand": 12.0, "phone": 17.0}  # with the gap 25 and 35 mm
_TEXT = 68.0  # as wide as the text block of A4
_TURNED = 80.0  # a wider table is printed on the long side
_A4 = 9
_MARGINS = {"left": 28 / 25.4, "right": 26 / 25.4, "top": 37 / 25.4, "bottom": 35 / 25.4}
_SIDES = {"left": "left", "centre": "center", "right": "right"}
_CELL = {"border": 1, "valign": "vcenter", "text_wrap": True}
_HEAD = _CELL | {"align": "center", "font_name": "黑体"}
_CAPTION = {"align": "center", "valign": "vcenter", "text_wrap": True, "font_name": "黑体"}
_FORMULA = ("=", "+", "-", "@")
_QUOTED = {"quoted": {"quote_prefix": True}}  # stays text also when somebody types Enter in it
_KINDS: Mapping[str, Mapping[str, dict[str, Any]]] = {
    "zh": _QUOTED | {"day": {"num_format": 'yyyy"年"m"月"d"日"'}},
    "en": _QUOTED | {"day": {"num_format": "yyyy-mm-dd"}},
}


class Sheet:
    """A sheet of the book and what is drawn on it, once."""

    def __init__(self, book: Workbook, name: str, language: str) -> None:
        """A new sheet at the end of the book."""
        self._book = book
        self._language = language
        self._formats: dict[tuple[str, str], Any] = {}
        self._sheet = book.add_worksheet(name)
        self._sheet.set_paper(_A4)
        self._sheet.set_margins(**_MARGINS)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.center_horizontally()
        self._sheet.set_footer("&C— &P —")

    def table(self, table: Table, title: Text) -> None:
        """The caption, else the title of the paper, the unit, the heads and the rows.

        Raises `CellTooLong`.
        """
        heads = head_rows(table.columns, self._language)
        cells = self._texts(table.rows)
        least = [_BLANKS.get(kind, _LEAST) for kind in kinds(table)]
        widths = self._set_widths([*_alone(heads), *cells], least)
        top = self._above([table.caption or title, table.unit_note or ""], widths)
        self._heads(heads, top)
        sides = [column.align for column in table.columns]
        is_by_hand = any(column.by_hand for column in table.columns)
        for at, (row, texts) in enumerate(zip(table.rows, cells, strict=True), top + len(heads)):
            self._set_height(at, texts, widths, _BY_HAND if is_by_hand else _LINE)
            for column, cell in enumerate(row):
                self._put(at, column, cell, text=texts[column], side=sides[column])
        self._merge_bands(table, top + len(heads))

    def _merge_bands(self, table: Table, top: int) -> None:
        """One cell for the rows of a band, where the table has one; what stands in it stays."""
        for at, spans in row_spans(table).items():
            for column, down in spans.items():
                if down > 1:
                    side, cell = table.columns[column].align, table.rows[at][column]
                    first, last = top + at, top + at + down - 1
                    self._sheet.merge_range(first, column, last, column, "", self._format(side))
                    text = cell_text(cell, self._language)
                    self._put(first, column, cell, text=text, side=side)

    def form(self, form: Form) -> None:
        """A row for each field: what belongs there, and what stands there. Raises `CellTooLong`."""
        label = self._texts([(one.label, one.value) for row in form.rows for one in row])
        widths = self._set_widths(label)
        for at, texts in enumerate(label):
            self._set_height(at, texts, widths)
            for column, text in enumerate(texts):
                self._put(at, column, text, text=text, side="left")

    def lines(self, lines: Sequence[str]) -> None:
        """Texts below each other, in one wide column."""
        plain = self._book.add_format({"text_wrap": True, "valign": "top"})
        self._sheet.set_column(0, 0, _TEXT)
        for at, line in enumerate(lines):
            self._set_height(at, [line], [_TEXT])
            self._sheet.write_string(at, 0, line, plain)

    def _texts(self, rows: Sequence[Sequence[Cell]]) -> list[list[str]]:
        """The same rows as words. Raises `CellTooLong`."""
        texts = [[cell_text(cell, self._language) for cell in row] for row in rows]
        for at, row in enumerate(texts, start=1):
            for column, text in enumerate(row, start=1):
                if len(text) > LONGEST // 2 and len(text.encode("utf-16-le")) > 2 * LONGEST:
                    raise CellTooLong(row=at, column=column, limit=LONGEST)
        return texts

    def _above(self, texts: Sequence[Text], widths: Sequence[float]) -> int:
        """What stands above the heads; the row in which these begin."""
        said = zip(texts, ("center", "right"), strict=True)
        rows = [(shown(text, self._language), side) for text, side in said if text]
        for at, (text, side) in enumerate(rows):
            self._set_height(at, [text], [sum(widths)])
            drawn = self._book.add_format(_CAPTION | {"align": side})
            self._merge(at, Head(text, 0, across=len(widths)), drawn)
        return len(rows)

    def _heads(self, heads: Sequence[Sequence[Head]], top: int) -> None:
        """The heads, kept in sight on the screen and repeated on each sheet of paper."""
        drawn = self._book.add_format(_HEAD)
        for at, row in enumerate(heads, start=top):
            for one in row:
                self._merge(at, one, drawn)
        self._sheet.freeze_panes(top + len(heads), 0)
        self._sheet.repeat_rows(top, top + len(heads) - 1)

    def _merge(self, at: int, head: Head, drawn: Any) -> None:
        if head.across * head.down == 1:
            self._sheet.write_string(at, head.at, head.text, drawn)
            return
        bottom, right = at + head.down - 1, head.at + head.across - 1
        self._sheet.merge_range(at, head.at, bottom, right, "", drawn)
        self._sheet.write_string(at, head.at, head.text, drawn)

    def _put(self, at: int, column: int, cell: Cell, *, text: str, side: str) -> None:
        """The cell as what it is: a number, a day, or text that nothing takes for a formula."""
        day = cell.day if isinstance(cell, Day) else cell
        if isinstance(day, date) and day >= FIRST_DAY:
            self._sheet.write_datetime(at, column, day, self._format(side, "day"))
        elif isinstance(cell, Decimal | int) and is_kept(text):
            self._sheet.write_number(at, column, Decimal(text), self._format(side))
        elif text.startswith(_FORMULA):
            self._sheet.write_string(at, column, text, self._format(side, "quoted"))
        elif text:
            self._sheet.write_string(at, column, text, self._format(side))
        else:
            self._sheet.write_blank(at, column, None, self._format(side))

    def _format(self, side: str, kind: str = "") -> Any:
        if (side, kind) not in self._formats:
            drawn = _CELL | {"align": _SIDES[side]} | _KINDS[self._language].get(kind, {})
            self._formats[side, kind] = self._book.add_format(drawn)
        return self._formats[side, kind]

    def _set_widths(
        self, rows: Sequence[Sequence[str]], least: Sequence[float] | None = None
    ) -> list[float]:
        """Each column as wide as what stands in it, within reason."""
        columns = [set(column) for column in zip(*rows, strict=True)]
        widths = [
            min(_MOST, max(narrowest, *map(_digits, column)) + _GAP)
            for column, narrowest in zip(columns, least or [_LEAST] * len(columns), strict=True)
        ]
        for column, wide in enumerate(widths):
            self._sheet.set_column(column, column, wide)
        if sum(widths) > _TURNED:
            self._sheet.set_landscape()
        return widths

    def _set_height(
        self, at: int, texts: Sequence[str], widths: Sequence[float], least: float = _LINE
    ) -> None:
        """As high as the most lines that one of the texts takes; not every program sees to that."""
        high = max(least, _LINE * max(map(_lines, texts, widths), default=1))
        if high > _LINE:
            self._sheet.set_row(at, min(_HIGHEST, high))


def is_kept(figure: str) -> bool:
    """Whether a spreadsheet keeps every digit of the figure.

    >>> is_kept("-0.5"), is_kept("1234567890123456")
    (True, False)
    """
    return len(figure) <= PRECISE or sum(map(str.isdigit, figure)) <= PRECISE


def _alone(heads: Sequence[Sequence[Head]]) -> list[list[str]]:
    """The heads right above the columns, from the left; what is over them has room enough."""
    own = (head for at, row in enumerate(heads) for head in row if at + head.down == len(heads))
    return [[head.text for head in sorted(own, key=lambda head: head.at)]]


def _digits(text: str) -> float:
    """How many digits wide the longest line is; a Chinese character is two."""
    if text.isascii() and "\n" not in text:
        return len(text)
    return max(2 * width(line) for line in text.split("\n"))


def _lines(text: str, wide: float) -> int:
    """In how many lines the text is folded."""
    room = wide - _GAP
    if 2 * len(text) <= room and "\n" not in text:
        return 1  # nearly every cell
    return sum(max(1, math.ceil(2 * width(line) / room)) for line in text.split("\n"))
