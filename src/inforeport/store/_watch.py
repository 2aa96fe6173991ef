"""Notices what a transaction changes of sealed periods, whichever command it is.

Temporary triggers do it: they live as long as the connection and are no part of the file.
"""

import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from inforeport.fields import Fact

Late = Mapping[str, int]
"""How many facts were changed of each sealed period, by its name."""

_SEALED = "select 1 from sqlite_schema where name = 'seal'"

_ANY = "select 1 from seal where reopened_on is null"

_TABLE = """
create temp table if not exists late (
  seal integer not null,
  noun text not null,
  number integer not null,
  primary key (seal, noun, number)
) without rowid
"""

_TRIGGER = """
create temp trigger if not exists late_{noun}_{what} after {what} on main.{noun}
begin
{notes}
end
"""

_NOTE = """
  insert or ignore into late
  select seal.id, '{noun}', {row}.id
  from seal
  where reopened_on is null and since <= {last} and until >= {first};
"""

_COUNTS = """
select period, count(*)
from late
join seal on seal.id = late.seal
group by seal.id
order by since
"""

_OF_A_USE = """
case counts_on
  when 'adopted' then {row}.adopted_on
  else (select received_on from submission where id = {row}.submission_id)
end
"""


def begin(connection: sqlite3.Connection) -> None:
    """Watch what the transaction that has just begun changes."""
    if not connection.execute(_SEALED).fetchone() or not connection.execute(_ANY).fetchone():
        return
    from inforeport.fields import PERIOD_FACTS  # most commands change nothing that is sealed

    connection.execute(_TABLE)
    connection.execute("delete from late")
    for fact in PERIOD_FACTS:
        for event in ("insert", "update", "delete") if fact.day else ():
            connection.execute(_trigger(fact, event))


def late(connection: sqlite3.Connection) -> Late:
    """What it changed until now."""
    if not connection.execute("select 1 from temp.sqlite_schema where name = 'late'").fetchone():
        return {}
    return {str(period): int(count) for period, count in connection.execute(_COUNTS).fetchall()}


def _trigger(fact: "Fact[Any]", event: str) -> str:
    rows = {"insert": ("new",), "update": ("old", "new"), "delete": ("old",)}[event]
    notes = [_NOTE.format(noun=fact.table, row=row, **_days(fact, row)) for row in rows]
    return _TRIGGER.format(noun=fact.table, what=event, notes="".join(notes))


def _days(fact: "Fact[Any]", row: str) -> dict[str, str]:
    """SQL for the first and the last day of a row."""
    if fact.table == "adoption":
        day = _OF_A_USE.format(row=row)
        return {"first": day, "last": day}
    first = f"{row}.{fact.column(fact.day)}"
    return {"first": first, "last": f"{row}.{fact.column(fact.last)}" if fact.last else first}
