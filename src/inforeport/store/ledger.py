"""Connects to the file, reads from it, and holds the one way to write to it.

What is refused when a file is opened stands in `access`; a new one is made by `creation`.
"""

import sqlite3
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from inforeport.errors import (
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseNewer,
    DatabaseReadOnly,
    DatabaseUnwritable,
    DiskFailed,
    DiskFailedAtLast,
    InforeportError,
    NoSpace,
    SqliteUnfit,
)
from inforeport.files.disk import settled
from inforeport.store import _command, _watch
from inforeport.store._command import Actor, By
from inforeport.store._connection import connection
from inforeport.store.copy_files import newest_good
from inforeport.words import message

if TYPE_CHECKING:
    from sqlite_utils import Database

STEPS = (
    *("001_first", "002_facts", "003_papers", "004_trail", "005_seal", "006_witness"),
    *("007_counting", "008_letters", "009_people", "010_form"),
    *("011_mailbox", "012_outbox", "013_reading", "014_trail", "015_view"),
)
"""The migrations, in order; they themselves are hardly ever asked for."""

SCHEMA = len(STEPS)  # the number of the newest, at offset 60
_ROOM = 1 << 20  # bytes without which a disk counts as full
_SETTINGS: dict[str, int | str] = {
    "journal_mode": "delete",  # one file to copy, on any disk, readable without being written
    "foreign_keys": 1,
    "synchronous": 3,  # EXTRA: a commit survives a power cut right after it
    "fullfsync": 1,
    "recursive_triggers": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
    "secure_delete": 1,
}


_RECORDED = "select 1 from sqlite_schema where name = '_sqlite_migrations'"
_SEEN = "select name from _sqlite_migrations where migration_set = 'inforeport'"


class Ledger:
    """An open file. Reading needs nothing; writing happens inside `writing` only.

    `found` is the schema that it was opened with. `had_log` says that another program had made it
    write a log beside itself (WAL), until now.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, by: By = Actor) -> None:
        self.path = path
        self.by = by
        self.late: _watch.Late = {}
        self.found = 0
        self.had_log = False
        self.sift: Callable[[_watch.Late], _watch.Late] | None = None
        self._connection = connection
        connection.row_factory = sqlite3.Row
        for name, value in _SETTINGS.items():
            self.rows(f"pragma {name} = {value}")
            answer = [tuple(row) for row in self.rows(f"pragma {name}")]
            if answer not in ([(value,)], [], [("memory",)]):  # where the journal of such a one is
                raise SqliteUnfit(version=sqlite3.sqlite_version, setting=name)

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

    def each(self, sql: str, **named: object) -> Generator[tuple[Any, ...], None, None]:
        """The rows of a question one by one, by place: for more than is to be in memory at once."""
        with _translated(self.path):
            cursor = self._connection.cursor()
            cursor.row_factory = None
            yield from cursor.execute(sql, named)

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
        from inforeport.store._scripts import Tables

        return Tables(self._connection)

    @property
    def number(self) -> int:
        """The number that the file bears for its schema; anybody can set it to another."""
        return int(self.rows("pragma user_version")[0][0])

    def schema(self) -> int:
        """The number of the newest step that was run on the file, 0 for one that is being made.

        Raises `DatabaseNewer` where it is a step that this program does not know.
        """
        number = self.number
        if number > SCHEMA:
            raise DatabaseNewer(path=self.path, found=number, known=SCHEMA)
        is_new = not number and not self.rows(_RECORDED)
        seen = set() if is_new else {row[0] for row in self.rows(_SEEN)}
        if unknown := seen - {*STEPS}:
            raise DatabaseNewer(path=self.path, found=max(unknown), known=SCHEMA)
        return STEPS.index(max(seen)) + 1 if seen else 0

    @property
    def state(self) -> tuple[int, int]:
        """A mark that is another one after anybody, this connection too, has changed the file."""
        ((version,),) = self.tuples("pragma data_version")
        return version, self._connection.total_changes

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is read inside is of one state of the file, whatever others commit meanwhile.

        Others can write only after it has ended: nothing is printed or asked inside. Where a
        transaction is open already, that is the snapshot.
        """
        if self._connection.in_transaction:
            yield
            return
        with _translated(self.path):
            self._connection.execute("begin deferred")  # the first question takes the lock
        try:
            yield
        finally:
            self._connection.rollback()

    @contextmanager
    def held(self, how: Literal["deferred", "immediate", "exclusive"]) -> Iterator[None]:
        """The file stays as it is inside the block: nobody else commits, nothing is written.

        `immediate` also keeps other writers from beginning, `exclusive` readers too. Raises
        `DatabaseBusy` when they do not finish.
        """
        with _translated(self.path):
            self._connection.execute(f"begin {how}")
        try:
            self.rows("select 1 from sqlite_schema limit 1")  # deferred, until something is read
            yield
        finally:
            self._connection.rollback()

    @contextmanager
    def writing(self, *, keep: bool = True, undoes: int | None = None) -> Iterator[None]:
        """All that is changed inside is kept whole when the block ends well, else nothing is.

        Takes the lock at once (`begin immediate`), so that what is read inside is still true when
        it is written. It is one command of the trail, which may say that it `undoes` another;
        with `keep=False` nothing is kept. `late` says afterwards what of it fell, or would have,
        into sealed periods; `sift` is asked which matter. Raises `DatabaseBusy`.
        """
        with _translated(self.path):
            self._connection.execute("begin immediate")
        try:
            self.schema()  # a newer program may have been here since the file was opened
            with _translated(self.path):
                _command.close_for_others(self._connection, self.by)
                _watch.begin(self._connection)
            yield
            with _translated(self.path):
                late = _watch.late(self._connection)
            self.late = self.sift(late) if late and self.sift else late
            with _translated(self.path):
                self._end(keep=keep, undoes=undoes)
        except BaseException:
            with suppress(sqlite3.Error):  # closing the file would undo it just as well
                self._connection.execute("rollback")
            raise

    def compact(self) -> None:
        """Write the file anew without the space that nothing uses; outside of `writing`."""
        self.rows("vacuum")

    def _end(self, *, keep: bool, undoes: int | None) -> None:
        """Close the command over its changes and keep them, or take them back."""
        if keep:
            _command.close(self._connection, self.by, undoes=undoes)
            self._commit()
        else:
            self._connection.execute("rollback")

    def _commit(self) -> None:
        """Keep the change. Raises `DiskFailedAtLast` where it is kept, and may yet be lost.

        When the folder cannot be brought to the disk after the journal has gone, SQLite
        reports a failure though the change stands. The step is tried once more; if it fails
        again the error says that the change is in the file and not surely on the disk. To
        say "nothing was changed" would be untrue.
        """
        try:
            self._connection.execute("commit")
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorname", "") != "SQLITE_IOERR_DIR_FSYNC":
                raise
            # the journal is gone, so the change stands; only its going may still be undone
            if not settled(self.path.resolve().parent):
                raise DiskFailedAtLast(path=self.path) from None

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _must_be_writing(self) -> None:
        if not self._connection.in_transaction:
            raise RuntimeError("a change outside of Ledger.writing")


