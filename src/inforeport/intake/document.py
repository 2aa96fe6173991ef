"""What a Word file says, line by line, with the look of each line, its tables and its pictures.

Headers, footers, notes, comments, deleted and hidden text are not the text of a report and are
left out. What a line means is not known here.
"""

import io
import re
from collections.abc import Iterator, Mapping
from struct import error as StructError  # noqa: N812  the library's name says nothing by itself
from typing import Any
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812

from lxml import etree

from inforeport.files.package import UnusablePackageError, texts
from inforeport.intake.blocks import Block, Cell, Document, Drawn, Grid, Line
from inforeport.intake.looks import Bit, Looks, W
from inforeport.intake.numbering import Numbering
from inforeport.text import clean
from inforeport.words import message

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_STRICT_R = b"http://purl.oclc.org/ooxml/officeDocument/relationships"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_V = "{urn:schemas-microsoft-com:vml}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_EITHER = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_NAMED = (f"{_R}embed", f"{_R}link", f"{_R}id")
_TYPES = "[Content_Types].xml"
_MAIN = "wordprocessingml.document.main+xml"
_BROKEN = (
    *(BadZipFile, ZlibError, StructError, EOFError, KeyError, ValueError, RuntimeError),
    *(NotImplementedError, OSError, etree.XMLSyntaxError, RecursionError),
)
"""What reading a damaged file may raise."""

