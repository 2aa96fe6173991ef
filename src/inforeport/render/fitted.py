"""How the columns of a table are fitted into a screen: how wide each is, or in how many parts.

A head is folded between its words and never inside one. Where not even so all columns fit side by
side, the table is drawn in parts one below the other, the first columns in each.
"""

from collections.abc import Iterator, Sequence
from re import findall

from msgspec import Struct

from inforeport.documents.page import Align
from inforeport.folding import columns, packed

_NAME = 16  # as wide as a name or figure is kept whole
_SIGN = 2  # a column holds at least one Chinese character
_GAPS = (2, 1)  # between two columns: as it should be, and where room is wanting
_LEADING = 2  # so many columns at most say of which row a part is
_LAST_OF_THREE = "率"  # 采用率 is one word, as 基础分 is at the beginning


class Part(Struct, frozen=True):
    """Columns that stand side by side: their places, how wide each is, and the gap behind each."""

    places: tuple[int, ...]
    widths: tuple[int, ...]
    gap: int


class Measured(Struct, frozen=True):
    """A column before it is fitted: its head, how it is set, the width of its longest cell."""

    head: str
    align: Align
    longest: int

    @property
    def natural(self) -> int:
        """The width at which nothing is folded."""
        return max(columns(self.head), self.longest, _SIGN)

    @property
    def least(self) -> int:
        """The width at which no word of the head, no figure and no name is folded."""
        words = max(columns(piece.strip()) for piece in head_pieces(self.head))
        return max(words, min(self.longest, _NAME), _SIGN)


def fitted(measured: Sequence[Measured], room: int) -> Iterator[Part]:
    """The parts of a table that fit into so many columns of a screen."""
    every = tuple(range(len(measured)))
    for gap in _GAPS:
        if sum(one.least for one in measured) + gap * len(measured) <= room:
            yield _part(measured, every, room, gap)
            return
    for places in _in_parts(measured, room):
        yield _part(measured, places, room, _GAPS[0])


def head_lines(head: str, width: int) -> str:
    """A head folded to the width of its column, between words only where they fit."""
    return "\n".join(packed(head_pieces(head), width))


def head_pieces(head: str) -> list[str]:
    """The words of a head: those between spaces, and Chinese ones of two characters or three.

    >>> head_pieces("基础分"), head_pieces("区委采用率"), head_pieces("被采用篇数")
    (['基础分'], ['区委', '采用率'], ['被采用', '篇数'])
    >>> head_pieces("day of receipt"), head_pieces("奖金（元）")
    (['day ', 'of ', 'receipt'], ['奖金（元）'])
    """
    return [piece for word in findall(r"\S+ ?", head) for piece in _chinese(word)] or [""]


def _chinese(word: str) -> Iterator[str]:
    """The pieces of a word of a head; a note in brackets stays with what it is of."""
    length = len(word.partition("（")[0].strip())
    if word.isascii() or length <= _SIGN + 1:
        yield word
        return
    at = 2 + length % 2 * (word.strip()[length - 1] != _LAST_OF_THREE)
    yield word[:at]
    for cut in range(at, length - 1, 2):
        yield word[cut:] if cut + 4 > length else word[cut : cut + 2]


def _in_parts(measured: Sequence[Measured], room: int) -> Iterator[tuple[int, ...]]:
    """The places of each part: the leading columns, and as many more as there is room for."""
    lead = _leading(measured, room)
    places = list(lead)
    for place in range(len(lead), len(measured)):
        if len(places) > len(lead) and _least(measured, [*places, place]) > room:
            yield tuple(places)
            places = list(lead)
        places.append(place)
    yield tuple(places)


def _leading(measured: Sequence[Measured], room: int) -> list[int]:
    """The first columns up to the one with names; none where they would take half of the room."""
    for place, one in enumerate(measured[:_LEADING]):
        if one.align == "left":
            lead = list(range(place + 1))
            return lead if _least(measured, lead) <= room // 2 else []
    return []


def _least(measured: Sequence[Measured], places: Sequence[int]) -> int:
    return sum(measured[place].least + _GAPS[0] for place in places)


def _part(measured: Sequence[Measured], places: Sequence[int], room: int, gap: int) -> Part:
    """Those columns as wide as what stands in them, if that fits; else the widest give way first.

    A column that does not even then fit by itself is folded inside its words.
    """
    room -= gap * len(places)
    widths = [measured[place].natural for place in places]
    for floor in ([measured[place].least for place in places], [_SIGN] * len(places)):
        while sum(widths) > room and widths != floor:
            wide = [at for at, width in enumerate(widths) if width > floor[at]]
            widths[max(wide, key=lambda at: widths[at])] -= 1
    return Part(tuple(places), tuple(widths), gap)
