"""The tables that come with the program: the same data that an office may write for itself.

They follow the scheme: a column for each part that its rules give points in, for each kind and
category that it declares.
"""

from collections.abc import Iterator

from inforeport.model import Result
from inforeport.model.counts import By
from inforeport.model.tables import ColumnTerms, TableTerms

UNIT = ColumnTerms(shows="unit")
PLACE = ColumnTerms(shows="place")
OF_DUTY = (ColumnTerms(shows="owed"), ColumnTerms(shows="counted"))
TOTAL = ColumnTerms(shows="points")
_RUNNING = ColumnTerms(shows="running", spare=True)
_ROUNDING = ColumnTerms(shows="rounding", spare=True)
_FLAGS = ColumnTerms(shows="flags", spare=True)
_KINDS = ColumnTerms(shows="sent", each="kind")
_SENT, _REPORTS = "报送（篇）", "采用（篇次）"


def ranking(result: Result) -> TableTerms:
    """Place, what was due and counted, each part of the points, and their sum.

    Beside the points for use stands how often each level used something.
    """
    if not result.parts:
        return TableTerms(paper="ranking", columns=(UNIT, *OF_DUTY))
    columns = (*_by_level(result), _ROUNDING, TOTAL, _RUNNING, _FLAGS)
    return TableTerms(paper="ranking", columns=(PLACE, UNIT, *OF_DUTY, *columns))


def standings(result: Result) -> TableTerms:
    """Place, sum and parts of the points, places risen since the period before, and duties."""
    parts = (ColumnTerms(shows="points", part=key) for key in result.parts)
    rest = (ColumnTerms(shows="change", spare=True), ColumnTerms(shows="duty", spare=True))
    columns = (PLACE, UNIT, TOTAL, _RUNNING, *parts, _ROUNDING, *rest, _FLAGS)
    return TableTerms(paper="ranking", columns=columns, total=False)


def persons() -> TableTerms:
    """The points of persons, best first."""
    columns = (PLACE, ColumnTerms(shows="person"), UNIT, TOTAL)
    return TableTerms(paper="ranking", rows="person", columns=columns, total=False)


def counted(*, owes: bool) -> TableTerms:
    """What the units of a group owed, sent and had used, where there are no points."""
    columns = (UNIT, *(OF_DUTY if owes else ()), *_counts("unit"))
    return TableTerms(paper="circular", note="单位：篇、篇次", columns=columns)


def categories() -> TableTerms:
    """How many reports of each category every unit sent."""
    columns = (UNIT, ColumnTerms(shows="sent", each="category"))
    caption = "{period}{group}报送信息内容分类统计表"
    return TableTerms(paper="circular", note="单位：篇", caption=caption, columns=columns)


def statistics() -> TableTerms:
    """The statistics form: sent by kind, used by level, and the rate."""
    columns = (
        ColumnTerms(shows="number"),
        UNIT,
        ColumnTerms(shows="sent", each="kind", under=_SENT),
        ColumnTerms(shows="sent", head="合计", under=_SENT),
        ColumnTerms(shows="uses", each="level", under=_REPORTS),
        ColumnTerms(shows="uses", head="合计", under=_REPORTS),
        ColumnTerms(shows="used", head="已采用篇数"),
        ColumnTerms(shows="rate"),
        ColumnTerms(shows="blank"),
    )
    caption = "{period}{group}信息报送情况统计表"
    return TableTerms(paper="statistics", order="register", caption=caption, columns=columns)


def evaluation() -> TableTerms:
    """The year's evaluation: sent, used by level, the points of each part and their sum."""
    columns = (
        PLACE,
        UNIT,
        ColumnTerms(shows="sent", head="报送（篇）"),
        ColumnTerms(shows="uses", each="level", under=_REPORTS),
        ColumnTerms(shows="points", each="part", under="计分"),
        ColumnTerms(shows="points", head="得分"),
    )
    return TableTerms(paper="ranking", columns=columns, total=False)


def stats(by: By, *, groups: bool) -> TableTerms:
    """The counts of all units, kinds, months …; with the group of each where there are several."""
    group = (ColumnTerms(shows="group"),) if groups else ()
    return TableTerms(paper="statistics", columns=(*group, UNIT, *_counts(by)))


def stats_of_categories() -> TableTerms:
    """How many reports of each category every unit sent, on the screen."""
    columns = (UNIT, ColumnTerms(shows="sent", each="category"))
    return TableTerms(paper="statistics", columns=columns)


def _by_level(result: Result) -> Iterator[ColumnTerms]:
    """The points of each part; those for use are told level by level, beside the uses."""
    for key in result.parts:
        if key == "adoption" and result.levels:
            yield ColumnTerms(shows="uses", each="level")
            yield ColumnTerms(shows="points", part=key, each="level")
            yield ColumnTerms(shows="points", part=key, level="", spare=True)
        else:
            yield ColumnTerms(shows="points", part=key)


def _counts(by: By) -> Iterator[ColumnTerms]:
    """What was sent and used; of levels and publications, which send nothing, only uses."""
    if by in {"level", "publication"}:
        yield ColumnTerms(shows="uses")
        yield ColumnTerms(shows="uses", each="form", spare=True)
        yield ColumnTerms(shows="reports")
        return
    yield ColumnTerms(shows="sent")
    if by != "kind":
        yield _KINDS
    yield ColumnTerms(shows="pictured", spare=True)
    yield ColumnTerms(shows="uses", each="level")
    yield ColumnTerms(shows="used")
    yield ColumnTerms(shows="rate")
