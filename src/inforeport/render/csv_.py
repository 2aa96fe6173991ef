"""The tables of a page as CSV that Excel opens with a double click, and that carries no formula.

Headings and paragraphs are left out.
"""

import csv
import io
from decimal import Decimal

from inforeport.documents.page import Cell, Page, Table
from inforeport.render.text import cell_text, shown
from inforeport.words import message

_FORMULA = tuple("=+-@\t\r\0＝＋－＠")


def draw(page: Page, language: str) -> bytes:
    """UTF-8 with a mark, one head row; several tables are told apart by a first column.

    A table with other columns than the one before gets an empty line and a head of its own.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    tables = page.tables()
    keys: list[str] = []
    for table in tables:
        mine = [column.key for column in table.columns]
        if mine != keys:
            writer.writerows([[]] if keys else [])
            writer.writerow(_head(table, language, several=len(tables) > 1))
            keys = mine
        first = [_safe(table.caption, language)] if len(tables) > 1 else []
        writer.writerows([*first, *(_safe(cell, language) for cell in row)] for row in table.rows)
    return out.getvalue().encode("utf-8-sig")


def _head(table: Table, language: str, *, several: bool) -> list[str]:
    first = [message("table")] if several else []
    return [shown(text, language) for text in (*first, *(column.head for column in table.columns))]


def _safe(cell: Cell, language: str) -> str:
    """A spreadsheet runs text that begins like a formula; an apostrophe before it keeps it text."""
    text = cell_text(cell, language)
    is_figure = isinstance(cell, Decimal | int)
    return f"'{text}" if text.startswith(_FORMULA) and not is_figure else text
