"""How the paragraphs of a Word file look: centred, larger than the rest, a heading.

Only what tells a title from the text is read.
"""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from lxml import etree
from msgspec import Struct

from inforeport.intake.blocks import Look

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ABOUT, _SIZE, _BOLD, _VANISH = (f"{W}{name}" for name in ("rPr", "sz", "b", "vanish"))
_VALUE = f"{W}val"
_NO = {"0", "false", "off"}
_CENTRE, _RIGHT = {"center", "centre"}, {"right", "end"}
_USUAL = 21  # half points; the size of a text that names none is 五号 in Chinese programs
_DEEP = 12  # styles that are based on each other
_HEAD = rb"<w:style\s%s[^>]*(?<!/)>.*?</w:style>"
_STYLE = (_HEAD % rb'[^>]*w:styleId="NAME"').decode()
_FIRST = re.compile(
    _HEAD % rb'(?=[^>]*w:type="paragraph")(?=[^>]*w:default="(?:1|true|on)")', re.DOTALL
)
_DEFAULTS = re.compile(rb"<w:rPrDefault>.*?</w:rPrDefault>", re.DOTALL)
_ROOT = f'<styles xmlns:w="{W[1:-1]}">'.encode() + b"%s</styles>"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
"""For a part cut out of its file, where what it says of other programs is not declared."""


class Bit(NamedTuple):
    """Some text of a paragraph in one look."""

    text: str
    size: int
    bold: bool


class Style(Struct, frozen=True):
    """What a paragraph is by its style and its own properties; `number` its place in a list."""

    name: str = ""
    align: str = ""
    outlined: bool = False
    size: int = _USUAL
    bold: bool = False
    number: Any = None

    def of(self, line: Sequence[Bit]) -> Look:
        """The look of a line of it: the size of most of its text, bold where all of it is."""
        shown = [bit for bit in line if bit.text.strip()]
        most = max(shown, key=lambda bit: len(bit.text), default=None)
        return Look(
            heading=self.outlined or self.name.startswith(("heading", "标题", "title")),
            centred=self.align in _CENTRE,
            right=self.align in _RIGHT,
            caption="caption" in self.name or "题注" in self.name,
            size=most.size if most else self.size,
            bold=all(bit.bold for bit in shown),
        )


class Looks:
    """The styles of a Word file; each is parsed when it is asked for, as most are never used."""

    def __init__(self, styles: bytes) -> None:
        self._styles = styles
        self._made: dict[str, Style] = {}
        self._usual = _with(Style(), self._cut(_DEFAULTS))
        self._default = _key(self._cut(_FIRST))

    def of(self, paragraph: Any) -> Style:
        """How a paragraph looks."""
        about = paragraph.find(f"{W}pPr")
        named = None if about is None else about.find(f"{W}pStyle")
        style = self._style(self._default if named is None else named.get(f"{W}val", ""))
        return style if about is None else _with(style, paragraph, runs=False)

    def run(self, run: Any, look: tuple[int, bool]) -> tuple[int, bool] | None:
        """The size of a run and whether it is bold, in a paragraph that is so; none if hidden."""
        size, bold = look
        about = run.find(_ABOUT)
        for mark in () if about is None else about:
            tag = mark.tag
            if tag == _SIZE:
                size = _whole(mark.get(_VALUE), size)
            elif tag == _BOLD:
                bold = _is_on(mark)
            elif tag == _VANISH and _is_on(mark):
                return None
        return size, bold

    def _style(self, key: str) -> Style:
        if key not in self._made:
            self._made[key] = self._resolved(key)
        return self._made[key]

    def _resolved(self, key: str) -> Style:
        """A style with what it inherits; a chain that runs in a circle ends somewhere."""
        chain: list[Any] = []
        while key and len(chain) < _DEEP:
            style = self._cut(
                re.compile(_STYLE.replace("NAME", re.escape(key)).encode(), re.DOTALL)
            )
            if style is None:
                break
            chain.append(style)
            below = style.find(f"{W}basedOn")
            key = "" if below is None else below.get(f"{W}val", "")
        style = self._usual
        for one in reversed(chain):
            style = _with(style, one, name=_name(one))
        return style

    def _cut(self, pattern: re.Pattern[bytes]) -> Any:
        """A part of the styles by itself, parsed."""
        part = pattern.search(self._styles)
        return None if part is None else etree.fromstring(_ROOT % part[0], _PARSER)[0]


def _with(style: Style, element: Any, *, name: str | None = None, runs: bool = True) -> Style:
    """A style with what an element says otherwise; of a paragraph its runs speak for themselves."""
    if element is None:
        return style
    about, letters = element.find(f"{W}pPr"), element.find(f"{W}rPr")
    align = outline = number = None
    if about is not None:
        align, outline = about.find(f"{W}jc"), about.find(f"{W}outlineLvl")
        number = about.find(f"{W}numPr")
    spoken = letters if runs else None
    bold = None if spoken is None else spoken.find(_BOLD)
    return Style(
        name=style.name if name is None else name,
        align=style.align if align is None else align.get(f"{W}val", ""),
        outlined=style.outlined if outline is None else outline.get(f"{W}val") != "9",
        size=style.size if spoken is None else _size(spoken, style.size),
        bold=style.bold if bold is None else _is_on(bold),
        number=style.number if number is None else number,
    )


def _name(style: Any) -> str:
    name = style.find(f"{W}name")
    return "" if name is None else name.get(f"{W}val", "").lower()


def _key(style: Any) -> str:
    return "" if style is None else style.get(f"{W}styleId", "")


def _size(about: Any, absent: int) -> int:
    size = about.find(_SIZE)
    return absent if size is None else _whole(size.get(_VALUE), absent)


def _whole(text: str | None, absent: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 5 else absent  # noqa: PLR2004


def _is_on(mark: Any) -> bool:
    return mark.get(_VALUE, "1") not in _NO
