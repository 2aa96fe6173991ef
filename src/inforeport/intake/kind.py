"""What a file is, by its first bytes: a name says what somebody called it, not what is in it.

Only where the bytes are plain text does the name decide whether they are a table.
"""

import io
import re
from enum import StrEnum
from pathlib import PurePath
from zipfile import BadZipFile, ZipFile


class Kind(StrEnum):
    """What comes in; its word is what a letter keeps of it."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    HTML = "html"
    CSV = "csv"
    TEXT = "text"
    DOCX = "docx"
    DOC = "doc"
    RTF = "rtf"
    ZIP = "zip"
    MAIL = "mail"
    MBOX = "mbox"
    LOCKED = "locked"
    UNKNOWN = "unknown"


_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PARTS = {
    "xl/workbook.xml": Kind.XLSX,
    "word/document.xml": Kind.DOCX,
}
_ODS = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
_STREAMS = {
    "EncryptedPackage": Kind.LOCKED,
    "WordDocument": Kind.DOC,
    "Workbook": Kind.XLS,
    "Book": Kind.XLS,
}
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
_FOREIGN = (b"SQLite format 3\0", b"%PDF", b"Rar!", b"7z\xbc\xaf", *_PICTURES)
_MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|meta|table|body|style)\b", re.IGNORECASE
)
_FIELD = re.compile(rb"([!-9;-~]+):")
_OF_MAIL = {
    *(b"return-path", b"received", b"delivered-to", b"message-id", b"mime-version", b"date"),
    *(b"from", b"to", b"cc", b"subject", b"content-type", b"dkim-signature", b"reply-to"),
}
_FROM = re.compile(rb"From .*\d\d:\d\d.*\r?\n[!-9;-~]+:")
_TABLES = {".csv", ".tsv", ".tab", ".xls", ".xlsx", ".et"}
_FIRST = 4096  # bytes that are looked at for what is plain text
_HEAD = 16_384  # bytes that are looked at for what begins a message


def kind(content: bytes, name: str) -> Kind:
    """What the bytes are; `name` tells a table from a text, and nothing else.

    >>> kind(b"a,b", "list.csv"), kind(b"a,b", "news.txt"), kind(b"%PDF-1.4", "list.csv")
    (<Kind.CSV: 'csv'>, <Kind.TEXT: 'text'>, <Kind.UNKNOWN: 'unknown'>)
    """
    if content.startswith(_ZIP):
        return _in_zip(content)
    if content.startswith(_OLE):
        return _in_ole(content)
    if content.startswith(_FOREIGN):
        return Kind.UNKNOWN
    if content.lstrip().startswith(b"{\\rtf"):
        return Kind.RTF
    if _MARKUP.match(content):
        return Kind.HTML
    if _FROM.match(content):
        return Kind.MBOX
    if is_message(content):
        return Kind.MAIL
    return _plain(content, PurePath(name).suffix.lower())


def is_picture(content: bytes) -> bool:
    """Whether the bytes are a picture's."""
    return content.startswith(_PICTURES)


def _in_zip(content: bytes) -> Kind:
    """What a package is by the parts it has; one that is damaged, by those it speaks of."""
    if content[30:].startswith(_ODS):
        return Kind.ODS
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            names = {*archive.namelist()}
    except (BadZipFile, ValueError, NotImplementedError):
        names = {part for part in _PARTS if part.encode() in content}
        return next((_PARTS[part] for part in names), Kind.UNKNOWN)
    return next((kind for part, kind in _PARTS.items() if part in names), Kind.ZIP)


def _in_ole(content: bytes) -> Kind:
    """What an old Office file is by the names of its streams, which lie in units of 128 bytes."""
    for name, kind in _STREAMS.items():
        entry = name.encode("utf-16-le") + b"\0\0"
        at = content.find(entry, 512)
        while at >= 0:
            if at % 128 == 0 and content[at + 64 : at + 66] == len(entry).to_bytes(2, "little"):
                return kind
            at = content.find(entry, at + 1)
    return Kind.UNKNOWN


def is_message(content: bytes) -> bool:
    """Whether the first lines are fields of a message, two of them such as every message has."""
    fields = set()
    if not _FIELD.match(content):
        return False
    for line in content[:_HEAD].splitlines():
        field = _FIELD.match(line)
        if field:
            fields.add(field[1].lower())
        elif not line[:1].isspace() or not fields:
            break
    return len(fields & _OF_MAIL) > 1


def _plain(content: bytes, ending: str) -> Kind:
    """A table where its ending says so, or where its first lines are divided by tabs alike."""
    if not content and ending in {".xls", ".xlsx", ".et"}:
        return Kind.UNKNOWN
    if ending in _TABLES:
        return Kind.CSV
    lines = content[:_FIRST].splitlines()[:3]
    tabs = {line.count(b"\t") for line in lines if line.strip()}
    return Kind.CSV if len(lines) > 1 and len(tabs) == 1 and tabs != {0} else Kind.TEXT
