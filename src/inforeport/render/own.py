"""An office's own template: what of it is kept on a paper, and what would spoil one and is not.

Its head and foot are what stands in its body before and behind the place of the text. That is a
bookmark or a content control called 正文; where there is neither, what is red, or a picture, at the
top of the body is the head.
"""

import re
from collections.abc import Iterator
from copy import deepcopy

from docx.document import Document as Paper
from docx.opc.part import XmlPart
from docx.oxml.ns import qn
from lxml import etree
from msgspec import Struct

from inforeport.files.package import UnusablePackageError
from inforeport.words import Message, message

PLACE = "正文"
"""What the place of the text is called."""

_NUMBER = re.compile(r"\S*〔[\s\d　X×]*〕[\s\d　X×]*号")
_NARROWEST = 120.0  # millimetres of text
_TWIPS = 1440 / 25.4
_RED, _DARK = 0xB0, 0x50
_SHOWN = tuple(qn(f"w:{name}") for name in ("t", "drawing", "pict", "object"))
_NAMED = (qn("w:bookmarkStart"), qn("w:alias"), qn("w:tag"))
_LOOSE = tuple(qn(f"w:{name}") for name in ("sectPr", "bookmarkStart", "bookmarkEnd"))
_SETTINGS = {
    "w:attachedTemplate": message("a template that is attached to it"),
    "w:documentProtection": message("protection against changes"),
    "w:trackRevisions": message("the tracking of changes"),
}


class Kept(Struct):
    """What stands before and behind the text, and the line of the number in it, if there is one."""

    head: list[etree._Element]
    foot: list[etree._Element]
    number: etree._Element | None = None

    def numbered(self, number: str) -> bool:
        """Write the number, if there is one, into its line; whether there is such a line."""
        if self.number is None:
            return False
        if number:
            first, *others = self.number.iter(qn("w:t"))
            first.text = number
            for other in others:
                other.text = ""
        return True


def check(paper: Paper) -> None:
    """That its text is one column of a width that papers can be set in.

    Raises `UnusablePackageError`.
    """
    for section in paper.element.body.iter(qn("w:sectPr")):
        columns, size = section.find(qn("w:cols")), section.find(qn("w:pgSz"))
        margins = section.find(qn("w:pgMar"))
        count = 1 if columns is None else int(columns.get(qn("w:num"), "1"))
        if count > 1:
            raise UnusablePackageError(
                message("its text stands in {n} columns; a paper has one", n=count)
            )
        if size is None or margins is None:
            continue
        sides = sum(int(margins.get(qn(f"w:{side}"), "0")) for side in ("left", "right", "gutter"))
        wide = (int(size.get(qn("w:w"), "0")) - sides) / _TWIPS
        if wide < _NARROWEST:
            raise UnusablePackageError(
                message(
                    "its text is {wide} mm wide; a paper wants {least}",
                    wide=round(wide),
                    least=round(_NARROWEST),
                )
            )


def mended(paper: Paper) -> list[Message]:
    """Take out what would spoil a paper; what was there, each thing once."""
    found = [*_settings(paper), *_links(paper), *_hidden(paper)]
    return list({str(one): one for one in found}.values())


def kept(paper: Paper) -> Kept:
    """The head and the foot in the body. Raises `UnusablePackageError` for a place in a table."""
    head, foot, _ = _split(paper)
    head, foot = [*map(_copied, head)], [*map(_copied, foot)]
    lines = (line for one in head for line in one.iter(qn("w:p")))
    return Kept(head, foot, next((one for one in lines if _NUMBER.search(_text(one))), None))


def dropped(paper: Paper) -> Iterator[Message]:
    """That text in its body is left out, where nothing says where a paper's own goes."""
    *_, rest = _split(paper)
    if any(_text(one).strip() and not _has_place(one) for one in rest):
        yield message(
            "text in its body, which a paper leaves out; a bookmark {name} says where the"
            " paper's goes, and what stands around it is kept",
            name=PLACE,
        )


