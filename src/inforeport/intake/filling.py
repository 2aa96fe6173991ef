"""What an empty cell of a list stands for: the one that it is merged with, or the one above it."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from inforeport.fields.heads import ABOVE
from inforeport.intake.rows import Sheet, is_blank

Cells = list[list[str]]
"""The cells of the rows of a list, to be filled in."""

_FEWEST = 2
_PART = 4  # of the rows


def fill_merged(cells: Cells, numbers: Sequence[int], sheet: Sheet) -> None:
    """Write what stands in a merged cell into each row that it goes over."""
    at = {number: place for place, number in enumerate(numbers)}
    for first, column, last, _ in sheet.merged:
        place = at.get(first + 1)
        if place is None or column >= len(cells[place]):
            continue
        for number in range(first + 2, min(last + 1, numbers[-1]) + 1):
            below = at.get(number)
            if below is not None and is_blank(cells[below][column]):
                cells[below][column] = cells[place][column]


def fill_down(cells: Cells, columns: Iterable[int]) -> None:
    """Write into the empty cells of these columns what stands above, where that is meant."""
    for column in columns:
        if _is_written_once([row[column] for row in cells]):
            above = ""
            for row in cells:
                above = row[column] = above if is_blank(row[column]) else row[column]


def fill_said(cells: Cells, columns: Iterable[int]) -> None:
    """Write into a cell that says 同上 what stands above it."""
    for column in columns:
        for above, row in pairwise(cells):
            if row[column].strip() in ABOVE:
                row[column] = above[column]


def _is_written_once(column: Sequence[str]) -> bool:
    """Whether a column is written once for all rows that it holds for.

    Then no two neighbours say the same, and a good part of it is empty. In any other column an
    empty cell is one that somebody forgot, and no reason to guess.
    """
    filled = [one for one in column if not is_blank(one)]
    empty = len(column) - len(filled)
    alike = any(one == other for one, other in pairwise(column) if one)
    return empty >= max(_FEWEST, len(column) / _PART) and not alike and bool(filled)
