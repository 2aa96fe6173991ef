"""Records made into the columns that they write, by the one list of the fact's fields."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from inforeport.fields import Fact, Field, Kind
from inforeport.store._row import exact, iso

Columns = dict[str, object]
"""What a record writes, by the names of its table's columns."""

_KEPT: Mapping[Kind, Callable[[Any], object]] = {
    Kind.DAY: iso,
    Kind.MOMENT: iso,
    Kind.FIGURE: exact,
}
"""How a value is kept by its kind; another as it is."""


def written(fact: Fact[Any], record: Any, **given: object) -> Columns:
    """The columns of a record but its number, with those that were `given`.

    What refers to a unit or a report is written only where it is given.
    """
    [columns] = written_all(fact, [(record, given)])
    return columns


def written_all(fact: Fact[Any], records: Iterable[tuple[Any, Columns]]) -> list[Columns]:
    """The same of many, each with those of its columns that are given."""
    own = [(one.column, one.name, _keeps(one)) for one in fact.fields if _is_own(one)]
    return [
        {column: keep(getattr(record, name, None)) for column, name, keep in own} | given
        for record, given in records
    ]


def _is_own(field: Field) -> bool:
    """Whether a field is a column that stands for itself."""
    return bool(field.column) and field.name != "id" and field.kind not in _REFERENCES


def kept(field: Field, value: object) -> object:
    """A value as its column holds it."""
    return _keeps(field)(value)


def _keeps(field: Field) -> Callable[[Any], object]:
    return _KEPT.get(field.kind, _as_it_is)


def insert(fact: Fact[Any]) -> str:
    """SQL that puts a record of a fact on file; its columns are named parameters."""
    names = [one.column for one in fact.fields if one.column and one.column != "id"]
    return insertion(fact.table, names)


def insertion(table: str, names: list[str]) -> str:
    """SQL that adds a row of these columns."""
    values = ", ".join(f":{name}" for name in names)
    return f"insert into {table} ({', '.join(names)}) values ({values})"  # noqa: S608  our own names


def _as_it_is(value: object) -> object:
    return value


_REFERENCES = {Kind.UNIT, Kind.REPORT}
