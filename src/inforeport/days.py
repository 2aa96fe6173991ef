"""Days and periods as people write and say them: 5.7, 昨天, 上周五; 5月, 上月, 一季度, 5..6, 本周.

`period` reads what is written whole; here is read what leaves something out, as it is meant on a
day. No library reads the trade's own forms: those for dates guess between day and month, and know
neither 上周五 nor a scheme's year.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from msgspec.structs import replace

from inforeport.errors import NotADay, NotAPeriod
from inforeport.period import Calendar, Per, Period, parse_day
from inforeport.text import fold, plain

_WORDS = {
    **dict.fromkeys(("今天", "今日", "today"), 0),
    **dict.fromkeys(("昨天", "昨日", "yesterday"), -1),
    "前天": -2,
    **dict.fromkeys(("明天", "明日", "tomorrow"), 1),
    "后天": 2,
}
_WEEKDAYS = "一二三四五六日"
_NEAR = timedelta(days=31)
"""A day without a year that is no farther from today is not doubted."""

_DAY = timedelta(days=1)

_WITHIN = re.compile(r"(\d\d?)(?:[-./](\d\d?)|月(\d\d?)[日号]?)", re.ASCII)
"""A day without its year."""

_OF_THE_WEEK = re.compile(r"\(?(?:周|星期|礼拜)[一二三四五六日天]\)?$")
"""What may stand behind a day and says nothing more."""

_NUMERALS = {word: number for number, word in enumerate("一二三四五六七八九十", 1)}
_NUMERALS |= {"十一": 11, "十二": 12, "上": 1, "下": 2}
_MONTH, _QUARTER = "(0?[1-9]|1[0-2]|十[一二]?|[一二三四五六七八九])", "第?([1-4一二三四])"
_FORMS = (
    (r"(\d{4})[-/.年]([01]?\d)(?:月份?)?", "{0}-{1:0>2}"),
    (rf"(\d{{4}})年{_MONTH}月份?", "{0}-{1:0>2}"),
    (r"(\d{4})(0[1-9]|1[0-2])", "{0}-{1}"),
    (r"(\d{4})[-年]?Q([1-4])", "{0}-Q{1}"),
    (rf"(\d{{4}})[-年]?{_QUARTER}季度?", "{0}-Q{1}"),
    (r"(\d{4})[-年]?H([12])", "{0}-H{1}"),
    (r"(\d{4})年?([上下])半年", "{0}-H{1}"),
    (r"(\d{4})[-年]?(?:W|第)(\d\d?)周?", "{0}-W{1:0>2}"),
    (r"(\d{4})年度?", "{0}"),
    (rf"{_MONTH}月份?", "{0}month"),
    (r"Q([1-4])", "{0}quarter"),
    (rf"{_QUARTER}季度?", "{0}quarter"),
    (r"H([12])", "{0}half"),
    (r"([上下])半年", "{0}half"),
    (r"(?:W|第)(\d\d?)周?", "{0}week"),
)
"""How names are written, and the whole name; of one without its year its number and length."""


def _around(per: Per, places: int) -> Callable[[Calendar, date], Period | None]:
    """What finds the window of a length that holds today, or one so many before or behind it."""

    def find(calendar: Calendar, today: date) -> Period | None:
        if per == "week":
            return _week_of(calendar, today + timedelta(weeks=places))
        near = Period(today - timedelta(days=800), today + timedelta(days=800))
        windows = replace(calendar, since=near.start, until=near.end).windows(per, near)
        place = next(n for n, window in enumerate(windows) if today in window)
        return windows[place + places]

    return find


_SAID: Mapping[str, Callable[[Calendar, date], Period | None]] = {
    **dict.fromkeys(("本月", "当月", "这个月", "THISMONTH"), _around("month", 0)),
    **dict.fromkeys(("上月", "上个月", "LASTMONTH"), _around("month", -1)),
    **dict.fromkeys(("本季度", "这个季度", "本季"), _around("quarter", 0)),
    **dict.fromkeys(("上季度", "上个季度", "上季"), _around("quarter", -1)),
    **dict.fromkeys(("本年", "今年", "本年度", "THISYEAR"), _around("year", 0)),
    **dict.fromkeys(("去年", "上年", "上年度", "LASTYEAR"), _around("year", -1)),
    **dict.fromkeys(("本周", "这周", "这一周", "THISWEEK"), _around("week", 0)),
    **dict.fromkeys(("上周", "上一周", "LASTWEEK"), _around("week", -1)),
    **dict.fromkeys(("下周", "NEXTWEEK"), _around("week", 1)),
    **dict.fromkeys(("CAMPAIGN", "全程"), Calendar.campaign),
}
"""Periods that are said by where they lie from today."""


class Read(NamedTuple):
    """A day that was read; `sure` where the year was written, or is beyond doubt."""

    day: date
    sure: bool


def read_day(text: str, today: date, *, ahead: bool = False) -> Read:
    """The day that is meant, in whatever width it is written.

    Where no year is written it is the newest such day that has begun; of a deadline, which lies
    `ahead`, the next that comes. Raises `NotADay`.

    >>> read_day("5.7", date(2009, 6, 3)), read_day("上周五", date(2009, 6, 3)).day.isoformat()
    (Read(day=datetime.date(2009, 5, 7), sure=True), '2009-05-29')
    """
    written = fold(plain(text))
    try:
        return Read(parse_day(written), sure=True)
    except NotADay:
        pass
    if written in _WORDS:
        return Read(today + timedelta(days=_WORDS[written]), sure=True)
    weekday = re.fullmatch(r"([上本这下]?)(?:个)?(?:周|星期|礼拜)([一二三四五六日天])", written)
    if weekday:
        return Read(_weekday(weekday[1], weekday[2], today, ahead=ahead), sure=True)
    within = _WITHIN.fullmatch(written)
    days = [*_in_years(within, today)] if within else []
    if not days:
        raise NotADay(text=text)
    day = min(day for day in days if day >= today) if ahead else max(d for d in days if d <= today)
    return Read(day, sure=abs(day - today) <= _NEAR)


def listed_day(text: str, today: date | None, *, year: int | None = None) -> date:
    """The day that stands in a list, in whatever width it is written.

    Where no year is written it is of `year`, which the list has elsewhere, else the newest such
    day that has begun by `today`. Nobody knows on which day a list was written: 昨天 is no day of
    it. Raises `NotADay`.

    >>> listed_day("5月8日（周五）", date(2009, 6, 3)), listed_day("12.28", None, year=2008)
    (datetime.date(2009, 5, 8), datetime.date(2008, 12, 28))
    """
    written = _OF_THE_WEEK.sub("", fold(plain(text)))
    try:
        return parse_day(written)
    except NotADay:
        within = _WITHIN.fullmatch(written)
    if within and year:
        return parse_day(f"{year}-{within[1]}-{within[2] or within[3]}")
    days = [one for one in _in_years(within, today) if one <= today] if within and today else []
    if not days:
        raise NotADay(text=text)
    return max(days)


def _weekday(which: str, word: str, today: date, *, ahead: bool) -> date:
    """A day of the week; without a word before it the newest that has begun, or the next."""
    number = _WEEKDAYS.index(word.replace("天", "日"))
    monday = today - timedelta(days=today.weekday())
    if which:
        weeks = {"上": -1, "下": 1}.get(which, 0)
        return monday + timedelta(days=number, weeks=weeks)
    day = monday + timedelta(days=number)
    if ahead:
        return day if day >= today else day + timedelta(weeks=1)
    return day if day <= today else day - timedelta(weeks=1)


def _in_years(written: re.Match[str], today: date) -> Iterator[date]:
    """A day of a month in the years around; 29 February is in few of them."""
    for year in range(today.year - 8, today.year + 9):
        try:
            yield date(year, int(written[1]), int(written[2] or written[3]))
        except ValueError:
            continue


def read_period(text: str, calendar: Calendar, today: date, *, per: str = "month") -> Period:
    """The period that is meant: a whole name, one without its year, this or last, two with `..`.

    Without a year it is the latest that has begun. `per` is what a bare number counts: months,
    else what `--week 19` says. Raises `NotAPeriod`.
    """
    written = re.sub("至|到", "..", fold(plain(text)).upper())
    first, dots, last = written.partition("..")
    period = _span(first, last, calendar, today) if dots else _single(written, calendar, today, per)
    if period is None:
        raise NotAPeriod(text=text)
    return period


def _span(first: str, last: str, calendar: Calendar, today: date) -> Period | None:
    """From the beginning of one to the end of another, which is the newer."""
    ends = _single(last, calendar, today, "month")
    begins = _single(first, calendar, ends.start, "month") if ends else None
    if not (begins and ends and begins.start < ends.end):
        return None
    return Period(begins.start, ends.end, f"{begins.name}..{ends.name}")


def _single(written: str, calendar: Calendar, today: date, per: str) -> Period | None:
    """One period by its name, the name of its year or not, or by a word or a day of it."""
    number = re.fullmatch(r"[0-9]{1,2}", written)
    for name in [f"{int(number[0])}{per}"] if number else [*_names(written)]:
        if period := _by_name(name, calendar, today):
            return period
    if written in _SAID:
        return _SAID[written](calendar, today)
    try:
        day = read_day(written, today).day
    except NotADay:
        return None
    return _week_of(calendar, day) if per == "week" else Period(day, day + _DAY, f"{day}")


def _week_of(calendar: Calendar, day: date) -> Period:
    week = calendar.week(day)
    return Period(week.start, week.end, calendar.week_name(week))


def _names(written: str) -> Iterator[str]:
    """What a written name may be as a whole name; one without a year as a number and a length."""
    for pattern, name in _FORMS:
        if form := re.fullmatch(pattern, written):
            yield name.format(*(_numeral(part) for part in form.groups()))
    yield written


def _numeral(part: str) -> str:
    """A number as digits: 五 is 5, 上 of 上半年 is 1."""
    return str(_NUMERALS.get(part, part))


def _by_name(name: str, calendar: Calendar, today: date) -> Period | None:
    short = re.fullmatch(r"(\d+)(month|quarter|half|week|year)", name)
    try:
        if short:
            return calendar.latest(short[2], short[1], today)
        return calendar.period(name)
    except NotAPeriod:
        return None
