"""What lies in a folder, a zip or a mailbox, one by one, and what is not looked at and why.

Only ordinary files are opened: no link is followed, no pipe waited for, and a file that somebody
still writes is left for the next time. The name of a file in a zip is text, and never a path.
"""

import io
import os
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from zipfile import ZipFile, ZipInfo

from msgspec import Struct

from inforeport.errors import FileMissing, FileUnreadable, reason
from inforeport.files.package import DAMAGED
from inforeport.intake.kind import Kind, kind
from inforeport.model import Problem
from inforeport.text import one_line
from inforeport.words import Text, message

LARGEST = 50
"""The largest file that is read, in megabytes."""

_MB = 1_000_000
_MOST = 2_000  # files in a zip
_UNPACKED = 500 * _MB  # what a zip may come to, with those inside it
_DEEP = 2  # zips inside each other
_UTF8, _ENCRYPTED = 0x800, 1  # bits of an entry's flags
_LEFT_BEHIND = {"thumbs.db", "desktop.ini", "__macosx"}
_OURS = (".db", ".db-journal", ".db.sha256")  # a ledger and its copies, beside what came in
"""What programs leave beside people's files; hidden files and those of Word's locks too."""


_OF_MAILDIR = {"cur", "new"}
"""Where the messages of a Maildir lie; in `tmp` they are still being written."""
_FIRST = 16_384  # bytes by which a mailbox is told
_GROWS = message("it is still being written; it is read the next time")


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
    elif path.name.startswith("~$"):
        yield _passed(path.name, message("it is what an open document leaves beside it"))
    else:
        yield from _read(path, path.name, at)


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
        is_mailbox = {"cur", "new"} <= {path.name for path, _ in listed}
        for path, at in listed:
            if _is_left_behind(path.name) or (is_mailbox and path.name not in _OF_MAILDIR):
                continue
            if stat.S_ISDIR(at.st_mode):
                inside.append(path)
            else:
                yield from _read(path, _below(path, top), at)
        folders += reversed(inside)


def _below(path: Path, top: Path) -> str:
    return path.relative_to(top.parent).as_posix()


def _read(path: Path, name: str, at: os.stat_result) -> Iterator[Item | Problem]:
    """A file that is still what it was when it was listed; of a mailbox, its messages."""
    why = unreadable(at)
    if why and why != _too_large():
        yield _passed(name, why)
        return
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            if is_mailbox(file):
                yield from _messages(file, name, at)
            else:
                yield _whole(file, name, at, why)
    except OSError as error:
        yield _passed(name, reason(error))


def _whole(file: BinaryIO, name: str, at: os.stat_result, why: Text | None) -> Item | Problem:
    content = b"" if why else file.read()
    if why or _grows(file, at) or len(content) != at.st_size:
        return _passed(name, why or _GROWS)
    return Item(one_line(name), content)


def is_mailbox(file: BinaryIO) -> bool:
    """Whether a file holds messages one behind the other."""
    begun = file.read(_FIRST)
    file.seek(0)
    return kind(begun, "") is Kind.MBOX


def _messages(file: BinaryIO, name: str, at: os.stat_result) -> Iterator[Item | Problem]:
    """Each message of a mailbox; the last only where nobody writes on."""
    last: Item | Problem | None = None
    for mail in in_mailbox(file, name):
        if last:
            yield last
        last = mail
    if last:
        yield (
            _passed(last.name if isinstance(last, Item) else last.place, _GROWS)
            if _grows(file, at)
            else last
        )


def in_mailbox(file: BinaryIO, name: str) -> Iterator[Item | Problem]:
    """Each message of a mailbox, called by its place there."""
    from inforeport.intake import mbox

    for number, content in enumerate(mbox.messages(file, LARGEST * _MB), 1):
        place = one_line(f"{name}/{number}")
        yield _passed(place, _too_large()) if content is None else Item(place, content)


def _grows(file: BinaryIO, at: os.stat_result) -> bool:
    """Whether somebody has written into a file since it was listed."""
    return _state(os.fstat(file.fileno())) != _state(at)


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
        return _too_large()
    return None


def _too_large() -> Text:
    return message("it is larger than {n} MB", n=LARGEST)


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
    is_hidden = name.startswith((".", "~"))
    return is_hidden or name.lower() in _LEFT_BEHIND or name.lower().endswith(_OURS)


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


def flat(
    found: Iterator[Item | Problem], budget: Budget | None = None, deep: int = 0
) -> Iterator[Item | Problem]:
    """The files, those in zips and mailboxes in the place of these."""
    for item in found:
        item_kind = kind(item.content, item.name) if isinstance(item, Item) else None
        if isinstance(item, Problem) or item_kind not in {Kind.ZIP, Kind.MBOX}:
            yield item
        elif deep == _DEEP:
            yield Problem(item.name, "not-read", message("it is a zip in a zip in a zip"))
        elif item_kind is Kind.MBOX:
            yield from in_mailbox(io.BytesIO(item.content), item.name)
        else:
            inner = Budget() if budget is None else budget
            yield from flat(unzipped(item, inner), inner, deep + 1)
