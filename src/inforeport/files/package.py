"""A Word file or a workbook from a stranger, judged before it is opened: sizes, names, types.

It reads nothing of what the file says.
"""

import io
import re
from collections.abc import Iterator
from struct import error as StructError  # noqa: N812  the library's name says nothing by itself
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812

from msgspec import Struct
from msgspec.structs import replace

from inforeport.words import Message, message

_MB = 1_000_000
_MAX_FILE = 50 * _MB
_MAX_ENTRIES = 2_000
_MAX_MEDIA = 30 * _MB  # a single part
_MAX_ALL = 150 * _MB
_MAX_RATIO = 200
_RATIO_FROM = 20 * _MB  # equal paragraphs pack well, and are honest
_ENCRYPTED = 1  # the bit of an entry's flags

_TYPES = "[Content_Types].xml"
_OFFICE = b"application/vnd.openxmlformats-officedocument."
_DOCTYPE = re.compile(b"!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E")  # in UTF-8 or UTF-16
_XML = (".xml", ".rels")

DAMAGED = (
    *(BadZipFile, LargeZipFile, ZlibError, StructError, EOFError, OSError),
    *(KeyError, ValueError, RuntimeError, NotImplementedError),
)
"""What unpacking a damaged file may raise."""


class Package(Struct, frozen=True):
    """A kind of package: the part that says its type, the type, how much XML it may have.

    `damaged`, `other` and `doctype` say what is wrong with one that is none.
    """

    part: str
    type: bytes
    most: int
    damaged: Message
    other: Message
    doctype: Message


WORD = Package(
    _TYPES,
    _OFFICE + b"wordprocessingml.document.main+xml",
    20 * _MB,  # a tree takes sixteen times its text
    message("not a Word file, or a damaged one"),
    message("it is no plain Word document (.docx), or holds macros"),
    message("it holds a DOCTYPE, which no Word file does"),
)
WORKBOOK = Package(
    _TYPES,
    _OFFICE + b"spreadsheetml.sheet.main+xml",
    80 * _MB,
    message("not a workbook, or a damaged one"),
    message("it is no plain workbook (.xlsx), or holds macros"),
    message("it holds a DOCTYPE, which no workbook does"),
)
OPEN_WORKBOOK = replace(
    WORKBOOK,
    part="mimetype",
    type=b"application/vnd.oasis.opendocument.spreadsheet",
    other=message("it is no plain workbook (.ods), or holds macros"),
)


class UnusablePackageError(Exception):
    """A file that is not opened; `reason` is a sentence for the reader."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


def check(content: bytes, package: Package = WORD) -> None:
    """See that a file may be opened; raises `UnusablePackageError` with the reason."""
    texts(content, package)


def texts(content: bytes, package: Package = WORD) -> dict[str, bytes]:
    """The XML parts of a file that may be opened, by their names. Raises as `check` does."""
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            reason = next(_faults(content, archive, package), None)
            parts = {} if reason else _texts(archive)
    except DAMAGED as error:
        raise UnusablePackageError(package.damaged) from error
    if not reason and any(map(_DOCTYPE.search, parts.values())):
        reason = package.doctype
    if reason:
        raise UnusablePackageError(reason)
    return parts


def _texts(archive: ZipFile) -> dict[str, bytes]:
    names = [name for name in archive.namelist() if name.endswith(_XML)]
    return {name: archive.read(name) for name in names}


def _faults(content: bytes, archive: ZipFile, package: Package) -> Iterator[Message]:
    """What is wrong to see before anything is unpacked, which could be too large."""
    entries = archive.infolist()
    yield from _too_large(len(content), entries, package.most)
    names = [entry.filename for entry in entries]
    if len({*names}) < len(names) or any(map(_leads_out, names)):
        yield message("its parts are named as no honest file names them")
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        yield message("it is locked with a password")
    if package.type not in archive.read(package.part) or any(map(_is_macro, names)):
        yield package.other


def _too_large(size: int, entries: list[ZipInfo], most: int) -> Iterator[Message]:
    whole = sum(entry.file_size for entry in entries)
    texts = sum(entry.file_size for entry in entries if entry.filename.endswith(_XML))
    largest = max((entry.file_size for entry in entries), default=0)
    if (
        size > _MAX_FILE
        or len(entries) > _MAX_ENTRIES
        or (texts > most or largest > _MAX_MEDIA or whole > _MAX_ALL)
        or (whole > _RATIO_FROM and whole > _MAX_RATIO * size)
    ):
        yield message("it is too large, or would be when unpacked")


def _leads_out(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return not parts[0] or ".." in parts


def _is_macro(name: str) -> bool:
    return name.rpartition("/")[2].lower() == "vbaproject.bin"
