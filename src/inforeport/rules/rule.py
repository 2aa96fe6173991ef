"""What a kind of rule is: its figures, and all that a scheme asks of it.

The kinds themselves stand in files of their own; a kind that says nothing of a question leaves the
answer that is given here.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, ClassVar, NamedTuple, get_args

from msgspec import Struct

from inforeport.model import Due, Facts, Measure, Reporter, ScoreLine
from inforeport.model.apart import EACH
from inforeport.period import Look, Per, Period
from inforeport.rules.above import Above
from inforeport.rules.answers import Claim, Following, Handed, Marking, Reading, Way
from inforeport.rules.phrases import Words
from inforeport.rules.remarks import At, Remarks, Table, tables_of
from inforeport.rules.where import HISTORY, But, Only, Where, stated, told_apart
from inforeport.words import Text, message

_LOOKS: tuple[Look, ...] = get_args(Look)


class Credit(NamedTuple):
    """That a report counts for a unit's duty in the window that begins on a day.

    It counts as `part`, of the `weight` that the whole report has for all who share it.
    """

    item: str
    unit: str
    window: date
    part: Decimal = Decimal(1)
    weight: Decimal = Decimal(1)


class Rule(Table, frozen=True, kw_only=True):
    """A function from facts to lines; its figures are the fields of a frozen record.

    `columns` are the parts that it gives points in, by the words people read; `readings` what
    notices leave open of it; `keyed` the figures that may be tables of words, and the condition
    that names such words. `asks` are the conditions that its facts can meet. `dated` says that a
    rule in force for some days is for the facts of those days, `of_sum` that it changes a sum,
    `of_rate` that its measure is a part of one, `of_each` that it judges each unit, so that it may
    judge each person.
    `tells` are the terms of its entry that its own sentences tell.
    """

    columns: ClassVar[Mapping[str, str]] = {}
    readings: ClassVar[tuple[Reading, ...]] = ()
    keyed: ClassVar[Mapping[str, str]] = {}
    dated: ClassVar[bool] = False
    of_sum: ClassVar[bool] = False
    of_rate: ClassVar[bool] = False
    of_each: ClassVar[bool] = False
    tells: ClassVar[frozenset[str]] = frozenset()

    # what it does

    def lines(self, facts: Facts, so_far: Sequence[ScoreLine]) -> Iterator[ScoreLine]:
        """The lines that this rule adds for one window, after the lines of the rules before it."""
        raise NotImplementedError

    def dues(self, facts: Facts, so_far: Sequence[ScoreLine] = ()) -> Iterator[Due]:
        """What each unit owed, window by window; nothing where it states no duty."""
        del facts, so_far
        yield from ()

    def credits(self, facts: Facts) -> Iterator["Credit"]:
        """Which reports count for the duty that it states, for whom and as how much."""
        del facts
        yield from ()

    def measures(self, facts: Facts) -> Iterator[Measure]:
        """What it makes of each unit, where prizes and titles may speak of that by its name."""
        del facts
        yield from ()

    @property
    def gives(self) -> tuple[str, ...]:
        """The parts that its figures can give points in, in their order."""
        return tuple(self.columns)

    @property
    def own_parts(self) -> tuple[str, ...]:
        """The parts that rows of it name, whatever part its entry stands in."""
        return ()

    @property
    def own_clauses(self) -> tuple[str, ...]:
        """The clauses that rows of it name, in place of its entry's."""
        return ()

    @property
    def reads(self) -> tuple[str, ...]:
        """Which of the dated facts it looks at, by their names in `Facts`."""
        return ()

    @property
    def tells_apart(self) -> frozenset[str]:
        """What it tells reports and uses apart by, beside their units, windows and uses' levels.

        Columns, as `submission.kind`, `item` for which report a use is of (see `Apart`);
        `submissions` or `adoptions` is each of these by itself, as of a kind that says nothing.
        """
        return EACH

    @property
    def lists(self) -> frozenset[str]:
        """Which reports or uses have a line of their own."""
        return frozenset()

    @property
    def joins(self) -> tuple[str, ...] | None:
        """The parts in which it takes all lines of a report together, if it does; empty for all."""
        return None

    @property
    def sees_uses(self) -> bool:
        """Whether it asks which levels used a report."""
        return self.asks_for("used")

    @property
    def by_spans(self) -> frozenset[str]:
        """Which of them it counts in the windows in which something is owed."""
        return frozenset({"submissions"})

    @property
    def compares(self) -> bool:
        """Whether how far back it looks could matter: it asks what became of a report."""
        return any(self.asks_for(condition) for condition in HISTORY)

    @property
    def can_look(self) -> bool:
        """Whether it can look further back than its window."""
        return True

    @property
    def back(self) -> Look | None:
        """How far back it must look, whatever its entry says."""
        return None

    @property
    def of_state(self) -> bool:
        """Whether it says what holds at the end of each window, and not what is new in it."""
        return False

    # what others ask of it

    @property
    def owes(self) -> str | None:
        """What a duty that it states counts: `submitted`, `adopted`, `points`."""
        return None

    @property
    def called(self) -> str:
        """The name by which others speak of the duty or rate that it states."""
        return ""

    def following(self, clause: str) -> Iterator[Following]:
        """The rules that follow from the duty that it states in a clause."""
        del clause
        yield from ()

    @property
    def handed(self) -> Handed | None:
        """The surplus that it states for duties of others."""
        return None

    def taking(self, surplus: str) -> "Rule":
        """The same with a surplus that another rule states for it, unless it has its own."""
        del surplus
        return self

    @property
    def asks_of_units(self) -> str | None:
        """What must be on file for each unit: its `target`, `headcount` or `reporters`."""
        return None

    @property
    def marking(self) -> Marking | None:
        """The word that it has for a unit."""
        return None

    @property
    def is_for_persons(self) -> bool:
        """Whether all that it gives stands beside the units' points."""
        return False

    @property
    def repeated(self) -> str | None:
        """Of several uses of a report it keeps one: of each `item`, or at each `level`."""
        return None

    @property
    def claims(self) -> Iterator[Claim]:
        """The single things that it has points for."""
        yield from ()

    @property
    def takes_all_levels(self) -> bool:
        """Whether it prices a fact whatever its level."""
        return False

    def wheres(self) -> Iterator[tuple[At, Where]]:
        """Every table of conditions in it, with its place."""
        return ((at, table) for at, table in tables_of(self) if isinstance(table, Where))

    def conditions_apart(self, facts: Collection[str] = EACH) -> frozenset[str]:
        """What its conditions tell apart, asked of these facts."""
        conditions = (name for _, where in self.wheres() for name in stated(where))
        return frozenset().union(*(told_apart(name, facts) for name in conditions))

    @property
    def turns(self) -> frozenset[int]:
        """The days of a month after which a condition of it holds no more."""
        days = (where.by_day for _, where in self.wheres())
        return frozenset(day for day in days if day is not None)

    def asks_for(self, condition: str) -> bool:
        """Whether it asks a condition anywhere."""
        return any(condition in stated(where) for _, where in self.wheres())

    # whether it makes sense

    @property
    def asks(self) -> frozenset[str]:
        """Which conditions its facts can meet."""
        return frozenset()

    def amiss(self, written: "Written") -> Remarks:
        """What it states that changes nothing there, or cannot be."""
        del written
        yield from ()

    def amiss_below(self, above: "Above") -> Remarks:
        """What is wrong with it after the rules above it."""
        del above
        yield from ()

    # how it is told

    def sentences(self, voice: "Voice") -> Iterator[Text]:
        """The rule as its clause of the notice would say it."""
        raise NotImplementedError

    def left_open(self, voice: "Voice") -> Iterator[Way]:
        """What a notice leaves open of it, and how it is read."""
        del voice
        yield from ()


