"""Folds a unit's points into another score: `scale`."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Annotated

from inforeport.model import Facts, ScoreLine
from inforeport.rules.over import Over, sums_of
from inforeport.rules.remarks import MoreThan
from inforeport.rules.rule import Voice
from inforeport.rules.where import OF_LINE
from inforeport.words import N_, Text, message

_NONE = Decimal(0)


class Scale(Over, frozen=True, kw_only=True):
    """Folds a unit's points into another score: `full` points of these are `into` of those.

    With `best` the most that any unit of the same group has is full.
    """

    into: Annotated[Decimal, N_("how many points full marks become")]
    full: Annotated[Decimal, N_("what full marks are"), MoreThan(0)] = Decimal(100)
    best: Annotated[bool, N_("whether the best unit's points are full marks")] = False

    summary = N_("folds a unit's points into another score")
    asks = OF_LINE

    def lines(self, facts: Facts, so_far: Sequence[ScoreLine]) -> Iterator[ScoreLine]:
        """A line for each unit, from its points to what they become."""
        groups = {unit.name: unit.group for unit in facts.units}
        sums = {
            unit: points
            for (unit, person, _), points in sums_of(self.about(facts, so_far), "unit").items()
            if person is None
        }
        best: dict[str, Decimal] = {}
        for unit, points in sums.items():
            best[groups[unit]] = max(best.get(groups[unit], _NONE), points)
        for unit, points in sums.items():
            full = best[groups[unit]] if self.best else self.full
            if full and points:
                into = points * self.into / full
                facts_ = {"points": points, "full": full, "into": self.into}
                because = message("{points} of {full}, folded into {into}", **facts_)
                yield self.change(unit, into - points, because)

    def sentences(self, voice: Voice) -> Iterator[Text]:
        """Points folded into another score."""
        words = {"what": self.about_in_words(voice), "into": voice.worth(self.into)}
        if self.best:
            yield message("{what}: the best of the group is {into}, others in proportion.", **words)
        else:
            full = voice.worth(self.full)
            yield message("{what}: {full} are {into}, others in proportion.", **words, full=full)
