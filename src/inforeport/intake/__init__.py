"""What comes in from outside: the table of the formats that are read; reports, pictures, templates.

A mistake of a row is a `Problem` with its place; a mistake of the file as a whole is raised. What
is on file already is not known here.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from inforeport.errors import (
    FileMissing,
    FileUnreadable,
    NotOneReport,
    NotPlainText,
    PictureUnusable,
    reason,
)
from inforeport.fields import FACTS, Fact
from inforeport.intake.containers import unreadable
from inforeport.intake.drafts import Drafted, drafted, drafts
from inforeport.intake.kind import Kind, kind
from inforeport.intake.layouts import Words
from inforeport.intake.letters import Asked, letter
from inforeport.intake.secrecy import refuse_secret
from inforeport.model import Draft, Problem, R
from inforeport.model.letters import Letter, Piece
from inforeport.text import clean, one_line
from inforeport.words import Message, message

__all__ = [
    "Asked",
    "Drafted",
    "content_of",
    "drafted",
    "drafts",
    "letter",
    "picture",
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
    came_in = letter(content_of(path), one_line(path.name), asked)
    wanted = replace(came_in, pieces=_of(fact.table, came_in))
    read = tuple(drafts(wanted, words))
    problems = tuple(problem for one in read for problem in one.problems)
    problems += tuple(_other(one, came_in) for one in came_in.pieces if one.fact != fact.table)
    if not came_in.pieces:
        problems = (_empty(came_in.name),)
    return tuple(one.draft for one in read if one.draft), problems


def _empty(file: str) -> Problem:
    """That a file has no rows is a mistake: it may be the wrong one."""
    return Problem(file, "empty", message("there are no rows in it; nothing was put on file"))


def _of(table: str, came_in: Letter) -> tuple[Piece, ...]:
    return tuple(one for one in came_in.pieces if one.fact == table)


def _other(piece: Piece, came_in: Letter) -> Problem:
    """That a piece is not of the fact that is wanted."""
    what = message(
        "these are {many}; nothing was put on file", many=Message(FACTS[piece.fact].many)
    )
    return Problem(f"{came_in.name}:{piece.place}", "other-fact", what)


def text(path: Path) -> str:
    """The text of a report, from a Word file or a plain text file, without what stands around it.

    Of a plain text file it is all that stands there. Raises `NotPlainText`, `NotOneReport`,
    `MarkedSecret`, or as `records` does.
    """
    content, file = content_of(path), one_line(str(path))
    if kind(content, path.name) is Kind.DOCX:
        return _of_word(content, file)
    return _plain(content, file)


def _of_word(content: bytes, file: str) -> str:
    from inforeport.intake import word

    reports = word.letter(content, file, Asked()).pieces
    if len(reports) != 1:
        raise NotOneReport(file=file, count=len(reports))
    return reports[0].cells.get("text", "")


def _plain(content: bytes, file: str) -> str:
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


def word_file(path: Path) -> bytes:
    """The bytes of a Word file, not looked into. Raises `FileMissing`, `FileUnreadable`."""
    return content_of(path)


def content_of(path: Path) -> bytes:
    """The bytes of a file. Raises `FileMissing`, `FileUnreadable`."""
    file = one_line(str(path))
    try:
        # asked before opening: to open a pipe is to wait for whoever writes into it
        why = unreadable(path.stat())
        if why:
            raise FileUnreadable(file=file, why=why)
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise FileMissing(file=file) from None
    except OSError as error:
        raise FileUnreadable(file=file, why=reason(error)) from None
