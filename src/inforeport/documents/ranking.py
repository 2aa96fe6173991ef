"""The tables of a result, one for each group: how the points came about, and who stands where.

They are read on screens in every language, so their heads are messages; units are data.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from inforeport.documents.page import Cell, Column, Page, Paragraph, Table
from inforeport.model import GroupResult, Office, Result, Standing
from inforeport.period import Period
from inforeport.words import Message, Text, day_text, message

_ZERO = Decimal(0)
_Field = tuple[Column, Callable[[Standing], Cell]]
"""A column and what stands in it for a standing."""


def score_page(result: Result, office: Office, day: date) -> Page:
    """Place, what was due and counted, each part of the points, and their sum."""
    title = message("Scores, {period}", period=period_text(result.period))
    tables = (score_table(result, group, _caption(result, group)) for group in result.groups)
    return Page(title, office.name, day, (Paragraph(title, "title"), *tables))


def rank_page(result: Result, office: Office, day: date) -> Page:
    """Place, sum and parts of the points, places risen since the period before, and duties."""
    title = message("Ranking, {period}", period=period_text(result.period))
    fields = _ranking_fields(result)
    tables = (_table(fields, group, _caption(result, group)) for group in result.groups)
    return Page(title, office.name, day, (Paragraph(title, "title"), *tables))


def score_table(result: Result, group: GroupResult, caption: Text, note: Text = "") -> Table:
    """The table of one group; a scheme without points has neither places nor sums."""
    fields = [_place(), *_counts(), *_parts(result), _total()] if result.parts else _counts()
    return _table(fields, group, caption, note)


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


def _place() -> _Field:
    return Column("place", message("place"), "right"), lambda one: one.place


def _unit() -> _Field:
    return Column("unit", message("unit"), "left"), lambda one: one.score.unit


def _total() -> _Field:
    return Column("total", message("total"), "right"), lambda one: one.score.points


def _counts() -> list[_Field]:
    return [
        _unit(),
        (Column("due", message("due"), "right"), lambda one: one.score.due),
        (Column("counted", message("counted"), "right"), lambda one: one.score.counted),
    ]


def _ranking_fields(result: Result) -> list[_Field]:
    standings = [one for group in result.groups for one in group.standings]
    fields = [_place(), _unit(), _total(), *(_part(key) for key in result.parts)]
    if any(one.change is not None for one in standings):
        head = message("change in place")
        fields.append((Column("change", head, "right"), lambda one: one.change))
    if any(one.duty for one in standings):
        fields.append((Column("duty", message("duty"), "left"), lambda one: one.duty))
    return fields


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
    standings = [one for group in result.groups for one in group.standings]
    if any(_without_level(one) for one in standings):
        head = message("other adoption")
        fields.append((Column("adoption_other", head, "right"), _without_level))
    return fields


def _level(key: str, word: str) -> _Field:
    head = message("{level} adoption", level=word)
    return Column(f"adoption_{key}", head, "right"), lambda one: one.score.levels.get(key, _ZERO)


def _without_level(one: Standing) -> Decimal:
    """Points of adoption that belong to no level, so that a row still adds up."""
    return one.score.parts.get("adoption", _ZERO) - sum(one.score.levels.values(), _ZERO)


def part_head(key: str) -> Text:
    """The parts that come with the program have names; another is named by its scheme."""
    known = {
        "base": message("base"),
        "shortfall": message("shortfall"),
        "extra": message("extra"),
        "adoption": message("adoption"),
    }
    return known.get(key, key)
