"""A page as plain lines for a screen or a pipe: no colour, no box signs beyond ASCII, nothing cut.

It writes to no stream: the command line prints the text, at the width it found.
"""

from collections.abc import Sequence
from io import StringIO
from typing import TYPE_CHECKING

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
from inforeport.folding import columns, folded
from inforeport.render.fitted import Measured, Part, fitted, head_lines
from inforeport.render.heads import head_text
from inforeport.render.text import cell_text, shown

if TYPE_CHECKING:
    from rich.box import Box
    from rich.console import Console, RenderableType

_NATURAL = 100_000  # as wide as the text itself: what goes into a pipe is read by programs


def draw(page: Page, language: str, width: int | None = None) -> str:
    """The lines of the page, each within `width` columns of a terminal; `None` does not fold.

    Text longer than its place is folded and never shortened.
    """
    drawn = StringIO()
    console = _console(drawn, width or _NATURAL)
    for block in page.blocks:
        for part in _parts(block, language, width or _NATURAL):
            console.print(_within(part, width or _NATURAL), overflow="fold")
    return "".join(f"{line.rstrip()}\n" for line in drawn.getvalue().splitlines())


def _console(drawn: StringIO, width: int) -> "Console":
    from rich.console import Console

    return Console(
        file=drawn,
        width=width,
        color_system=None,
        force_terminal=False,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
    )


def _within(part: "RenderableType", width: int) -> "RenderableType":
    """A text folded to the width of the screen; a table is fitted already."""
    from rich.text import Text

    return Text("\n".join(folded(part.plain, width))) if isinstance(part, Text) else part


def _parts(block: Block, language: str, width: int) -> "list[RenderableType]":
    from rich.text import Text

    match block:
        case Heading(text) | Paragraph(text):
            return [Text(shown(text, language))]
        case Ends(left, right):
            return [Text(f"{shown(left, language)}    {shown(right, language)}")]
        case Picture(_, name, caption):
            return [Text(f"[{shown(name, language)}] {shown(caption, language)}")]
        case Form(rows):
            fields = (field for row in rows for field in row)
            said = [(shown(one.label, language), shown(one.value, language)) for one in fields]
            return [Text(f"{label}: {value}") for label, value in said]
        case PageBreak():
            return [Text("")]
        case Table():
            return _table(block, language, width)


def _table(table: Table, language: str, room: int) -> "list[RenderableType]":
    from rich.text import Text

    heads = [head_text(column, language) for column in table.columns]
    rows = [[cell_text(cell, language) for cell in row] for row in table.rows]
    longest = [max((_width(row[at]) for row in rows), default=0) for at in range(len(heads))]
    measured = [
        Measured(head, column.align, width)
        for column, head, width in zip(table.columns, heads, longest, strict=True)
    ]
    above = [table.caption, table.unit_note or ""]
    lines = [Text(shown(text, language)) for text in above if text]
    parts = [_drawn(measured, rows, part) for part in fitted(measured, room)]
    return [Text(""), *lines, *[line for part in parts for line in (Text(""), part)][1:]]


def _drawn(measured: Sequence[Measured], rows: list[list[str]], part: Part) -> "RenderableType":
    """The columns of a part, each text folded to the width of its column."""
    from rich.table import Table as Drawn
    from rich.text import Text

    drawn = Drawn(
        box=_underlined_head(),
        padding=(0, part.gap - 1, 0, 0),
        show_edge=False,
        header_style="none",
    )
    for place, width in zip(part.places, part.widths, strict=True):
        align = measured[place].align
        head = Text(head_lines(measured[place].head, width))
        justify = "center" if align == "centre" else align
        drawn.add_column(head, justify=justify, overflow="fold", width=width)
    for row in rows:
        cells = zip(part.places, part.widths, strict=True)
        drawn.add_row(*(Text("\n".join(folded(row[place], width))) for place, width in cells))
    return drawn


def _width(text: str) -> int:
    """The columns of the longest line of a text."""
    return max(map(columns, text.split("\n")))


def _underlined_head() -> "Box":
    from rich.box import Box

    return Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True)
