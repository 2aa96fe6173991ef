"""The sheet that a Word paper is written on: lines and tables in order, sections, pictures.

It is written down as XML in one go; which style a role has, and how its text is broken, is the
caller's.

A turned page has the margins of an upright one on its side, its head toward the left edge of the
paper on every page: that is toward the binding on odd pages and the outer edge on even ones, as the
standard has it. Its number stands beside the block, turned, in a table in the header, so that it
falls where the upright pages have theirs. An office's template without a turned section gets its
upright one on its side, and the number stays below.
"""

import hashlib
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from html import escape

from docx.document import Document as Paper
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import nsdecls, qn
from docx.parts.image import ImagePart
from docx.shared import Mm
from lxml import etree

from inforeport.files.picture import TEXT_WIDTH, Printable

TURNED_WIDTH = 225.0
"""Millimetres; the width of the text block of a page on its long side."""


@dataclass(slots=True)
class Line:
    """A paragraph: its style by name, its runs as XML, and what hangs on its place.

    `holds` keeps it on the page of what follows, `breaks` begins a page, `left` is an indent in
    twips, `section` the XML of the section that ends with it.
    """

    style: str
    runs: str
    holds: bool = False
    breaks: bool = False
    left: int | None = None
    section: str = ""


class Sheet:
    """What is written so far; `ids` are the styles of the template by name."""

    def __init__(self, paper: Paper, ids: Mapping[str, str]) -> None:
        self.ids = ids
        self._paper = paper
        self._written: list[Line | str] = []
        self._sections = _sections(paper)
        self._turned = False
        self._breaks = False
        self._pictures: dict[str, str] = {}
        self._count = 0

    @property
    def width(self) -> float:
        """The width of the text block in millimetres."""
        return TURNED_WIDTH if self._turned else TEXT_WIDTH

    @property
    def margin(self) -> int:
        """The left margin in twips."""
        margins = self._sections[self._turned].find(qn("w:pgMar"))
        return 0 if margins is None else int(margins.get(qn("w:left"), "0"))

    @property
    def last(self) -> Line | None:
        """The paragraph written last; nothing after a table."""
        return self._written[-1] if self._written and isinstance(self._written[-1], Line) else None

    def write(self, style: str, text: str = "", *, runs: str = "") -> Line:
        """Add a paragraph of plain text, or of runs."""
        line = Line(style, runs or run(text), breaks=self._breaks)
        self._breaks = False
        self._written.append(line)
        return line

    def table(self, xml: str) -> None:
        """Add a table; one that begins a page has a line of no height before it."""
        if self._breaks or (self._written and isinstance(self._written[-1], str)):
            self.write("anchor")  # two tables that touch would be joined
        self._written.append(xml)

    def hold(self, count: int) -> None:
        """Keep the last `count` paragraphs on the page of what follows."""
        for line in self._written[-count:]:
            if isinstance(line, Line):
                line.holds = True

    def break_page(self, *, turned: bool) -> None:
        """Let what follows begin a page, on its long side where it is `turned`."""
        if turned == self._turned:
            self._breaks = bool(self._written)
            return
        if self._written:
            line = self.last or self.write("anchor")
            line.section = self._section()
        self._turned, self._breaks = turned, False

    def picture(self, picture: Printable, name: str) -> str:
        """A run with the picture; one that is met twice is kept once."""
        key = hashlib.sha256(picture.content).hexdigest()
        self._count += 1
        if key not in self._pictures:
            place = PackURI(f"/word/media/picture{len(self._pictures) + 1}.jpg")
            part = ImagePart(place, "image/jpeg", picture.content)
            self._pictures[key] = self._paper.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
        sides = Mm(picture.width), Mm(picture.height)
        return _PICTURE.format(
            wide=sides[0], high=sides[1], id=self._count, name=escape(name), rel=self._pictures[key]
        )

    def xml(self) -> str:
        """The document part of the file: what was written, in place of the template's own text.

        It is never a tree: to move ten thousand rows from one to another takes minutes.
        """
        if not self._written or isinstance(self._written[-1], str):
            self.write("anchor")  # after a table there is a paragraph, or Word mends the file
        body = "".join(one if isinstance(one, str) else self.line(one) for one in self._written)
        section = self._section()
        return f"<w:document {_SPACES}><w:body>{body}{section}</w:body></w:document>"

    def _section(self) -> str:
        return str(etree.tostring(self._sections[self._turned], encoding="unicode"))

    def line(self, line: Line) -> str:
        """A paragraph as XML."""
        parts = (
            "<w:keepNext/>" if line.holds else "",
            "<w:pageBreakBefore/>" if line.breaks else "",
            "" if line.left is None else f'<w:ind w:leftChars="0" w:left="{line.left}"/>',
            line.section,
        )
        look = f'<w:pStyle w:val="{self.ids[line.style]}"/>{"".join(parts)}'
        return f"<w:p><w:pPr>{look}</w:pPr>{line.runs}</w:p>"


