"""What a unit is besides its points: below the mark, vetoed, without a claim to a title."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from inforeport.model import Facts, ScoreLine
from inforeport.period import Per
from inforeport.rules.task import Consequences
from inforeport.rules.totals import marked
from inforeport.rules.where import Filtered
from inforeport.words import N_, Message, message

Effect = Literal["none", "unranked", "no title"]


class Flag(Filtered, frozen=True, kw_only=True):
    """A word for a unit (`flag`), for its marks, points or duties, and what follows from it.

    By marks: those of which `where` holds, at least `times` of them. By points: the sum so far is
    `below` or `above` a figure. By duties: one of the quotas that `unmet` names is missed. Where
    several are stated any of them will do.
    """

    flag: Annotated[str, Meta(description=N_("the word, as it is printed"))]
    effect: Annotated[
        Effect,
        Meta(description=N_("what follows: nothing, no place in the ranking, no title or prize")),
    ] = "none"
    applies: Annotated[
        Per | None, Meta(description=N_("only in periods at least that long, else in all"))
    ] = None
    times: Annotated[int, Meta(description=N_("how many such marks it takes"))] = 1
    below: Annotated[Decimal | None, Meta(description=N_("a sum below this"))] = None
    above: Annotated[Decimal | None, Meta(description=N_("a sum above this"))] = None
    unmet: Annotated[tuple[str, ...], Meta(description=N_("names or clauses of quotas"))] = ()

    reads: ClassVar[tuple[str, ...]] = ("marks",)

    @property
    def parts(self) -> tuple[str, ...]:
        """None: it gives no points."""
        return ()

    def lines(self, facts: Facts, so_far: Sequence[ScoreLine]) -> Iterator[ScoreLine]:
        """A line of nothing for each unit that is flagged, with the reason."""
        why = self._by_marks(facts) | self._by_points(facts, so_far) | self._by_duties(facts)
        for unit in facts.units:
            if unit.name in why:
                yield ScoreLine(
                    unit=unit.name,
                    points=Decimal(0),
                    part="flag",
                    because=message("{flag}: {why}", flag=self.flag, why=why[unit.name]),
                    flag=self.flag,
                )

    def _by_marks(self, facts: Facts) -> dict[str, Message | str]:
        if self.where is None:
            return {}
        reasons: dict[str, list[str]] = defaultdict(list)
        for mark in marked(facts, self):
            reasons[mark.unit].append(mark.reason)
        return {
            unit: message("{reasons}", reasons=its)
            for unit, its in reasons.items()
            if len(its) >= self.times
        }

    def _by_points(self, facts: Facts, so_far: Sequence[ScoreLine]) -> dict[str, Message | str]:
        if self.below is None and self.above is None:
            return {}
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

    def _by_duties(self, facts: Facts) -> dict[str, Message | str]:
        by_unit = defaultdict(list)
        for due in facts.dues:
            if due.is_of(self.unmet):
                by_unit[due.unit].append(due)
        missing = {unit: Consequences().gaps(dues)[0] for unit, dues in by_unit.items()}
        return {
            unit: message("{missing} missing", missing=count)
            for unit, count in missing.items()
            if count
        }
