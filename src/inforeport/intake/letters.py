"""Bytes that came in, made a letter by the reader of what they are.

A reader is pure: bytes, a name and what was asked make a letter. It imports its library only when
it is called.
"""

from collections.abc import Callable, Mapping, Sequence

from inforeport.errors import FormatNotRead
from inforeport.intake.asked import Asked
from inforeport.intake.kind import Kind, kind
from inforeport.intake.rows import Sheet
from inforeport.model.letters import Letter

__all__ = ["ENDINGS", "READERS", "Asked", "Reader", "letter"]

Reader = Callable[[bytes, str, Asked], Letter]


def _csv(content: bytes, name: str, asked: Asked) -> Letter:
    from inforeport.intake import csv_

    sheet = csv_.sheet(content, name, encoding=asked.encoding)
    return _of_lists([sheet], Kind.CSV, content, name, asked)


def _workbook(content: bytes, name: str, asked: Asked) -> Letter:
    from inforeport.intake import sheets

    kind_ = kind(content, name)
    return _of_lists(sheets.sheets(content, name, kind_), kind_, content, name, asked)


def _html(content: bytes, name: str, asked: Asked) -> Letter:
    from inforeport.intake import html

    sheets = html.sheets(content, name, encoding=asked.encoding)
    return _of_lists(sheets, Kind.HTML, content, name, asked)


def _of_lists(
    sheets: Sequence[Sheet], kind_: Kind, content: bytes, name: str, asked: Asked
) -> Letter:
    from inforeport.intake import list_

    return list_.letter(sheets, Letter(name=name, kind=kind_, content=content), asked)


def _word(content: bytes, name: str, asked: Asked) -> Letter:
    from inforeport.intake import word

    return word.letter(content, name, asked)


def _older_word(content: bytes, name: str, asked: Asked) -> Letter:
    from inforeport.intake import convert, old_word

    return old_word.letter(convert.Old(name, kind(content, name), content), asked)


def _text(content: bytes, name: str, asked: Asked) -> Letter:
    from inforeport.intake import paste

    return paste.letter(content, name, asked)


READERS: Mapping[Kind, Reader] = {
    Kind.CSV: _csv,
    Kind.XLSX: _workbook,
    Kind.XLS: _workbook,
    Kind.ODS: _workbook,
    Kind.LOCKED: _workbook,
    Kind.HTML: _html,
    Kind.DOCX: _word,
    Kind.DOC: _older_word,
    Kind.RTF: _older_word,
    Kind.TEXT: _text,
}

ENDINGS = (".csv", ".xlsx", ".xls", ".et", ".ods", ".html", ".docx", ".txt")
"""How files are called that can be read, for those that cannot."""


def letter(content: bytes, name: str, asked: Asked) -> Letter:
    """What came in under that name, as its bytes say.

    Raises `FormatNotRead`, `EncodingUnclear`, `WorkbookUnusable`, `FileUnreadable`, `MarkedSecret`,
    or `HeaderMistakes` where one fact is wanted.
    """
    reader = READERS.get(kind(content, name))
    if reader is None:
        raise FormatNotRead(file=name, endings=ENDINGS)
    return reader(content, name, asked)
