"""The registers of the six facts that are entered one by one: where they lie, what makes two alike.

A question asks for rows by :start, :end, :unit, :number, :items and :standing.
"""

from inforeport import fields
from inforeport.errors import BeforeReceived
from inforeport.model import (
    Commission,
    Exemption,
    Forwarding,
    Instruction,
    Mark,
    Target,
    number_of,
)
from inforeport.store._row import check_span
from inforeport.store.register import ON_REPORTS, Register

_ON_A_REPORT = f"""
from {{table}}
join submission on submission.id = submission_id
join unit on unit.id = submission.unit_id
where {{day}} >= :start and {{day}} < :end
  and (:unit is null or unit.name = :unit)
  and (:number is null or {{table}}.id = :number)
  and {ON_REPORTS}
  and (:standing = 0 or withdrawn is null)
order by {{day}}, {{table}}.id
"""

_COMMISSIONS = """
from commission
join unit on unit.id = commission.unit_id
left join submission on submission.id = submission_id and (:standing = 0 or withdrawn is null)
where due_on >= :start and due_on < :end
  and (:unit is null or unit.name = :unit)
  and (:number is null or commission.id = :number)
order by due_on, commission.id
"""

_MARKS = f"""
from mark
join unit on unit.id = mark.unit_id
left join submission on submission.id = submission_id
where noted_on >= :start and noted_on < :end
  and (:unit is null or unit.name = :unit)
  and (:number is null or mark.id = :number)
  and {ON_REPORTS}
  and (:standing = 0 or withdrawn is null)
order by noted_on, mark.id
"""

_TARGETS = """
from target
join unit on unit.id = unit_id
where (:unit is null or unit.name = :unit)
  and (:number is null or target.id = :number)
order by unit.id, target.id
"""

_EXEMPTIONS = """
from exemption
join unit on unit.id = unit_id
where exemption.since < :end and exemption.until >= :start
  and (:unit is null or unit.name = :unit)
  and (:number is null or exemption.id = :number)
order by exemption.since, exemption.id
"""


def _check_after(new: Instruction | Forwarding) -> None:
    """That the report was there on the day; raises `BeforeReceived`."""
    if new.on < new.received:
        what = INSTRUCTIONS.fact.what if isinstance(new, Instruction) else FORWARDINGS.fact.what
        raise BeforeReceived(ref=number_of(new.item), what=what, day=new.on, received=new.received)


def _check_days(new: Exemption) -> None:
    check_span(new.unit, new.since, new.until)


INSTRUCTIONS: Register[Instruction] = Register(
    fields.INSTRUCTION,
    _ON_A_REPORT.format(table="instruction", day="instructed_on"),
    key=("submission", "level", "on", "leader", "publication"),
    check=_check_after,
)
FORWARDINGS: Register[Forwarding] = Register(
    fields.FORWARDING,
    _ON_A_REPORT.format(table="forwarding", day="forwarded_on"),
    key=("submission", "level", "name"),
    check=_check_after,
)
COMMISSIONS: Register[Commission] = Register(
    fields.COMMISSION, _COMMISSIONS, key=("unit", "title", "due")
)
MARKS: Register[Mark] = Register(fields.MARK, _MARKS, key=("unit", "code", "on", "reason", "item"))
TARGETS: Register[Target] = Register(
    fields.TARGET, _TARGETS, key=("unit", "what", "per", "level", "category", "publication")
)
EXEMPTIONS: Register[Exemption] = Register(
    fields.EXEMPTION, _EXEMPTIONS, key=("unit", "clause", "since"), check=_check_days
)
"""Asked for a period, it gives those that run on some day of it."""

REGISTERS = {
    one.fact.table: one
    for one in (INSTRUCTIONS, FORWARDINGS, COMMISSIONS, MARKS, TARGETS, EXEMPTIONS)
}
"""All of them by their tables."""
