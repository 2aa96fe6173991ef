"""Forms that come back filled in: tables of a Word file, read as lists or label by label.

A table with a head is read as any list is; one of labels with their values beside them says one
person, or one report, at a time. What stands around the tables tells whose form it is.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from inforeport.intake import list_
from inforeport.intake.around import LEFT_OUT, around, unit_in_name
from inforeport.intake.asked import Asked
from inforeport.intake.blocks import Block, Grid, Line
from inforeport.intake.head import headed
from inforeport.intake.labelled import is_form, labelled
from inforeport.intake.rows import Row, Sheet
from inforeport.model import Problem
from inforeport.model.letters import Letter, Piece
from inforeport.words import message

_SENTENCE = 30  # characters of a line that is text, and no label


def letter(blocks: Sequence[Block], blank: Letter, asked: Asked) -> Letter | None:
    """The letter with the pieces of its forms; none where the file is a text, or holds no form."""
    grids = [one for one in blocks if isinstance(one, Grid)]
    if not grids or any(isinstance(one, Line) and _is_text(one.text) for one in blocks):
        return None
    of_whom, passed = _of_whom(blocks, asked.today)
    if unit := unit_in_name(blank.name):
        of_whom = {"unit": unit, **of_whom}
    sheets = [_as_list(grid, f"表{at}", of_whom, asked) for at, grid in enumerate(grids, 1)]
    lists = [one for one in sheets if one]
    made = list_.letter(lists, blank, asked) if lists else blank
    others = (grid for grid, sheet in zip(grids, sheets, strict=True) if not sheet)
    beside = [piece for grid in others for piece in labelled(grid, of_whom, asked)]
    pieces = [*(one for one in made.pieces if not _is_blank(one)), *_numbered(beside)]
    if not (lists or pieces):
        return None
    blanks = len(made.pieces) + len(beside) - len(pieces)
    return replace(made, pieces=tuple(pieces), passed=(*made.passed, *passed, *_left_blank(blanks)))


def _is_text(line: str) -> bool:
    return len(line) > _SENTENCE and "。" in line


def _of_whom(
    blocks: Iterable[Block], today: date | None
) -> tuple[Mapping[str, str], list[Problem]]:
    """What stands around the tables: of whom the form is; what is of the form alone is passed."""
    cells_around: dict[str, str] = {}
    passed = []
    for block in blocks:
        cells = around(block.text, today) if isinstance(block, Line) else None
        for key, value in (cells or {}).items():
            if key in {LEFT_OUT, "received"}:
                what = message("left out: {line}", line=value)
                passed.append(Problem("", "left-out", what))
            else:
                cells_around.setdefault(key, value)
    return cells_around, passed


def _as_list(grid: Grid, name: str, told: Mapping[str, str], asked: Asked) -> Sheet | None:
    """A table with a head as a sheet; where it tells no unit, all rows are of that told around."""
    levels = asked.words.get("levels", {})
    for sheet in (_sheet(grid, name), _sheet(grid, name, told.get("unit", ""))):
        head = headed(sheet, asked.fact, levels, asked.learnt)
        if head and not head.problems and is_form(head.fact, head.keys, asked):
            return sheet
    return None


def _sheet(grid: Grid, name: str, unit: str = "") -> Sheet:
    """A table as a sheet, merged cells and all, with one more column for the unit."""
    rows: list[Row] = []
    merged: list[tuple[int, int, int, int]] = []
    for at, row in enumerate(grid.rows):
        cells: list[str] = []
        for cell in row:
            if cell.wide > 1:
                merged.append((at, len(cells), at, len(cells) + cell.wide - 1))
            if cell.goes_on:
                _lengthen(merged, at, len(cells))
            cells += ["" if cell.goes_on else cell.text, *[""] * (cell.wide - 1)]
        if unit:
            cells.append(unit if rows else "单位")
        rows.append(Row(at + 1, tuple(one.replace("\n", "") for one in cells)))
    return Sheet(rows=tuple(rows), name=name, merged=tuple(merged))


def _lengthen(merged: list[tuple[int, int, int, int]], at: int, column: int) -> None:
    """Let the cell above reach one row farther down."""
    for place, (first, left, last, right) in enumerate(merged):
        if last == at - 1 and left == column:
            merged[place] = (first, left, at, right)
            return
    merged.append((at - 1, column, at, column))


def _is_blank(piece: Piece) -> bool:
    """Whether a row was left blank but for what was printed in it."""
    return piece.fact == "reporter" and not piece.doubts and {*piece.cells} <= {"unit"}


def _numbered(pieces: Iterable[Piece]) -> list[Piece]:
    told = (one for one in pieces if not _is_blank(one))
    return [replace(one, place=f"第{number}项") for number, one in enumerate(told, 1)]


def _left_blank(count: int) -> Iterator[Problem]:
    if count:
        yield Problem("", "left-blank", message("rows left blank: {n}", n=count))
