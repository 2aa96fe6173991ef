"""Who still owes reports: what is overdue, what is due next, and what later.

Of several duties over the same days as many are asked for as that one wants of which most is
missing, for a report may count for all of them; what is sent too much in one window makes up for
another where the scheme says so.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from msgspec.structs import replace

from inforeport.model import Due
from inforeport.model.reminders import Gap, Reminder
from inforeport.scoring.owing import Duty, duties

_NONE = Decimal(0)
_DAY = timedelta(days=1)


def reminder(dues: Iterable[Due], day: date) -> Reminder:
    """How many reports each unit still owes on a day, by when they are due."""
    of_unit = _of_units(dues)
    ends = sorted({due.window.last for due in _every(of_unit.values()) if due.owed})
    ahead = [end for end in ends if end >= day]
    if not ends:
        return Reminder(day=day)
    deadline = ahead[0] if ahead else None
    past, soon, every = (_missing(of_unit, it) for it in (day - _DAY, deadline or day, ends[-1]))
    return Reminder(
        day=day,
        deadline=deadline,
        ends=ends[-1],
        overdue=_positive(past),
        coming=_positive({unit: soon[unit] - past[unit] for unit in soon}),
        later=_positive({unit: every[unit] - soon[unit] for unit in every}),
        owes=True,
    )


def gaps(dues: Iterable[Due], day: date) -> tuple[Gap, ...]:
    """What each unit owed in the windows that have begun by a day, and what came.

    Of several duties over the same days it is that of which most is missing. Of a unit whose
    windows all lie ahead nothing is missing: it does not stand for one that has no duty.
    """
    return tuple(_gap(unit, duty, day) for unit, duty in _of_units(dues).items())


def _gap(unit: str, duty: Duty, day: date) -> Gap:
    begun = [
        [due for due in course if due.owed and due.window.start <= day] for course in duty.courses
    ]
    course = max(begun, key=lambda dues: Duty(dues).came.missing)
    came = Duty(course).came
    return Gap(
        unit=unit,
        owed=came.owed,
        received=came.received,
        missing=came.missing,
        deadlines=tuple(sorted({due.window.last for due in course})),
    )


def _of_units(dues: Iterable[Due]) -> Mapping[str, Duty]:
    """The duty of each unit to send reports."""
    return duties(due for due in dues if due.person is None)


def _every(of_unit: Iterable[Duty]) -> Iterator[Due]:
    return (due for duty in of_unit for course in duty.courses for due in course)


def _missing(of_unit: Mapping[str, Duty], end: date) -> Mapping[str, Decimal]:
    """How many reports are missing of those that are owed up to a day."""
    nothing = {"owed": _NONE, "carried": _NONE}

    def so_far(course: Iterable[Due]) -> Sequence[Due]:
        return [due if due.window.last <= end else replace(due, **nothing) for due in course]

    return {
        unit: Duty(so_far(duty.dues), [*map(so_far, duty.beside)]).came.missing
        for unit, duty in of_unit.items()
    }


def _positive(missing: Mapping[str, Decimal]) -> Mapping[str, Decimal]:
    return {unit: number for unit, number in missing.items() if number > 0}
