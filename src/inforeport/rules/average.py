"""Makes the sum of several windows their average: `average`."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from inforeport.model import Facts, ScoreLine
from inforeport.ratio import ratio
from inforeport.rules.over import Over, sides_of
from inforeport.rules.phrases import EVERY
from inforeport.rules.remarks import Remarks
from inforeport.rules.rule import Voice, Written
from inforeport.rules.where import OF_LINE
from inforeport.words import N_, Message, Text, message


class Average(Over, frozen=True, kw_only=True):
    """Makes a sum of windows their average: divided by how many of them bound the unit."""

    summary = N_("makes the sum of several windows their average")
    asks = OF_LINE
    tells = frozenset({"every"})

    def lines(self, facts: Facts, so_far: Sequence[ScoreLine]) -> Iterator[ScoreLine]:
        """A line for each unit, from its sum to its average."""
        count: dict[str, int] = defaultdict(int)
        for slot in facts.slots:
            count[slot.unit] += slot.binding
        for whose, sides in sides_of(self.about(facts, so_far)).items():
            windows = count[whose[0]]
            if windows > 1:
                words = {"points": sides[0], "count": windows}
                because = message("{points} over {count} windows", **words)
                yield self.in_proportion(whose, sides, ratio(1, windows) - 1, because)

    def amiss(self, written: Written) -> Remarks:
        """An average of one window."""
        if written.entry.every == written.entry.per:
            wrong = message(
                "an average of one window is itself: write every, as the shorter window"
            )
            yield (), wrong

    def sentences(self, voice: Voice) -> Iterator[Text]:
        """A sum made an average."""
        words = {"what": self.about_in_words(voice), "every": Message(EVERY[voice.entry.every])}
        yield message("{what}: averaged over the windows, one {every}.", **words)
