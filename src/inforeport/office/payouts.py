"""What a result pays: prizes, titles and fees, by the scheme it was scored by."""

from collections import defaultdict
from collections.abc import Iterator

from msgspec.structs import replace

from inforeport import scoring
from inforeport.model import Prize, Result, Score, Standing, Undecided, Unit
from inforeport.model.papers import Rewards, Titled
from inforeport.period import Period
from inforeport.rules.rewards import Reward, Title
from inforeport.scheme import Scheme


def payouts(result: Result, scheme: Scheme) -> Rewards:
    """What the scheme gives; where there are no points there are no places to pay."""
    offers = bool(result.parts and (scheme.reward or scheme.honour))
    scheme = _of_length(scheme, result.period)
    places = bool(result.parts and (scheme.reward or scheme.honour))
    standings = {
        group.key: scoring.eligible(group.standings, result.untitled) for group in result.groups
    }
    return Rewards(
        prizes=_prizes(scheme, standings) if places else {},
        titles=tuple(_titles(scheme, standings)) if places else (),
        fees=tuple(_fees(result)),
        persons=scoring.persons(result.fees),
        barred=tuple(_barred(result, scheme)) if places else (),
        offers=offers or bool(scheme.fees),
    )


def _of_length(scheme: Scheme, period: Period) -> Scheme:
    """The scheme with the prizes and titles that are for a period of that length."""
    days = scheme.timetable()

    def fits(rule: Reward | Title) -> bool:
        windows = days.windows(rule.per, period) if rule.per else ()
        mine = period & days.run
        return rule.per is None or any(
            (own.start, own.end) == (mine.start, mine.end)
            for own in (window & days.run for window in windows)
        )

    return replace(
        scheme,
        reward=tuple(filter(fits, scheme.reward)),
        honour=tuple(filter(fits, scheme.honour)),
    )


def _prizes(
    scheme: Scheme, standings: dict[str, tuple[Standing, ...]]
) -> dict[str, tuple[list[Prize], list[Undecided]]]:
    """By group, what all its prizes come to."""
    of_group: dict[str, tuple[list[Prize], list[Undecided]]] = {}
    for reward in scheme.reward:
        paid, undecided = scoring.prizes(standings.get(reward.group, ()), reward)
        prizes, left = of_group.setdefault(reward.group, ([], []))
        prizes += paid
        left += undecided
    return of_group


def _titles(scheme: Scheme, standings: dict[str, tuple[Standing, ...]]) -> Iterator[Titled]:
    held: dict[str, scoring.Held] = defaultdict(scoring.Held)
    for title in scheme.honour:
        group = title.group
        awards, undecided = scoring.titles(standings.get(group, ()), title, held[group])
        held[group] = held[group].with_more(awards, undecided)
        yield Titled(title=title.title, group=group, awards=awards, undecided=undecided)


def _fees(result: Result) -> Iterator[Score]:
    """The sums of money of each unit that has any, in the order of the standings."""
    paid = {line.unit for line in result.fees}
    scores = [standing.score for group in result.groups for standing in group.standings]
    units = [Unit(score.unit, score.group) for score in scores if score.unit in paid]
    yield from scoring.totals(units, result.fees)


def _barred(result: Result, scheme: Scheme) -> Iterator[Score]:
    """The units that a flag keeps from what their group could be given."""
    offered = {reward.group for reward in scheme.reward} | {one.group for one in scheme.honour}
    for group in result.groups:
        if group.key in offered:
            eligible = scoring.eligible(group.standings, result.untitled)
            yield from (one.score for one in group.standings if one not in eligible)
