"""The sheet on which a unit explains itself (情况说明表): figures filled in, the rest blank."""

from collections.abc import Iterator
from decimal import Decimal

from inforeport.documents.chinese import period_words, points, so_far
from inforeport.documents.manner import manner_of
from inforeport.documents.page import Block, Ends, Field, Form, Page, PageBreak, Paragraph
from inforeport.documents.tallies import counted, counts_of, owed
from inforeport.documents.used import lines_of_uses
from inforeport.figures import rounded
from inforeport.model import GroupResult, Result, Standing
from inforeport.model.counts import Tally
from inforeport.model.papers import Material

_TITLE = "信息报送情况说明表"
_LESS_ROOM = 3  # lines to write on


def page(material: Material) -> Page:
    """A page for each unit that must explain; without blocks where none must."""
    blocks: list[Block] = []
    for group in material.result.groups:
        for standing in group.standings:
            if standing.duty:
                blocks.append(PageBreak(of=standing.score.unit))
                blocks += _sheet(material, group, standing)
    title = f"{period_words(material.period)}{_TITLE}"
    return Page(title, material.office.name, material.day, tuple(blocks))


def _sheet(material: Material, group: GroupResult, standing: Standing) -> Iterator[Block]:
    yield Paragraph(_TITLE, "title")
    yield Ends(
        f"填报单位（盖章）：{standing.score.unit}", "填表日期：　　　　年　　月　　日", "form ends"
    )
    room = manner_of(material).room
    yield Form((*_figures(material, group, standing), *_to_write_on(room)))
    yield Paragraph(f"请按要求填写，经主要负责人签字后报送{material.office.name}。", "note")


def _figures(
    material: Material, group: GroupResult, standing: Standing
) -> Iterator[tuple[Field, ...]]:
    score, tied = standing.score, "并列" if standing.tied else ""
    place = (
        f"{manner_of(material).members(group.word)}{tied}第{standing.place}名"
        if standing.place is not None
        else "不列名次"
    )
    yield Field("单位", score.unit), Field("考核时段", so_far(material.period, material.until))
    yield Field("得分", points(score.points)), Field("名次", place)
    tally = counts_of(material).of(score.unit)
    due = f"应报{owed(tally)}，" if tally.owed else ""
    yield (
        Field("报送情况", f"{due}实报{counted(tally)}"),
        Field("采用情况", _used(tally, material.result)),
    )
    yield (Field("说明事项", f"须{(standing.duty or '').rstrip('。')}", 2),)


def _used(tally: Tally, result: Result) -> str:
    """How often its reports were used, as the circular counts it, and for how many points."""
    mine = (line.points for line in lines_of_uses(result) if line.unit == tally.name)
    worth = rounded(sum(mine, Decimal(0)), result.places)
    return f"被采用{tally.uses}篇次，计{points(worth)}" if tally.uses else "未被采用"


def _to_write_on(room: int) -> Iterator[tuple[Field, ...]]:
    """What the unit and its leader fill in, with so many lines for the reasons."""
    yield (Field("原因分析", lines=room),)
    yield (Field("整改措施", lines=room),)
    yield Field("主要负责人签字", lines=2), Field("日期", "　　　年　　月　　日", 2)
    yield (Field("审核意见", lines=_LESS_ROOM),)