def connected(
    path: Path, *, mode: Literal["rw", "ro"] = "rw", wait: float | None = None
) -> sqlite3.Connection:
    """A connection to a file that is there; whether it is ours has been looked at before.

    It waits `wait` seconds for other writers.
    """
    with _translated(path):
        return connection(path, mode=mode, wait=wait)


_REFUSALS: dict[str, type[InforeportError]] = {
    "SQLITE_BUSY": DatabaseBusy,
    "SQLITE_LOCKED": DatabaseBusy,
    "SQLITE_READONLY": DatabaseReadOnly,
    "SQLITE_CANTOPEN": DatabaseUnwritable,
    "SQLITE_FULL": NoSpace,
    "SQLITE_IOERR": DiskFailed,
    "SQLITE_CORRUPT": DatabaseDamaged,
    "SQLITE_NOTADB": DatabaseDamaged,
}
_DAMAGE = ("no such table", "no such column", "Could not decode")
"""Of a file that is ours: its own description, or its letters, are broken."""


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    """Say what SQLite complains of in our words; what is none of these is a bug and stays one."""
    try:
        yield
    except sqlite3.Error as error:
        refusal = _refusal(error)
        if refusal is DiskFailed and _is_full(path):  # SQLite takes a limit for a failure
            refusal = NoSpace
        if refusal is DatabaseDamaged:
            raise damaged(path) from None
        if refusal:
            why = message("the folder or the file does not allow it")
            raise refusal(path=path, reason=why) from None
        raise


def _refusal(error: sqlite3.Error) -> type[InforeportError] | None:
    if str(error).startswith(_DAMAGE):
        return DatabaseDamaged
    name = getattr(error, "sqlite_errorname", "")
    return next((kind for start, kind in _REFUSALS.items() if name.startswith(start)), None)


def damaged(path: Path) -> DatabaseDamaged:
    """The error of a damaged file, with the newest copy of it that is good."""
    return DatabaseDamaged(path=path, copy=newest_good(path) or message("none is known"))


def _is_full(path: Path) -> bool:
    """Whether the disk, or what this process may write into one file, has come to its end.

    SQLite tells a write that the system's limits cut short as a failure of the disk. Where the
    disk has less than a megabyte left, or the file is that near to the limit of the process, it
    is told as full.
    """
    import shutil

    with suppress(OSError):
        if shutil.disk_usage(path.parent).free < _ROOM:
            return True
        with suppress(ImportError):  # only POSIX has limits
            import resource

            limit, _ = resource.getrlimit(resource.RLIMIT_FSIZE)
            return limit not in {-1, resource.RLIM_INFINITY} and limit < path.stat().st_size + _ROOM
    return False
