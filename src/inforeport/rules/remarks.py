"""What can be wrong with figures, in words: remarks with their place, and the ranges of figures.

A range stands in the annotation of its figure; what figures say against each other is told by the
table that holds them.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import islice
from typing import Annotated, Any, ClassVar, Protocol, get_args, get_origin

from msgspec import Struct
from msgspec.structs import fields

from inforeport.ratio import Ratio
from inforeport.rules.editions import Key
from inforeport.words import Message, Text, did_you_mean, message

At = tuple[str | int, ...]
Remarks = Iterator[tuple[At, Text]]
"""What is wrong, each with its place below the table that is looked at."""

_MANY = 60
"""How many words are listed; of more only the nearest is told."""
_PERCENT = 100


class Range(Protocol):
    """What a figure may be."""

    def wrong(self, key: str, figure: Any) -> Message | None:
        """What is wrong with a figure that is outside, and what would be right."""


class AtLeast(Struct, frozen=True):
    """The range of what may not be below a figure."""

    least: int

    def wrong(self, key: str, figure: Any) -> Message | None:
        """Says so of what is below."""
        if figure >= self.least:
            return None
        return message("{key} must not be below {least}", key=Key(key), least=self.least)


class MoreThan(Struct, frozen=True):
    """The range of what must be above a figure."""

    least: int

    def wrong(self, key: str, figure: Any) -> Message | None:
        """Says so of what is not above."""
        if figure > self.least:
            return None
        return message("{key} must be above {least}", key=Key(key), least=self.least)


class Between(Struct, frozen=True):
    """The range of what has a first and a last, with the sentence that says so."""

    first: int
    last: int
    sentence: str

    def wrong(self, key: str, figure: Any) -> Message | None:
        """The sentence, for what is outside."""
        if self.first <= figure <= self.last:
            return None
        return Message(self.sentence, {"key": Key(key), "least": self.first, "most": self.last})


class PartOfOne(Struct, frozen=True):
    """The range from 0 to 1; that a part was written in percent is the common slip."""

    def wrong(self, key: str, figure: Any) -> Message | None:
        """Says so, and what to write in place of percent."""
        if 0 <= figure <= 1:
            return None
        words = {"key": Key(key), "found": figure}
        if 1 < figure <= _PERCENT and figure == int(figure):
            right = figure / _PERCENT
            return message(
                "{key} = {found} is a part of one: write {right} for {found}%", **words, right=right
            )
        return message("{key} = {found} is a part of one, from 0 to 1", **words)


class Table(Struct, frozen=True, kw_only=True):
    """The figures of a table in a scheme file; `summary` says what it is for."""

    summary: ClassVar[str] = ""

    def contradictions(self) -> Remarks:
        """What its figures say against each other."""
        yield from ()


def out_of_range(table: Struct) -> Remarks:
    """Each figure of a table, and of the tables in it, that it cannot have."""
    for name, allowed in _ranges(type(table)).items():
        value = getattr(table, name)
        figures = value if isinstance(value, tuple) else (value,)
        wrongs = (
            allowed.wrong(name, one) for one in figures if isinstance(one, int | Decimal | Ratio)
        )
        yield from (((name,), wrong) for wrong in list(filter(None, wrongs))[:1])
    for at, inner in tables_of(table):
        yield from below(at, out_of_range(inner))
    if isinstance(table, Table):
        yield from table.contradictions()


def tables_of(table: Struct) -> Iterator[tuple[At, Struct]]:
    """Every table in a table, with its place: alone under a name, or in a list."""
    for name in table.__struct_fields__:
        value = getattr(table, name)
        if isinstance(value, Struct):
            yield (name,), value
        elif isinstance(value, tuple):
            rows = enumerate(value)
            yield from (((name, index), row) for index, row in rows if isinstance(row, Struct))


def below(at: At, remarks: Remarks) -> Remarks:
    """Remarks on a table, as remarks on the one around it."""
    return (((*at, *place), what) for place, what in remarks)


@cache
def _ranges(shape: type[Struct]) -> dict[str, Range]:
    """The ranges of a table's figures, by their names."""
    return {
        field.name: mark
        for field in fields(shape)
        if get_origin(field.type) is Annotated
        for mark in get_args(field.type)[1:]
        if isinstance(mark, AtLeast | MoreThan | Between | PartOfOne)
    }


def upright(table: Struct, low: str, high: str) -> Remarks:
    """That the smaller of two limits is not above the larger."""
    least, most = getattr(table, low), getattr(table, high)
    if least is not None and most is not None and least > most:
        words = {"low": Key(low), "least": least, "high": Key(high), "most": most}
        yield (high,), message("{high} = {most} is below {low} = {least}", **words)


def says_nothing(key: str, wanted: str) -> Message:
    """That a key is of no use without another."""
    return message("{key} says nothing without {wanted}", key=Key(key), wanted=Key(wanted))


def not_given(part: str) -> Message:
    """That no rule at all gives points in a part."""
    return message("no rule gives points in part {part}", part=part)


def not_among(key: str, word: object, words: Sequence[str]) -> Message:
    """That `found` is none of `words`, and which is nearest."""
    if not words:
        return message("{key} = {found}: the scheme declares none", key=Key(key), found=word)
    if len(words) > _MANY:
        wrong = message("{key} = {found}: there is none of that name", key=Key(key), found=word)
        return did_you_mean(wrong, str(word), _alike(str(word), words))
    wrong = message("{key} = {found}: write one of {words}", key=Key(key), found=word, words=words)
    return did_you_mean(wrong, str(word), words)


def _alike(word: str, words: Sequence[str]) -> list[str]:
    """Some of a great many words that begin alike and are about as long."""
    alike = (one for one in words if one[:1] == word[:1] and abs(len(one) - len(word)) <= 1)
    return list(islice(alike, _MANY))
