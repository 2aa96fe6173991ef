"""The tables and forms of a page as CSV that Excel opens with a double click.

It carries no formula. Headings and paragraphs are left out.
"""

import csv
import io
from collections.abc import Iterator
from decimal import Decimal

from inforeport.documents.page import Cell, Form, Page, Table, undrawn
from inforeport.render.heads import head_text
from inforeport.render.text import cell_text, shown
from inforeport.words import message

KEY = "table"
"""The key of the column that tells several tables apart."""

_FORMULA = tuple("=+-@\t\r\0＝＋－＠")
_FORM = ""  # no column has such a key


def draw(page: Page, language: str) -> bytes:
    """UTF-8 with a mark, one row of keys; several tables are told apart by a first column.

    The keys are the same in every language. A table with other columns than the one before gets an
    empty line and keys of its own. The fields of a form stand below each other, label and value.
    A page that `has_heads` has them as those for people do.
    """
    return _drawn(page, language, heads=page.has_heads)


def with_heads(page: Page, language: str) -> bytes:
    """The same for people: above the columns stand their heads in the language."""
    return _drawn(page, language, heads=True)


def _drawn(page: Page, language: str, *, heads: bool) -> bytes:
    page = undrawn(page)
    out = io.StringIO()
    writer = csv.writer(out)
    several = len(page.tables()) > 1
    before: list[str] = []
    for block in page.blocks:
        if isinstance(block, Table | Form):
            keys = _keys(block)
            writer.writerows([[]] if before and keys != before else [])
            if isinstance(block, Table):
                first = _head(block, language, heads=heads) if keys != before else []
                told = [shown(message("table"), language) if heads else KEY] if several else []
                writer.writerows([[*told, *first]] if first else [])
                writer.writerows(_rows(block, language, several=several))
            else:
                writer.writerows(_form(block, language))
            before = keys
    return out.getvalue().encode("utf-8-sig")


def _keys(block: Table | Form) -> list[str]:
    return [column.key for column in block.columns] if isinstance(block, Table) else [_FORM]


def _rows(table: Table, language: str, *, several: bool) -> Iterator[list[str]]:
    first = [_safe(table.caption, language)] if several else []
    for row in table.rows:
        yield [*first, *(_safe(cell, language) for cell in row)]


def _form(form: Form, language: str) -> Iterator[list[str]]:
    for row in form.rows:
        for one in row:
            yield [_safe(one.label, language), _safe(one.value, language)]


def _head(table: Table, language: str, *, heads: bool) -> list[str]:
    if heads:
        return [_safe(head_text(column, language), language) for column in table.columns]
    return [column.key for column in table.columns]


def _safe(cell: Cell, language: str) -> str:
    """A spreadsheet runs text that begins like a formula; an apostrophe before it keeps it text."""
    text = cell_text(cell, language)
    is_figure = isinstance(cell, Decimal | int)
    return f"'{text}" if text.startswith(_FORMULA) and not is_figure else text
