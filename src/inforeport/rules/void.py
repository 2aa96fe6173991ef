"""Takes away the points of a report, or of a unit, because of a mark: `void`."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Annotated, Literal

from msgspec.structs import replace

from inforeport.model import Facts, Mark, ScoreLine
from inforeport.rules.answers import Reading, Way
from inforeport.rules.editions import Formerly
from inforeport.rules.marks import marks_in_words, marks_of
from inforeport.rules.over import Over, sides_of
from inforeport.rules.remarks import AtLeast
from inforeport.rules.rule import Voice
from inforeport.rules.sources import net
from inforeport.rules.where import OF_MARK
from inforeport.words import N_, Message, Text, message

SIDES = Reading(
    "void.only",
    N_("whether what was taken away is void too"),
    {
        "both": N_("Where points are void, what was taken away is void too."),
        "given": N_("Where points are void, what was taken away stays."),
    },
    told=("both", "given"),
)


class Void(Over, frozen=True, kw_only=True):
    """Takes away what a report, or a unit, has in the window, because of a mark.

    A report that several units sent is void for all of them. `where` and `unless` are asked of
    the marks; `count` is how many marks it takes.
    """

    takes: Annotated[
        Literal["item", "all"],
        N_("the points of the report that was marked, or all of the unit's"),
        Formerly("what"),
    ] = "all"
    count: Annotated[int, N_("how many such marks it takes"), AtLeast(1), Formerly("times")] = 1

    only: Annotated[
        Literal["given", "both"] | None,
        N_("whether only what was given is void, or what was taken away too"),
    ] = None

    summary = N_("takes away all points of a report, or of a unit, because of a mark")
    asks = OF_MARK
    reads = ("marks",)
    readings = (SIDES,)

    @property
    def tells_apart(self) -> frozenset[str]:
        """Nothing: what is marked is told apart always."""
        return frozenset()

    @property
    def compares(self) -> bool:
        """Whether a report may be found untrue later, or marks are counted."""
        return self.takes == "item" or self.count > 1 or super().compares

    def lines(self, facts: Facts, so_far: Sequence[ScoreLine]) -> Iterator[ScoreLine]:
        """A line that brings to nothing what was given, and what was taken away."""
        marks: dict[str | None, list[Mark]] = defaultdict(list)
        for mark in marks_of(facts, self):
            marks[mark.item if self.takes == "item" else mark.unit].append(mark)
        lines = [self._voided(line) for line in self.in_parts(so_far)] if marks else []
        if self.takes == "item":
            for line in net(lines):
                of_report = marks.get(line.item, []) if line.item else []
                if len(of_report) >= self.count:
                    yield line.undone(self._why(of_report))
            return
        for whose, sides in sides_of(lines).items():
            of_unit = marks.get(whose[0], [])
            if any(sides) and len(of_unit) >= self.count:
                yield self.in_proportion(whose, sides, Decimal(-1), self._why(of_unit))

    def _voided(self, line: ScoreLine) -> ScoreLine:
        """A line, or what of it was given where nothing else is void."""
        return replace(line, points=line.of_given) if self.only == "given" else line

    @property
    def gives(self) -> tuple[str, ...]:
        """None of its own where it takes each use back in its own part."""
        return () if self.takes == "item" else super().gives

    def _why(self, marks: Sequence[Mark]) -> Text:
        return message("void: {reason}", reason=marks[-1].reason)

    def sentences(self, voice: Voice) -> Iterator[Text]:
        """What becomes nothing, and because of which marks."""
        lost = (
            message("{parts} of the report that was marked are void", parts=voice.parts(self.parts))
            if self.takes == "item"
            else message("{parts} of the unit are void", parts=voice.parts(self.parts))
        )
        marks = marks_in_words(self, self.count, voice)
        yield message("With {marks}: {lost}.", marks=marks, lost=lost)
        yield Message(SIDES.ways[self.only or "both"])

    def left_open(self, voice: Voice) -> Iterator[Way]:
        """Whether what was taken away is void too."""
        if not voice.money:
            yield Way(SIDES, self.only or "both", stated=self.only is not None)
