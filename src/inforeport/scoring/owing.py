"""What units owed and which reports count for it: the duties to send, without any points.

Which of several duties is the duty of a window is decided here, for scores and counts alike.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from msgspec.structs import replace

from inforeport.model import Due, Facts
from inforeport.period import Period, Window
from inforeport.rules import Entry
from inforeport.rules.rule import Credit
from inforeport.scoring.cut import Cutter
from inforeport.scoring.lines import Terms

_NOUGHT = Decimal(0)
_SETTLED = 9  # places at which parts of reports are no dust of division

Slot = tuple[str, date, date]
"""A unit, and the first and last day of a window."""


class Owed(NamedTuple):
    """What a unit owed, what was credited to it, and how many are missing by the scheme."""

    owed: Decimal = _NOUGHT
    credited: Decimal = _NOUGHT
    missing: Decimal = _NOUGHT

    def __add__(self, other: "Owed") -> "Owed":  # type: ignore[override]
        return Owed(*(settled(a + b) for a, b in zip(self, other, strict=True)))


class Owing(NamedTuple):
    """By unit what was owed, and by report who was credited with what of it."""

    owed: Mapping[str, Owed]
    credits: Mapping[str, Sequence[Credit]]


def settled(figure: Decimal) -> Decimal:
    """A sum of parts without the dust of division: three thirds are one.

    >>> settled(Decimal("0.999999999999"))
    Decimal('1')
    """
    return round(figure, _SETTLED).normalize() + _NOUGHT


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
    every = [due for due in owed if due.general]
    return [max(every, key=lambda due: due.owed)] if every else owed


class _Asked(NamedTuple):
    """A duty asked of a window: what it says each unit owed, and of which facts."""

    entry: Entry
    facts: Facts
    dues: tuple[Due, ...]


def owing(facts: Facts, entries: Iterable[Entry], *, terms: Terms, period: Period) -> Owing:
    """What was owed and credited in the windows that belong to a period."""
    asked = list(_asked(facts, entries, terms, period))
    chosen = {
        id(due) for those in duties(due for one in asked for due in one.dues).values()
        for due in those
    }  # fmt: skip
    owed: dict[str, Owed] = defaultdict(Owed)
    credits_: dict[str, list[Credit]] = defaultdict(list)
    for one in asked:
        dues = [due for due in one.dues if id(due) in chosen]
        for unit, its in _by_unit(dues).items():
            owed[unit] += _sum(one.entry, its)
        counting = {(due.unit, due.window.start) for due in dues}
        for credit in one.entry.rule.credits(one.facts) if counting else ():
            if (credit.unit, credit.window) in counting:
                credits_[credit.item].append(credit)
    return Owing(owed, credits_)


def _asked(
    facts: Facts, entries: Iterable[Entry], terms: Terms, period: Period
) -> Iterable[_Asked]:
    cutter = Cutter(facts, calendar=terms.calendar, joining=terms.joining, today=terms.today)
    for entry in (entry for entry in entries if entry.rule.owes == "submitted"):
        for window in terms.calendar.windows(entry.per, period):
            if window.last in entry.days:
                yield _of_window(cutter, entry, window)


def _of_window(cutter: Cutter, entry: Entry, window: Window) -> _Asked:
    cut, names = cutter.cut(entry, window), cutter.names(entry, window)
    dues = (replace(due, clause=entry.clause) for due in entry.rule.dues(cut) if due.unit in names)
    return _Asked(entry, cut, tuple(dues))


def _by_unit(dues: Iterable[Due]) -> dict[str, list[Due]]:
    units: dict[str, list[Due]] = defaultdict(list)
    for due in dues:
        units[due.unit].append(due)
    return units


def _sum(entry: Entry, dues: Sequence[Due]) -> Owed:
    missing, _ = entry.rule.gaps(dues)
    return Owed(
        sum((due.owed for due in dues), _NOUGHT),
        sum((due.received for due in dues), _NOUGHT),
        missing,
    )
