"""What the annotation of a figure says: what may be written for it, and what it means."""

from collections.abc import Iterator, Mapping
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from msgspec import NODEFAULT, Struct
from msgspec.structs import FieldInfo, fields


def meaning(annotation: Any) -> str:
    """What a field means, as its declaration says."""
    if get_origin(annotation) is Annotated:
        return next((note for note in annotation.__metadata__ if isinstance(note, str)), "")
    return ""


def default_of(field: FieldInfo) -> Any:
    """What a field is where it is not stated; `NODEFAULT` where it must be."""
    if field.default_factory is not NODEFAULT:
        return field.default_factory()
    return field.default


def plain(annotation: Any) -> Any:
    """An annotation without its description, as it is written in a file."""
    if get_origin(annotation) is Annotated:
        return plain(get_args(annotation)[0])
    return getattr(annotation, "written_as", annotation)


def choices(annotation: Any) -> list[Any]:
    """What an annotation lets one write: its alternatives, without nothing."""
    annotation = plain(annotation)
    if get_origin(annotation) not in {UnionType, Union}:
        return [annotation]
    return [inner for one in get_args(annotation) if one is not NoneType for inner in choices(one)]


def takes_table(annotation: Any) -> bool:
    """Whether a table is one of the things that may be written for a figure."""
    return any(is_table(one) or get_origin(one) is _TABLE for one in choices(annotation))


def is_table(annotation: Any) -> bool:
    """Whether it is a table with keys of its own."""
    return isinstance(annotation, type) and issubclass(annotation, Struct)


def fraction(shape: type, figure: object) -> object:
    """A figure that is kept as a fraction, from its text."""
    return shape(figure)


@cache
def tables_in(shape: type[Struct]) -> Mapping[str, type[Struct]]:
    """Every table in a table, alone or in lists, by its name; and those in it."""
    return dict(_tables_in(shape))


def _tables_in(shape: type[Struct]) -> Iterator[tuple[str, type[Struct]]]:
    for field in fields(shape):
        for choice in choices(field.type):
            inner = get_args(choice)[0] if get_origin(choice) is tuple else choice
            if is_table(inner):
                yield field.name, inner
                yield from _tables_in(inner)


_TABLE = get_origin(Mapping[str, str])
