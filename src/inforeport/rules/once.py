"""Of facts alike in some traits only so many count: the dearest, or the first."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, Protocol

from msgspec.structs import replace

from inforeport.model import Facts, ScoreLine, Submission
from inforeport.rules.prices import AlikeFacts, Which, left_over, traits
from inforeport.words import message

_Part = tuple[ScoreLine, Submission | None, int]
"""The line of a fact, its report, and whose of all that have a part in it."""


class CountsOnce(Protocol):
    """A rule that counts so many of those alike whole, and the others as `further`."""

    @property
    def once(self) -> tuple[AlikeFacts, ...]:
        """What they agree in."""

    @property
    def keep(self) -> int:
        """How many count."""

    @property
    def which(self) -> Which:
        """Which of them."""

    @property
    def further(self) -> Decimal:
        """What each of the others is worth."""

    def shared(self, line: ScoreLine, item: Submission | None) -> Iterable[ScoreLine]:
        """A line, divided among those whose it is."""


def counted_once(
    rule: CountsOnce, whole: Iterable[tuple[Any, Submission | None, ScoreLine]], facts: Facts
) -> Iterator[ScoreLine]:
    """The lines of facts on their reports, of which only some alike in all of `once` count."""
    lines: list[ScoreLine] = []
    keys: list[object] = []
    parts: list[_Part] = []
    key_of = traits([name for name in rule.once if name != "leader"], facts)
    for fact, item, line in whole:
        leader = fact.leader if "leader" in rule.once else None  # a line does not tell
        for number, part in enumerate(rule.shared(line, item)):
            lines.append(part)
            keys.append((key_of(part), leader))
            parts.append((line, item, number))
    beyond = {*left_over(lines, keys, _size, keep=rule.keep, which=rule.which)}
    for place, line in enumerate(lines):
        yield _beyond(rule, *parts[place]) if place in beyond else line


def _size(line: ScoreLine) -> Decimal:
    return abs(line.points)


def _beyond(rule: CountsOnce, line: ScoreLine, item: Submission | None, number: int) -> ScoreLine:
    """What a fact is as a further one, to that of those whose it is."""
    why = (
        message("{because} (a further one)", because=line.because)
        if rule.further
        else message("{because} (another one like it counts)", because=line.because)
    )
    further = replace(line, points=rule.further, because=why)
    return [*rule.shared(further, item)][number]
