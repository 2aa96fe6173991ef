"""The columns of a list, told to whoever fills it in; which there are, the fields say."""

from collections.abc import Iterator, Mapping
from typing import Any

from inforeport.fields.field import Fact, Field, Kind
from inforeport.words import Message, message

_HOLDS: Mapping[Kind, Message] = {
    Kind.DAY: message("a day, as 2009-05-08 or 5月8日"),
    Kind.MOMENT: message("a day, as 2009-05-08 or 5月8日; the hour may follow"),
    Kind.FLAG: message("是 or 否"),
    Kind.FIGURE: message("a figure"),
    Kind.WHOLE: message("a whole number"),
    Kind.UNIT: message("a unit on file"),
    Kind.REPORT: message("the office's number of a report"),
    Kind.NAMES: message("several have ; between them"),
    Kind.AUTHORS: message("as name/unit, several in the order of signing, with ; between them"),
}
_OF_SCHEME: Mapping[str, Message] = {
    "groups": message("a group of the scheme"),
    "levels": message("a level of the scheme"),
    "forms": message("a form of the scheme, as 整篇 or 简讯"),
    "codes": message("a code of the scheme"),
}


def columns(fact: Fact[Any]) -> list[Field]:
    """The fields that a list of the fact may have a column of, in the order of an empty list."""
    return [field for field in fact.fields if field.head]


def holds(field: Field) -> list[Message]:
    """What stands in a column of the field, and when it may be empty."""
    return list(_holds(field))


def _holds(field: Field) -> Iterator[Message]:
    if field.of_report and field.kind is not Kind.REPORT:
        yield message("where the row has no number: unit and title together name the report")
    elif isinstance(field.words, Mapping):
        yield message("write one of {words}", words=list(field.words.values()))
    elif field.words:
        yield _OF_SCHEME[field.words]
    elif field.kind is Kind.FIGURE and field.most == 1:
        yield message("a part of one, as 0.5")
    elif field.kind in _HOLDS:
        yield _HOLDS[field.kind]
    elif field.help:
        yield Message(field.help)
