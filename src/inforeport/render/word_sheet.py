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
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
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
from inforeport.files.spool import Spool
from inforeport.render.breaks import Area
from inforeport.render.own import Kept
from inforeport.render.word_sections import area_of, numbered_anew, sections, without_blank_heads

_TWIP = 25.4 / 1440
_LINE = 28  # characters of 三号
_KEPT = 2  # lines of text above a signature
_MOST_KEPT = 6  # lines, of small print above it too
_HALF = 11  # lines; half a page
_IN_REACH = 16  # lines and tables, of which the last few may still be held
_ALONE = 7  # lines; two annexes and a signature need no text above them
_TEXTS = re.compile(r"<w:t[^>]*>([^<]*)</w:t>")


@dataclass(slots=True)
class Line:
    """A paragraph: its style by name, its runs as XML, and what hangs on its place.

    `holds` keeps it on the page of what follows, `breaks` begins a page, `left` is an indent in
    twips, `above` the room over it, `tab` where its right end stands if not where the style has it,
    `section` the XML of the section that ends with it.
    """

    style: str
    runs: str
    holds: bool = False
    breaks: bool = False
    left: int | None = None
    above: int | None = None
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
        self._done = Spool()  # what was written before
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
        if anew:
            self._put_down(self._written[:-_IN_REACH])
        self._turned, self._anew, self._breaks = turned, anew and bool(self._written), False
        self._is_letter, self._first = False, len(self._written)

    def _put_down(self, ready: Sequence[Line | str]) -> None:
        """Write down what no later line can hold on its page: it need not stay in memory."""
        for one in ready:
            self._done.add(one if isinstance(one, str) else self.line(one))
        del self._written[: len(ready)]

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

    def xml(self) -> Iterator[bytes]:
        """The document part of the file: what was written, in place of the template's own text.

        It is never a tree: to move ten thousand rows from one to another takes minutes. Nor is it
        one text: papers for each of five thousand units are ninety megabytes.
        """
        if not self._written or isinstance(self._written[-1], str):
            self.write("anchor")  # after a table there is a paragraph, or Word mends the file
        self._put_down(self._written)
        head, foot = _framed("版头", self.kept.head), _framed("版记", self.kept.foot)
        yield f"<w:document {_spaces(self._paper)}><w:body>{head}".encode()
        yield from self._done.read()
        yield f"{foot}{self._section()}</w:body></w:document>".encode()

    def _section(self) -> str:
        section = numbered_anew(self._kind) if self._anew else deepcopy(self._kind)
        self._has_turned = self._has_turned or self._turned
        if not self._has_turned:
            without_blank_heads(section, self._paper)
        return str(etree.tostring(section, encoding="unicode"))

    def line(self, line: Line) -> str:
        """A paragraph as XML."""
        parts = (
            "<w:keepNext/>" if line.holds else "",
            "<w:pageBreakBefore/>" if line.breaks else "",
            "" if line.tab is None else _stop(line.tab),
            "" if line.above is None else f'<w:spacing w:before="{line.above}"/>',
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
_ROW, _ROWS_HELD = "<w:tr>", 2
_STYLED = re.compile(r"<w:pStyle [^>]*/>(?!<w:keepNext/>)")
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
