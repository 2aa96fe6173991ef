"""Bytes that came in, made a letter by the reader of what they are.

A reader is pure: bytes, a name and what was asked make a letter. It imports its library only when
it is called.
"""

from collections.abc import Callable, Mapping
from datetime import date

from msgspec import Struct

from inforeport.errors import FormatNotRead
from inforeport.intake.kind import Kind, kind
from inforeport.intake.layouts import Words
from inforeport.model.letters import Letter


class Asked(Struct, frozen=True, kw_only=True):
    """What a reader is told beside the bytes.

    `today` says which year a day without one is of; `words` are the scheme's, by what they are of;
    `learnt` is what was settled of lists before: by their shape, the key of each head. `encoding`
    is that of plain text, where it cannot be told. `fact` is the table of the only fact that is
    wanted; without it a list is what its head says.
    """

    today: date | None = None
    words: Mapping[str, Words] = {}
    learnt: Mapping[str, Mapping[str, str]] = {}
    encoding: str | None = None
    fact: str = ""


Reader = Callable[[bytes, str, Asked], Letter]


def _csv(content: bytes, name: str, asked: Asked) -> Letter:
    from inforeport.intake import csv_, list_

    listed = list_.listed(csv_.sheet(content, name, encoding=asked.encoding), name, asked.fact)
    return Letter(
        name=name,
        kind=Kind.CSV,
        content=content,
        pieces=listed.pieces,
        heads=listed.heads,
        passed=listed.passed,
    )


def _word(content: bytes, name: str, asked: Asked) -> Letter:
    from inforeport.intake import word

    return word.letter(content, name, asked.today)


def _text(content: bytes, name: str, asked: Asked) -> Letter:
    from inforeport.intake import paste

    return paste.letter(content, name, asked.today, asked.encoding)


def _old_word(content: bytes, name: str, asked: Asked) -> Letter:
    from inforeport.intake import convert, old_word

    return old_word.letter(convert.Old(name, kind(content, name), content), asked.today)


READERS: Mapping[Kind, Reader] = {
    Kind.CSV: _csv,
    Kind.DOCX: _word,
    Kind.DOC: _old_word,
    Kind.RTF: _old_word,
    Kind.TEXT: _text,
}

ENDINGS: Mapping[Kind, str] = {
    Kind.CSV: ".csv",
    Kind.DOCX: ".docx",
    Kind.TEXT: ".txt",
}
"""How files are called that can be read, for those that cannot."""


def letter(content: bytes, name: str, asked: Asked) -> Letter:
    """What came in under that name, as its bytes say.

    Raises `FormatNotRead`, `EncodingUnclear`, or `HeaderMistakes` where one fact is wanted.
    """
    reader = READERS.get(kind(content, name))
    if reader is None:
        raise FormatNotRead(file=name, endings=list(ENDINGS.values()))
    return reader(content, name, asked)
