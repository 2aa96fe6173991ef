"""Which rows and columns of a list are shown, and in which order; every list is asked alike."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, TypeVar

import typer
from msgspec.structs import replace

from inforeport.cli._named import edited_whole
from inforeport.cli._options import Sink
from inforeport.cli._session import Session
from inforeport.documents.page import Cell, Column, Table, is_blank
from inforeport.errors import UnknownColumn
from inforeport.text import fold
from inforeport.words import LANGUAGES, say

T = TypeVar("T")


@dataclass(eq=False, repr=False)
class Listing(Sink):
    """Where a list goes, and how much of it."""

    search: Annotated[
        list[str] | None,
        typer.Option(metavar="TEXT", help="only rows in which it stands; may be repeated"),
    ] = None
    columns: Annotated[
        str | None, typer.Option(metavar="A,B", help="these columns, by key or head")
    ] = None
    sort: Annotated[
        str | None, typer.Option(metavar="COLUMN", help="by that column; -COLUMN the other way")
    ] = None
    limit: Annotated[str | None, typer.Option(metavar="N", help="the first so many rows")] = None

    def first(self, listed: Sequence[T]) -> Sequence[T]:
        """No more of what is listed than is shown, where it is neither looked through nor sorted.

        Raises `NotAFigure`.
        """
        return listed if self.search or self.sort else listed[: self._most]

    @property
    def _most(self) -> int | None:
        """How many rows are wanted; none for all."""
        return edited_whole(self.limit, None, what="--limit")

    def rows_of(self, session: Session, table: Table) -> list[int]:
        """The places of the rows that are wanted, in their order.

        Raises `UnknownColumn` or `NotAFigure`.
        """
        rows = [place for place, row in enumerate(table.rows) if self._fits(session, row)]
        if self.sort:
            name = self.sort.removeprefix("-")
            [index] = _places(session, table, [name])
            cells = {place: table.rows[place][index] for place in rows}
            blank = [place for place, cell in cells.items() if is_blank(cell)]
            keys = {
                place: _key(session, cell) for place, cell in cells.items() if not is_blank(cell)
            }
            rows = sorted(keys, key=keys.__getitem__, reverse=name != self.sort) + blank
        return rows[: self._most]

    def of(self, session: Session, table: Table, rows: Iterable[int]) -> Table:
        """The table with those of its rows, and with the columns that are wanted."""
        table = replace(table, rows=tuple(table.rows[place] for place in rows))
        if not self.columns:
            return table
        kept = _places(session, table, re.split("[,，、;；]", self.columns))
        return replace(
            table,
            columns=tuple(table.columns[place] for place in kept),
            rows=tuple(tuple(row[place] for place in kept) for row in table.rows),
        )

    def _fits(self, session: Session, row: Sequence[Cell]) -> bool:
        texts = [_text(session, cell) for cell in row] if self.search else []
        return all(any(fold(word) in text for text in texts) for word in self.search or ())


def _text(session: Session, cell: Cell) -> str:
    """What stands in a cell, as it is looked for."""
    from inforeport.render.text import cell_text

    return fold(cell_text(cell, session.language))


def _key(session: Session, cell: Cell) -> tuple[int, Any]:
    """What puts the cells of a column in order: figures as such, before words and days."""
    return (0, cell) if isinstance(cell, int | Decimal) else (1, _text(session, cell))


def _places(session: Session, table: Table, names: Iterable[str]) -> list[int]:
    """Where columns stand that are named by key or head, each once."""
    return list(dict.fromkeys(_place(session, table, name) for name in names))


def _place(session: Session, table: Table, name: str) -> int:
    for place, column in enumerate(table.columns):
        heads = [say(column.head, language) for language in LANGUAGES]
        if fold(name) in map(fold, (column.key, *heads)):
            return place
    raise UnknownColumn(name=name.strip(), columns=[_named(session, it) for it in table.columns])


def _named(session: Session, column: Column) -> str:
    return f"{column.key} ({session.say(column.head)})"
