"""Things without their other half, on the screen and for programs."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from inforeport.documents.page import Table, grid, trimmed
from inforeport.documents.records import Record, span
from inforeport.model.pairs import Half, Missing
from inforeport.period import Period
from inforeport.words import Text, message

_HEADS: Mapping[Missing, Text] = {
    "answer": message("Instructions of which nothing was reported since"),
    "delivery": message("Commissions of which nothing was delivered"),
    "sheet": message("Reports without the photo of the signed sheet"),
    "text": message("Signed sheets without the text of the report"),
}


def tables(halves: Sequence[Half]) -> list[Table]:
    """A table for each kind of what is missing."""
    return [_table(name, [*some]) for name, some in groupby(halves, key=lambda one: one.missing)]


def _table(name: Missing, halves: Sequence[Half]) -> Table:
    heads = {
        "unit": message("unit"),
        "title": message("title"),
        "since": message("since"),
        "due": message("deadline"),
        "ref": message("report"),
    }
    rows = [(one.unit, one.title, one.since, one.due, one.ref) for one in halves]
    return trimmed(grid(_HEADS[name], heads, rows), "due", "ref")


def record(period: Period, halves: Sequence[Half]) -> Record:
    """`pairs --json`."""
    names = ("missing", "unit", "title", "since", "due", "ref")
    rows = [{name: getattr(one, name) for name in names} for one in halves]
    return {"schema": 1, "period": span(period), "halves": rows}
