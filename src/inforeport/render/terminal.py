"""A page as plain lines for a screen or a pipe: no colour, no box signs beyond ASCII, nothing cut.

It writes to no stream: the command line prints the text, at the width it found.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from io import StringIO
from itertools import groupby
from typing import TYPE_CHECKING, Any

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
from inforeport.render.heads import head_text
from inforeport.render.text import cell_text, shown

if TYPE_CHECKING:
    from rich.box import Box
    from rich.console import Console, RenderableType
    from rich.table import Table as Drawn
    from rich.text import Text

_NAME = 16  # as wide as a name or figure is kept whole before the heads of a table are
_GAP = 2  # between two columns
_HEAD = 4  # a head is not folded narrower than that while anything else is wide
_SIGN = 2  # a column holds at least one Chinese character
_BREAKS = {*"\n\r\t\v\f"}
_NATURAL = 100_000  # as wide as the text itself: what goes into a pipe is read by programs


def draw(page: Page, language: str, width: int | None = None) -> str:
    """The lines of the page, each within `width` columns of a terminal; `None` does not fold.

    Text longer than its place is folded and never shortened.
    """
    drawn = StringIO()
    console = _console(drawn, width or _NATURAL)
    for block in page.blocks:
        for part in _parts(block, language, width or _NATURAL):
            if isinstance(part, str):
                drawn.write(part)
            else:
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

    heads = [Text(head_text(column, language)) for column in table.columns]
    rows = [[cell_text(cell, language) for cell in row] for row in table.rows]
    widths = _widths(heads, rows, room - _GAP * len(heads))
    sides = ["center" if column.align == "centre" else column.align for column in table.columns]
    drawn = _empty(heads, widths, sides)
    above = [table.caption, table.unit_note or ""]
    lines = [Text(shown(text, language)) for text in above if text]
    if sum(widths) + _GAP * len(heads) > room:  # the columns give way once more
        for row in rows:
            drawn.add_row(*map(Text, row))
        return [Text(""), *lines, drawn]
    return [Text(""), *lines, drawn, *_laid_out(rows, widths, sides)]


def _empty(heads: "Sequence[Text]", widths: Sequence[int], sides: Sequence[Any]) -> "Drawn":
    """A table without rows; without heads too where these are none."""
    from rich.table import Table as Drawn

    box = _underlined_head()
    drawn = Drawn(box=box, padding=(0, 1, 0, 0), show_edge=False, header_style="none")
    drawn.show_header = bool(heads)
    for at, (width, side) in enumerate(zip(widths, sides, strict=True)):
        drawn.add_column(heads[at] if heads else "", justify=side, overflow="fold", width=width)
    return drawn


def _laid_out(
    rows: Iterable[Sequence[str]], widths: Sequence[int], sides: Sequence[str]
) -> "Iterator[RenderableType]":
    """The rows of a table; those that need no folding as plain lines, a hundred times as fast."""
    from rich.cells import cell_len
    from rich.text import Text

    def is_plain(row: Sequence[str]) -> bool:
        return all(
            cell_len(cell) <= width and not _BREAKS & {*cell}
            for cell, width in zip(row, widths, strict=True)
        )

    def side_by_side(row: Sequence[str]) -> str:
        cells = zip(row, widths, sides, strict=True)
        return (" " * _GAP).join(_aside(cell, width, side, cell_len) for cell, width, side in cells)

    for plain, run in groupby(rows, key=is_plain):
        if plain:
            yield "".join(f"{side_by_side(row)}\n" for row in run)
            continue
        drawn = _empty((), widths, sides)
        for row in run:
            drawn.add_row(*map(Text, row))
        yield drawn


def _aside(cell: str, width: int, side: str, length: Callable[[str], int]) -> str:
    """A cell made as wide as its column."""
    if side == "left":
        return cell + " " * (width - length(cell))
    cell = cell.rstrip()
    left = (width - length(cell)) // (2 if side == "center" else 1)
    return " " * left + cell + " " * (width - length(cell) - left)


def _widths(heads: "list[Text]", rows: list[list[str]], room: int) -> list[int]:
    """How wide each column is: as wide as what stands in it, if that fits into `room`.

    Else the widest give way first: heads before the names and figures below them, and no head to
    less than two characters before that.
    """
    from rich.cells import cell_len

    longest = [max((cell_len(row[at]) for row in rows), default=0) for at in range(len(heads))]
    cells = [max(min(cell, _NAME), _SIGN) for cell in longest]
    both = [max(cell, min(head.cell_len, _HEAD)) for cell, head in zip(cells, heads, strict=True)]
    widths = [max(head.cell_len, cell, _SIGN) for head, cell in zip(heads, longest, strict=True)]
    for least in (both, cells, [_SIGN] * len(heads)):
        while sum(widths) > room and widths != least:
            wide = [at for at, width in enumerate(widths) if width > least[at]]
            if not wide:
                break
            widths[max(wide, key=lambda at: widths[at])] -= 1
    return widths


def _underlined_head() -> "Box":
    from rich.box import Box

    return Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True)
