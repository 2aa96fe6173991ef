"""All rows of the file as sorted text that people can compare, and a new file from such a text.

One line of JSON a row, tables and columns in the order of their names, rows in that of their keys;
above them a line that says with which schema and how many there are.

Which step ran when is told of a file, not of an office; a file that is made from a dump has its
own. Triggers are put aside while the rows are put back.
"""

import base64
import json
import sqlite3
from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from inforeport.errors import CopyBad, DatabaseNewer
from inforeport.files import disk
from inforeport.store._connection import APPLICATION
from inforeport.store.copies import counts, tables
from inforeport.store.ledger import SCHEMA, STEPS, Ledger, connected
from inforeport.words import Text, message

_FORM = "inforeport dump"
_RECORD = "_sqlite_migrations"  # what was done to this file, and when; a new file has its own
_TRIGGERS = "select name, sql from sqlite_schema where type = 'trigger'"

_UNFIT = (sqlite3.IntegrityError, sqlite3.InterfaceError, sqlite3.ProgrammingError, OverflowError)

Rows = dict[str, list[dict[str, Any]]]


def dump(ledger: Ledger) -> Generator[str, None, None]:
    """The lines of a file's text, the same for the same rows. It holds everything, contacts too.

    The file stays as it is until the last one: they are to be taken in one go.
    """
    with ledger.held("deferred"):
        rows = {name: count for name, count in counts(ledger).items() if name != _RECORD}
        yield _line({"form": _FORM, "schema": ledger.schema(), "rows": rows})
        for name in rows:
            yield from (_line({"table": name, "row": row}) for row in _rows(ledger, name))


def _line(record: dict[str, Any]) -> str:
    return f"{json.dumps(record, ensure_ascii=False)}\n"


def is_dump(head: bytes) -> bool:
    """Whether a file that begins so is a dump."""
    return head.startswith(b'{"form": "inforeport dump"')


def load(source: Path, made: Path) -> None:
    """Make the file `made` from the dump `source`, of the newest schema.

    Raises `CopyBad` for a text that is not a whole dump, `DatabaseNewer` for a newer one.
    """
    schema, rows = _read(source)
    if schema > SCHEMA:
        raise DatabaseNewer(path=source, found=schema, known=SCHEMA)
    disk.fill(made, b"", disk.PRIVATE)
    try:
        with closing(Ledger(connected(made), made)) as ledger, ledger.writing():
            _make(ledger, source, schema, rows)
    except _UNFIT:
        raise CopyBad(path=source, why=message("its rows do not fit together")) from None


def _make(ledger: Ledger, source: Path, schema: int, rows: Rows) -> None:
    """The tables as the dump's schema had them, its rows, and the steps since then.

    Triggers look on when facts change; putting back what they have seen is no change.
    """
    from inforeport.store.migrations import migrate, steps  # hardly ever asked for

    steps().apply(ledger.tables(), stop_before=STEPS[schema] if schema < SCHEMA else None)
    ledger.change("pragma defer_foreign_keys = 1")
    triggers = ledger.rows(_TRIGGERS)
    for table in triggers:
        ledger.change(f'drop trigger "{table["name"]}"')
    columns_of = {name: ledger.tables()[name].columns_dict.keys() for name in tables(ledger)}
    for name, those in rows.items():
        if name not in columns_of or any(row.keys() != columns_of[name] for row in those):
            raise CopyBad(path=source, why=message("its tables are not those of its schema"))
        _fill(ledger, name, those)
    for table in triggers:
        ledger.change(table["sql"])
    ledger.change(f"pragma application_id = {APPLICATION}")
    migrate(ledger)


def _fill(ledger: Ledger, name: str, rows: Sequence[dict[str, Any]]) -> None:
    ledger.change(f'delete from "{name}"')  # noqa: S608  a table that is there; steps may fill it
    if rows:
        columns = ", ".join(f'"{one}"' for one in rows[0])
        values = ", ".join(f":{one}" for one in rows[0])
        sql = f'insert into "{name}" ({columns}) values ({values})'  # noqa: S608  as above
        ledger.change_many(sql, rows)


def _rows(ledger: Ledger, name: str) -> Iterator[dict[str, object]]:
    """The rows of a table in the order of its key, columns by name."""
    info = ledger.rows("select name, pk from pragma_table_info(:name) order by name", name=name)
    key = [f'"{row["name"]}"' for row in sorted(info, key=lambda row: row["pk"]) if row["pk"]]
    columns = ", ".join(f'"{row["name"]}"' for row in info)
    order = ", ".join(key) or columns
    names = [row["name"] for row in info]
    for row in ledger.each(f'select {columns} from "{name}" order by {order}'):  # noqa: S608  the file's own names
        yield dict(zip(names, map(_encoded, row), strict=True))


def _encoded(value: object) -> object:
    return {"base64": base64.b64encode(value).decode()} if isinstance(value, bytes) else value


def _decoded(value: object) -> object:
    return base64.b64decode(value["base64"], validate=True) if isinstance(value, dict) else value


def _read(source: Path) -> tuple[int, Rows]:
    """The schema and the rows of a dump, all of them there. Raises `CopyBad`."""
    rows: Rows = {}
    try:
        with source.open(encoding="utf-8") as lines:
            head = json.loads(next(lines))
            for line in lines:
                entry = json.loads(line)
                row = {name: _decoded(value) for name, value in entry["row"].items()}
                rows.setdefault(entry["table"], []).append(row)
        schema, counts = int(head["schema"]), Counter(head["rows"])
    except (ValueError, KeyError, TypeError, AttributeError, StopIteration):
        raise CopyBad(path=source, why=_cut()) from None
    if Counter({name: len(its) for name, its in rows.items()}) != counts:
        raise CopyBad(path=source, why=_cut())
    return schema, rows


def _cut() -> Text:
    return message("lines of it are missing or broken")
