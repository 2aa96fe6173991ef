"""JSON Schemas (draft 2020-12) of the answers that programs get; lists come from the fields.

The records themselves are made in `records`; `tests/test_schemas.py` holds each against these.
"""

from collections.abc import Callable, Mapping
from typing import Any

from inforeport.documents.schemas_desk import DESK
from inforeport.documents.schemas_file import FILE
from inforeport.documents.schemas_papers import PAPERS
from inforeport.documents.schemas_parts import (
    ANSWER,
    DAY,
    FLAG,
    LINE,
    NUMBER,
    SPAN,
    TEXT,
    TOP,
    WHOLE,
    Node,
    by_key,
    maybe,
    record,
    several,
)
from inforeport.documents.schemas_scheme import SCHEMES
from inforeport.fields import FACTS, Fact, Field, Kind

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
UNIT = record(
    {
        "unit": TEXT,
        "group": TEXT,
        "due": NUMBER,
        "counted": WHOLE,
        "points": NUMBER,
        "parts": by_key(NUMBER),
        "flags": several(TEXT),
        "lines": several(LINE),
    }
)
PERSON = record({"person": TEXT, "unit": TEXT, "points": NUMBER, "lines": several(LINE)})
STANDING = record(
    {
        "place": maybe(WHOLE),
        "tied": FLAG,
        "unit": TEXT,
        "points": NUMBER,
        "change": maybe(WHOLE),
        "duty": maybe(TEXT),
        "flags": several(TEXT),
    },
    running_total=maybe(NUMBER),
)
WINDOW = record(
    {
        "unit": TEXT,
        **dict.fromkeys(("from", "to", "deadline"), DAY),
        **dict.fromkeys(("owed", "received", "missing"), NUMBER),
        "clause": TEXT,
        "what": TEXT,
        "name": maybe(TEXT),
    },
    person=TEXT,
)
_USED = {"uses": WHOLE, "forms": by_key(WHOLE), "reports": WHOLE}
_SENT = {
    "sent": WHOLE,
    **dict.fromkeys(("kinds", "categories", "levels"), by_key(WHOLE)),
    **dict.fromkeys(("pictured", "uses", "used"), WHOLE),
    "rate": maybe(NUMBER),
}
_DUTY = {
    **dict.fromkeys(("counted", "late"), WHOLE),
    **dict.fromkeys(("owed", "credited", "missing"), NUMBER),
    **dict.fromkeys(("instructions", "forwardings", "commissions", "marks"), by_key(WHOLE)),
}
_BY = ("unit", "kind", "category", "level", "month", "publication")
_NAMED = dict.fromkeys(_BY, maybe(TEXT))
PROBLEM = record({"place": TEXT, "code": TEXT, "message": TEXT})
ERROR = record(
    {
        "code": TEXT,
        "status": WHOLE,
        "message": TEXT,
        "hint": maybe(TEXT),
        "problems": several(PROBLEM),
    }
)
DEED = {
    "type": "object",
    "properties": {"id": maybe(WHOLE), "said": TEXT},
    "required": ["id", "said"],
}


def _scores() -> Node:
    return record({**TOP, "units": several(UNIT)}, persons=several(PERSON))


def _side_by_side() -> Node:
    sums = {"points": NUMBER, "mean": NUMBER}
    own = {"office": TEXT, **dict.fromkeys(("units", "received", "uses"), WHOLE)}
    office = {"place": maybe(WHOLE), **own, **sums, "scheme": TEXT}
    group = {"place": maybe(WHOLE), "group": TEXT, "offices": WHOLE, "units": WHOLE, **sums}
    places = dict.fromkeys(("place", "of_group", "at_home"), maybe(WHOLE))
    unit = {**places, **dict.fromkeys(("unit", "office", "group"), TEXT), "points": NUMBER}
    rows = {"offices": office, "groups": group, "units": unit}
    tables = {name: several(record(row)) for name, row in rows.items()}
    return record({**ANSWER, "period": SPAN, **tables})


def _ranking() -> Node:
    group = record({"group": TEXT, "standings": several(STANDING)})
    return record({**TOP, "groups": several(group)})


def _counts() -> Node:
    row = {"anyOf": [record(_USED, **_NAMED), record(_SENT, **_NAMED, group=TEXT, **_DUTY)]}
    total = {"anyOf": [record(_USED), record(_SENT, **_DUTY)]}
    return record({**TOP, "by": {"enum": [*_BY]}, "rows": several(row), "total": total})


def _written() -> Node:
    fields = {**ANSWER, "command": TEXT, "dry_run": FLAG, "id": maybe(WHOLE)}
    return record({**fields, "done": several(DEED)})


_KINDS: Mapping[Kind, Node] = {
    Kind.NAMES: several(TEXT),
    Kind.AUTHORS: several(record({"name": TEXT, "unit": TEXT})),
    Kind.DAY: maybe(DAY),
    Kind.FIGURE: maybe(NUMBER),
    Kind.WHOLE: maybe(WHOLE),
    Kind.FLAG: maybe(FLAG),
}


def _list(fact: Fact[Any]) -> Node:
    """A list of facts: with `--columns` some of the fields are left out."""
    row = record({}, **{field.key: _field(field) for field in fact.listed})
    return record({**ANSWER, fact.plural: several(row)})


