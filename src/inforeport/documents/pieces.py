"""What came in, on the screen and for programs: letters, their pieces, what became of each."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from msgspec.structs import replace

from inforeport.documents import contacts
from inforeport.documents.page import Cell, Page, Several, Table, grid, trimmed
from inforeport.fields import FACTS, SUBMISSION, Fact
from inforeport.model import number_of
from inforeport.model.desk import STATES, Ended, Kept, Remark
from inforeport.words import N_, Message, Text, message

Say = Callable[[Text], str]
Record = dict[str, Any]
Remarks = Mapping[int, Sequence[Remark]]
"""What there is to remark of pieces beside what became of them, by their numbers."""

_CONTACTS = {"phone", "mobile", "email", "sender"}

_OF_MESSAGE = {"sender": N_("sender"), "sent": N_("sent on"), "named": N_("called after")}
"""What is kept of the message in which a report came, beside its fields."""

_CALLED_BY = {"unit": "unit", "reporter": "name"}
"""By which of its cells a piece is called in a list, where it is not its title."""


def pieces(kept: Iterable[Kept], remarks: Remarks) -> Table:
    """Pieces of letters, one row each."""
    heads = {
        "piece": message("no."),
        "came": message("came"),
        "letter": message("letter"),
        "place": message("where"),
        "unit": message("unit"),
        "title": message("what"),
        "received": message("day of receipt"),
        "state": message("state"),
        "report": message("report"),
        "remark": message("remark"),
    }
    rows = [_row(one, remarks.get(one.id, ())) for one in kept]
    return trimmed(grid(message("What came in"), heads, rows), "report", "remark")


def _row(kept: Kept, remarks: Sequence[Remark]) -> tuple[Cell, ...]:
    cells = kept.words.cells
    remarks_told = (
        *([reason(kept)] if kept.reason else []),
        *(one.what for one in remarks),
        *([kept.why] if kept.why else []),
    )
    return (
        *(kept.id, kept.letter.came, kept.letter.name, kept.place, unit_of(kept)),
        *(called(kept), cells.get("received"), Message(STATES[kept.state])),
        *(plain_number(kept.label), Several(remarks_told) if remarks_told else None),
    )


def unit_of(kept: Kept) -> str | None:
    """Whose it is; of one that waits, what is written there."""
    return kept.unit or kept.words.cells.get("unit")


def called(kept: Kept) -> str | None:
    """What a piece is called in a list."""
    return kept.words.cells.get(_CALLED_BY.get(kept.fact, "title"))


def plain_number(label: str | None) -> str | None:
    """A number as people write it: without the sign that tells it from the office's own."""
    return number_of(label) if label else None


def reason(kept: Kept) -> Text:
    """Why a piece is held, and what it may be or be of."""
    if kept.reason is None:
        return ""
    if not kept.reason.near:
        return kept.reason.said
    near = [number_of(one) for one in kept.reason.near]
    return message("{why} (perhaps {near})", why=kept.reason.said, near=near)


def piece_page(kept: Kept, issuer: str, day: date) -> Page:
    """One piece with all that it says."""
    table = grid(
        message("Piece {number} of {letter}", number=kept.id, letter=kept.letter.name),
        {"field": message("field"), "says": message("what it says")},
        [*_about(kept), *_says(kept)],
    )
    return Page(table.caption, issuer, day, (table,))


def _about(kept: Kept) -> list[tuple[Cell, ...]]:
    """What is to be told of a piece beside its words."""
    rows: list[tuple[Text, Cell]] = [
        (message("came"), kept.letter.came),
        (message("where"), kept.place),
        (message("what it is"), Message(FACTS[kept.fact].many)),
        (message("state"), Message(STATES[kept.state])),
        (message("report"), plain_number(kept.label)),
        (message("held for"), reason(kept) or None),
        (message("why"), kept.why),
        (message("sender"), kept.letter.sender),
        (message("subject"), kept.letter.subject),
    ]
    return [one for one in rows if one[1] is not None]


def _says(kept: Kept) -> list[tuple[Cell, ...]]:
    """The words of a piece, by the heads that lists have above them."""
    heads = _heads(FACTS[kept.fact])
    rows: list[tuple[Cell, ...]] = [
        (heads.get(key) or _of_message(key), cell) for key, cell in kept.words.cells.items()
    ]
    rows += [(message("use"), "，".join(use.values())) for use in kept.words.uses]
    return rows + [(message("picture"), one.name) for one in kept.words.pictures]


def _of_message(key: str) -> Text:
    return Message(_OF_MESSAGE[key]) if key in _OF_MESSAGE else key


def _heads(fact: Fact[Any]) -> dict[str, str]:
    return {one.key: one.head for one in fact.fields if one.head}


def covered(kept: Kept) -> Kept:
    """A piece without telephones and mailboxes, but that there are some."""
    cells = {
        key: contacts.covered(cell) if key in _CONTACTS else cell
        for key, cell in kept.words.cells.items()
    }
    return replace(kept, words=replace(kept.words, cells=cells))


def record(kept: Kept, say: Say, remarks: Sequence[Remark] = ()) -> Record:
    """A piece for programs, with what became of it."""
    fields = {
        "piece": kept.id,
        "letter": kept.letter.name,
        "place": kept.place,
        "fact": kept.fact,
        "state": kept.state,
        "report": kept.label if kept.fact == SUBMISSION.table else None,
        "number": kept.number,
        "code": kept.code,
        "reason": say(kept.reason.said) if kept.reason else None,
        "near": list(kept.reason.near) if kept.reason else [],
        "why": kept.why,
        "remarks": [say(one.what) for one in remarks],
    }
    return fields | {
        "cells": dict(kept.words.cells),
        "uses": [dict(one) for one in kept.words.uses],
    }


def letter_record(ended: Ended, say: Say) -> Record:
    """A letter for programs, with its pieces."""
    return {
        "letter": ended.letter.name,
        "kind": ended.letter.kind,
        "again": ended.again,
        "pieces": [record(covered(one), say) for one in ended.pieces],
    }
