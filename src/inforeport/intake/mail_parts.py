"""The parts of a message, one by one, and which messages are not cut into parts at all.

What a part says of its own size or encoding is not believed; how deep and how many they are is
bounded while they are cut, and nothing is copied but what is read.
"""

from binascii import Error as Base64Error
from binascii import a2b_base64, a2b_qp
from collections.abc import Iterator
from email.message import Message

from msgspec import Struct

from inforeport.errors import FileUnreadable
from inforeport.intake import mail_header as header
from inforeport.words import message as sentence

_DEEP = 20  # parts inside each other
_PARTS = 300
_HEAD = 200_000  # bytes of all fields of a part
_SMALL = 8_000  # bytes of a picture that shows nothing that happened
_BLANKS = b" \t\r\n"
_END = b"\r\n"
_TEXTS = ("text/plain", "text/html")
_LONG = sentence("its head is far too long")
_MANY = sentence("it has far too many parts")
_TORN = sentence("its parts cannot be told from each other, or its end is missing")


class Whole(Struct, frozen=True):
    """A message, or a part of one: its fields, what stands below them, the parts in that."""

    head: Message
    body: bytes
    inside: tuple["Whole", ...] = ()


class Part(Struct, frozen=True):
    """A part that holds something: its bytes, none where they are damaged; a message is one too."""

    type: str
    name: str
    content: bytes | None
    charset: str = ""
    is_file: bool = False
    is_shown: bool = False
    inner: Whole | None = None

    @property
    def is_decoration(self) -> bool:
        """Whether it is a small picture that stands in the text: a sign, a smile."""
        small = len(self.content or b"") < _SMALL
        return small and self.is_shown and self.type.startswith("image/")

    @property
    def text(self) -> str:
        """What it says, in the encoding in which it can only be."""
        return header.in_charset(self.content or b"", self.charset)


def cut(content: bytes, file: str) -> Whole:
    """The message with its parts, of which none is missing. Raises `FileUnreadable`."""
    return _Cutting(file).whole(content, 0, len(content), 0)


class _Cutting:
    """A message while it is cut; places are those of its bytes."""

    def __init__(self, file: str) -> None:
        self._file, self._count = file, 0

    def whole(self, content: bytes, start: int, end: int, deep: int) -> Whole:
        """The part that lies there, with those in it."""
        self._count += 1
        if deep > _DEEP or self._count > _PARTS:
            raise FileUnreadable(file=self._file, why=_MANY)
        below = _body(content, start, end)
        if below - start > _HEAD:
            raise FileUnreadable(file=self._file, why=_LONG)
        head = header.fields(content[start:below])
        content_type = head.get_content_type()
        if content_type.startswith("multipart/"):
            places = self._between(content, below, end, head)
            inside = [self.whole(content, at, to, deep + 1) for at, to in places]
            return Whole(head, b"", tuple(inside))
        whole = Whole(head, content[below:end])
        if content_type == "message/rfc822":
            inner = decoded(whole) or b""
            return Whole(head, b"", (self.whole(inner, 0, len(inner), deep + 1),))
        return whole

    def _between(
        self, content: bytes, start: int, end: int, head: Message
    ) -> Iterator[tuple[int, int]]:
        """Where each part begins and ends: between lines that are the boundary alone."""
        mark = b"--" + str(head.get_param("boundary") or "").encode()
        at = content.find(mark, start, end) if mark != b"--" else -1
        begun = -1
        while at >= 0:
            line = content.find(_END, at, end)
            line = end if line < 0 else line
            rest = content[at + len(mark) : line].strip()
            if rest in {b"", b"--"} and (at == start or content[at - 1 : at] == b"\n"):
                if begun >= 0:
                    yield begun, max(begun, at - len(_END))
                begun = min(line + len(_END), end)
                if rest:
                    return
            at = content.find(mark, at + len(mark), end)
        raise FileUnreadable(file=self._file, why=_TORN)


def _body(content: bytes, start: int, end: int) -> int:
    """Where the fields of a part end, and what it holds begins."""
    if content.startswith(_END, start, end):
        return start + len(_END)
    at = content.find(_END + _END, start, end)
    return end if at < 0 else at + 2 * len(_END)


def parts(whole: Whole) -> Iterator[Part]:
    """What a message holds, in its order; of a text that is there in two forms the plainer one."""
    content_type = whole.head.get_content_type()
    if content_type == "message/rfc822":
        yield Part(
            content_type, header.filename(whole.head), None, is_file=True, inner=whole.inside[0]
        )
    elif content_type == "multipart/alternative" and whole.inside:
        yield from parts(_plainest(whole.inside))
    elif content_type.startswith("multipart/"):
        for one in whole.inside:
            yield from parts(one)
    else:
        yield _leaf(whole, content_type)


def _plainest(forms: tuple[Whole, ...]) -> Whole:
    """Of several forms of one text the first that says something, with what belongs to it."""
    plain = (one for one in forms if one.head.get_content_type() == _TEXTS[0])
    says = (one for one in plain if _leaf(one, _TEXTS[0]).text.strip())
    return next(says, forms[-1])


def _leaf(part: Whole, content_type: str) -> Part:
    name = header.filename(part.head)
    attached = part.head.get_content_disposition() == "attachment"
    return Part(
        type=content_type,
        name=name,
        content=decoded(part),
        charset=str(part.head.get_param("charset") or ""),
        is_shown=not attached and "content-id" in part.head,
        is_file=attached or bool(name) or content_type not in _TEXTS,
    )


def decoded(part: Whole) -> bytes | None:
    """The bytes of a part; none where they cannot be what was sent."""
    encoding = str(part.head.get("content-transfer-encoding", "")).strip().lower()
    if encoding == "quoted-printable":
        return a2b_qp(part.body)
    if encoding != "base64":
        return part.body
    written = part.body.translate(None, _BLANKS)
    try:
        return a2b_base64(written + b"=" * (-len(written) % 4), strict_mode=True)
    except Base64Error:
        return None
