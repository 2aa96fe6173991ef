"""What units owed and which reports count for it: the duties to send, without any points.

Which of several duties is the duty of a window is decided here, for scores and counts alike.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from inforeport.model import Due, Facts
from inforeport.period import Period
from inforeport.rules import Entry
from inforeport.rules.met import Met, met_by_unit, together
from inforeport.rules.rule import Credit
from inforeport.scoring.cut import Cutter
from inforeport.scoring.spans import Ruling

_NOUGHT = Decimal(0)

Slot = tuple[str, date, date]
"""A unit, and the first and last day of a window."""


class Owed(NamedTuple):
    """What a unit owed, what was credited to it, and how many are missing by the scheme."""

    owed: Decimal = _NOUGHT
    credited: Decimal = _NOUGHT
    missing: Decimal = _NOUGHT

    def __add__(self, other: "Owed") -> "Owed":  # type: ignore[override]
        return Owed(*(a + b for a, b in zip(self, other, strict=True)))


class Owing(NamedTuple):
    """By unit what was owed, and by report who was credited with what of it."""

    owed: Mapping[str, Owed]
    credits: Mapping[str, Sequence[Credit]]


def duties(dues: Iterable[Due]) -> dict[Slot, list[Due]]:
    """The duty of each unit and window, of reports sent.

    Of several quotas over one window the one that counts every report is the duty, the largest if
    there are several; without such a one they add up.
    """
    windows: dict[Slot, list[Due]] = defaultdict(list)
    for due in dues:
        if due.what == "submitted":
            windows[due.unit, due.window.start, due.window.end].append(due)
    return {slot: _duty(owed) for slot, owed in windows.items()}


def _duty(owed: list[Due]) -> list[Due]:
    if len(owed) == 1:
        return owed
    every = [due for due in owed if due.general]
    return [max(every, key=lambda due: due.owed)] if every else owed


class _Asked(NamedTuple):
    """A duty asked of a window: what it says each unit owed, and of which facts."""

    entry: Entry
    facts: Facts
    dues: tuple[Due, ...]


def owing(ruling: Ruling, period: Period) -> Owing:
    """What was owed and credited in the windows that a scheme decides in a period."""
    asked = list(_asked(ruling, period))
    chosen = {
        id(due) for those in duties(due for asked_of in asked for due in asked_of.dues).values()
        for due in those
    }  # fmt: skip
    duties_met: dict[str, list[Met]] = defaultdict(list)
    credits_: dict[str, list[Credit]] = defaultdict(list)
    for asked_of in asked:
        dues = [due for due in asked_of.dues if id(due) in chosen]
        for unit, met in met_by_unit(dues).items():
            duties_met[unit] += met
        counting = {(due.unit, due.window.start) for due in dues}
        for credit in asked_of.entry.rule.credits(asked_of.facts) if counting else ():
            if (credit.unit, credit.window) in counting:
                credits_[credit.item].append(credit)
    return Owing({unit: _sum(those) for unit, those in duties_met.items()}, credits_)


def _asked(ruling: Ruling, period: Period) -> Iterator[_Asked]:
    cutter = Cutter(ruling.facts, terms=ruling.terms)
    for entry in ruling.duties:
        for span in ruling.judges(entry, period):
            names = cutter.names(entry, span.window)
            facts = cutter.cut(entry, span.window, ruling.looked(entry, span))
            yield _Asked(
                entry, facts, tuple(due for due in entry.rule.dues(facts) if due.unit in names)
            )


def _sum(duties_met: Sequence[Met]) -> Owed:
    came = together(duties_met)
    return Owed(came.owed, came.received, came.missing)
