"""What a result pays: prizes, titles and fees, by the scheme it was scored by."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import TypeVar

from msgspec.structs import replace

from inforeport import scoring
from inforeport.model import Award, Prize, Result, Score, Standing, Undecided, Unit
from inforeport.model.papers import Rewards, Titled
from inforeport.model.scores import TOGETHER
from inforeport.period import Period
from inforeport.rules.rewards import POINTS, ByPlace
from inforeport.scheme import Scheme
from inforeport.words import Text, message

T = TypeVar("T", Prize, Award)


def payouts(result: Result, scheme: Scheme) -> Rewards:
    """What the scheme gives; where there are no points there are no places by points to pay."""
    offers = bool(_by_place(scheme))
    places = _Places(result, _of_length(scheme, result.period))
    return Rewards(
        prizes=places.prizes(),
        titles=tuple(places.titles()),
        words=places.words(),
        fees=tuple(_fees(result)),
        persons=scoring.persons(result.fees),
        barred=tuple(places.barred()),
        offers=offers or bool(scheme.fees),
    )


def _by_place(scheme: Scheme) -> tuple[ByPlace, ...]:
    """The prizes and titles for which there is something to rank by."""
    return tuple(
        terms
        for terms in (*scheme.reward, *scheme.honour)
        if terms.ranked_by != POINTS or scheme.parts or terms.among == "persons"
    )


def _of_length(scheme: Scheme, period: Period) -> Scheme:
    """The scheme with the prizes and titles that can be given for a period of that length."""
    days, offered = scheme.timetable(), _by_place(scheme)

    def fits(rule: ByPlace) -> bool:
        windows = days.windows(rule.per, period) if rule.per else ()
        mine = period & days.run
        return rule in offered and (
            rule.per is None
            or any(
                (own.start, own.end) == (mine.start, mine.end)
                for own in (window & days.run for window in windows)
            )
        )

    return replace(
        scheme,
        reward=tuple(filter(fits, scheme.reward)),
        honour=tuple(filter(fits, scheme.honour)),
    )


class _Places:
    """What the places of a result are given."""

    def __init__(self, result: Result, scheme: Scheme) -> None:
        self.result = result
        self.scheme = scheme

    def words(self) -> dict[str, Text]:
        """What the lists are called that are no table of the result, by their keys."""
        tables = {group.key for group in self.result.groups}
        words: dict[str, Text] = {}
        for terms in _by_place(self.scheme):
            groups = [self.scheme.groups[group] for group in terms.groups]
            if terms.among == "persons":
                words[_key(terms)] = message("persons of {groups}", groups=groups)
            elif len(groups) > 1 or self._is_part_of_one(terms, tables):
                words[_key(terms)] = message("{groups}", groups=groups)
        return words

    def _is_part_of_one(self, terms: ByPlace, tables: Collection[str]) -> bool:
        """Whether the units of one group stand in a table with others."""
        return _key(terms) not in tables and any(scoring.contenders(self.result, terms))

    def prizes(self) -> dict[str, tuple[list[Prize], list[Undecided]]]:
        """By list, what all its prizes come to."""
        of_list: dict[str, tuple[list[Prize], list[Undecided]]] = {}
        for reward in self.scheme.reward:
            paid, undecided = scoring.prizes(self._ranked(reward), reward)
            prizes, left = of_list.setdefault(_key(reward), ([], []))
            prizes += self._of_persons(paid, reward)
            left += self._open(undecided, reward)
        return of_list

    def titles(self) -> Iterator[Titled]:
        """Who is given each title."""
        held: dict[tuple[str, str], scoring.Held] = defaultdict(scoring.Held)
        for title in self.scheme.honour:
            grades = _key(title), title.ranked_by
            awards, undecided = scoring.titles(self._ranked(title), title, held[grades])
            held[grades] = held[grades].with_more(awards, undecided)
            given = tuple(self._of_persons(awards, title))
            left = tuple(self._open(undecided, title))
            yield Titled(title=title.title, group=_key(title), awards=given, undecided=left)

    def barred(self) -> Iterator[Score]:
        """Whom a flag keeps from what could be given, each once."""
        seen: set[str] = set()
        for terms in _by_place(self.scheme):
            for score in scoring.contenders(self.result, terms):
                if {*score.flags} & self.result.untitled and score.unit not in seen:
                    seen.add(score.unit)
                    yield score

    def _ranked(self, terms: ByPlace) -> tuple[Standing, ...]:
        barred: Collection[str] = self.result.untitled
        return scoring.contest(self.result, terms, self.scheme.ranking, barred)

    def _open(self, undecided: Iterable[Undecided], terms: ByPlace) -> Iterator[Undecided]:
        persons = terms.among == "persons"
        return (replace(one, persons=persons) for one in undecided)

    def _of_persons(self, given: Iterable[T], terms: ByPlace) -> Iterator[T]:
        """What is given, under the names of persons and their units where persons are ranked."""
        for prize in given:
            if terms.among == "persons":
                unit, person = scoring.whose(prize.unit)
                yield replace(prize, unit=unit, person=person)
            else:
                yield prize


def _key(terms: ByPlace) -> str:
    """What tells a list from others: its groups, and whether it is of their persons."""
    groups = TOGETHER.join(terms.groups)
    return groups if terms.among == "units" else f"{groups} persons"


def _fees(result: Result) -> Iterator[Score]:
    """The sums of money of each unit that has any, in the order of the standings."""
    paid = {line.unit for line in result.fees}
    scores = [standing.score for group in result.groups for standing in group.standings]
    units = [Unit(score.unit, score.group) for score in scores if score.unit in paid]
    yield from scoring.totals(units, result.fees)
