"""A page as a Word file: each block set in the style of its role, from a template.

It names styles and never fonts; what they look like stands in `paper.docx`, or in the office's own
template. The order of the parts and their places are those of GB/T 9704-2012.

抄送 and 印发 stand at the bottom of the last page in a table that is placed against the bottom
margin, with an anchor of no height after it, so that it moves to the next page with its
anchor where there is no room; the last paragraph of the text goes along. Its left edge is
counted from the edge of the paper, because LibreOffice lets no table float that is as wide as
the text. Paragraph borders would be narrowed by the indents of the lines.

The issuer is centred on the day, whose width no style can know; the height of a form's rows and the
widths of columns come from what is in them. All else is the template's.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time
from functools import partial
from itertools import groupby
from math import inf

from docx.document import Document as Paper

from inforeport.documents.page import (
    Block,
    Ends,
    Field,
    Form,
    Heading,
    Page,
    PageBreak,
    Paragraph,
    Picture,
    Table,
    kinds,
)
from inforeport.files.picture import TEXT_WIDTH
from inforeport.render import own, word_pictures, word_table
from inforeport.render.breaks import placed, plain
from inforeport.render.lines import balanced, width
from inforeport.render.measure import room_for
from inforeport.render.parts import parted
from inforeport.render.template import opened, style_ids
from inforeport.render.text import shown, with_minus
from inforeport.render.word_file import packed
from inforeport.render.word_sheet import Line, Sheet, linked, run
from inforeport.words import Text

# Styles for one role, from the largest, with the characters of that size that fit on a line.
_STEPS = {
    "title": (("title", 20),),
    "item title": (("item title", 20),),
    "caption": (("caption", 24),),
    "annex title": (("annex title", 20),),
    "form ends": (("form ends", 36),),
    "annex list": (("annex list", 22),),
    "annex list first": (("annex list first", 25),),
    "annex list next": (("annex list next", 22),),
    "masthead issuer": (("masthead issuer", 12), ("masthead issuer long", 17)),
    "masthead issuer below mark": (
        ("masthead issuer below mark", 12),
        ("masthead issuer long below mark", 17),
    ),
    "letter issuer": (("letter issuer", 12), ("letter issuer long", 17)),
    "masthead activity": (("masthead activity", 24),),
    "masthead name": (
        ("masthead name", 8),
        ("masthead name long", 12),
        ("masthead name longer", 16),
    ),
    "masthead ends": (("masthead ends", 26), ("masthead ends small", 30)),
    "foot ends": (("foot ends", 29),),
}
_AFTER = {
    ("annex mark", "caption"): "annex title",  # 附件标题, on the third line
    ("draft mark", "masthead issuer"): "masthead issuer below mark",
}
"""What a role is below another: the same, set otherwise."""

_HELD = {"supplier", "remark", "staff"}
"""What never stands alone on a page."""

_NOTES = 2  # lines of small print that go with the table above the next
_SIGNED = 5  # lines that a signature takes with what is left above it
_LONG = 5  # lines
_LINE = 28  # characters of 三号
_CHARACTER = 315  # twips; 三号, of which 28 fill a line
_DAY_ENDS = 4  # characters before the end of the line
_ISSUER_ENDS = 2  # the same, of one that is longer than the day and its ends
_ISSUER = 22  # characters; a longer one is folded
_FOOT_ENDS = 280  # twips; a character of 四号
_HANGS = {
    **dict.fromkeys(("title", "annex title", "item title"), 0.2),
    "caption": 0.5,
    **dict.fromkeys(("annex list first", "annex list next"), 0.9),
}
"""The characters that a line holds beyond those above, with the gaps beside figures; one that holds
no more leaves a character alone on the next.
"""

_BLANK_LINE = 579  # twips; 28.95 points
_NUMBERED = re.compile(r"(附件：)?\d+[．.]")


def draw(page: Page, language: str, template: bytes | None = None) -> bytes:
    """The file; the same page gives the same bytes on any day.

    `template` is the office's own; a style that it lacks is taken from the one that ships. Raises
    `UnusablePackageError`.
    """
    paper, page = opened(template), parted(page, language)
    _describe(paper, page, language)
    kept = own.kept(paper) if template else own.Kept([], [])
    sheet = Sheet(paper, style_ids(paper), kept, shown(page.title, language).replace("\n", ""))
    decided = placed(page.blocks, language, sheet.area(turned=False), sheet.area(turned=True))
    for together, blocks in groupby(decided, _together):
        _DRAWN[together](sheet, list(blocks), language)
    return packed(paper, sheet.xml())


def _describe(paper: Paper, page: Page, language: str) -> None:
    about = paper.core_properties
    about.language = "zh-CN" if language == "zh" else language
    about.title = _set_text(page.title, language).replace("\n", "")[:255]
    about.author = about.last_modified_by = _set_text(page.issuer, language)[:255]
    if page.reference:
        about.identifier = page.reference
    about.created = about.modified = datetime.combine(page.day, time(), UTC)


def _together(block: Block) -> str:
    """What is set as one: the lines of the signature, of the foot, pictures; all else by itself."""
    match block:
        case Paragraph(_, "signature"):
            return "signature"
        case Paragraph(_, "foot") | Ends(_, _, "foot ends"):
            return "foot"
        case Picture():
            return "pictures"
        case _:
            return ""


def _each(sheet: Sheet, blocks: Sequence[Block], language: str) -> None:
    for block in blocks:
        _draw(sheet, block, language)


def _draw(sheet: Sheet, block: Block, language: str) -> None:
    match block:
        case Heading(text, level):
            sheet.write(f"heading {level}", _set_text(text, language))
        case Paragraph(text, role, link) if link and not link.startswith("#"):
            sheet.write(role, runs=linked(_set_text(text, language), link))
        case Paragraph(text, role):
            _paragraph(sheet, _set_text(text, language), role)
        case Ends(left, right, role):
            style, text = _ends(_set_text(left, language), _set_text(right, language), role)
            _to_the_end(sheet, sheet.write(style, text), role)
        case Table():
            _table(sheet, block, language)
        case Form(rows):
            sheet.table(word_table.form(_places(rows, language), sheet.width, sheet.ids))
        case PageBreak(turned, whose):
            sheet.break_page(turned=bool(turned), anew=block.anew and bool(whose))


def _paragraph(sheet: Sheet, text: str, role: str) -> None:
    above = sheet.last
    role = _AFTER.get((above.style if above else "", role), role)
    if role == "annex list":
        _annex_list(sheet, text)
        return
    if role == "document number" and sheet.kept.head:
        if sheet.kept.numbered(text) or not text:
            return
        role = "number"
    if role in _HELD and not (role == "supplier" and _is_long(sheet.last)):
        sheet.hold(1)
    if role == "note" and sheet.is_below_table("note", _NOTES):
        sheet.hold(1)
    if role == "letter issuer":
        sheet.letter()
    below_table = sheet.is_below_table("note", 0)
    line = _stepped(sheet, text, role)
    if below_table and role == "body" and not line.breaks:
        line.above = _BLANK_LINE // 2
    if _is_apart(above, line):
        line.above = _BLANK_LINE


def _is_apart(above: Line | None, line: Line) -> bool:
    """Whether a blank line stands over it: a title below its mark, an annex below a table."""
    if above is None or above.style == "note":
        return line.style == "annex mark" and not (line.breaks or (above and above.section))
    return (above.style, line.style) == ("draft mark", "title")


def _is_long(line: Line | None) -> bool:
    """Whether a paragraph would leave much of a page empty if it went with the next line.

    LibreOffice never parts one that is kept with what follows.
    """
    return line is not None and width(re.sub("<[^>]+>", "", line.runs)) > _LONG * _LINE


def _stepped(sheet: Sheet, text: str, role: str) -> Line:
    """In the largest of the role's sizes that the text fits; a long one is broken by sense."""
    steps = _STEPS.get(role)
    if steps is None:
        return sheet.write(role, text)
    wider = sheet.width / TEXT_WIDTH
    longest = max(map(width, text.split("\n")))
    style, limit = next((step for step in steps if longest <= step[1] * wider), steps[-1])
    if max(map(room_for, text.split("\n"))) > limit * wider + _HANGS.get(role, inf):
        wider *= width(text) / room_for(text)
    return sheet.write(style, balanced(text, limit * wider))


