"""What the ledgers of many offices come to, side by side."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from msgspec import Struct

from inforeport.model.ledger import StoredScheme
from inforeport.period import Period

Cell = str | int | bool | Decimal | date | None
Row = tuple[Cell, ...]


class Filed(Struct, frozen=True):
    """An office whose facts lie in a folder, among those of a share of all offices there."""

    folder: Path
    share: int
    office: str

    def __str__(self) -> str:
        return f"{self.folder}:{self.office}"


Source = Path | Filed
"""What holds the facts of an office: its ledger, or a folder with those of many."""


class Ask(Struct, frozen=True, kw_only=True):
    """What is asked of each ledger: a period, as it stands on a day.

    The period is meant by its name: each office has a calendar of its own. `scheme` is another one
    in place of each office's own. `wait` are the seconds to wait for whoever writes. `rows` says
    whether the rows of the tables are wanted, which are many.
    """

    period: Period = Period()
    today: date | None = None
    scheme: StoredScheme | None = None
    wait: float | None = None
    rows: bool = False


class Place(Struct, frozen=True, kw_only=True):
    """A unit as its own office ranks it: one without a place is not ranked there."""

    office: str
    unit: str
    group: str
    points: Decimal
    place: int | None = None


class Told(Struct, frozen=True, kw_only=True):
    """What a ledger came to: whose it is, by which scheme, its units, and rows by table.

    `over` says whether the period is, on the day on which it is looked at.
    """

    path: str
    office: str
    period: Period
    scheme: str
    sha256: str
    sealed: bool
    over: bool
    received: int
    uses: int
    units: tuple[Place, ...]
    rows: Mapping[str, tuple[Row, ...]] = {}


class Taken(Struct, frozen=True, kw_only=True):
    """The facts of a ledger: whose it is, and its rows by table, in the stream format of Arrow."""

    path: str
    office: str
    tables: Mapping[str, bytes]


class OfficeRank(Struct, frozen=True, kw_only=True):
    """An office among offices, by the mean of the points of its units."""

    place: int | None
    office: str
    units: int
    received: int
    uses: int
    points: Decimal
    mean: Decimal
    scheme: str


class GroupRank(Struct, frozen=True, kw_only=True):
    """A group of units, of all offices that have it, by the mean of their points."""

    place: int | None
    group: str
    offices: int
    units: int
    points: Decimal
    mean: Decimal


class UnitRank(Struct, frozen=True, kw_only=True):
    """A unit among the units of all offices, among those of its group, and in its own office."""

    place: int | None
    of_group: int | None
    at_home: int | None
    unit: str
    office: str
    group: str
    points: Decimal


class Rollup(Struct, frozen=True, kw_only=True):
    """Offices, groups and units of all offices, best first; equal points share a place."""

    period: Period
    offices: tuple[OfficeRank, ...]
    groups: tuple[GroupRank, ...]
    units: tuple[UnitRank, ...]
    schemes: tuple[str, ...]
