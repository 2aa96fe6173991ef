"""What the places pay, who is given a title, and what the scheme leaves to people to decide."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from math import floor

from msgspec import Struct

from inforeport.figures import rounded
from inforeport.model import Award, Prize, Standing, Undecided
from inforeport.ratio import ratio
from inforeport.rules.rewards import Amount, Reward, Title
from inforeport.words import message

_CENTS = 100


def eligible(standings: Sequence[Standing], barred: Collection[str]) -> tuple[Standing, ...]:
    """Who may be given a title or prize: those without a flag that bars from it.

    They keep the places they have; whoever comes next takes the prize or title that is left.
    """
    return tuple(one for one in standings if not {*one.score.flags} & {*barred})


def prizes(
    standings: Sequence[Standing], reward: Reward
) -> tuple[tuple[Prize, ...], tuple[Undecided, ...]]:
    """What each place pays, and what the scheme leaves to people.

    Undecided are an amount that cannot be read, and a tie that covers places with different
    amounts (an unpaid place among them) unless the scheme says what all who tie have. Who has no
    place is paid nothing.
    """
    standings = [one for one in standings if one.place is not None]
    if reward.pool is not None:
        return _pooled(standings, reward, reward.pool)
    paid: list[Prize] = []
    undecided: list[Undecided] = []
    for tied, places, counted in _counted(standings, reward):
        amounts = tuple(_amount(reward, it) for it in counted)
        outcome = _paid(tied, places, amounts=amounts, reward=reward)
        if isinstance(outcome, Undecided):
            undecided.append(outcome)
        else:
            paid += outcome
    return tuple(paid), tuple(undecided)


def _counted(
    standings: Sequence[Standing], reward: Reward
) -> Iterator[tuple[list[Standing], tuple[int, ...], tuple[int, ...]]]:
    """Those who tie with the places they cover, and the numbers of the prizes that are theirs."""
    last = reward.counted_from == "last"
    for tied, covered in _tiers(_from_the_last(standings) if last else standings):
        places = tuple(len(standings) + 1 - it for it in reversed(covered)) if last else covered
        yield tied, places, covered[:1] if reward.tie == "all" else covered


def _from_the_last(standings: Sequence[Standing]) -> list[Standing]:
    """The last first; where all are equal nobody is last."""
    if not standings or standings[0].place == standings[-1].place:
        return []
    return sorted(standings, key=lambda one: -(one.place or 0))


class Held(Struct, frozen=True):
    """Who has a title that stands above another: surely, and who may have it or not."""

    had: frozenset[str] = frozenset()
    unsettled: frozenset[str] = frozenset()

    def with_more(self, awards: Iterable[Award], undecided: Iterable[Undecided]) -> "Held":
        """The same, with those who are given one more title."""
        more = {unit for one in undecided for unit in one.units}
        return Held(self.had | {one.unit for one in awards}, self.unsettled | more)


_NOBODY = Held()


def titles(
    standings: Sequence[Standing], title: Title, above: Held = _NOBODY
) -> tuple[tuple[Award, ...], tuple[Undecided, ...]]:
    """Who is given a title of those who may be, and what people must decide: a tie, a range.

    Who has a title `above` is passed over, unless both are given.
    """
    held = _NOBODY if title.also else above
    placed = [one for one in standings if _may_have(one, held)]
    first = len(placed) if title.first is None else title.first
    last = max(first, title.upto or 0)
    if any(one.score.unit in held.unsettled for one in placed):
        return (), (_depends(placed, held, last),)
    awards: list[Award] = []
    undecided: list[Undecided] = []
    for tied, places in _tiers(placed):
        units = tuple(one.score.unit for one in tied)
        if places[-1] <= first or (title.tie == "all" and places[0] <= first):
            place = tied[0].place or 0
            awards += [Award(title=title.title, place=place, unit=unit) for unit in units]
        elif places[0] <= last:
            crossed = places[0] <= first or places[-1] > last
            undecided.append(_open_title(places, units, crossed=crossed))
    return tuple(awards), tuple(undecided)


def _may_have(one: Standing, held: Held) -> bool:
    """Whether a title may be a unit's: it has a place, and no title above."""
    return one.place is not None and one.score.unit not in held.had


