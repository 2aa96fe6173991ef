"""The triggers of the file: each change of a fact leaves its trail, and the trail stays.

They are made anew by every migration, since a step may drop them with a table it makes anew. They
guard against mistakes, also those of other programs; not against whoever drops them, which `check`
finds out.

With `trusted_schema` off, SQLite 3.40 lets no trigger call `json_object`, and the setting is worth
more than the function. A column without a value is left out where that is what its default says.
"""

from collections.abc import Iterator

from inforeport.store._tables import APPEND_ONLY, Table, tables
from inforeport.store.ledger import Ledger

_MADE = "select name, sql from sqlite_schema where type = 'trigger' order by name"

_TRAIL = """\
create trigger trail_{table}_{event} after {event} on "{table}"
{when}begin
  insert into change (command_id, table_name, key, before, after)
  values (
    (select ifnull(max(id), 0) + 1 from command), '{table}', {key}, {before}, {after}
  );
end"""

_KEY = """\
create trigger key_{table} before update on "{table}"
when {moved} begin
  select raise(abort, 'the key of a row is never changed');
end"""

_FIXED = """\
create trigger fixed_{table}_{event} before {event} on {table}
{when}begin
  select raise(abort, '{table} is only ever added to');
end"""


def made(ledger: Ledger) -> dict[str, str]:
    """The triggers that are in the file, by name."""
    begin = "create trigger"  # SQLite keeps these two words in capitals
    return {name: begin + sql[len(begin) :] for name, sql in ledger.tuples(_MADE)}


def wanted(ledger: Ledger) -> dict[str, str]:
    """The triggers that ought to be there, by name."""
    every = [sql for table in tables(ledger) for sql in _of_facts(table)]
    every += [sql for table in APPEND_ONLY for sql in _of_trail(table)]
    return {sql.split()[2]: sql for sql in every}


def drop(ledger: Ledger) -> None:
    """Take all triggers away, so that a step may change tables as it likes."""
    for name in made(ledger):
        ledger.change(f"drop trigger {name}")


def make(ledger: Ledger) -> None:
    """Make all triggers anew."""
    drop(ledger)
    for sql in wanted(ledger).values():
        ledger.change(sql)


def _of_facts(table: Table) -> Iterator[str]:
    """What leaves the trail of a table: the whole row before and after."""
    old, new = table.row_json("old"), table.row_json("new")
    old_key, new_key = table.key_json("old"), table.key_json("new")
    name, never = table.name, "null"
    differs = " or ".join(f'old."{one.name}" is not new."{one.name}"' for one in table.columns)
    moved = " or ".join(f'old."{one.name}" is not new."{one.name}"' for one in table.keys)
    for event, key, before, after, when in (
        ("insert", new_key, never, new, ""),
        ("update", new_key, old, new, f"when {differs} "),
        ("delete", old_key, old, never, ""),
    ):
        change = {"key": key, "before": before, "after": after, "when": when}
        yield _TRAIL.format(table=name, event=event, **change)
    yield _KEY.format(table=name, moved=moved)


def _of_trail(table: str) -> Iterator[str]:
    """What keeps a table as it is; the third stops `insert or replace`, which deletes unseen."""
    key = "sha256" if table == "original" else "id"
    there = f"when exists (select 1 from {table} where {key} = new.{key}) "  # noqa: S608  our own
    for event, when in (("update", ""), ("delete", ""), ("insert", there)):
        yield _FIXED.format(table=table, event=event, when=when)
