r"""Personal contacts in running text: mobile numbers, mailboxes, identity numbers, and their place.

It judges nothing: eleven digits may be an amount, so what is found is to be looked at by people.
An office's own line, such as 0716-8133360, is no personal contact and is not looked for.
"""

import re
from collections.abc import Container, Iterator
from functools import cache
from typing import Literal
from unicodedata import normalize

from msgspec import Struct

Kind = Literal["mobile", "email", "identity"]

# Between the groups of a number people leave a space, a dash or a dot; never the end of a line.
_GAP = r"[ .\-‐‑–—−]{0,3}"
_SHORTEST = len("a@b.c")
_PATTERNS: dict[Kind, str] = {
    # no amount of money, which is told by what follows, and no piece of a longer number
    "mobile": (
        rf"(?<!\d)(?:(?:\+|00)?86{_GAP}|0)?"
        rf"(?P<main>1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}|1 [3-9](?: \d){{9}})"
        r"(?!\d)(?! ?[元万亿])"
    ),
    # possessive, so that a text of nothing but letters is read once
    "email": (
        r"(?<![\w.%+-])(?P<main>[A-Za-z0-9][A-Za-z0-9._%+-]*+ ?@ ?"
        r"[A-Za-z0-9][A-Za-z0-9-]*+(?:\.[A-Za-z0-9][A-Za-z0-9-]*+)++)"
    ),
    # six digits of the place, the day of birth, three digits and one to check
    "identity": (
        rf"(?<![\dA-Za-z])(?P<main>[1-9]\d{{5}}{_GAP}(?:18|19|20)\d\d"
        r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
        rf"{_GAP}\d{{3}}[\dXx])(?![\dA-Za-z])"
    ),
}


class Contact(Struct, frozen=True):
    """A personal contact in a text: what it is, how it is written there, and where.

    `text[start:end]` is it; `value` is the same without gaps and in plain figures.
    """

    kind: Kind
    value: str
    start: int
    end: int

    @property
    def masked(self) -> str:
        """As much of it as tells two apart and reaches nobody: 138****8000."""
        match self.kind:
            case "mobile":
                return f"{self.value[:3]}****{self.value[-4:]}"
            case "email":
                name, _, host = self.value.partition("@")
                return f"{name[0]}***@{host}"
            case "identity":
                return f"{self.value[:3]}{'*' * 14}{self.value[-1]}"


def covered(contact: str) -> str:
    """As much of a contact on file as a list tells of it: that there is one.

    >>> covered("13800138000")
    '13****'
    """
    return f"{contact[:2]}****"


def contacts_in(text: str) -> tuple[Contact, ...]:
    """The personal contacts in a text, in their order; full-width figures and gaps do not hide one.

    >>> [(one.kind, one.masked) for one in contacts_in("请联系１３８ 0013-8000或 a.b@example.cn")]
    [('mobile', '138****8000'), ('email', 'a***@example.cn')]
    >>> contacts_in("文号201300138000123，电话0716-8133360，共13800138000元")
    ()
    """
    if len(text) < _SHORTEST:
        return ()
    plain = "".join(map(_plain, text))
    kept: list[Contact] = []
    for contact in sorted(_matches(plain), key=lambda contact: (contact.start, -contact.end)):
        if not kept or contact.start >= kept[-1].end:  # the mailbox of a number is one contact
            kept.append(contact)
    return tuple(kept)


def redacted(text: str, spared: Container[str] = ()) -> str:
    """The text with its contacts masked, but for those whose values are `spared`.

    >>> redacted("联系人：甲，138 0013 8000。")
    '联系人：甲，138****8000。'
    """
    parts, after = [], 0
    for contact in contacts_in(text):
        if contact.value not in spared:
            parts += [text[after : contact.start], contact.masked]
            after = contact.end
    return "".join((*parts, text[after:]))


def _matches(plain: str) -> Iterator[Contact]:
    for kind, pattern in _PATTERNS.items():
        for hit in re.finditer(pattern, plain, re.ASCII):
            start, end = hit.span("main")
            value = hit["main"].replace(" ", "")
            if kind != "email":
                value = "".join(sign for sign in value if sign.isalnum()).upper()
            yield Contact(kind, value, start, end)


@cache
def _plain(sign: str) -> str:
    """The sign in its plain form, where that is one sign too: so places in the text stay true."""
    if sign.isascii():
        return sign
    plain = normalize("NFKC", sign)
    return plain if len(plain) == 1 else sign
