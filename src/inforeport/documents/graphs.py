"""How units fared over the months, and what each level used: figures, with a small drawing beside.

The months before are those that were sealed, as they were printed.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from inforeport.documents.chinese import period_words
from inforeport.documents.page import Cell, Column, Graph, Table
from inforeport.model.counts import in_order
from inforeport.model.papers import Material, Past
from inforeport.period import Period

_FEW = 2  # figures without which there is no line


def trend(past: Sequence[Past], *, unit: str | None = None) -> Iterator[Table]:
    """The points of each unit, or of one, over several months; none of a first one."""
    if len(past) < _FEW:
        return
    names = [_short(one.period) for one in past]
    whose = (Column("unit", "单位", "left"),) if unit is None else ()
    months = [Column(f"period_{n}", name, "right") for n, name in enumerate(names, 1)]
    columns = (*whose, *months, Column("trend", "走势"), Column("change", "名次升降"))
    rows = [
        (*((one,) if whose else ()), *_row(past, one, names))
        for one in past[-1].points
        if unit in {None, one}
    ]
    yield Table("近期得分走势", columns, tuple(rows), "单位：分")


def _row(past: Sequence[Past], unit: str, names: Sequence[str]) -> tuple[Cell, ...]:
    figures = [one.points.get(unit) for one in past]
    points = [(at, one) for at, one in zip(names, figures, strict=True) if one is not None]
    graph = Graph(tuple(points)) if len(points) >= _FEW else None
    before, now = (one.places.get(unit) for one in past[-2:])
    return (*figures, graph, _risen(before, now))


def _risen(before: int | None, now: int | None) -> str | None:
    """How many places a unit rose or fell: ▲2, ▼1, — for none.

    >>> _risen(5, 3), _risen(1, 2), _risen(2, 2), _risen(None, 1)
    ('▲2', '▼1', '—', None)
    """
    if before is None or now is None:
        return None
    risen = before - now
    return f"▲{risen}" if risen > 0 else f"▼{-risen}" if risen else "—"


def by_level(material: Material) -> Iterator[Table]:
    """How often each level used something, as bars; none where nothing was used."""
    counts = material.counts
    used = counts.total.levels
    most = max(used.values(), default=0)
    if not most:
        return
    rows = [
        (counts.names.levels.get(level, level), used.get(level, 0), _bar(used.get(level, 0), most))
        for level in in_order(counts.names.levels, [used])
    ]
    columns = (
        Column("level", "级别", "left"),
        Column("uses", "采用（篇次）", "right"),
        Column("bar", "图示", "left"),
    )
    yield Table(f"{period_words(material.period)}各级采用情况", columns, tuple(rows))


def _bar(uses: int, most: int) -> Graph | None:
    return Graph((("采用", Decimal(uses)),), most=Decimal(most)) if uses else None


def _short(period: Period) -> str:
    """A month by its number; another period in words."""
    words = period_words(period)
    return words.partition("年")[2] if words.endswith("月") and words.count("月") == 1 else words
