"""How each cell of a fact that comes in is read, and the record that its cells make.

Both come from the list of the fact's fields. Names of units and numbers of reports are not looked
up here.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Generic

from msgspec import Struct

from inforeport.fields import ADOPTION, EXEMPTION, REPORTER, SUBMISSION, UNIT, Fact, Field, Kind
from inforeport.intake.around import units_in
from inforeport.intake.values import (
    Parse,
    Unfit,
    authors,
    body,
    choice,
    contact,
    day,
    flag,
    moment,
    name,
    names,
    number,
    person,
    title,
    whole,
)
from inforeport.model import R
from inforeport.words import message

Words = Mapping[str, str]
"""Keys of the scheme and the office's words for them."""

Values = Mapping[str, Any]
"""What a row says, by key: an empty cell is left out, one that cannot be read is None."""


class Cell(Struct, frozen=True):
    """How one field is read, what stands above it, and whether it must be there."""

    head: str
    parse: Parse
    required: bool


class Layout(Struct, Generic[R], frozen=True):
    """How the cells of one kind of record are read, it is made of them, and they must agree."""

    cells: Mapping[str, Cell]
    record: Callable[[Values], R]
    check: Callable[[Values], Iterable[Unfit]]


_PLAIN: Mapping[Kind, Parse] = {
    Kind.NAME: name,
    Kind.PERSON: person,
    Kind.CONTACT: contact,
    Kind.UNIT: name,
    Kind.REPORT: name,
    Kind.TITLE: title,
    Kind.TEXT: body,
    Kind.NAMES: names,
    Kind.AUTHORS: authors,
    Kind.DAY: day,
    Kind.MOMENT: moment,
}
_LIMITED: Mapping[Kind, Callable[[int, int], Parse]] = {Kind.FIGURE: number, Kind.WHOLE: whole}


def layout(fact: Fact[Any], words: Mapping[str, Words]) -> Layout[Any]:
    """How a fact that comes in is read; `words` are the scheme's, by what they are of."""
    coming = [field for field in fact.fields if field.head]
    cells = {field.key: Cell(field.head, _parse(field, words), field.required) for field in coming}
    names = {field.key: field.name for field in coming}
    make = _MAKES.get(fact.table, _record)
    return Layout(cells, lambda values: make(fact, names, values), _CHECKS.get(fact.table, _none))


def _parse(field: Field, words: Mapping[str, Words]) -> Parse:
    """What reads a cell of a field."""
    if field.kind is Kind.WORD:
        return choice(words[field.words] if isinstance(field.words, str) else field.words)
    if field.kind is Kind.FLAG:
        return flag(field.key, field.head)
    if field.kind in _LIMITED:
        return _LIMITED[field.kind](field.least, field.most)
    return _PLAIN[field.kind]


def _record(fact: Fact[Any], names: Words, values: Values) -> Any:
    return fact.incoming(**{names[key]: value for key, value in values.items()})


def _submission(fact: Fact[Any], names: Words, values: Values) -> Any:
    """A report as it comes in; `#12`, which our lists show, is no number of the office."""
    received, at = values["received"]
    record = {names[key]: value for key, value in values.items()}
    if re.fullmatch(r"#[0-9]+", record.get("ref") or ""):
        del record["ref"]
    return fact.incoming(**record | {"received": received, "moment": at})


def _use(fact: Fact[Any], names: Words, values: Values) -> Any:
    """A use as somebody reports it: it names the report by number, or by unit and title."""
    names = {**names, "ref": "ref"}
    return fact.incoming(**{"form": None} | {names[key]: value for key, value in values.items()})


def _none(_values: Values) -> Iterator[Unfit]:
    yield from ()


def _span(values: Values) -> Iterator[Unfit]:
    since, until = values.get("since"), values.get("until")
    if since and until and until < since:
        what = message("its last day {until} is before its first {since}", since=since, until=until)
        yield Unfit("ends-before", what)


def _one_unit(values: Values) -> Iterator[Unfit]:
    called = values.get("unit")
    if isinstance(called, str) and len(units_in(called)) > 1:
        several = message("{text} names several units; add them one by one", text=called)
        yield Unfit("several-units", several)
    yield from _span(values)


def _names_a_report(values: Values) -> Iterator[Unfit]:
    if "ref" not in values and not {"unit", "title"} <= values.keys():
        yield Unfit("missing", message("write the number of the report, or its unit and title"))


_MAKES: Mapping[str, Callable[[Fact[Any], Words, Values], Any]] = {
    SUBMISSION.table: _submission,
    ADOPTION.table: _use,
}
_CHECKS: Mapping[str, Callable[[Values], Iterator[Unfit]]] = {
    UNIT.table: _one_unit,
    REPORTER.table: _span,
    EXEMPTION.table: _span,
    ADOPTION.table: _names_a_report,
}
