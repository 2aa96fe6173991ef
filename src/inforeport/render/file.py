"""A file written whole or not at all: another file of that name is kept unless told otherwise.

It knows no format.
"""

import errno
from pathlib import Path

from inforeport.disk import beside, fill, put, told


def write(path: Path, content: bytes, *, force: bool = False, mode: int = 0o666) -> None:
    """Put `content` at `path`, on the disk when it returns; `force` takes the place of a file.

    It has the rights of `mode` that the user's mask allows. Raises `OutputExists`,
    `OutputFolderMissing`, `OutputNotWritable` or `OutputNoSpace`; what stood at `path` is then
    untouched.
    """
    with told(path):
        if not path.parent.is_dir():
            raise FileNotFoundError(errno.ENOENT, "no such folder")
        if force and path.exists() and not path.is_file():
            raise OSError(errno.EISDIR if path.is_dir() else errno.EPERM, "not an ordinary file")
        with beside(path.parent, path.name) as made:
            fill(made, content, mode)
            put(made, path, force=force)
