"""What lines came to: those of one use, or of one duty, summed with what was taken back of them."""

from collections.abc import Iterable
from decimal import Decimal

from msgspec.structs import replace

from inforeport.model import ScoreLine


def net(lines: Iterable[ScoreLine]) -> list[ScoreLine]:
    """One line for each source, its points all that came of it; what came to nothing is left out.

    A rule over lines must not take a use and the line that undid it for two things.
    """
    sums: dict[tuple[object, ...], Decimal] = {}
    first: dict[tuple[object, ...], ScoreLine] = {}
    for line in lines:
        source = line.source
        sums[source] = sums.get(source, Decimal(0)) + line.points
        first.setdefault(source, line)
    return [replace(first[source], points=points) for source, points in sums.items() if points]
