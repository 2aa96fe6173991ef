"""The correction (更正) of a circular: what was printed of some units, and what is right."""

from decimal import Decimal

from inforeport.documents.chinese import day_words, each, listed, period_words
from inforeport.documents.page import Block, Page, Paragraph, Table, grid
from inforeport.documents.recount import why
from inforeport.model.papers import Difference, Material, Recount
from inforeport.words import say

_NONE = "未列入"


def page(material: Material) -> Page:
    """Which circular it is about, the table of old and new, the signature of today."""
    told = material.correction
    subject = f"{period_words(told.period)}信息报送及采用情况"
    title = f"关于更正{subject}通报的通知"
    blocks: list[Block] = [
        Paragraph(title, "title"),
        Paragraph(f"{_addressees(material)}：", "addressee"),
        Paragraph(_text(told, subject)),
        _table(told, f"{subject}更正表"),
        Paragraph("特此通知。"),
        Paragraph(material.office.name, "signature"),
        Paragraph(day_words(told.today), "signature"),
    ]
    return Page(title, material.office.name, told.today, tuple(blocks))


def _addressees(material: Material) -> str:
    """Whom the circular went to."""
    words = listed([each(group.word) for group in material.result.groups])
    return material.circular_terms.addressees or words or "各单位"


def _text(told: Recount, subject: str) -> str:
    units = listed([one.unit for one in told.found])
    return (
        f"{day_words(told.printed)}印发的《关于{subject}的通报》，"
        f"经核对，{units}的统计结果有误，现更正如下，其余内容不变。"
    )


def _table(told: Recount, caption: str) -> Table:
    heads = {
        "unit": "单位",
        "old_points": "原得分",
        "new_points": "现得分",
        "old_place": "原名次",
        "new_place": "现名次",
        "why": "原因",
    }
    return grid(caption, heads, [_row(one) for one in told.found])


def _row(one: Difference) -> tuple[str | Decimal | int | None, ...]:
    """A unit that stood in no table is said so; where nothing was scored the place is left open."""
    points = [_NONE if its is None else its for its in one.points]
    return (one.unit, *points, *one.places, say(why(one), "zh"))
