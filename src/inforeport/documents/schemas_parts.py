"""What schemas of answers are made of: records, lists, and the parts that many answers have."""

from collections.abc import Mapping
from typing import Any

Node = dict[str, Any]

TEXT: Node = {"type": "string"}
NUMBER: Node = {"type": "number"}
WHOLE: Node = {"type": "integer"}
FLAG: Node = {"type": "boolean"}
DAY: Node = {"type": "string", "format": "date"}
ANSWER: dict[str, Node] = {"schema": {"const": 1}}
"""What every answer begins with."""


def record(fields: Mapping[str, Node], /, **perhaps: Node) -> Node:
    """A record with these fields, and perhaps some more; there are no others."""
    return {
        "type": "object",
        "properties": {**fields, **perhaps},
        "required": [*fields],
        "additionalProperties": False,
    }


def several(one: Node) -> Node:
    """A list of them."""
    return {"type": "array", "items": one}


def maybe(one: Node) -> Node:
    """One, or null."""
    return {"anyOf": [one, {"type": "null"}]}


def by_key(one: Node) -> Node:
    """One for each key, such as a level of the scheme."""
    return {"type": "object", "additionalProperties": one}


SPAN = record({"name": TEXT, "from": DAY, "to": DAY})
SCHEME = record({"title": TEXT, "since": DAY, "sha256": TEXT})
TOP = {**ANSWER, "period": SPAN, "scheme": SCHEME, "closed": FLAG}
LINE = record(
    {
        "points": NUMBER,
        "part": TEXT,
        "rule": TEXT,
        "clause": TEXT,
        "because": TEXT,
        **dict.fromkeys(("level", "item", "publication", "flag"), maybe(TEXT)),
        "on": maybe(DAY),
        "window": maybe(SPAN),
    }
)
