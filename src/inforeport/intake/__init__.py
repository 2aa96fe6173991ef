"""What comes in from outside: the table of the formats that are read; reports, pictures, templates.

A mistake of a row is a `Problem` with its place; a mistake of the file as a whole is raised. What
is on file already is not known here.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from inforeport.errors import (
    NotOneReport,
    NotPlainText,
    PictureUnusable,
)
from inforeport.fields import Fact
from inforeport.intake.containers import content_of
from inforeport.intake.drafts import Drafted, drafted, drafts
from inforeport.intake.imported import Imported, imported
from inforeport.intake.kind import Kind, kind
from inforeport.intake.layouts import Words
from inforeport.intake.letters import Asked, letter
from inforeport.intake.secrecy import refuse_secret
from inforeport.model import Draft, Problem, R
from inforeport.text import clean, one_line

__all__ = [
    "Asked",
    "Drafted",
    "Imported",
    "content_of",
    "drafted",
    "drafts",
    "imported",
    "letter",
    "picture",
    "plain_text",
    "records",
    "text",
]

Taken = tuple[tuple[Draft[R], ...], tuple[Problem, ...]]
"""The records of the good rows, and the mistakes of the others."""


def records(
    fact: Fact[Any],
    path: Path,
    words: Mapping[str, Words],
    *,
    encoding: str | None = None,
    today: date | None = None,
) -> Taken[Any]:
    """The records of a fact in a file, and the mistakes in it.

    `words` are the scheme's, by what they are of: levels, forms, groups, codes. `encoding` is asked
    for where the bytes do not tell; days without a year are of that which they have begun in by
    `today`. Raises `FileMissing`, `FileUnreadable`, `FormatNotRead`, `EncodingUnclear` and
    `HeaderMistakes`.
    """
    asked = Asked(today=today, words=words, encoding=encoding, fact=fact.table)
    came_in = imported(content_of(path), one_line(path.name), asked)
    return came_in.drafts, came_in.problems


def text(content: bytes, file: str) -> str:
    """The text of a report, from a Word file or a plain text file, without what stands around it.

    Of a plain text file it is all that stands there. Raises `NotPlainText`, `NotOneReport`,
    `FileUnreadable`, `MarkedSecret`.
    """
    if kind(content, file) is Kind.DOCX:
        return _of_word(content, file)
    return plain_text(content, file)


def _of_word(content: bytes, file: str) -> str:
    from inforeport.intake import word

    reports = word.letter(content, file, Asked()).pieces
    if len(reports) != 1:
        raise NotOneReport(file=file, count=len(reports))
    return reports[0].cells.get("text", "")


def plain_text(content: bytes, file: str) -> str:
    """The text of bytes that are plain text. Raises `NotPlainText` or `MarkedSecret`."""
    from inforeport.intake.decoding import decoded
    from inforeport.intake.values import Unfit

    try:
        whole = clean(decoded(content))
    except Unfit as unfit:
        raise NotPlainText(file=file, why=unfit.what) from None
    refuse_secret(whole.splitlines(), file)
    return whole


def picture(path: Path) -> bytes:
    """The bytes of a picture that is to be kept with a report.

    Raises `PictureUnusable` for one that no paper could print, beside what `records` raises.
    """
    from inforeport.files.picture import UnusablePictureError, printable

    content = content_of(path)
    try:
        printable(content)
    except UnusablePictureError as error:
        raise PictureUnusable(file=one_line(path.name), why=error.reason) from None
    return content
