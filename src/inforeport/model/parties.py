"""Who is there: the units of an office, the people who write for them, who signed a report."""

from datetime import date

from msgspec import Struct


class Unit(Struct, frozen=True):
    """A body that reports to the office: a community, a department, a school.

    One is written when the office begins to expect reports from it. `since` and `until` are its
    first and last day; a free end means it was there before, or still is. `group` is a key of the
    scheme's groups; `headcount` its staff, where a scheme asks for so many reports a head;
    `counts_for` another unit that is given all its points (直报点).
    """

    name: str
    group: str
    since: date | None = None
    until: date | None = None
    aliases: tuple[str, ...] = ()
    reason: str | None = None
    headcount: int | None = None
    counts_for: str | None = None
    id: int = 0


class Reporter(Struct, frozen=True):
    """A person who writes for a unit (信息员, 通讯员) and how to reach him, from a day to a day.

    `kind` is what the scheme has duties by (青年, 专职), in the words of the office; `leader` is in
    charge of his work there (分管领导).
    """

    unit: str
    name: str
    post: str | None = None
    phone: str | None = None
    mobile: str | None = None
    email: str | None = None
    since: date | None = None
    until: date | None = None
    kind: str | None = None
    leader: str | None = None
    remark: str | None = None
    id: int = 0


class Author(Struct, frozen=True):
    """Somebody who signed a report, and the unit he wrote it for."""

    name: str
    unit: str
