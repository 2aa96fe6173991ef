"""Who was sent an issue of the bulletin, who has received it (查收) and read it (阅知)."""

from datetime import date

from msgspec import Struct


class Copy(Struct, frozen=True, kw_only=True):
    """An issue as it went down to one unit.

    `received` is the day on which the unit had it, `read` that on which its leaders had read it,
    `reader` who they were. Whoever has read it has received it.
    """

    bulletin: int
    unit: str
    sent: date
    received: date | None = None
    read: date | None = None
    reader: str | None = None
    id: int = 0


class Answer(Struct, frozen=True, kw_only=True):
    """What a unit says of its copy: that it came, that it was read, or both; `place` says where."""

    unit: str
    received: date | None = None
    read: date | None = None
    reader: str | None = None
    place: str = ""
