"""What the pieces of a letter say, read into records; each mistake keeps its place.

A piece that is held is read again by the same functions when it was corrected.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from inforeport.fields import ADOPTION, FACTS
from inforeport.intake.layouts import Cell, Layout, Words, layout
from inforeport.intake.rows import is_blank
from inforeport.intake.values import Unfit
from inforeport.model import Draft, Problem, Use
from inforeport.model.letters import Letter, Piece
from inforeport.words import message

AllWords = Mapping[str, Words]
"""The scheme's words, by what they are of: levels, forms, groups, codes."""


class Drafted(Struct, frozen=True):
    """What a piece came to: its record and its uses, or the mistakes that are in their way."""

    draft: Draft[Any] | None = None
    uses: tuple[Draft[Use], ...] = ()
    problems: tuple[Problem, ...] = ()


class _Plan(Struct, frozen=True):
    """How the pieces of one fact are read: their fields in the order of the list."""

    layout: Layout[Any]
    heads: Mapping[str, str]
    fields: tuple[tuple[str, Cell], ...]


def drafts(letter: Letter, words: AllWords) -> Iterator[Drafted]:
    """What each piece of a letter says, in their order."""
    heads = {one.sheet: _by_key(one.columns) for one in letter.heads}
    plans: dict[tuple[str, str], _Plan] = {}
    for piece in letter.pieces:
        sheet = piece.place.rpartition("!")[0]
        if (sheet, piece.fact) not in plans:
            plans[sheet, piece.fact] = _plan(piece.fact, words, heads.get(sheet, {}))
        yield _drafted(piece, plans[sheet, piece.fact], letter.name, words)


def drafted(piece: Piece, words: AllWords, name: str) -> Drafted:
    """What one piece says of the letter of that name."""
    return _drafted(piece, _plan(piece.fact, words, {}), name, words)


def _by_key(columns: Mapping[str, str]) -> dict[str, str]:
    """The heads of a list by the key that each was taken for."""
    return {key: name for name, key in columns.items() if key}


def _plan(fact: str, words: AllWords, heads: Mapping[str, str]) -> _Plan:
    layout_ = layout(FACTS[fact], words)
    order = [*heads, *(key for key in layout_.cells if key not in heads)]
    fields = tuple((key, layout_.cells[key]) for key in order if key in layout_.cells)
    return _Plan(layout_, heads, fields)


def _drafted(piece: Piece, plan: _Plan, name: str, words: AllWords) -> Drafted:
    """What a piece says by its plan; of one with doubts nothing but these is told."""
    if piece.doubts:
        doubts = (Problem(f"{name}:{one.place}", one.code, one.what) for one in piece.doubts)
        return Drafted(problems=tuple(doubts))
    place = f"{name}:{piece.place}"
    draft, problems = _read(plan, piece.cells, place)
    if problems:
        return Drafted(problems=problems)
    uses: list[Draft[Use]] = []
    whose = {key: piece.cells[key] for key in ("unit", "title") if key in piece.cells}
    for use in piece.uses:
        record, wrong = _read(_plan(ADOPTION.table, words, plan.heads), whose | dict(use), place)
        uses += [record] if record else []
        problems += wrong
    return Drafted(problems=problems) if problems else Drafted(draft, tuple(uses))


def _read(
    plan: _Plan, cells: Mapping[str, str], place: str
) -> tuple[Draft[Any] | None, tuple[Problem, ...]]:
    """The record that the cells make, or all that is wrong with them."""
    values: dict[str, object] = {}
    problems: list[Problem] = []
    for key, how in plan.fields:
        if key not in cells and not how.required:
            continue
        try:
            values[key] = _value(how, cells.get(key, ""))
        except Unfit as unfit:
            values[key] = None
            head = plan.heads.get(key, how.head)
            problems.append(Problem(f"{place}:{head}", unfit.code, unfit.what))
    problems += [Problem(place, one.code, one.what) for one in plan.layout.check(values)]
    if problems:
        return None, tuple(problems)
    return Draft(place, plan.layout.record(values), plan.heads), ()


def _value(how: Cell, cell: str) -> object:
    if "\0" in cell:
        raise Unfit("nul", message("there is a NUL character in it; the file may be damaged"))
    if is_blank(cell):
        raise Unfit("missing", message("nothing is written here; it must not be empty"))
    return how.parse(cell)
