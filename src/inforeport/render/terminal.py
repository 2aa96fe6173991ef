"""A page as plain lines for a screen or a pipe: no colour, no box signs beyond ASCII, nothing cut.

It writes to no stream: the command line prints the text, at the width it found.
"""

from io import StringIO
from typing import TYPE_CHECKING

from inforeport.documents.page import (
    Block,
    Ends,
    Heading,
    Page,
    PageBreak,
    Paragraph,
    Picture,
    Table,
)
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
        for part in _parts(block, language):
            console.print(part, overflow="fold")
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


def _parts(block: Block, language: str) -> "list[RenderableType]":
    from rich.text import Text

    match block:
        case Heading(text) | Paragraph(text):
            return [Text(shown(text, language))]
        case Ends(left, right):
            return [Text(f"{shown(left, language)}    {shown(right, language)}")]
        case Picture(_, name, caption):
            return [Text(f"[{shown(name, language)}] {shown(caption, language)}")]
        case PageBreak():
            return [Text("")]
        case Table():
            return _table(block, language)


def _table(table: Table, language: str) -> "list[RenderableType]":
    from rich.table import Table as Drawn
    from rich.text import Text

    drawn = Drawn(box=_underlined_head(), show_edge=False, pad_edge=False, header_style="none")
    for column in table.columns:
        justify = "center" if column.align == "centre" else column.align
        head = Text(shown(column.head, language))
        drawn.add_column(head, justify=justify, overflow="fold")
    for row in table.rows:
        drawn.add_row(*(Text(cell_text(cell, language)) for cell in row))
    above = [table.caption, table.unit_note or ""]
    lines = [Text(shown(text, language)) for text in above if text]
    return [Text(""), *lines, drawn]


def _underlined_head() -> "Box":
    from rich.box import Box

    return Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True)
