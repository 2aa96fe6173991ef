"""The lists of a result: who is ranked with whom, who is barred, what decides beside the points."""

from collections.abc import Iterable, Iterator, Mapping

from inforeport import scoring
from inforeport.model import Due, GroupResult, Measure, Score
from inforeport.model.scores import TOGETHER
from inforeport.office.schemes import InForce, union
from inforeport.period import Per, Period
from inforeport.scheme import Scheme
from inforeport.scoring import Standards

_AND = "、"  # a list is named in Chinese, as the groups in it are


def ranked(
    in_force: list[InForce], scores: tuple[Score, ...], *, against: Standards, whole: bool
) -> Iterator[GroupResult]:
    """The standings of each list that has units; the last are told their duty month by month."""
    ranking = in_force[-1].scheme.ranking
    for keys, word in _lists(in_force):
        members = [score for score in scores if score.group in keys]
        standings = scoring.rank(members, ranking, against)
        for duty in ranking.last if whole else ():
            if {*duty.groups}.isdisjoint(keys):
                continue
            among = standings
            if {*duty.groups} != {*keys}:
                others = [score for score in scores if score.group in duty.groups]
                among = scoring.rank(others, ranking, against)
            standings = scoring.with_duty(standings, [duty], among=among)
        if standings:
            yield GroupResult(TOGETHER.join(keys), word, standings)


def _lists(in_force: list[InForce]) -> Iterator[tuple[tuple[str, ...], str]]:
    """The groups of each list, and its word; groups of one list stand where the first of them is.

    Where there are no points nothing is ranked, and each group has a list.
    """
    words = union(part.scheme.groups for part in in_force)
    scheme = in_force[-1].scheme
    together = scheme.ranking.together if scheme.parts else ()
    left = dict.fromkeys(words)
    for key in words:
        if key in left:
            keys = together if key in together else (key,)
            yield keys, _AND.join(words[one] for one in keys)
            left = dict.fromkeys(one for one in left if one not in keys)


def measures(
    scheme: Scheme, dues: Iterable[Due], rates: Mapping[str, tuple[Measure, ...]]
) -> dict[str, tuple[Measure, ...]]:
    """What the duties and rates come to that decide over prizes and titles, by their names."""
    offers, every = (*scheme.reward, *scheme.honour), list(dues)
    by_name: dict[str, tuple[Measure, ...]] = {}
    for name in dict.fromkeys(name for terms in offers for name in terms.measures):
        duties = [due for due in every if due.is_of((name,))]
        counted = (Measure(unit=due.unit, person=due.person, part=due.received) for due in duties)
        if told := (*counted, *rates.get(name, ())):
            by_name[name] = told
    return by_name


def barred(in_force: list[InForce], period: Period, effect: str) -> frozenset[str]:
    """The flags that have an effect in a period: it must be as long as they say."""
    return frozenset(
        flag.flag
        for part in in_force
        for flag in part.scheme.flags
        if flag.effect == effect and _is_as_long(part.scheme, period, flag.applies)
    )


def _is_as_long(scheme: Scheme, period: Period, per: Per | None) -> bool:
    """Whether a period holds a whole window of a length, as far as the scheme runs in it."""
    if per is None:
        return True
    days = scheme.timetable()
    return any(
        (clipped := window & days.run).start >= period.start and clipped.last <= period.last
        for window in days.windows(per, period)
    )


def is_one(part: InForce, period: Period) -> bool:
    """Whether a period is just one month (or whatever the scheme scores by)."""
    windows = part.scheme.timetable().windows(part.scheme.period, period)
    return [(window.start, window.end) for window in windows] == [(period.start, period.end)]
