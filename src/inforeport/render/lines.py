"""Lines of a title: how wide a text is, and where a long one is broken by sense.

It measures in characters of the text's own size and knows no font.
"""

import math
import re
import unicodedata
from bisect import bisect
from itertools import accumulate, pairwise

from inforeport.render.title_words import WORDS

_STOPS = "，、；：！？。"
_AFTER = re.compile(rf"(?<=[{_STOPS}》）”的月日 ]|年(?!\d))|(?=[（《“])")
_WORDS = re.compile("|".join(WORDS))
_GLUED = re.compile(
    r"[A-Za-z0-9.%][A-Za-z0-9.%]|.[，、；：！？。》）”’】〕的了年月日号]|[《（“‘【〔第].|(?<=关)于."
)
DAY = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日")
"""A day, which no line breaks."""

_WHOLE = re.compile(
    rf"{DAY.pattern}|\d{{4}}年(?:第[一二三四]季度|[上下]半年|度)"
    r"|\d{4}年\d{1,2}月(?:至(?:\d{4}年)?\d{1,2}月)?|（[^（）]{1,12}）"
)
"""What no line of a title breaks: a day, a span, a short note in brackets."""

_BESIDE_A_WORD = 8
_ANYWHERE = 30
_IN_A_PAIR = 60  # most words are of two characters
_MOST_LINES = 12


def width(text: str) -> float:
    """How many Chinese characters wide the text is; a letter or digit is half of one.

    >>> width("2009年5月")
    4.5
    """
    if text.isascii():
        return len(text) / 2
    return sum(1 if unicodedata.east_asian_width(sign) in "WFA" else 0.5 for sign in text)


def balanced(text: str, limit: float) -> str:
    """The text in as few lines as fit `limit`, much alike in length, none with a lone character.

    >>> print(balanced("关于2009年5月至7月信息报送及采用情况的通报", 20))
    关于2009年5月至7月
    信息报送及采用情况的通报
    """
    return "\n".join(line for part in text.split("\n") for line in _lines(part, limit))


def _lines(text: str, limit: float) -> list[str]:
    wanted = math.ceil(_room(text) / limit)
    if wanted <= 1 or wanted > _MOST_LINES:  # what long a title is no title: the page folds it
        return [text]
    costs = _breaks(text)
    for count in (wanted, wanted + 1):
        places = _best(text, costs, limit, count)
        if places:
            return [line.strip() for line in _cut(text, places)]
    return [text]


def _best(text: str, costs: dict[int, int], limit: float, count: int) -> tuple[int, ...]:
    """Where `count` lines end that fit `limit`, break best and are most alike; () for nowhere."""
    before = [0.0, *accumulate(map(width, text))]
    mean = before[-1] / count
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for _ in range(count):
        step = {}
        for end in (*costs, len(text)):
            hanging = before[end] - before[len(text[:end].rstrip(_STOPS + " "))]
            ways = [
                (cost + (before[end] - before[start] - mean) ** 2, (*places, end))
                for start, (cost, places) in best.items()
                if start < end and before[end] - before[start] - hanging <= limit
            ]
            if ways:
                cost, places = min(ways)
                step[end] = (cost + costs.get(end, 0), places)
        best = step
    return best.get(len(text), (0.0, ()))[1]


def _breaks(text: str) -> dict[int, int]:
    """Where a line may end, and how ill it would read."""
    words = [found.span() for found in (*_WORDS.finditer(text), *_WHOLE.finditer(text))]
    inside = {place for start, end in words for place in range(start + 1, end)}
    beside = {place for span in words for place in span}
    after = {found.start() for found in _AFTER.finditer(text)}
    starts = sorted({0, *beside, *after})

    def cost(place: int) -> int:
        if place in after:
            return 0
        if place in beside:
            return _BESIDE_A_WORD
        since = place - starts[bisect(starts, place) - 1]
        return _IN_A_PAIR if since % 2 else _ANYWHERE

    return {
        place: cost(place)
        for place in range(1, len(text))
        if place not in inside and not _GLUED.match(text, place - 1)
    }


def _cut(text: str, places: tuple[int, ...]) -> list[str]:
    return [text[start:end] for start, end in pairwise((0, *places))]


def _room(line: str) -> float:
    """A stop at the end may hang over the edge."""
    return width(line.rstrip(_STOPS + " "))
