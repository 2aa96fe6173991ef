"""A page as an Excel workbook: a sheet for each table or form, one for the text around them.

Figures are numbers, days are days, and text is text whatever it begins with. Pictures are named.
"""

import io
from collections.abc import Iterator
from datetime import datetime, time
from typing import TypeGuard

from xlsxwriter.workbook import Workbook

from inforeport.documents.page import (
    Block,
    Ends,
    Form,
    Heading,
    Page,
    PageBreak,
    Paragraph,
    Picture,
    Table,
)
from inforeport.render.sheet_names import sheet_names
from inforeport.render.text import shown
from inforeport.render.xlsx_sheet import Sheet
from inforeport.words import Text, message

_PIECE = 1000  # characters; a row is high enough for them, and a cell holds far more
_FONT = {"font_name": "宋体", "font_size": 11}
_ABOUT = 255  # characters; what a property of the file holds


def draw(page: Page, language: str) -> bytes:
    """The file; the same page gives the same bytes. Raises `CellTooLong`."""
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "default_format_properties": _FONT})
    _describe(book, page, language)
    sheets = [block for block in page.blocks if isinstance(block, Table | Form)]
    lines = [piece for text in _texts(page, language) for piece in _pieces(text)]
    wanted = [_name(block, language) for block in sheets] + ([_text_name(language)] * bool(lines))
    drawn = [Sheet(book, name, language) for name in sheet_names(wanted or [_text_name(language)])]
    title = next((one.text for one in page.blocks if page.titles_sheets and _is_title(one)), "")
    for sheet, block in zip(drawn, sheets, strict=False):
        if isinstance(block, Table):
            sheet.table(block, title)
        else:
            sheet.form(block)
    if len(drawn) > len(sheets):
        drawn[-1].lines(lines)
    book.close()
    return out.getvalue()


def _is_title(block: Block) -> TypeGuard[Paragraph]:
    return isinstance(block, Paragraph) and block.role == "title"


def _describe(book: Workbook, page: Page, language: str) -> None:
    book.set_properties(
        {
            "title": _one_line(page.title, language),
            "author": _one_line(page.issuer, language),
            "created": datetime.combine(page.day, time()),
        }
        | ({"keywords": page.reference} if page.reference else {})  # it has no identifier
    )


def _one_line(text: Text, language: str) -> str:
    return shown(text, language).replace("\n", "")[:_ABOUT]


def _name(block: Table | Form, language: str) -> str:
    name = block.caption if isinstance(block, Table) else message("form to fill in")
    return shown(name, language)


def _text_name(language: str) -> str:
    return shown(message("text"), language)


def _texts(page: Page, language: str) -> Iterator[str]:
    """What stands around the tables, line by line."""
    for block in page.blocks:
        yield from filter(None, _block_texts(block, language))


def _block_texts(block: Block, language: str) -> list[str]:
    match block:
        case Heading(text) | Paragraph(text):
            return [shown(text, language)]
        case Ends(left, right):
            return [shown(left, language), shown(right, language)]
        case Picture(_, name, caption):
            return [f"[{shown(name, language)}] {shown(caption, language)}"]
        case Table() | Form() | PageBreak():
            return []


def _pieces(text: str) -> list[str]:
    """A text in as many cells as show it whole."""
    return [
        line[start : start + _PIECE]
        for line in text.split("\n")
        for start in range(0, len(line), _PIECE)
    ]
