"""A cap and a floor: `limit`."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Literal

from msgspec.structs import replace

from inforeport.model import Facts, ScoreLine
from inforeport.rules.over import Over, each_in_words, sums_of
from inforeport.rules.phrases import COMMA, joined
from inforeport.rules.remarks import Remarks, upright
from inforeport.rules.rule import Voice, Written
from inforeport.words import N_, Message, Text, message

_NONE = Decimal(0)
_ONLY: Mapping[str, str] = {
    "given": N_("{what}, only those given"),
    "taken": N_("{what}, only those taken away"),
}


class Limit(Over, frozen=True, kw_only=True):
    """A cap and a floor: what the lines of a window come to is at most `most`, at least `least`.

    `each` limits every item, or every level, for itself. `only` looks at what was given, or at
    what was taken away, alone, with all that rules above made of it: `least = -6, only = "taken"`
    stops deductions at six.
    """

    most: Annotated[Decimal | None, N_("at most so many points")] = None
    least: Annotated[Decimal | None, N_("at least so many points")] = None
    each: Annotated[
        Literal["unit", "item", "level", "publication"],
        N_("what is limited: a unit's sum, or each report, level, publication"),
    ] = "unit"
    only: Annotated[
        Literal["given", "taken"] | None,
        N_("only points given, or only points taken away"),
    ] = None

    summary = N_("a cap or a floor for what the rules above give or take")

    def lines(self, facts: Facts, so_far: Sequence[ScoreLine]) -> Iterator[ScoreLine]:
        """A line for each sum that is outside, which brings it back to the limit."""
        lines = (self._seen(line) for line in self.about(facts, so_far) if self._looks_at(line))
        sums = sums_of(lines, self.each)
        if self.each == "unit":  # who has no line at all may still be below the least
            sums = {(unit.name, None, None): _NONE for unit in facts.units} | sums
        for (unit, person, trait), points in sums.items():
            of = {"person": person} if self.each == "unit" else {"person": person, self.each: trait}
            if self.most is not None and points > self.most:
                because = message("at most {most}, not {points}", most=self.most, points=points)
                yield self.change(unit, self.most - points, because, given=self.most - points, **of)
            elif self.least is not None and points < self.least:
                because = message("at least {least}, not {points}", least=self.least, points=points)
                yield self.change(unit, self.least - points, because, given=_NONE, **of)

    def _looks_at(self, line: ScoreLine) -> bool:
        return self.each == "unit" or getattr(line, self.each) is not None

    def _seen(self, line: ScoreLine) -> ScoreLine:
        """A line, with what it is on the side that is limited."""
        if self.only is None:
            return line
        given = line.of_given
        return replace(line, points=given if self.only == "given" else line.points - given)

    def amiss(self, written: Written) -> Remarks:
        """No limit at all, limits that are upside down, or those of the other side."""
        del written
        if self.most is None and self.least is None:
            yield (), message("it limits nothing: write most or least")
        yield from upright(self, "least", "most")
        yield from self._other_side()

    def _other_side(self) -> Remarks:
        """What is given has a most, at or above 0; what is taken away a least, at or below."""
        if self.only == "given" and self.least is not None:
            yield ("least",), message("least says nothing of what is given: write most")
        elif self.only == "given" and self.most is not None and self.most < 0:
            words = {"found": self.most, "right": -self.most}
            yield ("most",), message("most = {found} of what is given: write {right}", **words)
        elif self.only == "taken" and self.most is not None:
            yield ("most",), message("most says nothing of what is taken away: write least")
        elif self.only == "taken" and self.least is not None and self.least > 0:
            words = {"found": self.least, "right": -self.least}
            yield ("least",), message("least = {found} of what is taken: write {right}", **words)

    def sentences(self, voice: Voice) -> Iterator[Text]:
        """A cap and a floor."""
        subject = self.about_in_words(voice)
        if self.only:
            subject = Message(_ONLY[self.only], {"what": subject})
        subject = each_in_words(subject, self.each)
        bits = joined(self._bounds(voice), COMMA)
        yield message("{what}: {bits}.", what=subject, bits=bits)

    def _bounds(self, voice: Voice) -> Iterator[Text]:
        for figure, is_cap in ((self.most, True), (self.least, False)):
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
