"""Of several uses of one report, only the dearest count; the others are taken back by a line."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from inforeport.model import Facts, ScoreLine
from inforeport.words import message


class Highest(Struct, frozen=True, kw_only=True):
    """Keeps the `keep` dearest lines of part `of` among those that agree in all that `by` names.

    `by = ["item"]`: one report is paid once; `by = ["item", "level"]`: once at each level, so that
    whole and brief use at one level pay the dearer one.
    """

    by: tuple[Literal["item", "level"], ...]
    of: str = "adoption"
    keep: int = 1

    @property
    def parts(self) -> tuple[str, ...]:
        """None of its own: it only takes back."""
        return ()

    def lines(self, facts: Facts, so_far: Sequence[ScoreLine]) -> Iterator[ScoreLine]:
        """A line that takes back each one that does not count; of equals, the earlier counts."""
        del facts
        alike: dict[tuple[object, ...], list[ScoreLine]] = defaultdict(list)
        for line in _standing(line for line in so_far if line.part == self.of):
            alike[(line.unit, *(getattr(line, name) for name in self.by))].append(line)
        for lines in alike.values():
            dearest = sorted(lines, key=lambda line: line.points, reverse=True)
            for line in dearest[self.keep :]:
                yield line.undone(message("{item}: a dearer use counts", item=line.item))


def _standing(lines: Iterable[ScoreLine]) -> Iterator[ScoreLine]:
    """The lines of uses that no earlier rule has taken back."""
    lines = [line for line in lines if line.item is not None]
    undone = Counter(_use(line, -line.points) for line in lines if line.points < 0)
    for line in lines:
        use = _use(line, line.points)
        if undone[use]:
            undone[use] -= 1
        elif line.points > 0:
            yield line


def _use(line: ScoreLine, points: Decimal) -> tuple[object, ...]:
    return line.unit, line.item, line.level, line.on, points
