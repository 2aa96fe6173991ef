"""The message to a chat group of the units: who still owes how many reports, and by when."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from inforeport.documents.chinese import listed
from inforeport.documents.page import Page, Paragraph
from inforeport.documents.records import Record
from inforeport.figures import count, exact, number
from inforeport.model import Profile
from inforeport.model.reminders import Reminder

_WEEKDAYS = "一二三四五六日"


def reminder_words(reminder: Reminder) -> str:
    """The whole message, on one line; where nothing is missing it says so."""
    return f"各单位：截至{_day(reminder.day)}，{'；'.join(_parts(reminder))}。"


def unit_words(reminder: Reminder, unit: str) -> str:
    """The same to one unit, which it speaks to; without the last stop."""
    parts = "；".join(_parts(reminder)).replace(unit, "")
    return f"截至{_day(reminder.day)}，你单位{parts}"


def reminder_page(reminder: Reminder, office: Profile) -> Page:
    """The same on a page."""
    words = reminder_words(reminder)
    return Page("报送提醒", office.name, reminder.day, (Paragraph(words),))


def reminder_record(reminder: Reminder) -> Record:
    """`due --message --json`."""
    missing = {key: getattr(reminder, key) for key in ("overdue", "coming", "later")}
    return {
        "schema": 1,
        "message": reminder_words(reminder),
        "day": reminder.day,
        "deadline": reminder.deadline,
        **{
            key: [{"unit": unit, "missing": exact(gap)} for unit, gap in those.items()]
            for key, those in missing.items()
        },
    }


def _parts(reminder: Reminder) -> Iterator[str]:
    if not reminder.owes:
        yield "本期没有应报送的信息"
        return
    overdue, coming, later = map(_units, (reminder.overdue, reminder.coming, reminder.later))
    if not (overdue or coming or later):
        yield "应报送的信息均已报齐，感谢各单位支持"
    if overdue:
        by = f"请于{_day(reminder.deadline)}前补报" if reminder.deadline else "请尽快补报"
        yield f"尚有{overdue}逾期未报送，{by}"
    if coming and reminder.deadline:
        yield f"{'另' if overdue else '尚'}有{coming}未报送，请于{_day(reminder.deadline)}前报送"
    if later and reminder.ends:
        yield f"此后至{_day(reminder.ends)}还应报送：{later}"


def _units(missing: Mapping[str, Decimal]) -> str:
    return listed([f"{unit}{number(count(gap))}篇" for unit, gap in missing.items()])


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日（周{_WEEKDAYS[day.weekday()]}）"