def _annex_list(sheet: Sheet, text: str) -> None:
    """Numbered names stand below each other, and what is folded below the name's beginning."""
    lines = text.split("\n")
    sheet.hold_text(len(lines) + _SIGNED)
    if not _NUMBERED.match(lines[0]):
        _stepped(sheet, text, "annex list")
        return
    for place, line in enumerate(lines):
        _stepped(sheet, line, "annex list next" if place else "annex list first")
    sheet.hold(len(lines))


def _signature(sheet: Sheet, blocks: Sequence[Block], language: str) -> None:
    """The day four characters from the right, the issuers centred on it, two lines of text above.

    A blank for the day is as wide as what will be written into it. Where an issuer is too long to
    be centred there, it ends two characters from the right and the day is centred below it.
    """
    *issuers, day = [_set_text(one.text, language) for one in blocks if isinstance(one, Paragraph)]
    sheet.hold_text(_SIGNED)
    longest = min(max(map(width, issuers), default=0.0), _ISSUER)
    room = max(width(day) + 2 * _DAY_ENDS, longest + 2 * _ISSUER_ENDS)
    left = round((_LINE * sheet.width / TEXT_WIDTH - room) * _CHARACTER)
    for issuer in issuers:
        line = sheet.write("signature", balanced(issuer, _ISSUER))
        line.left, line.holds = left, True
    if longest + 2 * _ISSUER_ENDS < room:
        sheet.write("signature day", day)
    else:
        sheet.write("signature", day).left = left


