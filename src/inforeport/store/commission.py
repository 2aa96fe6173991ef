"""Reports that were asked for (约稿): of which unit, by which day, and what came of it."""

from datetime import date
from typing import Any

from msgspec.structs import replace

from inforeport.model import Commission
from inforeport.store._names import Names
from inforeport.store._row import day, iso
from inforeport.store.register import Columns, Register
from inforeport.words import message

_SELECT = """
select commission.id, unit.name, commission.title, due_on, asked_on,
  ifnull(submission.ref, '#' || submission.id), received_on
from commission
join unit on unit.id = commission.unit_id
left join submission on submission.id = submission_id and (:standing = 0 or withdrawn is null)
where due_on >= :start and due_on < :end
  and (:unit is null or unit.name = :unit)
  and (:number is null or commission.id = :number)
order by due_on, commission.id
"""

_INSERT = """
insert into commission (unit_id, title, asked_on, due_on, submission_id)
values (:unit_id, :title, :asked_on, :due_on, :submission_id)
"""


def _record(row: tuple[Any, ...]) -> Commission:
    number, unit, title, due, asked, delivered, received = row
    return Commission(
        unit=unit,
        title=title,
        due=date.fromisoformat(due),
        on=day(asked),
        delivered=delivered,
        delivered_on=day(received),
        id=number,
    )


def _columns(names: Names, new: Commission) -> tuple[Commission, Columns]:
    unit = names.unit(new.unit)
    report = names.report(new.delivered) if new.delivered else None
    columns = {
        "unit_id": unit.id,
        "title": new.title,
        "asked_on": iso(new.on),
        "due_on": iso(new.due),
        "submission_id": report.id if report else None,
    }
    came = {
        "delivered": report.label if report else None,
        "delivered_on": report.received if report else None,
    }
    return replace(new, unit=unit.name, **came), columns


REGISTER: Register[Commission] = Register(
    noun="commission",
    what=message("commission"),
    select=_SELECT,
    insert=_INSERT,
    key=("unit", "title", "due"),
    more=("on", "delivered"),
    record=_record,
    columns=_columns,
    names="delivered",
)
commissions = REGISTER.among
commission = REGISTER.one
add, edit, remove, take = REGISTER.add, REGISTER.edit, REGISTER.remove, REGISTER.take
