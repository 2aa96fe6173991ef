"""A JSON Schema of scheme files, for editors that complete and check TOML while one writes.

It knows shapes only: whether a scheme makes sense is found out by `scheme check`. pydantic says
what may be written for a figure; ours is what it does not know: the reader's language, the names
of tables in a file, figures by group, the short form of a prize.
"""

from collections.abc import Callable
from typing import Any

from msgspec import Struct
from msgspec.structs import fields
from pydantic.json_schema import GenerateJsonSchema

from inforeport.rules import types
from inforeport.rules.editions import NEWEST, key_of
from inforeport.scheme.annotations import meaning, tables_in
from inforeport.scheme.kinds import grouped_keys, shape_of, shapes_of, summary, table_name, tables
from inforeport.scheme.reader import twin
from inforeport.scheme.shape import Head
from inforeport.words import Message, Text

Say = Callable[[Text], str]
Node = dict[str, Any]


class _Shapes(GenerateJsonSchema):
    """pydantic's schema as TOML is written: figures are numbers, nothing is null or has a title."""

    def decimal_schema(self, schema: Any) -> Node:
        """A number, never one in quotes."""
        del schema
        return {"type": "number"}

    def nullable_schema(self, schema: Any) -> Node:
        """What is left out is not written."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: Any) -> Node:
        """The defaults are those of the figures, not those of their twins."""
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: Any) -> bool:
        """A key is its own title."""
        del schema
        return False


def json_schema(say: Say) -> Node:
    """The schema of a whole file (draft 2020-12), its descriptions in the language of `say`."""
    rule = {"type": "array", "items": {"oneOf": [_ref(f"type-{word}") for word in types()]}}
    top = _table("scheme", say)
    top["properties"]["edition"] |= {"const": NEWEST}
    top["required"] = ["edition", *top["required"]]
    top["properties"] |= dict.fromkeys(("rule", "fee"), rule)
    inside = {name: _table(name, say) for name in tables() if name not in {"scheme", "rule"}}
    prizes = inside["reward"]["properties"]["prizes"]  # `[3000, "unknown"]` is short for tables
    prizes["items"] = {"anyOf": [{"type": "number"}, {"const": "unknown"}, prizes["items"]]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "inforeport",
        **top,
        "$defs": inside | {f"type-{word}": _type(word, say) for word in types()},
    }


def _type(word: str, say: Say) -> Node:
    """A `[[rule]]` of one type: what all of them may state, and its own figures."""
    head, own = _node(Head, say), [_node(shape, say) for shape in shapes_of(word)]
    properties = head["properties"].copy()
    for node in reversed(own):
        properties |= node["properties"]
    for name in grouped_keys(word):
        properties[name] = _or_by_group(properties[name])
    properties["type"] = {"const": word, "description": properties["type"]["description"]}
    needed = [key for key in own[0].get("required", ()) if all(key in it["required"] for it in own)]
    described = {"description": say(Message(summary(word)))}
    required = [*head["required"], *needed]
    if "rows" in properties:  # whose rows may each have a clause of their own
        required.remove("clause")
    return own[0] | described | {"properties": properties, "required": required}


def _table(name: str, say: Say) -> Node:
    """A table of the file, or the figures of a kind."""
    return _node(shape_of(name), say) | {"description": say(Message(summary(name)))}


def _node(shape: type[Struct], say: Say) -> Node:
    """A table as pydantic knows it, each key with its meaning."""
    node = twin(shape).model_json_schema(schema_generator=_Shapes, ref_template="{model}")
    names = {inner.__name__: table_name(inner) for inner in tables_in(shape).values()}
    keys = {field.name: key_of(field, NEWEST) for field in fields(shape)}
    node["properties"] = {keys[name]: of for name, of in node["properties"].items()}
    if "required" in node:
        node["required"] = [keys[name] for name in node["required"]]
    for field in fields(shape):
        node["properties"][keys[field.name]]["description"] = say(Message(meaning(field.type)))
    own = {key: value for key, value in node.items() if key not in {"title", "$defs"}}
    renamed: Node = _renamed(own, names)
    return renamed


def _renamed(node: Any, names: dict[str, str]) -> Any:
    """With its tables by their names in a file."""
    if isinstance(node, list):
        return [_renamed(inner, names) for inner in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return node | _ref(names[node["$ref"]])
    return {key: _renamed(inner, names) for key, inner in node.items()}


def _or_by_group(node: Node) -> Node:
    """A figure, or a table with one for each group."""
    description = node.pop("description")
    table = {"type": "object", "additionalProperties": node, "minProperties": 1}
    return {"anyOf": [node, table], "description": description}


def _ref(name: str) -> Node:
    return {"$ref": f"#/$defs/{name}"}
