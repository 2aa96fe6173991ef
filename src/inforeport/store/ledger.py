"""Opens and makes the file, reads from it, and holds the one way to write to it."""

import sqlite3
import struct
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inforeport.errors import (
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseEmpty,
    DatabaseForeign,
    DatabaseMissing,
    DatabaseNewer,
    DatabaseNotFile,
    DatabaseReadOnly,
    DatabaseUnwritable,
    InforeportError,
    NoSpace,
    reason,
)
from inforeport.store import _watch
from inforeport.words import message

if TYPE_CHECKING:
    from sqlite_utils import Database

APPLICATION = 0x49524550  # "IREP", at offset 68 of the file
SCHEMA = 3  # the number of the newest migration, at offset 60
_WAIT = 10.0  # seconds until another writer is too long about it
_SETTINGS = {
    "foreign_keys": 1,
    "synchronous": 3,  # EXTRA: a commit survives a power cut right after it
    "fullfsync": 1,
    "recursive_triggers": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
    "secure_delete": 1,
}


class Ledger:
    """An open file. Reading needs nothing; writing happens inside `writing` only."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.path = path
        self.late: _watch.Late = {}
        self._connection = connection
        connection.row_factory = sqlite3.Row
        for name, value in _SETTINGS.items():
            self.rows(f"pragma {name} = {value}")

    def rows(self, sql: str, **named: object) -> list[sqlite3.Row]:
        """All rows of a question."""
        with _translated(self.path):
            return self._connection.execute(sql, named).fetchall()

    def tuples(self, sql: str, **named: object) -> list[tuple[Any, ...]]:
        """All rows of a question, by place and not by name: three times as fast for many."""
        with _translated(self.path):
            cursor = self._connection.cursor()
            cursor.row_factory = None
            return cursor.execute(sql, named).fetchall()

    def row(self, sql: str, **named: object) -> sqlite3.Row | None:
        """The first row of a question, or none."""
        rows = self.rows(sql, **named)
        return rows[0] if rows else None

    def change(self, sql: str, **named: object) -> int:
        """Run one statement that writes; the number of the row it made, where it made one."""
        self._must_be_writing()
        with _translated(self.path):
            return self._connection.execute(sql, named).lastrowid or 0

    def change_many(self, sql: str, rows: Sequence[Mapping[str, object]]) -> None:
        """Run one statement that writes for each of many rows."""
        self._must_be_writing()
        with _translated(self.path):
            self._connection.executemany(sql, rows)

    def update(self, table: str, number: int, changes: Mapping[str, object]) -> None:
        """Change some columns of one row."""
        self._must_be_writing()
        if changes:
            with _translated(self.path):
                self.tables()[table].update(number, dict(changes))  # type: ignore[union-attr]

    def delete(self, table: str, number: int) -> None:
        """Take one row away."""
        self._must_be_writing()
        with _translated(self.path):
            self.tables()[table].delete(number)  # type: ignore[union-attr]

    def tables(self) -> "Database":
        """The same connection through sqlite-utils, for what it says better than SQL."""
        from sqlite_utils import Database

        return Database(self._connection)

    @contextmanager
    def writing(self, *, keep: bool = True) -> Iterator[None]:
        """All that is changed inside is kept whole when the block ends well, else nothing is.

        Takes the lock at once (`begin immediate`), so that what is read inside is still true when
        it is written. With `keep=False` everything is checked and nothing kept. `late` then says
        what of it fell into sealed periods. Raises `DatabaseBusy` when another writer does not
        finish.
        """
        with _translated(self.path):
            self._connection.execute("begin immediate")
        try:
            with _translated(self.path):
                _watch.begin(self._connection)
            yield
            with _translated(self.path):
                self.late = _watch.found(self._connection) if keep else {}
                self._connection.execute("commit" if keep else "rollback")
        except BaseException:
            with suppress(sqlite3.Error):  # closing the file would undo it just as well
                if self._connection.in_transaction:
                    self._connection.execute("rollback")
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _must_be_writing(self) -> None:
        if not self._connection.in_transaction:
            raise RuntimeError("a change outside of Ledger.writing")


def opened(path: Path) -> Ledger:
    """The office's file at `path`, which must be there and ours; it is never made here.

    One that an older program made is brought to the newest schema, whole or not at all. Raises an
    error of the database for one that is missing, empty, foreign, newer or damaged.
    """
    _look(path)
    connection = connected(path)
    try:
        ledger = Ledger(connection, path)
        ours = ledger.row("select 1 from sqlite_schema where name = 'office'")
        if ours and _schema(ledger) < SCHEMA:
            _bring_up_to_date(ledger)
    except BaseException:
        connection.close()
        raise
    if ours is None:
        ledger.close()
        raise DatabaseForeign(path=path)
    return ledger


def _bring_up_to_date(ledger: Ledger) -> None:
    """Run the steps that the file has not seen; another program may have run them meanwhile."""
    from inforeport.store.migrations import migrate

    with ledger.writing():
        if _schema(ledger) < SCHEMA:
            migrate(ledger)


def _schema(ledger: Ledger) -> int:
    """The number of the newest step that the file has seen."""
    return int(ledger.rows("pragma user_version")[0][0])


def _look(path: Path) -> None:
    """Refuse what is not ours before SQLite touches it.

    Reading happens before connecting: closing any handle on the file lets go of SQLite's locks.
    """
    try:
        if not path.exists():
            raise DatabaseMissing(path=path)
        if not path.is_file():
            raise DatabaseNotFile(path=path)
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        raise DatabaseUnwritable(path=path, reason=reason(error)) from None
    if not head:
        raise DatabaseEmpty(path=path)
    if len(head) < 100 or not head.startswith(b"SQLite format 3\0"):  # noqa: PLR2004  the header
        raise DatabaseForeign(path=path)
    schema, application = struct.unpack(">I4xI", head[60:72])
    if application != APPLICATION:
        raise DatabaseForeign(path=path)
    if schema > SCHEMA:
        raise DatabaseNewer(path=path, found=schema, known=SCHEMA)


def connected(path: Path) -> sqlite3.Connection:
    """A connection to a file that is there; whether it is ours has been looked at before."""
    # as_uri(): a `#` or `?` in a folder's name must not cut the path and make another file
    uri = f"{path.resolve().as_uri()}?mode=rw"
    with _translated(path):
        return sqlite3.connect(uri, uri=True, timeout=_WAIT, isolation_level=None)


_REFUSALS: dict[str, type[InforeportError]] = {
    "SQLITE_BUSY": DatabaseBusy,
    "SQLITE_LOCKED": DatabaseBusy,
    "SQLITE_READONLY": DatabaseReadOnly,
    "SQLITE_CANTOPEN": DatabaseUnwritable,
    "SQLITE_FULL": NoSpace,
    "SQLITE_IOERR": NoSpace,
    "SQLITE_CORRUPT": DatabaseDamaged,
    "SQLITE_NOTADB": DatabaseDamaged,
}


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    """Say what SQLite complains of in our words; what is none of these is a bug and stays one."""
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "")
        for start, refusal in _REFUSALS.items():
            if name.startswith(start):
                raise refusal(
                    path=path, reason=message("the folder or the file does not allow it")
                ) from None
        raise
