"""The list of prizes, titles and fees to be signed for (奖励签领表); what is undecided is said."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from inforeport.documents.chinese import in_capitals, listed, period_words
from inforeport.documents.notice import signature
from inforeport.documents.page import Block, Cell, Column, Page, Paragraph, Table
from inforeport.documents.rewards import list_words, undecided_text
from inforeport.figures import number
from inforeport.model import Award, Prize, Result, Undecided
from inforeport.model.papers import Material, Rewards
from inforeport.words import say

_SIGNED = (
    Column("signature", "领取人签字", by_hand=True),
    Column("day", "日期", by_hand=True),
)
_OF_PERSONS = (Column("unit", "单位", "left"), Column("person", "姓名"))
_AMOUNT = Column("amount", "金额（元）", "right")


def page(material: Material) -> Page:
    """A list for each group that is paid, then titles and fees; no blocks where nothing is."""
    result, rewards, period = material.result, material.rewards, period_words(material.period)
    blocks = [
        *_prizes(result, rewards),
        *_titles(result, rewards),
        *_fees(rewards),
    ]
    title = f"{period}信息报送奖励签领表"
    if blocks:
        blocks = [Paragraph(title, "title"), *blocks, *_barred(result, rewards)]
        blocks += signature(material)
    return Page(title, material.office.name, material.day, tuple(blocks))


def _prizes(result: Result, rewards: Rewards) -> Iterator[Block]:
    for key, text in list_words(result, rewards).items():
        paid, undecided = rewards.prizes.get(key, ((), ()))
        word = say(text, "zh")
        given = [one for one in paid if one.amount >= 0]
        owing = [replace(one, amount=-one.amount) for one in paid if one.amount < 0]
        for caption, prizes in ((f"{word}奖金", given), (f"{word}应缴款", owing)):
            if prizes:
                yield _prize_table(caption, prizes)
                yield Paragraph(_sum((one.amount for one in prizes), open_=bool(undecided)))
        if paid:
            yield from _noted(paid)
        if undecided:
            yield from _undecided(word, undecided)


def _prize_table(caption: str, paid: Sequence[Prize]) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (one.place, *_who(one, paid), one.amount, None, None) for one in paid
    ]
    total = sum((one.amount for one in paid), Decimal(0))
    columns = (Column("place", "名次"), *_who_columns(paid), _AMOUNT, *_SIGNED)
    rows.append(("合计", *(None,) * (len(columns) - 4), total, None, None))
    return Table(caption, columns, tuple(rows), "单位：元")


def _who_columns(given: Sequence[Prize | Award]) -> tuple[Column, ...]:
    """Whose a row is; persons have a column where they are given anything."""
    return _OF_PERSONS if any(one.person for one in given) else _OF_PERSONS[:1]


def _who(one: Prize | Award, given: Sequence[Prize | Award]) -> tuple[Cell, ...]:
    return (one.unit, one.person)[: len(_who_columns(given))]


def _noted(paid: Iterable[Prize]) -> Iterator[Block]:
    """What there is to say of an amount, such as that it was restored."""
    for prize in paid:
        if prize.note:
            yield Paragraph(f"{prize.unit}：{say(prize.note, 'zh').rstrip('。')}。", "note")


def _sum(amounts: Iterable[Decimal], *, open_: bool = False) -> str:
    """The sum in figures and in capitals; what is not decided is not in it."""
    total = sum(amounts, Decimal(0))
    without = "（尚未确定的奖金不在内）" if open_ else ""
    return f"合计人民币{number(total)}元（大写：{in_capitals(total)}）{without}。"


def _undecided(word: str, undecided: Iterable[Undecided]) -> Iterator[Block]:
    for one in undecided:
        yield Paragraph(f"{word}{say(undecided_text(one), 'zh')}", "note")


def _titles(result: Result, rewards: Rewards) -> Iterator[Block]:
    words = list_words(result, rewards)
    title = Column("title", "称号", "left")
    for titled in rewards.titles:
        word, given = say(words.get(titled.group, titled.group), "zh"), titled.awards
        if given:
            columns = (Column("place", "名次"), *_who_columns(given), title, *_SIGNED)
            rows = tuple((its.place, *_who(its, given), its.title, None, None) for its in given)
            yield Table(f"{word}{titled.title}", columns, rows)
            yield from (Paragraph(f"{say(note, 'zh')}。", "note") for note in titled.notes)
        yield from _undecided(word, titled.undecided)


def _fees(rewards: Rewards) -> Iterator[Block]:
    """What units, and then persons, are paid for their reports."""
    if rewards.fees:
        rows = [(one.unit, one.points) for one in rewards.fees]
        yield from _paid("单位稿酬", _OF_PERSONS[:1], rows)
    if rewards.persons:
        persons = [(one.group, one.unit, one.points) for one in rewards.persons]
        yield from _paid("个人稿酬", _OF_PERSONS, persons)


def _paid(
    caption: str, who: tuple[Column, ...], rows: Sequence[tuple[str | Decimal, ...]]
) -> Iterator[Block]:
    amounts = [row[-1] for row in rows if isinstance(row[-1], Decimal)]
    total = ("合计", *(None,) * (len(who) - 1), sum(amounts, Decimal(0)), None, None)
    cells = (*((*row, None, None) for row in rows), total)
    yield Table(caption, (*who, _AMOUNT, *_SIGNED), cells, "单位：元")
    yield Paragraph(_sum(amounts))


def _barred(result: Result, rewards: Rewards) -> Iterator[Block]:
    for barred in rewards.barred:
        flags = listed([flag for flag in barred.flags if flag in result.untitled])
        yield Paragraph(f"{barred.unit}{flags}，不参加评奖。", "note")
