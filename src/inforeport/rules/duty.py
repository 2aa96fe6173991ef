"""What a quota owes and how it is counted: its figures, window by window.

What follows from it, and how it is told, stands in `quota`.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import groupby
from math import floor
from operator import attrgetter
from typing import Annotated, Literal, cast

from msgspec.structs import replace

from inforeport.model import Due, Facts, ScoreLine, Submission, Target
from inforeport.period import Look, Window
from inforeport.ratio import Ratio
from inforeport.rules.conditions import condition
from inforeport.rules.consequences import Consequences
from inforeport.rules.editions import Formerly
from inforeport.rules.met import met_by_unit
from inforeport.rules.phrases import points, reports
from inforeport.rules.remarks import AtLeast, Table
from inforeport.rules.rule import Credit, Voice
from inforeport.rules.shares import Authors, Joint, Lead, Others, parts_of
from inforeport.rules.then import Consequence
from inforeport.rules.where import But, Only, Where, fits, passes
from inforeport.words import N_, Text, message

_NONE = Decimal(0)
_ONE = Decimal(1)

Counts = defaultdict[date, defaultdict[str, Decimal]]
"""How many of what is counted, by the first day of the window and by unit; else nothing."""


class Season(Table, frozen=True, kw_only=True):
    """Another number in some months of the year, such as the holidays."""

    months: Annotated[tuple[int, ...], N_("in which months, as 7")]
    owed: Annotated[int, N_("how many are owed then"), AtLeast(0)]

    summary = N_("another number in some months of the year")

    def in_words(self, counted: str) -> Text:
        """Which months, and what is owed then."""
        owed = points(Decimal(self.owed)) if counted == "points" else reports(self.owed)
        return message("In the months {months} instead: {owed}.", months=self.months, owed=owed)


class Weight(Where, frozen=True, kw_only=True):
    """A row of weights: conditions, and as how many an item counts that fits all of them."""

    counts: Annotated[Ratio, N_("as how many it counts"), AtLeast(0)]

    summary = N_("a row of weights: conditions, and as how many it counts")

    def in_words(self, voice: Voice) -> Text:
        """What is counted otherwise, and as how many."""
        words = condition(self, voice) or message("all others")
        return message("Counted as {count}: {condition}.", count=self.counts, condition=words)


class Duty(Consequences, frozen=True, kw_only=True):
    """`owed` of `what` in each window, and what meeting or missing it gives, if stated here.

    `target` takes the number that is set for the unit in place of `owed`; with `heads` so many
    are owed for each so many of its staff, rounded up. `weights` count some items as more or less
    than one, `rounded_down` rounds the count down. `surplus` says whether one window's surplus
    heals another's gap (judged by the total) or each stands alone: whether the duty is met, and how
    many are missing, is the same for all that follows from it. `then` are consequences of it beside
    its own figures. `carry` takes what is missing, or above, on to the next window of the same
    year.
    """

    owed: Annotated[int, N_("how many are owed in each window"), AtLeast(0)] = 1
    target: Annotated[bool, N_("whether each unit owes the number that is set for it")] = False
    where: Only = None
    unless: But = None
    joint: Joint = "first"
    others: Others = None
    lead: Lead = None
    authors: Authors = None
    name: Annotated[str, N_("a name by which other rules speak of it")] = ""
    what: Annotated[
        Literal["submitted", "adopted", "points"],
        N_("what is counted: reports sent, reports adopted, points"),
    ] = "submitted"
    parts: Annotated[
        tuple[str, ...],
        N_("where points are counted: in which parts, else all"),
        Formerly("of"),
    ] = ()
    heads: Annotated[
        int | None,
        N_("for each so many of staff, or part of them, else for each unit"),
        AtLeast(1),
    ] = None
    seasons: Annotated[tuple[Season, ...], N_("other numbers in some months")] = ()
    weights: Annotated[tuple[Weight, ...], N_("what counts as more or less than one")] = ()
    once: Annotated[
        tuple[Literal["item"], ...],
        N_("of the uses of a report one counts, as far back as the duty looks"),
    ] = ()
    surplus: Annotated[
        Literal["heals", "stays"] | None,
        N_("whether one window's surplus makes up for another's gap"),
    ] = None
    then: Annotated[tuple[Consequence, ...], N_("what follows from it, each a table")] = ()
    rounded_down: Annotated[bool, N_("whether the count is rounded down"), Formerly("whole")] = (
        False
    )
    carry: Annotated[
        Literal["missing", "surplus", "both"] | None,
        N_("what is carried on to the next window of the year"),
    ] = None

    @property
    def back(self) -> Look | None:
        """How far back it must look: over the year where it carries on."""
        return "year" if self.carry else None

    @property
    def reads(self) -> tuple[str, ...]:
        """What is counted."""
        return {"submitted": ("submissions",), "adopted": ("adoptions",)}.get(self.what, ())

    @property
    def compares(self) -> bool:
        """Whether a report counts once."""
        return bool(self.once)

    @property
    def can_look(self) -> bool:
        """To see whether a report was counted before."""
        return bool(self.once)

    @property
    def tells_apart(self) -> frozenset[str]:
        """What it asks of reports; of uses which report each is of, for one of them counts."""
        if self.what == "points":
            return frozenset()
        once = {"item"} if self.what == "adopted" else set()
        return self.conditions_apart({*self.reads}) | once

    @property
    def by_spans(self) -> frozenset[str]:
        """Whatever is counted, in its windows."""
        return frozenset(self.reads)

    def dues(self, facts: Facts, so_far: Sequence[ScoreLine] = ()) -> Iterator[Due]:
        """What each unit owed and sent, window by window; a waived window owes nothing.

        With `carry` the windows before that of the facts are gone through too, for what they
        leave, and only those in it are told; what an earlier scheme left is as it left it.
        """
        every = self._each(facts, so_far)
        return self._carrying(every, facts) if self.carry else every

    def _each(self, facts: Facts, so_far: Sequence[ScoreLine]) -> Iterator[Due]:
        """Each window for itself, those before that of the facts too where it carries on."""
        received, owed_by = self._received(facts, so_far), self._owed_by(facts)
        due, opens = partial(replace, self._alike(facts)), date.min if self.carry else facts.opens
        for slot in facts.slots:
            unit, window = slot.unit, slot.window
            if (owed := owed_by(unit, window)) is None:
                continue
            owed = owed if slot.binding and not window.waived else _NONE
            count = received[window.start].get(unit, _NONE)
            if self.rounded_down:
                count = Decimal(floor(count))
            if window.start >= opens:
                yield due(unit=unit, window=window, owed=owed, received=count, binding=slot.binding)

    def _carrying(self, dues: Iterable[Due], facts: Facts) -> Iterator[Due]:
        """The same with what each window leaves to the next."""
        year = facts.spans[0].start if facts.spans else facts.begins
        left = {
            due.unit: due.left
            for due in facts.dues
            if year <= due.window.start
            and due.window.last < facts.begins
            and due.is_of((self.name or facts.clause,))
        }
        for due in dues:
            unit, window = due.unit, due.window
            if window.last < facts.begins:
                continue
            carried, left[unit] = self._carried(due.owed, due.received, left.get(unit, _NONE))
            carried = carried if due.binding else _NONE
            if window.start >= facts.opens:
                yield replace(due, owed=due.owed + carried, carried=carried, left=left[unit])

    def _alike(self, facts: Facts) -> Due:
        """What all dues of a window have in common."""
        return Due(
            unit="",
            window=facts.window,
            owed=_NONE,
            received=_NONE,
            name=self.name,
            what=self.what,
            general=not (self.where or self.unless),
            clause=facts.clause,
            judged=facts.window,
            heals=self.surplus != "stays",
        )

    def _owed_by(self, facts: Facts) -> Callable[[str, Window], Decimal | None]:
        """What finds what a window owes that binds a unit; none where no number is set for it."""
        if self.target:
            targets = self._targets(facts)
            return lambda unit, _: targets.get(unit)
        numbers = {window: Decimal(self._number(window)) for window in facts.spans}
        if self.heads is None:
            return lambda _, window: numbers[window]
        shares = {
            unit.name: -(-unit.headcount // self.heads)
            for unit in facts.units
            if unit.headcount is not None
        }
        return lambda unit, window: numbers[window] * shares[unit] if unit in shares else None

    def _number(self, window: Window) -> int:
        """How many are owed in a window."""
        for season in reversed(self.seasons):
            if window.last.month in season.months:
                return season.owed
        return self.owed

    def _carried(self, owed: Decimal, count: Decimal, left: Decimal) -> tuple[Decimal, Decimal]:
        """What is owed more for what was left before, and what is left: above zero is missing."""
        gap = owed + left - count
        carried = max(left, -owed)
        if self.carry == "missing":
            gap = max(gap, _NONE)
        if self.carry == "surplus":
            gap = min(gap, _NONE)
        return carried, gap

    def _targets(self, facts: Facts) -> dict[str, Decimal]:
        """The number set for each unit that is about what this quota counts."""
        numbers: dict[str, Decimal] = {}
        for target in facts.targets:
            if target.what == self.what and target.per == facts.per and self._means(target):
                numbers[target.unit] = target.n
        return numbers

    def _means(self, target: Target) -> bool:
        """Whether a target is of this quota's windows, level, category and publication."""
        where = self.where or Where()
        return all(
            _is(getattr(where, name), getattr(target, name))
            for name in ("level", "category", "publication")
        )

    def _received(self, facts: Facts, so_far: Sequence[ScoreLine]) -> Counts:
        if self.what == "submitted":
            return self._sent(facts)
        return self._adopted(facts) if self.what == "adopted" else self._points(facts, so_far)

    def _sent(self, facts: Facts) -> Counts:
        """What is credited; of what has one sender, as how many it counts is found once."""
        counts, span_of, weight_of = _nothing(), facts.span_of(), self._weight_of(facts)
        shared: list[Submission] = []
        for day, of_day in groupby(facts.submissions, attrgetter("received")):
            if (start := span_of(day)) is None:
                continue
            sent = counts[start]
            for report in of_day:
                if report.partners or report.authors:
                    shared.append(report)
                elif (weight := weight_of(report)) is not None:
                    sent[report.unit] += weight * report.n
        for credit in self._credits(shared, facts):
            counts[credit.window][credit.unit] += credit.part
        return counts

    def _weight_of(self, facts: Facts) -> Callable[[Submission], Decimal | None]:
        """What finds as how many a report counts, and none where it does not.

        It is found once for all that it tells not apart, but of a report with something by hand.
        """
        if not self._chooses:
            return lambda _: _ONE

        def weight_of(report: Submission) -> Decimal | None:
            counts = passes(self, report, report, facts)
            return self._weight(report, report, facts) if counts else None

        columns = {it.removeprefix("submission.") for it in self.tells_apart}
        if not columns <= {*Submission.__struct_fields__}:  # what became of it is asked, too
            return weight_of
        by_hand = {*facts.forwarded, *facts.instructed, *facts.marked, *facts.commissioned}
        return _once_for_alike(weight_of, attrgetter("received", *columns), by_hand)

    @property
    def _chooses(self) -> bool:
        """Whether anything is asked of a report."""
        return bool(self.where or self.unless or self.weights)

    def _is_whole(self, report: Submission) -> bool:
        """Whether a report counts as one for its sender, whatever it is."""
        return not (self._chooses or report.partners or report.authors)

    def credits(self, facts: Facts) -> Iterator[Credit]:
        """The reports that it counts, each with the part of every unit whose it is."""
        return self._credits(facts.submissions, facts)

    def _credits(self, reports: Iterable[Submission], facts: Facts) -> Iterator[Credit]:
        span_of = facts.span_of()
        for report in reports:
            start = span_of(report.received)
            if start is None:
                continue
            if self._is_whole(report):
                yield Credit(report.label, report.unit, start)
            elif passes(self, report, report, facts):
                weight = self._weight(report, report, facts)
                for unit, part in parts_of(self, report):
                    yield Credit(report.label, unit, start, part * weight * report.n, weight)

    def _adopted(self, facts: Facts) -> Counts:
        """A report counts once in a window, with `once` in all days that are looked at."""
        counts = _nothing()
        seen: set[tuple[str, date | None]] = set()
        span_of = facts.span_of()
        for fact in facts.adoptions:
            item, start = facts.items[fact.item], span_of(facts.day_of(fact))
            key = fact.item, None if self.once else start
            if start is None or key in seen or not passes(self, fact, item, facts):
                continue
            seen.add(key)
            weight = self._weight(fact, item, facts)
            for unit, part in parts_of(self, item):
                counts[start][unit] += part * weight * fact.n
        return counts

    def _points(self, facts: Facts, so_far: Sequence[ScoreLine]) -> Counts:
        counts, span_of = _nothing(), facts.span_of()
        for line in so_far:
            start = span_of(line.window.last) if line.window else None
            if (
                start is not None
                and line.person is None
                and (not self.parts or line.part in self.parts)
            ):
                counts[start][line.unit] += line.points
        return counts

    def _weight(self, fact: object, item: Submission | None, facts: Facts) -> Decimal:
        for row in self.weights:
            if fits(row, fact, item, facts):
                return cast("Decimal", row.counts)
        return _ONE

    def lines(self, facts: Facts, so_far: Sequence[ScoreLine]) -> Iterator[ScoreLine]:
        """Base, shortfall and extra of each unit that has a window to answer for."""
        dues = facts.dues or self.dues(facts, so_far)
        if self.gives:
            lines = self.judged(met_by_unit(dues), free=not self.owed and not self.target)
            yield from self.given_to(facts, lines)


def _nothing() -> Counts:
    """A count of nothing in any window, for any unit."""
    return defaultdict(partial(defaultdict, Decimal))


def _is(words: str | tuple[str, ...] | None, word: str | None) -> bool:
    return word == words or word in (words if isinstance(words, tuple) else ())


def _once_for_alike(
    weight_of: Callable[[Submission], Decimal | None],
    traits: Callable[[Submission], object],
    by_hand: Collection[str],
) -> Callable[[Submission], Decimal | None]:
    """The same, where reports with the same traits weigh the same; those by hand are each asked."""
    weights: dict[object, Decimal | None] = {}

    def weight(report: Submission) -> Decimal | None:
        if by_hand and report.label in by_hand:
            return weight_of(report)
        alike = traits(report)
        if alike not in weights:
            weights[alike] = weight_of(report)
        return weights[alike]

    return weight
