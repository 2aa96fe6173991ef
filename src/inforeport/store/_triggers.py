"""The triggers of the file: each change of a fact leaves its trail, and the trail stays.

They are made anew by every migration, since a step may drop them with a table it makes anew. They
guard against mistakes, also those of other programs; not against whoever drops them, which `check`
finds out.

SQLite reads the text of them all whenever the file is opened, so those of each table only hand on
what was there and what is, as the pairs of an object, and one trigger writes it down. What they
hand it to is a view, `trail`, for only tables and views have triggers.
"""

from collections.abc import Iterator

from inforeport.store._tables import APPEND_ONLY, Table, tables, written
from inforeport.store.ledger import Ledger

_MADE = "select name, sql from sqlite_schema where type = 'trigger' order by name"

_HANDED_ON = """\
create trigger trail_{table}_{event} after {event} on "{table}" begin
insert into trail values('{table}',{old},{new});
end"""

_WRITTEN = f"""\
create trigger trail_written instead of insert on trail
when new.old_key is not new.new_key or new.old_others is not new.new_others
begin
  select raise(abort, 'the key of a row is never changed') where new.old_key <> new.new_key;
  insert into change (command_id, table_name, key, before, after)
  values (
    (select ifnull(max(id), 0) + 1 from command),
    new.table_name,
    {written("ifnull(new.new_key, new.old_key)")},
    {written("new.old_key || new.old_others")},
    {written("new.new_key || new.new_others")}
  );
end"""  # noqa: S608  our own names

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
    every = [_WRITTEN, *(sql for table in tables(ledger) for sql in _of_facts(table))]
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
    never = "null,null"
    old, new = (f"{table.key_pairs(of)},{table.other_pairs(of)}" for of in ("old", "new"))
    for event, before, after in (
        ("insert", never, new),
        ("update", old, new),
        ("delete", old, never),
    ):
        yield _HANDED_ON.format(table=table.name, event=event, old=before, new=after)


def _of_trail(table: str) -> Iterator[str]:
    """What keeps a table as it is; the third stops `insert or replace`, which deletes unseen."""
    key = "sha256" if table == "original" else "id"
    there = f"when exists (select 1 from {table} where {key} = new.{key}) "  # noqa: S608  our own
    for event, when in (("update", ""), ("delete", ""), ("insert", there)):
        yield _FIXED.format(table=table, event=event, when=when)
