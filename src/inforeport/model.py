"""The facts of an office's ledger and what is computed from them, in the words of the trade.

Nothing here reads, stores, computes or prints.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Generic, Literal, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from inforeport.period import Per, Period, Window, holder
from inforeport.words import Text

R = TypeVar("R")


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


class Author(Struct, frozen=True):
    """Somebody who signed a report, and the unit he wrote it for."""

    name: str
    unit: str


class Submission(Struct, frozen=True, gc=False):
    """One report as it arrived. `received` is the day in the office's zone.

    `ref` is the office's own number, unique where it is given; `text` is the report itself where
    the office keeps it; a withdrawn report counts nowhere but stays on file. `partners` are the
    other units of a joint report, `authors` stand in the order of signing, `chars` is its length
    in characters, `pictures` how many it came with, `requested_by` the level that asked for it.
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
    partners: tuple[str, ...] = ()
    authors: tuple[Author, ...] = ()
    chars: int | None = None
    pictures: int | None = None
    late: bool = False
    urgent: bool = False
    requested_by: str | None = None
    id: int = 0

    @property
    def label(self) -> str:
        """How the item is named in lists and lines: the office's number, else its own."""
        return self.ref or f"#{self.id}"


class Adoption(Struct, frozen=True, gc=False):
    """One use of a report: by which level, whole or brief, on which day, in what.

    `unit`, `title`, `received` and `item` are those of the report, so that a rule needs no
    second look-up. A `form` of none was not stated. `position` is where in the publication (头版,
    参阅), `share` the part of the use that is the unit's where somebody says so, `rewritten` the
    part of the text that the office wrote anew, `proof_on` the day the proof came in.
    """

    unit: str
    item: str
    title: str
    received: date
    level: str
    form: str | None
    on: date
    publication: str | None = None
    issue: str | None = None
    proof: str | None = None
    position: str | None = None
    share: Decimal | None = None
    rewritten: Decimal | None = None
    proof_on: date | None = None
    submission: int = 0
    bulletin: int | None = None
    id: int = 0


class Use(Struct, frozen=True, kw_only=True):
    """An adoption as somebody reports it; `ref`, or `unit` and `title`, name the report."""

    level: str
    form: str | None
    on: date
    ref: str | None = None
    unit: str | None = None
    title: str | None = None
    publication: str | None = None
    issue: str | None = None
    proof: str | None = None
    position: str | None = None
    share: Decimal | None = None
    rewritten: Decimal | None = None
    proof_on: date | None = None


class Instruction(Struct, frozen=True, kw_only=True, gc=False):
    """A leader's words on a report (批示): of which level, on which day, on whose copy of it.

    `item` is the number of the report. What is the report's own, its unit, title and day, is
    there when it is read from the file; the same holds of the records below.
    """

    item: str
    level: str
    on: date
    leader: str | None = None
    publication: str | None = None
    leader_kind: str | None = None
    unit: str = ""
    title: str = ""
    received: date = date.min
    submission: int = 0
    id: int = 0


class Forwarding(Struct, frozen=True, kw_only=True, gc=False):
    """A report that the office sent up (转报): to which level, on which day, under which name."""

    item: str
    level: str
    on: date
    name: str | None = None
    unit: str = ""
    title: str = ""
    received: date = date.min
    submission: int = 0
    id: int = 0


class Commission(Struct, frozen=True, kw_only=True, gc=False):
    """A report that was asked for (约稿): from which unit, by which day, and what came of it.

    `delivered` is the number of the report that came, `delivered_on` the day it was received.
    """

    unit: str
    title: str
    due: date
    on: date | None = None
    delivered: str | None = None
    delivered_on: date | None = None
    id: int = 0

    @property
    def outcome(self) -> Literal["delivered", "late", "missed"]:
        """Whether it came in time (the last day itself is), after its day, or not at all."""
        if self.delivered_on is None:
            return "missed"
        return "late" if self.delivered_on > self.due else "delivered"


class Mark(Struct, frozen=True, kw_only=True, gc=False):
    """What the office notes of a unit by hand, with its reason: late, missed, untrue, organised.

    `item` is the report it concerns, if it is about one; `points` are given only where the scheme
    leaves them to the office; `count` is a number that goes with it, such as a place in another
    list; `circulated` says that the unit was named for it in a circular (通报).
    """

    unit: str
    code: str
    on: date
    reason: str
    item: str | None = None
    points: Decimal | None = None
    count: int | None = None
    circulated: bool = False
    id: int = 0


class Target(Struct, frozen=True, kw_only=True):
    """A number that the scheme sets for one unit: so many of what, in each span of time."""

    unit: str
    what: Literal["submitted", "adopted", "points"]
    per: Per
    n: Decimal
    level: str | None = None
    category: str | None = None
    publication: str | None = None
    id: int = 0


class Exemption(Struct, frozen=True, kw_only=True):
    """A duty of a clause that does not bind a unit from a day to a day, and why."""

    unit: str
    clause: str
    since: date
    until: date
    reason: str
    id: int = 0


