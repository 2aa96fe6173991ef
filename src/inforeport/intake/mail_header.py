"""The fields of a message, read as their writer meant them, whatever he called his encoding.

Chinese programs write GBK and call it gb2312, write it raw, or cut an encoded word in the middle
of a character. So bytes come first here, and names of encodings last.
"""

import re
from binascii import Error as Base64Error
from binascii import a2b_base64, a2b_qp
from collections.abc import Iterator
from datetime import datetime
from email._policybase import Compat32
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from itertools import groupby
from typing import NamedTuple

from inforeport.text import one_line

_WORD = re.compile(r"=\?([^?\s]+)\?([BbQq])\?([^?]*)\?=")
_CLAIMED = {
    *("gb2312", "gbk", "cp936", "gb18030", "gb_2312-80", "x-gbk", "euc-cn"),
    *("", "us-ascii", "ascii", "unknown-8bit", "iso-8859-1", "x-unknown"),
}
"""What is written where nobody looked: any of them may be GBK or UTF-8."""
_THIN = "\u0800"  # below it a character takes two bytes of UTF-8, as one does in GBK
_TRACED = re.compile(r".*;\s*(.+)", re.DOTALL)


class Sender(NamedTuple):
    """Who sent a message: how he calls himself, and his mailbox."""

    name: str
    address: str

    def __str__(self) -> str:
        both = self.name and self.address
        return f"{self.name} <{self.address}>" if both else self.name or self.address


class _AsMeant(Compat32):
    """The standard library's oldest manner, without its own ideas of what is no ASCII."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        del name
        return value


_MANNER = _AsMeant()


def fields(head: bytes) -> Message:
    """The fields at the head of a message or a part; lines that are none are passed over."""
    message = Message(policy=_MANNER)
    for line in re.sub(rb"\r\n[ \t]+", b" ", head).split(b"\r\n"):
        name, colon, value = line.partition(b":")
        if colon and name.isascii():
            message.set_raw(name.decode().strip(), unguessed(value).strip())
    return message


def unguessed(written: bytes) -> str:
    """Bytes of which nobody says what they are: UTF-8 where they can be nothing else, or GBK.

    >>> unguessed("甲社区".encode("gbk")), unguessed("甲社区".encode())
    ('甲社区', '甲社区')
    """
    try:
        text = written.decode("utf-8")
    except UnicodeDecodeError:
        return written.decode("gb18030", "replace")
    if text.isascii() or max(text) >= _THIN:
        return text
    try:
        return written.decode("gb18030")
    except UnicodeDecodeError:
        return text


def in_charset(written: bytes, charset: str) -> str:
    """Bytes in the encoding that they are said to be in; where they are not, as `unguessed`."""
    charset = charset.strip("'\" ").lower()
    if charset in _CLAIMED:
        return unguessed(written)
    try:
        return written.decode(charset)
    except (LookupError, ValueError):
        return unguessed(written)


def text(value: str) -> str:
    """What a field says, on one line, its encoded words read.

    Those that stand beside each other are joined before they are: a character may lie in two.

    >>> text("=?gb2312?B?vNc=?= =?gb2312?B?yefH+A==?= =?utf-8?q?_1?=")
    '甲社区 1'
    """
    value = re.sub(r"\r?\n[ \t]*", " ", value)
    value = re.sub(r"(\?=)\s+(=\?)", r"\1\2", value)
    return one_line("".join(_read(value)))


def _read(value: str) -> Iterator[str]:
    at = 0
    words: list[tuple[str, bytes]] = []
    for word in _WORD.finditer(value):
        if word.start() > at:
            yield from _joined(words)
            words = []
            yield value[at : word.start()]
        words.append((word[1].partition("*")[0].lower(), _bytes(word)))
        at = word.end()
    yield from _joined(words)
    yield value[at:]


def _joined(words: list[tuple[str, bytes]]) -> Iterator[str]:
    for charset, some in groupby(words, key=lambda word: word[0]):
        yield in_charset(b"".join(part for _, part in some), charset)


def _bytes(word: re.Match[str]) -> bytes:
    written = word[3].encode()
    if word[2] in "Qq":
        return a2b_qp(written, header=True)
    try:
        return a2b_base64(written + b"=" * (-len(written) % 4))
    except Base64Error:
        return word[0].encode()


def field(message: Message, name: str) -> str:
    """What a field says, empty where there is none."""
    return text(str(message.get(name, "")))


def filename(part: Message) -> str:
    """How a part is called, empty where it is not."""
    for header, name in (("content-disposition", "filename"), ("content-type", "name")):
        given = part.get_param(name, header=header)
        if isinstance(given, tuple):  # by RFC 2231, with its encoding
            charset, _, value = given
            return one_line(in_charset(value.encode("latin-1", "replace"), charset or ""))
        if given:
            return text(given)
    return ""


def sender(message: Message) -> Sender | None:
    """Who sent it, by its first address."""
    for name in ("From", "Sender"):
        if found := addressed(field(message, name)):
            return found
    return None


def addressed(written: str) -> Sender | None:
    """The first address that is written there, with the name beside it."""
    for name, address in getaddresses([written]):
        if "@" in address:
            return Sender(name.strip("'\" "), address.lower())
    return None


def traced(message: Message) -> datetime | None:
    """When the office's own server took it: the trace that stands on top, which it put there."""
    newest = message.get("Received", "")
    match = _TRACED.fullmatch(str(newest))
    return _moment(match[1]) if match else None


def dated(message: Message) -> datetime | None:
    """When its writer says that he wrote it."""
    return _moment(str(message.get("Date", "")))


def _moment(written: str) -> datetime | None:
    """A moment that tells its zone; none for any other."""
    try:
        moment = parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo and 1970 < moment.year < 2100 else None  # noqa: PLR2004
