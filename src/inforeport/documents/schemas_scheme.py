"""Schemas of what is told of schemes: what they say, what they leave open, what they may say."""

from collections.abc import Callable, Mapping

from inforeport.documents.schemas_parts import (
    ANSWER,
    DAY,
    FLAG,
    NUMBER,
    SCHEME,
    SPAN,
    TEXT,
    WHOLE,
    Node,
    maybe,
    record,
    several,
)

_CLAUSE = record({"clause": TEXT, "kind": TEXT, "says": several(TEXT)})


def _checked() -> Node:
    reading = {"key": TEXT, "value": TEXT, "named": FLAG, "open": FLAG, "sentence": TEXT}
    left = dict.fromkeys(("unreadable", "unused"), several(TEXT))
    told = {"title": TEXT, "clauses": several(_CLAUSE), "parts": several(TEXT)}
    return record({**ANSWER, **told, "readings": several(record(reading)), **left})


def _listed() -> Node:
    row = record({}, begins=DAY, title=TEXT, sha256=TEXT)
    return record({**ANSWER, "schemes": several(row)})


def _shown() -> Node:
    scheme = record({**SCHEME["properties"], "text": TEXT})
    return record({**ANSWER, "scheme": scheme, "clauses": several(_CLAUSE)})


def _compared() -> Node:
    stand = {
        "points": NUMBER,
        "place": maybe(WHOLE),
        "duty": maybe(TEXT),
        "flags": several(TEXT),
        "prize": maybe(TEXT),
    }
    sides = dict.fromkeys(("now", "then"), maybe(record(stand)))
    unit = record({"unit": TEXT, "group": TEXT, **sides, "moves": FLAG})
    heads = {"period": SPAN, "now": SCHEME, "then": SCHEME}
    return record({**ANSWER, **heads, "units": several(unit)})


def _kinds() -> Node:
    key = {
        "key": TEXT,
        "type": TEXT,
        "default": maybe(TEXT),
        "required": FLAG,
        "by_group": FLAG,
        "meaning": TEXT,
    }
    kind = {"name": TEXT, "rule": FLAG, "says": TEXT, "keys": several(record(key))}
    return record({**ANSWER, "kinds": several(record(kind))})


SCHEMES: Mapping[str, Callable[[], Node]] = {
    "scheme-check": _checked,
    "scheme-list": _listed,
    "scheme-show": _shown,
    "scheme-what-if": _compared,
    "scheme-kinds": _kinds,
}
"""By the noun and the verb."""
