"""Days on which the office does not work, or works though it is a weekend, each with its reason."""

from collections.abc import Iterable
from datetime import date

from inforeport.model import DayOff
from inforeport.store.ledger import Ledger
from inforeport.workdays import Workdays

_ALL = "select day, works, reason from dayoff order by day"

_PUT = """
insert into dayoff (day, works, reason)
values (:day, :works, :reason)
on conflict (day) do update set works = excluded.works, reason = excluded.reason
"""


def days(ledger: Ledger) -> list[DayOff]:
    """All of them, in order."""
    return [
        DayOff(date.fromisoformat(day), reason, works=bool(works))
        for day, works, reason in ledger.tuples(_ALL)
    ]


def workdays(ledger: Ledger) -> Workdays:
    """The same as they change the days of work of the country."""
    every = days(ledger)
    return Workdays(
        free=tuple(one.day for one in every if not one.works),
        make_up=tuple(one.day for one in every if one.works),
    )


def put(ledger: Ledger, new: Iterable[DayOff]) -> tuple[int, int, int]:
    """Put days on file; how many were added, changed, and there already.

    The later notice holds: a day that was off may become a day of work.
    """
    there = {dayoff.day: dayoff for dayoff in days(ledger)}
    added = changed = again = 0
    for dayoff in new:
        before = there.get(dayoff.day)
        if before and before.works == dayoff.works:
            again += 1
            continue
        ledger.change(
            _PUT, day=dayoff.day.isoformat(), works=int(dayoff.works), reason=dayoff.reason
        )
        there[dayoff.day] = dayoff
        changed += before is not None
        added += before is None
    return added, changed, again


def remove(ledger: Ledger, day: date) -> bool:
    """Take a day off the file; whether it was there."""
    there = any(one.day == day for one in days(ledger))
    ledger.change("delete from dayoff where day = :day", day=day.isoformat())
    return there
