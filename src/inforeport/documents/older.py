"""What papers counted before there was one counting: the papers of periods sealed until then.

A report was what the duty credited, a use what had points left in the lines of a result, once for
each level. Nothing new is counted so; what was printed is printed again.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from msgspec.structs import replace

from inforeport.documents.standings import scores
from inforeport.model import Result, Score, ScoreLine
from inforeport.model.counts import Counts, Tally, together
from inforeport.model.papers import Material

UNCOUNTED = "计分为0的采用，已按办法由同一信息的其他采用代替或不予计分，不计入采用篇次。"


class Merged(NamedTuple):
    """What one unit has of the uses of one report at one level."""

    unit: str
    item: str
    level: str
    lines: tuple[ScoreLine, ...]

    @property
    def points(self) -> Decimal:
        """What is left after all that was taken back."""
        return sum((line.points for line in self.lines), Decimal(0))


def merged(result: Result) -> list[Merged]:
    """The uses that stand in the lines of a result, unit by unit: a report once at each level."""
    lines = [line for score in scores(result) for line in score.lines]
    of_use = {"adoption", *(line.part for line in lines if line.rule == "adoption")}
    uses: dict[tuple[str, str, str], list[ScoreLine]] = defaultdict(list)
    for line in lines:
        if line.level and line.item and line.part in of_use:
            uses[line.unit, line.item, line.level].append(line)
    return [Merged(*key, tuple(its)) for key, its in uses.items()]


def counted(material: Material) -> Counts:
    """The counts beside the points, as they were printed."""
    result, uses = material.result, merged(material.result)
    rows = [
        _tally(one.score, group.key, uses) for group in result.groups for one in group.standings
    ]
    return replace(material.counts, rows=tuple(rows), total=together(rows), groups={})


def _tally(score: Score, group: str, uses: Iterable[Merged]) -> Tally:
    levels = Counter(one.level for one in uses if one.unit == score.unit and one.points > 0)
    return Tally(
        name=score.unit,
        group=group,
        sent=int(bool(score.counted)),
        counted=score.counted,
        owed=score.due,
        credited=score.counted,
        missing=max(score.due - score.counted, Decimal(0)),
        uses=levels.total(),
        levels=levels,
    )
