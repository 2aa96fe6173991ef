"""What lies in a folder or a zip, file by file, and what of it is not looked at and why.

Only ordinary files are opened: no link is followed, no pipe waited for, and a file that somebody
still writes is left for the next time. The name of a file in a zip is text, and never a path.
"""

import io
import os
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from zipfile import ZipFile, ZipInfo

from msgspec import Struct

from inforeport.errors import FileMissing, FileUnreadable, reason
from inforeport.files.package import DAMAGED
from inforeport.model import Problem
from inforeport.text import one_line
from inforeport.words import Text, message

LARGEST = 50
"""The largest file that is read, in megabytes."""

_MB = 1_000_000
_MOST = 2_000  # files in a zip
_UNPACKED = 500 * _MB  # what a zip may come to, with those inside it
_UTF8, _ENCRYPTED = 0x800, 1  # bits of an entry's flags
_LEFT_BEHIND = {"thumbs.db", "desktop.ini", "__macosx"}
"""What programs leave beside people's files; hidden files and those of Word's locks too."""


class Item(Struct, frozen=True):
    """A file as it lies there: its name from the folder or zip on, and its bytes."""

    name: str
    content: bytes


def items(path: Path) -> Iterator[Item | Problem]:
    """Each file of a folder, or the one file, in the order of their names.

    What is passed over is a `Problem` with the reason; hidden files are not spoken of. Raises
    `FileMissing`.
    """
    try:
        at = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        raise FileMissing(file=one_line(str(path))) from None
    except OSError as error:
        yield _passed(path.name, reason(error))
        return
    if stat.S_ISDIR(at.st_mode):
        yield from _in_folder(path)
    else:
        yield _read(path, path.name, at)


def _in_folder(top: Path) -> Iterator[Item | Problem]:
    folders = [top]
    while folders:
        folder = folders.pop()
        inside: list[Path] = []
        try:
            listed = [(one, one.lstat()) for one in sorted(folder.iterdir())]
        except OSError as error:
            yield _passed(_below(folder, top), reason(error))
            continue
        for path, at in listed:
            if _is_left_behind(path.name):
                continue
            if stat.S_ISDIR(at.st_mode):
                inside.append(path)
            else:
                yield _read(path, _below(path, top), at)
        folders += reversed(inside)


def _below(path: Path, top: Path) -> str:
    return path.relative_to(top.parent).as_posix()


def _read(path: Path, name: str, at: os.stat_result) -> Item | Problem:
    """A file that is still what it was when it was listed."""
    why = unreadable(at)
    if why:
        return _passed(name, why)
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            content = file.read()
            now = os.fstat(handle)
    except OSError as error:
        return _passed(name, reason(error))
    if _state(now) != _state(at) or len(content) != at.st_size:
        return _passed(name, message("it is still being written; it is read the next time"))
    return Item(one_line(name), content)


def _state(at: os.stat_result) -> tuple[int, int, int]:
    return at.st_ino, at.st_size, at.st_mtime_ns


def unreadable(at: os.stat_result) -> Text | None:
    """Why a file is not opened, by what it is; none for an ordinary one."""
    if stat.S_ISDIR(at.st_mode):
        return message("it is a folder")
    if stat.S_ISLNK(at.st_mode):
        return message("it is a link; only what lies in the folder itself is read")
    if not stat.S_ISREG(at.st_mode):
        return message("it is no ordinary file")
    if at.st_size > LARGEST * _MB:
        return message("it is larger than {n} MB", n=LARGEST)
    return None


def content_of(path: Path) -> bytes:
    """The bytes of a file. Raises `FileMissing`, `FileUnreadable`."""
    file = one_line(str(path))
    try:
        # asked before opening: to open a pipe is to wait for whoever writes into it
        why = unreadable(path.stat())
        if why:
            raise FileUnreadable(file=file, why=why)
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise FileMissing(file=file) from None
    except OSError as error:
        raise FileUnreadable(file=file, why=reason(error)) from None


def _passed(name: str, why: Text) -> Problem:
    return Problem(one_line(name), "not-read", why)


def _is_left_behind(name: str) -> bool:
    return name.startswith((".", "~")) or name.lower() in _LEFT_BEHIND


class Budget:
    """How much may still be unpacked of one zip and of those inside it."""

    def __init__(self) -> None:
        self.left = _UNPACKED

    def takes(self, size: int) -> bool:
        """Whether so many bytes fit; if so they are taken."""
        fits = size <= self.left
        self.left -= size if fits else 0
        return fits


def unzipped(item: Item, budget: Budget) -> Iterator[Item | Problem]:
    """Each file of a zip, in the order of their names."""
    try:
        with ZipFile(io.BytesIO(item.content)) as archive:
            entries = [one for one in archive.infolist() if not one.is_dir()]
            if len(entries) > _MOST:
                yield _passed(item.name, message("it holds more than {n} files", n=_MOST))
                return
            for entry in sorted(entries, key=_entry_name):
                name = _entry_name(entry)
                if not any(map(_is_left_behind, PurePosixPath(name).parts)):
                    yield _unpacked(archive, entry, f"{item.name}/{name}", budget)
    except DAMAGED:
        yield _passed(item.name, message("it is no zip, or a damaged one"))


def _unpacked(archive: ZipFile, entry: ZipInfo, name: str, budget: Budget) -> Item | Problem:
    if entry.flag_bits & _ENCRYPTED:
        return _passed(name, message("it is locked with a password"))
    if entry.file_size > LARGEST * _MB or not budget.takes(entry.file_size):
        return _passed(name, message("it is too large, or would be when unpacked"))
    try:
        return Item(name, archive.read(entry))
    except DAMAGED:
        return _passed(name, message("it is damaged"))


def _entry_name(entry: ZipInfo) -> str:
    """The name in a zip: Windows writes GBK, telephones UTF-8, and neither always says so."""
    name = entry.orig_filename
    if not entry.flag_bits & _UTF8:
        written = name.encode("cp437")  # as which it was read
        try:
            name = written.decode("utf-8")
        except UnicodeDecodeError:
            name = written.decode("gb18030", "replace")
    parts = one_line(name.replace("\\", "/")).split("/")
    return "/".join(part for part in parts if part not in {"", ".", ".."})
