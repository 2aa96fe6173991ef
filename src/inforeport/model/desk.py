"""What the office has of what came in: letters on file, their pieces, and what became of each."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from msgspec import Struct

from inforeport.words import N_, Spoken, Text

State = Literal["taken", "known", "held", "dropped"]
"""What became of a piece: put on file, on file already, waiting for somebody, left out."""

STATES: Mapping[State, str] = {
    "taken": N_("taken"),
    "known": N_("known"),
    "held": N_("held"),
    "dropped": N_("dropped"),
}
"""The same in words."""


class Picture(Struct, frozen=True):
    """A picture of a piece; its content is kept under its sha256."""

    name: str
    sha256: str
    caption: str | None = None


class Doubt(Struct, frozen=True):
    """What a reader could not settle of a piece, as it said it then."""

    place: str
    code: str
    what: Spoken


class Words(Struct, frozen=True, kw_only=True):
    """What a piece says, in its own words, by the keys of the fields."""

    cells: Mapping[str, str] = {}
    uses: tuple[Mapping[str, str], ...] = ()
    pictures: tuple[Picture, ...] = ()
    doubts: tuple[Doubt, ...] = ()


class Reason(Struct, frozen=True):
    """Why a piece is held, as it was said then, and what it may be or be of: units, reports."""

    said: Spoken
    near: tuple[str, ...] = ()


class Remark(Struct, frozen=True):
    """What there is to remark of a piece that came in, and of what sort it is.

    It came late, it is like another report, or its day is odd.
    """

    sort: Literal["late", "like", "odd"]
    what: Text


class Received(Struct, frozen=True, kw_only=True):
    """A letter on file: what it is called, what it is, and the day on which it came."""

    name: str
    kind: str
    came: date
    id: int
    sender: str | None = None
    subject: str | None = None


class Kept(Struct, frozen=True, kw_only=True):
    """A piece on file.

    `number` is that of the row which it is in the table of its `fact`, `label` what that is called
    and `unit` whose it is; `more` says that it has just brought something of it that was not on
    file. A piece that came before, and is held or was dropped, is the `same`. `came` and `now` are
    what it said and what it says since somebody corrected it, by their numbers. `code` and
    `reason` say why it is held, `why` why it was dropped.
    """

    letter: Received
    place: str
    fact: str
    state: State
    came: int = 0
    now: int = 0
    number: int | None = None
    label: str | None = None
    unit: str | None = None
    more: bool = False
    same: int | None = None
    code: str | None = None
    reason: Reason | None = None
    why: str | None = None
    words: Words = Words()
    id: int = 0


class Ended(Struct, frozen=True, kw_only=True):
    """What became of a letter: its pieces, one by one; `again` where the letter had come before."""

    letter: Received
    pieces: tuple[Kept, ...]
    again: bool = False
