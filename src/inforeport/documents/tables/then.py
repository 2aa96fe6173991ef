"""The tables that came with the program before tables were data: those of older seals.

Points stood in them without counts beside them, nothing was summed, and a column that any group
filled stood in the tables of all groups.
"""

from collections.abc import Iterator
from decimal import Decimal

from inforeport.documents.standings import scores
from inforeport.documents.tables import columns
from inforeport.documents.tables.shipped import OF_DUTY, PLACE, TOTAL, UNIT
from inforeport.model import Result, Score, Standing
from inforeport.model.tables import ColumnTerms, TableTerms


def ranking(result: Result) -> TableTerms:
    """Place, what was due and counted, each part of the points, and their sum."""
    if not result.parts:
        return _table(UNIT, *OF_DUTY)
    parts = (*_by_level(result), *_rounding(result))
    return _table(PLACE, UNIT, *OF_DUTY, *parts, TOTAL, *_running(result), *_flags(result))


def standings(result: Result) -> TableTerms:
    """Place, sum and parts of the points, places risen since the period before, and duties."""
    parts = (ColumnTerms(shows="points", part=key) for key in result.parts)
    sums = (TOTAL, *_running(result), *parts, *_rounding(result))
    return _table(PLACE, UNIT, *sums, *_changes(result), *_flags(result))


def persons() -> TableTerms:
    """The points of persons, best first, without places."""
    columns = (ColumnTerms(shows="person"), UNIT, TOTAL)
    return TableTerms(paper="ranking", rows="person", columns=columns, total=False)


def key_of(column: ColumnTerms) -> str:
    """The key of a column in files for programs: kind_…, category_… or level_… of counts.

    >>> key_of(ColumnTerms(shows="uses", level="city")), key_of(ColumnTerms(shows="number"))
    ('level_city', 'no')
    """
    if column.shows == "number":
        return "no"
    if column.shows in {"sent", "uses"}:
        for name in ("kind", "category", "level"):
            if (value := getattr(column, name)) is not None:
                return f"{name}_{value}"
    return columns.key_of(column)


def _table(*columns: ColumnTerms) -> TableTerms:
    return TableTerms(paper="ranking", columns=columns, total=False)


def _by_level(result: Result) -> Iterator[ColumnTerms]:
    """A column for each part; the part of adoption is spread over its levels."""
    for key in result.parts:
        if key != "adoption" or not result.levels:
            yield ColumnTerms(shows="points", part=key)
            continue
        yield ColumnTerms(shows="points", part=key, each="level")
        lines = (line for score in scores(result) for line in score.lines if line.part == key)
        if not all(line.level for line in lines):
            yield ColumnTerms(shows="points", part=key, level="")


def _rounding(result: Result) -> Iterator[ColumnTerms]:
    if any(_left(score) for score in scores(result)):
        yield ColumnTerms(shows="rounding")


def _left(score: Score) -> Decimal:
    return score.points - sum(score.parts.values(), Decimal(0))


def _running(result: Result) -> Iterator[ColumnTerms]:
    if any(one.running is not None for one in _standings(result)):
        yield ColumnTerms(shows="running")


def _changes(result: Result) -> Iterator[ColumnTerms]:
    if any(one.change is not None for one in _standings(result)):
        yield ColumnTerms(shows="change")
    if any(one.duty for one in _standings(result)):
        yield ColumnTerms(shows="duty")


def _flags(result: Result) -> Iterator[ColumnTerms]:
    if any(score.flags for score in scores(result)):
        yield ColumnTerms(shows="flags")


def _standings(result: Result) -> Iterator[Standing]:
    return (one for group in result.groups for one in group.standings)