_WRITTEN = {
    **dict.fromkeys((f"{W}tab", f"{W}ptab"), "\t"),
    **dict.fromkeys((f"{W}br", f"{W}cr"), "\n"),
    f"{W}noBreakHyphen": "-",
}
_RUN, _T = f"{W}r", f"{W}t"
_TEXTS = {_T, f"{_MATH}t"}
_DRAWINGS = {f"{W}drawing", f"{W}pict", f"{W}object"}
_NONE = b"<none/>"
_UNSAID = {
    *(f"{W}{name}" for name in ("pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "trPr", "tcPr")),
    *(f"{W}{name}" for name in ("del", "moveFrom", "delText", "instrText", "rt", "sectPr")),
    f"{_EITHER}Fallback",
}
"""What is no text: how it looks, what was deleted or moved away, what a field is worked out of."""


def document(content: bytes) -> Document:
    """What a Word file says. Raises `UnusablePackageError` for one that is not opened."""
    reading = _Reading(content, texts(content))
    try:
        return Document(tuple(reading.blocks()), reading.hides, tuple(reading.margins()))
    except _BROKEN as error:
        raise UnusablePackageError(message("not a Word file, or a damaged one")) from error


class _Reading:
    """One Word file while it is read."""

    def __init__(self, content: bytes, parts: Mapping[str, bytes]) -> None:
        self._content = content
        self._parts = parts
        self.hides = False

    def blocks(self) -> Iterator[Block]:
        main = _main(self._parts)
        self._folder, _, name = main.rpartition("/")
        self._looks = Looks(self._beside("styles.xml"))
        self._numbering = Numbering(_parsed(self._beside("numbering.xml")))
        self._media = _media(_parsed(self._beside(f"_rels/{name}.rels")))
        body = _parsed(self._parts[main]).find(f"{W}body")
        yield from self._of(body) if body is not None else ()

    def margins(self) -> Iterator[str]:
        """The lines of headers and footers."""
        for name, part in self._parts.items():
            if re.match(r"word/(?:header|footer)\d*\.xml", name):
                for paragraph in _parsed(part).iter(f"{W}p"):
                    yield clean("".join(paragraph.itertext(f"{W}t")))

    def _beside(self, name: str) -> bytes:
        """A part that lies beside the main one; an empty one where the file has none."""
        return self._parts.get(f"{self._folder}/{name}", _NONE)

    def _of(self, parent: Any) -> Iterator[Block]:
        """The blocks of a body, a cell or a text box."""
        for child in parent:
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
            elif child.tag not in _UNSAID:
                yield from self._of(child)

    def _paragraph(self, paragraph: Any) -> Iterator[Block]:
        """Its lines, then the pictures and the text boxes that hang in it."""
        style = self._looks.of(paragraph)
        number = self._numbering.of(paragraph, style.number)
        bits = [Bit(number, style.size, style.bold)]
        hung: list[Any] = []
        self._add(paragraph, (style.size, style.bold), bits, hung)
        for place, line in enumerate(_lines(bits)):
            yield Line(_text(line), style.of(line), broken=place > 0)
        for one in hung:
            yield from self._hung(one)

    def _add(self, parent: Any, look: tuple[int, bool], bits: list[Bit], hung: list[Any]) -> None:
        """Add the text below an element to the bits of its paragraph, in the look of its runs."""
        for child in parent:
            tag = child.tag
            if tag == _RUN:
                own = self._looks.run(child, look)
                if own is not None:
                    self._add(child, own, bits, hung)
                elif any(child.itertext(_T)):
                    self.hides = True
            elif tag in _TEXTS:
                bits.append(Bit(child.text or "", *look))
            elif tag in _WRITTEN:
                bits.append(Bit(_WRITTEN[tag], *look))
            elif tag in _DRAWINGS:
                hung.append(child)
            elif tag not in _UNSAID:
                self._add(child, look, bits, hung)

    def _hung(self, hung: Any) -> Iterator[Block]:
        """The pictures of a drawing and the text in its boxes, in their order."""
        for part in hung:
            if part.tag == f"{W}txbxContent":
                yield from self._of(part)
            elif part.tag in {f"{_A}blip", f"{_V}imagedata"}:
                yield self._picture(next((part.get(key) for key in _NAMED if part.get(key)), ""))
            elif part.tag not in _UNSAID:
                yield from self._hung(part)

    def _picture(self, name: str) -> Drawn:
        target = self._media.get(name, "")
        path = target.lstrip("/") if target.startswith("/") else f"{self._folder}/{target}"
        with ZipFile(io.BytesIO(self._content)) as archive:
            held = path in archive.NameToInfo
            return Drawn(clean(target.rpartition("/")[2]), archive.read(path) if held else b"")

    def _table(self, table: Any) -> Iterator[Block]:
        """A table; of one column, which only frames a text, what stands in its cells."""
        rows = [[*_cells(row)] for row in _parts(table, f"{W}tr")]
        if all(len(row) <= 1 for row in rows):
            for row in rows:
                for cell in row:
                    yield from self._of(cell)
            return
        pictures: list[Drawn] = []
        yield Grid(tuple(tuple(self._cell(one, pictures) for one in row) for row in rows))
        yield from pictures

    def _cell(self, cell: Any, pictures: list[Drawn]) -> Cell:
        blocks = [*self._of(cell)]
        pictures += [one for one in blocks if isinstance(one, Drawn)]
        text = "\n".join(one.text for one in blocks if not isinstance(one, Drawn))
        about = cell.find(f"{W}tcPr")
        span = None if about is None else about.find(f"{W}gridSpan")
        merged = None if about is None else about.find(f"{W}vMerge")
        wide = 1 if span is None else _whole(span.get(f"{W}val"))
        goes_on = merged is not None and merged.get(f"{W}val") != "restart"
        return Cell(text.strip(), wide, goes_on)


def _lines(bits: list[Bit]) -> list[list[Bit]]:
    """The bits of each line."""
    lines: list[list[Bit]] = [[]]
    for bit in bits:
        if "\n" not in bit.text:
            lines[-1].append(bit)
            continue
        first, *more = bit.text.split("\n")
        lines[-1].append(Bit(first, bit.size, bit.bold))
        lines += ([Bit(one, bit.size, bit.bold)] for one in more)
    return [line for line in lines if _text(line)]


def _text(line: list[Bit]) -> str:
    return clean("".join(bit.text for bit in line)).strip()


def _parsed(part: bytes) -> Any:
    """A part as a tree; one of the strict kind as one of the usual kind."""
    part = part.replace(_STRICT, W[1:-1].encode()).replace(_STRICT_R, _R[1:-1].encode())
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    return etree.fromstring(part, parser)


def _main(parts: Mapping[str, bytes]) -> str:
    """The name of the part that holds the text."""
    for part in _parsed(parts[_TYPES]):
        if part.get("ContentType", "").endswith(_MAIN) and part.get("PartName"):
            return str(part.get("PartName").lstrip("/"))
    return "word/document.xml"


def _media(relations: Any) -> Mapping[str, str]:
    """Where what a file refers to lies, by the name of the reference; only what is inside it."""
    return {
        one.get("Id", ""): one.get("Target", "")
        for one in relations
        if one.get("TargetMode") != "External"
    }


def _cells(row: Any) -> Iterator[Any]:
    return _parts(row, f"{W}tc")


def _parts(parent: Any, tag: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, also those that something is put around."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag not in _UNSAID and child.tag != f"{W}tbl":
            yield from _parts(child, tag)


def _whole(text: str | None) -> int:
    return min(int(text), 100) if text and text.isascii() and text.isdigit() else 1
