"""What is wrong with the body of a Word file that was drawn: its fonts, its empty pages.

The texts in it are not judged here.
"""

from collections.abc import Iterator

from lxml import etree

from inforeport.words import Message, message

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SHOWN = tuple(f"{_W}{name}" for name in ("t", "drawing", "pict", "object", "fldChar", "sym"))


def faults(body: etree._Element, styles: etree._Element) -> list[Message]:
    """Each fault as a sentence: a style without an East Asian font, a page with nothing on it."""
    problems = [
        message("the style {style} has no font for Chinese", style=style)
        for style in sorted(_used(body) - set(_set_in_chinese(styles)))
    ]
    if _has_empty_page(body):
        problems.append(message("a page with nothing on it"))
    return problems


def _used(body: etree._Element) -> set[str]:
    """The styles of the paragraphs; '' is the default, that of one that names none."""
    named = [one.get(f"{_W}val", "") for one in body.iter(f"{_W}pStyle")]
    return {*named, *([""] if len(named) < sum(1 for _ in body.iter(f"{_W}p")) else [])}


def _set_in_chinese(styles: etree._Element) -> Iterator[str]:
    """The styles with an East Asian font, their own or one they inherit."""
    every = {style.get(f"{_W}styleId"): style for style in styles.iter(f"{_W}style")}
    general = _names_font(styles.find(f"{_W}docDefaults"))
    default = next((key for key, style in every.items() if _is_default(style)), None)
    for key in ("", *every):
        style = every.get(key or default)
        while style is not None and not _names_font(style):
            below = style.find(f"{_W}basedOn")
            style = None if below is None else every.get(below.get(f"{_W}val"))
        if general or style is not None:
            yield key or ""


def _is_default(style: etree._Element) -> bool:
    return style.get(f"{_W}type") == "paragraph" and style.get(f"{_W}default") in {"1", "true"}


def _names_font(element: etree._Element | None) -> bool:
    fonts = element.find(f".//{_W}rFonts") if element is not None else None
    return fonts is not None and any("eastAsia" in key for key in fonts.keys())  # noqa: SIM118


def _has_empty_page(body: etree._Element) -> bool:
    """Two breaks with nothing between them, or one with nothing before or after it."""
    marks = [mark for block in body for mark in _marks(block)]
    return "||" in "".join(["|", *marks, "|"])


def _marks(block: etree._Element) -> Iterator[str]:
    """`.` for something that is shown, `|` for the end of a page, in their order."""
    if block.tag == f"{_W}tbl":
        yield "."
        return
    for mark in block.iter(*_SHOWN, f"{_W}br"):
        if mark.tag != f"{_W}br":
            yield "."
        elif mark.get(f"{_W}type") == "page":
            yield "|"
    if block.tag == f"{_W}p" and _ends_sheet(block):
        yield "|"


def _ends_sheet(paragraph: etree._Element) -> bool:
    """A section ends with the paragraph that tells of it, and as a rule the page with it."""
    section = paragraph.find(f"{_W}pPr/{_W}sectPr")
    kind = None if section is None else section.find(f"{_W}type")
    return section is not None and (kind is None or kind.get(f"{_W}val") != "continuous")


def has_empty_line(body: etree._Element) -> bool:
    """A paragraph with nothing in it; one beside a table only keeps it from the next."""
    blocks = list(body)
    return any(
        one.tag == f"{_W}p"
        and next(one.iter(*_SHOWN, f"{_W}br", f"{_W}sectPr"), None) is None
        and f"{_W}tbl" not in {near.tag for near in blocks[max(0, at - 1) : at + 2]}
        for at, one in enumerate(blocks)
    )
