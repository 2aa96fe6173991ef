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
import re
from collections.abc import Container, Iterable, Mapping
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

from inforeport.files.picture import Printable
from inforeport.render.breaks import A4, Area
from inforeport.render.own import Kept

_TWIP = 25.4 / 1440
_LINE = 28  # characters of 三号
_KEPT = 2  # lines of text above a signature
_MOST_KEPT = 6  # lines, of small print above it too
_HALF = 11  # lines; half a page
_ALONE = 7  # lines; two annexes and a signature need no text above them
_TEXTS = re.compile(r"<w:t[^>]*>([^<]*)</w:t>")


@dataclass(slots=True)
class Line:
    """A paragraph: its style by name, its runs as XML, and what hangs on its place.

    `holds` keeps it on the page of what follows, `breaks` begins a page, `left` is an indent in
    twips, `tab` where its right end stands if not where the style has it, `section` the XML of the
    section that ends with it.
    """

    style: str
    runs: str
    holds: bool = False
    breaks: bool = False
    left: int | None = None
    tab: int | None = None
    section: str = ""

    @property
    def lines(self) -> int:
        """About how many lines of 三号 it takes."""
        signs = sum(map(len, _TEXTS.findall(self.runs)))
        return max(1, -(-signs // _LINE), self.runs.count("<w:br/>") + 1)


class Sheet:
    """What is written so far; `ids` are the styles of the template by name.

    `kept` stands around it; `called` is what is read out in place of a picture that has no caption.
    """

    def __init__(
        self, paper: Paper, ids: Mapping[str, str], kept: Kept | None = None, called: str = ""
    ) -> None:
        self.ids = ids
        self.kept = kept or Kept([], [])
        self._called = called
        self._paper = paper
        self._written: list[Line | str] = []
        self._sections = sections(paper)
        self._turned = self._has_turned = False
        self._is_letter = False
        self._first = 0  # of what was written, in this section
        self._anew = False
        self._breaks = False
        self._pictures: dict[str, str] = {}
        self._count = _OTHERS if self.kept.head or self.kept.foot else 0

    @property
    def width(self) -> float:
        """The width of the text block in millimetres."""
        return area_of(self._kind).wide

    @property
    def is_turned(self) -> bool:
        """Whether the page lies on its long side."""
        return self._turned

    def area(self, *, turned: bool) -> Area:
        """The text block of an upright page or a turned one."""
        return area_of(self._sections["turned" if turned else "upright"])

    @property
    def margin(self) -> int:
        """The left margin in twips."""
        margins = self._kind.find(qn("w:pgMar"))
        return 0 if margins is None else int(margins.get(qn("w:left"), "0"))

    @property
    def _kind(self) -> etree._Element:
        """The template's section that is written in."""
        if self._is_letter:
            return self._sections["letter"]
        return self._sections["turned" if self._turned else "upright"]

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
        """Keep the last `count` paragraphs, or a table's last rows, on the page of what follows."""
        for at in range(max(0, len(self._written) - count), len(self._written)):
            self._hold(at)

    def hold_text(self, closing: int) -> None:
        """Keep two lines of the text on the page of the `closing` lines that follow.

        Some programs move a paragraph whole: one that would take more than half a page along stays
        where it is, if what follows can stand by itself.
        """
        text, lines, at = 0, 0, len(self._written) - 1
        while at >= 0 and text < _KEPT and lines < _MOST_KEPT:
            above = self._written[at]
            more = _KEPT if isinstance(above, str) else above.lines
            if closing >= _ALONE and lines + more + closing > _HALF:
                return
            self._hold(at)
            is_small = isinstance(above, Line) and above.style == "note"
            text, lines, at = text + (0 if is_small else more), lines + more, at - 1
        if at >= 0 and isinstance(self._written[at], str):
            self._hold(at)  # what stands below a table is no page of its own

    def _hold(self, at: int) -> None:
        above = self._written[at]
        if isinstance(above, str):
            self._written[at] = _holding(above)
        else:
            above.holds = True

    def trailing(self, styles: Container[str]) -> int:
        """How many of the paragraphs written last have one of some styles."""
        every = enumerate(reversed(self._written))
        ends = (at for at, one in every if not (isinstance(one, Line) and one.style in styles))
        return next(ends, len(self._written))

    def is_below_table(self, style: str, most: int) -> bool:
        """Whether a table was written last, or after it at most so many paragraphs of a style."""
        count = self.trailing({style})
        return (
            count <= most
            and count < len(self._written)
            and isinstance(self._written[-1 - count], str)
        )

    def break_page(self, *, turned: bool, anew: bool = False) -> None:
        """Let what follows begin a page, on its long side where it is `turned`.

        With `anew` it is a paper of its own: page 1, on an odd page.
        """
        if turned == self._turned and not anew:
            self._breaks = bool(self._written)
            return
        if self._written:
            line = self.last or self.write("anchor")
            line.section = self._section()
        self._turned, self._anew, self._breaks = turned, anew and bool(self._written), False
        self._is_letter, self._first = False, len(self._written)

    def letter(self) -> None:
        """Let a section that begins here be that of a letter."""
        self._is_letter = not self._turned and len(self._written) == self._first

    def picture(self, picture: Printable, name: str, told: str = "") -> str:
        """A run with the picture, and what it shows; one that is met twice is kept once."""
        key = hashlib.sha256(picture.content).hexdigest()
        self._count += 1
        if key not in self._pictures:
            place = PackURI(f"/word/media/picture{len(self._pictures) + 1}.jpg")
            part = ImagePart(place, "image/jpeg", picture.content)
            self._pictures[key] = self._paper.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
        sides = Mm(picture.width), Mm(picture.height)
        return _PICTURE.format(
            wide=sides[0],
            high=sides[1],
            id=self._count,
            name=escape(name),
            told=escape(told or self._called),
            rel=self._pictures[key],
        )

    def numbered(self, xml: str) -> str:
        """The same with a number of its own for each drawing in it."""
        first, *others = xml.split('<wp:docPr id="0"')
        parts = [first]
        for other in others:
            self._count += 1
            parts.append(f'<wp:docPr id="{self._count}"{other}')
        return "".join(parts)

    def xml(self) -> str:
        """The document part of the file: what was written, in place of the template's own text.

        It is never a tree: to move ten thousand rows from one to another takes minutes.
        """
        if not self._written or isinstance(self._written[-1], str):
            self.write("anchor")  # after a table there is a paragraph, or Word mends the file
        body = "".join(one if isinstance(one, str) else self.line(one) for one in self._written)
        around = _framed("版头", self.kept.head), _framed("版记", self.kept.foot)
        section = self._section()
        return (
            f"<w:document {_spaces(self._paper)}><w:body>{around[0]}{body}{around[1]}{section}"
            "</w:body></w:document>"
        )

    def _section(self) -> str:
        section = _anew(self._kind) if self._anew else deepcopy(self._kind)
        self._has_turned = self._has_turned or self._turned
        if not self._has_turned:
            _without_blank_heads(section, self._paper)
        return str(etree.tostring(section, encoding="unicode"))

    def line(self, line: Line) -> str:
        """A paragraph as XML."""
        parts = (
            "<w:keepNext/>" if line.holds else "",
            "<w:pageBreakBefore/>" if line.breaks else "",
            "" if line.tab is None else _stop(line.tab),
            "" if line.left is None else f'<w:ind w:leftChars="0" w:left="{line.left}"/>',
            line.section,
        )
        look = f'<w:pStyle w:val="{self.ids[line.style]}"/>{"".join(parts)}'
        return f"<w:p><w:pPr>{look}</w:pPr>{line.runs}</w:p>"


def _stop(place: int) -> str:
    """A stop at the right end, in place of those that the styles have."""
    was = "".join(f'<w:tab w:val="clear" w:pos="{at}"/>' for at in (8565, 8845) if at != place)
    return f'<w:tabs>{was}<w:tab w:val="right" w:pos="{place}"/></w:tabs>'


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


_OTHERS = 1000  # numbers of pictures that an office's template may have taken
_BEFORE_NUMBERS = {
    qn(f"w:{name}") for name in ("type", "pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType")
}
_ROW, _ROWS_HELD = "<w:tr>", 2
_STYLED = re.compile(r"<w:pStyle [^>]*/>(?!<w:keepNext/>)")
_SAYS = re.compile(rb"<w:(?:t|tbl|drawing|pict|object|instrText|spacing)[ >/]")
_COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_OURS = ("w", "r", "wp", "a", "pic")
_SPACES = nsdecls(*_OURS)
_BEGIN, _END = '<w:t xml:space="preserve">', "</w:t>"
_PICTURE = (
    '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
    '<wp:extent cx="{wide}" cy="{high}"/><wp:docPr id="{id}" name="{name}" descr="{told}"/>'
    '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic><pic:nvPicPr><pic:cNvPr id="{id}" name="{name}"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:embed="{rel}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
    "</a:graphic></wp:inline></w:drawing></w:r>"
)


def _spaces(paper: Paper) -> str:
    """The name spaces of a document: ours, and those that what is kept of the template asks for."""
    root = paper.element
    named = {prefix: uri for prefix, uri in root.nsmap.items() if prefix and prefix not in _OURS}
    ignored = root.get(f"{{{_COMPATIBLE}}}Ignorable")
    if not named:
        return _SPACES
    more = "".join(f' xmlns:{prefix}="{escape(uri)}"' for prefix, uri in named.items())
    return f"{_SPACES}{more}" + (f' mc:Ignorable="{escape(ignored)}"' if ignored else "")


def _framed(name: str, blocks: Iterable[etree._Element]) -> str:
    """What an office's template has around the text, in a control that says so."""
    inside = "".join(etree.tostring(one, encoding="unicode", with_tail=False) for one in blocks)
    look = f'<w:sdtPr><w:alias w:val="{name}"/><w:tag w:val="{name}"/></w:sdtPr>'
    return f"<w:sdt>{look}<w:sdtContent>{inside}</w:sdtContent></w:sdt>" if inside else ""


def holding(row: str) -> str:
    """A row whose paragraphs stay on the page of what follows."""
    return _STYLED.sub(r"\g<0><w:keepNext/>", row)


def _holding(table: str) -> str:
    """A table whose last rows stand on the page of what follows."""
    first, *rows = table.rsplit(_ROW, _ROWS_HELD)
    return _ROW.join((first, *map(holding, rows)))


def sections(paper: Paper) -> dict[str, etree._Element]:
    """The template's section for letters, which has a first page of its own, and the others.

    Where it has none that is turned, that is the upright one on its side; where it has none for
    letters, they are set as other papers.
    """
    every = list(paper.element.body.iter(qn("w:sectPr")))
    turned = [one for one in every if _is_turned(one)]
    upright = [one for one in every if not _is_turned(one)] or every
    letters = [one for one in upright if one.find(qn("w:titlePg")) is not None]
    plain = next((one for one in upright if one not in letters), upright[0])
    return {
        "upright": plain,
        "turned": turned[0] if turned else _on_its_side(plain),
        "letter": letters[0] if letters else plain,
    }


def _without_blank_heads(section: etree._Element, paper: Paper) -> None:
    """Leave out heads with nothing in them: they only end those of a turned page.

    LibreOffice begins the text of a section on an odd page too high below such a head.
    """
    for head in [*section.iter(qn("w:headerReference"))]:
        part = paper.part.related_parts[head.get(qn("r:id"))]
        if not _SAYS.search(part.blob):
            section.remove(head)


def _anew(section: etree._Element) -> etree._Element:
    """The same, its pages counted from 1 on an odd page."""
    copy = deepcopy(section)
    for old in [*copy.iter(qn("w:type"), qn("w:pgNumType"))]:
        copy.remove(old)
    size = copy.find(qn("w:pgSz"))
    if size is not None:
        size.addprevious(copy.makeelement(qn("w:type"), {qn("w:val"): "oddPage"}))
    before = [one for one in copy if one.tag in _BEFORE_NUMBERS]
    if before:
        before[-1].addnext(copy.makeelement(qn("w:pgNumType"), {qn("w:start"): "1"}))
    return copy


def area_of(section: etree._Element) -> Area:
    """What the margins leave of a page; of one without sizes, the block of the standard."""
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    if size is None or margins is None:
        return A4
    wide = int(size.get(qn("w:w"))) - _sum(margins, "left", "right", "gutter")
    high = int(size.get(qn("w:h"))) - _sum(margins, "top", "bottom")
    return Area(round(wide * _TWIP, 1), round(high * _TWIP, 1))


def _sum(margins: etree._Element, *sides: str) -> int:
    return sum(abs(int(margins.get(qn(f"w:{side}"), "0"))) for side in sides)


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
