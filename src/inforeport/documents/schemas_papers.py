"""The shapes of what commands answer that make many papers at once; see `schemas`."""

from collections.abc import Callable, Mapping

from inforeport.documents.schemas_parts import (
    ANSWER,
    FLAG,
    NUMBER,
    SPAN,
    TEXT,
    WHOLE,
    Node,
    maybe,
    record,
    several,
)


def _month() -> Node:
    counts = {"pages": maybe(WHOLE), "sides": maybe(WHOLE), "copies": WHOLE, "sheets": maybe(WHOLE)}
    paper = record({"paper": TEXT, "called": TEXT, "files": several(TEXT), **counts})
    first = record({"group": TEXT, "units": several(TEXT), "points": NUMBER})
    return record(
        {
            **ANSWER,
            "period": SPAN,
            "sealed": FLAG,
            "folder": TEXT,
            "open": several(record({"about": TEXT, "said": TEXT})),
            "first": several(first),
            "papers": several(paper),
            "none": several(record({"paper": TEXT, "code": TEXT, "why": TEXT})),
        }
    )


PAPERS: Mapping[str, Callable[[], Node]] = {"month": _month}
