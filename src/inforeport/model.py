"""The facts of an office's ledger and what is computed from them, in the words of the trade.

Nothing here reads, stores, computes or prints.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Generic, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from inforeport.period import Period, Window
from inforeport.words import Text

R = TypeVar("R")


class Unit(Struct, frozen=True):
    """A body that reports to the office: a community, a department, a school.

    One is written when the office begins to expect reports from it. `since` and `until` are its
    first and last day; a free end means it was there before, or still is. `group` is a key of the
    scheme's groups.
    """

    name: str
    group: str
    since: date | None = None
    until: date | None = None
    aliases: tuple[str, ...] = ()
    reason: str | None = None
    id: int = 0


class Reporter(Struct, frozen=True):
    """A person who writes for a unit (信息员, 通讯员) and how to reach him, from a day to a day."""

    unit: str
    name: str
    post: str | None = None
    phone: str | None = None
    mobile: str | None = None
    email: str | None = None
    since: date | None = None
    until: date | None = None
    id: int = 0


class Submission(Struct, frozen=True):
    """One report as it arrived. `received` is the day in the office's zone.

    `ref` is the office's own number, unique where it is given; `text` is the report itself where
    the office keeps it; a withdrawn report counts nowhere but stays on file.
    """

    unit: str
    title: str
    received: date
    ref: str | None = None
    moment: str | None = None
    kind: str | None = None
    form: str | None = None
    category: str | None = None
    channel: str | None = None
    text: str | None = None
    withdrawn: str | None = None
    id: int = 0

    @property
    def label(self) -> str:
        """How the item is named in lists and lines: the office's number, else its own."""
        return self.ref or f"#{self.id}"


class Adoption(Struct, frozen=True):
    """One use of a report: by which level, whole or brief, on which day, in what.

    `unit`, `title`, `received` and `item` are those of the report, so that a rule needs no
    second look-up.
    """

    unit: str
    item: str
    title: str
    received: date
    level: str
    form: str
    on: date
    publication: str | None = None
    issue: str | None = None
    proof: str | None = None
    submission: int = 0
    bulletin: int | None = None
    id: int = 0


class Use(Struct, frozen=True, kw_only=True):
    """An adoption as somebody reports it; `ref`, or `unit` and `title`, name the report."""

    level: str
    form: str
    on: date
    ref: str | None = None
    unit: str | None = None
    title: str | None = None
    publication: str | None = None
    issue: str | None = None
    proof: str | None = None


class Attachment(Struct, frozen=True):
    """A picture or file that came with a report, byte for byte; `sha256` tells two apart."""

    name: str
    sha256: str
    content: bytes
    id: int = 0


class BulletinItem(Struct, frozen=True):
    """A report chosen for an issue: whole or brief, and its place in the issue from 1."""

    submission: Submission
    form: str
    position: int
    pictures: tuple[Attachment, ...] = ()


class Bulletin(Struct, frozen=True):
    """An issue of the office's bulletin (工作简报): a draft until it is issued.

    `number` is given on issuing, without gaps within the year; `total` runs on over the years.
    """

    id: int
    name: str
    created: date
    issued: date | None = None
    number: int | None = None
    total: int | None = None
    items: tuple[BulletinItem, ...] = ()


class Office(Struct, frozen=True):
    """Whose ledger this is: the name on its papers, the language of its screen, its time zone."""

    name: str
    language: str
    zone: str


class StoredScheme(Struct, frozen=True):
    """A scheme as it was put into the ledger, in force from a day until the next one's.

    `text` is the file as it was read and the only source; `checked` is what the program
    understood of it, kept so that it need not be read again by the same `version`.
    """

    begins: date
    title: str
    text: str
    sha256: str
    checked: bytes
    version: str
    id: int = 0


class Slot(Struct, frozen=True):
    """One window of one unit: what was received in it, and whether it binds the unit."""

    unit: str
    window: Window
    binding: bool
    submissions: tuple[Submission, ...] = ()


