"""Whose a report or a use is by the rules that count it: of several units, or of one."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from inforeport.model import Submission
from inforeport.rules import Entry
from inforeport.rules.shares import parts_of, sharing
from inforeport.words import Text

Whose = Callable[[Submission], tuple[str, ...]]
"""What finds the units that have a part in a report."""


def alone(report: Submission) -> tuple[str, ...]:
    """The unit that sent it, whoever joined in."""
    return (report.unit,)


def whose(entries: Iterable[Entry], fact: str, groups: Mapping[str, str]) -> Whose:
    """Whose a report is by the rules that read a kind of fact; `groups` are those of the units.

    A rule gives a part to units of the groups that it concerns; a report that none gives to
    anybody is of the unit that sent it.
    """
    dividing = [*_dividing(entries, fact)]

    def find(report: Submission) -> tuple[str, ...]:
        if not (report.partners or report.authors):
            return (report.unit,)
        units = {
            unit: None
            for entry in dividing
            for unit, part in parts_of(_of_units(entry.rule), report)
            if part and (not entry.groups or groups.get(unit) in entry.groups)
        }
        return tuple(units) or (report.unit,)

    return find if dividing else alone


def in_words(entries: Sequence[Entry], *facts: str) -> tuple[Text, ...]:
    """How the rules that read some kinds of fact share what several units have a part in."""
    dividing = [entry for fact in facts for entry in _dividing(entries, fact)]
    every = [said for entry in dividing for said in sharing(entry.rule)]
    return tuple(said for place, said in enumerate(every) if said not in every[:place])


def _dividing(entries: Iterable[Entry], fact: str) -> Iterator[Entry]:
    return (
        entry
        for entry in entries
        if fact in entry.rule.reads and hasattr(entry.rule, "joint") and not entry.persons
    )


def _of_units(rule: Any) -> Any:
    """The rule as it divides among units; what goes to persons leaves the sender the whole."""
    return rule if getattr(rule, "whom", "units") == "units" else replace(rule, authors=None)
