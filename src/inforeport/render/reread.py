"""A file that was drawn, opened again: its texts in order, its rows, and what is wrong with it.

It knows the formats and never the page: what should be there is judged in `checked`.
"""

import csv
import io
import json
import re
from base64 import b64decode
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from sys import intern
from typing import Any
from zipfile import ZipFile

from lxml import etree
from msgspec import Struct

from inforeport.text import unguarded
from inforeport.words import Message, message

Row = tuple[str | Decimal, ...]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOCUMENT = "word/document.xml"
_CELL, _TEXT = f"{_W}tc", f"{_W}t"
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_CORE = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
}
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_INLINE = "data:image/jpeg;base64,"
_POSITION = b"Exif\0\0"  # begins the part of a picture that says where and by whom it was taken
_BESIDE = re.compile(r"#[^\s]+|[^\s:/\\?#.][^:/\\?#]*")
_SAME = {ord("\u2212"): "-", ord("\u2060"): None}


class Found(Struct, frozen=True):
    """What a file says: all its texts in one, squeezed; its rows; its faults; about itself."""

    flow: str
    rows: Sequence[Row]
    faults: list[Message]
    has_empty_line: bool = False
    about: tuple[str, str, str] | None = None
    """Title, author and day; none where the format does not tell."""


def squeezed(text: str) -> str:
    """The text without what a renderer may add or change to set it: spaces, breaks, the minus.

    >>> squeezed("得 \u221220\u2060分")
    '得-20分'
    """
    if text.isalnum():
        return text  # nearly every cell
    close = "".join(text.split())
    return close if close.isascii() else close.translate(_SAME)


def mail(content: bytes) -> Found:
    """A mail: the Word file that goes with it."""
    from email import message_from_bytes, policy

    [attached] = message_from_bytes(content, policy=policy.default).iter_attachments()
    return word(bytes(attached.get_content()))


def word(content: bytes) -> Found:
    """A Word file: its body, and whether it prints as it should and keeps no secret."""
    from inforeport.render import reread_word

    parts, seen = _parts(content, but=_DOCUMENT), reread_word.Seen()
    flow, rows = [], []
    with ZipFile(io.BytesIO(content)) as archive, archive.open(_DOCUMENT) as body:
        for block in reread_word.blocks(body):
            seen.add(block)
            flow.append(squeezed("".join(block.itertext(_TEXT))))
            rows += [tuple(map(_kept, _texts(row))) for row in block.iter(f"{_W}tr")]
    faults = [*seen.faults(_xml(parts["word/styles.xml"])), *_leaks(parts)]
    is_empty = seen.has_empty_line
    return Found("".join(flow), rows, faults, has_empty_line=is_empty, about=_about(parts))


def _kept(cell: str) -> str:
    """A cell to compare; what stands in many is kept once."""
    return intern(squeezed(cell))


def _texts(row: etree._Element) -> list[str]:
    """The texts of the cells of a row, none of which holds a table."""
    texts: list[str] = []
    for element in row.iter(_CELL, _TEXT):
        if element.tag == _CELL:
            texts.append("")
        else:
            texts[-1] += element.text or ""
    return texts


def reference_and_lines(content: bytes) -> tuple[str, list[str]]:
    """What a Word file says: its reference, and its text line by line, a row of a table as one.

    Of what an office's template has around the text the number is said only.
    """
    parts = _parts(content)
    body = _xml(parts[_DOCUMENT])[0]
    lines = (
        " ".join(squeezed("".join(one.itertext(_TEXT))) for one in _cells(line))
        for line in body.iter(f"{_W}p", f"{_W}tr")
        if line.tag == f"{_W}tr" or next(line.iterancestors(f"{_W}tr"), None) is None
        if not _is_around(line) or "〔" in "".join(line.itertext(_TEXT))
    )
    core = _xml(parts["docProps/core.xml"]) if "docProps/core.xml" in parts else None
    reference = "" if core is None else core.findtext("dc:identifier", "", _CORE)
    return reference, [line.strip() for line in lines if line.strip()]


def has_own_head(content: bytes) -> bool:
    """Whether a Word file has the head of an office's template in place of ours."""
    body = _xml(_parts(content)[_DOCUMENT])[0]
    return any(map(_is_around, body.iter(f"{_W}p")))


def _is_around(line: etree._Element) -> bool:
    """Whether a line stands in what is kept of an office's template."""
    controls = (one.find(f"{_W}sdtPr/{_W}tag") for one in line.iterancestors(f"{_W}sdt"))
    return any(one is not None and one.get(f"{_W}val") in {"版头", "版记"} for one in controls)


def _cells(line: etree._Element) -> Sequence[etree._Element]:
    """The cells of a row; a paragraph is its own."""
    return line.findall(_CELL) if line.tag == f"{_W}tr" else [line]


def excel(content: bytes) -> Found:
    """A workbook: each sheet's rows, figures as figures and texts as texts."""
    parts = _parts(content)
    shared = [squeezed(_unescaped("".join(one.itertext(f"{_S}t")))) for one in _shared(parts)]
    faults = _leaks(parts)
    rows: list[Row] = []
    for count in range(1, len(parts) + 1):
        part = parts.get(f"xl/worksheets/sheet{count}.xml")
        if part is None:
            break
        sheet = _xml(part)
        faults += [message("a formula in it")] * any(True for _ in sheet.iter(f"{_S}f"))
        rows += [tuple(_value(cell, shared) for cell in row) for row in sheet.iter(f"{_S}row")]
    title, author, day = map(_unescaped, _about(parts))
    return Found("".join(_strings(rows)), rows, faults, about=(title, author, day))


