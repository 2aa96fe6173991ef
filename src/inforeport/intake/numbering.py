"""The numbers that Word puts before the paragraphs of a list, which stand nowhere in its text."""

from collections.abc import Callable, Mapping
from typing import Any

from inforeport.intake.looks import W

_DIGITS = "〇一二三四五六七八九"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_LEVELS = 9


def chinese(number: int) -> str:
    """A number up to 99 as it is counted: 十二, 二十; a larger one digit by digit.

    >>> chinese(7), chinese(10), chinese(23), chinese(100)
    ('七', '十', '二十三', '一〇〇')
    """
    tens, ones = divmod(number, 10)
    if not 0 < tens < len(_DIGITS):
        return "".join(_DIGITS[int(one)] for one in str(number))
    return f"{_DIGITS[tens] if tens > 1 else ''}十{_DIGITS[ones] if ones else ''}"


def _circled(number: int) -> str:
    return _CIRCLED[number - 1] if 0 < number <= len(_CIRCLED) else str(number)


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26)


_WRITTEN: Mapping[str, Callable[[int], str]] = {
    **dict.fromkeys(
        ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital"),
        chinese,
    ),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
}
"""By the names that Word has for ways to count; in every other a number is written in digits."""


class Numbering:
    """The lists of a Word file, and how far each has been counted."""

    def __init__(self, numbering: Any) -> None:
        self._levels: dict[str, Mapping[int, Any]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._abstract: dict[str, str] = {}
        for element in numbering.iter(f"{W}abstractNum"):
            levels = {_whole(level.get(f"{W}ilvl")): level for level in element.iter(f"{W}lvl")}
            self._levels[element.get(f"{W}abstractNumId", "")] = levels
        for element in numbering.iter(f"{W}num"):
            named = element.find(f"{W}abstractNumId")
            if named is not None:
                self._abstract[element.get(f"{W}numId", "")] = named.get(f"{W}val", "")

    def of(self, paragraph: Any, inherited: Any) -> str:
        """What Word prints before a paragraph, and counts on; nothing for a dot or a dash."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        place = inherited if own is None else own
        if place is None or not self._levels:
            return ""
        key = self._abstract.get(_value(place.find(f"{W}numId")), "")
        level = _whole(_value(place.find(f"{W}ilvl")))
        levels = self._levels.get(key, {})
        if level not in levels:
            return ""
        self._count(self._counts.setdefault(key, {}), levels, level)
        return self._printed(self._counts[key], levels, level)

    def _count(self, counts: dict[int, int], levels: Mapping[int, Any], level: int) -> None:
        counts[level] = counts.get(level, _first(levels[level]) - 1) + 1
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]

    def _printed(self, counts: dict[int, int], levels: Mapping[int, Any], level: int) -> str:
        if _value(levels[level].find(f"{W}numFmt")) in {"bullet", "none"}:
            return ""
        text = _value(levels[level].find(f"{W}lvlText"))
        for place in range(_LEVELS):
            if f"%{place + 1}" in text and place in levels:
                count = counts.get(place, _first(levels[place]))
                form = _value(levels[place].find(f"{W}numFmt"))
                text = text.replace(f"%{place + 1}", _WRITTEN.get(form, str)(count))
        return text


def _value(element: Any) -> str:
    return "" if element is None else str(element.get(f"{W}val", ""))


def _first(level: Any) -> int:
    start = level.find(f"{W}start")
    return 1 if start is None else _whole(_value(start))


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else 0  # noqa: PLR2004
