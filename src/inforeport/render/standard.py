"""In what a template departs from GB/T 9704-2012: paper, margins, letters, lines."""

from collections.abc import Iterator, Mapping

from docx.document import Document as Paper
from docx.oxml.ns import qn
from lxml import etree

from inforeport.render.template import style_ids
from inforeport.render.word_sections import sections
from inforeport.words import Message, message

Departure = tuple[Message, str, str]
"""What is otherwise, as it is, and as the standard has it."""

_TWIPS = 1440 / 25.4
_SIDES = {
    "top": (message("top margin"), 37),
    "bottom": (message("bottom margin"), 35),
    "left": (message("left margin"), 28),
    "right": (message("right margin"), 26),
}
_PAPER = 210, 297
_STYLES: Mapping[str, tuple[Message, str, int]] = {
    "title": (message("title"), "小标宋", 22),
    "addressee": (message("addressee"), "仿宋", 16),
    "body": (message("running text"), "仿宋", 16),
    "heading 1": (message("heads of the first level"), "黑体", 16),
    "heading 2": (message("heads of the second level"), "楷体", 16),
}


def departures(paper: Paper) -> Iterator[Departure]:
    """Each thing that a paper set in this template has otherwise than the standard."""
    yield from _page(sections(paper)["upright"])
    by_id = {one.get(qn("w:styleId")): one for one in paper.styles.element.iter(qn("w:style"))}
    ids = style_ids(paper)
    for role, (word, font, points) in _STYLES.items():
        named = _looked_up(by_id, ids[role], "rFonts", "eastAsia")
        size = _looked_up(by_id, ids[role], "sz", "val")
        if named and font not in named:
            yield word, named, font
        if size and int(size) != 2 * points:
            yield word, f"{int(size) / 2:g} pt", f"{points} pt"


def _page(section: etree._Element) -> Iterator[Departure]:
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    if size is not None:
        sides = tuple(round(int(size.get(qn(f"w:{side}"), "0")) / _TWIPS) for side in "wh")
        if sides != _PAPER:
            yield message("paper size"), "{} × {} mm".format(*sides), "{} × {} mm".format(*_PAPER)
    if margins is not None:
        for side, (word, wanted) in _SIDES.items():
            margin = int(margins.get(qn(f"w:{side}"), "0")) / _TWIPS
            if abs(margin - wanted) > 1:
                yield word, f"{margin:.1f} mm", f"{wanted} mm"


def _looked_up(styles: Mapping[str, etree._Element], ident: str, tag: str, key: str) -> str | None:
    """A figure of a style, its own or one that it inherits."""
    style = styles.get(ident)
    for _ in range(len(styles)):
        if style is None:
            return None
        element = style.find(f"{qn('w:rPr')}/{qn(f'w:{tag}')}")
        if element is not None and element.get(qn(f"w:{key}")):
            return str(element.get(qn(f"w:{key}")))
        below = style.find(qn("w:basedOn"))
        style = None if below is None else styles.get(below.get(qn("w:val")))
    return None