def _depends(placed: Sequence[Standing], held: Held, count: int) -> Undecided:
    """That people must decide on a title above before this one can be given."""
    open_ = [one for one in placed if one.score.unit in held.unsettled]
    next_ = [one for one in placed if one.score.unit not in held.unsettled][:count]
    return Undecided(
        places=tuple(one.place or 0 for one in (*open_, *next_)),
        units=tuple(one.score.unit for one in (*open_, *next_)),
        amounts=(),
        ways={},
        because=message("it depends on who of these is given a title above"),
    )


def _open_title(places: tuple[int, ...], units: tuple[str, ...], *, crossed: bool) -> Undecided:
    because = (
        message("a tie across the last place with a title")
        if crossed
        else message("the office decides whether these are given the title")
    )
    return Undecided(places=places, units=units, amounts=(), ways={}, because=because)


def _tiers(standings: Sequence[Standing]) -> list[tuple[list[Standing], tuple[int, ...]]]:
    """Those who tie, together, with the places they cover."""
    tiers = []
    covered = 0
    for _, tied in groupby(standings, key=lambda one: one.place):
        equals = list(tied)
        tiers.append((equals, tuple(range(covered + 1, covered + len(equals) + 1))))
        covered += len(equals)
    return tiers


def _amount(reward: Reward, place: int) -> Amount:
    """What a place pays; nothing behind the last prize."""
    return reward.prizes[place - 1] if place <= len(reward.prizes) else Amount(amount=Decimal(0))


def _paid(
    tied: Sequence[Standing],
    places: tuple[int, ...],
    *,
    amounts: tuple[Amount, ...],
    reward: Reward,
) -> list[Prize] | Undecided:
    units = tuple(one.score.unit for one in tied)
    figures = [amount.amount for amount in amounts]
    legible = [figure for figure in figures if figure is not None]
    if not any(legible) and len(legible) == len(figures):
        return []
    ways = _ways(legible) if len(legible) == len(figures) else {}
    if not ways:
        because = message("the amount of a place cannot be read in the notice")
    elif len(set(legible)) > 1 and reward.tie == "ask":
        because = message("a tie across places with different amounts")
    else:
        restored = [amount.restored for amount in amounts if amount.restored]
        note = message("restored: {source}", source=restored[0]) if restored else None
        place = tied[0].place or 0  # as the ranking says it, whichever way ties stand there
        return [Prize(place=place, unit=unit, amount=ways["shared"], note=note) for unit in units]
    return Undecided(places=places, units=units, amounts=tuple(figures), ways=ways, because=because)


def _ways(amounts: Sequence[Decimal]) -> dict[str, Decimal]:
    """What each tied unit would get: the amounts shared, all of them the highest, the lowest."""
    share = rounded(ratio(sum(amounts, Decimal(0)), len(amounts)), 2)
    return {"shared": share, "highest": max(amounts), "lowest": min(amounts)}


def _pooled(
    standings: Sequence[Standing], reward: Reward, pool: Decimal
) -> tuple[tuple[Prize, ...], tuple[Undecided, ...]]:
    """A pool shared out among the first; a tie on the border takes all who tie in, or none."""
    first = reward.first or len(standings)
    among: list[Standing] = []
    for tied, places in _tiers([one for one in standings if one.score.points > 0]):
        if places[-1] > first >= places[0] and reward.tie == "ask":
            units = tuple(one.score.unit for one in tied)
            because = message("a tie across the last place that shares the pool")
            open_ = Undecided(places=places, units=units, amounts=(), ways={}, because=because)
            return (), (open_,)
        if places[0] <= first:
            among += tied
    weights = [one.score.points if reward.by == "points" else Decimal(1) for one in among]
    shares = _shares(pool, weights)
    return tuple(
        Prize(place=one.place or 0, unit=one.score.unit, amount=share)
        for one, share in zip(among, shares, strict=True)
    ), ()


def _shares(pool: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """A pool in proportion, to the fen; what rounding leaves over goes to the first."""
    whole = sum(weights, Decimal(0))
    shares = [Decimal(floor(ratio(pool * weight, whole) * _CENTS)) / _CENTS for weight in weights]
    return [share + (pool - sum(shares)) * (index == 0) for index, share in enumerate(shares)]
