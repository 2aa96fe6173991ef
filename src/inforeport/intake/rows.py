"""What every table that comes in is to those who read it: sheets of rows of cells, as text."""

from msgspec import Struct

from inforeport.intake.values import Unfit
from inforeport.text import one_line


class Row(Struct, frozen=True):
    """One row of a sheet and its number, from 1; `wrong` says why it could not be read."""

    number: int
    cells: tuple[str, ...] = ()
    wrong: Unfit | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it."""
        return not self.wrong and all(map(is_blank, self.cells))


class Sheet(Struct, frozen=True, kw_only=True):
    """The rows of a sheet; its name is empty where the file has but one.

    `exact` is one whose cells are divided by signs: a row of another length than the head, or a
    column without a name, has slipped. `merged` are the first and the last row and column of cells
    that are one, from nought; `valueless` the cells of a formula that has no value, `shorn` those
    of a figure such as 5.1, which may have been written 5.10.
    """

    rows: tuple[Row, ...]
    name: str = ""
    exact: bool = False
    hidden: bool = False
    merged: tuple[tuple[int, int, int, int], ...] = ()
    valueless: frozenset[tuple[int, int]] = frozenset()
    shorn: frozenset[tuple[int, int]] = frozenset()


def is_blank(cell: str) -> bool:
    """Whether nothing stands in a cell; a NUL is something."""
    if cell.isprintable():  # nearly every cell; to look for more takes longer
        return not cell or cell.isspace()
    return "\0" not in cell and not one_line(cell)
