"""What the trail says of each row, against what the row says: the two must agree.

SQLite compares them, so that no more than the rows that differ is ever in memory.
"""

from collections.abc import Iterator

from msgspec import Struct

from inforeport.store._tables import Table, tables
from inforeport.store.ledger import Ledger

_NONE_YET = "drop table if exists temp.last"

_LAST = """
create temp table last as
select table_name, key, max(id) as id
from change
group by table_name, key
"""
"""The last change of each row."""

_BY_KEY = "create index temp.last_key on last (table_name, key)"

_DIFFERENT = """
select this.key, cast(after as blob), cast(row as blob)
from (select {key} as key, {row} as row from "{table}" as this) as this
left join last on last.table_name = '{table}' and last.key = this.key
left join change on change.id = last.id
where row is not after
"""

_GONE = """
select last.key, cast(after as blob)
from last
join change on change.id = last.id
where last.table_name = '{table}' and after is not null
  and last.key not in (select {key} from "{table}" as this)
"""

_ANY = """
select exists (select 1 from "{table}")
  or exists (select 1 from last where table_name = '{table}')
"""
"""Whether there is a row of a table, or was one: in a new file there is hardly any."""

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
    """Every row that is not what its last change made of it, table by table.

    Compared as bytes: a damaged row need not be text.
    """
    for sql in (_NONE_YET, _LAST, _BY_KEY):
        ledger.rows(sql)
    for table in tables(ledger):
        if ledger.tuples(_ANY.format(table=table.name)) == [(0,)]:
            continue
        this = {"table": table.name, "key": table.key_json("this"), "row": table.row_json("this")}
        for key, trail, row in ledger.each(_DIFFERENT.format(**this)):
            if not _same(table, trail, row):
                yield Astray(table.name, key, trail, row)
        for key, trail in ledger.each(_GONE.format(**this)):
            yield Astray(table.name, key, trail, None)


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


def _same(table: Table, trail: bytes | None, row: bytes) -> bool:
    """Whether a row is as it was told before its table got another column."""
    if trail is None:
        return False
    try:
        return table.values(trail) == table.values(row)
    except ValueError:  # no JSON any more, no hex, or no text: damaged
        return False
