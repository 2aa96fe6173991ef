"""The parts of a message, one by one, and which messages are not cut into parts at all.

What a part says of its own size or encoding is not believed; how deep and how many they are is
bounded before anything is read.
"""

import re
from binascii import Error as Base64Error
from binascii import a2b_base64
from collections.abc import Iterator
from email import errors as defects
from email.message import Message

from msgspec import Struct

from inforeport.errors import FileUnreadable
from inforeport.intake import mail_header as header
from inforeport.words import Text
from inforeport.words import message as sentence

_DEEP = 20  # parts inside each other
_PARTS = 300
_HEAD = 200_000  # bytes of all fields of a part
_INSIDE = re.compile(rb"boundary\s*=|^content-type:\s*message/", re.IGNORECASE | re.MULTILINE)
_HALF = (
    defects.CloseBoundaryNotFoundDefect,
    defects.StartBoundaryNotFoundDefect,
    defects.NoBoundaryInMultipartDefect,
    defects.MultipartInvariantViolationDefect,
)
_BASE64 = re.compile(r"[A-Za-z0-9+/\s]*=?\s*=?\s*")
_TEXTS = ("text/plain", "text/html")


class Part(Struct, frozen=True):
    """A part that holds something: its bytes, none where they are damaged; a message is one too."""

    type: str
    name: str
    content: bytes | None
    charset: str = ""
    is_file: bool = False
    inner: Message | None = None

    @property
    def text(self) -> str:
        """What it says, in the encoding in which it can only be."""
        return header.in_charset(self.content or b"", self.charset)


def cut(content: bytes, file: str) -> Message:
    """The message, of which nothing is missing. Raises `FileUnreadable`."""
    head = re.search(rb"\r?\n\r?\n", content)
    if (head.start() if head else len(content)) > _HEAD:
        raise FileUnreadable(file=file, why=_LONG)
    if sum(1 for _ in _INSIDE.finditer(content)) > _PARTS:
        raise FileUnreadable(file=file, why=_MANY)
    whole = header.message(content)
    why = next(_faults(whole), None)
    if why:
        raise FileUnreadable(file=file, why=why)
    return whole


_LONG = sentence("its head is far too long")
_MANY = sentence("it has far too many parts")


def _faults(whole: Message) -> Iterator[Text]:
    """What is wrong with its parts, looked at without going down into ourselves."""
    waiting = [(whole, 0)]
    count = 0
    while waiting:
        part, deep = waiting.pop()
        count += 1
        if deep > _DEEP or count > _PARTS:
            yield _MANY
            return
        if sum(len(str(value)) for _, value in part.raw_items()) > _HEAD:
            yield _LONG
        if any(isinstance(one, _HALF) for one in part.defects):
            yield sentence("its parts cannot be told from each other, or its end is missing")
        waiting += [(one, deep + 1) for one in header.inside(part)]


def parts(whole: Message) -> Iterator[Part]:
    """What a message holds, in its order; of a text that is there in two forms the plainer one."""
    waiting = [whole]
    while waiting:
        part = waiting.pop()
        its = part.get_content_type()
        inside = header.inside(part)
        if its == "message/rfc822" and inside:
            yield Part(its, header.filename(part), None, is_file=True, inner=inside[0])
        elif not part.is_multipart():
            yield _leaf(part, its)
        elif its == "multipart/alternative":
            waiting.append(_plainest(inside))
        else:
            waiting += reversed(inside)


def _plainest(forms: list[Message]) -> Message:
    """Of several forms of one text the first that says something, with what belongs to it."""
    plain = [one for one in forms if one.get_content_type() == _TEXTS[0]]
    says = (one for one in plain if _leaf(one, _TEXTS[0]).text.strip())
    return next(says, forms[-1] if forms else Message())


def _leaf(part: Message, its: str) -> Part:
    name = header.filename(part)
    attached = part.get_content_disposition() == "attachment"
    return Part(
        type=its,
        name=name,
        content=_content(part),
        charset=str(part.get_param("charset") or ""),
        is_file=attached or bool(name) or its not in _TEXTS,
    )


def _content(part: Message) -> bytes | None:
    """The bytes of a part; none where they cannot be what was sent."""
    if str(part.get("content-transfer-encoding", "")).strip().lower() != "base64":
        return part.get_payload(decode=True)  # type: ignore[return-value]
    written = str(part.get_payload())
    try:
        return a2b_base64(written) if _BASE64.fullmatch(written) else None
    except Base64Error:
        return None
