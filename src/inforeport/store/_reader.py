"""Rows made into records by the names of their fields: the columns of a question, what is made of
each, and the field that it fills all come from the one list of the fact.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any, Generic, TypeVar

from msgspec import Struct

from inforeport.fields import Fact, Field, Kind
from inforeport.model import Submission
from inforeport.store._row import figure

R = TypeVar("R", bound=Struct)

LABEL = "ifnull(submission.ref, '#' || submission.id)"
"""SQL for how a report is named."""

_OF_REPORT = {
    "unit": "unit.name",
    "label": LABEL,
    "title": "submission.title",
    "received": "submission.received_on",
    "id": "submission.id",
}
_MADE = {
    Kind.DAY: "_days[{}]",
    Kind.MOMENT: "_days[{}]",
    Kind.FIGURE: "_figure({})",
    Kind.FLAG: "{} == 1",
    Kind.NAMES: "tuple({0}.split('\\n')) if {0} else ()",
}
"""What is made of a column by its kind; of another, nothing."""


class _Days(dict[str | None, Any]):
    """Days by what a column holds, each read once: a month has thirty, in thousands of rows."""

    def __missing__(self, text: str | None) -> Any:
        day = self[text] = date.fromisoformat(text) if text else None
        return day


class Reader(Generic[R]):
    """Reads the records of a fact.

    What a question selects is joined to `unit` and `submission`; `more` is the SQL of
    fields that are kept elsewhere. A `plain` one needs no join: it asks for the table's own columns
    only, and is given the units' names and the reports by number. Fields of `omit` are not read.
    """

    def __init__(
        self,
        fact: Fact[R],
        *,
        plain: bool = False,
        omit: Iterable[str] = (),
        more: Mapping[str, str] | None = None,
    ) -> None:
        sql = {one.name: _sql(fact, one, plain=plain) for one in fact.fields} | dict(more or {})
        fields = [one for one in fact.fields if sql[one.name] and one.name not in omit]
        self._columns = ", ".join(sql[one.name] for one in fields)
        self._record = fact.record
        self._report = [place for place, one in enumerate(fields) if one.kind is Kind.REPORT]
        self._source = _source(fact, fields, plain=plain)

    @cached_property
    def _made(self) -> Any:
        """One expression, as records of thousands of rows are best made; its names are our own.

        Compiled when first wanted: of the readers there are a question needs a few.
        """
        return eval(self._source, {"_figure": figure})  # noqa: S307

    def select(self, rows: str) -> str:
        """The question for rows, which are given as SQL from `from` on."""
        return f"select {self._columns}\n{rows.lstrip()}"

    def records(
        self,
        rows: Iterable[tuple[Any, ...]],
        *,
        units: Mapping[int, str] | None = None,
        reports: Mapping[int, Submission] | None = None,
    ) -> list[R]:
        """A record of each row; of a plain reader's, where its report is among `reports`."""
        records: list[R] = self._made(rows, self._record, _Days(), units, reports)
        return records

    def reports(self, rows: Iterable[tuple[Any, ...]]) -> set[int]:
        """The numbers of the reports that rows of a plain reader are about."""
        (place,) = self._report
        return {row[place] for row in rows}


def _sql(fact: Fact[Any], field: Field, *, plain: bool) -> str:
    """What is selected for a field; nothing for one that is kept elsewhere."""
    if field.of_report and not plain:
        return _OF_REPORT[field.of_report]
    if field.kind is Kind.UNIT and not plain:
        return "unit.name"
    return f"{fact.table}.{field.column}" if field.column else ""


def _source(fact: Fact[Any], fields: list[Field], *, plain: bool) -> str:
    """The expression that makes records of rows."""
    values = {one.name: _MADE.get(one.kind, "{}").format(one.name) for one in fields}
    reports = ""
    if plain:
        values |= {one.name: f"_units[{one.name}]" for one in fields if one.kind is Kind.UNIT}
        of_report = [one for one in fact.fields if one.of_report]
        values |= {one.name: f"_report.{one.of_report}" for one in of_report}
        number = next((one.name for one in of_report if one.column), None)
        reports = f" if (_report := _reports.get({number}))" if number else ""
    given = ", ".join(f"{name}={value}" for name, value in values.items())
    names = ", ".join(one.name for one in fields)
    rows = f"for {names}, in _rows{reports}"
    return f"lambda _rows, _record, _days, _units, _reports: [_record({given}) {rows}]"
