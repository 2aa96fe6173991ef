"""Folds a unit's points into another score: `scale`."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Annotated

from inforeport.model import Facts, ScoreLine
from inforeport.ratio import ratio
from inforeport.rules.over import Over, Sides, Whose, sides_of
from inforeport.rules.remarks import MoreThan, Remarks
from inforeport.rules.rule import Voice, Written
from inforeport.rules.where import OF_LINE
from inforeport.words import N_, Text, message

_NONE = Decimal(0)
Sums = Mapping[Whose, Sides]
Into = tuple[Whose, Decimal, Text]
"""Whose points become how many, and why."""


class Scale(Over, frozen=True, kw_only=True):
    """Folds a unit's points into another score: `full` points of these are `into` of those.

    With `best` the most that any unit of the same group has is full. With `places` the points are
    those of its place in the group.
    """

    into: Annotated[Decimal | None, N_("how many points full marks become")] = None
    places: Annotated[
        tuple[Decimal, ...], N_("instead: the points of the first of a group, the second …")
    ] = ()
    full: Annotated[Decimal, N_("what full marks are"), MoreThan(0)] = Decimal(100)
    best: Annotated[bool, N_("whether the best unit's points are full marks")] = False

    summary = N_("folds a unit's points into another score")
    asks = OF_LINE

    def lines(self, facts: Facts, so_far: Sequence[ScoreLine]) -> Iterator[ScoreLine]:
        """A line for each unit, from its points to what they become."""
        groups = {unit.name: unit.group for unit in facts.units}
        every = sides_of(self.about(facts, so_far))
        of_units = {whose: sides for whose, sides in every.items() if whose[1] is None}
        into = self._by_place if self.places else self._in_proportion
        for whose, points, because in into(of_units, groups):
            sides = of_units.get(whose, (_NONE, _NONE))
            if sides[0]:
                yield self.in_proportion(whose, sides, ratio(points, sides[0]) - 1, because)
            elif points:
                yield self.change(whose[0], points, because)

    def _in_proportion(self, sums: Sums, groups: Mapping[str, str]) -> Iterator[Into]:
        """What each unit's points become beside full marks."""
        best: dict[str, Decimal] = defaultdict(Decimal)
        for (unit, _), (points, _) in sums.items():
            best[groups[unit]] = max(best[groups[unit]], points)
        for whose, (points, _) in sums.items():
            full = best[groups[whose[0]]] if self.best else self.full
            if full and points and self.into is not None:
                words = {"points": points, "full": full, "into": self.into}
                because = message("{points} of {full}, folded into {into}", **words)
                yield whose, ratio(points * self.into, full), because

    def _by_place(self, sums: Sums, groups: Mapping[str, str]) -> Iterator[Into]:
        """What the place of each unit in its group is worth; equals share the better one."""
        points = {unit: sums.get((unit, None), (_NONE, _NONE))[0] for unit in groups}
        for unit, mine in points.items():
            better = sum(points[it] > mine for it in groups if groups[it] == groups[unit])
            worth = self.places[better] if better < len(self.places) else _NONE
            yield (unit, None), worth, message("place {place} of its group", place=better + 1)

    def amiss(self, written: Written) -> Remarks:
        """Neither full marks nor places, or both."""
        del written
        if (self.into is None) is not bool(self.places):
            yield ("into",), message("write into, or places: one of the two")

    def sentences(self, voice: Voice) -> Iterator[Text]:
        """Points folded into another score."""
        if self.places:
            places: list[Text] = [voice.worth(points) for points in self.places]
            words = {"what": self.about_in_words(voice), "places": places}
            yield message("{what}: by the place in the group {places}, others nothing.", **words)
            return
        words = {"what": self.about_in_words(voice), "into": voice.worth(self.into or _NONE)}
        if self.best:
            yield message("{what}: the best of the group is {into}, others in proportion.", **words)
        else:
            full = voice.worth(self.full)
            yield message("{what}: {full} are {into}, others in proportion.", **words, full=full)
