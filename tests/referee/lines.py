"""Lines of points, and what an entry is told in order to give them."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Any

from referee.days import Row, Window, inside
from referee.facts import World, exact

PARTS = {"start": "base"}
"""The parts of points whose name is not that of their kind."""


@dataclass(frozen=True)
class Piece:
    """Points of a unit in a part; `given` says on which side they stand."""

    unit: str
    points: Fraction
    part: str
    given: bool
    id: Any = None
    """The fact it is of."""
    item: str | None = None
    level: str | None = None
    publication: str | None = None
    clause: str = ""


@dataclass(frozen=True)
class Line:
    """A piece, booked in a window."""

    piece: Piece
    window: Window


@dataclass(frozen=True)
class Due:
    """What a unit owed and did in a window that is judged."""

    entry: Row
    window: Window
    unit: str
    owed: Fraction
    done: Fraction
    missing: Fraction
    extra: Fraction
    unmet: int
    """In how many of its windows something is missing."""
    came: Fraction = Fraction(0)
    """How much of what is owed the window before has left; below zero what it had above."""


@dataclass(frozen=True)
class Flag:
    """A word for a unit."""

    unit: str
    word: str
    window: Window
    effect: str
    applies: str | None


@dataclass
class Ask:
    """What an entry is asked: all that is on file, what the entries before it gave, the days."""

    entry: Row
    scheme: Row
    ledger: World
    window: Window
    spans: list[Window]
    """The windows that it looks at; the last of them is the one that is asked."""
    lines: list[Line] = field(default_factory=list)
    dues: list[Due] = field(default_factory=list)

    @property
    def asof(self) -> date:
        """The day up to which the ledger is known."""
        return self.window.last

    def units(self) -> list[str]:
        """The units that it concerns."""
        groups = self.entry.get("groups") or list(self.scheme["groups"])
        return [unit for unit in self.ledger.units if self.ledger.group(unit) in groups]

    def figure(self, key: str, unit: str, default: Any = None) -> Any:
        """A figure of the entry; one that is written by group is that of the unit's group."""
        value = self.entry.get(key, default)
        if isinstance(value, dict) and value and value.keys() <= self.scheme["groups"].keys():
            return value.get(self.ledger.group(unit), default)
        return value

    def sees(self, day: date) -> bool:
        """Whether a day lies in the windows that it looks at."""
        return any(window.has(day) for window in self.spans)

    def earlier(self, unit: str) -> list[Piece]:
        """The pieces of a unit, in the parts that the entry is about."""
        of = self.entry.get("of") or None
        parts = [of] if isinstance(of, str) else of
        return [
            line.piece
            for line in self.lines
            if line.piece.unit == unit
            and (parts is None or line.piece.part in parts)
            and any(inside(line.window, window) for window in self.spans)
        ]

    def piece(self, unit: str, points: Fraction, part: str, **more: Any) -> Piece:
        """A piece of this entry, on the side of its sign where nothing else is said."""
        stated: dict[str, Any] = {"given": points >= 0, "clause": str(self.entry["clause"])} | more
        return Piece(unit, points, self.entry.get("part") or part, **stated)

    def correction(self, of: Piece, points: Fraction) -> Piece:
        """What is given back, or taken back, of a piece: alike but for its points."""
        return replace(of, points=points, clause=str(self.entry["clause"]))

    def sum_part(self) -> str:
        """The part in which a correction of a sum stands."""
        of = self.entry.get("of") or []
        parts = [of] if isinstance(of, str) else of
        return str(parts[0]) if len(parts) == 1 else "adjustment"


Giver = Callable[[Ask], Iterable[Piece]]


def difference(now: Iterable[Piece], before: Iterable[Piece]) -> list[Piece]:
    """What is new: what there is now, less what there was; equal pieces cancel."""
    counted = Counter(now)
    counted.subtract(Counter(before))
    found = []
    for piece, count in counted.items():
        points = piece.points if count > 0 else -piece.points
        found += [replace(piece, points=points)] * abs(count)
    return found


def total(pieces: Iterable[Piece]) -> Fraction:
    """The sum of pieces."""
    return sum((piece.points for piece in pieces), Fraction(0))


__all__ = ["PARTS", "Ask", "Due", "Flag", "Giver", "Line", "Piece", "difference", "exact", "total"]
