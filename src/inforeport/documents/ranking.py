"""The tables of a result, one for each group: how the points came about, and who stands where.

They are read on screens in every language, so their heads are messages; units are data.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from inforeport.documents.page import Cell, Column, Page, Paragraph, Table
from inforeport.model import GroupResult, Profile, Result, Standing
from inforeport.period import Period
from inforeport.rules.columns import part_head
from inforeport.words import Message, Text, day_text, message

_ZERO = Decimal(0)
_Field = tuple[Column, Callable[[Standing], Cell]]
"""A column and what stands in it for a standing."""


def score_page(result: Result, office: Profile, day: date) -> Page:
    """Place, what was due and counted, each part of the points, and their sum; then persons."""
    title = message("Scores, {period}", period=period_text(result.period))
    tables = [score_table(result, group, _caption(result, group)) for group in result.groups]
    if result.persons:
        tables.append(_persons(result))
    return Page(title, office.name, day, (Paragraph(title, "title"), *tables))


def rank_page(result: Result, office: Profile, day: date) -> Page:
    """Place, sum and parts of the points, places risen since the period before, and duties."""
    title = message("Ranking, {period}", period=period_text(result.period))
    fields = _ranking_fields(result)
    tables = (_table(fields, group, _caption(result, group)) for group in result.groups)
    return Page(title, office.name, day, (Paragraph(title, "title"), *tables))


def score_table(result: Result, group: GroupResult, caption: Text, note: Text = "") -> Table:
    """The table of one group; a scheme without points has neither places nor sums."""
    if not result.parts:
        return _table(_counts(), group, caption, note)
    parts = _parts(result)
    sums = [*parts, *_rounding(parts, result), _total(), *_running(result)]
    return _table([_place(), *_counts(), *sums, *_flags(result)], group, caption, note)


def period_text(period: Period) -> Message:
    """The period in each reader's own way: a month, or its first and last day."""
    first, last = period.start, period.last
    if first.day == period.end.day == 1 and (first.year, first.month) == (last.year, last.month):
        return message("{year}-{month:0>2}", year=first.year, month=first.month)
    if period.name == "campaign" or first.day == period.end.day == 1:
        facts = {"year": first.year, "month": first.month, "to": last.month, "year_to": last.year}
        if first.year == last.year:
            return message("{year}-{month:0>2} to {year}-{to:0>2}", **facts)
        return message("{year}-{month:0>2} to {year_to}-{to:0>2}", **facts)
    return message("{first} to {last}", first=day_text(first), last=day_text(last))


def _caption(result: Result, group: GroupResult) -> Message:
    return message("{group}, {period}", group=group.word, period=period_text(result.period))


def _table(fields: list[_Field], group: GroupResult, caption: Text, note: Text = "") -> Table:
    columns = tuple(column for column, _ in fields)
    rows = tuple(tuple(cell(one) for _, cell in fields) for one in group.standings)
    return Table(caption, columns, rows, note or None)


def _persons(result: Result) -> Table:
    """The points of persons, best first."""
    columns = (
        Column("person", message("person"), "left"),
        Column("unit", message("unit"), "left"),
        Column("total", message("total"), "right"),
    )
    rows = tuple((one.unit, one.group, one.points) for one in result.persons)
    caption = message("Points of persons, {period}", period=period_text(result.period))
    return Table(caption, columns, rows)


def _place() -> _Field:
    return Column("place", message("place"), "right"), lambda one: one.place


def _unit() -> _Field:
    return Column("unit", message("unit"), "left"), lambda one: one.score.unit


def _total() -> _Field:
    return Column("total", message("total"), "right"), lambda one: one.score.points


def _running(result: Result) -> Iterator[_Field]:
    """The sum since the year, or the campaign, began, where the scheme wants it shown."""
    if any(one.running is not None for one in _standings(result)):
        yield Column("running_total", message("running total"), "right"), lambda one: one.running


def _flags(result: Result) -> Iterator[_Field]:
    """What units are besides their points, where any of them is anything."""
    if any(one.score.flags for one in _standings(result)):
        column = Column("flags", message("remarks"), "left")
        yield column, lambda one: "、".join(one.score.flags)


def _rounding(parts: Sequence[_Field], result: Result) -> Iterator[_Field]:
    """What the columns of points miss the total by, so that each row adds up.

    A total is rounded once; its parts are rounded one by one, and may come to a little more.
    """

    def left(one: Standing) -> Decimal:
        cells = [cell(one) for _, cell in parts]
        return one.score.points - sum((c for c in cells if isinstance(c, Decimal)), _ZERO)

    if any(left(one) for one in _standings(result)):
        yield Column("rounding", message("rounding"), "right"), left


def _standings(result: Result) -> list[Standing]:
    return [one for group in result.groups for one in group.standings]


def _counts() -> list[_Field]:
    return [
        _unit(),
        (Column("due", message("due"), "right"), lambda one: one.score.due),
        (Column("counted", message("counted"), "right"), lambda one: one.score.counted),
    ]


def _ranking_fields(result: Result) -> list[_Field]:
    standings = _standings(result)
    parts = [_part(key) for key in result.parts]
    fields = [_place(), _unit(), _total(), *_running(result), *parts, *_rounding(parts, result)]
    if any(one.change is not None for one in standings):
        head = message("change in place")
        fields.append((Column("change", head, "right"), lambda one: one.change))
    if any(one.duty for one in standings):
        fields.append((Column("duty", message("duty"), "left"), lambda one: one.duty))
    return [*fields, *_flags(result)]


def _parts(result: Result) -> list[_Field]:
    """A column for each part; the part of adoption is spread over its levels."""
    fields: list[_Field] = []
    for key in result.parts:
        fields += _levels(result) if key == "adoption" and result.levels else [_part(key)]
    return fields


def _part(key: str) -> _Field:
    return Column(key, part_head(key), "right"), lambda one: one.score.parts.get(key, _ZERO)


def _levels(result: Result) -> list[_Field]:
    fields = [_level(key, word) for key, word in result.levels.items()]
    if any(_without_level(one) for one in _standings(result)):
        head = message("other adoption")
        fields.append((Column("adoption_other", head, "right"), _without_level))
    return fields


def _level(key: str, word: str) -> _Field:
    head = message("{level} adoption", level=word)
    return Column(f"adoption_{key}", head, "right"), lambda one: one.score.levels.get(key, _ZERO)


def _without_level(one: Standing) -> Decimal:
    """Points of adoption that belong to no level, so that a row still adds up."""
    if all(line.level for line in one.score.lines if line.part == "adoption"):
        return _ZERO
    return one.score.parts.get("adoption", _ZERO) - sum(one.score.levels.values(), _ZERO)
