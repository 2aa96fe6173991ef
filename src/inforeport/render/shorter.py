"""Tables of units with their short names, where the full ones would be folded again and again."""

import re
from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from inforeport.documents.page import Block, Cell, Page, Paragraph, Table
from inforeport.render.breaks import A4, A4_TURNED, folded, plain
from inforeport.render.widths import asks, characters, fits, laid

_LINES = 2  # of a name; more of them make every row high
_NOTE = Paragraph("表中单位用简称。", "note")


def shortened(page: Page, language: str) -> Page:
    """The same page; where a name takes more than two lines, all its tables have short ones.

    So they have where the text does. Files for programs keep the full names.
    """
    names = page.shorter
    if not names:
        return page
    is_short = page.is_short or any(_folds(one, names, language) for one in page.tables())
    blocks = tuple(_blocks(page)) if is_short else page.blocks
    return replace(page, blocks=blocks, shorter={}, is_short=False)  # decided once


def _blocks(page: Page) -> Iterator[Block]:
    """The blocks, and if no text does, a line below the first table that is changed says so."""
    is_said = page.is_short
    for block in page.blocks:
        less = _shorter(block, page.shorter) if isinstance(block, Table) else block
        yield less
        if less != block and not is_said:
            is_said = True
            yield _NOTE


def _units(table: Table) -> list[int]:
    """The columns of units; several where several stand on a line."""
    return [at for at, one in enumerate(table.columns) if re.fullmatch(r"unit(_\d+)?", one.key)]


def _folds(table: Table, names: Mapping[str, str], language: str) -> bool:
    """Whether a name that could be shorter takes more lines than it should."""
    columns = _units(table)
    if not columns:
        return False
    texts = plain(table, language)
    asked = asks(texts)
    millimetres, size = laid(asked, (A4 if fits(asked, A4.wide) else A4_TURNED).wide, texts.alike)
    return any(
        folded(cell, characters(millimetres[at], size)) > _LINES
        for at in columns
        for cell in {row[at] for row in texts.rows}
        if cell in names
    )


def _shorter(table: Table, names: Mapping[str, str]) -> Table:
    columns = _units(table)
    rows = (
        tuple(_short(cell, names) if at in columns else cell for at, cell in enumerate(row))
        for row in table.rows
    )
    return replace(table, rows=tuple(rows)) if columns else table


def _short(cell: Cell, names: Mapping[str, str]) -> Cell:
    return names.get(cell, cell) if isinstance(cell, str) else cell
