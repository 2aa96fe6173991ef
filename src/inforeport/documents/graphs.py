"""How units fared over the months, and what each level used: figures, with a small drawing beside.

The months before are those that were sealed, as they were printed.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from inforeport.documents.chinese import period_words
from inforeport.documents.page import Cell, Column, Graph, Table
from inforeport.documents.windows import period_text
from inforeport.model.counts import Counts, in_order
from inforeport.model.papers import Past
from inforeport.period import Period
from inforeport.words import Spoken, message, say

_FEW = 2  # figures without which there is no line


def trend(past: Sequence[Past], *, unit: str | None = None) -> Iterator[Table]:
    """The points of each unit, or of one, over several months; none of a first one."""
    if len(past) < _FEW:
        return
    names = [_short(one.period) for one in past]
    whose = (Column("unit", message("unit"), "left"),) if unit is None else ()
    heads = (_either(name, one.period) for name, one in zip(names, past, strict=True))
    months = [Column(f"period_{n}", head, "right") for n, head in enumerate(heads, 1)]
    drawn = Column("trend", message("trend")), Column("change", message("places risen or fallen"))
    columns = (*whose, *months, *drawn)
    rows = [
        (*((one,) if whose else ()), *_row(past, one, names))
        for one in past[-1].points
        if unit in {None, one}
    ]
    yield Table(message("Points of late"), columns, tuple(rows), message("in points"))


def on_paper(tables: Iterable[Table]) -> Iterator[Table]:
    """The same in Chinese, which a paper is in whatever the language of the screen."""
    for table in tables:
        columns = tuple(replace(column, head=say(column.head, "zh")) for column in table.columns)
        note = say(table.unit_note, "zh") if table.unit_note else None
        yield replace(table, caption=say(table.caption, "zh"), columns=columns, unit_note=note)


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


def by_level(counts: Counts) -> Iterator[Table]:
    """How often each level used something, as bars; none where nothing was used."""
    used = counts.total.levels
    most = max(used.values(), default=0)
    if not most:
        return
    rows = [
        (counts.names.levels.get(level, level), used.get(level, 0), _bar(used.get(level, 0), most))
        for level in in_order(counts.names.levels, [used])
    ]
    columns = (
        Column("level", message("level"), "left"),
        Column("uses", message("uses in all"), "right"),
        Column("bar", message("drawn"), "left"),
    )
    period = _either(period_words(counts.period), counts.period)
    yield Table(message("Uses by level, {period}", period=period), columns, tuple(rows))


def _bar(uses: int, most: int) -> Graph | None:
    return Graph((("采用", Decimal(uses)),), most=Decimal(most)) if uses else None


def _either(chinese: str, period: Period) -> Spoken:
    """A period as a paper has it, and as an English screen does."""
    return Spoken({"zh": chinese, "en": say(period_text(period), "en")})


def _short(period: Period) -> str:
    """A month by its number; another period in words."""
    words = period_words(period)
    return words.partition("年")[2] if words.endswith("月") and words.count("月") == 1 else words
