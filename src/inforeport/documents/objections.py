"""The list of objections."""

from collections.abc import Iterable, Mapping

from inforeport.documents.page import Table, grid
from inforeport.model import Objection, number_of
from inforeport.words import message

OUTCOMES = {"upheld": "成立", "dismissed": "不成立"}
"""How an objection may end, as the office writes it."""


def objections(known: Iterable[Objection], words: Mapping[str, str]) -> Table:
    """The objections with what they are about and how they ended."""
    heads = {
        "id": message("no."),
        "on": message("day"),
        "unit": message("unit"),
        "period": message("period"),
        "item": message("report"),
        "text": message("objection"),
        "settled": message("settled on"),
        "outcome": message("outcome"),
        "reason": message("reason"),
    }
    rows = [
        (
            *(one.id, one.on, one.unit, one.period.name if one.period else None),
            number_of(one.item) if one.item else None,
            *(one.text, one.settled, words.get(one.outcome or "", one.outcome), one.reason),
        )
        for one in known
    ]
    return grid(message("Objections"), heads, rows)
