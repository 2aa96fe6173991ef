"""The slip of each unit (得分通知单): every point with its clause, report, day and reason."""

from collections.abc import Iterator
from decimal import Decimal

from inforeport.documents.chinese import period_words, points, so_far, told_day
from inforeport.documents.graphs import on_paper, trend
from inforeport.documents.manner import manner_of
from inforeport.documents.notice import contact, signature
from inforeport.documents.page import Block, Cell, Column, Page, PageBreak, Paragraph, Table
from inforeport.documents.tallies import counted, counts_of, owed
from inforeport.documents.windows import windows_of
from inforeport.figures import rounded
from inforeport.model import GroupResult, Result, Score, Standing
from inforeport.model.papers import Material
from inforeport.rules.columns import part_head

_COLUMNS = (
    Column("clause", "条款"),
    Column("part", "项目"),
    Column("item", "信息编号"),
    Column("on", "日期"),
    Column("points", "计分", "right"),
    Column("because", "说明", "left"),
)
_TITLE = "信息报送得分通知单"


def page(material: Material) -> Page:
    """A page for each unit."""
    title = f"{period_words(material.period)}{_TITLE}"
    each = [(group, standing) for group in material.result.groups for standing in group.standings]
    blocks: list[Block] = []
    for group, standing in each:
        blocks.append(PageBreak(of=standing.score.unit))
        blocks += _slip(material, group, standing)
    return Page(title, material.office.name, material.day, tuple(blocks))


def _slip(material: Material, group: GroupResult, standing: Standing) -> Iterator[Block]:
    score = standing.score
    yield Paragraph(_TITLE, "title")
    yield Paragraph(f"{score.unit}：", "addressee")
    yield Paragraph("".join(_sum(standing, group.word, material)))
    yield _lines(score, material.result)
    if manner_of(material).graphs:
        yield from on_paper(trend(material.past, unit=score.unit))
    yield from contact(material)
    yield from signature(material)


def _lines(score: Score, result: Result) -> Table:
    """Every line as the scheme rounds, what that leaves, and the sum."""
    period, places = result.period, result.places
    columns = [*_COLUMNS]
    rows: list[tuple[Cell, ...]] = [
        (
            *(line.clause, part_head(line.part), line.item),
            told_day(period, line.on) if line.on else None,
            *(rounded(line.points, places), line.because),
        )
        for line in score.lines
    ]
    if windows := windows_of(score.lines, result, period_words):
        columns.append(Column("window", "所属期间"))
        rows = [(*row, window) for row, window in zip(rows, windows, strict=True)]
    blank = (None,) * (len(columns) - 6)
    left = score.points - sum((rounded(line.points, places) for line in score.lines), Decimal(0))
    if left:
        rows.append((None, None, None, None, left, "总分取舍", *blank))
    rows.append(("合计", None, None, None, score.points, None, *blank))
    caption = f"{score.unit}{period_words(period)}得分明细表"
    return Table(caption, tuple(columns), tuple(rows), "单位：分")


def _sum(standing: Standing, group: str, material: Material) -> Iterator[str]:
    """What was owed and sent, the sum, the place, what the unit is besides, and its duty."""
    score, tally = standing.score, counts_of(material).of(standing.score.unit)
    period = so_far(material.period, material.until)
    due = f"应报送信息{owed(tally)}，" if tally.owed else ""
    yield f"{period}，你单位{due}实报{counted(tally)}，合计得{points(score.points)}，"
    tied = "并列" if standing.tied else ""
    yield (
        f"{manner_of(material).members(group)}排名{tied}第{standing.place}名。"
        if standing.place is not None
        else "不列名次。"
    )
    if score.flags:
        yield f"另有：{'、'.join(score.flags)}。"
    if standing.duty:
        yield f"须{standing.duty.rstrip('。')}。"
    yield "现将得分明细通知如下，请核对。"
