"""The head of a list: which column is which field.

A mistake in it is told with its place; where the rows come from is not known here.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from inforeport.errors import HeaderMistakes
from inforeport.fields import Field
from inforeport.intake.rows import Row
from inforeport.intake.values import nearest
from inforeport.model import Problem
from inforeport.text import fold, one_line
from inforeport.words import Message, message


def head(columns: Sequence[Field], row: Row, file: str) -> dict[str, str]:
    """The key of each column, by the name that stands above it, in their order.

    Raises `HeaderMistakes`.
    """
    place = f"{file}:{row.number}"
    names = tuple(one_line(cell) for cell in row.cells)
    while names and not names[-1]:  # spreadsheets leave empty columns behind the last one
        names = names[:-1]
    known = {fold(name): column for name, column in _spellings(columns).items()}
    there = tuple(known[fold(name)] for name in names if fold(name) in known)
    problems = [Problem(place, row.wrong.code, row.wrong.what)] if row.wrong else []
    if not problems:
        problems += _unknown(names, columns, place)
        problems += _repeated(there, place)
        problems += _missing(there, columns, place)
    if problems:
        raise HeaderMistakes(file=file, count=len(problems), problems=problems)
    return {name: column.key for name, column in zip(names, there, strict=True)}


def _spellings(columns: Sequence[Field]) -> dict[str, Field]:
    return {name: column for column in columns for name in (column.key, column.head)}


def _unknown(names: tuple[str, ...], columns: Sequence[Field], place: str) -> Iterator[Problem]:
    heads = {fold(name) for name in _spellings(columns)}
    for number, name in enumerate(names, 1):
        if not name:
            what = message("column {number} has no name", number=number)
            yield Problem(f"{place}:{number}", "unknown-column", what)
        elif fold(name) not in heads:
            yield Problem(f"{place}:{name}", "unknown-column", _no_column(name, columns))


def _no_column(name: str, columns: Sequence[Field]) -> Message:
    near = nearest(name, list(_spellings(columns)))
    if near:
        return message("{name} is not a column here; did you mean {near}?", name=name, near=near)
    labels = [_label(column) for column in columns]
    return message("{name} is not a column here; there are {labels}", name=name, labels=labels)


def _label(column: Field) -> str:
    """Both its names."""
    return f"{column.key} ({column.head})"


def _repeated(there: Sequence[Field], place: str) -> Iterator[Problem]:
    for key, times in Counter(column.key for column in there).items():
        if times > 1:
            column = next(one for one in there if one.key == key)
            sentence = message(
                "the column {label} is there {times} times", label=_label(column), times=times
            )
            yield Problem(f"{place}:{column.key}", "column-twice", sentence)


def _missing(there: Sequence[Field], columns: Sequence[Field], place: str) -> Iterator[Problem]:
    for column in columns:
        if column.required and column not in there:
            what = message("there is no column {label}", label=_label(column))
            yield Problem(place, "column-missing", what)
