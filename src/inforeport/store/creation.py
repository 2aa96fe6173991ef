"""Makes a new file with all its tables; nothing else ever makes one."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from inforeport.errors import DatabaseUnwritable, LedgerExists, reason
from inforeport.files.disk import PRIVATE, beside, fill, put
from inforeport.store._command import Actor, By, lasting
from inforeport.store.access import refuse_old_sqlite
from inforeport.store.ledger import Ledger, connected
from inforeport.store.migrations import migrate


@contextmanager
def create(path: Path, by: By = Actor, *, keep: bool = True) -> Iterator[Ledger]:
    """A new file with all tables, open for its first facts; nothing is there if the block fails.

    It is made under a hidden name and gets its own when it is whole, so that a run that is killed
    leaves nothing that stands in the way of the next. All of it is the first command of the trail,
    which is never taken back. With `keep=False` everything is checked and nothing kept. Raises
    `LedgerExists` where there is a file already, of whatever kind, `DatabaseUnwritable`, and
    `SqliteOld`.
    """
    refuse_old_sqlite()
    if os.path.lexists(path):
        raise LedgerExists(path=path)
    with _folders_of(path), beside(path.parent, path.name) as new:
        _make(new, path)
        with closing(connected(new)) as connection:
            ledger = Ledger(connection, new, lasting(by))
            with ledger.writing():
                migrate(ledger)
                yield ledger
        if keep:
            _name(new, path)


@contextmanager
def _folders_of(path: Path) -> Iterator[None]:
    """The folders of a file, for its owner alone; those made for it go again if they stay empty."""
    made = [one for one in path.parents if not one.exists()]
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseUnwritable(path=path, reason=reason(error)) from None
    try:
        yield
    finally:
        for folder in made:
            with suppress(OSError):  # the file is there, or somebody else has put something there
                folder.rmdir()


def _make(new: Path, path: Path) -> None:
    """An empty file that only its owner can read, so that what SQLite writes beside is too."""
    try:
        fill(new, b"", PRIVATE)
    except OSError as error:
        raise DatabaseUnwritable(path=path, reason=reason(error)) from None


def _name(new: Path, path: Path) -> None:
    """Give the file its name, unless another run was faster."""
    try:
        put(new, path)
    except FileExistsError:
        raise LedgerExists(path=path) from None
