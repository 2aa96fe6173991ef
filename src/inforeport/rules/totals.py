"""Rules over the lines before them: caps and floors, factors, voids, averages, scales.

Each adds a line that says what it changed; nothing is ever taken back in silence.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal

from msgspec import Meta
from msgspec.structs import replace

from inforeport.model import Facts, Mark, ScoreLine
from inforeport.rules.sources import net
from inforeport.rules.where import Chooses, Filtered, passes
from inforeport.words import N_, Text, message

_NONE = Decimal(0)

Key = tuple[Any, ...]


class Over(Filtered, frozen=True, kw_only=True):
    """A rule over the lines of some parts, of all parts where none is named."""

    of: Annotated[tuple[str, ...], Meta(description=N_("the parts it is about, else all"))] = ()

    reads: ClassVar[tuple[str, ...]] = ()

    @property
    def parts(self) -> tuple[str, ...]:
        """None of its own where it changes one part; else what it changes has a part of its own."""
        return () if len(self.of) == 1 else (self.own_part,)

    @property
    def own_part(self) -> str:
        """The part of what is changed in several parts at once."""
        return "adjustment"

    def in_parts(self, so_far: Iterable[ScoreLine]) -> Iterator[ScoreLine]:
        """The lines of its parts; of all parts where it names none."""
        return (line for line in so_far if not self.of or line.part in self.of)

    def about(self, facts: Facts, so_far: Iterable[ScoreLine]) -> Iterator[ScoreLine]:
        """The lines that it is about: of its parts, and of reports that fit, where it asks."""
        for line in self.in_parts(so_far):
            item = facts.items.get(line.item) if line.item else None
            if (self.where or self.unless) and not passes(self, line, item, facts):
                continue
            yield line

    def change(self, unit: str, points: Decimal, because: Text, **facts: Any) -> ScoreLine:
        """A line that changes what a unit has."""
        part = self.of[0] if len(self.of) == 1 else self.own_part
        return ScoreLine(unit=unit, points=points, part=part, because=because, **facts)


class Limit(Over, frozen=True, kw_only=True):
    """A cap and a floor: what the lines of a window come to is at most `most`, at least `least`.

    `each` limits every item, or every level, for itself. `only` looks at points given, or at
    points taken away, alone: `least = -6, only = "taken"` stops deductions at six.
    """

    most: Annotated[Decimal | None, Meta(description=N_("at most so many points"))] = None
    least: Annotated[Decimal | None, Meta(description=N_("at least so many points"))] = None
    each: Annotated[
        Literal["unit", "item", "level", "publication"],
        Meta(description=N_("what is limited: a unit's sum, or each report, level, publication")),
    ] = "unit"
    only: Annotated[
        Literal["given", "taken"] | None,
        Meta(description=N_("only points given, or only points taken away")),
    ] = None

    def lines(self, facts: Facts, so_far: Sequence[ScoreLine]) -> Iterator[ScoreLine]:
        """A line for each sum that is outside, which brings it back to the limit."""
        about = self.about(facts, so_far)
        lines = (line for line in (net(about) if self.only else about) if self._looks_at(line))
        sums = _sums(lines, self.each)
        if self.each == "unit":  # who has no line at all may still be below the least
            sums = {(unit.name, None, None): _NONE for unit in facts.units} | sums
        for (unit, person, trait), points in sums.items():
            of = {"person": person} if self.each == "unit" else {"person": person, self.each: trait}
            if self.most is not None and points > self.most:
                because = message("at most {most}, not {points}", most=self.most, points=points)
                yield self.change(unit, self.most - points, because, **of)
            elif self.least is not None and points < self.least:
                because = message("at least {least}, not {points}", least=self.least, points=points)
                yield self.change(unit, self.least - points, because, **of)

    def _looks_at(self, line: ScoreLine) -> bool:
        if self.each != "unit" and getattr(line, self.each) is None:
            return False
        if self.only is None:
            return True
        return line.points > 0 if self.only == "given" else line.points < 0


class Factor(Over, frozen=True, kw_only=True):
    """Multiplies what each use has, or the whole of a unit: doubled, halved."""

    factor: Annotated[Decimal, Meta(description=N_("by which the points are multiplied"))]
    each: Annotated[
        Literal["item", "unit"], Meta(description=N_("each report for itself, or a unit's sum"))
    ] = "item"

    @property
    def parts(self) -> tuple[str, ...]:
        """None of its own where it changes each use in its own part."""
        return () if self.each == "item" else super().parts

    def lines(self, facts: Facts, so_far: Sequence[ScoreLine]) -> Iterator[ScoreLine]:
        """A line for each use, of the same level and part, with what the factor adds or takes."""
        about = self.about(facts, so_far)
        if self.each == "item":
            for line in net(about):
                if line.item is not None:
                    more = line.points * (self.factor - 1)
                    yield replace(line, points=more, because=self._why(line.points))
            return
        for (unit, person, _), points in _sums(about, "unit").items():
            if points:
                more = points * (self.factor - 1)
                yield self.change(unit, more, self._why(points), person=person)

    def _why(self, points: Decimal) -> Text:
        return message("{points} times {factor}", points=points, factor=self.factor)


class Void(Over, frozen=True, kw_only=True):
    """Takes away what a report, or a unit, has in the window, because of a mark.

    A report that several units sent is void for all of them. `where` and `unless` are asked of
    the marks; `times` is how many marks it takes.
    """

    what: Annotated[
        Literal["item", "all"],
        Meta(description=N_("the points of the report that was marked, or all of the unit's")),
    ] = "all"
    times: Annotated[int, Meta(description=N_("how many such marks it takes"))] = 1

    reads: ClassVar[tuple[str, ...]] = ("marks",)

    def lines(self, facts: Facts, so_far: Sequence[ScoreLine]) -> Iterator[ScoreLine]:
        """A line that brings to nothing what is above nothing."""
        marks: dict[str | None, list[Mark]] = defaultdict(list)
        for mark in marked(facts, self):
            marks[mark.item if self.what == "item" else mark.unit].append(mark)
        lines = self.in_parts(so_far)
        if self.what == "item":
            for line in net(lines):
                its = marks.get(line.item, []) if line.item else []
                if line.points > 0 and len(its) >= self.times:
                    yield line.undone(self._why(its))
            return
        for (unit, person, _), points in _sums(lines, "unit").items():
            if points > 0 and len(marks.get(unit, [])) >= self.times:
                yield self.change(unit, -points, self._why(marks[unit]), person=person)

    @property
    def parts(self) -> tuple[str, ...]:
        """None of its own where it takes each use back in its own part."""
        return () if self.what == "item" else super().parts

    def _why(self, marks: Sequence[Mark]) -> Text:
        return message("void: {reason}", reason=marks[-1].reason)


class Average(Over, frozen=True, kw_only=True):
    """Makes a sum of windows their average: divided by how many of them bound the unit."""

    def lines(self, facts: Facts, so_far: Sequence[ScoreLine]) -> Iterator[ScoreLine]:
        """A line for each unit, from its sum to its average."""
        count: dict[str, int] = defaultdict(int)
        for slot in facts.slots:
            count[slot.unit] += slot.binding
        for (unit, person, _), points in _sums(self.about(facts, so_far), "unit").items():
            windows = count[unit]
            if windows > 1:
                because = message("{points} over {count} windows", points=points, count=windows)
                yield self.change(unit, points / windows - points, because, person=person)


class Scale(Over, frozen=True, kw_only=True):
    """Folds a unit's points into another score: `full` points of these are `into` of those.

    With `best` the most that any unit of the same group has is full.
    """

    into: Annotated[Decimal, Meta(description=N_("how many points full marks become"))]
    full: Annotated[Decimal, Meta(description=N_("what full marks are"))] = Decimal(100)
    best: Annotated[bool, Meta(description=N_("whether the best unit's points are full marks"))] = (
        False
    )

    def lines(self, facts: Facts, so_far: Sequence[ScoreLine]) -> Iterator[ScoreLine]:
        """A line for each unit, from its points to what they become."""
        groups = {unit.name: unit.group for unit in facts.units}
        sums = {
            unit: points
            for (unit, person, _), points in _sums(self.about(facts, so_far), "unit").items()
            if person is None
        }
        best: dict[str, Decimal] = {}
        for unit, points in sums.items():
            best[groups[unit]] = max(best.get(groups[unit], _NONE), points)
        for unit, points in sums.items():
            full = best[groups[unit]] if self.best else self.full
            if full and points:
                into = points * self.into / full
                facts_ = {"points": points, "full": full, "into": self.into}
                because = message("{points} of {full}, folded into {into}", **facts_)
                yield self.change(unit, into - points, because)


def marked(facts: Facts, rule: Chooses) -> Iterator[Mark]:
    """The marks that a rule is about."""
    for mark in facts.marks:
        item = facts.items.get(mark.item) if mark.item else None
        if passes(rule, mark, item, facts):
            yield mark


def _sums(lines: Iterable[ScoreLine], each: str) -> dict[Key, Decimal]:
    """The points of each unit and person, and of each item (or level …) where that is asked."""
    sums: dict[Key, Decimal] = defaultdict(Decimal)
    for line in lines:
        sums[line.unit, line.person, None if each == "unit" else getattr(line, each)] += line.points
    return sums
