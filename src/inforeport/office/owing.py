"""Who still owes reports: what is overdue, what is due next, and what later.

Of several duties over one window the one counts that scores go by, and what is sent too much in one
window makes up for another where the scheme says so.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from msgspec.structs import replace

from inforeport.model import Due
from inforeport.model.reminders import Gap, Reminder
from inforeport.rules.met import met_by_unit, together
from inforeport.scoring.owing import duties

_NONE = Decimal(0)
_DAY = timedelta(days=1)


def reminder(dues: Iterable[Due], day: date) -> Reminder:
    """How many reports each unit still owes on a day, by when they are due."""
    dues = _of_units(dues)
    ends = sorted({due.window.last for due in dues if due.owed})
    ahead = [end for end in ends if end >= day]
    if not ends:
        return Reminder(day=day)
    deadline = ahead[0] if ahead else None
    past, soon, every = (_missing(dues, end) for end in (day - _DAY, deadline or day, ends[-1]))
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
    """What each unit owed in the windows that have begun by a day, and what came."""
    begun = [due for due in _of_units(dues) if due.owed and due.window.start <= day]
    return tuple(
        Gap(
            unit=unit,
            owed=(came := together(duties_met)).owed,
            received=came.received,
            missing=came.missing,
            deadlines=tuple(sorted({due.window.last for met in duties_met for due in met.dues})),
        )
        for unit, duties_met in met_by_unit(begun).items()
    )


def _of_units(dues: Iterable[Due]) -> list[Due]:
    """The duties of units to send reports, one for each window."""
    chosen = duties(due for due in dues if due.person is None)
    return [due for those in chosen.values() for due in those]


def _missing(dues: Iterable[Due], end: date) -> Mapping[str, Decimal]:
    """How many reports are missing of those that are owed up to a day."""
    nothing = {"owed": _NONE, "carried": _NONE}
    so_far = [due if due.window.last <= end else replace(due, **nothing) for due in dues]
    return {unit: together(duties_met).missing for unit, duties_met in met_by_unit(so_far).items()}


def _positive(missing: Mapping[str, Decimal]) -> Mapping[str, Decimal]:
    return {unit: number for unit, number in missing.items() if number > 0}
