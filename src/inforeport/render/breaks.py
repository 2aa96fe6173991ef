"""Where pages end that need not end in one place: a table is turned or shares a page as it fits.

Heights are reckoned from the styles that ship: what stands on a page in the end is the program's
that prints it.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil, isnan, nan

from msgspec import Struct
from msgspec.structs import replace

from inforeport.documents.page import (
    Block,
    Cell,
    Graph,
    PageBreak,
    Paragraph,
    Picture,
    Several,
    Table,
    kinds,
)
from inforeport.render.graphs import Drawn, drawing
from inforeport.render.heads import row_spans
from inforeport.render.lines import width
from inforeport.render.measure import head_lines, room_for
from inforeport.render.text import paper_text, shown, with_minus
from inforeport.render.widths import Said, asks, characters, fits, laid
from inforeport.words import Text

_LINE = 10.3  # millimetres; of 三号
_CHARACTERS, _SMALL = 27.0, 36.0  # on a line of the standard's block: of 三号, of small print
_AROUND = {"caption": 20.4, "title": 22.3, "annex mark": 20.4}  # with one line
_OF_A_TITLE, _TITLE_LINE = 20.2, 12.0  # characters on a line of a title; its height
_NOTE = 7.1  # a line of small print
_ROW = 0.52  # millimetres a point; a line in a cell
_PADDED = 2.6
_PICTURE = 110.0
_BY_HAND = 10.0
_MANY = 4  # lines of small print
_LAST, _MANY_ROWS = 3, 24
_NEARLY_EMPTY = 0.3  # of a page
_FULL = 0.35  # of a page; one that holds less is not left for a new one


class Area(Struct, frozen=True):
    """The text block of a page in millimetres."""

    wide: float
    high: float


A4, A4_TURNED = Area(156.0, 225.0), Area(225.0, 156.0)


def placed(blocks: Sequence[Block], language: str, upright: Area, turned: Area) -> Iterator[Block]:
    """The same blocks, each break decided: with its side, or left out where none is needed."""
    lies, used = False, 0.0
    for part, after in pairwise([*_parts(blocks), []]):
        given, rest = _split(part)
        was, lies = lies, _is_turned(given, rest, language, upright) if given else lies
        area = turned if lies else upright
        high = _height(rest, language, area) if _is_loose(part) or _is_loose(after) else 0.0
        high += _LINE if given and given.loose and used else 0.0  # a blank one between the two
        whole = given and given.loose and lies == was and not _is_better_off(used, high, area)
        if given and not whole:
            yield replace(given, turned=lies, loose=False)
            used = 0.0
        yield from _run_in(rest, used, language, area)
        used = nan if any(map(_is_running, rest)) else _left(rest, used + high, language, area)


def _left(blocks: Sequence[Block], used: float, language: str, area: Area) -> float:
    """What is used of the last page: if it is another one, the last rows of a table at least."""
    if used <= area.high or not blocks or not isinstance(blocks[-1], Table):
        return used % area.high
    head, *rows = _row_heights(blocks[-1], language, area)
    return max(used % area.high, head + sum(rows[-last_rows(len(rows)) :]))


def last_rows(count: int) -> int:
    """How many rows at the end of so many stay on one page."""
    return _LAST if count <= _MANY_ROWS else 2 * _LAST


def _split(part: Sequence[Block]) -> tuple[PageBreak | None, Sequence[Block]]:
    """The break that begins a part, and the rest of it."""
    first = part[0]
    return (first, part[1:]) if isinstance(first, PageBreak) else (None, part)


def _is_loose(part: Sequence[Block]) -> bool:
    return bool(part) and isinstance(part[0], PageBreak) and part[0].loose


def _parts(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """The blocks from one break to the next."""
    part: list[Block] = []
    for block in blocks:
        if isinstance(block, PageBreak) and part:
            yield part
            part = []
        part.append(block)
    if part:
        yield part


def _run_in(blocks: Sequence[Block], used: float, language: str, area: Area) -> Sequence[Block]:
    """The same; where a few lines of small print would be a page of their own, it is run in."""
    notes = [block for block in blocks if isinstance(block, Paragraph) and block.role == "note"]
    if isnan(used) or len(notes) < _MANY or not any(isinstance(block, Table) for block in blocks):
        return blocks
    end = _end(blocks, used, language, area)
    if end < area.high or end % area.high > _NEARLY_EMPTY * area.high:
        return blocks
    text = "".join(shown(note.text, language) for note in notes)
    kept = [block for block in blocks if block not in notes[1:]]
    return [replace(block, text=text) if block is notes[0] else block for block in kept]


def _end(blocks: Sequence[Block], used: float, language: str, area: Area) -> float:
    """How far blocks reach that begin at `used`: a page leaves room where no row fits any more,
    and the next begins with the heads.
    """
    for block in blocks:
        if not isinstance(block, Table):
            used += _block_height(block, language, area)
            continue
        head, *rows = _row_heights(block, language, area)
        used += _above_rows(block, language, area) + head
        for row in rows:
            if used % area.high + row > area.high:
                used = ceil(used / area.high) * area.high + head
            used += row
    return used


def _is_running(block: Block) -> bool:
    """Whether it is text of any length, below which no reckoning tells where a page ends."""
    return isinstance(block, Paragraph) and block.role == "body"


def _is_turned(given: PageBreak, rest: Sequence[Block], language: str, upright: Area) -> bool:
    """Whether a page lies on its long side: as was said, else where a table is too wide."""
    if given.turned is not None:
        return given.turned
    tables = [block for block in rest if isinstance(block, Table)]
    return any(not fits(asks(plain(one, language)), upright.wide) for one in tables)


def _is_better_off(used: float, high: float, area: Area) -> bool:
    """Whether what would be broken in two is whole on the next page, and leaves none half empty."""
    return used + high > area.high and used > _FULL * area.high


def _height(blocks: Sequence[Block], language: str, area: Area) -> float:
    return sum(_block_height(block, language, area) for block in blocks)


def _block_height(block: Block, language: str, area: Area) -> float:
    match block:
        case Table():
            return _table_height(block, language, area)
        case Picture():
            return _PICTURE
        case Paragraph(text, "note"):
            return _NOTE * _lines(text, language, area, _SMALL)
        case Paragraph(text, role):
            lines = _lines(text, language, area, _CHARACTERS)
            return _AROUND.get(role, _LINE) + _LINE * (lines - 1)
        case _:
            return _LINE


def _lines(text: Text, language: str, area: Area, characters: float) -> int:
    """How many lines of so many characters it takes; a block that is narrower holds fewer."""
    return ceil((width(shown(text, language)) + 2) / (characters * area.wide / A4.wide))


def _table_height(table: Table, language: str, area: Area) -> float:
    return sum(_row_heights(table, language, area)) + _above_rows(table, language, area)


def _above_rows(table: Table, language: str, area: Area) -> float:
    lines = ceil(room_for(shown(table.caption, language)) / (_OF_A_TITLE * area.wide / A4.wide))
    caption = _AROUND["caption"] + _TITLE_LINE * (lines - 1) if table.caption else 0.0
    return caption + (_NOTE if table.unit_note else 0.0)


def _row_heights(table: Table, language: str, area: Area) -> list[float]:
    """Those of the heads together and of each row."""
    texts = plain(table, language)
    millimetres, size = laid(asks(texts), area.wide, texts.alike)
    rooms = [characters(mm, size) for mm in millimetres]
    heads = [
        head_lines(head, room).count("\n") + 1
        for head, room in zip(texts.heads, rooms, strict=True)
    ]
    lines = [max(map(folded, row, rooms), default=1) for row in texts.rows]
    least = _BY_HAND if any(column.by_hand for column in table.columns) else 0.0
    over = _ROW * size + _PADDED if any(texts.overs) else 0.0
    head = max(least, max(heads, default=1) * _ROW * size + _PADDED)
    return [over + head, *(max(least, count * _ROW * size + _PADDED) for count in lines)]


def folded(text: str, room: float) -> int:
    """How many lines a cell takes in a column of so many characters."""
    if len(text) <= room:
        return 1
    return sum(max(1, ceil(width(line) / max(1.0, int(room)))) for line in text.split("\n"))


def plain(table: Table, language: str) -> Said:
    """The table in plain words, as it is set."""
    columns = table.columns
    return Said(
        [with_minus(shown(column.head, language)) for column in columns],
        [with_minus(shown(column.over, language)) for column in columns],
        [[_cell(cell, language) for cell in row] for row in table.rows],
        [column.align for column in columns],
        kinds(table),
        row_spans(table),
        table.alike,
    )


def _cell(cell: Cell, language: str) -> str:
    """A cell as it is set: several things below each other, with a true minus."""
    if isinstance(cell, Graph):
        return Drawn(drawing(cell))
    if isinstance(cell, Several) and len(cell.cells) > 1 and cell.between == "；":
        return "；\n".join(with_minus(paper_text(part, language)) for part in cell.cells)
    text = paper_text(cell, language)
    return with_minus(text) if "-" in text else text
