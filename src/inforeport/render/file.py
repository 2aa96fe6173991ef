"""A file written whole or not at all: another file of that name is kept unless told otherwise.

It knows no format.
"""

import errno
from pathlib import Path

from inforeport.errors import OutputOpen, OutputUnproved
from inforeport.files.disk import PUBLIC, beside, fill, named, output_errors, put
from inforeport.words import message

_WRITABLE = 0o222


def write(path: Path, content: bytes, *, force: bool = False, mode: int = PUBLIC) -> None:
    """Put `content` at `path`, on the disk when it returns; `force` takes the place of a file.

    It has the rights of `mode` that the user's mask allows. Raises `OutputExists`,
    `OutputFolderMissing`, `OutputNotWritable`, `OutputOpen`, `OutputNoSpace`, or `OutputUnproved`
    where the disk gives back something else; what stood at `path` is then untouched.
    """
    with output_errors(path):
        if not path.parent.is_dir():
            raise FileNotFoundError(errno.ENOENT, "no such folder")
        if force and path.exists():
            _check_free(path)
        with beside(path.parent, path.name) as made:
            fill(made, content, mode)
            if made.read_bytes() != content:  # before it takes the place of another
                why = message("the disk gives back other bytes")
                raise OutputUnproved(path=named(path), reason=why)
            put(made, path, force=force)


def _check_free(path: Path) -> None:
    """See that it is a file that nobody works on, and that is not kept from being written."""
    if not path.is_file():
        raise OSError(errno.EISDIR if path.is_dir() else errno.EPERM, "not an ordinary file")
    if not path.stat().st_mode & _WRITABLE:
        raise PermissionError(errno.EACCES, "may only be read")
    for lock in _locks(path.name):
        if path.with_name(lock).exists():
            how = message("{lock} lies beside it", lock=named(path.with_name(lock)))
            raise OutputOpen(path=named(path), reason=how)


def _locks(name: str) -> list[str]:
    """What LibreOffice, WPS and Word lay beside a file that they have open."""
    return [f".~lock.{name}#", f".~{name}", *(f"~${name[cut:]}" for cut in (0, 1, 2))]
