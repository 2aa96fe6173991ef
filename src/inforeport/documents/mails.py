"""What the office writes back by mail: receipts, what is missing, a paper with a line to it.

Chinese, as all that leaves the office. Nothing in a mail but its head tells how to reach anybody.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from inforeport.documents import contacts
from inforeport.documents.chinese import day_words, period_words
from inforeport.documents.pieces import reason
from inforeport.documents.reminder import unit_words
from inforeport.fields import FACTS, SUBMISSION
from inforeport.model import Profile, number_of
from inforeport.model.desk import Kept
from inforeport.model.outgoing import Receipt
from inforeport.model.reminders import Reminder
from inforeport.period import Period
from inforeport.text import TITLE, one_line
from inforeport.words import Message, say

_NUMERALS = "一二三"
_ELSE = "请按要求补正后重新报送"
_REQUESTS = {
    **dict.fromkeys(
        ("no-unit", "unknown-unit", "ambiguous-unit", "two-units"),
        "请写明报送单位全称后重新报送",
    ),
    **dict.fromkeys(("no-title", "title"), "请补上标题后重新报送"),
    **dict.fromkeys(("no-day", "not-a-day"), "请写明报送日期后重新报送"),
    "no-value": "请补齐后重新报送",
    "cloud-attachment": "请改用普通附件重新报送，不要使用超大附件",
    **dict.fromkeys(("rar", "7z", "winmail"), "请将Word文件直接作为附件重新报送"),
    "correction": "请回复说明更正的是哪一篇",
    **dict.fromkeys(("same-row", "submission-near"), "如确为另一篇，请回复说明"),
}
"""What the sender is to do, by the code for which a piece is held."""


class Words(NamedTuple):
    """The subject of a mail and its text."""

    subject: str
    body: str


def receipt(receipt_of: Receipt, office: Profile) -> Words:
    """What was taken of a mail, what was there already, what is held and what to do about it."""
    letter = receipt_of.letter
    about = one_line(letter.subject or letter.name)
    lines = [f"{_came(receipt_of)}发来的邮件“{about}”收悉，处理情况如下："]
    heads = [(head, [*items]) for head, items in _became(receipt_of.pieces)]
    for numeral, (head, items) in zip(
        _NUMERALS, (receipt_of for receipt_of in heads if receipt_of[1]), strict=False
    ):
        lines.append(f"{numeral}、{head}（{len(items)}项）")
        lines += [f"{number}．{item}" for number, item in enumerate(items, 1)]
    lines.append("如有出入，请回复本邮件。")
    return _written(f"回执：{about}", receipt_of.to.unit, lines, office)


def reminder(one: Reminder, unit: str, period: Period, office: Profile) -> Words:
    """What a unit still owes of a period, and by when."""
    subject = f"信息报送提醒（{period_words(period)}）"
    return _written(subject, unit, [f"{unit_words(one, unit)}。"], office, day=one.day)


def paper(title: str, unit: str | None, office: Profile, day: date) -> Words:
    """A line to a paper that goes along."""
    lines = [f"现将《{title}》发给你们，请查收附件。"]
    return _written(title, unit, lines, office, day=day)


def _written(
    subject: str,
    unit: str | None,
    lines: Sequence[str],
    office: Profile,
    *,
    day: date | None = None,
) -> Words:
    """A mail; whatever in it reaches somebody else is masked."""
    signed = [office.name, *([day_words(day)] if day else [])]
    body = "\n".join([f"{unit or '你好'}：", *lines, "", *signed])
    return Words(contacts.redacted(one_line(subject))[:TITLE], contacts.redacted(body))


def _came(received: Receipt) -> str:
    """The day on which a mail came to the office's server, as far as its pieces tell it."""
    days = (kept.words.cells.get("received", "")[:10] for kept in received.pieces)
    with suppress(ValueError):
        return day_words(date.fromisoformat(next(filter(None, days), "")))
    return day_words(received.letter.came)


def _became(pieces: Sequence[Kept]) -> Iterator[tuple[str, Iterator[str]]]:
    yield "已登记", (_numbered(one) for one in pieces if one.state == "taken")
    yield "此前已登记，不重复登记", (_numbered(one) for one in pieces if one.state == "known")
    yield "暂未登记", (_asked(one) for one in pieces if one.state in {"held", "dropped"})


def _numbered(kept: Kept) -> str:
    number = f"，编号{number_of(kept.label)}" if kept.label else ""
    return f"{_called(kept)}{number}"


def _asked(kept: Kept) -> str:
    why = kept.why or say(reason(kept), "zh")
    then = f"；{_REQUESTS.get(kept.code or '', _ELSE)}" if kept.state == "held" else ""
    return f"{_called(kept)}：{why}{then}"


def _called(kept: Kept) -> str:
    cells = kept.words.cells
    title = one_line(cells.get("title", ""))
    if kept.fact == SUBMISSION.table and title:
        return f"《{title}》"
    name = one_line(cells.get("name", "")) or title or kept.place
    return f"{say(Message(FACTS[kept.fact].many), 'zh')}“{name}”"
