"""Two schemes over the same facts, side by side: who moves, whose duty, which prize.

Which of them is in force is not known here: the first is what is, the second what would be.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from msgspec import Struct

from inforeport.documents.page import Column, Page, Paragraph, Table
from inforeport.documents.records import Record, Say, scheme_head, span
from inforeport.documents.windows import period_text
from inforeport.figures import exact
from inforeport.model import Profile, Standing
from inforeport.model.papers import Side
from inforeport.model.scores import groups_in
from inforeport.words import Message, Text, message


class Move(Struct, frozen=True):
    """One unit under both schemes; a side is none where it is not ranked at all."""

    unit: str
    group: str
    now: Standing | None
    then: Standing | None
    prizes: tuple[Text, Text]

    @property
    def is_one(self) -> bool:
        """Whether its place, its duty or its prize changes."""
        now, then = self.now, self.then
        if now is None or then is None:
            return now is not then
        return (now.place, now.duty, self.prizes[0]) != (then.place, then.duty, self.prizes[1])

    @property
    def is_rescored(self) -> bool:
        """Whether its points change."""
        return (self.now and self.now.score.points) != (self.then and self.then.score.points)


def moves(now: Side, then: Side) -> Iterator[Move]:
    """Every unit of the one, in its order, and those that only the other has."""
    by_unit = [
        {one.score.unit: one for group in side.result.groups for one in group.standings}
        for side in (now, then)
    ]
    for unit in dict.fromkeys([*by_unit[0], *by_unit[1]]):
        pair = by_unit[0].get(unit), by_unit[1].get(unit)
        group = next(one.score.group for one in pair if one)
        prizes = now.prizes.get(unit, ""), then.prizes.get(unit, "")
        yield Move(unit, group, *pair, prizes)


def whatif_page(now: Side, then: Side, office: Profile, day: date) -> Page:
    """A table for each group: points, place, duty and prize as they are and as they would be."""
    period = period_text(now.result.period)
    titles = {"now": now.result.scheme.title, "then": then.result.scheme.title}
    title = (
        message("{period}: {now}, and what another draft would make of it", period=period, **titles)
        if titles["now"] == titles["then"]
        else message("{period}: {now}, and what {then} would make of it", period=period, **titles)
    )
    every = list(moves(now, then))
    blocks: list[Any] = [Paragraph(title, "title"), Paragraph(_summary(every))]
    left = every
    for group in (*then.result.groups, *now.result.groups):
        mine = [one for one in left if one.group in groups_in(group.key)]
        left = [one for one in left if one not in mine]
        if mine:
            blocks.append(_table(group.word, mine))
    return Page(title, office.name, day, tuple(blocks))


def whatif_record(now: Side, then: Side, say: Say) -> Record:
    """`scheme what-if --json`: each unit under both schemes."""
    units = [
        {
            "unit": one.unit,
            "group": one.group,
            "now": _under(one.now, one.prizes[0], say),
            "then": _under(one.then, one.prizes[1], say),
            "moves": one.is_one,
        }
        for one in moves(now, then)
    ]
    return {
        "schema": 1,
        "period": span(now.result.period),
        "now": scheme_head(now.result.scheme),
        "then": scheme_head(then.result.scheme),
        "units": units,
    }


def _under(standing: Standing | None, prize: Text, say: Say) -> Record | None:
    if standing is None:
        return None
    return {
        "points": exact(standing.score.points),
        "place": standing.place,
        "duty": standing.duty,
        "flags": standing.score.flags,
        "prize": say(prize) or None,
    }


def _summary(every: list[Move]) -> Message:
    moved, scored = sum(one.is_one for one in every), sum(one.is_rescored for one in every)
    if not moved and not scored:
        return message("Nothing would change.")
    return message(
        "Of {all} units {scored} would have other points, "
        "and {moved} another place, duty or prize.",
        all=len(every),
        scored=scored,
        moved=moved,
    )


def _table(word: str, its: list[Move]) -> Table:
    columns = (
        Column("unit", message("unit"), "left"),
        Column("points_now", message("points now"), "right"),
        Column("points_then", message("points then"), "right"),
        Column("difference", message("difference"), "right"),
        Column("place_now", message("place now"), "right"),
        Column("place_then", message("place then"), "right"),
        Column("duty_now", message("duty now"), "left"),
        Column("duty_then", message("duty then"), "left"),
        Column("prize_now", message("prize now"), "left"),
        Column("prize_then", message("prize then"), "left"),
    )
    rows = [_row(one) for one in its]
    kept = [
        index
        for index, column in enumerate(columns)
        if not column.key.startswith(("duty", "prize")) or any(row[index] for row in rows)
    ]
    return Table(
        word,
        tuple(columns[index] for index in kept),
        tuple(tuple(row[index] for index in kept) for row in rows),
    )


def _row(move: Move) -> tuple[Any, ...]:
    now, then = move.now, move.then
    points = [side.score.points if side else Decimal(0) for side in (now, then)]
    return (
        move.unit,
        now.score.points if now else None,
        then.score.points if then else None,
        points[1] - points[0],
        now.place if now else None,
        then.place if then else None,
        now.duty if now else None,
        then.duty if then else None,
        *move.prizes,
    )
