"""Which edition of the language a file is written in, and how it calls its keys.

What is read of a file has the names of fields, whichever edition it is of; what is told of it has
the keys that stand there.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args, get_origin

from msgspec import Struct
from msgspec.structs import FieldInfo

from inforeport.rules import KINDS
from inforeport.rules.editions import NEWEST, Key, Kind, formerly, key_of, keys_of, type_of
from inforeport.rules.remarks import At, not_among, says_nothing
from inforeport.scheme.annotations import choices, is_table
from inforeport.scheme.shape import Figures, Head
from inforeport.words import Message, Text, message

LISTS = ("rule", "fee")
"""The two lists of rules in a file: those that give points, those that give money."""

Shapes = tuple[type[Struct], ...]
Raw = Mapping[str, Any]


def edition_of(document: Raw) -> tuple[int, Text | None]:
    """The edition that a file is of, and what is wrong with how it says so."""
    stated = document.get("edition", 1)
    if type(stated) is not int or stated not in range(1, NEWEST + 1):
        return NEWEST, not_among("edition", stated, ["1", str(NEWEST)])
    rules = [rule for name in LISTS for rule in tables(document.get(name))]
    if "edition" in document or not rules or any("kind" in rule for rule in rules):
        return stated, None
    if all("type" in rule for rule in rules):
        wrong = message("its rules are of the second edition: write edition = 2 in its first line")
        return NEWEST, wrong
    return stated, None


def tables(raw: object) -> list[dict[str, Any]]:
    """The tables of a list; a lone one is read as a list of one."""
    if isinstance(raw, dict):
        return [raw]
    return [one for one in raw if isinstance(one, dict)] if isinstance(raw, list) else []


class Wording:
    """How a file of an edition calls the keys of its tables.

    `misnamed` are the keys of the other edition that stand in it, with their places, `kinds` the
    kinds of its rules, by their places.
    """

    def __init__(self, edition: int) -> None:
        self.edition = edition
        self.misnamed: list[tuple[At, Text]] = []
        self.kinds: dict[At, str] = {}
        self._shapes: dict[At, Shapes] = {}

    @property
    def types(self) -> list[str]:
        """What it may call the kinds of rule."""
        return list(dict.fromkeys(type_of(kind, self.edition) for kind in KINDS))

    def head_of(self, document: Raw) -> dict[str, Any]:
        """What a file states besides its rules, by the names of fields."""
        rest = {key: value for key, value in document.items() if key not in LISTS}
        return self._table(rest, (Figures,), ())

    def rules_of(self, document: Raw, name: str) -> list[dict[str, Any]]:
        """The rules of a list by the names of fields, each with its kind as `type`."""
        return [
            self._rule(table, (name, index))
            for index, table in enumerate(tables(document.get(name)))
        ]

    def _rule(self, table: Raw, at: At) -> dict[str, Any]:
        kind = self._kind(table)
        self._shapes[at] = (Head, KINDS[kind]) if kind else (Head,)
        fielded = self._table(table, self._shapes[at], at)
        if kind is None:
            return fielded
        self.kinds[at] = kind
        self.misnamed += self._of_its_twin(table, kind, at)
        return fielded | {"type": kind}

    def _of_its_twin(self, table: Raw, kind: str, at: At) -> Iterator[tuple[At, Text]]:
        """The keys of a duty that is stated, where others are named, and the other way round."""
        mine = keys_of((Head, KINDS[kind]), self.edition)
        word = type_of(kind, self.edition)
        for twin in (one for one in KINDS if type_of(one, self.edition) == word and one != kind):
            keys = keys_of((KINDS[twin],), self.edition)
            for key in (key for key in table if key in keys and key not in mine):
                if "duties" in table:
                    wrong = message(
                        "{key} says nothing beside duties: they are stated above", key=key
                    )
                else:
                    wrong = says_nothing(key, "duties")
                yield (*at, key), wrong

    def _kind(self, table: Raw) -> str | None:
        """The kind of a rule: a duty that names others judges what they state."""
        word = table.get("type", table.get("kind")) if self.edition > 1 else table.get("kind")
        kinds = [kind for kind in KINDS if type_of(kind, self.edition) == word]
        if len(kinds) > 1:
            return kinds["duties" in table or "of" in table]
        return kinds[0] if kinds else None

    def _table(self, raw: Raw, shapes: Shapes, at: At) -> dict[str, Any]:
        mine, others = keys_of(shapes, self.edition), keys_of(shapes, 3 - self.edition)
        names = {field.name for field in mine.values()}
        fielded: dict[str, Any] = {}
        for key, value in raw.items():
            field = mine.get(key) or others.get(key)
            if key not in mine and (field or key in names):
                self.misnamed.append(((*at, key), _misnamed(key, field, self.edition)))
            name = field.name if field else key
            if field:
                fielded.setdefault(name, self._value(value, field, (*at, key)))
            elif key not in names:
                fielded[name] = value
        return fielded

    def _value(self, value: Any, field: FieldInfo, at: At) -> Any:
        former, shape = formerly(field), table_of(field)
        if former and self.edition == 1 and isinstance(value, str):
            return former.words.get(value, value)
        if shape and isinstance(value, dict):
            return self._table(value, (shape,), at)
        if shape and isinstance(value, list):
            rows = enumerate(value)
            return [
                self._table(row, (shape,), (*at, index)) if isinstance(row, dict) else row
                for index, row in rows
            ]
        return value

    # what is told of it

    def in_file(self, at: At) -> At:
        """The keys that lead to a place in the file, of the names of fields that lead there."""
        return tuple(step for step, _ in self._walk(at))

    def as_in_file(self, text: Text, at: At) -> Text:
        """A sentence on a place with the keys and kinds as they stand in the file."""
        *_, shapes = [(Figures,), *(shapes for _, shapes in self._walk(at) if shapes)]
        keys = {field.name: key for key, field in keys_of(shapes, self.edition).items()}
        written: Text = self._as_written(text, keys)
        return written

    def _as_written(self, fact: Any, keys: Mapping[str, str]) -> Any:
        if isinstance(fact, Key):
            return keys.get(fact, fact.rstrip("_"))
        if isinstance(fact, Kind):
            return type_of(fact, self.edition)
        if isinstance(fact, Message):
            facts = {name: self._as_written(one, keys) for name, one in fact.facts.items()}
            return Message(fact.text, facts)
        if isinstance(fact, Sequence) and not isinstance(fact, str):
            return [self._as_written(one, keys) for one in fact]
        return fact

    def _walk(self, at: At) -> Iterator[tuple[str | int, Shapes]]:
        """Each step of a place by its key, with the tables that it leads into."""
        rest: At = at
        shapes: Shapes = (Figures,)
        if at[:2] in self._shapes:
            shapes, rest = self._shapes[at[:2]], at[2:]
            yield from ((step, shapes) for step in at[:2])
        for step in rest:
            if isinstance(step, int):
                yield step, shapes
                continue
            names = {field.name: field for field in keys_of(shapes, self.edition).values()}
            field = names.get(step)
            shapes = inside(field)
            yield (key_of(field, self.edition) if field else step), shapes

    def field_at(self, at: At) -> FieldInfo | None:
        """The field of a key of the file, which `at` leads to by its keys; none of other words."""
        if at[0] in LISTS and (len(at) == 1 or not isinstance(at[1], int)):
            at = (at[0], 0, *at[1:])  # a lone table is a list of one
        shapes = self._shapes.get(at[:2], (Figures,))
        field: FieldInfo | None = None
        for step in at[2:] if at[:2] in self._shapes else at:
            if isinstance(step, str):
                field = keys_of(shapes, self.edition).get(step)
                shapes = inside(field)
        return field


def inside(field: FieldInfo | None) -> Shapes:
    """The tables that a key leads into; none where it leads into no table."""
    shape = table_of(field) if field else None
    return (shape,) if shape else ()


def table_of(field: FieldInfo) -> type[Struct] | None:
    """The table that stands under a key, alone or in a list."""
    for choice in choices(field.type):
        inner = get_args(choice)[0] if get_origin(choice) is tuple else choice
        if is_table(inner):
            shape: type[Struct] = inner
            return shape
    return None


def _misnamed(key: str, field: FieldInfo | None, edition: int) -> Text:
    """That a key is of the other edition, and what it is called in this one."""
    if field is None:
        return message("{key} is not known here", key=key)
    words = {"key": key, "right": key_of(field, edition)}
    if edition > 1:
        return message("{key} is called {right} in the second edition", **words)
    return message("{key} is of the second edition; in the first it is called {right}", **words)
