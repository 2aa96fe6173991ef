"""Places among a group, how ties stand in them, and what the last must do."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from operator import itemgetter

from msgspec import Struct
from msgspec.structs import replace

from inforeport.model import Score, Standing
from inforeport.rules.rewards import LastDuty, Ranking

_Worth = tuple[Decimal, ...]
_Placed = tuple[int | None, bool, Score]
"""A place, if there is one, whether others have it too, and whose it is."""


class Standards(Struct, frozen=True):
    """What a ranking is held against.

    `before` are the places of the period before, `running` the sums since the year began, both by
    unit; `barred` the flags that leave a unit without a place, `waiting` the units that have none
    yet: they joined, and were bound by nothing.
    """

    before: Mapping[str, int | None] = {}
    running: Mapping[str, Decimal] = {}
    barred: frozenset[str] = frozenset()
    waiting: frozenset[str] = frozenset()


_NOTHING = Standards()


def rank(
    scores: Iterable[Score], ranking: Ranking, against: Standards = _NOTHING
) -> tuple[Standing, ...]:
    """The standings of one group, best first; equals stand in the order of their names given.

    A place is one more than the number of better units (`"gap"`) or of better results
    (`"dense"`). Who is barred, waits, or has nothing where that is left blank, stands last without.
    """
    ranked: list[Score] = []
    left: list[Score] = []
    for score in scores:
        (ranked if _has_place(score, ranking, against) else left).append(score)
    left.sort(key=lambda score: -score.points)
    placed = (*_placed(ranked, ranking), *((None, False, score) for score in left))
    return tuple([_standing(one, against) for one in placed])


def with_duty(
    standings: Sequence[Standing],
    duties: Iterable[LastDuty],
    *,
    among: Sequence[Standing] | None = None,
) -> tuple[Standing, ...]:
    """The same standings, the last of them, or of those `among` them, told what they must do."""
    marked = tuple(standings)
    for duty in duties:
        bound = {one.score.unit for one in _bound(marked if among is None else among, duty)}
        marked = tuple(
            replace(one, duty=_with(one.duty, duty.must)) if one.score.unit in bound else one
            for one in marked
        )
    return marked


def _with(duty: str | None, more: str) -> str:
    """A duty beside another; the same one twice is one."""
    return f"{duty}；{more}" if duty and more not in duty.split("；") else more


def _has_place(score: Score, ranking: Ranking, against: Standards) -> bool:
    if score.unit in against.waiting or not against.barred.isdisjoint(score.flags):
        return False
    return ranking.nothing == "ranked" or any(line.points for line in score.lines)


def _placed(scores: Iterable[Score], ranking: Ranking) -> list[_Placed]:
    """Those who have a place, best first."""

    def worth(score: Score) -> _Worth:
        return (-score.points, *[-score.parts.get(part, Decimal(0)) for part in ranking.tiebreak])

    placed: list[_Placed] = []
    by_worth = sorted(((worth(score), score) for score in scores), key=itemgetter(0))
    for rung, (_, tied) in enumerate(groupby(by_worth, key=itemgetter(0)), 1):
        equals = [score for _, score in tied]
        first = len(placed) + 1
        if ranking.ties == "order":
            placed += [(first + number, False, score) for number, score in enumerate(equals)]
        else:
            place, shared = first if ranking.ties == "gap" else rung, len(equals) > 1
            placed += [(place, shared, score) for score in equals]
    return placed


def _standing(placed: _Placed, against: Standards) -> Standing:
    """A place, how it changed, and the sum since the year began."""
    place, tied, score = placed
    before = against.before.get(score.unit)
    change = before - place if before is not None and place is not None else None
    running = against.running.get(score.unit)
    return Standing(place=place, tied=tied, score=score, change=change, running=running)


def _bound(standings: Sequence[Standing], duty: LastDuty) -> list[Standing]:
    """Whom a duty binds: the last, as many as it says, or all below its figure."""
    placed = [one for one in standings if one.place is not None]
    if duty.below is not None:
        return [one for one in placed if one.score.points < duty.below]
    if not placed or (placed[0].place == placed[-1].place and duty.tied != "everybody"):
        return []  # where all are equal nobody is last
    border = placed[-min(duty.count, len(placed))].place or 0
    last = [one for one in placed if (one.place or 0) >= border]
    if len(last) > duty.count and duty.tied == "none":
        return [one for one in last if one.place != border]
    return last
