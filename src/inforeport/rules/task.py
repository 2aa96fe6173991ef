"""What meeting or missing duties gives that quotas above state: `task`."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Annotated

from inforeport.model import Due, Facts, ScoreLine
from inforeport.rules.consequences import Consequences
from inforeport.rules.phrases import SEMICOLON, joined
from inforeport.rules.remarks import Remarks
from inforeport.rules.rule import Above, Voice
from inforeport.words import N_, Text, message


class Task(Consequences, frozen=True, kw_only=True):
    """What meeting or missing duties gives that are stated by quotas above.

    `of` are their names or clauses; together they are one task, met when each of them is.
    `needs` are further duties without which nothing is given for meeting or exceeding it.
    """

    of: Annotated[tuple[str, ...], N_("names or clauses of the quotas")]
    needs: Annotated[tuple[str, ...], N_("further quotas that must be met for base and extra")] = ()

    summary = N_("what meeting or missing duties gives that quotas above state")
    tells = frozenset({"per"})

    def lines(self, facts: Facts, so_far: Sequence[ScoreLine]) -> Iterator[ScoreLine]:
        """Base, shortfall and extra of each unit that is bound by one of the duties."""
        del so_far
        needed: dict[str, list[Due]] = defaultdict(list)
        for due in facts.dues:
            if due.is_of(self.needs):
                needed[due.unit].append(due)
        unmet = {unit for unit, dues in needed.items() if self.gaps(dues)[0]}
        yield from self.judged((due for due in facts.dues if due.is_of(self.of)), unmet=unmet)

    def spans_windows(self, voice: Voice) -> bool:
        """Whether a duty has other windows than those that are judged."""
        return any(duty.every != voice.entry.per for duty in voice.duties(self.of))

    def amiss_below(self, above: Above) -> Remarks:
        """That it gives or takes something, and the duties are stated."""
        if not self.parts:
            yield (), message("it gives and takes nothing: write base, missing, flat or extra")
        yield from above.without_duties("of", self.of)
        yield from above.without_duties("needs", self.needs)

    def sentences(self, voice: Voice) -> Iterator[Text]:
        """Which duties are one task, and what follows."""
        counted = next((duty.rule.owes for duty in voice.duties(self.of)), None) or "submitted"
        duties = message("for {duties}", duties=voice.duty_words(self.of))
        bits = [duties, *self.consequences(voice, counted)]
        yield message("{what}.", what=joined(bits, SEMICOLON))
        if self.needs:
            needs = voice.duty_words(self.needs)
            yield message(
                "Nothing is given for meeting or exceeding it without {needs}.", needs=needs
            )
