"""Points that need no item: a start for everybody, measures made from results, pay for points."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Annotated, ClassVar, Literal

from msgspec import Meta, Struct

from inforeport.model import Facts, ScoreLine
from inforeport.rules.where import Filtered, passes
from inforeport.words import N_, message

_NONE = Decimal(0)
_DIGITS = 9  # a third is no reason for a step more or less


class Start(Struct, frozen=True, kw_only=True):
    """Points that every unit starts each window with."""

    points: Annotated[Decimal, Meta(description=N_("points of each unit"))]

    reads: ClassVar[tuple[str, ...]] = ()

    @property
    def parts(self) -> tuple[str, ...]:
        """The base."""
        return ("base",)

    def lines(self, facts: Facts, so_far: Sequence[ScoreLine]) -> Iterator[ScoreLine]:
        """A line for each unit."""
        del so_far
        because = message("to start with")
        for unit in facts.units:
            yield ScoreLine(unit=unit.name, points=self.points, part="base", because=because)


class Band(Struct, frozen=True, kw_only=True):
    """A row of a measure: from a figure on, below another, the points; with a `step` for each step.

    A step of 0.01 with `below = 0.3` gives the points for each point of percentage below 30.
    """

    points: Annotated[Decimal, Meta(description=N_("points of a rate in this band"))]
    least: Annotated[Decimal | None, Meta(description=N_("a rate of at least this"))] = None
    below: Annotated[Decimal | None, Meta(description=N_("a rate below this"))] = None
    step: Annotated[
        Decimal | None, Meta(description=N_("the points are for each step from the limit"))
    ] = None
    part: Annotated[
        Literal["nothing", "whole", "share"],
        Meta(description=N_("what a part of a step counts as")),
    ] = "nothing"

    def holds(self, rate: Decimal) -> bool:
        """Whether a rate lies in the band."""
        return (self.least is None or rate >= self.least) and (
            self.below is None or rate < self.below
        )

    def worth(self, rate: Decimal) -> Decimal:
        """What a rate in the band gives."""
        if not self.step:
            return self.points
        limit = self.below if self.below is not None else self.least or _NONE
        steps = round(abs(rate - limit) / self.step, _DIGITS)
        if self.part != "share":
            rounding = ROUND_FLOOR if self.part == "nothing" else ROUND_CEILING
            steps = steps.to_integral_value(rounding)
        return self.points * steps


class Rate(Filtered, frozen=True, kw_only=True):
    """Points for a rate: of reports sent those used, or in time; of what was owed what was sent.

    `where` and `unless` choose among the reports. Who sent, or owed, nothing has no rate.
    """

    measure: Annotated[
        Literal["adopted", "in time", "met"],
        Meta(description=N_("used of those sent, in time of those sent, sent of those owed")),
    ]
    bands: Annotated[
        tuple[Band, ...], Meta(description=N_("a table of bands; the first that holds counts"))
    ]
    of: Annotated[tuple[str, ...], Meta(description=N_("for met: names or clauses of quotas"))] = ()

    reads: ClassVar[tuple[str, ...]] = ("submissions", "adoptions")

    @property
    def parts(self) -> tuple[str, ...]:
        """The part of measures."""
        return ("rate",)

    def lines(self, facts: Facts, so_far: Sequence[ScoreLine]) -> Iterator[ScoreLine]:
        """A line for each unit whose rate lies in a band."""
        del so_far
        for unit, (part, whole) in self._counts(facts).items():
            band = next((one for one in self.bands if whole and one.holds(part / whole)), None)
            if band:
                because = message("{part} of {whole}", part=part, whole=whole)
                points = band.worth(part / whole)
                yield ScoreLine(unit=unit, points=points, part="rate", because=because)

    def _counts(self, facts: Facts) -> dict[str, tuple[Decimal, Decimal]]:
        found: dict[str, list[Decimal]] = defaultdict(lambda: [_NONE, _NONE])
        if self.measure == "met":
            for due in facts.dues:
                if not self.of or due.is_of(self.of):
                    found[due.unit][0] += min(due.received, due.owed)
                    found[due.unit][1] += due.owed
        else:
            used = {use.item for use in facts.adoptions}
            for one in facts.submissions:
                if passes(self, one, one, facts):
                    good = one.label in used if self.measure == "adopted" else not one.late
                    found[one.unit][0] += good
                    found[one.unit][1] += 1
        return {unit: (part, whole) for unit, (part, whole) in found.items()}


class Pay(Struct, frozen=True, kw_only=True):
    """Money for points: so many yuan for each point a unit has in the window (`above` a figure)."""

    each: Annotated[Decimal, Meta(description=N_("yuan for each point"))]
    above: Annotated[Decimal, Meta(description=N_("only for points above this"))] = _NONE
    of: Annotated[tuple[str, ...], Meta(description=N_("the parts it is about, else all"))] = ()
    whom: Annotated[
        Literal["units", "persons"], Meta(description=N_("whether units are paid, or persons"))
    ] = "units"

    reads: ClassVar[tuple[str, ...]] = ()

    @property
    def parts(self) -> tuple[str, ...]:
        """The part of pay."""
        return ("pay",)

    def lines(self, facts: Facts, so_far: Sequence[ScoreLine]) -> Iterator[ScoreLine]:
        """A line for each unit, or person, that has points to be paid for."""
        del so_far
        sums: dict[tuple[str, str | None], Decimal] = defaultdict(Decimal)
        for line in facts.scored:
            if (not self.of or line.part in self.of) and (line.person is None) is (
                self.whom == "units"
            ):
                sums[line.unit, line.person] += line.points
        for (unit, person), points in sums.items():
            if points > self.above:
                paid = points - self.above
                because = message("{points} points at {each}", points=paid, each=self.each)
                yield ScoreLine(
                    unit=unit, points=paid * self.each, part="pay", because=because, person=person
                )
