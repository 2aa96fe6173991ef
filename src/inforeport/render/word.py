"""A page as a Word file: each block set in the style of its role, from the template that ships.

It names styles and never fonts; what they look like stands in `paper.docx`.
"""

import io
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Paper
from docx.shared import Mm
from docx.text.paragraph import Paragraph as Drawn

from inforeport.documents.page import (
    Block,
    Cell,
    Ends,
    Field,
    Form,
    Heading,
    Page,
    PageBreak,
    Paragraph,
    Picture,
    Table,
)
from inforeport.picture import UnusablePictureError, printable
from inforeport.render import word_table
from inforeport.render.lines import balanced, width
from inforeport.render.text import cell_text, shown
from inforeport.words import Text, message

_TEMPLATE = Path(__file__).with_name("paper.docx")

# Styles for one role, from the largest, with the characters of that size that fit on a line.
_STEPS = {
    "title": (("title", 20),),
    "item title": (("item title", 20),),
    "caption": (("caption", 24),),
    "signature": (("signature", 18),),
    "form ends": (("form ends", 36),),
    "annex list": (("annex list", 22),),
    "masthead activity": (("masthead activity", 24),),
    "masthead name": (
        ("masthead name", 8),
        ("masthead name long", 12),
        ("masthead name longer", 16),
    ),
    "masthead ends": (("masthead ends", 26), ("masthead ends small", 30)),
    "foot ends": (("foot ends", 30),),
}
_HOLDS_ON = {"signature": 2, "supplier": 1}  # paragraphs that come along to the next page
_MINUS = re.compile(
    r"(?<![0-9A-Za-z.\-])-(?=\d)"
)  # a hyphen would break the line before the figure
_UNIT = re.compile(r"\u2212[\d.]+(?=分)")
_ZIP_BEGINS = (1980, 1, 1, 0, 0, 0)


def draw(page: Page, language: str) -> bytes:
    """The file; the same page gives the same bytes on any day."""
    paper = Document(str(_TEMPLATE))
    _describe(paper, page, language)
    begins_page = False
    for block in page.blocks:
        drawn = _draw(paper, block, language)
        if begins_page and drawn is not None:
            drawn.paragraph_format.page_break_before = True
        begins_page = isinstance(block, PageBreak)
    out = io.BytesIO()
    paper.save(out)
    return with_fixed_times(out.getvalue())


def with_fixed_times(archive: bytes) -> bytes:
    """The same zip archive without the time and the machine of its making."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(archive)) as made, ZipFile(out, "w", ZIP_DEFLATED) as fixed:
        for name in made.namelist():
            entry = ZipInfo(name, _ZIP_BEGINS)
            entry.create_system = 0
            fixed.writestr(entry, made.read(name), ZIP_DEFLATED)
    return out.getvalue()


def _describe(paper: Paper, page: Page, language: str) -> None:
    about = paper.core_properties
    about.title = _said(page.title, language).replace("\n", "")[:255]
    about.author = about.last_modified_by = _said(page.issuer, language)[:255]
    about.created = about.modified = datetime.combine(page.day, time(), UTC)


def _draw(paper: Paper, block: Block, language: str) -> Drawn | None:
    """Add the block; its first paragraph, where there is one."""
    match block:
        case Heading(text, level):
            return paper.add_paragraph(_said(text, language), style=f"heading {level}")
        case Paragraph(text, role):
            return _paragraph(paper, _said(text, language), role)
        case Ends(left, right, role):
            return _ends(paper, _said(left, language), _said(right, language), role)
        case Table():
            return _table(paper, block, language)
        case Form(rows):
            _form(paper, rows, language)
            return None
        case Picture():
            return _picture(paper, block, language)
        case PageBreak():
            return None


def _paragraph(paper: Paper, text: str, role: str) -> Drawn:
    if role in _HOLDS_ON:
        for before in paper.paragraphs[-_HOLDS_ON[role] :]:
            before.paragraph_format.keep_with_next = True
    steps = _STEPS.get(role)
    if steps is None:
        return paper.add_paragraph(text, style=role)
    longest = max(map(width, text.split("\n")))
    style, limit = next((step for step in steps if longest <= step[1]), steps[-1])
    return paper.add_paragraph(balanced(text, limit), style=style)


def _ends(paper: Paper, left: str, right: str, role: str) -> Drawn:
    steps = _STEPS[role]
    style, limit = next((step for step in steps if width(left + right) <= step[1]), steps[-1])
    between = "\t" if width(left + right) <= limit else "\n\t"
    return paper.add_paragraph(f"{left}{between}{right}", style=style)


def _table(paper: Paper, table: Table, language: str) -> Drawn | None:
    above = None
    if table.caption:
        above = _paragraph(paper, _said(table.caption, language), "caption")
    if table.unit_note:
        note = paper.add_paragraph(_said(table.unit_note, language), style="unit note")
        above = above or note
    heads = [_said(column.head, language) for column in table.columns]
    rows = [[_cell(cell, language) for cell in row] for row in table.rows]
    word_table.add(paper, heads, rows, [column.align for column in table.columns])
    return above


def _form(paper: Paper, rows: Sequence[Sequence[Field]], language: str) -> None:
    """A row of the form is a table of its own, so that its fields share the width as they need."""
    for row in rows:
        texts = [part for one in row for part in (one.label, one.value)]
        said = [_said(text, language) for text in texts]
        word_table.add(paper, said, [], ["centre"] * len(said))


def _picture(paper: Paper, picture: Picture, language: str) -> Drawn:
    try:
        fit = printable(picture.content)
    except UnusablePictureError as error:
        line = message(
            "[picture {name} could not be used: {reason}]", name=picture.name, reason=error.reason
        )
        return paper.add_paragraph(_said(line, language), style="note")
    drawn = paper.add_paragraph(style="picture")
    drawn.add_run().add_picture(io.BytesIO(fit.content), Mm(fit.width), Mm(fit.height))
    if picture.caption:
        drawn.paragraph_format.keep_with_next = True
        paper.add_paragraph(_said(picture.caption, language), style="picture caption")
    return drawn


def _said(text: Text, language: str) -> str:
    """The words as they are set: a true minus, and no line between a figure and its unit."""
    return _UNIT.sub("\\g<0>\u2060", _MINUS.sub("\u2212", shown(text, language)))


def _cell(cell: Cell, language: str) -> str:
    if isinstance(cell, date):
        return f"{cell.year}年{cell.month}月{cell.day}日" if language == "zh" else f"{cell}"
    return _MINUS.sub("\u2212", cell_text(cell, language))
