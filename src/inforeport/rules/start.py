"""Points that every unit starts each window with: `start`."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, ClassVar

from inforeport.model import Facts, ScoreLine
from inforeport.ratio import Exact
from inforeport.rules.phrases import EVERY
from inforeport.rules.rule import Rule, Voice
from inforeport.words import N_, Message, Text, message


class Start(Rule, frozen=True, kw_only=True):
    """Points that every unit starts each window with."""

    points: Annotated[Exact, N_("points of each unit")]

    summary = N_("points that every unit starts each window with")
    columns: ClassVar[Mapping[str, str]] = {"base": N_("base")}
    tells = frozenset({"per"})

    @property
    def tells_apart(self) -> frozenset[str]:
        """Nothing: it looks at units."""
        return frozenset()

    @property
    def can_look(self) -> bool:
        """It sees nothing but its window."""
        return False

    def lines(self, facts: Facts, so_far: Sequence[ScoreLine]) -> Iterator[ScoreLine]:
        """A line for each unit."""
        del so_far
        because = message("to start with")
        for unit in facts.units:
            yield ScoreLine(unit=unit.name, points=self.points, part="base", because=because)

    def sentences(self, voice: Voice) -> Iterator[Text]:
        """What everybody begins with."""
        words = {"every": Message(EVERY[voice.entry.per]), "worth": voice.worth(self.points)}
        yield message("{every} each unit starts with {worth}.", **words)
