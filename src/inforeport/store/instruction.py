"""Leaders' words on reports (批示): of which level, on which day, on whose copy."""

from datetime import date
from typing import Any

from msgspec.structs import replace

from inforeport.model import Instruction
from inforeport.store._names import Names
from inforeport.store._row import iso
from inforeport.store.register import Columns, Register
from inforeport.words import message

_WHAT = message("instruction")

_SELECT = """
select instruction.id, ifnull(submission.ref, '#' || submission.id), level, instructed_on, leader,
  publication, leader_kind, unit.name, title, received_on, submission.id
from instruction
join submission on submission.id = submission_id
join unit on unit.id = submission.unit_id
where instructed_on >= :start and instructed_on < :end
  and (:unit is null or unit.name = :unit)
  and (:number is null or instruction.id = :number)
  and (:items is null or submission.id in (select value from json_each(:items)))
  and (:standing = 0 or withdrawn is null)
order by instructed_on, instruction.id
"""

_INSERT = """
insert into instruction
  (submission_id, level, instructed_on, leader, publication, leader_kind)
values
  (:submission_id, :level, :instructed_on, :leader, :publication, :leader_kind)
"""


def _record(row: tuple[Any, ...]) -> Instruction:
    number, item, level, on, leader, publication, kind, unit, title, received, submission = row
    return Instruction(
        item=item,
        level=level,
        on=date.fromisoformat(on),
        leader=leader,
        publication=publication,
        leader_kind=kind,
        unit=unit,
        title=title,
        received=date.fromisoformat(received),
        submission=submission,
        id=number,
    )


def _columns(names: Names, new: Instruction) -> tuple[Instruction, Columns]:
    report = names.told_of(new, _WHAT)
    columns = {
        "submission_id": report.id,
        "level": new.level,
        "instructed_on": iso(new.on),
        "leader": new.leader,
        "publication": new.publication,
        "leader_kind": new.leader_kind,
    }
    told = {"title": report.title, "received": report.received, "submission": report.id}
    return replace(new, item=report.label, unit=report.unit, **told), columns


REGISTER: Register[Instruction] = Register(
    noun="instruction",
    what=_WHAT,
    select=_SELECT,
    insert=_INSERT,
    key=("submission", "level", "on", "leader", "publication"),
    more=("leader_kind",),
    record=_record,
    columns=_columns,
)
instructions = REGISTER.among
instruction = REGISTER.one
add, edit, remove, take = REGISTER.add, REGISTER.edit, REGISTER.remove, REGISTER.take