def _field(field: Field) -> Node:
    if field.kind is Kind.AUTHORS or (field.shown and field.kind is not Kind.NAMES):
        return {"type": ["string", "integer", "null"]}
    return _KINDS.get(field.kind, maybe(TEXT))


def _owed() -> Node:
    one = record({"unit": TEXT, "deadline": DAY, "missing": NUMBER})
    apart = dict.fromkeys(("overdue", "coming", "later"), several(one))
    return record({**TOP, "windows": several(WINDOW), **apart})


def _reminder() -> Node:
    one = record({"unit": TEXT, "missing": NUMBER})
    apart = dict.fromkeys(("overdue", "coming", "later"), several(one))
    return record({**ANSWER, "message": TEXT, "day": DAY, "deadline": maybe(DAY), **apart})


def _forecast() -> Node:
    stand = record({"points": NUMBER, "place": maybe(WHOLE)})
    now = {"unit": TEXT, "missing": NUMBER, "now": stand, "one_more": stand, "all": maybe(stand)}
    return record({**ANSWER, "period": SPAN, "day": DAY, "units": several(record(now))})


def _prizes() -> Node:
    awarded = {"place": WHOLE, "unit": TEXT}
    prize = record({**awarded, "amount": maybe(NUMBER), "note": maybe(TEXT)}, person=TEXT)
    undecided = record(
        {
            "places": several(WHOLE),
            "units": several(TEXT),
            "amounts": several(maybe(NUMBER)),
            "ways": by_key(NUMBER),
            "because": TEXT,
        }
    )
    open_ = {"undecided": several(undecided)}
    group = record({"group": TEXT, "prizes": several(prize), **open_})
    awards = several(record(awarded, person=TEXT))
    title = record({"title": TEXT, "group": TEXT, "awards": awards, **open_})
    keys = ("clause", "rule", "because", "item", "on", "window")
    line = record({"amount": NUMBER, **{key: LINE["properties"][key] for key in keys}})
    paid = {"amount": NUMBER, "lines": several(line)}
    persons = several(record({"person": TEXT, **paid}))
    fee = record({"unit": TEXT, **paid, "persons": persons})
    given = {"groups": several(group), "titles": several(title), "fees": several(fee)}
    return record({**TOP, **given, "settled": maybe(NUMBER)})


_REPORT = record({"id": WHOLE, "ref": TEXT, "unit": TEXT, "title": TEXT, "received": DAY})


def _search() -> Node:
    return record(
        {
            **ANSWER,
            "reports": several(_REPORT),
            "units": several(record({"id": WHOLE, "unit": TEXT, "group": TEXT})),
            "reporters": several(record({"unit": TEXT, "name": TEXT})),
            "issues": several(record({"id": WHOLE, "name": TEXT, "issued": maybe(DAY)})),
        }
    )


def _odd() -> Node:
    pair = record({"share": NUMBER, "first": _REPORT, "second": _REPORT})
    heap = record({"unit": TEXT, "day": DAY, "reports": WHOLE, "of_month": WHOLE})
    pairs = {"copies": several(pair), "slices": several(pair)}
    rest = {"heaps": several(heap), "short": several(_REPORT), "shortest": maybe(WHOLE)}
    return record({**ANSWER, **pairs, **rest})


def _shared() -> Node:
    return record({**ANSWER, "first": _REPORT, "second": _REPORT, "shared": several(TEXT)})


def _standing() -> Node:
    """Where the office stands; without a file only what to do next is told."""
    last = record({"name": TEXT, "from": DAY, "to": DAY, "over": FLAG, "sealed": FLAG})
    due = record({"deadline": maybe(DAY), "missing": WHOLE})
    begun = {"office": TEXT, "today": DAY, "last": last, "due": due}
    waiting = {"held": WHOLE, "objections": WHOLE, "unread": WHOLE}
    always: dict[str, Node] = {**ANSWER, "file": maybe(TEXT), "next": several(TEXT)}
    return record(always, **begun, **waiting)


def _pairs() -> Node:
    """What lacks its other half."""
    half = {"missing": {"enum": ["sheet", "text", "answer", "delivery"]}, "since": DAY}
    told = {"unit": TEXT, "title": TEXT, "due": maybe(DAY), "ref": maybe(TEXT)}
    return record({"schema": {"const": 1}, "period": SPAN, "halves": several(record(half | told))})


ANSWERS: Mapping[str, Callable[[], Node]] = {
    "score": _scores,
    "explain": _scores,
    "rank": _ranking,
    "reward": _prizes,
    "due": _owed,
    "due-message": _reminder,
    "due-forecast": _forecast,
    "find": _search,
    "find-alike": _odd,
    "find-shared": _shared,
    "status": _standing,
    "rollup": _side_by_side,
    "stats": _counts,
    "pairs": _pairs,
    "write": _written,
    "error": lambda: record({**ANSWER, "error": ERROR}),
    **DESK,
    **SCHEMES,
    **FILE,
    **PAPERS,
}


def names() -> list[str]:
    """What there is a schema of: the lists of facts by their nouns, and the other answers."""
    return [*FACTS, *ANSWERS]


def schema(name: str) -> Node:
    """The schema of an answer of `names`."""
    shape = ANSWERS[name]() if name in ANSWERS else _list(FACTS[name])
    return {"$schema": _DIALECT, "title": f"inforeport {name} --json", **shape}
