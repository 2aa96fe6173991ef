"""Schemas of what is told of the file: whose it is, its log, what was checked and found."""

from collections.abc import Callable, Mapping
from typing import Any

from inforeport.documents.schemas_parts import (
    ANSWER,
    DAY,
    FLAG,
    LINE,
    NUMBER,
    SPAN,
    TEXT,
    WHOLE,
    Node,
    maybe,
    record,
    several,
)

_FINDINGS = several(record({"place": TEXT, "code": TEXT, "what": TEXT}))
_ROW: Node = {"type": "object"}
"""A row as its table keeps it: the columns differ from table to table."""
_TOUCHED = {"table": TEXT, **dict.fromkeys(("added", "changed", "removed"), WHOLE)}
_COMMAND = record(
    {
        "number": WHOLE,
        "at": {"type": "string", "format": "date-time"},
        "who": TEXT,
        "command": TEXT,
        "undoes": maybe(WHOLE),
        "touched": several(record(_TOUCHED)),
    }
)


def _office() -> Node:
    office = record({"name": TEXT, "language": {"enum": ["zh", "en"]}, "zone": TEXT})
    return record({**ANSWER, "office": office})


def _checked() -> Node:
    keys = ("points", "part", "clause", "item", "on", "because")
    line = record({key: LINE["properties"][key] for key in keys})
    unit = {
        "unit": TEXT,
        "points": _then_and_now(NUMBER),
        "place": _then_and_now(WHOLE),
        **dict.fromkeys(("went", "came"), several(line)),
        "why": several(TEXT),
    }
    period = {"period": SPAN, "printed": DAY, "units": several(record(unit))}
    return record({**ANSWER, "findings": _FINDINGS, "periods": several(record(period))})


def _then_and_now(figure: Node) -> Node:
    return record({"printed": maybe(figure), "now": maybe(figure)})


def _log_command() -> Node:
    change = {"table": TEXT, "key": _ROW, "before": maybe(_ROW), "after": maybe(_ROW)}
    return record({**ANSWER, "command": _COMMAND, "changes": several(record(change))})


def _settings() -> Node:
    row: dict[str, Any] = {"key": TEXT, "value": maybe(TEXT), "origin": TEXT, "about": TEXT}
    return record({**ANSWER, "settings": several(record(row))})


def _health() -> Node:
    check = record({"about": TEXT, "finding": FLAG, "said": TEXT})
    return record({**ANSWER, "checks": several(check)})


def _template() -> Node:
    font = record({"name": TEXT, "installed": maybe(FLAG), "instead": maybe(TEXT)})
    departure = record(dict.fromkeys(("what", "found", "wanted"), TEXT))
    spoils = {"missing_styles": several(TEXT), "left_out": several(TEXT)}
    return record({**ANSWER, **spoils, "fonts": several(font), "departures": several(departure)})


FILE: Mapping[str, Callable[[], Node]] = {
    "office": _office,
    "check": _checked,
    "verify": lambda: record({**ANSWER, "period": SPAN, "sealed": DAY, "findings": _FINDINGS}),
    "log": lambda: record({**ANSWER, "commands": several(_COMMAND)}),
    "log-command": _log_command,
    "config": _settings,
    "doctor": _health,
    "template-check": _template,
}
"""By the noun, and the verb where it has several; `log-command` is that of `log NUMBER`."""
