"""The letter to each unit that sent nothing (催报函): what was owed by when, what is asked."""

from collections.abc import Iterator
from datetime import date

from inforeport.documents.chinese import day_words, listed, period_words
from inforeport.documents.circular import silent
from inforeport.documents.counted import unheard
from inforeport.documents.notice import contact, signature
from inforeport.documents.page import Block, Page, PageBreak, Paragraph
from inforeport.documents.tallies import counts_of
from inforeport.figures import number
from inforeport.model.papers import Material

_NAMED = 8  # deadlines; of more the first and the last are named


def page(material: Material) -> Page:
    """A page for each such unit; without blocks where there is none."""
    title = f"关于{period_words(material.period)}信息报送情况的催报函"
    blocks: list[Block] = []
    for unit in _silent(material):
        blocks += [PageBreak()] if blocks else []
        blocks += _letter(material, unit, title)
    return Page(title, material.office.name, material.day, tuple(blocks))


def _silent(material: Material) -> list[str]:
    """The units that sent nothing, as the circular names them."""
    if material.result.parts:
        return silent(material.result, counts_of(material))
    return [one for one in unheard(material.counts) if material.wanted.unit in {None, one}]


def _letter(material: Material, unit: str, title: str) -> Iterator[Block]:
    yield Paragraph(title, "title")
    yield Paragraph(f"{unit}：", "addressee")
    yield Paragraph("".join(_said(material, unit)))
    yield Paragraph(
        "请你单位高度重视信息报送工作，明确专人负责，按规定时限报送信息。"
        "已经报送而未登记的，请持报送凭据与我们核对；确有困难不能按时报送的，请书面说明原因。"
    )
    yield Paragraph("特此函告。")
    yield from contact(material)
    yield from signature(material)


def _said(material: Material, unit: str) -> Iterator[str]:
    """What was owed by when, as far as anything was, and that nothing came."""
    rules = material.result.scheme.title.strip("《》")
    owed, deadlines = _owed(material, unit)
    if owed:
        basis = f"按照《{rules}》，" if rules else ""
        yield f"{basis}你单位{period_words(material.period)}应报送信息{owed}篇{deadlines}。"
    yield f"截至{day_words(material.day)}，未收到你单位{period_words(material.period)}报送的信息。"


def _owed(material: Material, unit: str) -> tuple[str, str]:
    """How many reports, and by which days."""
    scores = (one.score for group in material.result.groups for one in group.standings)
    owed = next((score.due for score in scores if score.unit == unit), None)
    days = sorted(
        {
            due.window.last
            for due in material.dues
            if due.unit == unit and due.person is None and due.what == "submitted" and due.owed
        }
    )
    if not owed or not days:
        return (number(owed) if owed else ""), ""
    if len(days) == 1:
        return number(owed), f"，报送截止日期为{day_words(days[0])}"
    if len(days) > _NAMED:
        first, last = day_words(days[0]), day_words(days[-1])
        return number(owed), f"，自{first}至{last}共有{len(days)}个报送截止日期"
    named = listed([day_words(days[0]), *(_after(days[0], day) for day in days[1:])])
    return number(owed), f"，报送截止日期分别为{named}"


def _after(first: date, day: date) -> str:
    return f"{day.month}月{day.day}日" if day.year == first.year else day_words(day)
