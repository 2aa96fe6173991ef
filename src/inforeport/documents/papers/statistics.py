"""The statistics form (信息报送情况统计表): what was sent by kind, what was used by level."""

from collections.abc import Callable, Iterator, Mapping

from inforeport.documents.chinese import period_words
from inforeport.documents.notice import is_wide
from inforeport.documents.page import Block, Cell, Column, Page, PageBreak, Paragraph, Table
from inforeport.documents.stats import columns_of, of_group
from inforeport.documents.tallies import aside, shared
from inforeport.model.counts import Counts, Tally
from inforeport.model.papers import Material

_SENT, _USED = "报送（篇）", "采用（篇次）"

_Field = tuple[Column, Callable[[Tally], Cell]]
"""A column and what stands in it for a unit, or for all."""


def page(material: Material) -> Page:
    """A table for each group, with its sums."""
    counts, period = material.counts, period_words(material.period)
    words, blocks = counts.names.groups, list[Block]()
    for key in dict.fromkeys([*words, *(one.group for one in counts.rows)]):
        mine = of_group(counts, key)
        if mine.rows:
            caption = f"{period}{words.get(key, key)}信息报送情况统计表"
            table = _table(counts, mine, caption)
            if blocks or is_wide(table):
                blocks.append(PageBreak(turned=is_wide(table)))
            blocks.append(table)
    if blocks:
        on = "采用" if counts.uses_on == "adopted" else "收到"
        said = f"报送数按收到之日统计，采用数按{on}之日统计；采用率为报送信息中已被采用的比例。"
        blocks += [Paragraph(one, "note") for one in (said, *aside(counts), *shared(counts))]
    title = f"{period}信息报送情况统计表"
    return Page(title, material.office.name, material.day, tuple(blocks))


def _table(counts: Counts, mine: Counts, caption: str) -> Table:
    """The units of a group, numbered, and their sum; the columns are those of all groups."""
    fields = [*_sent(counts), *_used(counts)]
    columns = (Column("no", "序号"), Column("unit", "单位", "left"), *(head for head, _ in fields))
    rows = [
        (place, one.name, *(cell(one) for _, cell in fields), None)
        for place, one in enumerate(mine.rows, 1)
    ]
    total = (None, "合计", *(cell(mine.total) for _, cell in fields), None)
    return Table(caption, (*columns, Column("remark", "备注")), (*rows, total))


def _sent(counts: Counts) -> Iterator[_Field]:
    kinds = columns_of(counts.names.kinds, counts, "kinds")
    for key, head in kinds.items():
        column = Column(f"kind_{key}", head, "right", _SENT)
        yield column, lambda one, key=key: _of(one.kinds, key)  # type: ignore[misc]
    yield Column("sent", "合计", "right", _SENT), lambda one: one.sent


def _used(counts: Counts) -> Iterator[_Field]:
    levels = columns_of(counts.names.levels, counts, "levels")
    for key, head in levels.items():
        column = Column(f"level_{key}", head, "right", _USED)
        yield column, lambda one, key=key: _of(one.levels, key)  # type: ignore[misc]
    yield Column("uses", "合计", "right", _USED), lambda one: one.uses
    yield Column("used", "已采用篇数", "right"), lambda one: one.used
    yield Column("rate", "采用率（%）", "right"), lambda one: one.rate


def _of(counted: Mapping[str, int], key: str) -> int:
    return counted.get(key, 0)
