"""Notices what a transaction changes of sealed periods, whichever command it is.

Temporary triggers do it: they live as long as the connection and are no part of the file.
"""

import sqlite3
from collections.abc import Mapping

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

_FOUND = """
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

_DAYS = {
    "submission": ("{row}.received_on",) * 2,
    "adoption": (_OF_A_USE,) * 2,
    "instruction": ("{row}.instructed_on",) * 2,
    "forwarding": ("{row}.forwarded_on",) * 2,
    "commission": ("{row}.due_on",) * 2,
    "mark": ("{row}.noted_on",) * 2,
    "exemption": ("{row}.since", "{row}.until"),
}
"""The first and the last day of each dated fact."""


def begin(connection: sqlite3.Connection) -> None:
    """Watch what the transaction that has just begun changes."""
    if not connection.execute(_SEALED).fetchone() or not connection.execute(_ANY).fetchone():
        return
    connection.execute(_TABLE)
    connection.execute("delete from late")
    for noun, days in _DAYS.items():
        for what in ("insert", "update", "delete"):
            connection.execute(_trigger(noun, what, *days))


def found(connection: sqlite3.Connection) -> Late:
    """What it changed until now."""
    if not connection.execute("select 1 from temp.sqlite_schema where name = 'late'").fetchone():
        return {}
    return {str(period): int(count) for period, count in connection.execute(_FOUND).fetchall()}


def _trigger(noun: str, what: str, first: str, last: str) -> str:
    rows = {"insert": ("new",), "update": ("old", "new"), "delete": ("old",)}[what]
    notes = [
        _NOTE.format(noun=noun, row=row, first=first.format(row=row), last=last.format(row=row))
        for row in rows
    ]
    return _TRIGGER.format(noun=noun, what=what, notes="".join(notes))