def run(text: str) -> str:
    """Plain text as XML, its line breaks and tab stops kept.

    >>> run("a<b")
    '<w:r><w:t xml:space="preserve">a&lt;b</w:t></w:r>'
    """
    if not text:
        return ""
    inside = escape(text, quote=False)
    if "\n" in inside or "\t" in inside:
        inside = inside.replace("\n", f"{_END}<w:br/>{_BEGIN}").replace(
            "\t", f"{_END}<w:tab/>{_BEGIN}"
        )
    return f"<w:r>{_BEGIN}{inside}{_END}</w:r>"


def linked(text: str, file: str) -> str:
    """Text that leads to a file beside this one: a field, which needs no relation to outside."""
    name = escape(file.replace('"', "").replace("\\", "/"))
    return f'<w:fldSimple w:instr=" HYPERLINK &quot;{name}&quot; ">{run(text)}</w:fldSimple>'


_SPACES = nsdecls("w", "r", "wp", "a", "pic")
_BEGIN, _END = '<w:t xml:space="preserve">', "</w:t>"
_PICTURE = (
    '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
    '<wp:extent cx="{wide}" cy="{high}"/><wp:docPr id="{id}" name="{name}"/>'
    '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic><pic:nvPicPr><pic:cNvPr id="{id}" name="{name}"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:embed="{rel}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
    "</a:graphic></wp:inline></w:drawing></w:r>"
)


def _sections(paper: Paper) -> dict[bool, etree._Element]:
    """The template's upright section and its turned one.

    Where it has none that is turned, that is the upright one on its side.
    """
    sections = list(paper.element.body.iter(qn("w:sectPr")))
    turned = [one for one in sections if _is_turned(one)]
    upright = [one for one in sections if not _is_turned(one)] or sections
    return {False: upright[0], True: turned[0] if turned else _on_its_side(upright[0])}


def _is_turned(section: etree._Element) -> bool:
    size = section.find(qn("w:pgSz"))
    return size is not None and size.get(qn("w:orient")) == "landscape"


def _on_its_side(section: etree._Element) -> etree._Element:
    """The head of the page is the left edge of the paper, so that bound papers read alike."""
    turned = deepcopy(section)
    size, margins = turned.find(qn("w:pgSz")), turned.find(qn("w:pgMar"))
    if size is not None:
        wide, high = size.get(qn("w:w")), size.get(qn("w:h"))
        size.attrib.update({qn("w:w"): high, qn("w:h"): wide, qn("w:orient"): "landscape"})
    if margins is not None:
        was = [margins.get(qn(f"w:{side}")) for side in ("left", "top", "right", "bottom")]
        sides = ("top", "right", "bottom", "left")
        margins.attrib.update({qn(f"w:{side}"): one for side, one in zip(sides, was, strict=True)})
    return turned
