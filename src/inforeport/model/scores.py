"""What facts come to: what was owed, lines of points, scores, places, prizes."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from msgspec import Struct, field
from msgspec.structs import replace

from inforeport.model.ledger import StoredScheme
from inforeport.period import Period, Window
from inforeport.words import Text


class Due(Struct, frozen=True, gc=False):
    """What one unit owed and sent in one window, by the quota of a clause.

    `what` is counted: reports sent, reports adopted, or points. `binding` says whether the unit
    had to answer for the window at all; `name` is the quota's, by which other rules speak of it;
    a `general` one counts every report. `judged` is the longer window that decides, by the sum of
    its windows where the surplus of one `heals` the gap of another. One with a `person` is that
    person's, who writes for the unit. `carried` is how much of what is owed the window before has
    left, `left` what it leaves to the next; below zero it is what there was above.
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
    heals: bool = True
    person: str | None = None
    carried: Decimal = Decimal(0)
    left: Decimal = Decimal(0)

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
    `given` is, of a line that corrects others, how much of its points corrects what was given,
    `carried` how much a limit takes on from there to the next window.
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
    given: Decimal | None = None
    carried: Decimal | None = None

    @property
    def of_given(self) -> Decimal:
        """How much of its points is of what was given; the rest is of what was taken away."""
        return max(self.points, Decimal(0)) if self.given is None else self.given

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
        return replace(
            self, points=-self.points, given=-self.of_given, because=because, rule="", clause=""
        )


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


class Measure(Struct, frozen=True, kw_only=True):
    """How many a unit, or one of its persons, came to of what a rule counts, or of how many."""

    unit: str
    part: Decimal
    whole: Decimal | None = None
    person: str | None = None


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


TOGETHER = "+"
"""Between the keys of groups that are ranked together."""


def groups_in(key: str) -> tuple[str, ...]:
    """The groups of one list: one, or several that are ranked together."""
    return tuple(key.split(TOGETHER))


class GroupResult(Struct, frozen=True):
    """The standings of one group, best first; `word` is the group as the scheme writes it.

    Of several groups that are ranked together, `key` has the keys of all.
    """

    key: str
    word: str
    standings: tuple[Standing, ...]


class Imprint(Struct, frozen=True):
    """What stands on the papers of a sealed period: the day, whose they are, laid out as when."""

    day: date
    office: str
    edition: int


class Result(Struct, frozen=True, kw_only=True):
    """A period scored and ranked: what every table, paper and record of it is made from.

    `levels` are the scheme's levels, key and word, in its order; `parts` the parts that its rules
    give points in, in order; `readings` what the notice left open and how it was read. `persons`
    are those who have points of their own, `fees` the lines of money, `settled` what the shorter
    periods in it pay in lists of their own, where they do, `measures` by name what duties and
    rates come to that decide over prizes and titles. `untitled` are the flags that cost a title or
    prize, `unranked` those that cost the place, `words` the scheme's words for what lines and
    marks name by key, `places` the decimals that it rounds to, `names_windows` whether papers name
    the windows of lines that are not of the period itself. `imprint` is there where the period is
    sealed, `remarks` are what there is to say of the figures beside them, for the screen.
    """

    period: Period
    scheme: StoredScheme
    groups: tuple[GroupResult, ...]
    levels: Mapping[str, str]
    parts: tuple[str, ...]
    readings: tuple[Text, ...] = ()
    persons: tuple[Score, ...] = ()
    fees: tuple[ScoreLine, ...] = ()
    settled: Decimal | None = None
    measures: Mapping[str, tuple[Measure, ...]] = {}
    untitled: frozenset[str] = frozenset()
    unranked: frozenset[str] = frozenset()
    words: Mapping[str, str] = {}
    places: int | None = None
    names_windows: bool = False
    imprint: Imprint | None = None
    remarks: tuple[Text, ...] = ()


class Prize(Struct, frozen=True, kw_only=True):
    """Money for a place: the amount in yuan, and a note where the amount wants one.

    One with a `person` is that person's, who writes for the unit; what is below zero is to be paid.
    """

    place: int
    unit: str
    amount: Decimal
    note: Text | None = None
    person: str | None = None


class Award(Struct, frozen=True, kw_only=True):
    """A title that a unit, or a person who writes for it, is given for a place."""

    title: str
    place: int
    unit: str
    person: str | None = None


class Undecided(Struct, frozen=True, kw_only=True):
    """What the scheme does not decide: who, for which places, the amounts, what each way pays.

    Those of a list of `persons` are named with their units: 张三/甲社区.
    """

    places: tuple[int, ...]
    units: tuple[str, ...]
    amounts: tuple[Decimal | None, ...]
    ways: Mapping[str, Decimal]
    because: Text
    persons: bool = False
