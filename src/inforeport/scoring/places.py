"""Places among a group, how ties stand in them, and what the last must do."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from msgspec.structs import replace

from inforeport.model import Score, Standing
from inforeport.rules.ranking import LastDuty, Ranking


def rank(
    scores: Iterable[Score], ranking: Ranking, *, before: Mapping[str, int] | None = None
) -> tuple[Standing, ...]:
    """The standings of one group, best first; equals stand in the order of their names given.

    A place is one more than the number of better units (`"gap"`) or of better results
    (`"dense"`). `before` are the places of the period before, by unit.
    """
    before = before or {}
    standings: list[Standing] = []
    ordered = sorted(scores, key=lambda score: -score.points)
    for rung, (_, tied) in enumerate(groupby(ordered, key=lambda score: score.points), 1):
        equals = list(tied)
        place = rung if ranking.ties == "dense" else len(standings) + 1
        for one in equals:
            change = before[one.unit] - place if one.unit in before else None
            standings.append(Standing(place=place, tied=len(equals) > 1, score=one, change=change))
    return tuple(standings)


def with_duty(standings: Sequence[Standing], duties: Iterable[LastDuty]) -> tuple[Standing, ...]:
    """The same standings, the last of the group told what they must do."""
    marked = tuple(standings)
    for duty in duties:
        last = [one for one in marked if one.place == marked[-1].place]
        if len(last) == 1 or duty.tied == "all":
            marked = tuple(replace(one, duty=duty.last) if one in last else one for one in marked)
    return marked
