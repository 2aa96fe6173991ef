"""Money for points: `pay`."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from math import floor
from typing import Annotated, ClassVar, Literal

from inforeport.model import Facts, ScoreLine
from inforeport.ratio import ratio
from inforeport.rules.above import Above
from inforeport.rules.editions import Formerly
from inforeport.rules.phrases import points as points_of
from inforeport.rules.phrases import yuan
from inforeport.rules.remarks import MoreThan, Remarks, not_among, not_given
from inforeport.rules.rule import Rule, Voice, Written
from inforeport.words import N_, Text, message

_NONE = Decimal(0)


class Pay(Rule, frozen=True, kw_only=True):
    """Money for points: so many yuan for each point a unit has in the window (`above` a figure).

    With a `step` so many yuan for each full step of points.
    """

    yuan: Annotated[
        Decimal, N_("yuan for each point, or for each step of points"), Formerly("each")
    ]
    step: Annotated[
        Decimal | None, N_("for each full so many points, the rest not counted"), MoreThan(0)
    ] = None
    above: Annotated[Decimal, N_("only for points above this")] = _NONE
    parts: Annotated[tuple[str, ...], N_("the parts it is about, else all"), Formerly("of")] = ()
    whom: Annotated[Literal["units", "persons"], N_("whether units are paid, or persons")] = "units"

    summary = N_("money for points")
    columns: ClassVar[Mapping[str, str]] = {"pay": N_("pay")}

    @property
    def is_for_persons(self) -> bool:
        """Whether persons are paid."""
        return self.whom == "persons"

    @property
    def tells_apart(self) -> frozenset[str]:
        """Nothing: it sums points."""
        return frozenset()

    @property
    def can_look(self) -> bool:
        """It sees nothing but its window."""
        return False

    def lines(self, facts: Facts, so_far: Sequence[ScoreLine]) -> Iterator[ScoreLine]:
        """A line for each unit, or person, that has points to be paid for."""
        del so_far
        sums: dict[tuple[str, str | None], Decimal] = defaultdict(Decimal)
        for line in facts.scored:
            if (not self.parts or line.part in self.parts) and (line.person is None) is (
                self.whom == "units"
            ):
                sums[line.unit, line.person] += line.points
        for (unit, person), points in sums.items():
            if points > self.above and (worth := self._worth(points - self.above)):
                because = self._because(points - self.above)
                yield ScoreLine(unit=unit, points=worth, part="pay", because=because, person=person)

    def _worth(self, points: Decimal) -> Decimal:
        """What points are paid."""
        if self.step is None:
            return points * self.yuan
        return floor(ratio(points, self.step)) * self.yuan

    def _because(self, points: Decimal) -> Text:
        words = {"points": points, "each": self.yuan}
        if self.step is None:
            return message("{points} points at {each}", **words)
        return message("{points} points at {each} for each full {step}", **words, step=self.step)

    def amiss(self, written: Written) -> Remarks:
        """Pay among the rules that give points."""
        if not written.money:
            yield ("type",), message("pay gives money: write it as a [[fee]]")

    def amiss_below(self, above: Above) -> Remarks:
        """Pay for parts that no rule gives points in."""
        if above.paid is not None:
            for part in (part for part in self.parts if part not in above.paid):
                yield (
                    ("parts",),
                    not_among("parts", part, above.paid) if above.paid else not_given(part),
                )

    def sentences(self, voice: Voice) -> Iterator[Text]:
        """Money for points."""
        words = {"parts": voice.parts(self.parts), "each": yuan(self.yuan)}
        if self.step is not None:
            yield from self._in_steps(words)
        elif self.above:
            words["above"] = message("{n} points", n=self.above)
            yield message("{parts}: {each} for each point above {above}.", **words)
        else:
            yield message("{parts}: {each} for each point.", **words)
        if self.whom == "persons":
            yield message("It is paid to the persons who signed, not to their units.")

    def _in_steps(self, words: Mapping[str, Text]) -> Iterator[Text]:
        yield message(
            "{parts}: {each} for each full {step}.", **words, step=points_of(self.step or _NONE)
        )
        if self.above:
            yield message("Only what is above {above} counts.", above=points_of(self.above))
