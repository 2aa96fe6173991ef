"""A list of rows, cut into pieces: one for each row, in the words that stand there."""

from collections.abc import Sequence
from contextlib import suppress

from msgspec import Struct

from inforeport.errors import HeaderMistakes
from inforeport.fields import FACTS
from inforeport.intake.head import head
from inforeport.intake.rows import Row, Sheet, is_blank
from inforeport.intake.values import Unfit
from inforeport.model import Problem
from inforeport.model.letters import Head, Piece
from inforeport.words import message


class Listed(Struct, frozen=True):
    """What a sheet came to: its pieces, its head, and what was passed over."""

    pieces: tuple[Piece, ...] = ()
    heads: tuple[Head, ...] = ()
    passed: tuple[Problem, ...] = ()


def listed(sheet: Sheet, file: str, fact: str) -> Listed:
    """The pieces of a sheet; without `fact` they are what its head says, if it says anything.

    Raises `HeaderMistakes` where it is not the head of that fact.
    """
    filled = [row for row in sheet.rows if not row.is_blank]
    if not filled:
        return Listed()
    if not fact:
        return _by_its_head(sheet, file)
    columns = head([one for one in FACTS[fact].fields if one.head], filled[0], file)
    keys = tuple(columns.values())
    pieces = tuple(_piece(row, keys, fact) for row in filled[1:])
    return Listed(pieces, (Head(sheet=sheet.name, fact=fact, shape="", columns=columns),))


def _by_its_head(sheet: Sheet, file: str) -> Listed:
    for fact in FACTS:
        with suppress(HeaderMistakes):
            return listed(sheet, file, fact)
    what = message("no row of it names the columns of a list")
    return Listed(passed=(Problem(sheet.name, "no-head", what),))


def _piece(row: Row, keys: Sequence[str], fact: str) -> Piece:
    wrong = row.wrong or _ragged(len(keys), row.cells)
    if wrong:
        doubt = Problem(f"{row.number}", wrong.code, wrong.what)
        return Piece(place=f"{row.number}", fact=fact, cells={}, doubts=(doubt,))
    cells = {key: cell for key, cell in zip(keys, row.cells, strict=False) if not is_blank(cell)}
    return Piece(place=f"{row.number}", fact=fact, cells=cells)


def _ragged(width: int, cells: tuple[str, ...]) -> Unfit | None:
    """That the cells are not as many as the columns; empty ones behind the last do no harm.

    A short row is refused as well: a cell left out in the middle would put the rest in the wrong
    columns.
    """
    if len(cells) >= width and all(map(is_blank, cells[width:])):
        return None
    sentence = message(
        "the row has {count} cells and the header {width}: leave no cell out, "
        "and put text with a comma in it in quotation marks",
        count=len(cells),
        width=width,
    )
    return Unfit("ragged", sentence)