def _split(paper: Paper) -> tuple[list[etree._Element], ...]:
    """What stands before the place of the text, behind it, and what a paper leaves out."""
    blocks = [one for one in paper.element.body if not _is_section(one)]
    at = next((at for at, block in enumerate(blocks) if _has_place(block)), None)
    if at is None:
        end = 1 + max((at for at, one in enumerate(blocks) if _is_head(one)), default=-1)
        return blocks[:end], [], blocks[end:]
    if blocks[at].tag == qn("w:tbl"):
        raise UnusablePackageError(message("its place for the text is inside a table"))
    return blocks[:at], blocks[at + 1 :], [blocks[at]]


def _is_section(block: etree._Element) -> bool:
    """Whether it only says how pages are set."""
    ends = block if block.tag == qn("w:sectPr") else block.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
    return ends is not None and next(block.iter(*_SHOWN), None) is None


def _copied(block: etree._Element) -> etree._Element:
    """A block without what belongs to the whole template: its sections, marks of places."""
    copy = deepcopy(block)
    for mark in [*copy.iter(*_LOOSE)]:
        mark.getparent().remove(mark)
    return copy


def _text(block: etree._Element) -> str:
    return "".join(block.itertext(qn("w:t")))


def _has_place(block: etree._Element) -> bool:
    names = (one.get(qn("w:name")) or one.get(qn("w:val")) for one in block.iter(*_NAMED))
    return PLACE in names


def _is_head(block: etree._Element) -> bool:
    """Whether something in it is red, or a picture, or it is the line of the number."""
    drawn = next(block.iter(qn("w:drawing"), qn("w:pict")), None) is not None
    colours = [one.get(qn("w:val"), "") for one in block.iter(qn("w:color"))]
    rules = [one.get(qn("w:color"), "") for one in block.iter(qn("w:top"), qn("w:bottom"))]
    says = next(block.iter(*_SHOWN), None) is not None
    if _NUMBER.search(_text(block)):
        return True
    return drawn or (says and any(map(_is_red, colours))) or any(map(_is_red, rules))


def _is_red(colour: str) -> bool:
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", colour):
        return False
    red, green, blue = bytes.fromhex(colour)
    return red >= _RED and green <= _DARK and blue <= _DARK


def _settings(paper: Paper) -> Iterator[Message]:
    settings = paper.settings.element
    for tag, word in _SETTINGS.items():
        for one in settings.findall(qn(tag)):
            settings.remove(one)
            yield word


def _links(paper: Paper) -> Iterator[Message]:
    """Whatever leads out of the file, in every part of it; the words of a link stay."""
    for part in [*paper.part.package.iter_parts()]:
        outside = [key for key, one in part.rels.items() if one.is_external]
        kinds = [part.rels[key].reltype for key in outside]
        for key in outside:
            if isinstance(part, XmlPart):
                _cut(part.element, key)
            del part.rels[key]
        if outside and "attachedTemplate" not in {one.rpartition("/")[2] for one in kinds}:
            yield message("a link to something outside it")


def _cut(root: etree._Element, key: str) -> None:
    """Take out what refers to a relation: of a link its words stay, of a picture nothing."""
    for element in [*root.iter()]:
        if not any(
            "relationships" in name and value == key for name, value in element.attrib.items()
        ):
            continue
        if element.tag == qn("w:hyperlink"):
            for child in [*element]:
                element.addprevious(child)
        around = next(element.iterancestors(qn("w:drawing"), qn("w:pict")), element)
        if around.getparent() is not None:
            around.getparent().remove(around)


def _hidden(paper: Paper) -> Iterator[Message]:
    """Text that nobody would see: in styles shown again, in head and foot taken out."""
    for mark in [*paper.styles.element.iter(qn("w:vanish"))]:
        if mark.get(qn("w:val")) not in {"0", "false"}:
            style = next(mark.iterancestors(qn("w:style")), None)
            mark.getparent().remove(mark)
            name = None if style is None else style.find(qn("w:name"))
            called = "" if name is None else name.get(qn("w:val"))
            yield message("a style whose text is hidden: {name}", name=called)
    parts = [part for part in paper.part.package.iter_parts() if isinstance(part, XmlPart)]
    for root in (part.element for part in parts):
        for run in [*root.iter(qn("w:r"))]:
            mark = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
            if mark is not None and mark.get(qn("w:val")) not in {"0", "false"}:
                run.getparent().remove(run)
                yield message("hidden text")
