"""What a unit is besides its points, such as below the mark or vetoed: `flag`."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Annotated, ClassVar

from msgspec.structs import replace

from inforeport.model import Facts, ScoreLine
from inforeport.period import Look, Per
from inforeport.rules.answers import Marking
from inforeport.rules.editions import Formerly
from inforeport.rules.effects import EFFECTS, Effect
from inforeport.rules.marks import marks_in_words, marks_of
from inforeport.rules.met import met_by_unit
from inforeport.rules.phrases import AND, OR, joined, sentence
from inforeport.rules.remarks import AtLeast, Remarks
from inforeport.rules.rule import Above, Filtered, Voice
from inforeport.rules.where import OF_MARK
from inforeport.words import N_, Message, Text, message

_LEAST: Mapping[str, str] = {
    "week": N_("in every period"),
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
    `below` or `above` a figure. By duties: of the duties that `unmet` names windows are missed, at
    least `count`; all that `met` names are met. Where several are stated any of them will do, or
    `all` must hold. With `in_a_row` it must hold in so many windows, one after another.
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
    unmet: Annotated[tuple[str, ...], N_("names or clauses of duties, one of them missed")] = ()
    all: Annotated[bool, N_("whether all that is stated must hold, else any of it")] = False
    in_a_row: Annotated[
        int, N_("in how many windows, one after another"), AtLeast(1), Formerly("running")
    ] = 1
    met: Annotated[tuple[str, ...], N_("names or clauses of duties, all of them met")] = ()

    reads = ("marks",)

    summary = N_("a word for a unit, with or without a place in the ranking, or a title")
    columns: ClassVar[Mapping[str, str]] = {"flag": N_("remarks")}
    asks = OF_MARK
    of_sum = True
    of_state = True

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
        found: list[Reasons] = []
        if self.where is not None:
            found.append(self._by_marks(facts))
        if self.below is not None or self.above is not None:
            found.append(self._by_points(facts, so_far))
        names = [(name,) for name in self.unmet] if self.all else [self.unmet]
        found += [self._by_unmet(facts, unmet) for unmet in names if unmet]
        if self.met:
            found.append(self._by_met(facts))
        every = {unit: why for reasons in found for unit, why in reasons.items()}
        if self.all:
            return {unit: why for unit, why in every.items() if all(unit in one for one in found)}
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
        sums = dict.fromkeys((unit.name for unit in facts.units), Decimal(0))
        for line in so_far:
            if line.person is None:
                sums[line.unit] += line.points
        return {
            unit: message("{points} points", points=points)
            for unit, points in sums.items()
            if (self.below is not None and points < self.below)
            or (self.above is not None and points > self.above)
        }

    def _by_met(self, facts: Facts) -> Reasons:
        """Who met all of the duties that are named."""
        duties = met_by_unit(due for due in facts.dues if due.is_of(self.met))
        return {
            unit: message("met")
            for unit, those in duties.items()
            if all(it.binding and not it.missing for it in those)
        }

    def _by_unmet(self, facts: Facts, names: Sequence[str]) -> Reasons:
        """Who missed duties of those names, in so many windows."""
        reasons: Reasons = {}
        for unit, duties in met_by_unit(due for due in facts.dues if due.is_of(names)).items():
            missing = sum((duty.missing for duty in duties), Decimal(0))
            if missing and sum(duty.unmet for duty in duties) >= self.count:
                reasons[unit] = message("{missing} missing", missing=missing)
        return reasons

    def amiss_below(self, above: Above) -> Remarks:
        """A flag for nobody, for duties that nobody states, or in place of money."""
        if above.paid is not None:
            yield (), message("a flag is no money: write it as a rule")
        if self.where is None and self.below is None and self.above is None and not self._duties:
            wrong = message(
                "it says of nobody when it holds: write where, below, above, met or unmet"
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
        if self.unmet:
            words = {"duties": voice.duty_words(self.unmet), "times": self.count}
            yield (
                message("{duties} not met in {times} windows or more", **words)
                if self.count > 1
                else message("{duties} not met", **words)
            )
        if self.met:
            yield message("{duties} met", duties=voice.duty_words(self.met))
