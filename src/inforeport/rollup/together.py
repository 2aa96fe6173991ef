"""What many ledgers tell, put together: offices, groups and units of all offices in places."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from inforeport.figures import rounded
from inforeport.model import Problem
from inforeport.model.rollup import (
    GroupRank,
    OfficeRank,
    Place,
    Rollup,
    Source,
    Taken,
    Told,
    UnitRank,
)
from inforeport.words import message

T = TypeVar("T")
A = TypeVar("A", Told, Taken)
_SHOWN = 2  # decimals of a mean


def sorted_out(answers: Iterable[tuple[Source, A | Problem]]) -> tuple[list[A], list[Problem]]:
    """What was told, and what was not; of several sources of one office none is taken."""
    answered: list[tuple[str, A]] = []
    problems: list[Problem] = []
    for source, answer in answers:
        if isinstance(answer, Problem):
            problems.append(answer)
        else:
            answered.append((str(source), answer))
    places: dict[str, list[str]] = defaultdict(list)
    for place, answer in answered:
        places[answer.office].append(place)
    for place, answer in answered:
        if others := [other for other in places[answer.office] if other != place]:
            same = message(
                "another ledger is of {office} too: {others}", office=answer.office, others=others
            )
            problems.append(Problem(place, "same-office", same))
    return [answer for _, answer in answered if len(places[answer.office]) == 1], problems


def rollup(answered: Sequence[Told]) -> Rollup:
    """Offices, groups and units in places. Raises nothing; of no ledger there is none to make."""
    units = [unit for one in answered for unit in one.units]
    return Rollup(
        period=answered[0].period,
        offices=tuple(_offices(answered)),
        groups=tuple(_groups(units)),
        units=tuple(_units(units)),
        schemes=tuple(dict.fromkeys(one.scheme for one in answered)),
    )


def _offices(told: Iterable[Told]) -> Iterator[OfficeRank]:
    for place, office_told in _placed(told, lambda it: _mean(it.units)):
        yield OfficeRank(
            place=place,
            office=office_told.office,
            units=len(office_told.units),
            received=office_told.received,
            uses=office_told.uses,
            points=_sum(office_told.units),
            mean=rounded(_mean(office_told.units), _SHOWN),
            scheme=office_told.scheme,
        )


def _groups(units: Iterable[Place]) -> Iterator[GroupRank]:
    groups: dict[str, list[Place]] = defaultdict(list)
    for unit in units:
        groups[unit.group].append(unit)
    for place, (word, members) in _placed(groups.items(), lambda it: _mean(it[1])):
        yield GroupRank(
            place=place,
            group=word,
            offices=len({one.office for one in members}),
            units=len(members),
            points=_sum(members),
            mean=rounded(_mean(members), _SHOWN),
        )


def _units(units: Sequence[Place]) -> Iterator[UnitRank]:
    """Units by points; those that their own office does not rank come last, without a place."""
    ranked = [one for one in units if one.place is not None]
    within: dict[tuple[str, str], int] = {}
    for group in {one.group for one in ranked}:
        mine = _placed((one for one in ranked if one.group == group), _points)
        within |= {(one.office, one.unit): place for place, one in mine}
    last = ((None, one) for one in units if one.place is None)
    for place, unit in (*_placed(ranked, _points), *last):
        yield UnitRank(
            place=place,
            of_group=within.get((unit.office, unit.unit)),
            at_home=unit.place,
            unit=unit.unit,
            office=unit.office,
            group=unit.group,
            points=unit.points,
        )


def _placed(things: Iterable[T], figure: Callable[[T], Fraction]) -> list[tuple[int, T]]:
    """Things with their places, the highest first; equal figures share a place, as in 1, 1, 3."""
    ordered = sorted(things, key=figure, reverse=True)
    places: list[tuple[int, T]] = []
    for number, thing in enumerate(ordered, 1):
        same = places and figure(places[-1][1]) == figure(thing)
        places.append((places[-1][0] if same else number, thing))
    return places


def _points(unit: Place) -> Fraction:
    return Fraction(unit.points)


def _sum(units: Iterable[Place]) -> Decimal:
    return sum((one.points for one in units), Decimal(0))


def _mean(units: Sequence[Place]) -> Fraction:
    return Fraction(_sum(units)) / len(units)
