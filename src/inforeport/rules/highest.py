"""Of several uses of one report, only the dearest count: `highest`."""

from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Annotated

from inforeport.model import Facts, ScoreLine
from inforeport.model.apart import EACH
from inforeport.rules.above import Above
from inforeport.rules.editions import Formerly
from inforeport.rules.prices import Alike, Which, kept, left_over, traits, traits_apart
from inforeport.rules.remarks import AtLeast, Remarks
from inforeport.rules.rule import Rule, Voice
from inforeport.rules.sources import net
from inforeport.words import N_, Text, message


class Highest(Rule, frozen=True, kw_only=True):
    """Keeps the `keep` dearest uses of `parts`, or the first, of those alike in all of `once`.

    `once = ["item"]`: one report is paid once; `once = ["item", "level"]`: once at each level, so
    that whole and brief use at one level pay the dearer one. The others are taken back by a line.
    """

    once: Annotated[
        tuple[Alike, ...], N_("of those alike in all these, so many count"), Formerly("by")
    ]
    parts: Annotated[tuple[str, ...], N_("the parts it is about"), Formerly("of")] = ("adoption",)
    keep: Annotated[int, N_("how many of those alike count"), AtLeast(1)] = 1
    which: Annotated[Which, N_("which of those alike count: the dearest, or the first")] = "dearest"

    summary = N_("of several uses of one report only the dearest count")
    of_sum = True

    @property
    def compares(self) -> bool:
        """It always does."""
        return True

    @property
    def tells_apart(self) -> frozenset[str]:
        """What it compares, or each fact where it compares those of several reports."""
        return frozenset(traits_apart(self.once)) if "item" in self.once else EACH

    @property
    def joins(self) -> tuple[str, ...] | None:
        """Its parts, where it compares what there is of one report."""
        return self.parts if "item" in self.once else None

    @property
    def repeated(self) -> str | None:
        """Of several uses the dearest, at each level or of all."""
        if self.parts != ("adoption",):
            return None
        return "level" if "level" in self.once else "item"

    def lines(self, facts: Facts, so_far: Sequence[ScoreLine]) -> Iterator[ScoreLine]:
        """A line that takes back each one that does not count; of equals, the earlier counts."""
        mine = net(one for one in so_far if one.part in self.parts and one.item is not None)
        given = [line for line in mine if line.points > 0]
        keys = [*map(traits(self.once, facts), given)]
        of = attrgetter("points")
        for place in left_over(given, keys, of, keep=self.keep, which=self.which):
            yield given[place].undone(self._why(given[place]))

    def _why(self, line: ScoreLine) -> Text:
        if self.which == "first":
            return message("{item}: an earlier use counts", item=line.item)
        return message("{item}: a dearer use counts", item=line.item)

    def amiss_below(self, above: Above) -> Remarks:
        """That the rules above give points in its parts."""
        for part in (part for part in self.parts if part not in above.parts):
            yield (), message("highest: no rule above gives points in part {part}", part=part)

    def sentences(self, voice: Voice) -> Iterator[Text]:
        """Of several lines that agree only the dearest, or the first, count."""
        of = voice.parts(self.parts)
        yield message("Of {parts}, {kept}.", parts=of, kept=kept(self.once, self.keep, self.which))
