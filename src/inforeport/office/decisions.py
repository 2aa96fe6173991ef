"""What people decided of ties, put in the place of what was left to them."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from inforeport import scoring
from inforeport.model import Award, Decision, Prize, Undecided
from inforeport.model.papers import Rewards, Titled
from inforeport.words import Message, day_text, message


def decided(rewards: Rewards, decisions: Sequence[Decision]) -> Rewards:
    """What a period gives, with the decisions on it."""
    if not decisions:
        return rewards
    return replace(
        rewards,
        prizes={
            key: _of_prizes(list(paid), left, decisions)
            for key, (paid, left) in rewards.prizes.items()
        },
        titles=tuple(_of_title(one, decisions) for one in rewards.titles),
    )


def fits(decision: Decision, left: Undecided, title: str | None = None) -> bool:
    """Whether a decision is on what was left: all of a tie for money, some of it for a title."""
    if decision.title != title:
        return False
    given = {*decision.given}
    return given == {*left.units} if title is None else bool(given) and given <= {*left.units}


def _of_prizes(
    paid: list[Prize], left: Iterable[Undecided], decisions: Sequence[Decision]
) -> tuple[list[Prize], list[Undecided]]:
    open_: list[Undecided] = []
    for tie in left:
        decision = next((its for its in decisions if fits(its, tie)), None)
        if decision is None:
            open_.append(tie)
            continue
        for name in tie.units:
            amount, whose = decision.given[name] or Decimal(0), _whose(name, tie)
            place, why = min(tie.places), _why(decision)
            paid.append(Prize(place=place, **whose, amount=amount, note=why))
    return sorted(paid, key=lambda tie: tie.place), open_


def _of_title(titled: Titled, decisions: Sequence[Decision]) -> Titled:
    for tie in titled.undecided:
        decision = next((its for its in decisions if fits(its, tie, titled.title)), None)
        if decision:
            place = min(tie.places)
            awards = [
                Award(title=titled.title, place=place, **_whose(name, tie))
                for name in tie.units
                if name in decision.given
            ]
            left = tuple(its for its in titled.undecided if its != tie)
            notes = (*titled.notes, _why(decision))
            titled = replace(titled, awards=(*titled.awards, *awards), undecided=left, notes=notes)
    return titled


def _whose(name: str, tie: Undecided) -> dict[str, Any]:
    """The unit that something is given to, or the person of a unit."""
    if not tie.persons:
        return {"unit": name}
    unit, person = scoring.whose(name)
    return {"unit": unit, "person": person}


def _why(decision: Decision) -> Message:
    return message("decided on {day}: {reason}", day=day_text(decision.on), reason=decision.reason)
