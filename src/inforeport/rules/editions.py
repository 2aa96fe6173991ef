"""The two editions of the language of schemes: how the first one calls a key.

A field of a table bears the name that the second edition gives its key.
"""

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Literal, get_args, get_origin

from msgspec import Struct
from msgspec.structs import FieldInfo, fields

EditionNumber = Literal[1, 2]
NEWEST: EditionNumber = 2


class Formerly(Struct, frozen=True):
    """The key of a field in the first edition, and the words that are written otherwise there."""

    key: str
    words: Mapping[str, str] = {}


class Key(str):
    """A key in a sentence, by the name of its field; a mistake calls it as the file does."""

    __slots__ = ()


class Kind(str):
    """A kind of rule in a sentence, which the editions call otherwise."""

    __slots__ = ()


@cache
def keys_of(shapes: tuple[type[Struct], ...], edition: int) -> Mapping[str, FieldInfo]:
    """The fields of some tables that stand in one, by their keys in an edition."""
    return {key_of(field, edition): field for shape in shapes for field in fields(shape)}


def key_of(field: FieldInfo, edition: int) -> str:
    """The key of a field; one that Python reserves has a stroke behind it."""
    former = formerly(field)
    return former.key if former and edition == 1 else field.name.rstrip("_")


def formerly(field: FieldInfo) -> Formerly | None:
    """What the first edition has for a field, where that is something else."""
    if get_origin(field.type) is not Annotated:
        return None
    return next((note for note in get_args(field.type)[1:] if isinstance(note, Formerly)), None)


_TYPES = {"quota": "duty", "task": "duty"}
"""The kinds of rule that the second edition calls otherwise: what states a duty, and what judges
duties that others state.
"""


def type_of(kind: str, edition: int) -> str:
    """What an edition calls a kind of rule."""
    return kind if edition == 1 else _TYPES.get(kind, kind)


def setting_of(key: str, edition: int) -> str:
    """What an edition calls a setting, such as `quota.surplus`: the table of a key, and the key."""
    table, _, name = key.partition(".")
    if edition == 1:
        return f"{_TABLES.get(table, table)}.{name}"
    return f"{_TYPES.get(table, table)}.{name}"


_TABLES = {"last": "duty"}
"""What the first edition calls tables otherwise."""
