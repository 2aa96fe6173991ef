"""The facts of an office's ledger, in the words of the trade, and all that a rule may look at."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct, field

from inforeport.model.parties import Author, Reporter, Unit
from inforeport.model.scores import Due, ScoreLine
from inforeport.period import Per, Window, holder
from inforeport.workdays import Workdays


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
        """What tells the item from all others: the office's number, else its own behind a `#`."""
        return self.ref or f"#{self.id}"

    @property
    def number(self) -> str:
        """How people read its label."""
        return number_of(self.label)

    @property
    def n(self) -> int:
        """How many reports it stands for."""
        return 1


class Submissions(Submission, frozen=True, gc=False):
    """As many as `n` reports that nothing asked for tells apart; what does not is not there.

    Its label is its own, and no report's. `used` are the uses of each of them, as far as these
    are asked for: the level, empty where that is not, and a day of the window.
    """

    n: int = 1
    used: tuple[tuple[str, date], ...] = ()


def number_of(label: str) -> str:
    """How people read the label of a report: its own number without the `#`, which shells eat."""
    return label.removeprefix("#")


def ends_in_use(word: str) -> bool:
    """Whether the word of a level or form says itself that it is a use: 综合采用."""
    return word.endswith(("采用", "录用", "刊用", "选用"))


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

    @property
    def n(self) -> int:
        """How many uses it stands for."""
        return 1


class Adoptions(Adoption, frozen=True, gc=False):
    """As many as `n` uses that nothing asked for tells apart; what does not is not there."""

    n: int = 1


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


class Slot(Struct, frozen=True, gc=False):
    """One window of one unit, and whether it binds the unit."""

    unit: str
    window: Window
    binding: bool


class Facts(Struct, frozen=True):
    """All that a rule may look at, cut to one window and to the units that a rule concerns.

    `items` are the reports that any of the facts is about, by their labels, those of other windows
    too; `instructed` and `forwarded` are all instructions on and forwardings of such a report
    there ever were, `marked` all marks on it, `commissioned` since when a report is asked for that
    answers a commission;
    `used` are the levels that used a report, as far as the rule looks. `window` is the one that is
    judged; `spans` are the windows inside it in which something is owed, each a `per`, and `slots`
    the same by unit; `opens` is the first day of the first of them that is the window's own, where
    a rule looks further back. `words` are the scheme's own words for its levels, forms and
    codes, `media` its classes of publications; `unstated` is the form of a use whose form nobody
    stated. `dues` are what the quotas above made of the window, `scored` the lines of points
    where money is asked for. `clause` is that of the entry that is asked. `asof` is the day up
    to which all is known, `begins` the first day on which the entry that is asked decides what
    windows give, `workdays` are the days on which the office works, `reporters` all persons
    there ever were, without how to reach them.
    """

    units: tuple[Unit, ...] = ()
    submissions: Sequence[Submission] = ()
    adoptions: Sequence[Adoption] = ()
    slots: Sequence[Slot] = ()
    instructions: Sequence[Instruction] = ()
    forwardings: Sequence[Forwarding] = ()
    commissions: Sequence[Commission] = ()
    marks: Sequence[Mark] = ()
    targets: tuple[Target, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    items: Mapping[str, Submission] = field(default_factory=dict)
    instructed: Mapping[str, tuple[Instruction, ...]] = field(default_factory=dict)
    forwarded: Mapping[str, tuple[Forwarding, ...]] = field(default_factory=dict)
    marked: Mapping[str, tuple[Mark, ...]] = field(default_factory=dict)
    commissioned: Mapping[str, date] = field(default_factory=dict)
    used: Mapping[str, frozenset[str]] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    media: Mapping[str, str] = field(default_factory=dict)
    unstated: str | None = None
    counts_on: Literal["adopted", "received"] = "adopted"
    window: Window = field(default_factory=Window)
    opens: date = date.min
    asof: date = date.max
    begins: date = date.min
    reporters: tuple[Reporter, ...] = ()
    workdays: Workdays = Workdays()
    per: Per = "month"
    spans: tuple[Window, ...] = ()
    clause: str = ""
    dues: Sequence[Due] = ()
    scored: Sequence[ScoreLine] = ()

    def word(self, key: str) -> str:
        """The scheme's word for a level, form or code, or the key itself."""
        return self.words.get(key, key)

    def members(self) -> dict[str, list[str]]:
        """The persons of each unit who are there on the window's last day."""
        names: dict[str, list[str]] = {}
        for reporter in self.reporters:
            since, until = reporter.since or date.min, reporter.until or date.max
            if since <= self.window.last <= until:
                names.setdefault(reporter.unit, []).append(reporter.name)
        return names

    def media_of(self, fact: object) -> str | None:
        """The class of the publication that a use, or a line, names."""
        return self.media.get(getattr(fact, "publication", None) or "")

    def day_of(self, use: Adoption) -> date:
        """The day on which a use counts."""
        return use.on if self.counts_on == "adopted" else use.received

    def span_of(self) -> Callable[[date], date | None]:
        """What finds the span that holds a day, by its first day."""
        return holder(self.spans)
