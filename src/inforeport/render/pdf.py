"""Papers as PDF: what LibreOffice makes of the Word files, all of them in one start.

A PDF is believed only when it was opened again, has pages, and bears the title of its paper.
"""

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from inforeport.documents.page import Block, Ends, Form, Heading, Page, Paragraph, Table
from inforeport.errors import NoPdfProgram, OutputUnproved, PdfNotMade
from inforeport.files import soffice
from inforeport.files.soffice import Given
from inforeport.render import Draw, checked
from inforeport.render.reread import squeezed
from inforeport.render.reread_pdf import pages_and_text
from inforeport.render.text import shown
from inforeport.text import one_line
from inforeport.words import Text, message

_TITLES = {"title", "masthead name", "item title"}


class Printout(Struct, frozen=True):
    """A paper that is to be a PDF: the name it gets, what it says, its Word file."""

    path: Path
    page: Page
    word: bytes


class Pdf(Struct, frozen=True):
    """A PDF and its number of pages."""

    content: bytes
    pages: int


def drawn(page: Page, path: Path, language: str, *, draw: Draw | None = None) -> bytes:
    """One paper as a PDF; `draw` is how its Word file is drawn. Raises as `made` does."""
    word = checked.drawn(page, path.with_suffix(".docx"), language, draw=draw)
    [pdf] = made([Printout(path, page, word)], language)
    return pdf.content


def made(papers: Sequence[Printout], language: str) -> list[Pdf]:
    """Each paper as a PDF, with one start of LibreOffice.

    Raises `NoPdfProgram`, `PdfNotMade` or `OutputUnproved`.
    """
    if not papers:
        return []
    program = soffice.program()
    if program is None:
        raise NoPdfProgram(path=one_line(str(papers[0].path)))
    contents = soffice.converted(program, [Given("docx", one.word) for one in papers], "pdf")
    return [
        _proved(paper, content, language, seconds=soffice.seconds(len(papers)))
        for paper, content in zip(papers, contents, strict=True)
    ]


def _proved(paper: Printout, content: bytes, language: str, *, seconds: int) -> Pdf:
    path = one_line(str(paper.path))
    if not content:
        raise PdfNotMade(path=path, n=seconds)
    pages, text = pages_and_text(content)
    if not pages:
        raise OutputUnproved(path=path, reason=message("it cannot be opened"))
    title = squeezed(shown(_title(paper.page), language))
    if title not in text:
        raise OutputUnproved(path=path, reason=message("“{text}” is missing", text=title))
    return Pdf(content, pages)


def _title(page: Page) -> Text:
    """What stands on top of a paper: its title, else the first thing that it says."""
    titles = (one for one in page.blocks if isinstance(one, Paragraph) and one.role in _TITLES)
    texts = (_beginning(one) for one in (*titles, *page.blocks))
    return next((text for text in texts if text), "")


def _beginning(block: Block) -> Text:
    match block:
        case Heading(text) | Paragraph(text) | Ends(text) | Table(text):
            return text
        case Form(((field, *_), *_)):
            return field.label
        case _:
            return ""
