"""For whom an entry is: units, or persons, each of whom stands in the place of a unit."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from msgspec.structs import replace

from inforeport.model import Adoption, Due, Facts, Measure, Reporter, ScoreLine, Submission, Unit
from inforeport.rules import Entry
from inforeport.scoring.contest import label, whose

Told = TypeVar("Told", ScoreLine, Due, Measure)


def of_whom(entry: Entry, facts: Facts) -> Facts:
    """The facts as an entry sees them: of units, or of the persons that it is for."""
    return _of_persons(entry, facts) if entry.persons else facts


def as_units(told: Iterable[Told]) -> Iterator[Told]:
    """What is told of persons, each under its label in the place of a unit."""
    return (
        replace(one, unit=label(one.person, one.unit), person=None) for one in told if one.person
    )


def back(entry: Entry, told: Iterable[Told]) -> Iterable[Told]:
    """What an entry tells, of persons under their units and names again."""
    return _under_units(told) if entry.persons else told


def _under_units(told: Iterable[Told]) -> Iterator[Told]:
    for line in told:
        unit, person = whose(line.unit)
        yield replace(line, unit=unit, person=person)


def _of_persons(entry: Entry, facts: Facts) -> Facts:
    """The same facts, with persons for units and the reports that they signed for theirs."""
    units = {unit.name: unit for unit in facts.units}
    people = {
        label(one.name, one.unit): _as_unit(one, units[one.unit])
        for one in facts.reporters
        if one.unit in units and entry.is_for(one)
    }
    signed = {item: _signed(report, people) for item, report in facts.items.items()}
    sent = (_signed(report, people) for report in facts.submissions)
    return replace(
        facts,
        units=tuple(people.values()),
        submissions=[report for report in sent if report],
        items={item: report for item, report in signed.items() if report},
        adoptions=[*_used(facts.adoptions, signed)],
        marks=(),
        exemptions=tuple(
            replace(one, unit=name)
            for name in people
            for one in facts.exemptions
            if one.unit == whose(name)[0]
        ),
    )


def _as_unit(person: Reporter, unit: Unit) -> Unit:
    """A person in the place of a unit, there as long as both are."""
    return Unit(
        label(person.name, person.unit),
        unit.group,
        since=max(filter(None, (person.since, unit.since)), default=None),
        until=min(filter(None, (person.until, unit.until)), default=None),
    )


def _signed(report: Submission, people: Mapping[str, Unit]) -> Submission | None:
    """A report as it is of those who signed it; of none of them it is no report."""
    names = [label(author.name, author.unit) for author in report.authors]
    mine = [name for name in dict.fromkeys(names) if name in people]
    if not mine:
        return None
    return replace(report, unit=mine[0], partners=tuple(mine[1:]), authors=())


def _used(uses: Iterable[Adoption], signed: Mapping[str, Submission | None]) -> Iterator[Adoption]:
    for use in uses:
        if report := signed.get(use.item):
            yield replace(use, unit=report.unit)
