"""Of several uses of one report, only the dearest count; the others are taken back by a line."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Annotated, ClassVar

from msgspec import Meta, Struct

from inforeport.model import Facts, ScoreLine
from inforeport.rules.priced import Alike, Which, trait
from inforeport.rules.sources import net
from inforeport.rules.where import Words
from inforeport.words import N_, Text, message


class Highest(Struct, frozen=True, kw_only=True):
    """Keeps the `keep` dearest uses of part `of`, or the first, of those alike in all of `by`.

    `by = ["item"]`: one report is paid once; `by = ["item", "level"]`: once at each level, so that
    whole and brief use at one level pay the dearer one.
    """

    by: Annotated[tuple[Alike, ...], Meta(description=N_("in what those must agree"))]
    of: Annotated[Words, Meta(description=N_("the part it is about, or several"))] = "adoption"
    keep: Annotated[int, Meta(description=N_("how many of those alike count"))] = 1
    which: Annotated[
        Which, Meta(description=N_("which of those alike count: the dearest, or the first"))
    ] = "dearest"

    reads: ClassVar[tuple[str, ...]] = ()

    @property
    def parts(self) -> tuple[str, ...]:
        """None of its own: it only takes back."""
        return ()

    def lines(self, facts: Facts, so_far: Sequence[ScoreLine]) -> Iterator[ScoreLine]:
        """A line that takes back each one that does not count; of equals, the earlier counts."""
        alike: dict[tuple[object, ...], list[ScoreLine]] = defaultdict(list)
        parts = (self.of,) if isinstance(self.of, str) else self.of
        for line in net(one for one in so_far if one.part in parts and one.item is not None):
            if line.points > 0:
                key = line.unit, line.person, *[trait(line, name, facts) for name in self.by]
                alike[key].append(line)
        for lines in alike.values():
            if self.which == "dearest":
                lines.sort(key=lambda line: -line.points)
            for line in lines[self.keep :]:
                yield line.undone(self._why(line))

    def _why(self, line: ScoreLine) -> Text:
        if self.which == "first":
            return message("{item}: an earlier use counts", item=line.item)
        return message("{item}: a dearer use counts", item=line.item)
