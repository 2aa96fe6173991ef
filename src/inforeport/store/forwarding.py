"""Reports that the office sent up (转报): to which level, on which day, under which name."""

from datetime import date
from typing import Any

from msgspec.structs import replace

from inforeport.model import Forwarding
from inforeport.store._names import Names
from inforeport.store._row import iso
from inforeport.store.register import Columns, Register
from inforeport.words import message

_WHAT = message("forwarding")

_SELECT = """
select forwarding.id, ifnull(submission.ref, '#' || submission.id), level, forwarded_on,
  forwarding.name, unit.name, title, received_on, submission.id
from forwarding
join submission on submission.id = submission_id
join unit on unit.id = submission.unit_id
where forwarded_on >= :start and forwarded_on < :end
  and (:unit is null or unit.name = :unit)
  and (:number is null or forwarding.id = :number)
  and (:items is null or submission.id in (select value from json_each(:items)))
  and (:standing = 0 or withdrawn is null)
order by forwarded_on, forwarding.id
"""

_INSERT = """
insert into forwarding (submission_id, level, forwarded_on, name)
values (:submission_id, :level, :forwarded_on, :name)
"""


def _record(row: tuple[Any, ...]) -> Forwarding:
    number, item, level, on, name, unit, title, received, submission = row
    return Forwarding(
        item=item,
        level=level,
        on=date.fromisoformat(on),
        name=name,
        unit=unit,
        title=title,
        received=date.fromisoformat(received),
        submission=submission,
        id=number,
    )


def _columns(names: Names, new: Forwarding) -> tuple[Forwarding, Columns]:
    report = names.told_of(new, _WHAT)
    columns = {
        "submission_id": report.id,
        "level": new.level,
        "forwarded_on": iso(new.on),
        "name": new.name,
    }
    told = {"title": report.title, "received": report.received, "submission": report.id}
    return replace(new, item=report.label, unit=report.unit, **told), columns


REGISTER: Register[Forwarding] = Register(
    noun="forwarding",
    what=_WHAT,
    select=_SELECT,
    insert=_INSERT,
    key=("submission", "level", "name"),
    more=("on",),
    record=_record,
    columns=_columns,
)
forwardings = REGISTER.among
forwarding = REGISTER.one
add, edit, remove, take = REGISTER.add, REGISTER.edit, REGISTER.remove, REGISTER.take
