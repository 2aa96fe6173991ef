"""Of several uses of one report, only the dearest count; the others are taken back by a line."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
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
        for line in so_far:
            if line.part == self.of and line.item is not None and line.points > 0:
                alike[(line.unit, *(getattr(line, name) for name in self.by))].append(line)
        for lines in alike.values():
            dearest = sorted(lines, key=lambda line: line.points, reverse=True)
            for line in dearest[self.keep :]:
                yield line.undone(message("{item}: a dearer use counts", item=line.item))
