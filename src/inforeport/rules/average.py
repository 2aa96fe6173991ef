"""Makes the sum of several windows their average, or that of the heads of a unit: `average`."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Literal

from inforeport.model import Facts, ScoreLine
from inforeport.ratio import ratio
from inforeport.rules.over import Over, sides_of
from inforeport.rules.phrases import EVERY
from inforeport.rules.remarks import Remarks
from inforeport.rules.rule import Voice, Written
from inforeport.rules.where import OF_LINE
from inforeport.words import N_, Message, Text, message

_HEADS: Mapping[str, str] = {
    "staff": N_("{what}: divided by the unit's staff."),
    "reporters": N_("{what}: divided by how many persons are on file of the unit."),
}
_SHARED: Mapping[str, str] = {
    "windows": N_("{points} over {count} windows"),
    "staff": N_("{points} among {count} of staff"),
    "reporters": N_("{points} among {count} persons"),
}


class Average(Over, frozen=True, kw_only=True):
    """Makes a sum an average: of the windows that bound the unit, or of its heads.

    Heads are its staff, or the persons on file of it on the window's last day; a unit of which
    none are on file keeps its sum. Points of persons are divided by windows alone.
    """

    divided_by: Annotated[
        Literal["windows", "staff", "reporters"],
        N_("by what a sum is divided: its windows, the unit's staff, the persons on file of it"),
    ] = "windows"

    summary = N_("makes a sum the average of its windows, or of the heads of the unit")
    asks = OF_LINE
    tells = frozenset({"every"})

    @property
    def asks_of_units(self) -> str | None:
        """Its heads, where it is divided by them."""
        return {"staff": "headcount", "reporters": "reporters"}.get(self.divided_by)

    def lines(self, facts: Facts, so_far: Sequence[ScoreLine]) -> Iterator[ScoreLine]:
        """A line for each unit, from its sum to its average."""
        counts = self._counts(facts)
        for whose, sides in sides_of(self.about(facts, so_far)).items():
            count = counts.get(whose[0], 0)
            if count > 1 and (self.divided_by == "windows" or whose[1] is None):
                because = Message(_SHARED[self.divided_by], {"points": sides[0], "count": count})
                yield self.in_proportion(whose, sides, ratio(1, count) - 1, because)

    def _counts(self, facts: Facts) -> Mapping[str, int]:
        """By how many each unit's sum is divided."""
        if self.divided_by == "staff":
            return {unit.name: unit.headcount or 0 for unit in facts.units}
        if self.divided_by == "reporters":
            return {unit: len(names) for unit, names in facts.members().items()}
        windows: dict[str, int] = defaultdict(int)
        for slot in facts.slots:
            windows[slot.unit] += slot.binding
        return windows

    def amiss(self, written: Written) -> Remarks:
        """An average of one window; windows that say nothing of heads."""
        entry = written.entry
        if self.divided_by == "windows" and entry.every == entry.per:
            wrong = message(
                "an average of one window is itself: write every, as the shorter window"
            )
            yield (), wrong
        if self.divided_by != "windows" and entry.every != entry.per:
            wrong = message("every says nothing with divided_by = {heads}", heads=self.divided_by)
            yield ("every",), wrong

    def sentences(self, voice: Voice) -> Iterator[Text]:
        """A sum made an average."""
        words = {"what": self.about_in_words(voice)}
        if self.divided_by != "windows":
            yield Message(_HEADS[self.divided_by], words)
            return
        every = Message(EVERY[voice.entry.every])
        yield message("{what}: averaged over the windows, one {every}.", every=every, **words)
