"""The schemes that a period is scored by, each with the facts it looks at, in its own words."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from inforeport import scoring
from inforeport.model import Facts, Reporter, Unit
from inforeport.model.apart import EACH, Apart, Grain, LinesOf, turning
from inforeport.office.schemes import InForce
from inforeport.office.snapshot import Snapshot
from inforeport.period import Period, hull
from inforeport.rules import Entry, Rule
from inforeport.scheme import Scheme
from inforeport.scoring import Ruling, Terms


def rulings(
    snapshot: Snapshot,
    in_force: list[InForce],
    period: Period,
    today: date | None = None,
    *,
    grain: Grain = "facts",
) -> dict[Period, Ruling]:
    """The rulings of a period by the days in which each is in force, the earliest first.

    They are those of the schemes in force, and of the ones before as far as any of them looks.
    With a day, only what was due by then is owed. Where not each of them is wanted, facts that no
    rule tells apart are counted together.
    """
    far, every = _all_looked_at(snapshot, in_force, period)
    bare = [_ruling(part, snapshot, today) for part in every]
    span = hull(scoring.reach(ruling, far) for ruling in bare)
    apart = None if grain == "facts" else _apart(snapshot, bare, [period, far, span], grain)
    return {
        part.days: replace(ruling, facts=_facts(snapshot, part.scheme, span, apart))
        for part, ruling in zip(every, bare, strict=True)
    }


def looked_at(snapshot: Snapshot, in_force: list[InForce], period: Period) -> Period:
    """All days whose facts a period is scored from."""
    far, every = _all_looked_at(snapshot, in_force, period)
    return hull(scoring.reach(_ruling(part, snapshot), far) for part in every)


def _all_looked_at(
    snapshot: Snapshot, in_force: list[InForce], period: Period
) -> tuple[Period, list[InForce]]:
    """The span whose windows are asked for, and the schemes in force in it."""
    far, begins = period, in_force[0].days.start
    while True:
        wider = scoring.horizon([_ruling(part, snapshot) for part in in_force], far)
        if wider.start >= far.start:
            return far, in_force
        far = wider
        if begins > far.start:
            in_force = snapshot.schemes.over(far)
            begins = in_force[0].days.start


def _ruling(part: InForce, snapshot: Snapshot, today: date | None = None) -> Ruling:
    """A scheme in force, without facts."""
    scheme, supposed = part.scheme, part.days.start == date.min
    days, joining = scheme.timetable(), scheme.counting.joining
    return Ruling(
        facts=Facts(),
        entries=scheme.entries,
        fees=scheme.fees,
        terms=Terms(calendar=days, joining=joining, today=today, period=scheme.period),
        days=part.days,
        begins=date.min if supposed else snapshot.schemes.begins,
    )


def _apart(
    snapshot: Snapshot, bare: Sequence[Ruling], spans: Sequence[Period], grain: Grain
) -> Apart:
    """What some schemes tell the facts of spans apart by, for their lines or for sums."""
    _, far, read = spans
    borders = [scoring.borders(ruling, far) for ruling in bare]
    entries = [entry for ruling in bare for entry in ruling.every]
    rules = [entry.rule for entry in entries]
    names = [rule.tells_apart for rule in rules]
    names += [_joined(rule.joins, entries) for rule in rules if rule.joins is not None]
    lists = frozenset[str]().union(*(rule.lists for rule in rules))
    if turns := frozenset().union(*(rule.turns for rule in rules)):
        borders.append(turning(read, turns))
        names += [] if borders[-1] else [frozenset({"submissions"})]
    days = _turns(snapshot.units, spans)
    apart = Apart(frozenset(days.union(*borders)), frozenset().union(*names))
    if grain == "lines":
        lean = not apart.names & EACH  # a rule that takes each by itself may ask anything of it
        apart = replace(apart, names=apart.names | lists, lean=lean)
    if isinstance(grain, LinesOf):
        units = scoring.counting_for(grain.unit, snapshot.units)
        apart = replace(apart, listed=lists, units=units)
    return apart


def _turns(units: Sequence[Unit], spans: Iterable[Period]) -> set[date]:
    """The days on which spans begin and end, and units come and are gone."""
    there = {unit.since for unit in units}
    gone = {unit.until + timedelta(days=1) for unit in units if unit.until}
    ends = {day for span in spans for day in (span.start, span.end)}
    return {day for day in ends | there | gone if day}


def _joined(parts: Sequence[str], entries: Sequence[Entry]) -> frozenset[str]:
    """What is told apart where all lines of a report are taken together that stand in some parts.

    Of one that was only sent, or used once, and of all alike with it, nothing else can be there.
    """
    facts = frozenset[str]().union(
        *(it.rule.lists for it in entries if not (parts and set(parts).isdisjoint(it.parts)))
    )
    return frozenset({"report"}) if facts == EACH else frozenset({"item"})


def _facts(snapshot: Snapshot, scheme: Scheme, span: Period, apart: Apart | None = None) -> Facts:
    """The facts of a span as a scheme names them."""
    by = scheme.counting.counts_on
    facts = snapshot.counted(span, by, apart) if apart else snapshot.facts(span, by)
    if scheme.asks_for_persons:
        facts = replace(facts, reporters=unreached(snapshot.reporters))
    facts = scoring.keyed(facts, kinds=scheme.kinds, categories=scheme.categories)
    facts = scoring.attributed(facts)
    if any(_asks_of_reports(rule) for rule in scheme.rules):
        sent = {report.label: report for report in facts.submissions}
        facts = replace(facts, items=sent | {**facts.items})  # a line may be of what was sent
    return replace(
        facts,
        words=scheme.words(),
        media=scheme.media_of(),
        unstated=None if scheme.counting.unstated == "none" else "whole",
    )


def _asks_of_reports(rule: Rule) -> bool:
    """Whether a rule over lines asks what report each is of."""
    return rule.joins is not None or (rule.of_sum and any(rule.wheres()))


def unreached(reporters: Iterable[Reporter]) -> tuple[Reporter, ...]:
    """Persons without how to reach them: that is nothing to count by."""
    return tuple(replace(one, phone=None, mobile=None, email=None) for one in reporters)
