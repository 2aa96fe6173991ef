"""Who is ranked for a prize or a title: units or persons, by points or by another figure."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal

from msgspec.structs import replace

from inforeport.model import Measure, Result, Score, Standing
from inforeport.ratio import ratio
from inforeport.rules.rewards import POINTS, ByPlace, Ranking
from inforeport.scoring.places import Standards, rank
from inforeport.scoring.prizes import eligible

_NONE = Decimal(0)


def label(person: str, unit: str) -> str:
    """A person of a unit, as people write both: names may be borne by several."""
    return f"{person}/{unit}"


def whose(name: str) -> tuple[str, str]:
    """The unit and the person of a label."""
    person, _, unit = name.partition("/")
    return unit, person


def contest(
    result: Result, terms: ByPlace, ranking: Ranking, barred: Collection[str] = ()
) -> tuple[Standing, ...]:
    """Those who may be given a prize or title, best first; a person stands there by its label.

    They have the places of the whole list, also where some are passed over. Their points are what
    they are ranked by; who has none of that has no place, unless it is the points themselves.
    """
    scores = {score.unit: score for score in contenders(result, terms)}
    ranked, ties = list(scores.values()), ranking
    standards = Standards(barred=result.unranked, waiting=frozenset(_waiting(result)))
    if terms.ranked_by != POINTS:
        amounts = _amounts(result, terms.ranked_by, scores)
        ranked = [replace(scores[name], points=amount) for name, amount in amounts if amount > 0]
        ties = replace(ranking, tiebreak=(), nothing="ranked")
        standards = replace(standards, waiting=frozenset())
    placed = rank(ranked, ties, standards)
    enough = {
        name
        for name, score in scores.items()
        if terms.points is None or score.points >= terms.points
    }
    for measure, least in terms.at_least.items():
        enough &= {name for name, amount in _amounts(result, measure, scores) if amount >= least}
    return tuple(one for one in eligible(placed, barred) if one.score.unit in enough)


def _waiting(result: Result) -> Iterator[str]:
    """Those without a place who owed nothing and earned nothing."""
    for standing in (one for group in result.groups for one in group.standings):
        if standing.place is None and not (standing.score.lines or standing.score.due):
            yield standing.score.unit


def contenders(result: Result, terms: ByPlace) -> Iterator[Score]:
    """All units of the groups, or all their persons who have anything."""
    units = [one.score for group in result.groups for one in group.standings]
    mine = {score.unit: score.group for score in units if score.group in terms.groups}
    if terms.among == "units":
        yield from (score for score in units if score.unit in mine)
    else:
        for name, score in people(result).items():
            if score.group in mine:
                yield replace(score, unit=name, group=mine[score.group])


def people(result: Result) -> dict[str, Score]:
    """Every person who has points, or anything that is counted, by its label."""
    measured = (one for measures in result.measures.values() for one in measures)
    counted = (
        Score(unit=one.person, group=one.unit, points=_NONE) for one in measured if one.person
    )
    scores: dict[str, Score] = {}
    for score in (*result.persons, *counted):
        scores.setdefault(label(score.unit, score.group), score)
    return scores


def _amounts(
    result: Result, name: str, scores: Mapping[str, Score]
) -> Iterator[tuple[str, Decimal]]:
    """What each came to of a duty, a rate or a part of the points; nothing where there is none."""
    if name not in result.measures:
        for label_, score in scores.items():
            yield label_, score.parts.get(name, _NONE)
        return
    sums: dict[str, list[Measure]] = defaultdict(list)
    for measure in result.measures[name]:
        person = measure.person
        sums[measure.unit if person is None else label(person, measure.unit)].append(measure)
    for label_, measures in sums.items():
        if label_ in scores:
            yield from _amount(label_, measures)


def _amount(name: str, measures: list[Measure]) -> Iterator[tuple[str, Decimal]]:
    """The sum of the windows; of a rate the part of the whole."""
    part = sum((one.part for one in measures), _NONE)
    wholes = [one.whole for one in measures if one.whole is not None]
    if not wholes:
        yield name, part
    elif whole := sum(wholes, _NONE):
        yield name, ratio(part, whole)
