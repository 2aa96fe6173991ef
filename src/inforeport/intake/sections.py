"""Where one report ends and the next begins, and what its lines look like.

Several in one file are cut apart where a supplier's line closes one or opens the next.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from msgspec.structs import replace

from inforeport.intake.around import Cells, around, ending, signature
from inforeport.intake.blocks import Block, Drawn, Grid, Line

ENDS = tuple("。！？；!?;…：:，,、")
"""What the last character of a title is not."""

_GOES_ON = tuple("。；;…：:，,、")
"""The same of one that stands out: it may exclaim, or ask."""

LONGEST_TITLE = 80
NUMBERED = re.compile(
    r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]?[、．.)）]|第[一二三四五六七八九十]+[、章节]"
)
"""A line that begins as one of a list, or as a heading inside a text."""

ANNEX = re.compile(r"附(?:件|图|表|注)?[\d一二三四五]?[:：]|附件\d*$")
_CAPTION = re.compile(r"[（(]?图(?:[\d一二三四五]|为|[:：、])")
_OPENS = re.compile(r"(【[^【】]{2,20}】)\s*(.*)", re.DOTALL)
_LONGEST_LINE = 50  # characters of a line that may be a title although it looks as the text does
_LONGEST_CAPTION = 60


def opened(blocks: Iterable[Block], today: date | None) -> Iterator[Block]:
    """The blocks, a unit in 【】 before a text on a line of its own."""
    for block in blocks:
        match = _OPENS.fullmatch(block.text) if isinstance(block, Line) else None
        if match and match[2] and "unit" in (around(match[1], today) or {}):
            yield replace(block, text=match[1])
            yield replace(block, text=match[2])
        elif not isinstance(block, Line) or block.text:
            yield block


def usual_size(blocks: Sequence[Block]) -> int:
    """The size of most of the text, in half points."""
    sizes: Counter[int] = Counter()
    for block in blocks:
        if isinstance(block, Line):
            sizes[block.look.size] += len(block.text)
    return sizes.most_common(1)[0][0] if sizes else 0


def sections(blocks: Sequence[Block], usual: int, today: date | None) -> Iterator[Sequence[Block]]:
    """The blocks of each report."""
    starts = [0, *_starts(blocks, usual, today), len(blocks)]
    for start, end in pairwise(starts):
        if any(isinstance(one, Line | Grid) for one in blocks[start:end]):
            yield blocks[start:end]


def _starts(blocks: Sequence[Block], usual: int, today: date | None) -> Iterator[int]:
    """Where a further report begins: below what closed one, or at what opens the next."""
    has_text = supplied = closed = False
    for place, block in enumerate(blocks):
        if not isinstance(block, Line):
            continue
        cells = around(block.text, today) or _signed(block, today)
        opens = bool(cells) and block.text.startswith("【")
        goes_on = cells or ANNEX.match(block.text) or is_caption(blocks, place)
        above = supplied and is_title(block, usual) and _is_supplied(blocks, place, today)
        if has_text and (opens or above or (closed and not goes_on)):
            yield place
            has_text = supplied = closed = False
        supplied = supplied or "unit" in (cells or {})
        has_text = has_text or (not cells and _is_text(block.text, today))
        closed = closed or (has_text and _closes(blocks, place, cells, today))


def _is_text(text: str, today: date | None) -> bool:
    """Whether a line ends a sentence, also where the supplier stands behind it."""
    return text.endswith(ENDS) or ending(text, today) is not None


def _closes(blocks: Sequence[Block], place: int, cells: Cells | None, today: date | None) -> bool:
    """Whether a line is the last of a report: it names the supplier, or is the day below him."""
    if cells and cells.keys() & {"unit", "authors"}:
        return True
    block, above = blocks[place], blocks[place - 1] if place else None
    if cells and "received" in cells:
        return isinstance(above, Line) and bool(signature(above.text, today))
    return isinstance(block, Line) and ending(block.text, today) is not None


def _signed(line: Line, today: date | None) -> Cells | None:
    return signature(line.text, today) if line.look.right else None


def _is_supplied(blocks: Sequence[Block], place: int, today: date | None) -> bool:
    """Whether the line below names the supplier."""
    below = blocks[place + 1] if place + 1 < len(blocks) else None
    return isinstance(below, Line) and "unit" in (around(below.text, today) or {})


def is_title(line: Line, usual: int) -> bool:
    """Whether a line may be a title by its look, or is a short one that ends no sentence."""
    loud = line.look.heading or line.look.size > usual
    if line.text.endswith(_GOES_ON if loud else ENDS) or len(line.text) > LONGEST_TITLE:
        return False
    plain = len(line.text) <= _LONGEST_LINE and "。" not in line.text
    return stands_out(line, usual) or (plain and not NUMBERED.match(line.text))


def stands_out(line: Line, usual: int) -> bool:
    """Whether a line looks otherwise than the text."""
    look = line.look
    return look.heading or look.centred or look.bold or look.size > usual


def is_caption(blocks: Sequence[Block], place: int) -> bool:
    """Whether a line stands below a picture as what is to be seen on it."""
    line, above = blocks[place], blocks[place - 1] if place else None
    if not isinstance(line, Line) or not isinstance(above, Drawn):
        return False
    if len(line.text) > _LONGEST_CAPTION or not any(
        isinstance(one, Line) for one in blocks[:place]
    ):
        return False
    centred = line.look.centred and not line.text.endswith(ENDS)
    return line.look.caption or centred or bool(_CAPTION.match(line.text))
