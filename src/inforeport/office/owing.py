"""Who still owes reports: what is overdue, what is due next, and what later.

Of several duties over the same days as many are asked for as that one wants of which most is
missing, for a report may count for all of them; what is sent too much in one window makes up for
another where the scheme says so.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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


def gaps(
    dues: Iterable[Due], day: date, stands: Callable[[Due], bool] = lambda _: True
) -> tuple[Gap, ...]:
    """What each unit owed in the windows that have begun by a day, and what came.

    It is what the sums of the period say of its duty, which is made of the dues that `stands` says
    stand in it; as much is missing as of that of several duties over the same days of which most
    is. The other dues are told apart. Of a unit whose windows all lie ahead nothing is missing: it
    does not stand for one that has no duty.
    """
    mine: list[Due] = []
    longer: list[Due] = []
    for due in dues:
        (mine if stands(due) else longer).append(due)
    apart = _gaps(longer, day)
    every = _gaps(mine, day)
    return tuple(
        replace(every.get(unit) or Gap(unit=unit), longer=apart.get(unit))
        for unit in dict.fromkeys([*every, *apart])
    )


def _gaps(dues: Iterable[Due], day: date) -> dict[str, Gap]:
    every = (_gap(unit, duty, day) for unit, duty in _of_units(dues).items())
    return {gap.unit: gap for gap in every}


def _gap(unit: str, duty: Duty, day: date) -> Gap:
    begun = [[due for due in course if due.window.start <= day] for course in duty.courses]
    owing = [course for course in begun if any(due.owed for due in course)]
    most = max(owing, key=lambda dues: Duty(dues).came.missing, default=[])
    main = begun[0] if begun[0] in owing else most
    came = Duty(main).came
    return Gap(
        unit=unit,
        owed=came.owed,
        received=came.received,
        missing=Duty(most).came.missing,
        ahead=sum((due.owed for due in main if due.window.last > day), _NONE),
        deadlines=tuple(sorted({due.window.last for due in [*main, *most] if due.owed})),
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
