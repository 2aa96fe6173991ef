"""Mails as files (.eml): a text, and what goes with it, as QQ, 163 and Outlook read it.

Written by hand, for the standard library names files by RFC 2231 alone, which QQ shows as
`tcmime.1771.bin`: here the name stands beside the type in the older form of RFC 2047 as well.
The same mail is the same bytes.
"""

import re
from base64 import b64encode
from collections.abc import Iterable, Sequence
from datetime import datetime
from email.utils import format_datetime
from hashlib import sha256
from urllib.parse import quote

from msgspec import Struct

from inforeport.documents.page import Page
from inforeport.render import word
from inforeport.render.text import paper_text, shown
from inforeport.text import one_line

_CHARACTERS = 10  # of an encoded word: 40 bytes at most, 77 signs with its head before it
_LINE = 76
_BYTES = 48  # of a part of a file's name
_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_ADDRESS = re.compile(r"[!-;=?A-~]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")


class Attached(Struct, frozen=True):
    """A file that goes with a mail."""

    name: str
    content: bytes


class Mail(Struct, frozen=True, kw_only=True):
    """A mail; what has no `sent` is a draft, which mail programs open to be sent."""

    subject: str
    body: str
    files: Sequence[Attached] = ()
    sender: tuple[str, str] | None = None
    to: tuple[str, str] | None = None
    number: str = ""
    sent: datetime | None = None


def draw(page: Page, language: str) -> bytes:
    """A paper as a draft of a mail: its name, whose it is, and the Word file beside."""
    title = one_line(paper_text(page.title, language))
    signed = (one_line(page.issuer), paper_text(page.day, language))
    body = "\n".join([f"现将《{title}》发给你们，见附件。", "", *filter(None, signed)])
    name = re.sub(r'[\\/:*?"<>|]', "_", title) or "附件"
    attached = Attached(f"{name}.docx", word.draw(page, language))
    return composed(Mail(subject=shown(title, language), body=body, files=(attached,)))


def composed(mail: Mail) -> bytes:
    """The bytes of a mail."""
    boundary = f"=_{_digest(mail)[:32]}"
    heads = [
        *([f"From: {_person(*mail.sender)}"] if mail.sender else []),
        *([f"To: {_person(*mail.to)}"] if mail.to else []),
        f"Subject: {_words(one_line(mail.subject))}",
        f"Date: {format_datetime(mail.sent)}" if mail.sent else "X-Unsent: 1",
        *([f"Message-ID: {_number(mail)}"] if mail.number and mail.sender else []),
        "MIME-Version: 1.0",
        f'Content-Type: multipart/mixed; boundary="{boundary}"',
    ]
    parts = [_text(mail.body), *map(_file, mail.files)]
    lines = [*heads, "", *(line for part in parts for line in (f"--{boundary}", *part))]
    return "\r\n".join([*lines, f"--{boundary}--", ""]).encode("ascii")


def is_address(text: str) -> bool:
    """Whether a mail can go to a mailbox that is written so."""
    return bool(_ADDRESS.fullmatch(text))


def _digest(mail: Mail) -> str:
    said = (mail.subject, mail.body, mail.number, *(one.name for one in mail.files))
    return sha256("\0".join(said).encode()).hexdigest()


def _number(mail: Mail) -> str:
    """The number of a mail, the same however often it is sent."""
    _, address = mail.sender or ("", "")
    return f"<{mail.number}.{_digest(mail)[:32]}@{address.rpartition('@')[2]}>"


def _person(name: str, address: str) -> str:
    """A mailbox with the name of whose it is; never what would begin another head."""
    if not is_address(address):
        raise ValueError(address)
    return f"{_words(one_line(name))}\r\n <{address}>" if one_line(name) else address


def _words(text: str) -> str:
    """A text as a head bears it: encoded words, none cut inside a character."""
    pieces = (text[at : at + _CHARACTERS] for at in range(0, len(text), _CHARACTERS))
    return "\r\n ".join(f"=?utf-8?B?{b64encode(one.encode()).decode()}?=" for one in pieces)


def _text(body: str) -> Iterable[str]:
    yield "Content-Type: text/plain; charset=utf-8"
    yield from _content("\r\n".join([*body.splitlines(), ""]).encode())


def _file(file: Attached) -> Iterable[str]:
    name = one_line(file.name)
    kind = _TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")
    yield f'Content-Type: {kind};\r\n name="{_words(name)}"'
    yield f"Content-Disposition: attachment;\r\n {_parts_of_name(name)}"
    yield from _content(file.content)


def _parts_of_name(name: str) -> str:
    """The name of a file by RFC 2231, in as many parts as its lines need."""
    whole = quote(name, safe="")
    cuts = re.findall(rf"(?:%[0-9A-F]{{2}}|.){{1,{_BYTES // 3}}}", whole)
    if len(cuts) == 1:
        return f"filename*=utf-8''{whole}"
    first, *others = cuts
    more = [f"filename*{at}*={one}" for at, one in enumerate(others, 1)]
    return ";\r\n ".join([f"filename*0*=utf-8''{first}", *more])


def _content(content: bytes) -> Iterable[str]:
    """The rest of a part: how it is written, and itself."""
    yield "Content-Transfer-Encoding: base64"
    yield ""
    encoded = b64encode(content).decode()
    yield from (encoded[at : at + _LINE] for at in range(0, len(encoded), _LINE))
