"""The letter to each unit that owes reports (催报函): what was owed by when, and what came."""

from collections.abc import Iterator, Sequence
from datetime import date

from inforeport.documents.chinese import day_words, listed, period_words
from inforeport.documents.counted import unheard
from inforeport.documents.notice import contact, issuers, signature
from inforeport.documents.page import Block, Page, PageBreak, Paragraph
from inforeport.figures import count, number
from inforeport.model.papers import Material
from inforeport.model.reminders import Gap

_NAMED = 8  # deadlines; of more the first and the last are named


def page(material: Material) -> Page:
    """A page for each such unit; without blocks where there is none."""
    title = f"关于催报{period_words(material.period)}信息的函"
    blocks: list[Block] = []
    for unit, texts in _written_to(material):
        blocks.append(PageBreak(of=unit))
        blocks += _letter(material, unit, title, texts)
    return Page(title, material.office.name, material.day, tuple(blocks))


def _written_to(material: Material) -> Iterator[tuple[str, str]]:
    """The units that owe reports, each with what it is told; where nobody owes, the silent ones."""
    for gap in material.gaps:
        if gap.missing or (gap.longer and gap.longer.missing):
            yield gap.unit, f"{_basis(material)}你单位{''.join(_said_of(material, gap))}"
    if not material.gaps:
        for unit in unheard(material.counts):
            if material.wanted.unit in {None, unit}:
                yield unit, _nothing(material)


def _letter(material: Material, unit: str, title: str, said: str) -> Iterator[Block]:
    yield Paragraph("　".join(issuers(material)), "letter issuer")
    yield Paragraph(material.wanted.number, "letter number")
    yield Paragraph(title, "title")
    yield Paragraph(f"{unit}：", "addressee")
    yield Paragraph(said)
    yield Paragraph(
        "请高度重视信息报送工作，明确专人负责，按规定时限报送。已经报送而未登记的，"
        f"请持报送凭据与{_ours(material.office.name)}联系核对；"
        "确有困难不能按时报送的，请书面说明原因。"
    )
    yield Paragraph("特此函告。")
    yield from contact(material)
    yield from signature(material, issuers(material))


def _basis(material: Material) -> str:
    rules = material.rules.strip("《》")
    return f"按照《{rules}》，" if rules else ""


def _said_of(material: Material, gap: Gap) -> Iterator[str]:
    """What a unit owed and what came; apart what is judged over more than the period."""
    period = period_words(material.period)
    if gap.owed:
        yield f"{period}{_owed(gap)}。{_came(material, gap)}"
    if (longer := gap.longer) and longer.missing:
        head = "另有跨期考核的任务" if gap.owed else f"{period}有跨期考核的任务"
        yield f"{head}{_owed(longer)}，{_figures(longer)}。"


def _owed(gap: Gap) -> str:
    """How many reports were owed by which days, and how many of them are not due yet."""
    ahead = "" if gap.ahead == gap.owed else f"其中{number(count(gap.ahead))}篇"
    due = f"，{ahead}尚未到期" if gap.ahead else ""
    return f"应报送信息{number(count(gap.owed))}篇{_deadlines(gap.deadlines)}{due}"


def _came(material: Material, gap: Gap) -> str:
    """How many came and are missing; that nothing came at all is said so."""
    counts = material.counts
    came = gap.received or (counts.complete and counts.of(gap.unit).came)
    if not came:
        return _nothing(material, whose="")
    return f"截至{day_words(material.day)}，{_figures(gap)}。"


def _figures(gap: Gap) -> str:
    """How many came and are missing; where more is than the two figures leave, it is said why."""
    received, missing = number(count(gap.received)), number(count(gap.missing))
    if not gap.missing:
        return f"实报{received}篇，已报齐"
    apart = gap.missing > gap.owed - gap.received
    why = "（各期、各项任务分别计算，互不抵补）" if apart else ""
    return f"实报{received}篇，尚缺{missing}篇{why}"


def _nothing(material: Material, whose: str = "你单位") -> str:
    period = period_words(material.period)
    return f"截至{day_words(material.day)}，未收到{whose}{period}报送的信息。"


def _ours(office: str) -> str:
    """What an office calls itself: 我办, 我局.

    >>> _ours("某街道办事处"), _ours("某区教育局"), _ours("某区融媒体中心")
    ('我办', '我局', '我中心')
    """
    names = {
        "办公室": "办",
        "办事处": "办",
        "中心": "中心",
        **{one: one for one in "办局科委处部厅院校"},
    }
    return next((f"我{word}" for end, word in names.items() if office.endswith(end)), "我单位")


def _deadlines(days: Sequence[date]) -> str:
    if len(days) == 1:
        return f"，报送截止日期为{day_words(days[0])}"
    if len(days) > _NAMED:
        first, last = day_words(days[0]), day_words(days[-1])
        return f"，自{first}至{last}共有{len(days)}个报送截止日期"
    named = listed([day_words(days[0]), *(_after(days[0], day) for day in days[1:])])
    return f"，报送截止日期分别为{named}"


def _after(first: date, day: date) -> str:
    return f"{day.month}月{day.day}日" if day.year == first.year else day_words(day)
