"""How wide the columns of a table are: by what kind each is, and by what stands in most cells.

Figures, days and heads' words are never broken, a blank is wide enough to be written in; names and
titles share what is left so that most of their cells take as few lines as can be.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby, product
from math import ceil

from msgspec import Struct

from inforeport.documents.page import Kind
from inforeport.render.measure import head_room, room_for, unbroken

SIZES = (10.5, 9.0, 7.5, 6.5)
"""Points: 五号, which is the style's, 小五, 六号, 小六."""

PADDING = 2.0
"""Millimetres at the sides of a cell."""

_POINT = 25.4 / 72
_GROWS = 1.0125  # a character is set somewhat wider than its size
_BLANKS = {"hand": 25.0, "phone": 35.0, "graph": 30.0}  # millimetres
_NAME = 3.0  # characters of a text that stand on one line at least
_NAMES = 12.0  # characters; what is longer is a sentence
_LEAST = 2.0
_MOST = 0.9  # of the cells; what is longer may take more lines
_SAMPLE = 400  # cells that are looked at
_UNBROKEN = 16.0  # characters; what is longer is broken wherever it must be
_PHRASE = 14.0  # characters; one of several things in a cell keeps to its line
_MOST_LINES = 40
_HEAD_LINES = 2
_TRIED = 3  # numbers of lines: where one column takes more, all others may take fewer
_READ = 2  # sizes that are read with ease
_FEW = 3  # lines of most cells; a table that needs more is turned
_SLACK = 0.5  # characters lost at the end of a line


class Said(Struct, frozen=True):
    """A table in plain words: its heads, what stands over them, its rows, how columns are set.

    `spans` are the rows that some cells go down, by row and column; nought of one that is covered.
    So many runs of columns are `alike`.
    """

    heads: Sequence[str]
    overs: Sequence[str]
    rows: Sequence[Sequence[str]]
    align: Sequence[str]
    kinds: Sequence[Kind]
    spans: Mapping[int, Mapping[int, int]] = {}
    alike: int = 1


class Ask(Struct, frozen=True):
    """What a column asks for, in characters: its least, its widths in one line and for most cells.

    `rooms` are those of the cells of a text, `blank` the millimetres of a blank to be written in.
    """

    floor: float
    head: float
    most: float
    widest: float
    rooms: Sequence[float] = ()
    blank: float = 0.0
    whole: bool = False

    def least(self, size: float) -> float:
        """The millimetres it cannot be narrower than."""
        return max(self.blank, room(self.floor, size))

    def wish(self, lines: int, size: float) -> float:
        """The millimetres in which most cells take so many lines."""
        most = self.most if self.whole or lines == 1 else self.most / lines + _SLACK
        return max(self.least(size), room(max(self.head, most), size))


def room(characters: float, size: float = SIZES[0]) -> float:
    """The millimetres of a column for so many characters.

    >>> round(room(2), 1)
    9.5
    """
    return characters * size * _POINT * _GROWS + PADDING


def characters(millimetres: float, size: float) -> float:
    """How many fit a column of so many millimetres."""
    return (millimetres - PADDING) / (size * _POINT * _GROWS)


def asks(texts: Said) -> list[Ask]:
    """What each column asks for; a head over several asks for its share of each."""
    columns = [*zip(*texts.rows, strict=True)] if texts.rows else [()] * len(texts.heads)
    every = [*map(_ask, texts.heads, _overs(texts.overs), columns, texts.kinds)]
    run = len(every) // texts.alike
    return [_most(every[at::run]) for at in range(run)] * texts.alike


def _most(asked: Sequence[Ask]) -> Ask:
    """What all of them can do with."""
    if len(asked) == 1:
        return asked[0]
    most = {
        name: max(getattr(ask, name) for ask in asked)
        for name in ("floor", "head", "most", "widest", "blank", "whole")
    }
    return Ask(rooms=sorted(room for ask in asked for room in ask.rooms), **most)


def _overs(overs: Sequence[str]) -> list[float]:
    """The share of each column of the room for the head over it, in characters."""
    shares: list[float] = []
    for over, group in groupby(overs):
        count = len([*group])
        shares += [head_room(over, _HEAD_LINES) / count] * count
    return shares


