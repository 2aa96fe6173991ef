"""Scoring by one scheme, as most tests want it: its entries, or its fees after points."""

from collections.abc import Iterable

from inforeport import scoring
from inforeport.model import Facts
from inforeport.period import Calendar, Period
from inforeport.rules import Entry
from inforeport.scoring import Ruling, Scored, Terms


def ruling(
    facts: Facts, entries: Iterable[Entry], *, terms: Terms, fees: Iterable[Entry] = ()
) -> Ruling:
    """A scheme that is in force all along."""
    return Ruling(facts=facts, entries=tuple(entries), fees=tuple(fees), terms=terms)


def score(
    facts: Facts,
    entries: Iterable[Entry],
    *,
    terms: Terms,
    period: Period,
    fees: Iterable[Entry] = (),
) -> Scored:
    """What a period comes to by one scheme."""
    return scoring.score([ruling(facts, entries, terms=terms, fees=fees)], period)


def reach(entries: Iterable[Entry], calendar: Calendar, period: Period) -> Period:
    """The days whose facts one scheme needs for a period."""
    one = ruling(Facts(), entries, terms=Terms(calendar=calendar))
    return scoring.reach(one, scoring.horizon([one], period))
