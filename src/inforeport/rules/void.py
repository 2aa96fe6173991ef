"""Takes away the points of a report, or of a unit, because of a mark: `void`."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from inforeport.model import Facts, Mark, ScoreLine
from inforeport.rules.marks import marks_in_words, marks_of
from inforeport.rules.over import Over, sums_of
from inforeport.rules.remarks import AtLeast
from inforeport.rules.rule import Voice
from inforeport.rules.sources import net
from inforeport.rules.where import OF_MARK
from inforeport.words import N_, Text, message


class Void(Over, frozen=True, kw_only=True):
    """Takes away what a report, or a unit, has in the window, because of a mark.

    A report that several units sent is void for all of them. `where` and `unless` are asked of
    the marks; `times` is how many marks it takes.
    """

    what: Annotated[
        Literal["item", "all"],
        N_("the points of the report that was marked, or all of the unit's"),
    ] = "all"
    times: Annotated[int, N_("how many such marks it takes"), AtLeast(1)] = 1

    summary = N_("takes away all points of a report, or of a unit, because of a mark")
    asks = OF_MARK
    reads = ("marks",)

    def lines(self, facts: Facts, so_far: Sequence[ScoreLine]) -> Iterator[ScoreLine]:
        """A line that brings to nothing what is above nothing."""
        marks: dict[str | None, list[Mark]] = defaultdict(list)
        for mark in marks_of(facts, self):
            marks[mark.item if self.what == "item" else mark.unit].append(mark)
        lines = self.in_parts(so_far)
        if self.what == "item":
            for line in net(lines):
                of_report = marks.get(line.item, []) if line.item else []
                if line.points > 0 and len(of_report) >= self.times:
                    yield line.undone(self._why(of_report))
            return
        for (unit, person, _), points in sums_of(lines, "unit").items():
            if points > 0 and len(marks.get(unit, [])) >= self.times:
                yield self.change(unit, -points, self._why(marks[unit]), person=person)

    @property
    def parts(self) -> tuple[str, ...]:
        """None of its own where it takes each use back in its own part."""
        return () if self.what == "item" else super().parts

    def _why(self, marks: Sequence[Mark]) -> Text:
        return message("void: {reason}", reason=marks[-1].reason)

    def sentences(self, voice: Voice) -> Iterator[Text]:
        """What becomes nothing, and because of which marks."""
        lost = (
            message("{parts} of the report that was marked are void", parts=voice.parts(self.of))
            if self.what == "item"
            else message("{parts} of the unit are void", parts=voice.parts(self.of))
        )
        marks = marks_in_words(self, self.times, voice)
        yield message("With {marks}: {lost}.", marks=marks, lost=lost)
