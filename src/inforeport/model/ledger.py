"""Whose ledger it is, its schemes, its trail, what was sealed, what was objected to."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from msgspec import Struct

from inforeport.period import Period


class Profile(Struct, frozen=True):
    """Whose ledger this is: the name on its papers, the language of its screen, its time zone."""

    name: str
    language: str
    zone: str


class DayOff(Struct, frozen=True):
    """A day on which the office does not work, or `works` though it is a weekend, and why."""

    day: date
    reason: str
    works: bool = False


class StoredScheme(Struct, frozen=True):
    """A scheme as it was put into the ledger, in force from a day until the next one's.

    `text` is the file as it was read and the only source; `checked` is what the program
    understood of it, kept so that it need not be read again by the same `version`. `ends` is a
    last day that it was given beside its text.
    """

    begins: date
    title: str
    text: str
    sha256: str
    checked: bytes
    version: str
    id: int = 0
    ends: date | None = None


class Touched(Struct, frozen=True):
    """How many rows of one table a command added, changed and removed."""

    table: str
    added: int
    changed: int
    removed: int


class Command(Struct, frozen=True):
    """A command that changed the file, as its trail tells it.

    `at` is a moment in UTC. `text` is what was typed, contacts covered; it is empty where another
    program wrote into the file. `undoes` is the number of the command it took back; one that is
    `lasting` cannot be taken back itself.
    """

    number: int
    at: datetime
    who: str
    text: str
    undoes: int | None
    lasting: bool
    touched: tuple[Touched, ...] = ()


class Change(Struct, frozen=True):
    """One row that a command changed: its columns before, if it was there, and after, if it is."""

    table: str
    key: Mapping[str, Any]
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


class Witness(Struct, frozen=True):
    """The newest command of a log and its fingerprint, as somebody outside the log keeps them.

    The fingerprint is that of all commands before it too: a log that does not have it any more was
    cut, written anew, or belongs to another file.
    """

    number: int
    sha256: str


class Seal(Struct, frozen=True, kw_only=True):
    """A period that was closed: what was printed of it, and by what it was computed.

    One is written when the office closes a period, and never changed but by the day and the reason
    of its reopening. `day` is the day on its papers, `closed` the moment; `units` are the names of
    all units by their numbers then, `newest` the highest numbers in each table: what has a higher
    one is late. `schemes` are those in force, `facts` all that was on file of the period, packed,
    and `fingerprint` the sha256 of it unpacked. What was printed is JSON, packed by now:
    `result`, `counts`, `rewards`, and as `stationery` the small print of the prizes and the terms
    of circulars. `log` is the command before the one that sealed; an old seal has none.
    """

    period: Period
    day: date
    closed: str
    office: str
    version: str
    fingerprint: str
    units: Mapping[int, str] = {}
    newest: Mapping[str, int] = {}
    schemes: tuple[StoredScheme, ...] = ()
    result: bytes = b""
    counts: bytes = b""
    rewards: bytes = b""
    stationery: bytes = b""
    facts: bytes = b""
    log: Witness | None = None
    reopened: date | None = None
    reason: str | None = None
    id: int = 0


class Decision(Struct, frozen=True, kw_only=True):
    """What people decided of a tie that the scheme leaves to them, and why.

    `given` are the yuan of each unit that tied, or of each person by name and unit; of a `title`
    those who are given it, without any.
    """

    period: Period
    on: date
    reason: str
    given: Mapping[str, Decimal | None]
    title: str | None = None
    id: int = 0


class Objection(Struct, frozen=True, kw_only=True):
    """A unit's word against what was counted of it (异议), and what the office made of it.

    One is written when a unit objects. `period` is what it concerns, where one was named, `item`
    the report; `settled`, `outcome` and `reason` are there together or not at all.
    """

    unit: str
    text: str
    on: date
    period: Period | None = None
    item: str | None = None
    settled: date | None = None
    outcome: Literal["upheld", "dismissed"] | None = None
    reason: str | None = None
    id: int = 0
