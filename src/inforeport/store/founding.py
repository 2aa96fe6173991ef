"""Makes a new file with all its tables; nothing else ever makes one."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from inforeport.errors import DatabaseUnwritable, LedgerExists, reason
from inforeport.store._command import Actor, By, lasting
from inforeport.store.ledger import Ledger, connected
from inforeport.store.migrations import migrate
from inforeport.store.opening import refuse_old_sqlite


@contextmanager
def create(path: Path, by: By = Actor, *, keep: bool = True) -> Iterator[Ledger]:
    """A new file with all tables, open for its first facts; gone again if the block fails.

    All of it is the first command of the trail, which is never taken back. With `keep=False`
    everything is checked and nothing kept. Raises `LedgerExists` where there is a file already, of
    whatever kind, and `SqliteOld`.
    """
    refuse_old_sqlite()
    made = [one for one in path.parents if not one.exists()]
    _make(path)
    try:
        with closing(connected(path)) as connection:
            ledger = Ledger(connection, path, lasting(by))
            with ledger.writing():
                migrate(ledger)
                yield ledger
    except BaseException:
        _unmake(path, made)
        raise
    if not keep:
        _unmake(path, made)


def _make(path: Path) -> None:
    """An empty file that only its owner can read, so that what SQLite writes beside is too."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as error:
        if path.exists():
            raise LedgerExists(path=path) from None
        raise DatabaseUnwritable(path=path, reason=reason(error)) from None


def _unmake(path: Path, folders: list[Path]) -> None:
    """Leave nothing behind of a file that is not to be, nor of the folders made for it."""
    path.unlink(missing_ok=True)
    for folder in folders:
        with suppress(OSError):  # somebody else has put something there
            folder.rmdir()
