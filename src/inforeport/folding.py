"""Text folded to the columns of a screen, as it is set in print.

A word, a number or a day stays whole, Chinese breaks between any two characters, but no line
begins with a stop or a closing sign, and none ends with an opening one.
"""

import unicodedata
from collections.abc import Iterator, Sequence

_CLOSING = frozenset("，。、；：！？）】》〉」』”’％…,.;:!?)]}%")
_OPENING = frozenset("（【《〈「『“‘([{")


def columns(text: str) -> int:
    """How many columns of a screen a text takes: a Chinese character takes two.

    >>> columns("5月7日")
    6
    """
    return len(text) + sum(map(_is_wide, text)) if not text.isascii() else len(text)


def folded(text: str, width: int) -> Iterator[str]:
    """The lines of a text, each of at most `width` columns; what is too long is cut last of all.

    >>> list(folded("丁社区已登记同一标题，日期为2009-05-04。", 20))
    ['丁社区已登记同一标', '题，日期为', '2009-05-04。']
    """
    for paragraph in text.split("\n"):
        if columns(paragraph) <= width:
            yield paragraph
        else:
            yield from packed(list(_pieces(paragraph)), width)


def hanging(text: str, width: int | None) -> str:
    r"""A line folded so that what is folded stands two columns farther in; `None` does not fold.

    >>> hanging("  社区每周应报1篇。", 14)
    '  社区每周应\n    报1篇。'
    """
    if width is None or columns(text) <= width:
        return text
    indent = " " * (len(text) - len(text.lstrip()) + 2)
    first, *rest = folded(text.lstrip(), width - len(indent))
    return "\n".join((f"{indent[:-2]}{first}", *(f"{indent}{line}" for line in rest)))


def packed(pieces: Sequence[str], width: int) -> Iterator[str]:
    """Pieces side by side, as many on a line as there is room for; spaces at its ends are dropped.

    >>> list(packed(["少报", "扣分 ", "合计"], 8))
    ['少报扣分', '合计']
    """
    line = ""
    for piece in pieces:
        if line and columns(f"{line}{piece}".rstrip()) > width:
            yield line.rstrip()
            line = ""
        line += piece if line else piece.lstrip()
        while columns(line.rstrip()) > width:
            cut = _room(line, width)
            yield line[:cut]
            line = line[cut:]
    yield line.rstrip()


def _room(text: str, width: int) -> int:
    """How many signs of a text that is too long fit into a line, at least one."""
    taken, count = 0, 0
    while taken + 1 + _is_wide(text[count]) <= width:
        taken += 1 + _is_wide(text[count])
        count += 1
    while count > 1 and text[count] in _CLOSING:
        count -= 1
    return max(count, 1)


def _pieces(text: str) -> Iterator[str]:
    """What stays on one line: a word and the space behind it, or a sign with what clings to it."""
    piece = ""
    for sign in text:
        if piece and not _clings(piece, sign):
            yield piece
            piece = ""
        piece += sign
    yield piece


def _clings(piece: str, sign: str) -> bool:
    """Whether a sign stays with what stands before it."""
    last = piece[-1]
    if sign == " " or sign in _CLOSING or last in _OPENING:
        return True
    return last != " " and not (_is_wide(last) or _is_wide(sign) or sign in _OPENING)


def _is_wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in "WF"
