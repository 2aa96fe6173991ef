"""Messages as the mail programs of offices write them, byte by byte, for the tests of mail.

No library for mail is asked: what such a library would not write is what is wanted here.
"""

import base64
from collections.abc import Callable, Sequence
from typing import NamedTuple

Encoded = Callable[[str], bytes]
"""How a program writes a text into the head of a message."""

LINE = b"\r\n"
_CUT = 30  # bytes of an encoded word, which may end inside a character


def word(text: bytes, charset: str) -> bytes:
    """An encoded word."""
    return f"=?{charset}?B?".encode() + base64.b64encode(text) + b"?="


def by(charset: str, codec: str = "") -> Encoded:
    """One encoded word, in an encoding that may be called otherwise."""
    return lambda text: word(text.encode(codec or charset), charset)


def raw(codec: str) -> Encoded:
    """The bare bytes, as no standard allows."""
    return lambda text: text.encode(codec)


def split(charset: str, codec: str) -> Encoded:
    """Encoded words of so many bytes each, wherever a character ends."""

    def encoded(text: str) -> bytes:
        whole = text.encode(codec)
        some = (whole[at : at + _CUT] for at in range(0, len(whole), _CUT))
        return (LINE + b" ").join(word(one, charset) for one in some)

    return encoded


QQ, NETEASE, UTF8 = by("gb18030"), by("GBK"), by("utf-8")
CALLED_GB2312 = by("gb2312", "gbk")
RAW_GBK, RAW_UTF8 = raw("gbk"), raw("utf-8")
SPLIT = split("gb2312", "gbk")


class Part(NamedTuple):
    """A part of a message: its own fields, and what it holds."""

    fields: Sequence[bytes]
    content: bytes

    @property
    def whole(self) -> bytes:
        return LINE.join((*self.fields, b"", self.content))


def base64_lines(content: bytes) -> bytes:
    return base64.encodebytes(content).replace(b"\n", LINE).rstrip()


def text(said: str, codec: str = "gb18030", charset: str = "", kind: str = "plain") -> Part:
    """A part with text."""
    fields = (
        f"Content-Type: text/{kind}; charset={charset or codec}".encode(),
        b"Content-Transfer-Encoding: base64",
    )
    return Part(fields, base64_lines(said.encode(codec)))


def html(page: str) -> Part:
    return text(page, "utf-8", kind="html")


def file(name: str, content: bytes, encoded: Encoded = QQ, kind: str = "") -> Part:
    """A file, its name in quotes, in the manner of some program."""
    its = encoded(name)
    fields = (
        f"Content-Type: {kind or 'application/octet-stream'};".encode() + b' name="' + its + b'"',
        b"Content-Transfer-Encoding: base64",
        b'Content-Disposition: attachment; filename="' + its + b'"',
    )
    return Part(fields, base64_lines(content))


def by_rfc2231(name: str, content: bytes) -> Part:
    """A file whose name is written in percents, with its encoding, cut in two."""
    its = "".join(f"%{one:02X}" for one in name.encode())
    half = len(its) // 6 * 3
    fields = (
        b"Content-Type: application/octet-stream",
        b"Content-Transfer-Encoding: base64",
        f"Content-Disposition: attachment; filename*0*=UTF-8''{its[:half]};".encode(),
        f" filename*1*={its[half:]}".encode(),
    )
    return Part(fields, base64_lines(content))


def inside(message: bytes) -> Part:
    """A message that is sent on whole."""
    return Part((b"Content-Type: message/rfc822",), message)


def joined(kind: str, parts: Sequence[Part], boundary: str = "----=_Part_1") -> Part:
    """Parts as one."""
    mark = b"--" + boundary.encode()
    fields = (f'Content-Type: multipart/{kind}; boundary="{boundary}"'.encode(),)
    body = LINE.join(mark + LINE + part.whole for part in parts)
    return Part(fields, body + LINE + mark + b"--")


class Head(NamedTuple):
    """The head of a message; without `received` no server has seen it, without `date` no clock."""

    subject: str
    name: str = ""
    address: str = "somebody@example.org"
    received: str = ""
    date: str = ""
    number: str = "1"
    more: Sequence[bytes] = ()


def message(head: Head, body: Part, encoded: Encoded = QQ) -> bytes:
    """A message."""
    trace = f"Received: from mx (unknown [192.0.2.1]) by mail.example.cn; {head.received}"
    fields = [
        *([trace.encode()] if head.received else []),
        b"From: "
        + (encoded(head.name) + b" " if head.name else b"")
        + f"<{head.address}>".encode(),
        b"To: <office@example.cn>",
        b"Subject: " + encoded(head.subject),
        *([f"Date: {head.date}".encode()] if head.date else []),
        f"Message-ID: <{head.number}@example.org>".encode(),
        b"MIME-Version: 1.0",
        *head.more,
    ]
    return LINE.join((*fields, body.whole)) + LINE
