"""A table that no page is wide enough for, in parts below each other, each with the names again."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, chain

from msgspec.structs import replace

from inforeport.documents.page import Block, Page, PageBreak, Table, kinds
from inforeport.render.breaks import A4_TURNED, plain
from inforeport.render.shorter import shortened
from inforeport.render.text import shown
from inforeport.render.widths import SIZES, asks

_READ = SIZES[2]  # points; smaller letters are not read with ease
_NAMES = 3  # columns at most that name a row


def parted(page: Page, language: str) -> Page:
    """The same page with short names where they are needed, and every table in as many parts as it
    takes for no letters to be too small.
    """
    page = shortened(page, language)
    blocks = tuple(part for block in page.blocks for part in _parts(_in_bands(block), language))
    return page if blocks == page.blocks else replace(page, blocks=blocks)


def _parts(block: Block, language: str) -> Iterator[Block]:
    if not isinstance(block, Table) or len(block.columns) <= _FEW:
        yield block
        return
    least = [ask.least(_READ) for ask in asks(plain(block, language))]
    if sum(least) <= A4_TURNED.wide:
        yield block
        return
    for count, columns in enumerate(_shares(least, _names(block)), 1):
        if count > 1:
            yield PageBreak(turned=None, loose=True)
        yield _part(block, columns, count, language)


def _in_bands(block: Block) -> Block:
    """A table in which what belongs to many rows is said again every few, its figures but once.

    A page may end below any of them.
    """
    if not isinstance(block, Table) or max(block.bands, default=0) <= _BAND:
        return block
    bands = [_evenly(rows) for rows in block.bands]
    firsts = {*accumulate(block.bands, initial=0)}
    again = {*accumulate(chain.from_iterable(bands), initial=0)} - firsts
    figures = {
        at for at, kind in enumerate(kinds(block)) if at in block.merged and kind == "figure"
    }
    rows, blank = [*block.rows], False
    for at, row in enumerate(rows):
        blank = at in again or (blank and at not in firsts)
        if blank:
            rows[at] = tuple(None if of in figures else cell for of, cell in enumerate(row))
    return replace(block, rows=tuple(rows), bands=tuple(chain.from_iterable(bands)))


def _evenly(rows: int) -> list[int]:
    """So many rows in runs of no more than a few, about alike.

    >>> _evenly(13), _evenly(1)
    ([5, 4, 4], [1])
    """
    count = -(-rows // _BAND)
    return [rows // count + (at < rows % count) for at in range(count)]


_BAND = 5  # rows that are kept on a page
_FEW = 15  # columns; as many always fit


def _names(table: Table) -> int:
    """How many columns at the left say whose a row is: up to the first of words."""
    words = (at for at, kind in enumerate(kinds(table)[:_NAMES], 1) if kind == "text")
    return next(words, 1)


def _shares(least: Sequence[float], names: int) -> Iterator[list[int]]:
    """The columns of each part: those that name a row, and as many others as there is room for."""
    share, room = list(range(names)), sum(least[:names])
    for at in range(names, len(least)):
        if room + least[at] > A4_TURNED.wide and len(share) > names:
            yield share
            share, room = list(range(names)), sum(least[:names])
        share.append(at)
        room += least[at]
    yield share


def _part(table: Table, columns: Sequence[int], count: int, language: str) -> Table:
    caption = shown(table.caption, language)
    return replace(
        table,
        caption=table.caption if count == 1 else f"{caption}（续{count - 1}）" if caption else "",
        columns=tuple(table.columns[at] for at in columns),
        rows=tuple(tuple(row[at] for at in columns) for row in table.rows),
        merged=tuple(columns.index(at) for at in table.merged if at in columns),
        alike=1,
    )
