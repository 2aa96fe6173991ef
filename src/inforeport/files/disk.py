"""How a file gets its name: whole or not at all, on the disk, and never over another unasked.

It knows no format and no database: what fills the file is the caller's.
"""

import errno
import os
import stat
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path

from inforeport.errors import (
    HELD,
    FileMissing,
    FileUnreadable,
    InforeportError,
    OutputExists,
    OutputFolderMissing,
    OutputNoSpace,
    OutputNotWritable,
    OutputOpen,
    reason,
)
from inforeport.text import clean
from inforeport.words import message

PRIVATE = 0o600
"""For its owner alone: whatever may hold people's contacts."""

PUBLIC = 0o666
"""For whoever the user's mask lets."""

_DENIED = 5  # Windows: what it says of a file that is open, where another is to take its place
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
NO_LINKS = {
    *(errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK),
    errno.EINVAL,  # Windows' 1 (no such function) and 50 (not supported), as Python tells them
}
"""What a disk says that cannot give a file a second name: a stick, a share."""

_LEFT_BEHIND = 3600  # seconds after which a file in the making has surely been given up
_NAME = 40  # characters of a name that a file in the making bears


@contextmanager
def beside(folder: Path, name: str) -> Iterator[Path]:
    """A hidden name in `folder` for a file in the making; what is left of it is taken away.

    What a killed run has left there under that name is taken away as well, after an hour.
    """
    _sweep(folder, name)
    import secrets  # it loads OpenSSL, and only what writes needs it

    path = folder / f".{name[:_NAME]}.{secrets.token_hex(4)}.tmp"
    try:
        yield path
    finally:
        try:
            path.unlink(missing_ok=True)
        finally:  # also if the run is told to end just here
            path.unlink(missing_ok=True)
            path.with_name(f"{path.name}-journal").unlink(missing_ok=True)


def fill(path: Path, content: bytes | Iterable[bytes], mode: int = PUBLIC) -> None:
    """A new file with the rights of `mode` that the user's mask allows, on the disk.

    Its content comes whole or in pieces. One that is `PRIVATE` has just those rights, whatever the
    mask of whoever runs us.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, mode), "wb") as file:
        if mode == PRIVATE:
            path.chmod(mode)
        file.writelines([content] if isinstance(content, bytes) else content)
        file.flush()
        os.fsync(file.fileno())


def put(made: Path, path: Path, *, force: bool = False) -> None:
    """Give a file that is on the disk its name. Raises `FileExistsError` where the name is taken.

    With `force` it takes the place of another, in one step.
    """
    if force or not _linked(made, path):
        made.replace(path)
    settled(path.parent)  # where that cannot be done, the content is on the disk already


def flush(path: Path) -> None:
    """Bring what was written into a file to the disk."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def settled(folder: Path) -> bool:
    """Bring the names in a folder to the disk; whether that went well, as not every system can."""
    try:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError:
        return False
    return True


@contextmanager
def output_errors(path: Path) -> Iterator[None]:
    """Say what the system complains of as an error of the output `path`.

    Raises `OutputExists`, `OutputFolderMissing`, `OutputNotWritable`, `OutputOpen` or
    `OutputNoSpace`.
    """
    try:
        yield
    except OSError as error:
        raise _error(path, error) from error


def _linked(made: Path, path: Path) -> bool:
    """Give the file its name unless the name is taken, in one step that no one can come between.

    False on a disk without links: there the name is only held, for the file to take its place.
    """
    try:
        path.hardlink_to(made)
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        path.touch(exist_ok=False)
        return False
    return True


def _sweep(folder: Path, name: str) -> None:
    """Take away what killed runs have left in the making; one that goes on is younger."""
    with suppress(OSError):
        for left in folder.glob(f".{escape(name[:_NAME])}.*.tmp*"):
            if time.time() - left.stat().st_mtime > _LEFT_BEHIND:
                left.unlink()


def is_there(path: Path) -> bool:
    """Whether there is something of that name; where that cannot be asked, opening it tells why."""
    try:
        return path.exists()
    except OSError:
        return True


def check_is_file(path: Path) -> None:
    """Raises `FileMissing`, or `FileUnreadable` for what is no ordinary file.

    To open a pipe is to wait for whoever writes into it, and SQLite hears of no signal meanwhile.
    """
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        raise FileMissing(file=named(path)) from None
    except OSError as error:
        raise FileUnreadable(file=named(path), why=reason(error)) from None
    if not stat.S_ISREG(mode):
        folder = stat.S_ISDIR(mode)
        why = message("it is a folder") if folder else message("it is no ordinary file")
        raise FileUnreadable(file=named(path), why=why)


def named(path: Path) -> str:
    """A path as it is told, on one line."""
    return clean(str(path)).replace("\n", " ")


def _is_held(path: Path, error: OSError) -> bool:
    """Whether another program of Windows has the file open."""
    number = getattr(error, "winerror", 0)
    return number in HELD or (number == _DENIED and path.is_file() and os.access(path, os.W_OK))


def _error(path: Path, error: OSError) -> InforeportError:
    name = named(path)
    if isinstance(error, FileExistsError):
        return OutputExists(path=name)
    if isinstance(error, FileNotFoundError):
        return OutputFolderMissing(path=name, folder=named(path.parent))
    if error.errno in _FULL:
        return OutputNoSpace(path=name)
    if _is_held(path, error):
        return OutputOpen(path=name, reason=message("the system says so"))
    return OutputNotWritable(path=name, reason=reason(error))
