"""A table whose first row names its columns, made into records; each mistake keeps its place.

Which columns there are is said in `layouts`; where the rows come from, in the reader of the format.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Generic

from msgspec import Struct

from inforeport.errors import HeaderMistakes
from inforeport.intake.values import Parse, Unfit, nearest
from inforeport.model import Draft, Problem, R
from inforeport.text import fold, one_line
from inforeport.words import Message, message

Values = Mapping[str, Any]
"""What a row says, by column: an empty cell is left out, one that cannot be read is None."""

Taken = tuple[tuple[Draft[R], ...], tuple[Problem, ...]]
"""The records of the good rows, and the mistakes of the others."""


class Row(Struct, frozen=True):
    """One row of a file and its number, from 1; `wrong` says why it could not be read."""

    number: int
    cells: tuple[str, ...] = ()
    wrong: Unfit | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it."""
        return not self.wrong and all(map(_is_blank, self.cells))


class Column(Struct, frozen=True):
    """A column that may come in: its key, its Chinese name, and how a cell of it is read."""

    key: str
    word: str
    parse: Parse
    required: bool = False

    @property
    def label(self) -> str:
        """Both its names."""
        return f"{self.key} ({self.word})"


class Layout(Struct, Generic[R], frozen=True):
    """The columns of one kind of record, how it is made of a row, and what a row must agree in."""

    columns: tuple[Column, ...]
    record: Callable[[Values], R]
    check: Callable[[Values], Iterable[Unfit]]


class _Head(Struct, frozen=True):
    """The header: its columns, and their names as written there."""

    names: tuple[str, ...]
    columns: tuple[Column, ...]


def taken(layout: Layout[R], rows: Iterable[Row], file: str) -> Taken[R]:
    """A record for each good row and every mistake of the others, with places in `file`.

    Blank rows are passed over; that a file has no rows is a mistake: it may be the wrong one.
    Raises `HeaderMistakes`.
    """
    filled = (row for row in rows if not row.is_blank)
    first = next(filled, None)
    if first is None:
        return (), (_empty(file),)
    head = _head(layout.columns, first, file)
    heads = {column.key: name for column, name in zip(head.columns, head.names, strict=False)}
    drafts: list[Draft[R]] = []
    problems: list[Problem] = []
    for row in filled:
        place = f"{file}:{row.number}"
        values, mistakes = _read(layout, head, row, place=place)
        problems += mistakes
        if not mistakes:
            drafts.append(Draft(place, layout.record(values), heads))
    if not drafts and not problems:
        problems.append(_empty(file))
    return tuple(drafts), tuple(problems)


def _empty(file: str) -> Problem:
    return Problem(file, "empty", message("there are no rows in it; nothing was put on file"))


def _head(columns: tuple[Column, ...], row: Row, file: str) -> _Head:
    place = f"{file}:{row.number}"
    names = tuple(one_line(cell) for cell in row.cells)
    while names and not names[-1]:  # spreadsheets leave empty columns behind the last one
        names = names[:-1]
    known = {fold(name): column for name, column in _spellings(columns).items()}
    there = tuple(known[fold(name)] for name in names if fold(name) in known)
    problems = [_problem(place, row.wrong)] if row.wrong else []
    if not problems:
        problems += _unknown(names, columns, place)
        problems += _repeated(there, place)
        problems += _missing(there, columns, place)
    if problems:
        raise HeaderMistakes(file=file, count=len(problems), problems=problems)
    return _Head(names, there)


def _spellings(columns: tuple[Column, ...]) -> dict[str, Column]:
    return {name: column for column in columns for name in (column.key, column.word)}


def _unknown(names: tuple[str, ...], columns: tuple[Column, ...], place: str) -> Iterator[Problem]:
    heads = {fold(name) for name in _spellings(columns)}
    for number, name in enumerate(names, 1):
        if not name:
            what = message("column {number} has no name", number=number)
            yield Problem(f"{place}:{number}", "unknown-column", what)
        elif fold(name) not in heads:
            yield Problem(f"{place}:{name}", "unknown-column", _no_column(name, columns))


def _no_column(name: str, columns: tuple[Column, ...]) -> Message:
    near = nearest(name, list(_spellings(columns)))
    if near:
        return message("{name} is not a column here; did you mean {near}?", name=name, near=near)
    labels = [column.label for column in columns]
    return message("{name} is not a column here; there are {labels}", name=name, labels=labels)


def _repeated(there: tuple[Column, ...], place: str) -> Iterator[Problem]:
    for column, times in Counter(there).items():
        if times > 1:
            sentence = message(
                "the column {label} is there {times} times", label=column.label, times=times
            )
            yield Problem(f"{place}:{column.key}", "column-twice", sentence)


def _missing(
    there: tuple[Column, ...], columns: tuple[Column, ...], place: str
) -> Iterator[Problem]:
    for column in columns:
        if column.required and column not in there:
            what = message("there is no column {label}", label=column.label)
            yield Problem(place, "column-missing", what)


def _read(layout: Layout[R], head: _Head, row: Row, *, place: str) -> tuple[Values, list[Problem]]:
    """What the row says, and all that is wrong with it."""
    whole = row.wrong or _ragged(len(head.names), row.cells)
    if whole:
        return {}, [_problem(place, whole)]
    values: dict[str, object] = {}
    problems: list[Problem] = []
    for column, name, cell in zip(head.columns, head.names, row.cells, strict=False):
        if _is_blank(cell) and not column.required:
            continue
        try:
            values[column.key] = _value(column, cell)
        except Unfit as unfit:
            values[column.key] = None
            problems.append(_problem(f"{place}:{name}", unfit))
    return values, problems + [_problem(place, unfit) for unfit in layout.check(values)]


def _ragged(width: int, cells: tuple[str, ...]) -> Unfit | None:
    """That the cells are not as many as the columns; empty ones behind the last do no harm.

    A short row is refused as well: a cell left out in the middle would put the rest in the wrong
    columns.
    """
    if len(cells) >= width and all(map(_is_blank, cells[width:])):
        return None
    sentence = message(
        "the row has {count} cells and the header {width}: leave no cell out, "
        "and put text with a comma in it in quotation marks",
        count=len(cells),
        width=width,
    )
    return Unfit("ragged", sentence)


def _value(column: Column, cell: str) -> object:
    if "\0" in cell:
        raise Unfit("nul", message("there is a NUL character in it; the file may be damaged"))
    if _is_blank(cell):
        raise Unfit("missing", message("nothing is written here; it must not be empty"))
    return column.parse(cell)


def _is_blank(cell: str) -> bool:
    return "\0" not in cell and not one_line(cell)


def _problem(place: str, unfit: Unfit) -> Problem:
    return Problem(place, unfit.code, unfit.what)
