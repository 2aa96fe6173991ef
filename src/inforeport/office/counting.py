"""What is counted of a period: the one place that says it, for every paper and every answer."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from operator import attrgetter
from typing import Any, get_args

from msgspec.structs import replace

from inforeport import scoring
from inforeport.model import Due, Facts, Submission, Unit
from inforeport.model.counts import Aside, By, Counts, Names
from inforeport.office.results import Results
from inforeport.office.rulings import rulings
from inforeport.office.schemes import is_whole, union
from inforeport.period import Per, Period
from inforeport.scoring import Ruling
from inforeport.scoring.counting import Basis, counted
from inforeport.scoring.cut import There
from inforeport.scoring.owing import owed_by_unit, owing
from inforeport.scoring.sharing import in_words, whose

_DAYS = {
    "instructions": attrgetter("on"),
    "forwardings": attrgetter("on"),
    "commissions": attrgetter("due"),
    "marks": attrgetter("on"),
}
"""On which day each counts, beside the uses, which the facts know of themselves."""
_COUNTED = ("adoptions", *_DAYS)
"""What counts by the windows of the rules that price it; reports do by those of the duties."""


def counts(results: Results, period: Period, by: By = "unit") -> Counts:
    """What was sent, owed and used in a period.

    Of a period that the schemes score it is what counts for it; of any other days what came on
    them, and nothing is owed. Raises `NoSchemeInForce`.
    """
    every = basis(results, period, parts_of(results, period))
    return counted(every, names(results, period), by=by, period=period)


def parts_of(results: Results, period: Period) -> list["Part"]:
    """What counts for each part of a period that is scored; nothing of one of other days."""
    in_force = results.snapshot.schemes.governing(period)
    if not is_whole(in_force, period):
        return []
    ruled = rulings(results.snapshot, in_force, period, results.today)
    before = _owed_before([*ruled.values()], period)
    return [Part(ruled[one.days], one.period, whole=period, before=before) for one in in_force]


def _owed_before(ruled: Sequence[Ruling], period: Period) -> Sequence[Due]:
    """What was owed so far where one scheme may carry on what another one left."""
    carries = any(entry.looks != "window" for ruling in ruled for entry in ruling.duties)
    if len(ruled) == 1 or not carries:
        return ()
    far = scoring.horizon(ruled, period)
    return scoring.owed(ruled, far)


def names(results: Results, period: Period) -> Names:
    """What the schemes of a period declare."""
    schemes = [part.scheme for part in results.snapshot.schemes.governing(period)]
    return Names(
        groups=union(scheme.groups for scheme in schemes),
        levels=union(scheme.levels for scheme in schemes),
        forms=union(scheme.forms for scheme in schemes),
        kinds=union(scheme.kinds for scheme in schemes),
        categories=union(scheme.categories for scheme in schemes),
        together=schemes[-1].ranking.together,
    )


def basis(results: Results, period: Period, parts: Sequence["Part"]) -> Basis:
    """All that is counted of a period, out of its parts."""
    scheme = results.snapshot.schemes.on(period.last)
    came = scoring.attributed(results.snapshot.facts(period, scheme.counting.counts_on))
    groups = {unit.name: unit.group for unit in came.units}
    facts = _together(came, parts)
    return Basis(
        facts=replace(facts, units=tuple(_there(facts, period))),
        owed=owed_by_unit(due for part in parts for due in part.owing.dues),
        credits={item: its for part in parts for item, its in part.owing.credits.items()},
        reports={label: one for part in parts for label, one in part.brought(period)},
        sent_by=whose(scheme.entries, "submissions", groups),
        used_by=whose(scheme.entries, "adoptions", groups),
        there=_presence(came.units, parts),
        sharing=in_words(scheme.entries, "submissions", "adoptions"),
        uses_aside=_aside(came, facts),
    )


class Part:
    """What counts for a part of a period, by the scheme that is in force in it.

    A duty is of the part in which its window ends, though it began before: it is asked for in the
    whole.
    """

    def __init__(
        self, ruling: Ruling, period: Period, *, whole: Period, before: Sequence[Due] = ()
    ) -> None:
        self.entries = ruling.entries
        self.duties = ruling.duties
        self.calendar = ruling.calendar
        self.period = period
        self.spans = {name: self._span(name) for name in _COUNTED}
        self.facts = ruling.facts
        self.owing = owing(ruling, whole, before)

    def _windows(self, name: str) -> Sequence[Period]:
        """The windows of the rules that price a kind of fact, the shortest; else the days."""
        pers = [one.per for one in self.entries if name in one.rule.reads and not one.rule.owes]
        if not pers:
            return (self.period,)
        return self.calendar.windows(min(pers, key=get_args(Per).index), self.period)

    def _span(self, name: str) -> Period:
        windows = self._windows(name)
        if not windows:
            return Period(self.period.start, self.period.start)
        return Period(windows[0].start, windows[-1].end) & self.calendar.run

    def brought(self, period: Period) -> Iterator[tuple[str, Submission]]:
        """The reports that count and came on other days than those of a period."""
        credits_ = self.owing.credits
        others = (one for one in self.facts.submissions if one.received not in period)
        return ((one.label, one) for one in others if one.label in credits_)

    def of(self, name: str) -> Iterator[Any]:
        """The facts of a kind that count: of its days, and of units that were there."""
        day, span = _DAYS.get(name, self.facts.day_of), self.spans[name]
        was_there = self.presence(name, self.facts.units)
        for fact in getattr(self.facts, name):
            if day(fact) in span and was_there(fact.unit, day(fact)):
                yield fact

    def presence(self, name: str, units: Sequence[Unit]) -> There:
        """What says whether one of some units was there for a fact of a kind."""
        return scoring.presence(name, units, self.entries, self.calendar, self.period)


def _together(came: Facts, parts: Sequence[Part]) -> Facts:
    """What came on the days of a period, and of all but reports what counts for it instead."""
    if not parts:
        return came
    return replace(
        came,
        items={label: one for part in parts for label, one in part.facts.items.items()},
        **{name: tuple(one for part in parts for one in part.of(name)) for name in _COUNTED},
    )


def _presence(units: Sequence[Unit], parts: Iterable[Part]) -> There:
    """Whether units were there by the part of a period that holds a day."""
    by_part = [(part.period, part.presence("submissions", units)) for part in parts]

    def was_there(name: str, day: date) -> bool:
        return all(there(name, day) for days, there in by_part if day in days)

    return was_there


def _there(facts: Facts, period: Period) -> Iterator[Unit]:
    """The units that were there in a period, or have something in it."""
    busy = {one.unit for one in facts.submissions} | {one.unit for one in facts.adoptions}
    return (unit for unit in facts.units if unit.name in busy or scoring.there(unit, period))


def _aside(came: Facts, facts: Facts) -> Aside:
    """How many uses of a period do not count for it, and how many of other days do."""
    of_days, counts = ({use.id for use in its.adoptions} for its in (came, facts))
    return Aside(len(of_days - counts), len(counts - of_days))
