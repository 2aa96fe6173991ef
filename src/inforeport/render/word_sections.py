"""The sections of a Word paper: which a template has, and what is made of them."""

import re
from copy import deepcopy

from docx.document import Document as Paper
from docx.oxml.ns import qn
from lxml import etree

from inforeport.render.breaks import A4, Area

_TWIP = 25.4 / 1440
_BEFORE_NUMBERS = {
    qn(f"w:{name}") for name in ("type", "pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType")
}
_SAYS = re.compile(rb"<w:(?:t|tbl|drawing|pict|object|instrText|spacing)[ >/]")


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


def without_blank_heads(section: etree._Element, paper: Paper) -> None:
    """Leave out heads with nothing in them: they only end those of a turned page.

    LibreOffice begins the text of a section on an odd page too high below such a head.
    """
    for head in [*section.iter(qn("w:headerReference"))]:
        part = paper.part.related_parts[head.get(qn("r:id"))]
        if not _SAYS.search(part.blob):
            section.remove(head)


def numbered_anew(section: etree._Element) -> etree._Element:
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
