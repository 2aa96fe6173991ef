"""The kinds of rule a scheme may name: one class, one kind, its fields the figures of its entry.

A rule never asks which month it is and who is in which group: `scoring` cuts the facts to the
window and the units of the entry before it asks.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Protocol

from msgspec import Struct

from inforeport.model import Facts, ScoreLine
from inforeport.period import Per, Period
from inforeport.rules.facts import Adopted, Commissioned, Forwarded, Instructed, Marked, Sent
from inforeport.rules.flag import Flag
from inforeport.rules.given import Pay, Rate, Start
from inforeport.rules.highest import Highest
from inforeport.rules.quota import Quota
from inforeport.rules.task import Task
from inforeport.rules.totals import Average, Factor, Limit, Scale, Void


class Rule(Protocol):
    """A function from facts to lines; its figures are the fields of a frozen record."""

    def lines(self, facts: Facts, so_far: Sequence[ScoreLine]) -> Iterator[ScoreLine]:
        """The lines that this rule adds for one window, after the lines of the rules before it."""

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts that its figures can give points in, in their order."""

    @property
    def reads(self) -> tuple[str, ...]:
        """Which of the dated facts it looks at, by their names in `Facts`."""


KINDS: dict[str, type[Rule]] = {
    "quota": Quota,
    "task": Task,
    "start": Start,
    "submission": Sent,
    "adoption": Adopted,
    "instruction": Instructed,
    "forwarding": Forwarded,
    "commission": Commissioned,
    "mark": Marked,
    "rate": Rate,
    "highest": Highest,
    "limit": Limit,
    "factor": Factor,
    "void": Void,
    "average": Average,
    "scale": Scale,
    "flag": Flag,
    "pay": Pay,
}


class Place(Struct, frozen=True, kw_only=True):
    """A rule's place in its scheme: what all rules share.

    `per` is the window it judges, `every` the windows for which something is owed inside that
    (the same where it is not given), `groups` whom it concerns (all where empty), `part` the
    column its points fall in (the rule's own where not given), `clause` the notice's number,
    `since` and `until` the first and last day of the windows it judges, where it has its own.
    """

    kind: str
    clause: str
    per: Per
    every: Per
    groups: tuple[str, ...] = ()
    part: str | None = None
    since: date | None = None
    until: date | None = None


class Entry(Place, frozen=True, kw_only=True):
    """A rule in its place in the scheme."""

    rule: Rule

    @property
    def days(self) -> Period:
        """The days in which it is in force."""
        until = date.max if self.until is None else self.until + timedelta(days=1)
        return Period(self.since or date.min, until)

    @property
    def parts(self) -> tuple[str, ...]:
        """The columns that this entry can give points in."""
        return (self.part,) if self.part and self.rule.parts else self.rule.parts
