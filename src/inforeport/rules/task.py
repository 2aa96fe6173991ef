"""What meeting or missing duties gives that are stated above: `task`."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Annotated, Literal

from inforeport.model import Facts, ScoreLine
from inforeport.rules.above import Above
from inforeport.rules.answers import Handed, Reading, Way
from inforeport.rules.consequences import Consequences
from inforeport.rules.editions import Formerly
from inforeport.rules.met import Met, met_by_unit
from inforeport.rules.phrases import SEMICOLON, joined
from inforeport.rules.remarks import Remarks
from inforeport.rules.rule import Voice
from inforeport.words import N_, Message, Text, message

TOGETHER = Reading(
    "task.together",
    N_("whether the surplus of one duty fills the gap of another"),
    {
        "apart": N_("What is above in one duty fills no gap of another."),
        "fills": N_("What is above in one duty fills the gap of another."),
    },
    told=("apart", "fills"),
)


class Task(Consequences, frozen=True, kw_only=True):
    """What meeting or missing duties gives that are stated above.

    `duties` are their names or clauses; together they are one task, met when each of them is.
    `needs` are further duties without which nothing is given for meeting or exceeding it.
    """

    duties: Annotated[tuple[str, ...], N_("names or clauses of the duties"), Formerly("of")]
    surplus: Annotated[
        Literal["heals", "stays"] | None,
        N_("the surplus of the duties, where they do not state it themselves"),
    ] = None
    together: Annotated[
        Literal["apart", "fills"] | None,
        N_("whether the surplus of one of several duties fills the gap of another"),
    ] = None
    needs: Annotated[tuple[str, ...], N_("further duties that must be met for base and extra")] = ()

    summary = N_("what meeting or missing duties gives that are stated above")
    of_each = True
    readings = (*Consequences.readings, TOGETHER)
    tells = frozenset({"per"})

    @property
    def tells_apart(self) -> frozenset[str]:
        """Nothing: it looks at duties."""
        return frozenset()

    def lines(self, facts: Facts, so_far: Sequence[ScoreLine]) -> Iterator[ScoreLine]:
        """Base, shortfall and extra of each unit that is bound by one of the duties."""
        del so_far
        needed = met_by_unit(facts.dues, self.needs)
        unmet = {unit for unit, duties in needed.items() if any(it.missing for it in duties)}
        duties = met_by_unit(facts.dues, self.duties)
        return self.given_to(facts, self.judged(duties, unmet=unmet))

    @property
    def handed(self) -> Handed | None:
        """The surplus of its duties, where it states that."""
        return Handed(self.duties, self.surplus) if self.surplus else None

    def gaps(self, duties: Sequence[Met]) -> tuple[Decimal, Decimal]:
        """How many are missing and above, each duty for itself unless one fills another."""
        missing, extra = super().gaps(duties)
        if self.together == "fills":
            filled = min(missing, extra)
            return missing - filled, extra - filled
        return missing, extra

    def left_open(self, voice: Voice) -> Iterator[Way]:
        """Whether the surplus of one of several duties fills the gap of another."""
        yield from super().left_open(voice)
        if self._are_several(voice):
            stated = self.together is not None
            yield Way(TOGETHER, self.together or "apart", stated=stated)

    def _are_several(self, voice: Voice) -> bool:
        """Whether several duties that count the same are one task."""
        duties = {(it.clause, it.rule.called, it.rule.owes) for it in voice.duties(self.duties)}
        return len(duties) > len({owes for _, _, owes in duties})

    def amiss_below(self, above: Above) -> Remarks:
        """That it gives or takes something, and the duties are stated above."""
        if not self.gives:
            yield (), message("it gives and takes nothing: write base, missing, flat or extra")
        yield from above.without_duties("duties", self.duties)
        yield from above.without_duties("needs", self.needs)

    def sentences(self, voice: Voice) -> Iterator[Text]:
        """Which duties are one task, and what follows."""
        counted = next((duty.rule.owes for duty in voice.duties(self.duties)), None) or "submitted"
        duties = message("for {duties}", duties=voice.duty_words(self.duties))
        bits = [duties, *self.consequences(voice, counted)]
        yield message("{what}.", what=joined(bits, SEMICOLON))
        yield from self.for_whom()
        if self._are_several(voice):
            yield Message(TOGETHER.ways[self.together or "apart"])
        if self.needs:
            needs = voice.duty_words(self.needs)
            yield message(
                "Nothing is given for meeting or exceeding it without {needs}.", needs=needs
            )
