"""A JSON Schema of scheme files, for editors that complete and check TOML while one writes.

It knows shapes only: whether a scheme makes sense is found out by `scheme check`.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Literal, get_args, get_origin

from msgspec import NODEFAULT, Struct
from msgspec.structs import fields

from inforeport.rules import KINDS
from inforeport.rules.rewards import Amount, Reward
from inforeport.scheme.annotations import choices, default_of, is_table, meaning
from inforeport.scheme.kinds import shape_of, summary, table_name, tables
from inforeport.scheme.shape import Head, by_group
from inforeport.words import Message, Text

Say = Callable[[Text], str]
Node = dict[str, Any]

_PLAIN: Mapping[Any, Node] = {
    Decimal: {"type": "number"},
    int: {"type": "integer"},
    str: {"type": "string"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
}


def json_schema(say: Say) -> Node:
    """The schema of a whole file (draft 2020-12), its descriptions in the language of `say`."""
    rule = {"type": "array", "items": {"oneOf": [_ref(f"kind-{kind}") for kind in KINDS]}}
    top = _table("scheme", say)
    top["properties"] |= dict.fromkeys(("rule", "fee"), rule)
    inside = {name: _table(name, say) for name in tables() if name not in {"scheme", "rule"}}
    kinds = {f"kind-{kind}": _kind(kind, say) for kind in KINDS}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "inforeport",
        **top,
        "$defs": inside | kinds,
    }


def _table(name: str, say: Say) -> Node:
    """A table of the file that is no rule."""
    shape = shape_of(name)
    return _object(_fields(shape, say), say(Message(summary(name))), required=_required(shape))


def _kind(kind: str, say: Say) -> Node:
    """A `[[rule]]` of one kind: what all of them may state, and its own figures."""
    shape: Any = KINDS[kind]
    properties = _fields(Head, say) | _fields(shape, say)
    for name in by_group(kind):
        properties[name] = _or_by_group(properties[name])
    properties["kind"] = {"const": kind, "description": properties["kind"]["description"]}
    required = [*_required(Head), *_required(shape)]
    return _object(properties, say(Message(summary(kind))), required=required)


def _object(properties: Node, description: str, *, required: list[str]) -> Node:
    return {
        "type": "object",
        "description": description,
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _fields(shape: type[Struct], say: Say) -> Node:
    found = {}
    for field in fields(shape):
        node = _node(field.type)
        if shape is Reward and field.name == "prizes":
            node = {"type": "array", "items": _prize()}
        found[field.name] = node | {"description": say(Message(meaning(field.type)))}
    return found


def _required(shape: type[Struct]) -> list[str]:
    return [field.name for field in fields(shape) if default_of(field) is NODEFAULT]


def _prize() -> Node:
    """`prizes = [3000, "unknown"]` is short for tables."""
    return {"anyOf": [{"type": "number"}, {"const": "unknown"}, _ref(table_name(Amount))]}


def _or_by_group(node: Node) -> Node:
    """A figure, or a table with one for each group."""
    description = node.pop("description")
    table = {"type": "object", "additionalProperties": node, "minProperties": 1}
    return {"anyOf": [node, table], "description": description}


def _node(annotation: Any) -> Node:
    """What may be written for a field."""
    found = [_one(one) for one in choices(annotation)]
    return found[0] if len(found) == 1 else {"anyOf": found}


def _one(annotation: Any) -> Node:
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return {"enum": [*inner]}
    if origin is tuple:
        return {"type": "array", "items": _node(inner[0])}
    if is_table(annotation):
        return _ref(table_name(annotation))
    if annotation in _PLAIN:
        return dict(_PLAIN[annotation])
    return {"type": "object", "additionalProperties": _node(inner[1])}


def _ref(name: str) -> Node:
    return {"$ref": f"#/$defs/{name}"}
