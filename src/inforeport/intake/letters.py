"""Bytes that came in, made a letter by the reader of what they are.

A reader is pure: bytes, a name and what was asked make a letter. It imports its library only when
it is called.
"""

from collections.abc import Callable, Mapping, Sequence

from inforeport.errors import FormatNotRead, PictureAlone
from inforeport.intake.asked import Asked
from inforeport.intake.kind import Kind, is_picture, kind
from inforeport.intake.rows import Sheet
from inforeport.model.letters import Letter

__all__ = ["ENDINGS", "READERS", "Asked", "Reader", "letter"]

Reader = Callable[[bytes, str, Asked], Letter]


def _csv(content: bytes, name: str, asked: Asked) -> Sequence[Sheet]:
    from inforeport.intake import csv_

    return [csv_.sheet(content, name, encoding=asked.encoding)]


def _workbook(content: bytes, name: str, _asked: Asked) -> Sequence[Sheet]:
    from inforeport.intake import sheets

    return sheets.sheets(content, name, kind(content, name))


def _html(content: bytes, name: str, asked: Asked) -> Sequence[Sheet]:
    from inforeport.intake import html

    return html.sheets(content, name, encoding=asked.encoding)


def _list(content: bytes, name: str, asked: Asked) -> Letter:
    from inforeport.intake import list_

    kind_ = _kind(content, name, asked)
    blank = Letter(name=name, kind=kind_, content=content)
    return list_.letter(_SHEETS[kind_](content, name, asked), blank, asked)


_SHEETS: Mapping[Kind, Callable[[bytes, str, Asked], Sequence[Sheet]]] = {
    Kind.CSV: _csv,
    Kind.XLSX: _workbook,
    Kind.XLS: _workbook,
    Kind.ODS: _workbook,
    Kind.LOCKED: _workbook,
    Kind.HTML: _html,
}


def _word(content: bytes, name: str, asked: Asked) -> Letter:
    from inforeport.intake import word

    return word.letter(content, name, asked)


def _older_word(content: bytes, name: str, asked: Asked) -> Letter:
    from inforeport.intake import old_word, older

    return old_word.letter(older.Old(name, kind(content, name), content), asked)


def _text(content: bytes, name: str, asked: Asked) -> Letter:
    from inforeport.intake import paste

    return paste.letter(content, name, asked)


def _mail(content: bytes, name: str, asked: Asked) -> Letter:
    from inforeport.intake import mail

    return mail.letter(content, name, asked, letter)


READERS: Mapping[Kind, Reader] = {
    **dict.fromkeys(_SHEETS, _list),
    Kind.DOCX: _word,
    Kind.DOC: _older_word,
    Kind.RTF: _older_word,
    Kind.TEXT: _text,
    Kind.MAIL: _mail,
}

ENDINGS = (".csv", ".xlsx", ".xls", ".et", ".ods", ".html", ".docx", ".txt", ".eml")
"""How files are called that can be read, for those that cannot."""


def letter(content: bytes, name: str, asked: Asked) -> Letter:
    """What came in under that name, as its bytes say; where one fact is wanted, text is a table.

    Raises `FormatNotRead`, `EncodingUnclear`, `WorkbookUnusable`, `FileUnreadable`, `MarkedSecret`,
    or `HeaderMistakes` where one fact is wanted.
    """
    reader = READERS.get(_kind(content, name, asked))
    if reader is None and is_picture(content):
        raise PictureAlone(file=name)
    if reader is None:
        raise FormatNotRead(file=name, endings=ENDINGS)
    return reader(content, name, asked)


def is_list(letter: Letter) -> bool:
    """Whether a letter is rows of sheets, and no text or form."""
    return letter.kind in _SHEETS


def sheets(letter: Letter, encoding: str | None) -> Sequence[Sheet]:
    """The sheets of a letter that is a list, as they stand there."""
    asked = Asked(encoding=encoding)
    return _SHEETS[Kind(letter.kind)](letter.content, letter.name, asked)


def _kind(content: bytes, name: str, asked: Asked) -> Kind:
    found = kind(content, name)
    return Kind.CSV if found is Kind.TEXT and asked.fact else found
