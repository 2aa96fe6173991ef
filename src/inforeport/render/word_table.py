"""A table in a Word file: as wide as the text block, its head repeated, its rows kept whole.

It gets plain texts; their languages and signs are the caller's.
"""

from collections.abc import Iterable, Sequence

from docx.document import Document as Paper
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table, _Cell

from inforeport.picture import TEXT_WIDTH
from inforeport.render.lines import balanced, width

_CHARACTER = 3.75  # millimetres; 五号
_PADDING = 2.0
_LONG = 14  # characters; a longer cell is set in lines
_LEAST = 2  # characters
_ONE_LINE = 3  # characters; a longer head may be folded
_SHORT = 6  # characters; a column of such cells is centred
_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "centre": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


def add(
    paper: Paper, heads: Sequence[str], rows: Sequence[Sequence[str]], align: Sequence[str]
) -> None:
    """The table at the end of the paper; `align` says for each column how its cells are set."""
    table = paper.add_table(rows=1 + len(rows), cols=len(heads), style="paper table")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    columns = widths(heads, rows)
    _set_widths(table, columns)
    head, *below = table.rows
    lines = [
        balanced(text, (mm - _PADDING) / _CHARACTER)
        for text, mm in zip(heads, columns, strict=True)
    ]
    _fill(head.cells, lines, ["centre"] * len(heads), "table head")
    sides = _sides(rows, align)
    for drawn, row in zip(below, rows, strict=True):
        _fill(drawn.cells, row, sides, "table cell")
    _keep_whole(paper)


def widths(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[float]:
    """Millimetres for each column, in all the text width; short cells are never folded.

    >>> [round(mm) for mm in widths(["名次", "单位"], [["1", "甲社区"]])]
    [76, 80]
    """
    columns = list(zip(heads, *rows, strict=True))
    wish = [_room(min(_LONG, _wish(head, cells))) for head, *cells in columns]
    least = [_room(min(_LONG / 2, _wish(head, cells))) for head, *cells in columns]
    spare = TEXT_WIDTH - sum(wish)
    if spare >= 0:
        return [mm + spare / len(wish) for mm in wish]
    share = max(0.0, (TEXT_WIDTH - sum(least)) / (sum(wish) - sum(least) or 1))
    found = [low + (high - low) * share for low, high in zip(least, wish, strict=True)]
    return [mm * TEXT_WIDTH / sum(found) for mm in found]


def _sides(rows: Sequence[Sequence[str]], align: Sequence[str]) -> list[str]:
    columns = zip(*rows, strict=True) if rows else [()] * len(align)
    short = [max(map(width, column), default=0) <= _SHORT for column in columns]
    return ["centre" if is_short else side for is_short, side in zip(short, align, strict=True)]


def _wish(head: str, cells: Iterable[str]) -> float:
    """Characters that want to stand on one line; a head of four or more may take two."""
    wide = width(head)
    return max(_LEAST, wide if wide <= _ONE_LINE else (wide + 1) // 2, *map(width, cells))


def _room(characters: float) -> float:
    return characters * _CHARACTER + _PADDING


def _set_widths(table: Table, millimetres: Sequence[float]) -> None:
    table.autofit = False
    for column, mm in zip(table.columns, millimetres, strict=True):
        column.width = Mm(mm)
        for cell in column.cells:
            cell.width = Mm(mm)


def _fill(cells: Sequence[_Cell], texts: Sequence[str], align: Sequence[str], style: str) -> None:
    for cell, text, side in zip(cells, texts, align, strict=True):
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        paragraph = cell.paragraphs[0]
        paragraph.text = text
        paragraph.style = style
        paragraph.alignment = _ALIGN[side]


def _keep_whole(paper: Paper) -> None:
    """The width in all, no row across two pages, and the first row on top of each page."""
    table = paper.element.body.tbl_lst[-1]
    total = table.tblPr.find(qn("w:tblW"))
    total.set(qn("w:type"), "dxa")
    total.set(qn("w:w"), str(Mm(TEXT_WIDTH).twips))
    for row in table.tr_lst:
        row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    table.tr_lst[0].get_or_add_trPr().append(OxmlElement("w:tblHeader"))