def html(content: bytes) -> Found:
    """A page for a browser: what it shows, and that it asks for nothing and runs nothing."""
    root = etree.fromstring(content, etree.HTMLParser(encoding="utf-8", huge_tree=True))
    rows = [
        tuple(squeezed(_inside(cell)) for cell in row.iterchildren("td", "th"))
        for row in root.iter("tr")
    ]
    asks = [one for one in root.iter() if one.get("srcset") or _leads_out(one) or _is_loud(one)]
    faults = [message("something in it that is asked for elsewhere")] * bool(asks)
    sources = (one.get("src", "") for one in root.iter("img"))
    faults += _told_tales(b64decode(one[len(_INLINE) :]) for one in sources if _INLINE in one)
    meta = {one.get("name"): one.get("content") or "" for one in root.iter("meta")}
    about = ("".join(root.find("head/title").itertext()), meta["author"], meta["date"])
    return Found(squeezed("".join(root.find("body").itertext())), rows, faults, about=about)


def comma(content: bytes) -> Found:
    """CSV, as a spreadsheet that keeps text as text would read it."""
    lines = io.StringIO(content.decode("utf-8-sig"), newline="")
    rows: list[Row] = [
        tuple(squeezed(unguarded(cell)) for cell in row) for row in csv.reader(lines, strict=True)
    ]
    return Found("".join(_strings(rows)), rows, [])


def objects(content: bytes) -> Found:
    """JSON: every value in its order, and the rows of the tables."""
    tree = json.loads(content, parse_float=Decimal, parse_int=Decimal)
    rows: list[Row] = [
        tuple(map(_json_cell, row.values()))
        for block in tree["blocks"]
        if block["type"] == "table"
        for row in block["rows"]
    ]
    return Found("".join(map(squeezed, _leaves(tree))), rows, [])


def _parts(content: bytes, *, but: str = "") -> dict[str, bytes]:
    """The parts of an archive, each checked against its sum; not one that is read otherwise."""
    with ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name != but}


def _xml(part: bytes) -> etree._Element:
    return etree.fromstring(part, etree.XMLParser(huge_tree=True, resolve_entities=False))


def _about(parts: dict[str, bytes]) -> tuple[str, str, str]:
    core = _xml(parts["docProps/core.xml"])
    title, author, created = (
        core.findtext(name, "", _CORE) for name in ("dc:title", "dc:creator", "dcterms:created")
    )
    return title, author, created[:10]


def _leaks(parts: dict[str, bytes]) -> list[Message]:
    """What would take a reader elsewhere, or tell where a picture was taken."""
    links = (part for name, part in parts.items() if name.endswith(".rels"))
    faults = [message("a link to something outside it")] * any(
        b'"External"' in one for one in links
    )
    return faults + _told_tales(part for name, part in parts.items() if "/media/" in name)


def _told_tales(pictures: Iterable[bytes]) -> list[Message]:
    tales = any(_POSITION in picture for picture in pictures)
    return [message("a picture in it that says where it was taken")] * tales


def _inside(element: etree._Element) -> str:
    return "".join(element.itertext()) if len(element) else element.text or ""


def _leads_out(element: etree._Element) -> bool:
    """Whether it leads elsewhere than into the page, or to a file beside it by its name."""
    link = element.get("href")
    return link is not None and (element.tag != "a" or not _BESIDE.fullmatch(link))


def _is_loud(element: etree._Element) -> bool:
    """Whether it runs something, or is shown from elsewhere."""
    source = element.get("src")
    return element.tag in {"script", "link", "iframe", "object"} or not (
        source is None or source.startswith(_INLINE)
    )


def _shared(parts: dict[str, bytes]) -> Iterable[etree._Element]:
    return _xml(parts["xl/sharedStrings.xml"]) if "xl/sharedStrings.xml" in parts else ()


def _unescaped(text: str) -> str:
    """What is written _x005F_ in a workbook is the sign with that number."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _value(cell: etree._Element, shared: list[str]) -> str | Decimal:
    if not len(cell):
        return ""
    value = cell[-1].text or ""
    return shared[int(value)] if cell.get("t") == "s" else Decimal(value)


def _strings(rows: Iterable[Row]) -> Iterator[str]:
    return (cell for row in rows for cell in row if isinstance(cell, str))


def _json_cell(value: list[Any] | str | Decimal | None) -> str | Decimal:
    if isinstance(value, list):
        return "".join(str(_json_cell(one)) for one in value)
    return value if isinstance(value, Decimal) else squeezed(value or "")


def _leaves(tree: object) -> Iterator[str]:
    if isinstance(tree, dict):
        for leaf in tree.values():
            yield from _leaves(leaf)
    elif isinstance(tree, list):
        for leaf in tree:
            yield from _leaves(leaf)
    elif isinstance(tree, str):
        yield tree
