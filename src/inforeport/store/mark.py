"""What the office notes of a unit by hand: a code of the scheme, a day, and the reason."""

from datetime import date
from typing import Any

from msgspec.structs import replace

from inforeport.model import Mark
from inforeport.store._names import Names
from inforeport.store._row import exact, figure, iso
from inforeport.store.register import Columns, Register
from inforeport.words import message

_SELECT = """
select mark.id, unit.name, code, noted_on, mark.reason,
  ifnull(submission.ref, '#' || submission.id), points, count, circulated
from mark
join unit on unit.id = mark.unit_id
left join submission on submission.id = submission_id
where noted_on >= :start and noted_on < :end
  and (:unit is null or unit.name = :unit)
  and (:number is null or mark.id = :number)
  and (:standing = 0 or withdrawn is null)
order by noted_on, mark.id
"""

_INSERT = """
insert into mark
  (unit_id, code, noted_on, reason, submission_id, points, count, circulated)
values
  (:unit_id, :code, :noted_on, :reason, :submission_id, :points, :count, :circulated)
"""


def _record(row: tuple[Any, ...]) -> Mark:
    number, unit, code, on, reason, item, points, count, circulated = row
    return Mark(
        unit=unit,
        code=code,
        on=date.fromisoformat(on),
        reason=reason,
        item=item,
        points=figure(points),
        count=count,
        circulated=bool(circulated),
        id=number,
    )


def _columns(names: Names, new: Mark) -> tuple[Mark, Columns]:
    unit = names.unit(new.unit)
    report = names.report(new.item) if new.item else None
    columns = {
        "unit_id": unit.id,
        "code": new.code,
        "noted_on": iso(new.on),
        "reason": new.reason,
        "submission_id": report.id if report else None,
        "points": exact(new.points),
        "count": new.count,
        "circulated": new.circulated,
    }
    return replace(new, unit=unit.name, item=report.label if report else None), columns


REGISTER: Register[Mark] = Register(
    noun="mark",
    what=message("mark"),
    select=_SELECT,
    insert=_INSERT,
    key=("unit", "code", "on", "reason", "item"),
    more=("points", "count", "circulated"),
    record=_record,
    columns=_columns,
)
marks = REGISTER.among
mark = REGISTER.one
add, edit, remove, take = REGISTER.add, REGISTER.edit, REGISTER.remove, REGISTER.take
