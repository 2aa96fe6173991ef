"""The language of a scheme file from the code: every kind of rule, every table, every figure.

What a figure does is said by its rule; here it is only told.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Literal, get_args, get_origin

from msgspec import NODEFAULT, Struct
from msgspec.structs import FieldInfo, fields

from inforeport.figures import number
from inforeport.ratio import Exact, Ratio
from inforeport.rules import KINDS, types
from inforeport.rules.editions import NEWEST, key_of
from inforeport.rules.where import CONDITIONS, Where
from inforeport.scheme.annotations import choices, default_of, is_table, meaning, tables_in
from inforeport.scheme.shape import Figures, Head, by_group
from inforeport.words import N_, Message, Text, message

_FIRST = ("scheme", "rule", "where", "rows", "weights", "seasons", "bands")
"""The tables that are told before others."""
_PLAIN: Mapping[Any, str] = {
    Decimal: N_("number"),
    Ratio: N_("number, or a fraction as “1/3”"),
    Exact: N_("number, or a fraction as “1/3”"),
    int: N_("whole number"),
    str: N_("text"),
    bool: N_("true or false"),
    date: N_("a day, as 2009-05-02"),
}


class Figure(Struct, frozen=True, kw_only=True):
    """A key of a table: what may be written for it, what it is where not stated, what it means.

    `by_group` says whether it may be a table with one for each group; `default` is as in TOML,
    and nothing where there is none.
    """

    name: str
    type: Text
    default: str
    required: bool
    by_group: bool
    meaning: str


def figures_of(name: str) -> tuple[Figure, ...]:
    """The keys of a kind of rule, or of another table of the file."""
    shapes = shapes_of(name)
    conditions = CONDITIONS if issubclass(shapes[0], Where) and shapes[0] is not Where else ()
    named = {one.name: one for shape in reversed(shapes) for one in fields(shape)}
    ordered = dict.fromkeys(one.name for shape in shapes for one in fields(shape))
    grouped = grouped_keys(name)
    return tuple(_figure(named[one], grouped) for one in ordered if one not in conditions)


def grouped_keys(name: str) -> tuple[str, ...]:
    """The figures of a type of rule, or of every rule, that may be a table by group."""
    if name == "rule":
        return "judged", "every"
    return tuple(dict.fromkeys(key for kind in types().get(name, ()) for key in by_group(kind)))


def tables() -> dict[str, type[Struct]]:
    """The other tables of a file: what stands in the kinds of rule, then beside them."""
    shapes: dict[str, type[Struct]] = {"scheme": Figures, "rule": Head}
    tops: tuple[type[Struct], ...] = (*KINDS.values(), Figures)
    for shape in tops:
        shapes |= {name: inner for name, inner in tables_in(shape).items() if name != "unless"}
    return {name: shapes[name] for name in (*_FIRST, *shapes)}


def shape_of(name: str) -> type[Struct]:
    """The figures of a kind of rule, or of another table."""
    return shapes_of(name)[0]


def shapes_of(name: str) -> tuple[type[Struct], ...]:
    """The figures of all kinds that a type of rule may be of, or of another table."""
    return tuple(KINDS[kind] for kind in types()[name]) if name in types() else (tables()[name],)


def summary(name: str) -> str:
    """What a kind of rule, or another table, is for."""
    return str(getattr(shape_of(name), "summary", ""))


def table_name(shape: type[Struct]) -> str:
    """What a table is called in a file."""
    return next(name for name, other in tables().items() if other is shape)


def type_words(annotation: Any) -> Text:
    """What may be written for a field, in plain words."""
    words = list(_types(choices(annotation)))
    first, *rest = words
    for other in rest:
        first = message("{a} or {b}", a=first, b=other)
    return first


def _types(annotations: list[Any]) -> Iterator[Text]:
    for annotation in annotations:
        origin, inner = get_origin(annotation), get_args(annotation)
        if origin is Literal:
            yield message("one of {words}", words=[_toml(word) for word in inner])
        elif origin is tuple:
            yield message("list of: {what}", what=type_words(inner[0]))
        elif is_table(annotation):
            yield message("table, see {name}", name=table_name(annotation))
        elif annotation in _PLAIN:
            yield Message(_PLAIN[annotation])
        else:
            yield message("table of: {what}", what=type_words(inner[1]))


def _figure(field: FieldInfo, grouped: tuple[str, ...]) -> Figure:
    default = default_of(field)
    return Figure(
        name=key_of(field, NEWEST),
        type=type_words(field.type),
        default=_toml(default),
        required=default is NODEFAULT,
        by_group=field.name in grouped,
        meaning=meaning(field.type),
    )


def _toml(value: Any) -> str:
    """A default as one would write it; nothing for what is simply left out."""
    if value is NODEFAULT or value is None or isinstance(value, Struct):
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, tuple):
        return f"[{', '.join(_toml(one) for one in value)}]"
    if isinstance(value, Mapping):
        rows = (f"{key} = {_toml(one)}" for key, one in value.items())
        return f"{{ {', '.join(rows)} }}" if value else "{}"
    return f'"{value}"' if isinstance(value, str) else str(value)
