"""What a search came to, what is odd of the reports of a period, two texts side by side."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any

from msgspec.structs import replace

from inforeport.documents import lists
from inforeport.documents.issues import called
from inforeport.documents.page import Block, Cell, Heading, Paragraph, Table, grid
from inforeport.fields import SUBMISSION, UNIT
from inforeport.model import Submission
from inforeport.model.found import Alike, Found, Heap, Odd
from inforeport.text import fold
from inforeport.words import Message, message

Words = Mapping[str, str]

_AROUND = 12
"""So many signs of a text are shown before and behind a word."""
_PASSAGE = 6
"""The shortest passage that is marked where two texts stand side by side."""
_MARKS = "【{}】"
_REPORT = {"ref": message("no."), "unit": message("unit"), "received": message("day of receipt")}


def blocks(hits: Found, typed: Iterable[str], words: Words) -> list[Block]:
    """Everything found, kind by kind; what there is nothing of is left out."""
    first = next(iter(typed), "")
    tables = (
        grid(
            message("Reports"),
            {**_REPORT, "title": message("title"), "passage": message("passage")},
            [(*_named(one), one.title, _passage(one, first)) for one in hits.reports],
        ),
        lists.filled(UNIT, hits.units, words),
        grid(
            message("Reporters"),
            {"unit": message("unit"), "name": message("name"), "post": message("post")},
            [(one.unit, one.name, one.post) for one in hits.reporters],
        ),
        grid(
            message("Issues"),
            {"issue": message("issue"), "issued": message("issued")},
            [(called(one), one.issued) for one in hits.issues],
        ),
    )
    return [table for table in tables if table.rows] or [Paragraph(message("Nothing was found."))]


def record(hits: Found) -> dict[str, Any]:
    """The same for programs."""
    return {
        "schema": 1,
        "reports": [_report(one) for one in hits.reports],
        "units": [{"id": one.id, "unit": one.name, "group": one.group} for one in hits.units],
        "reporters": [{"unit": one.unit, "name": one.name} for one in hits.reporters],
        "issues": [{"id": one.id, "name": one.name, "issued": one.issued} for one in hits.issues],
    }


def odd_blocks(odd: Odd) -> list[Block]:
    """What is odd, kind by kind; what there is nothing of is left out."""
    short = message("Reports of fewer than {n} characters", n=odd.limit)
    tables = (
        _pairs(message("Near-copies among units"), odd.copies),
        _pairs(message("Reports of one unit on one event, perhaps"), odd.slices),
        _heaps(odd.heaps),
        replace(lists.filled(SUBMISSION, odd.short, {}), caption=short),
    )
    shown: list[Block] = [table for table in tables if table.rows]
    return shown or [Paragraph(message("Nothing is odd here."))]


def odd_record(odd: Odd) -> dict[str, Any]:
    """The same for programs."""
    return {
        "schema": 1,
        "copies": [_pair(one) for one in odd.copies],
        "slices": [_pair(one) for one in odd.slices],
        "heaps": [
            {"unit": one.unit, "day": one.day, "reports": one.count, "of_month": one.of}
            for one in odd.heaps
        ],
        "short": [_report(one) for one in odd.short],
        "shortest": odd.limit,
    }


def side_by_side(first: Submission, second: Submission) -> list[Block]:
    """Two reports one below the other, what both have in brackets."""
    first_text, other = first.text or first.title, second.text or second.title
    shared = list(_shared(first_text, other))
    shown_blocks: list[Block] = []
    for report, text, places in (
        (first, first_text, [(at, size) for at, _, size in shared]),
        (second, other, [(at, size) for _, at, size in sorted(shared, key=lambda it: it[1])]),
    ):
        facts = {"ref": report.number, "title": report.title, "unit": report.unit}
        shown_blocks.append(Heading(message("{ref}, {title} ({unit})", **facts)))
        shown_blocks.append(Paragraph(_marked(text, places)))
    return shown_blocks


def shared_record(first: Submission, second: Submission) -> dict[str, Any]:
    """The passages that two reports have in common, for programs."""
    one, other = first.text or first.title, second.text or second.title
    passages = [one[at : at + size] for at, _, size in _shared(one, other)]
    return {"schema": 1, "first": _report(first), "second": _report(second), "shared": passages}


def _shared(one: str, other: str) -> Iterator[tuple[int, int, int]]:
    """The passages that stand in both texts: where in each, and how long."""
    for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks():
        if len(fold(one[block.a : block.a + block.size])) >= _PASSAGE:
            yield block.a, block.b, block.size


def _marked(text: str, places: Iterable[tuple[int, int]]) -> str:
    parts, end = [], 0
    for start, size in places:
        parts += [text[end:start], _MARKS.format(text[start : start + size])]
        end = start + size
    return "".join([*parts, text[end:]])


def _named(report: Submission) -> tuple[Cell, ...]:
    return report.number, report.unit, report.received


def _passage(report: Submission, word: str) -> str | None:
    """Where in its text a word stands, with what is around it; nothing where its title has it."""
    text = " ".join((report.text or "").split())
    at = text.find(word)
    if not text or at < 0:
        return None
    start, end = max(at - _AROUND, 0), at + len(word) + _AROUND
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"


def _pairs(caption: Message, pairs: Iterable[Alike]) -> Table:
    heads = {
        "share": message("in common"),
        **_REPORT,
        "title": message("title"),
        "other_ref": message("the other"),
        "other_unit": message("unit"),
        "other_title": message("title"),
    }
    rows = [
        (
            *(f"{one.share:.0%}", *_named(one.first), one.first.title),
            *(one.second.number, one.second.unit, one.second.title),
        )
        for one in pairs
    ]
    return grid(caption, heads, rows)


def _heaps(heaps: Iterable[Heap]) -> Table:
    heads = {
        "unit": message("unit"),
        "day": message("day"),
        "reports": message("reports"),
        "of_month": message("in that month"),
    }
    rows = [(one.unit, one.day, one.count, one.of) for one in heaps]
    return grid(message("Most of a month on its last day"), heads, rows)


def _pair(one: Alike) -> dict[str, Any]:
    share = Decimal(f"{one.share:.2f}")
    return {"share": share, "first": _report(one.first), "second": _report(one.second)}


def _report(report: Submission) -> dict[str, Any]:
    return {
        "id": report.id,
        "ref": report.label,
        "unit": report.unit,
        "title": report.title,
        "received": report.received,
    }
