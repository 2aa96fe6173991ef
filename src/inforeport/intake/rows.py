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
    column without a name, has slipped.
    """

    rows: tuple[Row, ...]
    name: str = ""
    exact: bool = False


def is_blank(cell: str) -> bool:
    """Whether nothing stands in a cell; a NUL is something."""
    return "\0" not in cell and not one_line(cell)
