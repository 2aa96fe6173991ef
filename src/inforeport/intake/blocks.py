"""What a file or a text is made of when it comes in: lines with their look, tables, pictures."""

from msgspec import Struct


class Look(Struct, frozen=True):
    """How a line stands on the page; `size` is in half points."""

    heading: bool = False
    centred: bool = False
    right: bool = False
    caption: bool = False
    size: int = 0
    bold: bool = False


class Line(Struct, frozen=True):
    """A line of text; `broken` where it goes on the paragraph above after a manual line break."""

    text: str
    look: Look = Look()
    broken: bool = False


class Cell(Struct, frozen=True):
    """A cell of a table: how many columns it is wide, and whether it goes on the one above."""

    text: str
    wide: int = 1
    goes_on: bool = False


class Grid(Struct, frozen=True):
    """A table of a Word file, row by row."""

    rows: tuple[tuple[Cell, ...], ...]

    @property
    def text(self) -> str:
        """Its rows as lines, with tabs between the cells."""
        rows = ("\t".join(one.text.replace("\n", " ") for one in row) for row in self.rows)
        return "\n".join(row for row in rows if row.strip())


class Drawn(Struct, frozen=True):
    """A picture in the text; `content` is empty where the file does not hold it."""

    name: str
    content: bytes = b""


Block = Line | Grid | Drawn


class Document(Struct, frozen=True):
    """The blocks of a Word file in their order; `hides` says that there is hidden text in it."""

    blocks: tuple[Block, ...]
    hides: bool
    margins: tuple[str, ...]
    """What stands in headers and footers, for marks that a file bears there."""
