"""Notices what a transaction changes of sealed periods, whichever command it is.

Temporary triggers do it: they live as long as the connection and are no part of the file.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from inforeport.fields import Fact

Late = Mapping[str, int]
"""How many facts were changed of each sealed period, by its name.

None, where it is a scheme, a person or a day off by which it would be counted otherwise.
"""

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
create temp trigger if not exists late_{table}_{event} after {event} on main.{table}
{when}
begin
{notes}
end
"""

_NOTE = """
  insert or ignore into late
  select seal.id, '{table}', {number}
  from seal
  where reopened_on is null and since <= {last} and until >= {first};
"""

_COUNTS = """
select period, count(*) filter (where noun not in ('reporter', 'scheme', 'dayoff'))
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


class _Watched(NamedTuple):
    """A table, with SQL for the days that a row touches; of columns only these, if any is named."""

    table: str
    first: str
    last: str
    columns: tuple[str, ...] = ()
    number: str = "{row}.id"


_SPAN = ("coalesce({row}.since, '')", "coalesce({row}.until, '9')")  # text that sorts as days do

_BESIDE_FACTS = (
    _Watched("unit", *_SPAN, ("unit_group", "since", "until", "headcount", "counts_for")),
    _Watched("reporter", *_SPAN, ("unit_id", "kind", "since", "until")),
    _Watched("scheme", "{row}.begins_on", "'9'", ("begins_on", "ends_on", "sha256")),
    _Watched(
        "dayoff",
        "date({row}.day, '-31 days')",  # a deadline moves within a month of its day, at most
        "date({row}.day, '+31 days')",
        ("works",),
        "cast(julianday({row}.day) as integer)",
    ),
)
"""What a period is counted by. Another name changes no point, and is no matter of the watch."""


def begin(connection: sqlite3.Connection) -> None:
    """Watch what the transaction that has just begun changes."""
    if not connection.execute(_SEALED).fetchone() or not connection.execute(_ANY).fetchone():
        return
    from inforeport.fields import PERIOD_FACTS  # most commands change nothing that is sealed

    connection.execute(_TABLE)
    connection.execute("delete from late")
    dated = (_of_fact(fact) for fact in PERIOD_FACTS if fact.day)
    for watched in (*dated, *_BESIDE_FACTS):
        for trigger in _triggers(watched):
            connection.execute(trigger)


def late(connection: sqlite3.Connection) -> Late:
    """What it changed until now."""
    if not connection.execute("select 1 from temp.sqlite_schema where name = 'late'").fetchone():
        return {}
    return {str(period): int(count) for period, count in connection.execute(_COUNTS).fetchall()}


def _of_fact(fact: "Fact[Any]") -> _Watched:
    """A use is of the day of its report where the seal says that it counts on that."""
    if fact.table == "adoption":
        return _Watched(fact.table, _OF_A_USE, _OF_A_USE)
    first = f"{{row}}.{fact.column(fact.day)}"
    return _Watched(fact.table, first, f"{{row}}.{fact.column(fact.last)}" if fact.last else first)


def _triggers(watched: _Watched) -> Iterator[str]:
    for event, rows in {"insert": ("new",), "update": ("old", "new"), "delete": ("old",)}.items():
        notes = [_note(watched, row) for row in rows]
        others = " or ".join(f"old.{name} is not new.{name}" for name in watched.columns)
        when = f"when {others}" if others and event == "update" else ""
        yield _TRIGGER.format(table=watched.table, event=event, when=when, notes="".join(notes))


def _note(watched: _Watched, row: str) -> str:
    days = {"first": watched.first.format(row=row), "last": watched.last.format(row=row)}
    return _NOTE.format(table=watched.table, number=watched.number.format(row=row), **days)
