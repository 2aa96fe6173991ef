"""Schemas of what is told of one thing on the desk: a report, a piece, an issue, an objection."""

from collections.abc import Callable, Mapping

from inforeport.documents.records import fields_of_report, fields_of_use
from inforeport.documents.schemas_parts import (
    ANSWER,
    DAY,
    FLAG,
    NUMBER,
    TEXT,
    WHOLE,
    Node,
    by_key,
    maybe,
    record,
    several,
)
from inforeport.fields import Field, Kind

_OF_PIECE: dict[str, Node] = {
    "piece": WHOLE,
    "letter": TEXT,
    "place": TEXT,
    "fact": TEXT,
    "state": {"enum": ["taken", "known", "held", "dropped"]},
    "report": maybe(TEXT),
    "number": maybe(WHOLE),
    **dict.fromkeys(("code", "reason", "why"), maybe(TEXT)),
    **dict.fromkeys(("near", "remarks"), several(TEXT)),
    "cells": by_key(TEXT),
    "uses": several(by_key(TEXT)),
}
_PIECE = record(_OF_PIECE)
_HEAPS = ("held", "correction", "late", "like", "odd", "new", "known", "dropped")
_COPY = record(
    {
        "bulletin": WHOLE,
        "unit": TEXT,
        "sent": DAY,
        **dict.fromkeys(("received", "read"), maybe(DAY)),
        "reader": maybe(TEXT),
    }
)
_MAIL = record(
    {
        "mail": WHOLE,
        **dict.fromkeys(("purpose", "about", "subject", "body", "state"), TEXT),
        "made": DAY,
        **dict.fromkeys(("unit", "recipient", "email", "answer", "answered"), maybe(TEXT)),
        "files": several(TEXT),
    }
)
_AUTHOR = record({"name": TEXT, "unit": maybe(TEXT)})
_NEVER_NULL: Mapping[Kind, Node] = {
    Kind.NAMES: several(TEXT),
    Kind.AUTHORS: several(_AUTHOR),
    Kind.FLAG: FLAG,
}
_OF_KIND: Mapping[Kind, Node] = {
    **dict.fromkeys((Kind.DAY, Kind.MOMENT), DAY),
    Kind.FIGURE: NUMBER,
    Kind.WHOLE: WHOLE,
}
_ISSUE = record(
    {
        "id": WHOLE,
        "name": TEXT,
        "created": DAY,
        "issued": maybe(DAY),
        "number": maybe(WHOLE),
        "total": maybe(WHOLE),
        "extra": FLAG,
        **dict.fromkeys(("note", "also", "editor", "checker", "signer", "withdrawn"), maybe(TEXT)),
        "copies": maybe(WHOLE),
        "withdrawn_on": maybe(DAY),
    }
)


def _report() -> Node:
    own = {field.key: _field(field) for field in fields_of_report()}
    use = record({"id": WHOLE, **{field.name: _field(field) for field in fields_of_use()}})
    held = {"pictures": several(TEXT), "adoptions": several(use)}
    return record({**ANSWER, **own, "picture_count": maybe(WHOLE), **held})


def _field(field: Field) -> Node:
    """What stands in a field of one fact; nothing where nobody stated what is not required."""
    if field.kind in _NEVER_NULL:
        return _NEVER_NULL[field.kind]
    told = _OF_KIND.get(field.kind, TEXT)
    return told if field.required else maybe(told)


def _taken_in() -> Node:
    letter = {"letter": TEXT, "kind": TEXT, "again": FLAG, "pieces": several(_PIECE)}
    refused = record({"file": TEXT, "code": TEXT, "why": TEXT})
    return record({**ANSWER, "letters": several(record(letter)), "refused": several(refused)})


def _waiting() -> Node:
    """The pieces of what came in, with the heap that each lies on."""
    return record({**ANSWER, "pieces": several(record({**_OF_PIECE, "heap": {"enum": [*_HEAPS]}}))})


def _mailboxes() -> Node:
    words = dict.fromkeys(("name", "host", "user", "folder"), TEXT)
    unlock = {"enum": ["prompt", "keyring", "command"]}
    row = record({}, **words, port=WHOLE, unlock=unlock, read=WHOLE)
    return record({**ANSWER, "mailboxes": several(row)})


def _issue() -> Node:
    item = {
        "position": WHOLE,
        "ref": TEXT,
        "unit": TEXT,
        "title": TEXT,
        "form": TEXT,
        "pictures": WHOLE,
        "edited": several(TEXT),
    }
    parts = {"items": several(record(item)), "issue": _ISSUE, "copies": several(_COPY)}
    return record({**ANSWER, **parts})


def _item() -> Node:
    """A report of an issue: as it came, as it is printed, and the lines in which the two differ."""
    texts = record({"title": TEXT, "text": maybe(TEXT)})
    about = {"bulletin": WHOLE, "ref": TEXT, "unit": TEXT, "form": TEXT, "position": WHOLE}
    both = {"original": texts, "printed": texts, "changes": several(TEXT)}
    return record({**ANSWER, **about, "note": maybe(TEXT), **both})


def _objections() -> Node:
    row = {
        "id": WHOLE,
        "on": DAY,
        "unit": TEXT,
        "text": TEXT,
        "settled": maybe(DAY),
        **dict.fromkeys(("period", "item", "outcome", "reason"), maybe(TEXT)),
    }
    return record({**ANSWER, "objections": several(record({}, **row))})


def _days_off() -> Node:
    row = record({}, day=DAY, works=FLAG, reason=TEXT)
    return record({**ANSWER, "days": several(row)})


DESK: Mapping[str, Callable[[], Node]] = {
    "submission-show": _report,
    "intake-add": _taken_in,
    "intake-list": _waiting,
    "intake-fetch": _taken_in,
    "intake-show": lambda: record({**ANSWER, "piece": _PIECE}),
    "bulletin-list": lambda: record({**ANSWER, "bulletins": several(_ISSUE)}),
    "bulletin-show": _issue,
    "bulletin-unread": lambda: record({**ANSWER, "copies": several(_COPY)}),
    "bulletin-item": _item,
    "objection-list": _objections,
    "dayoff-list": _days_off,
    "mailbox-list": _mailboxes,
    "outbox-list": lambda: record({**ANSWER, "mails": several(_MAIL)}),
    "outbox-show": lambda: record({**ANSWER, "mail": _MAIL}),
}
"""By the noun and the verb; `bulletin-item` is that of `bulletin show REF`."""
