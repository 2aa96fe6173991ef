"""Multiplies what the rules above give: `factor`."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Annotated, Literal

from msgspec.structs import replace

from inforeport.model import Facts, ScoreLine
from inforeport.ratio import Ratio
from inforeport.rules.editions import Formerly
from inforeport.rules.over import Over, each_in_words, sides_of
from inforeport.rules.remarks import AtLeast, Remarks
from inforeport.rules.rule import Voice, Written
from inforeport.rules.sources import net
from inforeport.words import N_, Text, message


class Factor(Over, frozen=True, kw_only=True):
    """Multiplies what each use has, or the whole of a unit: doubled, halved."""

    factor: Annotated[Ratio, N_("by which the points are multiplied"), AtLeast(0)]
    for_each: Annotated[
        Literal["item", "unit"], N_("each report for itself, or a unit's sum"), Formerly("each")
    ] = "item"

    summary = N_("multiplies what the rules above give")

    @property
    def gives(self) -> tuple[str, ...]:
        """None of its own where it changes each use in its own part."""
        return () if self.for_each == "item" else super().gives

    def lines(self, facts: Facts, so_far: Sequence[ScoreLine]) -> Iterator[ScoreLine]:
        """A line for each use, of the same level and part, with what the factor adds or takes."""
        about = self.about(facts, so_far)
        more = self.factor - 1
        if self.for_each == "item":
            for line in net(about):
                if line.item is not None:
                    changed = {"points": line.points * more, "given": line.of_given * more}
                    yield replace(line, **changed, because=self._why(line.points))
            return
        for whose, sides in sides_of(about).items():
            if sides[0]:
                yield self.in_proportion(whose, sides, more, self._why(sides[0]))

    def _why(self, points: Decimal) -> Text:
        return message("{points} times {factor}", points=points, factor=self.factor)

    def amiss(self, written: Written) -> Remarks:
        """A factor that changes nothing."""
        del written
        if self.factor == 1:
            yield ("factor",), message("a factor of 1 changes nothing")

    def sentences(self, voice: Voice) -> Iterator[Text]:
        """What is multiplied, and by what."""
        subject = each_in_words(self.about_in_words(voice), self.for_each)
        yield message("{what}: multiplied by {factor}.", what=subject, factor=self.factor)
