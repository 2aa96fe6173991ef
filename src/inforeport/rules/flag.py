"""What a unit is besides its points, such as below the mark or vetoed: `flag`."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Annotated, ClassVar

from msgspec.structs import replace

from inforeport.model import Facts, ScoreLine, Unit
from inforeport.period import Look, Per, Window
from inforeport.rules.above import Above
from inforeport.rules.answers import Marking
from inforeport.rules.consequences import lacking
from inforeport.rules.editions import Formerly
from inforeport.rules.effects import EFFECTS, Effect
from inforeport.rules.marks import marks_in_words, marks_of
from inforeport.rules.met import met_by_unit, together
from inforeport.rules.phrases import AND, OR, joined, sentence
from inforeport.rules.remarks import AtLeast, Remarks
from inforeport.rules.rule import Filtered, Voice
from inforeport.rules.where import OF_MARK
from inforeport.words import N_, Message, Text, message

_LEAST: Mapping[str, str] = {
    "day": N_("in periods of a day or longer"),
    "week": N_("in every period"),
    "tenday": N_("in periods of ten days or longer"),
    "fortnight": N_("in periods of a fortnight or longer"),
    "halfmonth": N_("in periods of half a month or longer"),
    "month": N_("in periods of a month or longer"),
    "bimonth": N_("in periods of two months or longer"),
    "quarter": N_("in periods of a quarter or longer"),
    "half": N_("in periods of half a year or longer"),
    "year": N_("in periods of a year or longer"),
    "whole": N_("in the whole campaign"),
}

Reasons = dict[str, Message | str]
"""Why, by unit."""


class Flag(Filtered, frozen=True, kw_only=True):
    """A word for a unit (`flag`), for its marks, points or duties, and what follows from it.

    By marks: those of which `where` holds, at least `count` of them. By points: the sum so far is
    `below` or `above` a figure, or among the `first` or `last` so many of the group, with all who
    tie there, and nobody where all are equal. By duties: of the duties that `unmet` names windows
    are missed, at least `count`; all that `met` names are met. Where several are stated any of
    them will do, or `all` must hold. With `in_a_row` it must hold in so many windows, one after
    another, each of which binds the unit.
    """

    flag: Annotated[str, N_("the word, as it is printed")]
    effect: Annotated[
        Effect,
        N_("what follows: nothing, no place in the ranking, no title or prize"),
    ] = "none"
    applies: Annotated[Per | None, N_("only in periods at least that long, else in all")] = None
    count: Annotated[
        int, N_("how many such marks, or windows missed, it takes"), AtLeast(1), Formerly("times")
    ] = 1
    below: Annotated[Decimal | None, N_("a sum below this")] = None
    above: Annotated[Decimal | None, N_("a sum above this")] = None
    first: Annotated[int | None, N_("among the first so many of the group"), AtLeast(1)] = None
    last: Annotated[int | None, N_("among the last so many of the group"), AtLeast(1)] = None
    unmet: Annotated[tuple[str, ...], N_("names or clauses of duties, one of them missed")] = ()
    all: Annotated[bool, N_("whether all that is stated must hold, else any of it")] = False
    in_a_row: Annotated[
        int, N_("in how many windows, one after another"), AtLeast(1), Formerly("running")
    ] = 1
    met: Annotated[tuple[str, ...], N_("names or clauses of duties, all of them met")] = ()

    reads = ("marks",)

    summary = N_("a word for a unit, with or without a place in the ranking, or a title")
    of_each = True
    columns: ClassVar[Mapping[str, str]] = {"flag": N_("remarks")}
    asks = OF_MARK
    of_sum = True
    of_state = True

    @property
    def tells_apart(self) -> frozenset[str]:
        """Nothing: it looks at marks, sums and duties."""
        return frozenset()

    @property
    def gives(self) -> tuple[str, ...]:
        """None: it gives no points."""
        return ()

    @property
    def marking(self) -> Marking:
        """Its word and what follows."""
        return Marking(self.flag, self.effect, self.applies)

    @property
    def compares(self) -> bool:
        """Whether marks are counted."""
        return (self.where is not None and self.count > 1) or super().compares

    @property
    def back(self) -> Look | None:
        """Over the windows before, where it takes several running."""
        return "ever" if self.in_a_row > 1 else None

    def lines(self, facts: Facts, so_far: Sequence[ScoreLine]) -> Iterator[ScoreLine]:
        """A line of nothing for each unit that is flagged, with the reason."""
        why = self._reasons_now(facts, so_far)
        if self.in_a_row > 1:
            why = self._running(facts, so_far)
        for unit in facts.units:
            if unit.name in why:
                yield ScoreLine(
                    unit=unit.name,
                    points=Decimal(0),
                    part="flag",
                    because=message("{flag}: {why}", flag=self.flag, why=why[unit.name]),
                    flag=self.flag,
                )

    def _running(self, facts: Facts, so_far: Sequence[ScoreLine]) -> Reasons:
        """Of whom it holds in each of the last windows, one after another."""
        spans = facts.spans[-self.in_a_row :]
        each = [
            self._reasons_now(
                replace(
                    facts,
                    window=span,
                    units=_there(facts, span),
                    marks=[mark for mark in facts.marks if mark.on in span],
                    dues=tuple(due for due in facts.dues if due.judged and due.judged.last in span),
                ),
                [line for line in so_far if line.window and line.window.last in span],
            )
            for span in spans
        ]
        if len(spans) < self.in_a_row:
            return {}
        return {unit: why for unit, why in each[-1].items() if all(unit in one for one in each)}

    def _reasons_now(self, facts: Facts, so_far: Sequence[ScoreLine]) -> Reasons:
        """Of whom any, or all, of what it states holds, and why."""
        reasons_found: list[Reasons] = []
        if self.where is not None:
            reasons_found.append(self._by_marks(facts))
        if self.below is not None or self.above is not None:
            reasons_found.append(self._by_points(facts, so_far))
        if self.first is not None or self.last is not None:
            reasons_found.append(self._by_place(facts, so_far))
        names = [(name,) for name in self.unmet] if self.all else [self.unmet]
        reasons_found += [self._by_unmet(facts, unmet) for unmet in names if unmet]
        if self.met:
            reasons_found.append(self._by_met(facts))
        every = {unit: why for reasons in reasons_found for unit, why in reasons.items()}
        if self.all:
            return {
                unit: why
                for unit, why in every.items()
                if all(unit in one for one in reasons_found)
            }
        return every

    def _by_marks(self, facts: Facts) -> Reasons:
        reasons: dict[str, list[str]] = defaultdict(list)
        for mark in marks_of(facts, self):
            reasons[mark.unit].append(mark.reason)
        return {
            unit: message("{reasons}", reasons=its)
            for unit, its in reasons.items()
            if len(its) >= self.count
        }

    def _by_points(self, facts: Facts, so_far: Sequence[ScoreLine]) -> Reasons:
        return {
            unit: message("{points} points", points=points)
            for unit, points in _sums(facts, so_far).items()
            if (self.below is not None and points < self.below)
            or (self.above is not None and points > self.above)
        }

    def _by_place(self, facts: Facts, so_far: Sequence[ScoreLine]) -> Reasons:
        """Who is among the first, or the last, of those of the group that stand in its table."""
        sums, reasons = _sums(facts, so_far), Reasons()
        busy = {line.unit for line in so_far} | {due.unit for due in facts.dues if due.owed}
        listed = [it for it in facts.units if it.name in busy or not _joined(it, facts.window)]
        for unit in listed:
            group = [sums[other.name] for other in listed if other.group == unit.group]
            better = sum(points > sums[unit.name] for points in group)
            worse = sum(points < sums[unit.name] for points in group)
            is_first = self.first is not None and better < self.first
            is_last = self.last is not None and worse < self.last
            if (better or worse) and (is_first or is_last):
                reasons[unit.name] = message("place {place} of its group", place=better + 1)
        return reasons

    def _by_met(self, facts: Facts) -> Reasons:
        """Who met all of the duties that are named."""
        duties = met_by_unit(facts.dues, self.met)
        return {
            unit: message("met")
            for unit, those in duties.items()
            if all(it.binding and not it.missing for it in those)
        }

    def _by_unmet(self, facts: Facts, names: Sequence[str]) -> Reasons:
        """Who missed duties of those names, in so many windows."""
        reasons: Reasons = {}
        for unit, duties in met_by_unit(facts.dues, names).items():
            missing = together(duties).missing
            if missing and sum([duty.unmet for duty in duties]) >= self.count:
                reasons[unit] = lacking(duties, missing)
        return reasons

    def amiss_below(self, above: Above) -> Remarks:
        """A flag for nobody, for duties that nobody states, or in place of money."""
        if above.paid is not None:
            yield (), message("a flag is no money: write it as a rule")
        figures = (self.where, self.below, self.above, self.first, self.last)
        if not self._duties and all(figure is None for figure in figures):
            wrong = message(
                "it says of nobody when it holds: write where, below, above, first, last, "
                "met or unmet"
            )
            yield (), wrong
        yield from above.without_duties("unmet", self.unmet)
        yield from above.without_duties("met", self.met)

    @property
    def _duties(self) -> tuple[str, ...]:
        return (*self.unmet, *self.met)

    def sentences(self, voice: Voice) -> Iterator[Text]:
        """The word for a unit, whom it is for, and what follows."""
        reasons = joined(self._reasons(voice), AND if self.all else OR)
        if self.in_a_row > 1:
            words = {"reasons": reasons, "running": self.in_a_row}
            reasons = message("{reasons}, in {running} windows one after another", **words)
        yield sentence(message("marked “{flag}”: {reasons}", flag=self.flag, reasons=reasons))
        effect: Text = Message(EFFECTS[self.effect])
        if self.applies:
            effect = message("{when}: {effect}", when=Message(_LEAST[self.applies]), effect=effect)
        yield sentence(effect)

    def _reasons(self, voice: Voice) -> Iterator[Text]:
        if self.where is not None:
            yield marks_in_words(self, self.count, voice)
        if self.below is not None:
            yield message("a sum below {amount}", amount=voice.signed(self.below))
        if self.above is not None:
            yield message("a sum above {amount}", amount=voice.signed(self.above))
        if self.first is not None:
            yield message("among the first {count} of the group", count=self.first)
        if self.last is not None:
            yield message("among the last {count} of the group", count=self.last)
        if self.unmet:
            words = {"duties": voice.duty_words(self.unmet), "times": self.count}
            yield (
                message("{duties} not met in {times} windows or more", **words)
                if self.count > 1
                else message("{duties} not met", **words)
            )
        if self.met:
            yield message("{duties} met", duties=voice.duty_words(self.met))


def _sums(facts: Facts, so_far: Sequence[ScoreLine]) -> dict[str, Decimal]:
    """The points of each unit."""
    sums = dict.fromkeys((unit.name for unit in facts.units), Decimal(0))
    for line in so_far:
        if line.person is None and line.unit in sums:
            sums[line.unit] += line.points
    return sums


def _joined(unit: Unit, window: Window) -> bool:
    """Whether a unit joined within a window: with nothing owed and nothing given it waits."""
    return unit.since is not None and unit.since > window.start


def _there(facts: Facts, span: Window) -> tuple[Unit, ...]:
    """The units that a window binds: who joined later was neither below nor last in it."""
    bound = {slot.unit for slot in facts.slots if slot.binding and slot.window == span}
    return tuple(unit for unit in facts.units if unit.name in bound)
