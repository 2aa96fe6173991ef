"""Older Word files that came in (.doc, .wps, .rtf), read as what a converter makes of them.

Where there is none the file is kept, and held until somebody writes what it says.
"""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from inforeport.errors import FileUnreadable, InforeportError
from inforeport.files import soffice
from inforeport.files.soffice import Given
from inforeport.intake import word
from inforeport.intake.asked import Asked
from inforeport.intake.older import ENDINGS, Old
from inforeport.model import Problem
from inforeport.model.letters import Letter, Piece
from inforeport.words import message


def letter(old: Old, asked: Asked) -> Letter:
    """What one older file holds. Raises as `word.letter` does."""
    (made,) = letters([old], asked)
    if isinstance(made, InforeportError):
        raise made
    return made


def letters(olds: Sequence[Old], asked: Asked) -> Iterator[Letter | InforeportError]:
    """What each holds, or why it is not taken; the converter is started once for all."""
    if not olds:
        return
    program = soffice.program()
    if program is None:
        yield from map(_held, olds)
        return
    files = [Given(ENDINGS[old.kind], old.content) for old in olds]
    for old, content in zip(olds, soffice.converted(program, files, "docx"), strict=True):
        try:
            yield _read(old, content, asked)
        except InforeportError as error:
            yield error


def _read(old: Old, content: bytes, asked: Asked) -> Letter:
    if not content:
        raise FileUnreadable(file=old.name, why=message("LibreOffice could not open it"))
    read = word.letter(content, old.name, asked)
    return replace(read, kind=old.kind, content=old.content)


def _held(old: Old) -> Letter:
    what = message("it is an older Word file, which LibreOffice would read; save it as .docx")
    doubt = Problem("第1篇", "older-format", what)
    piece = Piece(place=doubt.place, fact="submission", cells={}, doubts=(doubt,))
    pieces = word.named([piece], old.name)
    return Letter(name=old.name, kind=old.kind, content=old.content, pieces=pieces)
