"""What units object to, and how it was settled."""

from datetime import date, timedelta
from sqlite3 import Row

from msgspec.structs import replace

from inforeport.errors import BeforeRaised, ObjectionExists, ObjectionSettled, UnknownEntry
from inforeport.model import Objection
from inforeport.period import Period
from inforeport.store._names import Names
from inforeport.store._row import NUMBERS, day, iso
from inforeport.store.ledger import Ledger
from inforeport.words import message

_LIST = """
select objection.id, unit.name as unit, objection.body, raised_on, period, objection.since,
  objection.until, ifnull(submission.ref, '#' || submission.id) as item, settled_on, outcome,
  objection.reason
from objection
join unit on unit.id = objection.unit_id
left join submission on submission.id = submission_id
where (:number is null or objection.id = :number)
  and (:open = 0 or settled_on is null)
order by raised_on, objection.id
"""

_ADD = """
insert into objection (unit_id, body, raised_on, submission_id, period, since, until)
values (:unit_id, :body, :raised_on, :submission_id, :period, :since, :until)
"""

WHAT = message("objection")


def objections(ledger: Ledger, *, only_open: bool = False) -> list[Objection]:
    """All objections, in order of their days, or those that are not settled."""
    return [_record(row) for row in ledger.rows(_LIST, number=None, open=only_open)]


def objection(ledger: Ledger, number: int) -> Objection:
    """The objection of that number; raises `UnknownEntry`."""
    rows = ledger.rows(_LIST, number=number, open=False) if 0 <= number < NUMBERS else []
    if not rows:
        raise UnknownEntry(what=WHAT, noun="objection", number=number)
    return _record(rows[0])


def add(ledger: Ledger, new: Objection) -> Objection:
    """The objection as put on file.

    Raises `UnknownUnit`, `UnknownSubmission`, or `ObjectionExists` where the same is open: a
    command typed once more, as nobody saw what came of it, must not object twice.
    """
    names, period = Names(ledger), new.period
    unit = names.unit(new.unit)
    report = names.report(new.item) if new.item else None
    new = replace(new, unit=unit.name, item=report.label if report else None)
    for other in objections(ledger, only_open=True):
        if replace(other, id=new.id, on=new.on) == new:
            raise ObjectionExists(unit=unit.name, number=other.id)
    number = ledger.change(
        _ADD,
        unit_id=unit.id,
        body=new.text,
        raised_on=iso(new.on),
        submission_id=report.id if report else None,
        period=period.name if period else None,
        since=iso(period.start) if period else None,
        until=iso(period.last) if period else None,
    )
    return replace(new, id=number)


def settle(ledger: Ledger, objection: Objection, *, on: date, outcome: str, reason: str) -> None:
    """Say how an objection ended. Raises `ObjectionSettled`, or `BeforeRaised`."""
    if objection.settled:
        raise ObjectionSettled(number=objection.id, unit=objection.unit, day=objection.settled)
    if on < objection.on:
        raise BeforeRaised(number=objection.id, raised=objection.on, day=on)
    columns = {"settled_on": iso(on), "outcome": outcome, "reason": reason}
    ledger.update("objection", objection.id, columns)


def _record(row: Row) -> Objection:
    period = None
    if row["period"]:
        last = date.fromisoformat(row["until"])
        start = date.fromisoformat(row["since"])
        period = Period(start, last + timedelta(days=1), row["period"])
    return Objection(
        unit=row["unit"],
        text=row["body"],
        on=date.fromisoformat(row["raised_on"]),
        period=period,
        item=row["item"],
        settled=day(row["settled_on"]),
        outcome=row["outcome"],
        reason=row["reason"],
        id=row["id"],
    )
