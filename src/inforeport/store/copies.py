"""Copies of the office's file are made here, whole and proved; which there are tells `copy_files`.

The clock is read here: a copy's name tells when it was really made.

Making a copy holds the lock of a writer on the file, by a second connection because SQLite makes no
copy inside a transaction. Of two copies at once the second finds that nothing has changed; no other
lock file can be forgotten.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import NamedTuple

from inforeport.errors import (
    CopyBad,
    DatabaseReadOnly,
    DiskFailed,
    InforeportError,
    NameTaken,
    NoSpace,
)
from inforeport.files import disk
from inforeport.store._connection import APPLICATION
from inforeport.store.copy_files import (
    STAMP,
    copies,
    digest_of,
    folder_of,
    is_untouched,
    newest_good,
    state,
    stated,
    thin,
    witness_of,
)
from inforeport.store.ledger import Ledger, connected, damaged
from inforeport.store.witness import bears_out, newest_of_any
from inforeport.words import Text, message

_TO_COME = "command"
"""What may not be there yet: what another program changed is put under the next command."""
_TABLES = """
select name
from pragma_table_list
where schema = 'main' and type = 'table' and name not like 'sqlite\\_%' escape '\\'
order by name
"""


class Kept(NamedTuple):
    """What asking for a copy came to: a new one, or the newest good one where nothing changed."""

    path: Path
    fresh: bool


def keep(path: Path, why: str, *, wait: float | None = None) -> Path:
    """Make a copy of the file before something great is done to it, and say where it is.

    `why` is a word for its name. Not inside `Ledger.writing`, for which it would wait. Where the
    newest copy says the same, that one is enough. Raises `DatabaseReadOnly` where nothing great can
    be done anyway, and as `copied` does.
    """
    path = path.resolve()
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise DatabaseReadOnly(path=path)
    return copied(path, folder_of(path), why=why, wait=wait).path


def keep_of_today(ledger: Ledger, why: str, *, wait: float | None = None) -> None:
    """Make a copy before what the trail can take back, unless there is one of today.

    What came since then the trail takes back, if its log goes on from that of the copy. So the
    first great thing of a day waits for a copy, and none after it. Raises as `keep` does.
    """
    today = moment_of(ledger).date()
    for copy in copies(ledger.path):
        told = witness_of(copy.path)
        if copy.moment.date() != today or not told or not bears_out(ledger, told):
            break
        if is_untouched(copy.path):
            return
    keep(ledger.path, why, wait=wait)


def copied(path: Path, folder: Path, *, why: str = "", wait: float | None = None) -> Kept:
    """A dated copy of the file in `folder`, proved; those that have had their time are removed.

    Raises `DatabaseDamaged` for a file that cannot be copied whole, and the errors of an output.
    """
    path = path.resolve()
    with disk.output_errors(folder / path.name):
        if folder.resolve() == folder_of(path):
            folder.mkdir(mode=0o700, exist_ok=True)
        with disk.beside(folder, path.name) as made, _steady(path, wait) as source:
            digest = _fill(source, made)
            newest = newest_good(path, folder)
            if newest and stated(newest) == digest:
                return Kept(newest, fresh=False)
            now = moment_of(source)
            target = _dated(made, path, folder / f"{now:{STAMP}}", why)
            state(target, digest, newest_of_any(source))
    thin(path, folder, now.date())
    return Kept(target, fresh=True)


def copy_to(path: Path, target: Path, *, wait: float | None = None) -> None:
    """A copy of the file under a name of one's own, proved. Raises as `copied` does."""
    with disk.output_errors(target):
        if target.exists():
            raise NameTaken(path=target)
        with disk.beside(target.parent, target.name) as made, _steady(path, wait) as source:
            digest = _fill(source, made)
            disk.put(made, target)
            witness = newest_of_any(source)
        state(target, digest, witness)


def problems(copy: Path) -> list[Text]:
    """What is wrong with a copy: its letters, its pages, its links, or that it is not ours."""
    try:
        digest = stated(copy)
        changed = bool(digest) and digest != digest_of(copy)
        with closing(Ledger(connected(copy, mode="ro"), copy)) as ledger:
            wrong = faults(ledger)
    except OSError as error:
        return [error.strerror or type(error).__name__]
    except InforeportError as error:
        wrong = [error.message]
    return [message("it is not what its .sha256 says"), *wrong] if changed else wrong


@contextmanager
def _steady(path: Path, wait: float | None) -> Iterator[Ledger]:
    """The file for reading while nobody else changes it; of two copies one waits for the other.

    Two connections: SQLite makes no copy where a transaction is open.
    """
    with (
        closing(Ledger(connected(path, wait=wait), path)) as source,
        closing(Ledger(connected(path, wait=wait), path)) as guard,
        ExitStack() as stack,
    ):
        try:
            stack.enter_context(guard.held("immediate"))
        except DatabaseReadOnly:  # nobody can change it, or we are not to keep them from it
            stack.enter_context(guard.held("deferred"))
        yield source


def moment_of(ledger: Ledger) -> datetime:
    """Now, by the clock of the office; by this computer's where the file does not name a zone."""
    from zoneinfo import ZoneInfo

    with suppress(InforeportError, KeyError, ValueError, IndexError):
        return datetime.now(ZoneInfo(ledger.rows("select zone from office")[0][0]))
    return datetime.now().astimezone()


def _fill(source: Ledger, made: Path) -> str:
    """Copy a file into `made` and prove the copy; its digest."""
    if faults(source):
        raise damaged(source.path)
    disk.fill(made, b"", disk.PRIVATE)  # SQLite would let everybody read it
    try:
        source.rows("vacuum into :target", target=str(made.absolute()))
    except (NoSpace, DiskFailed) as error:
        raise type(error)(path=made.parent) from None
    with closing(Ledger(connected(made, mode="ro"), made)) as copy:
        wrong = faults(copy)
        if wrong or counts(copy) != counts(source):
            raise CopyBad(path=made.parent, why=wrong or message("rows are missing"))
    disk.flush(made)
    return digest_of(made)


def _dated(made: Path, path: Path, stamp: Path, why: str) -> Path:
    """Give a copy the first name of its second that is free."""
    reason = f"-before-{why}" if why else ""
    for number in count(1):
        again = f"-{number}" if number > 1 else ""
        target = stamp.with_name(f"{path.stem}-{stamp.name}{again}{reason}{path.suffix}")
        with suppress(FileExistsError):
            disk.put(made, target)
            break
    return target


def faults(ledger: Ledger) -> list[Text]:
    """What is wrong with a file's pages and links, or that it is none of ours."""
    return list(_faults(ledger))


def _faults(ledger: Ledger) -> Iterator[Text]:
    if ledger.rows("pragma application_id")[0][0] != APPLICATION:
        yield message("it was not made by inforeport")
        return
    answer = str(ledger.rows("pragma integrity_check(1)")[0][0])
    if answer != "ok":
        yield message("its pages are damaged ({what})", what=answer.splitlines()[-1])
    broken = [row for row in ledger.tuples("pragma foreign_key_check") if row[2] != _TO_COME]
    if broken:
        yield message("rows that refer to nothing: {count}", count=len(broken))


def counts(ledger: Ledger) -> dict[str, int]:
    """How many rows each table holds."""
    each = [f"select '{name}', count(*) from \"{name}\"" for name in tables(ledger)]  # noqa: S608  the file's own names
    return dict(ledger.tuples("\nunion all ".join(each)))


def tables(ledger: Ledger) -> list[str]:
    """The names of the file's own tables, sorted."""
    return [str(row[0]) for row in ledger.rows(_TABLES)]
