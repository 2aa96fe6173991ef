"""A file written whole or not at all: another file of that name is kept unless told otherwise.

It knows no format.
"""

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from inforeport.errors import (
    InforeportError,
    OutputExists,
    OutputFolderMissing,
    OutputNoSpace,
    OutputNotWritable,
    OutputOpen,
    OutputUnproved,
    reason,
)
from inforeport.text import clean
from inforeport.words import message

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_SHARED = {32, 33}  # Windows: another program holds the file, or a part of it
_WRITABLE = 0o222
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}


def write(path: Path, content: bytes, *, force: bool = False) -> None:
    """Put `content` at `path`, on the disk when it returns; `force` takes the place of a file.

    Raises `OutputExists`, `OutputFolderMissing`, `OutputNotWritable`, `OutputOpen`,
    `OutputNoSpace`, or `OutputUnproved` where the disk gives back something else; what stood at
    `path` is then untouched.
    """
    with _told(path):
        if not path.parent.is_dir():
            raise FileNotFoundError(errno.ENOENT, "no such folder")
        if force and path.exists() and not path.is_file():
            raise OSError(errno.EISDIR if path.is_dir() else errno.EPERM, "not an ordinary file")
        if force and path.exists():
            _check_free(path)
        beside = path.with_name(f".{path.name[:40]}.{secrets.token_hex(4)}.tmp")
        try:
            _fill(beside, content)
            if beside.read_bytes() != content:  # before it takes the place of another
                why = message("the disk gives back other bytes")
                raise OutputUnproved(path=_named(path), reason=why)
            _move(beside, path, force=force)
        finally:
            beside.unlink(missing_ok=True)
        _settle(path.parent)


def _check_free(path: Path) -> None:
    """See that nobody works on the file, and that it is not kept from being written."""
    if not path.stat().st_mode & _WRITABLE:
        raise PermissionError(errno.EACCES, "may only be read")
    for lock in _locks(path.name):
        if path.with_name(lock).exists():
            how = message("{lock} lies beside it", lock=_named(path.with_name(lock)))
            raise OutputOpen(path=_named(path), reason=how)


def _locks(name: str) -> list[str]:
    """What LibreOffice, WPS and Word lay beside a file that they have open."""
    return [f".~lock.{name}#", f".~{name}", *(f"~${name[cut:]}" for cut in (0, 1, 2))]


def _fill(path: Path, content: bytes) -> None:
    """A new file with the rights that the user's mask allows, on the disk."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o666), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _move(beside: Path, path: Path, *, force: bool) -> None:
    if force or not _linked(beside, path):
        beside.replace(path)


def _linked(beside: Path, path: Path) -> bool:
    """Give the file its name unless the name is taken, in one step that no one can come between.

    False on a disk without links: there the name is only held, for the file to take its place.
    """
    try:
        path.hardlink_to(beside)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        path.touch(exist_ok=False)
        return False
    return True


def _settle(folder: Path) -> None:
    """Bring the name to the disk too; not every system can, and the content is there already."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _error(path, error) from error


def _error(path: Path, error: OSError) -> InforeportError:
    name = _named(path)
    if isinstance(error, FileExistsError):
        return OutputExists(path=name)
    if isinstance(error, FileNotFoundError):
        return OutputFolderMissing(path=name, folder=_named(path.parent))
    if error.errno in _FULL:
        return OutputNoSpace(path=name)
    if getattr(error, "winerror", 0) in _SHARED:
        return OutputOpen(path=name, reason=message("the system says so"))
    return OutputNotWritable(path=name, reason=reason(error))


def _named(path: Path) -> str:
    return clean(str(path)).replace("\n", " ")
