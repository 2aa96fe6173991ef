"""One table of a paper out of its data and its rows: cells, order, sums, and how they are laid."""

from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from inforeport.documents.page import Cell, Column, Table, is_blank
from inforeport.documents.tables.columns import Shown, Words, drawn, key_of, spread
from inforeport.documents.tables.figures import figure, is_counted, is_summed
from inforeport.documents.tables.rows import Row
from inforeport.model.counts import By
from inforeport.model.tables import ColumnTerms, TableTerms
from inforeport.words import LANGUAGES, Text, message, say

_ZERO = Decimal(0)


class Head(Struct, frozen=True):
    """What stands above a table, the unit of its figures, and what its rows are called by.

    `key` gives columns their keys in files for programs.
    """

    caption: Text
    note: Text | None = None
    rows: By = "unit"
    key: Callable[[ColumnTerms], str] = key_of


def table(terms: TableTerms, rows: Sequence[Row], total: Row, *, words: Words, head: Head) -> Table:
    """The table; `total` is all of its units together, for the last row."""
    shown = spread(terms.columns, words, head.rows)
    rows = _numbered(_in_order(terms, rows, shown))
    shown, columns = _filled(shown, rows)
    if terms.total and rows:
        sums = _sums(shown, columns, total)
        columns = [[*cells, cell] for cells, cell in zip(columns, sums, strict=True)]
    told = zip(shown, columns, strict=True)
    lines = zip(*([_shown(one.terms, cell) for cell in cells] for one, cells in told), strict=True)
    whole = Table(
        head.caption,
        drawn(shown, head.rows, head.key),
        tuple(lines),
        head.note,
        bands=_bands(shown, rows),
        merged=tuple(at for at, one in enumerate(shown) if one.terms.merged),
    )
    return _laid(terms, whole)


def _filled(shown: Sequence[Shown], rows: Sequence[Row]) -> tuple[list[Shown], list[list[Cell]]]:
    """The columns with their cells, without those that are spare."""
    columns = [_column(one.terms, rows) for one in shown]
    _fill_rounding(shown, columns)
    kept = [at for at, one in enumerate(shown) if not _is_spare(one.terms, columns[at])]
    return [shown[at] for at in kept], [columns[at] for at in kept]


def _in_order(terms: TableTerms, rows: Sequence[Row], shown: Sequence[Shown]) -> Sequence[Row]:
    """The rows as they came, or by the column of a head, largest first."""
    if terms.order in {"place", "register"}:
        return rows
    by = next((one.terms for one in shown if terms.order in names(one.head)), None)
    if by is None:
        return rows
    cells = [figure(row, by) for row in rows]
    order = sorted(range(len(rows)), key=lambda at: _descending(cells[at]))
    return [rows[at] for at in order]


def names(head: Text) -> set[str]:
    """What a column may be called by: its head, in any language."""
    return {say(head, language) for language in LANGUAGES}


def _descending(cell: Cell) -> Decimal:
    return -Decimal(cell) if isinstance(cell, int | Decimal) else Decimal("Infinity")


def _numbered(rows: Sequence[Row]) -> list[Row]:
    """The rows with their numbers; those of one unit have one number."""
    numbers: dict[tuple[str, str], int] = {}
    return [replace(row, number=numbers.setdefault(_whose(row), len(numbers) + 1)) for row in rows]


def _whose(row: Row) -> tuple[str, str]:
    return row.name, row.person.unit if row.person else ""


def _column(terms: ColumnTerms, rows: Sequence[Row]) -> list[Cell]:
    """The cells of a column: its figures, or the place of each among them."""
    cells = [figure(row, terms) for row in rows]
    if not terms.place:
        return cells
    figures = [cell for cell in cells if isinstance(cell, int | Decimal)]
    return [
        1 + sum(other > cell for other in figures) if isinstance(cell, int | Decimal) else None
        for cell in cells
    ]


def _fill_rounding(shown: Sequence[Shown], columns: list[list[Cell]]) -> None:
    """What the columns of points miss the total by, so that each row adds up.

    A total is rounded once; its parts are rounded one by one, and may come to a little more.
    """
    of_points = [at for at, one in enumerate(shown) if _is_points(one.terms)]
    whole = next((at for at in of_points if _is_whole(shown[at].terms)), None)
    parts = [at for at in of_points if not _is_whole(shown[at].terms)]
    for at, one in enumerate(shown):
        if one.terms.shows == "rounding" and whole is not None:
            columns[at] = [
                _figure(total) - sum((_figure(columns[part][row]) for part in parts), _ZERO)
                for row, total in enumerate(columns[whole])
            ]


