"""The heads of a table: one row, or two where neighbours share a second head.

It says which cells a head takes and draws none of them.
"""

from collections.abc import Sequence
from itertools import groupby

from msgspec import Struct

from inforeport.documents.page import Column, Table
from inforeport.render.text import shown


class Head(Struct, frozen=True):
    """One head: its text, its first column from 0, and over how many columns and rows it goes."""

    text: str
    at: int
    across: int = 1
    down: int = 1


def head_rows(columns: Sequence[Column], language: str) -> list[list[Head]]:
    """The heads row by row, from the left.

    >>> columns = Column("a", "单位"), Column("b", "报", over="篇"), Column("c", "用", over="篇")
    >>> [[head.text for head in row] for row in head_rows(columns, "zh")]
    [['单位', '篇'], ['报', '用']]
    """
    if not any(column.over for column in columns):
        return [[Head(shown(one.head, language), at) for at, one in enumerate(columns)]]
    top: list[Head] = []
    below: list[Head] = []
    for over, run in groupby(enumerate(columns), key=lambda each: each[1].over):
        own = [(shown(one.head, language), at) for at, one in run]
        if over:
            top.append(Head(shown(over, language), own[0][1], across=len(own)))
            below += [Head(*one) for one in own]
        else:
            top += [Head(*one, down=2) for one in own]
    return [top, below]


def head_text(column: Column, language: str) -> str:
    """Both heads of a column on one line, where there is room for one row only."""
    return f"{shown(column.over, language)} {shown(column.head, language)}".strip()


def row_spans(table: Table) -> dict[int, dict[int, int]]:
    """How many rows each merged cell goes down, by row and column; nought where one is covered.

    >>> table = Table("", (Column("a", ""),), ((1,), (1,)), bands=(2,), merged=(0,))
    >>> row_spans(table)
    {0: {0: 2}, 1: {0: 0}}
    """
    spans: dict[int, dict[int, int]] = {}
    start = 0
    for band in table.bands:
        if band > 1:
            for at in range(start, start + band):
                spans[at] = dict.fromkeys(table.merged, 0 if at > start else band)
        start += band
    return spans