def _ask(head: str, over: float, cells: Sequence[str], kind: Kind) -> Ask:
    whole = kind in {"figure", "day"}
    looked = [*{*cells}] if whole else cells[:: max(1, len(cells) // _SAMPLE)]
    lines = [line for cell in looked for line in cell.split("\n")]
    rooms = sorted(map(room_for, lines))
    widest = rooms[-1] if rooms else 0.0
    most = rooms[ceil(_MOST * len(rooms)) - 1] if rooms else 0.0
    kept = widest if whole else max(map(_unbroken, {*lines}), default=0.0)
    apart = [room_for(line) for cell in looked if "\n" in cell for line in cell.split("\n")]
    phrase = max((wide for wide in apart if wide <= _PHRASE), default=0.0)
    return Ask(
        floor=max(_LEAST, over, head_room(head, _MOST_LINES), kept, min(_NAME, widest)),
        head=max(over, head_room(head, _HEAD_LINES), phrase),
        most=widest if whole else max(most, kept),
        widest=widest,
        rooms=() if whole else rooms,
        blank=_BLANKS.get(kind, 0.0),
        whole=whole,
    )


def _unbroken(text: str) -> float:
    wide = unbroken(text)
    return wide if wide <= _UNBROKEN else 0.0


def fits(asked: Sequence[Ask], total: float) -> bool:
    """Whether most cells take few lines in letters that are read with ease."""
    return _easy(asked, total) is not None


def _easy(asked: Sequence[Ask], total: float) -> float | None:
    """The largest size in which they take few lines; names and figures alone, one line."""
    lines = (1, _FEW) if max((ask.most for ask in asked), default=0.0) <= _NAMES else (_FEW,)
    ways = product(lines, SIZES[:_READ])
    return next((size for lines, size in ways if _sum(asked, lines, size) <= total), None)


def laid(asked: Sequence[Ask], total: float, alike: int = 1) -> tuple[list[float], float]:
    """The millimetres of each column, `total` in all, and the size of the letters.

    Each of the runs of columns that are `alike` gets its share.
    """
    millimetres, size = _laid(asked[: len(asked) // alike], total / alike)
    return millimetres * alike, size


def _laid(asked: Sequence[Ask], total: float) -> tuple[list[float], float]:
    possible = (size for size in SIZES if sum(_least(asked, size)) <= total)
    size = _easy(asked, total) or next(possible, SIZES[-1])
    least = _least(asked, size)
    if sum(least) >= total:
        return [mm * total / sum(least) for mm in least], size
    lines = next((n for n in range(1, _MOST_LINES) if _sum(asked, n, size) <= total), 0)
    tried = range(lines, lines + (_TRIED if lines > 1 else 1))
    ways = (_shared(asked, n, total, size) for n in tried)
    return min(ways, key=lambda given: _folded(asked, given, size)), size


def _shared(asked: Sequence[Ask], lines: int, total: float, size: float) -> list[float]:
    """The millimetres where most cells may take so many lines, and fewer as there is room."""
    given = [ask.wish(lines, size) if lines else ask.least(size) for ask in asked]
    return _spread(asked, _fewer_lines(asked, given, total, size), total, size)


def _folded(asked: Sequence[Ask], given: Sequence[float], size: float) -> int:
    """How many lines all cells take that are looked at."""
    fits = [characters(mm, size) for mm in given]
    return sum(ceil(wide / fit) for ask, fit in zip(asked, fits, strict=True) for wide in ask.rooms)


def _least(asked: Sequence[Ask], size: float) -> list[float]:
    return [ask.least(size) for ask in asked]


def _sum(asked: Sequence[Ask], lines: int, size: float) -> float:
    return sum(ask.wish(lines, size) for ask in asked)


def _fewer_lines(
    asked: Sequence[Ask], given: Sequence[float], total: float, size: float
) -> list[float]:
    """The same, each column in as few lines as there is room for, those first that save most."""
    given = [*given]

    def price(at: int) -> float:
        """The millimetres for each cell that is folded no more."""
        fit = characters(given[at], size)
        folded = sum(wide > fit for wide in asked[at].rooms)
        return (asked[at].wish(1, size) - given[at]) / (1 + folded)

    for at in sorted(range(len(given)), key=price):
        spare = total - sum(given)
        wishes = (asked[at].wish(lines, size) for lines in range(1, _MOST_LINES))
        given[at] = next((mm for mm in wishes if mm <= given[at] + spare), given[at])
    return given


def _spread(asked: Sequence[Ask], given: Sequence[float], total: float, size: float) -> list[float]:
    """What is left, for those first of which some cells are longer, and then for all alike."""
    lacking = [max(0.0, room(ask.widest, size) - mm) for ask, mm in zip(asked, given, strict=True)]
    spare = total - sum(given)
    if spare < sum(lacking):
        return [mm + lack * spare / sum(lacking) for mm, lack in zip(given, lacking, strict=True)]
    share = (spare - sum(lacking)) / len(given)
    return [mm + lack + share for mm, lack in zip(given, lacking, strict=True)]
