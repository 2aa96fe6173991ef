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
            continue
        points, given = (a - b for a, b in zip(_sides(lines), _sides(old[source]), strict=True))
        if points or given:
            yield replace(lines[-1], points=points, given=given)
    for source, lines in old.items():
        points, given = _sides(lines)
        if source not in new and (points or given):
            because = message("taken back: {because}", because=lines[-1].because)
            yield replace(lines[-1], points=points, given=given).undone(because)


def _by_source(lines: Iterable[ScoreLine]) -> dict[tuple[object, ...], list[ScoreLine]]:
    sources: dict[tuple[object, ...], list[ScoreLine]] = defaultdict(list)
    for line in lines:
        sources[line.source].append(line)
    return sources


def _sides(lines: Sequence[ScoreLine]) -> tuple[Decimal, Decimal]:
    """The sum of lines, and how much of it was given."""
    none = Decimal(0)
    return sum((it.points for it in lines), none), sum((it.of_given for it in lines), none)
