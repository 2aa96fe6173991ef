"""What the places pay, and what the scheme leaves to people to decide."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby

from inforeport.model import Prize, Standing, Undecided
from inforeport.rules.ranking import Amount, Reward
from inforeport.words import message


def prizes(
    standings: Sequence[Standing], reward: Reward
) -> tuple[tuple[Prize, ...], tuple[Undecided, ...]]:
    """What each place pays, and what the scheme leaves to people.

    Undecided are an amount that cannot be read, and a tie that covers places with different
    amounts (an unpaid place among them) unless the scheme shares.
    """
    paid: list[Prize] = []
    undecided: list[Undecided] = []
    taken = 0
    for _, tied in groupby(standings, key=lambda one: one.score.points):
        equals = list(tied)
        units = tuple(one.score.unit for one in equals)
        places = tuple(range(taken + 1, taken + len(units) + 1))
        taken += len(units)
        amounts = tuple(_amount(reward, place) for place in places)
        place = equals[0].place  # as the ranking says it, whichever way ties stand there
        outcome = _paid(units, places, place=place, amounts=amounts, reward=reward)
        if isinstance(outcome, Undecided):
            undecided.append(outcome)
        else:
            paid += outcome
    return tuple(paid), tuple(undecided)


def _amount(reward: Reward, place: int) -> Amount:
    """What a place pays; nothing behind the last prize."""
    return reward.prizes[place - 1] if place <= len(reward.prizes) else Amount(amount=Decimal(0))


def _paid(
    units: tuple[str, ...],
    places: tuple[int, ...],
    *,
    place: int,
    amounts: tuple[Amount, ...],
    reward: Reward,
) -> list[Prize] | Undecided:
    figures = [amount.amount for amount in amounts]
    known = [figure for figure in figures if figure is not None]
    if not any(known) and len(known) == len(figures):
        return []
    ways = _ways(known) if len(known) == len(figures) else {}
    if not ways:
        because = message("the amount of a place cannot be read in the notice")
    elif len(set(known)) > 1 and reward.tie == "ask":
        because = message("a tie across places with different amounts")
    else:
        restored = [amount.restored for amount in amounts if amount.restored]
        note = message("restored: {source}", source=restored[0]) if restored else None
        return [Prize(place=place, unit=unit, amount=ways["shared"], note=note) for unit in units]
    return Undecided(places=places, units=units, amounts=tuple(figures), ways=ways, because=because)


def _ways(amounts: Sequence[Decimal]) -> dict[str, Decimal]:
    """What each tied unit would get: the amounts shared, all of them the highest, the lowest."""
    share = (sum(amounts, Decimal(0)) / len(amounts)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return {"shared": share, "highest": max(amounts), "lowest": min(amounts)}