class Filtered(Rule, frozen=True, kw_only=True):
    """A rule that is about some facts only: all that its `where` lets pass, but not `unless` …"""

    where: Only = None
    unless: But = None


class Place(Struct, frozen=True, kw_only=True):
    """A rule's place in its scheme: what all rules share.

    `per` is the window it judges, `every` the windows for which something is owed inside that
    (the same where it is not given), `groups` whom it concerns (all where empty), `part` the
    column its points fall in (the rule's own where not given), `clause` the notice's number,
    `since` and `until` the first and last day of the windows it judges, where it has its own.
    `look` is how far back it compares and counts, where that is stated. `persons` says that it is
    for persons, each alone: all who are on file, or those of some kinds.
    """

    kind: str
    clause: str
    per: Per
    every: Per
    groups: tuple[str, ...] = ()
    part: str | None = None
    since: date | None = None
    until: date | None = None
    look: Look | None = None
    persons: bool | str | tuple[str, ...] | None = None


class Entry(Place, frozen=True, kw_only=True):
    """A rule in its place in the scheme."""

    rule: Rule

    @property
    def days(self) -> Period:
        """The days in which it is in force."""
        until = date.max if self.until is None else self.until + timedelta(days=1)
        return Period(self.since or date.min, until)

    @property
    def looks(self) -> Look:
        """How far back it looks: as it is stated, or as its rule must."""
        return max(self.look or "window", self.rule.back or "window", key=_LOOKS.index)

    @property
    def looks_back(self) -> bool:
        """Whether it books in each window what is new since the one before."""
        return self.looks in {"year", "ever"} and not self.rule.of_state

    @property
    def is_for_persons(self) -> bool:
        """Whether all that it gives stands beside the units' points."""
        return bool(self.persons) or self.rule.is_for_persons

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of persons that it is for; none where it is for all, or for units."""
        if isinstance(self.persons, str):
            return (self.persons,)
        return self.persons if isinstance(self.persons, tuple) else ()

    def is_for(self, person: Reporter) -> bool:
        """Whether a person is of those that it is for."""
        return person.kind in self.kinds if self.kinds else bool(self.persons)

    @property
    def parts(self) -> tuple[str, ...]:
        """The columns that this entry can give points in."""
        gives = self.rule.gives
        usual = (self.part,) if self.part and gives else gives
        return tuple(dict.fromkeys((*usual, *self.rule.own_parts)))

    @property
    def clauses(self) -> tuple[str, ...]:
        """Its clause, and those of its rows."""
        return tuple(dict.fromkeys((self.clause, *self.rule.own_clauses)))


class Written(Struct, frozen=True):
    """An entry as it stands in its file: the keys it states, and whether it gives money."""

    entry: Entry
    keys: Mapping[str, Any]
    money: bool


class Voice(Words, frozen=True, kw_only=True):
    """What a rule is told with: the words of its scheme, and its entry among the others."""

    entry: Entry
    entries: tuple[Entry, ...] = ()

    def group_words(self) -> list[str]:
        """The groups that the entry concerns."""
        return [self.groups.get(group, group) for group in self.entry.groups]

    def duties(self, names: Iterable[str]) -> Iterator[Entry]:
        """The entries that state the duties of some names or clauses."""
        wanted = {*names}
        for entry in self.entries:
            if entry.rule.owes and {entry.rule.called, entry.clause} & wanted:
                yield entry

    def duty_words(self, names: Iterable[str]) -> list[Text]:
        """Duties as their clause has it, with their name where the clause has several."""
        return [self._duty_word(name) for name in names]

    def _duty_word(self, name: str) -> Text:
        duties = [entry for entry in self.entries if entry.rule.owes]
        called = [entry.clause for entry in duties if entry.rule.called == name]
        clause = called[0] if called else name
        if called and sum(entry.clause == clause for entry in duties) > len(called):
            return message("clause {clause} (“{name}”)", clause=clause, name=name)
        return message("clause {clause}", clause=clause)
