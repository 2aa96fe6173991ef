"""Facts that are alike in all that a price asks of them: what one is worth is worked out once.

What that is, and what it comes of, is not known here. Each fact on a report of several units, or
on which there is something by hand, is asked for itself.
"""

from collections.abc import Callable
from operator import attrgetter
from typing import Any, Protocol

from msgspec.structs import replace

from inforeport.model import Facts, ScoreLine, Submission
from inforeport.words import of_title

Worth = Callable[[Any, Submission | None], ScoreLine | None]
"""The line of a fact on a report, where it has a figure."""


class Prices(Protocol):
    """A rule that has a line for each fact."""

    def alike(self, fact: Any) -> tuple[object, ...] | None:
        """What its line has of a fact beside unit, report, day and title; none where it asks more.

        It is none, too, for a fact that is looked at for itself.
        """

    def day_of(self, fact: Any) -> Any:
        """The day of a fact."""


def once_for_all(rule: Prices, worth: Worth, columns: tuple[str, ...], facts: Facts) -> Worth:
    """The same lines, where facts are worth the same whose reports agree in some columns."""
    alike, day_of = rule.alike, rule.day_of  # asked of each of thousands of facts
    of_report = attrgetter(*columns) if columns else None
    # of all time: looked into by each window, and copied by none
    forwarded, instructed, marked = facts.forwarded, facts.instructed, facts.marked
    lines: dict[tuple[object, ...], ScoreLine | None] = {}

    def line(fact: Any, item: Submission | None) -> ScoreLine | None:
        sort = alike(fact)
        if sort is None or item is None or item.partners:
            return worth(fact, item)
        if (label := item.label) in forwarded or label in instructed or label in marked:
            return worth(fact, item)
        key = (sort, of_report(item)) if of_report else sort
        if key not in lines:
            lines[key] = worth(fact, item)
        if (first := lines[key]) is None:
            return None
        because = of_title(first.because, fact.title)
        return replace(first, unit=fact.unit, item=label, on=day_of(fact), because=because)

    return line
