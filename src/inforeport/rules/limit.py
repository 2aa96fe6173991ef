"""A cap and a floor: `limit`."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Literal

from msgspec.structs import replace

from inforeport.model import Facts, ScoreLine
from inforeport.rules.editions import Formerly, Key
from inforeport.rules.over import Over, each_in_words, sums_of
from inforeport.rules.phrases import COMMA, joined
from inforeport.rules.remarks import Remarks, upright
from inforeport.rules.rule import Voice, Written
from inforeport.words import N_, Message, Text, message

_NONE = Decimal(0)
_KEYS = {"cap": Key("cap"), "floor": Key("floor")}
_ONLY: Mapping[str, str] = {
    "given": N_("{what}, only those given"),
    "taken": N_("{what}, only those taken away"),
}


class Limit(Over, frozen=True, kw_only=True):
    """A cap and a floor: what the lines of a window come to is at most `cap`, at least `floor`.

    `for_each` limits every item, or every level, for itself. `only` looks at what was given, or at
    what was taken away, alone, with all that rules above made of it: `floor = -6, only = "taken"`
    stops deductions at six.
    """

    cap: Annotated[Decimal | None, N_("at most so many points"), Formerly("most")] = None
    floor: Annotated[Decimal | None, N_("at least so many points"), Formerly("least")] = None
    for_each: Annotated[
        Literal["unit", "item", "level", "publication"],
        N_("what is limited: a unit's sum, or each report, level, publication"),
        Formerly("each"),
    ] = "unit"
    only: Annotated[
        Literal["given", "taken"] | None,
        N_("only points given, or only points taken away"),
    ] = None

    summary = N_("a cap or a floor for what the rules above give or take")

    def lines(self, facts: Facts, so_far: Sequence[ScoreLine]) -> Iterator[ScoreLine]:
        """A line for each sum that is outside, which brings it back to the limit."""
        lines = (self._seen(line) for line in self.about(facts, so_far) if self._looks_at(line))
        sums = sums_of(lines, self.for_each)
        if self.for_each == "unit":  # who has no line at all may still be below the least
            sums = {(unit.name, None, None): _NONE for unit in facts.units} | sums
        for (unit, person, trait), points in sums.items():
            of = (
                {"person": person}
                if self.for_each == "unit"
                else {"person": person, self.for_each: trait}
            )
            if self.cap is not None and points > self.cap:
                because = message("at most {most}, not {points}", most=self.cap, points=points)
                yield self.change(unit, self.cap - points, because, given=self.cap - points, **of)
            elif self.floor is not None and points < self.floor:
                because = message("at least {least}, not {points}", least=self.floor, points=points)
                yield self.change(unit, self.floor - points, because, given=_NONE, **of)

    def _looks_at(self, line: ScoreLine) -> bool:
        return self.for_each == "unit" or getattr(line, self.for_each) is not None

    def _seen(self, line: ScoreLine) -> ScoreLine:
        """A line, with what it is on the side that is limited."""
        if self.only is None:
            return line
        given = line.of_given
        return replace(line, points=given if self.only == "given" else line.points - given)

    def amiss(self, written: Written) -> Remarks:
        """No limit at all, limits that are upside down, or those of the other side."""
        del written
        if self.cap is None and self.floor is None:
            yield (), message("it limits nothing: write {cap} or {floor}", **_KEYS)
        yield from upright(self, "floor", "cap")
        yield from self._other_side()

    def _other_side(self) -> Remarks:
        """What is given has a cap, at or above 0; what is taken away a floor, at or below."""
        if self.only == "given" and self.floor is not None:
            wrong = message("{floor} says nothing of what is given: write {cap}", **_KEYS)
            yield ("floor",), wrong
        elif self.only == "given" and self.cap is not None and self.cap < 0:
            words = {"found": self.cap, "right": -self.cap}
            wrong = message("{cap} = {found} of what is given: write {right}", **_KEYS, **words)
            yield ("cap",), wrong
        elif self.only == "taken" and self.cap is not None:
            wrong = message("{cap} says nothing of what is taken away: write {floor}", **_KEYS)
            yield ("cap",), wrong
        elif self.only == "taken" and self.floor is not None and self.floor > 0:
            words = {"found": self.floor, "right": -self.floor}
            wrong = message("{floor} = {found} of what is taken: write {right}", **_KEYS, **words)
            yield ("floor",), wrong

    def sentences(self, voice: Voice) -> Iterator[Text]:
        """A cap and a floor."""
        subject = self.about_in_words(voice)
        if self.only:
            subject = Message(_ONLY[self.only], {"what": subject})
        subject = each_in_words(subject, self.for_each)
        bits = joined(self._bounds(voice), COMMA)
        yield message("{what}: {bits}.", what=subject, bits=bits)

    def _bounds(self, voice: Voice) -> Iterator[Text]:
        for figure, is_cap in ((self.cap, True), (self.floor, False)):
            if figure is not None:
                amount = voice.amount(figure)
                if figure < 0:
                    worse = message("at least {amount} taken away", amount=amount)
                    better = message("at most {amount} taken away", amount=amount)
                    yield worse if is_cap else better
                elif is_cap:
                    yield message("at most {amount}", amount=amount)
                else:
                    yield message("at least {amount}", amount=amount)
