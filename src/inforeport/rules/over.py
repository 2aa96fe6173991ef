"""Rules over the lines before them: caps and floors, factors, voids, averages, scales.

Each adds a line that says what it changed; nothing is ever taken back in silence.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Annotated, Any, ClassVar

from inforeport.model import Facts, ScoreLine
from inforeport.rules.above import Above
from inforeport.rules.conditions import chosen
from inforeport.rules.editions import Formerly
from inforeport.rules.remarks import Remarks
from inforeport.rules.rule import Filtered, Voice
from inforeport.rules.where import OF_LINE, OF_REPORT, passes
from inforeport.words import N_, Message, Text

Holder = tuple[Any, ...]
"""A unit, a person or none, and the report (or level …) that has a sum for itself, or none."""
Whose = tuple[str, str | None]
"""A unit, and a person or none."""
Sides = tuple[Decimal, Decimal]
"""Points, and how many of them were given."""
_NONE = Decimal(0)
_EACH: Mapping[str, str] = {
    "item": N_("{what}, each report for itself"),
    "level": N_("{what}, each level for itself"),
    "publication": N_("{what}, each publication for itself"),
}


class Over(Filtered, frozen=True, kw_only=True):
    """A rule over the lines of some parts, of all parts where none is named."""

    parts: Annotated[tuple[str, ...], N_("the parts it is about, else all"), Formerly("of")] = ()

    columns: ClassVar[Mapping[str, str]] = {"adjustment": N_("adjustment")}
    asks = OF_REPORT | OF_LINE
    of_sum = True

    @property
    def gives(self) -> tuple[str, ...]:
        """None of its own where it changes one part; else what it changes has a part of its own."""
        return () if len(self.parts) == 1 else tuple(self.columns)

    @property
    def tells_apart(self) -> frozenset[str]:
        """What it asks of the reports that lines are of; it sums the points of those that fit."""
        return self.conditions_apart()

    def in_parts(self, so_far: Iterable[ScoreLine]) -> Iterator[ScoreLine]:
        """The lines of its parts; of all parts where it names none."""
        return (line for line in so_far if not self.parts or line.part in self.parts)

    def about(self, facts: Facts, so_far: Iterable[ScoreLine]) -> Iterator[ScoreLine]:
        """The lines that it is about: of its parts, and of reports that fit, where it asks."""
        for line in self.in_parts(so_far):
            item = facts.items.get(line.item) if line.item else None
            if (self.where or self.unless) and not passes(self, line, item, facts):
                continue
            yield line

    def change(self, unit: str, points: Decimal, because: Text, **facts: Any) -> ScoreLine:
        """A line that changes what a unit has, in the one part it is about or in one of its own."""
        (part,) = self.parts if len(self.parts) == 1 else self.columns
        return ScoreLine(unit=unit, points=points, part=part, because=because, **facts)

    def in_proportion(self, whose: Whose, sides: Sides, more: Decimal, because: Text) -> ScoreLine:
        """A line that makes what was given, and what was taken away, more by a part of it."""
        (unit, person), (points, given) = whose, sides
        return self.change(unit, points * more, because, person=person, given=given * more)

    def amiss_below(self, above: Above) -> Remarks:
        """That the rules above give the parts it is about."""
        yield from above.without_parts(self.parts)

    def about_in_words(self, voice: Voice) -> Text:
        """The parts it is about, and what it chooses of them."""
        return chosen(voice.parts(self.parts), self, voice)


def each_in_words(subject: Text, each: str) -> Text:
    """What is changed, and what is taken for itself: each report, level …; a unit is no news."""
    return Message(_EACH[each], {"what": subject}) if each in _EACH else subject


def sides_of(lines: Iterable[ScoreLine]) -> dict[Whose, Sides]:
    """The points of each unit and person: all of them, and those that were given."""
    sums: dict[Whose, Sides] = {}
    for line in lines:
        whose = line.unit, line.person
        points, given = sums.get(whose, (_NONE, _NONE))
        sums[whose] = points + line.points, given + line.of_given
    return sums


def sums_of(lines: Iterable[ScoreLine], each: str = "unit") -> dict[Holder, Decimal]:
    """The points of each unit and person, and of each item (or level …) where that is asked."""
    sums: dict[Holder, Decimal] = defaultdict(Decimal)
    for line in lines:
        sums[line.unit, line.person, None if each == "unit" else getattr(line, each)] += line.points
    return sums
