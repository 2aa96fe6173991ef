"""What units owed and which reports count for it: the duties to send, without any points.

Which of several duties is the duty of a window is decided here, for scores and counts alike.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from msgspec.structs import replace

from inforeport.model import Due, Facts
from inforeport.period import Period
from inforeport.rules import Entry
from inforeport.rules.met import Came, Met, met_by_unit, together
from inforeport.rules.rule import Credit
from inforeport.scoring.cut import Cutter
from inforeport.scoring.spans import Ruling

_NOUGHT = Decimal(0)


class Owed(NamedTuple):
    """What a unit owed, what was credited to it, and how many are missing by the scheme."""

    owed: Decimal = _NOUGHT
    credited: Decimal = _NOUGHT
    missing: Decimal = _NOUGHT

    def __add__(self, other: "Owed") -> "Owed":  # type: ignore[override]
        return Owed(*(a + b for a, b in zip(self, other, strict=True)))


class Owing(NamedTuple):
    """What was owed, and by report who was credited with what of it."""

    dues: Sequence[Due]
    credits: Mapping[str, Sequence[Credit]]


class Duty(NamedTuple):
    """The duty of a unit to send, window by window, and others over the same days."""

    dues: Sequence[Due]
    beside: Sequence[Sequence[Due]] = ()

    @property
    def courses(self) -> Sequence[Sequence[Due]]:
        """It, and each of those beside it."""
        return self.dues, *self.beside

    @property
    def came(self) -> Came:
        """What it came to; as much is missing as of that of them of which most is."""
        came = [together(_met(course)) for course in self.courses]
        return came[0]._replace(missing=max(its.missing for its in came))


def duties(dues: Iterable[Due]) -> dict[str, Duty]:
    """The duty of each unit, of reports sent.

    Of several over the same days the one that counts every report is the duty, that which owes most
    if there are several; without such a one they add up.
    """
    of_unit: dict[str, list[Due]] = defaultdict(list)
    for due in dues:
        if due.what == "submitted":
            of_unit[due.unit].append(due)
    return {unit: _duty(its) for unit, its in of_unit.items()}


def _duty(dues: Sequence[Due]) -> Duty:
    if are_apart(dues) or not any(due.general for due in dues):
        return Duty(dues)
    courses = _courses(due for due in dues if due.general)
    courses.sort(key=lambda its: -together(_met(its)).owed)
    chosen: list[Due] = []
    beside: list[Sequence[Due]] = []
    for course in courses:
        if are_apart([*chosen, *course]):
            chosen += course
        else:
            beside.append(course)
    special = [due for due in dues if not due.general]
    apart = [due for due in special if are_apart([*chosen, due])]
    beside += _courses(due for due in special if due not in apart)
    return Duty([*chosen, *apart], beside)


def are_apart(dues: Iterable[Due]) -> bool:
    """Whether no two windows have a day in common."""
    windows = sorted((due.window.start, due.window.end) for due in dues)
    return all(one[1] <= other[0] for one, other in pairwise(windows))


def _courses(dues: Iterable[Due]) -> list[list[Due]]:
    """Dues of one duty after another; two of one clause over the same days are two duties."""
    courses: list[list[Due]] = []
    for due in sorted(dues, key=lambda due: due.window.start):
        for course in courses:
            if _one_duty(due, course[-1]) and course[-1].window.end <= due.window.start:
                course.append(due)
                break
        else:
            courses.append([due])
    return courses


def _one_duty(due: Due, other: Due) -> bool:
    return (due.clause, due.name) == (other.clause, other.name)


def _met(dues: Sequence[Due]) -> list[Met]:
    return [met for those in met_by_unit(dues).values() for met in those]


class _Asked(NamedTuple):
    """A duty asked of a window: what it says each unit owed, and of which facts."""

    entry: Entry
    facts: Facts
    dues: tuple[Due, ...]


def owing(ruling: Ruling, period: Period, before: Sequence[Due] = ()) -> Owing:
    """What was owed and credited in the windows that a scheme decides in a period.

    `before` is what was owed by earlier schemes, which may carry it on.
    """
    asked = list(_asked(ruling, period, before))
    dues = tuple(due for asked_of in asked for due in asked_of.dues)
    of_unit = duties(dues)
    chosen = {id(due) for duty in of_unit.values() for due in duty.dues}
    credits_: dict[str, list[Credit]] = defaultdict(list)
    for asked_of in asked:
        counting = {(due.unit, due.window.start) for due in asked_of.dues if id(due) in chosen}
        for credit in asked_of.entry.rule.credits(asked_of.facts) if counting else ():
            if (credit.unit, credit.window) in counting:
                credits_[credit.item].append(credit)
    return Owing(dues, credits_)


def owed_by_unit(dues: Iterable[Due]) -> dict[str, Owed]:
    """What each unit owed, and what came of that."""
    return {unit: _owed(duty) for unit, duty in duties(dues).items()}


def _asked(ruling: Ruling, period: Period, before: Sequence[Due]) -> Iterator[_Asked]:
    cutter = Cutter(ruling.facts, terms=ruling.terms)
    for entry in ruling.duties:
        for span in ruling.judges(entry, period):
            names = cutter.names(entry, span.window)
            cut = cutter.cut(entry, span.window, ruling.looked(entry, span))
            facts = replace(cut, begins=ruling.decides_from(entry), dues=before)
            yield _Asked(
                entry, facts, tuple(due for due in entry.rule.dues(facts) if due.unit in names)
            )


def _owed(duty: Duty) -> Owed:
    came = duty.came
    return Owed(came.owed, came.received, came.missing)