class Attachment(Struct, frozen=True):
    """A picture or file that came with a report, byte for byte; `sha256` tells two apart."""

    name: str
    sha256: str
    content: bytes
    id: int = 0
    caption: str | None = None


class BulletinItem(Struct, frozen=True):
    """A report chosen for an issue: whole or brief, and its place in the issue from 1.

    `title` and `text` are what is printed instead of the report's own, which stay as they came;
    an empty text prints none. `note` is the editor's before the text (按语).
    """

    submission: Submission
    form: str
    position: int
    pictures: tuple[Attachment, ...] = ()
    title: str | None = None
    text: str | None = None
    note: str | None = None

    @property
    def printed_title(self) -> str:
        """The title as the issue prints it."""
        return self.title or self.submission.title

    @property
    def printed_text(self) -> str:
        """The text as the issue prints it; empty where only the title is printed."""
        return (self.submission.text if self.text is None else self.text) or ""


class Bulletin(Struct, frozen=True):
    """An issue of the office's bulletin (工作简报): a draft until it is issued.

    `number` is given on issuing, without gaps within the year; `total` runs on over the years. An
    `extra` issue (增刊) is numbered in a series of its own and has no running number. `note` is
    the editor's before all items (编者按), `copies` how many are printed, `also` who gets this
    issue beside the usual recipients; `editor`, `checker` and `signer` answer for it. `withdrawn`
    says why an issue was taken back; its number stays taken.
    """

    id: int
    name: str
    created: date
    issued: date | None = None
    number: int | None = None
    total: int | None = None
    items: tuple[BulletinItem, ...] = ()
    extra: bool = False
    note: str | None = None
    copies: int | None = None
    also: str | None = None
    editor: str | None = None
    checker: str | None = None
    signer: str | None = None
    withdrawn: str | None = None
    withdrawn_on: date | None = None


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


class Slot(Struct, frozen=True, gc=False):
    """One window of one unit, and whether it binds the unit."""

    unit: str
    window: Window
    binding: bool


class Due(Struct, frozen=True, gc=False):
    """What one unit owed and sent in one window, by the quota of a clause.

    `what` is counted: reports sent, reports adopted, or points. `binding` says whether the unit
    had to answer for the window at all; `name` is the quota's, by which other rules speak of it;
    a `general` one counts every report. `judged` is the longer window whose sum decides.
    """

    unit: str
    window: Window
    owed: Decimal
    received: Decimal
    binding: bool = True
    name: str = ""
    what: str = "submitted"
    general: bool = True
    clause: str = ""
    judged: Period | None = None

    @property
    def missing(self) -> Decimal:
        """How many are still missing."""
        return max(self.owed - self.received, Decimal(0))

    def is_of(self, quotas: Sequence[str]) -> bool:
        """Whether its quota is among those named, by name or by clause."""
        return self.clause in quotas or (self.name != "" and self.name in quotas)


class ScoreLine(Struct, frozen=True, kw_only=True, gc=False):
    """Points of one unit and where they come from. A score is the sum of its lines.

    `rule` and `clause` name the entry of the scheme, `item` the report if there is one, `on` its
    day, `window` the span that was judged. A line with a `person` is that author's and not the
    unit's; one with a `flag` says what the unit is besides its points (不达标, 一票否决).
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
    publication: str | None = None
    position: str | None = None
    form: str | None = None
    person: str | None = None
    flag: str | None = None

    @property
    def source(self) -> tuple[object, ...]:
        """What the line came of: lines of one source are of one use, or of one duty."""
        clause = "" if self.item else self.clause
        whose = self.unit, self.person, self.part, clause
        return (
            *whose,
            self.item,
            self.level,
            self.publication,
            self.position,
            self.form,
            self.on,
        )

    def undone(self, because: Text) -> "ScoreLine":
        """The line that takes this one back: all the same but the sign and the reason."""
        return replace(self, points=-self.points, because=because, rule="", clause="")


class Facts(Struct, frozen=True):
    """All that a rule may look at, cut to one window and to the units that a rule concerns.

    `items` are the reports that any of the facts is about, by their labels, those of other windows
    too; `instructed` and `forwarded` are all instructions on and forwardings of such a report
    there ever were, `delivered` the reports that answer a commission. `window` is the one that is
    judged; `spans` are the windows inside it in which something is owed, each a `per`, and `slots`
    the same by unit. `words` are the scheme's own words for its levels, forms and
    codes, `media` its classes of publications; `unstated` is the form of a use whose form nobody
    stated. `dues` are what the quotas above made of the window, `scored` the lines of points
    where money is asked for.
    """

    units: tuple[Unit, ...] = ()
    submissions: Sequence[Submission] = ()
    adoptions: Sequence[Adoption] = ()
    slots: tuple[Slot, ...] = ()
    instructions: Sequence[Instruction] = ()
    forwardings: Sequence[Forwarding] = ()
    commissions: Sequence[Commission] = ()
    marks: Sequence[Mark] = ()
    targets: tuple[Target, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    items: Mapping[str, Submission] = field(default_factory=dict)
    instructed: Mapping[str, tuple[Instruction, ...]] = field(default_factory=dict)
    forwarded: Mapping[str, tuple[Forwarding, ...]] = field(default_factory=dict)
    delivered: frozenset[str] = frozenset()
    words: Mapping[str, str] = field(default_factory=dict)
    media: Mapping[str, str] = field(default_factory=dict)
    unstated: str | None = None
    counts_on: Literal["adopted", "received"] = "adopted"
    window: Window = field(default_factory=Window)
    per: Per = "month"
    spans: tuple[Window, ...] = ()
    dues: tuple[Due, ...] = ()
    scored: Sequence[ScoreLine] = ()

    def word(self, key: str) -> str:
        """The scheme's word for a level, form or code, or the key itself."""
        return self.words.get(key, key)

    def media_of(self, fact: object) -> str | None:
        """The class of the publication that a use, or a line, names."""
        return self.media.get(getattr(fact, "publication", None) or "")

    def day_of(self, use: Adoption) -> date:
        """The day on which a use counts."""
        return use.on if self.counts_on == "adopted" else use.received

    def span_of(self) -> Callable[[date], date | None]:
        """What finds the span that holds a day, by its first day."""
        return holder(self.spans)


