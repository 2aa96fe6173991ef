"""Puts a copy in the place of the office's file: proved first, in one step, nothing thrown away."""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from itertools import count
from pathlib import Path

from inforeport.errors import (
    CopyBad,
    DatabaseDamaged,
    DatabaseEmpty,
    DatabaseForeign,
    DatabaseNotFile,
    InforeportError,
)
from inforeport.files import disk
from inforeport.store.access import has_log, head_of, is_database, refuse_old_sqlite
from inforeport.store.copies import keep, moment_of, problems
from inforeport.store.copy_files import folder_of, state, stated, witnesses
from inforeport.store.dump import is_dump, load
from inforeport.store.ledger import Ledger, connected
from inforeport.store.witness import bears_out
from inforeport.words import message

_SIBLINGS = ("-journal", "-wal", "-shm")


_WENT_OUT = """
select purpose, about, recipient, subject, body
from outgoing
where state in ('sending', 'sent')
"""


def restore(
    source: Path, target: Path, *, dry_run: bool = False, wait: float | None = None
) -> Path | None:
    """Put the copy or dump `source` at `target`; where what was there before is kept, if any was.

    A dry run proves `source`, and names where it would be kept now.
    Raises `CopyBad` before anything is touched, `DatabaseNewer`, `DatabaseBusy`, `DatabaseNotFile`,
    `SqliteOld`, and the errors of an output.
    """
    refuse_old_sqlite()
    target = target.resolve()
    if target.exists() and not target.is_file():
        raise DatabaseNotFile(path=target)
    with disk.output_errors(target), disk.beside(target.parent, target.name) as made:
        _make(source, made)
        wrong = problems(made)
        if wrong:
            raise CopyBad(path=source, why=wrong)
        before = _free(target, made)
        there = target.exists()
        if not dry_run:
            _swap(made, target, before=before, wait=wait)
        return before if there else None


def sent_since(before: Path, now: Path) -> int:
    """How many mails went out by the file that was put away, of which the one here knows nothing.

    None, where one of them cannot be asked: it is damaged, or older than the outbox.
    """
    try:
        return len(_went_out(before) - _went_out(now))
    except InforeportError:
        return 0


def _went_out(path: Path) -> set[tuple[object, ...]]:
    with closing(Ledger(connected(path, mode="ro"), path)) as ledger:
        return {tuple(row) for row in ledger.tuples(_WENT_OUT)}


def _make(source: Path, made: Path) -> None:
    """The file that is to be, beside the one it will replace. Raises as `restore` does."""
    try:
        head = head_of(source)
    except InforeportError as error:
        raise CopyBad(path=source, why=error.message) from None
    if is_dump(head):
        load(source, made)
    elif not is_database(head):
        raise CopyBad(path=source, why=message("it was not made by inforeport"))
    else:
        wrong = problems(source)
        if wrong:
            raise CopyBad(path=source, why=wrong)
        disk.fill(made, b"", disk.PRIVATE)
        shutil.copyfile(source, made)
        with closing(Ledger(connected(made, mode="ro"), made)) as ledger:
            ledger.schema()
    disk.flush(made)


def _swap(made: Path, target: Path, *, before: Path, wait: float | None) -> None:
    """Give the file its name in one step; what had it, and what lay beside it, is kept."""
    if not target.exists():
        _set_aside(target, before)
        _dismiss_witnesses(made, target)
        disk.put(made, target)
        return
    if not _has_a_log(target):  # one beside it is another file's, and would be read all the same
        _set_aside(target, before, _SIBLINGS[1:])
    with suppress(DatabaseDamaged, DatabaseForeign, CopyBad):  # it cannot be copied as a ledger
        keep(target, "restore", wait=wait)
    with _alone(target, wait):
        _remember(target, before)
        _set_aside(target, before)
        _dismiss_witnesses(made, target)
        disk.put(made, target, force=True)


def _dismiss_witnesses(made: Path, target: Path) -> None:
    """Copies that have seen what is put away now are not to bear witness that it is missing."""
    with closing(Ledger(connected(made, mode="ro"), made)) as ledger:
        for copy, witness in witnesses(target, folder_of(target)):
            if not bears_out(ledger, witness):
                state(copy, stated(copy))


def _has_a_log(path: Path) -> bool:
    """Whether the file says that what was changed last stands in a log beside it; ours never do."""
    with suppress(DatabaseEmpty):
        return has_log(head_of(path))
    return False


@contextmanager
def _alone(path: Path, wait: float | None) -> Iterator[None]:
    """Nobody else reads or writes the file; what a killed run has left half done is undone first.

    A file too damaged to be opened needs none of it, and Windows replaces no file that is open.
    """
    if os.name == "nt":
        yield
        return
    connection = connected(path, wait=wait)
    with closing(connection), ExitStack() as stack:
        with suppress(DatabaseDamaged):
            stack.enter_context(Ledger(connection, path).held("exclusive"))
        yield


def _free(target: Path, made: Path) -> Path:
    """A name for what is replaced, which says when, by the clock of the office."""
    with closing(Ledger(connected(made, mode="ro"), made)) as ledger:
        stamp = f"{moment_of(ledger):%Y%m%d-%H%M%S}"
    names = (f"{target.name}.before-restore-{stamp}{f'-{n}' if n > 1 else ''}" for n in count(1))
    return next(path for name in names if not (path := target.with_name(name)).exists())


def _remember(target: Path, before: Path) -> None:
    """A second name for the file that is replaced; on a disk without links, its only one."""
    try:
        before.hardlink_to(target)
    except OSError as error:
        if error.errno not in disk.NO_LINKS:
            raise
        target.rename(before)


def _set_aside(target: Path, before: Path, siblings: tuple[str, ...] = _SIBLINGS) -> None:
    """Rename what SQLite would read together with the file, as belonging to what is replaced."""
    for suffix in siblings:
        with suppress(FileNotFoundError):
            target.with_name(f"{target.name}{suffix}").rename(f"{before}{suffix}")
