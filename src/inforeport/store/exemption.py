"""Duties of a clause that do not bind a unit from a day to a day, and why."""

from datetime import date
from typing import Any

from msgspec.structs import replace

from inforeport.model import Exemption
from inforeport.store._names import Names
from inforeport.store._row import check_span, iso
from inforeport.store.register import Columns, Register
from inforeport.words import message

_SELECT = """
select exemption.id, unit.name, clause, exemption.since, exemption.until, exemption.reason
from exemption
join unit on unit.id = unit_id
where exemption.since < :end and exemption.until >= :start
  and (:unit is null or unit.name = :unit)
  and (:number is null or exemption.id = :number)
order by exemption.since, exemption.id
"""

_INSERT = """
insert into exemption (unit_id, clause, since, until, reason)
values (:unit_id, :clause, :since, :until, :reason)
"""


def _record(row: tuple[Any, ...]) -> Exemption:
    number, unit, clause, since, until, reason = row
    return Exemption(
        unit=unit,
        clause=clause,
        since=date.fromisoformat(since),
        until=date.fromisoformat(until),
        reason=reason,
        id=number,
    )


def _columns(names: Names, new: Exemption) -> tuple[Exemption, Columns]:
    unit = names.unit(new.unit)
    check_span(unit.name, new.since, new.until)
    columns = {
        "unit_id": unit.id,
        "clause": new.clause,
        "since": iso(new.since),
        "until": iso(new.until),
        "reason": new.reason,
    }
    return replace(new, unit=unit.name), columns


REGISTER: Register[Exemption] = Register(
    noun="exemption",
    what=message("exemption"),
    select=_SELECT,
    insert=_INSERT,
    key=("unit", "clause", "since"),
    more=("until", "reason"),
    record=_record,
    columns=_columns,
)
exemptions = REGISTER.among  # those that run on some day of the period
exemption = REGISTER.one
add, edit, remove, take = REGISTER.add, REGISTER.edit, REGISTER.remove, REGISTER.take
