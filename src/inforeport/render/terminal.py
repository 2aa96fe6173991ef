"""A page as plain lines for a screen or a pipe: no colour, no box signs beyond ASCII, nothing cut.

It writes to no stream: the command line prints the text, at the width it found.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, zip_longest

from inforeport.documents.page import (
    Align,
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
from inforeport.folding import columns, folded
from inforeport.render.fitted import Measured, Part, fitted, head_lines
from inforeport.render.heads import head_text
from inforeport.render.text import cell_text, shown

_NATURAL = 100_000  # as wide as the text itself: what goes into a pipe is read by programs


def draw(page: Page, language: str, width: int | None = None) -> str:
    """The lines of the page, each within `width` columns of a terminal; `None` does not fold.

    Text longer than its place is folded and never shortened.
    """
    room = width or _NATURAL
    lines = (line for block in page.blocks for line in _lines(block, language, room))
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _lines(block: Block, language: str, room: int) -> Iterator[str]:
    match block:
        case Heading(text) | Paragraph(text):
            yield from folded(shown(text, language), room)
        case Ends(left, right):
            yield from folded(f"{shown(left, language)}    {shown(right, language)}", room)
        case Picture(_, name, caption):
            yield from folded(f"[{shown(name, language)}] {shown(caption, language)}", room)
        case Form(rows):
            for field in chain.from_iterable(rows):
                value = shown(field.value, language)
                yield from folded(f"{shown(field.label, language)}: {value}", room)
        case PageBreak():
            yield ""
        case Table():
            yield from _table(block, language, room)


def _table(table: Table, language: str, room: int) -> Iterator[str]:
    heads = [head_text(column, language) for column in table.columns]
    rows = [[cell_text(cell, language) for cell in row] for row in table.rows]
    longest = [max((_width(row[at]) for row in rows), default=0) for at in range(len(heads))]
    measured = [
        Measured(head, column.align, width)
        for column, head, width in zip(table.columns, heads, longest, strict=True)
    ]
    yield ""
    for text in (table.caption, table.unit_note):
        yield from folded(shown(text, language), room) if text else ()
    for at, part in enumerate(fitted(measured, room)):
        yield from [""] if at else []
        yield from _drawn(measured, rows, part)


def _drawn(
    measured: Sequence[Measured], rows: Sequence[Sequence[str]], part: Part
) -> Iterator[str]:
    """The columns of a part: the heads, a rule below them, each text folded to its column."""
    sides = [measured[place].align for place in part.places]
    heads = [
        head_lines(measured[place].head, width).split("\n")
        for place, width in zip(part.places, part.widths, strict=True)
    ]
    deepest = max(map(len, heads))
    yield from _row([[""] * (deepest - len(lines)) + lines for lines in heads], sides, part)
    yield "-" * (sum(part.widths) + part.gap * len(part.widths) - 1)
    for row in rows:
        cells = zip(part.places, part.widths, strict=True)
        yield from _row([[*folded(row[place], width)] for place, width in cells], sides, part)


def _row(cells: Sequence[Sequence[str]], sides: Sequence[Align], part: Part) -> Iterator[str]:
    """The lines of a row, each cell as wide as its column."""
    for line in zip_longest(*cells, fillvalue=""):
        texts = zip(line, part.widths, sides, strict=True)
        yield (" " * part.gap).join(_aside(text, width, side) for text, width, side in texts)


def _aside(text: str, width: int, side: Align) -> str:
    text = text.rstrip()
    room = width - columns(text)
    left = {"left": 0, "centre": room // 2, "right": room}[side]
    return " " * left + text + " " * (room - left)


def _width(text: str) -> int:
    """The columns of the longest line of a text."""
    return max(map(columns, text.split("\n")))
