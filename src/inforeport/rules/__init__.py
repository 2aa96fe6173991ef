"""The kinds of rule a scheme may name: one class, one kind, its fields the figures of its entry.

A rule never compares a date and never asks who is in which group: `scoring` cuts the facts to the
window and the units of the entry before it asks.
"""

from collections.abc import Iterator, Sequence
from typing import Protocol

from msgspec import Struct

from inforeport.model import Facts, ScoreLine
from inforeport.period import Per
from inforeport.rules.adoption import Adopted
from inforeport.rules.highest import Highest
from inforeport.rules.quota import Quota


class Rule(Protocol):
    """A function from facts to lines; its figures are the fields of a frozen dataclass."""

    def lines(self, facts: Facts, so_far: Sequence[ScoreLine]) -> Iterator[ScoreLine]:
        """The lines that this rule adds for one window, after the lines of the rules before it."""

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts that its figures can give points in, in their order."""


KINDS: dict[str, type[Rule]] = {"quota": Quota, "adoption": Adopted, "highest": Highest}


class Entry(Struct, frozen=True, kw_only=True):
    """A rule in its place in the scheme, with what all rules share.

    `per` is the window it judges, `every` the windows for which something is owed inside that
    (the same where it is not given), `groups` whom it concerns (all where empty), `part` the
    column its points fall in (the rule's own where not given), `clause` the notice's number.
    """

    kind: str
    rule: Rule
    clause: str
    per: Per
    every: Per
    groups: tuple[str, ...] = ()
    part: str | None = None

    @property
    def parts(self) -> tuple[str, ...]:
        """The columns that this entry can give points in."""
        return (self.part,) if self.part and self.rule.parts else self.rule.parts
