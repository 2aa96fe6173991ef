"""Folds a unit's points into another score: `scale`."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Annotated

from inforeport.model import Facts, ScoreLine
from inforeport.ratio import ratio
from inforeport.rules.over import Over, sides_of
from inforeport.rules.remarks import MoreThan
from inforeport.rules.rule import Voice
from inforeport.rules.where import OF_LINE
from inforeport.words import N_, Text, message


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
        every = sides_of(self.about(facts, so_far))
        of_units = {whose: sides for whose, sides in every.items() if whose[1] is None}
        best: dict[str, Decimal] = defaultdict(Decimal)
        for (unit, _), (points, _) in of_units.items():
            best[groups[unit]] = max(best[groups[unit]], points)
        for whose, sides in of_units.items():
            full = best[groups[whose[0]]] if self.best else self.full
            if full and sides[0]:
                words = {"points": sides[0], "full": full, "into": self.into}
                because = message("{points} of {full}, folded into {into}", **words)
                yield self.in_proportion(whose, sides, ratio(self.into, full) - 1, because)

    def sentences(self, voice: Voice) -> Iterator[Text]:
        """Points folded into another score."""
        words = {"what": self.about_in_words(voice), "into": voice.worth(self.into)}
        if self.best:
            yield message("{what}: the best of the group is {into}, others in proportion.", **words)
        else:
            full = voice.worth(self.full)
            yield message("{what}: {full} are {into}, others in proportion.", **words, full=full)
