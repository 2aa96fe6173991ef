"""What comes in from outside: the table of the formats that are read, one function a noun.

A mistake of a row is a `Problem` with its place; a mistake of the file as a whole is raised. What
is on file already is not known here.
"""

import os
import stat
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from inforeport.errors import (
    EncodingUnclear,
    FileMissing,
    FileUnreadable,
    FormatNotRead,
    PictureUnusable,
    reason,
)
from inforeport.intake import nouns
from inforeport.intake.nouns import Words
from inforeport.intake.table import Noun, Row, Taken, taken
from inforeport.model import (
    Commission,
    Exemption,
    Forwarding,
    Instruction,
    Mark,
    R,
    Reporter,
    Submission,
    Target,
    Unit,
    Use,
)
from inforeport.text import clean, one_line
from inforeport.words import Message, message

__all__ = [
    "READERS",
    "adoptions",
    "commissions",
    "exemptions",
    "forwardings",
    "instructions",
    "marks",
    "picture",
    "reporters",
    "submissions",
    "targets",
    "template",
    "text",
    "units",
]

Rows = Callable[[bytes, str, str | None], Iterable[Row]]
"""The bytes of a file, its name and the encoding if it is told make its rows."""

LARGEST = 50
"""The largest file that is read, in megabytes."""


def _csv(content: bytes, file: str, encoding: str | None) -> Iterable[Row]:
    from inforeport.intake import csv_

    return csv_.rows(content, file, encoding=encoding)


READERS: Mapping[str, Rows] = {".csv": _csv}
"""By ending; each imports its library only when it is called."""


def units(path: Path, groups: Words, *, encoding: str | None = None) -> Taken[Unit]:
    """The units in a file, and the mistakes in it; `groups` are the scheme's.

    This and its sisters raise `FileMissing`, `FileUnreadable`, `FormatNotRead`, `EncodingUnclear`
    and `HeaderMistakes`. `encoding` is asked for where the bytes do not tell.
    """
    return _taken(nouns.unit(groups), path, encoding)


def reporters(path: Path, *, encoding: str | None = None) -> Taken[Reporter]:
    """The reporters in a file, and the mistakes in it."""
    return _taken(nouns.reporter(), path, encoding)


def submissions(
    path: Path, *, forms: Words, levels: Words, encoding: str | None = None
) -> Taken[Submission]:
    """The reports in a file, and the mistakes in it; `forms` and `levels` are the scheme's."""
    return _taken(nouns.submission(forms, levels), path, encoding)


def adoptions(
    path: Path, *, levels: Words, forms: Words, encoding: str | None = None
) -> Taken[Use]:
    """The adoptions in a file, and the mistakes in it; a form that is not stated stays so."""
    return _taken(nouns.adoption(levels, forms), path, encoding)


def instructions(path: Path, *, levels: Words, encoding: str | None = None) -> Taken[Instruction]:
    """The leaders' words on reports in a file, and the mistakes in it."""
    return _taken(nouns.instruction(levels), path, encoding)


def forwardings(path: Path, *, levels: Words, encoding: str | None = None) -> Taken[Forwarding]:
    """The reports sent up in a file, and the mistakes in it."""
    return _taken(nouns.forwarding(levels), path, encoding)


def commissions(path: Path, *, encoding: str | None = None) -> Taken[Commission]:
    """The reports asked for in a file, and the mistakes in it."""
    return _taken(nouns.commission(), path, encoding)


def marks(path: Path, *, codes: Words, encoding: str | None = None) -> Taken[Mark]:
    """The marks of the office in a file, and the mistakes in it; `codes` are the scheme's."""
    return _taken(nouns.mark(codes), path, encoding)


def targets(path: Path, *, levels: Words, encoding: str | None = None) -> Taken[Target]:
    """The numbers set unit by unit in a file, and the mistakes in it."""
    return _taken(nouns.target(levels), path, encoding)


def exemptions(path: Path, *, encoding: str | None = None) -> Taken[Exemption]:
    """The duties that do not run in a file, and the mistakes in it."""
    return _taken(nouns.exemption(), path, encoding)


def text(path: Path) -> str:
    """The text of a report, from a plain text file. Raises as `units` does."""
    from inforeport.intake.decoding import decoded
    from inforeport.intake.values import Unfit

    try:
        return clean(decoded(_content(path)))
    except Unfit as unfit:
        raise EncodingUnclear(file=one_line(str(path)), why=unfit.what) from None


def picture(path: Path) -> bytes:
    """The bytes of a picture that is to be kept with a report.

    Raises `PictureUnusable` for one that no paper could print, beside what `units` raises.
    """
    from inforeport.picture import UnusablePictureError, printable

    content = _content(path)
    try:
        printable(content)
    except UnusablePictureError as error:
        raise PictureUnusable(file=one_line(path.name), why=error.reason) from None
    return content


def template(path: Path) -> bytes:
    """The bytes of a Word template, not looked into. Raises `FileMissing`, `FileUnreadable`."""
    return _content(path)


def _taken(noun: Noun[R], path: Path, encoding: str | None) -> Taken[R]:
    content = _content(path)
    rows = READERS.get(path.suffix.lower())
    if rows is None:
        raise FormatNotRead(file=one_line(str(path)), endings=list(READERS))
    file = one_line(path.name)
    return taken(noun, rows(content, file, encoding), file)


def _content(path: Path) -> bytes:
    file = one_line(str(path))
    try:
        # asked before opening: to open a pipe is to wait for whoever writes into it
        why = _unreadable(path.stat())
        if why:
            raise FileUnreadable(file=file, why=why)
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise FileMissing(file=file) from None
    except OSError as error:
        raise FileUnreadable(file=file, why=reason(error)) from None


def _unreadable(found: os.stat_result) -> Message | None:
    if stat.S_ISDIR(found.st_mode):
        return message("it is a folder")
    if not stat.S_ISREG(found.st_mode):
        return message("it is no ordinary file")
    if found.st_size > LARGEST * 10**6:
        return message("it is larger than {n} MB", n=LARGEST)
    return None
