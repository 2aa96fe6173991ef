"""A Word file that came in, made a letter of the reports in it."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from inforeport.errors import FileUnreadable
from inforeport.files.package import UnusablePackageError
from inforeport.intake import form
from inforeport.intake.around import unit_in_name
from inforeport.intake.asked import Asked
from inforeport.intake.blocks import Block, Document, Grid, Line
from inforeport.intake.corrected import corrected
from inforeport.intake.kind import Kind
from inforeport.intake.report import reports
from inforeport.intake.secrecy import refuse_secret
from inforeport.model import Problem
from inforeport.model.letters import Letter, Piece
from inforeport.words import message


def letter(content: bytes, name: str, asked: Asked) -> Letter:
    """What a Word file holds. Raises `FileUnreadable`, or `MarkedSecret` where it is so marked."""
    from inforeport.intake.document import document

    try:
        read = document(content)
    except UnusablePackageError as error:
        raise FileUnreadable(file=name, why=error.reason) from None
    refuse_secret([*_lines(read.blocks), *read.margins], name)
    blank = Letter(name=name, kind=Kind.DOCX, content=content, passed=tuple(_hidden(read)))
    return form.letter(read.blocks, blank, asked) or _of_reports(read.blocks, blank, asked)


def _of_reports(blocks: Sequence[Block], blank: Letter, asked: Asked) -> Letter:
    pieces, passed = reports(blocks, asked.today)
    pieces = tuple(corrected(one, blank.name) for one in named(pieces, blank.name))
    return replace(blank, pieces=pieces, passed=(*blank.passed, *passed))


def named(pieces: Sequence[Piece], name: str) -> tuple[Piece, ...]:
    """The pieces; where none says whose it is, the file's name or its folder's does."""
    unit = unit_in_name(name)
    if not unit or any("unit" in piece.cells for piece in pieces):
        return tuple(pieces)
    return tuple(replace(piece, cells={"unit": unit, **piece.cells}) for piece in pieces)


def _lines(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Line):
            yield block.text
        elif isinstance(block, Grid):
            for row in block.rows:
                yield from (cell.text for cell in row)


def _hidden(read: Document) -> Iterator[Problem]:
    if read.hides:
        yield Problem("", "hidden-text", message("hidden text is left out"))
