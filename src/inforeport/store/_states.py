"""What the trail says of each row, against what the row says: the two must agree."""

from collections.abc import Iterator

from msgspec import Struct

from inforeport.store._tables import Table, tables
from inforeport.store.ledger import Ledger

_LAST = """
select table_name, key, cast(after as blob)
from change
where id in (select max(id) from change group by table_name, key)
"""

_TAKEN_UP = """
insert into change (command_id, table_name, key, before, after)
values ((select ifnull(max(id), 0) + 1 from command), :table, :key, :before, :after)
"""


class Astray(Struct, frozen=True):
    """A row that is not what the trail says: as the trail has it, and as it is, if at all."""

    table: str
    key: str
    trail: bytes | None
    row: bytes | None


def astray(ledger: Ledger) -> Iterator[Astray]:
    """Every row of a fact that is not what its last change made of it, table by table.

    Compared as bytes: a damaged row need not be text.
    """
    last = {(table, key): after for table, key, after in ledger.tuples(_LAST) if after is not None}
    for table in tables(ledger):
        for key, row in ledger.tuples(_rows(table)):
            trail = last.pop((table.name, key), None)
            if trail != row and not _same(table, trail, row):
                yield Astray(table.name, key, trail, row)
    for (name, key), trail in last.items():
        yield Astray(name, key, trail, None)


def take_up(ledger: Ledger) -> None:
    """Tell in the trail what a migration made of rows, or found that was never told."""
    every = [
        {
            "table": one.table,
            "key": one.key,
            "before": one.trail.decode() if one.trail else None,
            "after": one.row.decode() if one.row else None,
        }
        for one in astray(ledger)
    ]
    ledger.change_many(_TAKEN_UP, every)


def _rows(table: Table) -> str:
    key, row = table.key_json("this"), table.row_json("this")
    return f'select {key}, cast({row} as blob) from "{table.name}" as this'  # noqa: S608  our own


def _same(table: Table, trail: bytes | None, row: bytes) -> bool:
    """Whether a row is as it was told before its table got another column."""
    if trail is None:
        return False
    try:
        return table.values(trail) == table.values(row)
    except ValueError:  # no JSON any more, no hex, or no text: damaged
        return False
