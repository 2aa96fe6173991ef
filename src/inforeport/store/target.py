"""Numbers that a scheme sets unit by unit: so many of what, in each span of time."""

from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from inforeport.model import Target
from inforeport.store._names import Names
from inforeport.store._row import exact
from inforeport.store.ledger import Ledger
from inforeport.store.register import Columns, Register
from inforeport.words import message

_SELECT = """
select target.id, unit.name, what, per, n, level, category, publication
from target
join unit on unit.id = unit_id
where (:unit is null or unit.name = :unit)
  and (:number is null or target.id = :number)
order by unit.id, target.id
"""

_INSERT = """
insert into target (unit_id, what, per, n, level, category, publication)
values (:unit_id, :what, :per, :n, :level, :category, :publication)
"""


def targets(ledger: Ledger, unit: str | None = None) -> list[Target]:
    """The numbers that are set (for one unit), unit by unit; they hold at all times."""
    return REGISTER.among(ledger, unit=unit)


def _record(row: tuple[Any, ...]) -> Target:
    number, unit, what, per, n, level, category, publication = row
    return Target(
        unit=unit,
        what=what,
        per=per,
        n=Decimal(n),
        level=level,
        category=category,
        publication=publication,
        id=number,
    )


def _columns(names: Names, new: Target) -> tuple[Target, Columns]:
    unit = names.unit(new.unit)
    columns = {
        "unit_id": unit.id,
        "what": new.what,
        "per": new.per,
        "n": exact(new.n),
        "level": new.level,
        "category": new.category,
        "publication": new.publication,
    }
    return replace(new, unit=unit.name), columns


REGISTER: Register[Target] = Register(
    noun="target",
    what=message("target"),
    select=_SELECT,
    insert=_INSERT,
    key=("unit", "what", "per", "level", "category", "publication"),
    more=("n",),
    record=_record,
    columns=_columns,
)
target = REGISTER.one
add, edit, remove, take = REGISTER.add, REGISTER.edit, REGISTER.remove, REGISTER.take
