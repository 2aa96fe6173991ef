"""What lines came to: those of one use, or of one duty, summed with what was taken back of them."""

from collections.abc import Iterable

from msgspec.structs import replace

from inforeport.model import ScoreLine


def net(lines: Iterable[ScoreLine]) -> list[ScoreLine]:
    """One line for each source, its points all that came of it; what came to nothing is left out.

    A rule over lines must not take a use and the line that undid it for two things.
    """
    sums: dict[tuple[object, ...], ScoreLine] = {}
    for line in lines:
        first = sums.setdefault(line.source, line)
        if first is not line:
            points, given = first.points + line.points, first.of_given + line.of_given
            sums[line.source] = replace(first, points=points, given=given)
    return [line for line in sums.values() if line.points or line.of_given]