class Facts(Struct, frozen=True):
    """All that a rule may look at, cut to one window and to the units that a rule concerns.

    `slots` hold the same submissions by unit and by the window in which something is owed;
    `words` are the scheme's own words for its levels and forms.
    """

    units: tuple[Unit, ...] = ()
    submissions: tuple[Submission, ...] = ()
    adoptions: tuple[Adoption, ...] = ()
    slots: tuple[Slot, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)

    def word(self, key: str) -> str:
        """The scheme's word for a level or form, or the key itself."""
        return self.words.get(key, key)


class Due(Struct, frozen=True):
    """What one unit owed and sent in one window."""

    unit: str
    window: Window
    owed: int
    received: int


class ScoreLine(Struct, frozen=True, kw_only=True):
    """Points of one unit and where they come from. A score is the sum of its lines.

    `rule` and `clause` name the entry of the scheme, `item` the report if there is one, `on` its
    day, `window` the span that was judged.
    """

    unit: str
    points: Decimal
    part: str
    because: Text
    rule: str = ""
    clause: str = ""
    level: str | None = None
    item: str | None = None
    on: date | None = None
    window: Period | None = None

    def undone(self, because: Text) -> "ScoreLine":
        """The line that takes this one back: all the same but the sign and the reason."""
        return replace(self, points=-self.points, because=because, rule="", clause="")


class Score(Struct, frozen=True, kw_only=True):
    """A unit's result in a period; `parts` and `levels` are sums of `lines` by column."""

    unit: str
    group: str
    points: Decimal
    due: int = 0
    counted: int = 0
    parts: Mapping[str, Decimal] = field(default_factory=dict)
    levels: Mapping[str, Decimal] = field(default_factory=dict)
    lines: tuple[ScoreLine, ...] = ()


class Standing(Struct, frozen=True, kw_only=True):
    """A unit's place among its group; `change` is how many places it rose since last time."""

    place: int
    tied: bool
    score: Score
    change: int | None = None
    duty: str | None = None


class GroupResult(Struct, frozen=True):
    """The standings of one group, best first; `word` is the group as the scheme writes it."""

    key: str
    word: str
    standings: tuple[Standing, ...]


class Result(Struct, frozen=True, kw_only=True):
    """A period scored and ranked: what every table, paper and record of it is made from.

    `levels` are the scheme's levels, key and word, in its order; `parts` the parts that its rules
    give points in, in order; `readings` what the notice left open and how it was read.
    """

    period: Period
    scheme: StoredScheme
    groups: tuple[GroupResult, ...]
    levels: Mapping[str, str]
    parts: tuple[str, ...]
    readings: tuple[Text, ...] = ()


class Prize(Struct, frozen=True, kw_only=True):
    """Money for a place: the amount in yuan, and a note where the amount wants one."""

    place: int
    unit: str
    amount: Decimal
    note: Text | None = None


class Undecided(Struct, frozen=True, kw_only=True):
    """What the scheme does not decide: who, for which places, the amounts, what each way pays."""

    places: tuple[int, ...]
    units: tuple[str, ...]
    amounts: tuple[Decimal | None, ...]
    ways: Mapping[str, Decimal]
    because: Text


class Outcome(Struct, frozen=True):
    """What putting many on file came to: added, already there, and refused with their places."""

    added: int
    known: int
    problems: tuple["Problem", ...] = ()


class Problem(Struct, frozen=True):
    """A mistake in what somebody wrote: where, which code, and what is wrong and would be right."""

    place: str
    code: str
    what: Text


class Draft(Struct, Generic[R], frozen=True):
    """A record that came in and is not on file yet, and its place, such as `units.csv:3`.

    `heads` are the columns as the file writes them, by key, so that a mistake found later can
    name its column too.
    """

    place: str
    record: R
    heads: Mapping[str, str] = {}
