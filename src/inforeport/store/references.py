"""What refers to a unit, in whatever table; a unit that nothing refers to can go, or into another.

Nobody lists those tables: every one that refers to a unit is found in the schema.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from inforeport.errors import UnitInUse, UnitsOverlap
from inforeport.fields import FACTS
from inforeport.model import Unit
from inforeport.store import reading
from inforeport.store._tables import tables
from inforeport.store.ledger import Ledger
from inforeport.store.unit import add_alias
from inforeport.words import Message, message

_REFERRING = """
select tables.name, keys."from",
  (select pk from pragma_table_info(tables.name) where name = keys."from")
from sqlite_schema as tables
join pragma_foreign_key_list(tables.name) as keys
where tables.type = 'table' and keys."table" = 'unit' and tables.name <> 'unit_alias'
order by tables.name
"""

_JOINT = """
select submission.id
from submission
join submission_partner on submission_id = submission.id
where (submission.unit_id = :gone and submission_partner.unit_id = :other)
  or (submission.unit_id = :other and submission_partner.unit_id = :gone)
"""


class _Column(NamedTuple):
    """A column whose values are numbers of units; it may be part of what tells a row apart."""

    table: str
    name: str
    key: int

    def rows_of(self, ledger: Ledger, unit: Unit) -> int:
        """How many rows refer to a unit by it."""
        sql = f"select count(*) from {self.table} where {self.name} = :unit"  # noqa: S608  our names
        return int(ledger.tuples(sql, unit=unit.id)[0][0])

    def move(self, ledger: Ledger, gone: Unit, other: Unit) -> None:
        """Let the rows of one refer to the other, but those that are there already."""
        if self.key:
            self._move_keys(ledger, gone, other)
            return
        sql = f"update or ignore {self.table} set {self.name} = :other where {self.name} = :gone"  # noqa: S608
        ledger.change(sql, gone=gone.id, other=other.id)

    def _move_keys(self, ledger: Ledger, gone: Unit, other: Unit) -> None:
        """The same of rows whose key is never changed: each goes, and comes as another."""
        [table] = (one for one in tables(ledger) if one.name == self.table)
        beside = [column.name for column in table.keys if column.name != self.name]
        sql = f"select * from {self.table} where {self.name} = :unit"  # noqa: S608  our names
        taken = {tuple(row[key] for key in beside) for row in ledger.rows(sql, unit=other.id)}
        for row in map(dict, ledger.rows(sql, unit=gone.id)):
            if tuple(row[key] for key in beside) not in taken:
                ledger.change(table.delete(), **{one.name: row[one.name] for one in table.keys})
                ledger.change(table.insert(), **{**row, self.name: other.id})


def _columns(ledger: Ledger) -> Iterator[_Column]:
    return (_Column(*row) for row in ledger.tuples(_REFERRING))


def _words(names: Iterable[str]) -> list[Message]:
    """What lies in tables, in words; the signers of a report are the report's."""
    said = [_word(table) for table in names]
    return [*{one.text: one for one in said}.values()]


def _word(table: str) -> Message:
    fact = FACTS.get(table.partition("_")[0])
    if fact:
        return Message(fact.many)
    sent = table == "bulletin_copy"
    return message("issues sent down") if sent else message("decisions on prizes")


def of_unit(ledger: Ledger, unit: Unit) -> dict[str, int]:
    """How many rows refer to a unit, by table."""
    counted = {one.table: one.rows_of(ledger, unit) for one in _columns(ledger)}
    return {table: count for table, count in counted.items() if count}


def remove(ledger: Ledger, unit: Unit) -> None:
    """Take a unit off the file of which nothing is on file. Raises `UnitInUse`."""
    used = of_unit(ledger, unit)
    if used:
        raise UnitInUse(unit=unit.name, facts=_words(used))
    ledger.change("delete from unit_alias where unit_id = :unit", unit=unit.id)
    ledger.change("delete from unit where id = :unit", unit=unit.id)


def merge(ledger: Ledger, gone: Unit, other: Unit) -> None:
    """Make one unit of two: all that is on file of `gone` is of `other`, which has its names too.

    Raises `UnitsOverlap` where both have the same, such as a person of one name, or a joint report.
    """
    if ledger.tuples(_JOINT, gone=gone.id, other=other.id):
        raise UnitsOverlap(unit=gone.name, other=other.name, facts=_words(["submission"]))
    reading.join(ledger, gone, other)
    for column in _columns(ledger):
        column.move(ledger, gone, other)
    left = of_unit(ledger, gone)
    if left:
        raise UnitsOverlap(unit=gone.name, other=other.name, facts=_words(left))
    names = {"gone": gone.id, "other": other.id}
    ledger.change("update unit_alias set unit_id = :other where unit_id = :gone", **names)
    ledger.change("delete from unit where id = :unit", unit=gone.id)
    add_alias(ledger, other, gone.name)
