"""Opens the office's file: what is not ours is refused untouched, what is older is brought up.

An older file is copied before anything about it changes.
"""

import sqlite3
import struct
from contextlib import suppress
from pathlib import Path
from typing import Literal

from inforeport.errors import (
    DatabaseEmpty,
    DatabaseForeign,
    DatabaseMissing,
    DatabaseNewer,
    DatabaseNotFile,
    DatabaseUnwritable,
    SqliteOld,
    reason,
)
from inforeport.store._command import Actor, By, lasting
from inforeport.store._connection import APPLICATION
from inforeport.store.copies import keep
from inforeport.store.copy_files import newest_good
from inforeport.store.ledger import SCHEMA, Ledger, connected, damaged

_OLDEST = (3, 37)
"""The SQLite that first knew strict tables, without which the file could hold anything."""

_MAGIC = b"SQLite format 3\0"
_HEAD = 100  # bytes of the header
_ROLLBACK = b"\1\1"  # at offset 18: what was changed last stands in no log beside it


def opened(path: Path, by: By = Actor, *, wait: float | None = None) -> Ledger:
    """The office's file at `path`, which must be there and ours; it is never made here.

    One that an older program made is copied, then brought to the newest schema, whole or not at
    all. Raises an error of the database for one that is missing, empty, foreign, newer or damaged.
    """
    ledger = opened_as_is(path, by, wait=wait)
    try:
        if ledger.found < SCHEMA:
            bring_up_to_date(ledger, wait=wait)
    except BaseException:
        ledger.close()
        raise
    return ledger


def opened_as_is(
    path: Path, by: By = Actor, *, wait: float | None = None, mode: Literal["rw", "ro"] = "rw"
) -> Ledger:
    """The same file, with the schema that it has. Raises what `opened` raises."""
    refuse_old_sqlite()
    head = _look(path)
    connection = connected(path, mode=mode, wait=wait)
    try:
        ledger = Ledger(connection, path, by)
        ledger.had_log = has_log(head)
        _look_inside(ledger)
    except BaseException:
        connection.close()
        raise
    return ledger


def bring_up_to_date(ledger: Ledger, *, wait: float | None = None) -> Path:
    """Copy the file, run the steps that it has not seen, and say where the copy is.

    Another program may have run them meanwhile.
    """
    from inforeport.store.migrations import migrate  # hardly ever asked for

    copy = keep(ledger.path, "migrate", wait=wait)
    by = ledger.by
    with ledger.writing():
        if ledger.schema() < SCHEMA:
            ledger.by = lasting(by, f"migrate {SCHEMA}")
            migrate(ledger)
    ledger.by = by
    return copy


def refuse_old_sqlite() -> None:
    """Raise `SqliteOld` where the SQLite that Python uses cannot keep the file's promises."""
    if sqlite3.sqlite_version_info < _OLDEST:
        wanted = ".".join(map(str, _OLDEST))
        raise SqliteOld(version=sqlite3.sqlite_version, wanted=wanted)


def head_of(path: Path) -> bytes:
    """The first bytes of a file. Raises `DatabaseMissing`, `-NotFile`, `-Unwritable`, `-Empty`.

    Never of a file that this process has open: closing any handle on it lets go of SQLite's locks.
    """
    try:
        if not path.exists():
            raise DatabaseMissing(path=path)
        if not path.is_file():
            raise DatabaseNotFile(path=path)
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise DatabaseUnwritable(path=path, reason=reason(error)) from None
    if not head:
        raise DatabaseEmpty(path=path)
    return head


def is_database(head: bytes) -> bool:
    """Whether a file that begins so is one of SQLite's."""
    return len(head) == _HEAD and head.startswith(_MAGIC)


def has_log(head: bytes) -> bool:
    """Whether a file that begins so has a log of its own beside it; ours never do."""
    return head[18:20] != _ROLLBACK


def _look(path: Path) -> bytes:
    """The first bytes of a file; what is not ours is refused before SQLite touches it."""
    head = head_of(path)
    schema, application = struct.unpack(">I4xI", head[60:72]) if is_database(head) else (0, 0)
    if application != APPLICATION:
        raise _foreign(path)
    if schema > SCHEMA:
        raise DatabaseNewer(path=path, found=schema, known=SCHEMA)
    return head


def _look_inside(ledger: Ledger) -> None:
    """Refuse what bears our mark and is not ours, or a newer program's; only SQLite can tell."""
    if not ledger.row("select 1 from sqlite_schema where name = 'office'"):
        raise DatabaseForeign(path=ledger.path)
    ledger.found = ledger.schema()


def _foreign(path: Path) -> Exception:
    """A file that does not say it is ours; if there are copies of it, it was once."""
    with suppress(OSError):
        if newest_good(path):
            return damaged(path)
    return DatabaseForeign(path=path)
