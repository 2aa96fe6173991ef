"""What an entry books that looks further than its window: what is new since the window before."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from inforeport.model import ScoreLine
from inforeport.words import message


def less(now: Sequence[ScoreLine], before: Sequence[ScoreLine]) -> Iterator[ScoreLine]:
    """The lines of now, less those that were there before.

    What is the same is left out; what is worth more or less is a line of the difference; what is
    there no more is taken back.
    """
    if not before:
        yield from now
        return
    old, new = _by_source(before), _by_source(now)
    for source, lines in new.items():
        if source not in old:
            yield from lines
        elif difference := _sum(lines) - _sum(old[source]):
            yield replace(lines[-1], points=difference, given=lines[-1].is_given)
    for source, lines in old.items():
        if source not in new and (points := _sum(lines)):
            because = message("taken back: {because}", because=lines[-1].because)
            yield replace(lines[-1], points=points).undone(because)


def _by_source(lines: Iterable[ScoreLine]) -> dict[tuple[object, ...], list[ScoreLine]]:
    sources: dict[tuple[object, ...], list[ScoreLine]] = defaultdict(list)
    for line in lines:
        sources[line.source].append(line)
    return sources


def _sum(lines: Iterable[ScoreLine]) -> Decimal:
    return sum((line.points for line in lines), Decimal(0))
