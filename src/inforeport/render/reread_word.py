"""What is wrong with the body of a Word file that was drawn: its fonts, its empty pages.

The texts in it are not judged here.
"""

import re
from collections.abc import Iterator
from typing import IO

from lxml import etree

from inforeport.words import Message, message

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ENDS = (f"{_W}tbl", f"{_W}sectPr")
"""What ends often enough for what was before it to be looked at."""
_EMPTY = re.compile("(?<!t)e(?!t)")
_SHOWN = tuple(f"{_W}{name}" for name in ("t", "drawing", "pict", "object", "fldChar", "sym"))


class Seen:
    """What matters of the blocks of a body when all is said, gathered one after the other."""

    def __init__(self) -> None:
        self._styles: set[str] = set()
        self._marks: list[str] = []
        self._kinds: list[str] = []

    def add(self, block: etree._Element) -> None:
        """Look at the next block."""
        self._styles |= _used(block)
        self._marks += _marks(block)
        self._kinds.append(_kind(block))

    def faults(self, styles: etree._Element) -> list[Message]:
        """Each fault as a sentence: a style without an East Asian font, a page without anything."""
        problems = [
            message("the style {style} has no font for Chinese", style=style)
            for style in sorted(self._styles - set(_set_in_chinese(styles)))
        ]
        if "||" in "".join(["|", *self._marks, "|"]):  # between two breaks, before or after one
            problems.append(message("a page with nothing on it"))
        return problems

    @property
    def has_empty_line(self) -> bool:
        """A paragraph with nothing in it; one beside a table only keeps it from the next."""
        return bool(_EMPTY.search("".join(self._kinds)))


def blocks(part: IO[bytes]) -> Iterator[etree._Element]:
    """The blocks of a body one by one; each is let go of when the next is asked for."""
    reader = etree.iterparse(part, tag=_ENDS, huge_tree=True, resolve_entities=False)
    body = None
    for _, element in reader:
        body = element.getroottree().getroot()[0]
        while len(body) > 1:  # the last one may go on
            yield body[0]
            body[0].clear()  # a table that is taken out with its rows takes the square of them
            del body[0]
    yield from reader.root[0] if body is None else body


def _used(block: etree._Element) -> set[str]:
    """The styles of its paragraphs; '' is the default, that of one that names none."""
    named = [one.get(f"{_W}val", "") for one in block.iter(f"{_W}pStyle")]
    return {*named, *([""] if len(named) < sum(1 for _ in block.iter(f"{_W}p")) else [])}


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


def _kind(block: etree._Element) -> str:
    """`t` for a table, `e` for a paragraph with nothing in it, `.` for another block."""
    if block.tag == f"{_W}tbl":
        return "t"
    says = next(block.iter(*_SHOWN, f"{_W}br", f"{_W}sectPr"), None) is not None
    return "." if says or block.tag != f"{_W}p" else "e"