class Score(Struct, frozen=True, kw_only=True):
    """A unit's result in a period; `parts` and `levels` are sums of `lines` by column."""

    unit: str
    group: str
    points: Decimal
    due: Decimal = Decimal(0)
    counted: Decimal = Decimal(0)
    parts: Mapping[str, Decimal] = field(default_factory=dict)
    levels: Mapping[str, Decimal] = field(default_factory=dict)
    flags: tuple[str, ...] = ()
    lines: tuple[ScoreLine, ...] = ()


class Standing(Struct, frozen=True, kw_only=True):
    """A unit's place among its group; `change` is how many places it rose since last time.

    One without a place is not ranked: it was vetoed, or has nothing to be ranked by. `running` is
    its sum since the year, or the campaign, began, where the scheme wants it shown.
    """

    place: int | None
    tied: bool
    score: Score
    change: int | None = None
    duty: str | None = None
    running: Decimal | None = None


class GroupResult(Struct, frozen=True):
    """The standings of one group, best first; `word` is the group as the scheme writes it."""

    key: str
    word: str
    standings: tuple[Standing, ...]


class Imprint(Struct, frozen=True):
    """What stands on the papers of a sealed period: the day, and whose they are."""

    day: date
    office: str


class Result(Struct, frozen=True, kw_only=True):
    """A period scored and ranked: what every table, paper and record of it is made from.

    `levels` are the scheme's levels, key and word, in its order; `parts` the parts that its rules
    give points in, in order; `readings` what the notice left open and how it was read. `persons`
    are those who have points of their own, `fees` the lines of money, `untitled` the flags that
    cost a title or prize, `unranked` those that cost the place, `words` the scheme's words for
    what lines and marks name by key. `imprint` is there where the period is sealed, `remarks` are
    what there is to say of the figures beside them, for the screen.
    """

    period: Period
    scheme: StoredScheme
    groups: tuple[GroupResult, ...]
    levels: Mapping[str, str]
    parts: tuple[str, ...]
    readings: tuple[Text, ...] = ()
    persons: tuple[Score, ...] = ()
    fees: tuple[ScoreLine, ...] = ()
    untitled: frozenset[str] = frozenset()
    unranked: frozenset[str] = frozenset()
    words: Mapping[str, str] = {}
    imprint: Imprint | None = None
    remarks: tuple[Text, ...] = ()


class Prize(Struct, frozen=True, kw_only=True):
    """Money for a place: the amount in yuan, and a note where the amount wants one."""

    place: int
    unit: str
    amount: Decimal
    note: Text | None = None


class Award(Struct, frozen=True, kw_only=True):
    """A title that a unit is given for its place."""

    title: str
    place: int
    unit: str


class Undecided(Struct, frozen=True, kw_only=True):
    """What the scheme does not decide: who, for which places, the amounts, what each way pays."""

    places: tuple[int, ...]
    units: tuple[str, ...]
    amounts: tuple[Decimal | None, ...]
    ways: Mapping[str, Decimal]
    because: Text


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


class Seal(Struct, frozen=True, kw_only=True):
    """A period that was closed: what was printed of it, and by what it was computed.

    One is written when the office closes a period, and never changed but by the day and the reason
    of its reopening. `day` is the day on its papers, `closed` the moment; `units` are the names of
    all units by their numbers then, `newest` the highest numbers in each table: what has a higher
    one is late. `schemes` are those in force, `facts` all that was on file of the period, packed,
    and `fingerprint` the sha256 of it unpacked. What was printed is JSON as `said` writes it:
    `result`, `counts`, `rewards`, and as `stationery` the small print of the prizes and the terms
    of circulars.
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
    reopened: date | None = None
    reason: str | None = None
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