def _is_points(terms: ColumnTerms) -> bool:
    return terms.shows == "points" and terms.over == "period" and not terms.place


def _is_whole(terms: ColumnTerms) -> bool:
    return {terms.part, terms.level, terms.form, terms.publication} == {None}


def _figure(cell: Cell) -> Decimal:
    return Decimal(cell) if isinstance(cell, int | Decimal) else _ZERO


def _is_spare(terms: ColumnTerms, cells: Sequence[Cell]) -> bool:
    """Whether a column is to be left out: nothing stands in it; of rounding, only noughts."""
    if not terms.spare:
        return False
    if terms.shows in {"change", "running"}:
        return all(cell is None for cell in cells)
    return all(is_blank(cell) or cell == 0 for cell in cells)


def _sums(shown: Sequence[Shown], columns: Sequence[Sequence[Cell]], total: Row) -> list[Cell]:
    """The last row: counts of all together, sums of what can be summed, its name before them."""
    named = next((at for at, one in enumerate(shown) if one.terms.shows in _NAMED), None)
    return [
        message("all together") if at == named else _sum(one.terms, columns[at], total)
        for at, one in enumerate(shown)
    ]


_NAMED = ("unit", "person", "group")


def _sum(terms: ColumnTerms, cells: Sequence[Cell], total: Row) -> Cell:
    counted = figure(total, terms) if is_counted(terms) and not terms.place else None
    if counted is not None:
        return counted
    figures = [Decimal(cell) for cell in cells if isinstance(cell, int | Decimal)]
    return sum(figures, _ZERO) if is_summed(terms) and figures else None


def _shown(terms: ColumnTerms, cell: Cell) -> Cell:
    """A cell as the table has it: with its decimals, and what stands for nought."""
    if not isinstance(cell, int | Decimal):
        return cell
    if cell == 0 and terms.zero is not None:
        return terms.zero
    if terms.digits is None:
        return cell
    return Decimal(cell).quantize(Decimal(1).scaleb(-terms.digits), ROUND_HALF_UP)


def _bands(shown: Sequence[Shown], rows: Sequence[Row]) -> tuple[int, ...]:
    """How many rows belong to each unit, where a column has one cell for all of them."""
    if not any(one.terms.merged for one in shown):
        return ()
    return tuple(len(list(run)) for _, run in groupby(rows, key=_whose))


def _laid(terms: TableTerms, whole: Table) -> Table:
    """The table with units across, or with several on a line."""
    if terms.turned:
        return _turned(whole)
    return _side_by_side(whole, terms.pairs, has_total=terms.total) if terms.pairs > 1 else whole


def _turned(whole: Table) -> Table:
    """The columns down, the units across: what headed the rows heads the columns."""
    first, *others = range(len(whole.columns))
    across = tuple(
        Column(f"row_{at}", _text(row[first]), "right") for at, row in enumerate(whole.rows, 1)
    )
    over = any(whole.columns[at].over for at in others)
    before = (Column("over", "", "left"),) if over else ()
    corner = (*before, Column("shows", whole.columns[first].head, "left"))
    lines = tuple(
        (
            *((whole.columns[at].over or None,) if over else ()),
            whole.columns[at].head,
            *(row[at] for row in whole.rows),
        )
        for at in others
    )
    return Table(whole.caption, (*corner, *across), lines, whole.unit_note)


def _text(cell: Cell) -> Text:
    return cell if isinstance(cell, str) or hasattr(cell, "facts") else str(cell)  # type: ignore[return-value]


def _side_by_side(whole: Table, pairs: int, *, has_total: bool) -> Table:
    """Several units on a line, down the first half and then the next; the sums stay below."""
    rows, last = (whole.rows[:-1], whole.rows[-1:]) if has_total else (whole.rows, ())
    high = -(-len(rows) // pairs) if rows else 0
    blank: tuple[Cell, ...] = (None,) * len(whole.columns)
    parts = [rows[at * high : (at + 1) * high] for at in range(pairs)]
    lines = [
        tuple(cell for part in parts for cell in (part[at] if at < len(part) else blank))
        for at in range(high)
    ]
    lines += [(*row, *blank * (pairs - 1)) for row in last]
    columns = tuple(
        replace(column, key=f"{column.key}_{at}" if at > 1 else column.key)
        for at in range(1, pairs + 1)
        for column in whole.columns
    )
    return Table(whole.caption, columns, tuple(lines), whole.unit_note, alike=pairs)
