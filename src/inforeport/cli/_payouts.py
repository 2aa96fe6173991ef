"""What a result pays: prizes, titles and fees, by the scheme it was scored by."""

from collections.abc import Iterator

from msgspec.structs import replace

from inforeport import scoring
from inforeport.cli._reigns import checked
from inforeport.cli._sealed import sealed
from inforeport.cli._session import Session
from inforeport.documents.rewards import Rewards, Titled
from inforeport.model import Prize, Result, Score, Standing, Undecided, Unit
from inforeport.period import Period
from inforeport.rules.rewards import Reward, Title
from inforeport.scheme import Scheme
from inforeport.scheme.readings import prize_print


def paid(session: Session, found: Result) -> tuple[Result, Rewards]:
    """What a result pays, and the result with the small print of that; as printed if sealed."""
    seal = sealed(session, found.period) if found.imprint else None
    if seal:
        return replace(found, readings=seal.stationery.prize_print), seal.rewards
    scheme = checked(found.scheme)
    return replace(found, readings=prize_print(scheme)), payouts(found, scheme)


def payouts(found: Result, scheme: Scheme) -> Rewards:
    """What the scheme gives; where there are no points there are no places to pay."""
    offers = bool(found.parts and (scheme.reward or scheme.honour))
    scheme = _of_length(scheme, found.period)
    places = bool(found.parts and (scheme.reward or scheme.honour))
    standings = {
        group.key: scoring.eligible(group.standings, found.untitled) for group in found.groups
    }
    return Rewards(
        prizes=_prizes(scheme, standings) if places else {},
        titles=tuple(_titles(scheme, standings)) if places else (),
        fees=tuple(_fees(found)),
        persons=scoring.persons(found.fees),
        barred=tuple(_barred(found, scheme)) if places else (),
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
    found: dict[str, tuple[list[Prize], list[Undecided]]] = {}
    for reward in scheme.reward:
        paid, undecided = scoring.prizes(standings.get(reward.group, ()), reward)
        prizes, left = found.setdefault(reward.group, ([], []))
        prizes += paid
        left += undecided
    return found


def _titles(scheme: Scheme, standings: dict[str, tuple[Standing, ...]]) -> Iterator[Titled]:
    for title in scheme.honour:
        awards, undecided = scoring.titles(standings.get(title.group, ()), title)
        yield Titled(title=title.title, group=title.group, awards=awards, undecided=undecided)


def _fees(found: Result) -> Iterator[Score]:
    """The sums of money of each unit that has any, in the order of the standings."""
    paid = {line.unit for line in found.fees}
    scores = [one.score for group in found.groups for one in group.standings]
    units = [Unit(one.unit, one.group) for one in scores if one.unit in paid]
    yield from scoring.totals(units, found.fees)


def _barred(found: Result, scheme: Scheme) -> Iterator[Score]:
    """The units that a flag keeps from what their group could be given."""
    groups = {one.group for one in scheme.reward} | {one.group for one in scheme.honour}
    for group in (one for one in found.groups if one.key in groups):
        eligible = scoring.eligible(group.standings, found.untitled)
        yield from (one.score for one in group.standings if one not in eligible)