def _foot(sheet: Sheet, blocks: Sequence[Block], language: str) -> None:
    """The lines at the bottom of the last page, ruled off; some of the text goes with them."""
    if sheet.is_turned:
        sheet.break_page(turned=False)  # the foot of an official paper stands upright
        sheet.write("anchor")  # without a line before it LibreOffice puts it on the page before
    else:
        sheet.hold(sheet.trailing(_HELD) + 1)
    lines, ends = [], []
    for block in blocks:
        if isinstance(block, Paragraph):
            text = _set_text(block.text, language)
            style = "foot short" if text.find("：") == 1 else "foot"
            lines.append(sheet.line(Line(style, run(text))))
        elif isinstance(block, Ends):
            style, text = _ends(
                _set_text(block.left, language), _set_text(block.right, language), block.role
            )
            line = Line(style, run(text))
            _to_the_end(sheet, line, block.role)
            ends.append(sheet.line(line))
    sheet.table(word_table.foot(lines, ends, sheet.margin, sheet.ids, total=sheet.width))
    sheet.write("anchor")


def _to_the_end(sheet: Sheet, line: Line, role: str) -> None:
    """Let what stands at the right end of a line end where the template's text does."""
    if round(sheet.width) != round(TEXT_WIDTH):
        inside = _FOOT_ENDS if role == "foot ends" else 0
        line.tab = round(sheet.width * 1440 / 25.4) - inside


def _pictures(sheet: Sheet, blocks: Sequence[Block], language: str) -> None:
    pictures = [one for one in blocks if isinstance(one, Picture)]
    word_pictures.write(sheet, pictures, partial(_set_text, language=language))


_DRAWN = {"": _each, "signature": _signature, "foot": _foot, "pictures": _pictures}


def _ends(left: str, right: str, role: str) -> tuple[str, str]:
    """The style, and the text with a tab between its ends; the right one below if it must be."""
    steps = _STEPS[role]
    *above, last = left.split("\n")
    wide = max(width(last + right), *map(width, above), 0)
    style, limit = next((step for step in steps if wide <= step[1]), steps[-1])
    between = "\t" if wide <= limit else "\n\t"
    return style, f"{left}{between}{right}"


def _table(sheet: Sheet, table: Table, language: str) -> None:
    if table.caption:
        _paragraph(sheet, _set_text(table.caption, language), "caption")
    if table.unit_note:
        sheet.write("unit note", _set_text(table.unit_note, language))
    drawn = word_table.table(plain(table, language), sheet.width, sheet.ids)
    sheet.table(sheet.numbered(drawn) if "graph" in kinds(table) else drawn)


def _places(rows: Iterable[Sequence[Field]], language: str) -> list[list[word_table.Place]]:
    return [
        [
            word_table.Place(
                _set_text(one.label, language), _set_text(one.value, language), one.lines
            )
            for one in row
        ]
        for row in rows
    ]


def _set_text(text: Text, language: str) -> str:
    """The words as they are set, with a true minus."""
    return with_minus(shown(text, language))
