"""What a search came to, and what is odd of the reports of a period, looked at together."""

from datetime import date

from msgspec import Struct

from inforeport.model.facts import Bulletin, Submission
from inforeport.model.parties import Reporter, Unit


class Found(Struct, frozen=True):
    """Everything in which some words stand, kind by kind."""

    reports: tuple[Submission, ...] = ()
    units: tuple[Unit, ...] = ()
    reporters: tuple[Reporter, ...] = ()
    issues: tuple[Bulletin, ...] = ()


class Alike(Struct, frozen=True):
    """Two reports whose texts have a share in common, from 0 to 1, the earlier first."""

    first: Submission
    second: Submission
    share: float


class Heap(Struct, frozen=True):
    """So many reports of a unit on its last day of a month with any, of so many in all of it."""

    unit: str
    day: date
    count: int
    of: int


class Odd(Struct, frozen=True):
    """What a clerk looks at before counting: no point is taken for any of it.

    `copies` are of two units, `slices` of one within some days: one event in several reports.
    `short` are the reports below the length that a rule asks for, `limit`.
    """

    copies: tuple[Alike, ...] = ()
    slices: tuple[Alike, ...] = ()
    heaps: tuple[Heap, ...] = ()
    short: tuple[Submission, ...] = ()
    limit: int | None = None
