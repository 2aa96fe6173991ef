"""The days off of a year, read from the lines of the notice that orders them.

A line says 元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。Weekdays and
the number of days are told in it as well, so that a wrong year or a slip of the pen is found.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from inforeport.intake.values import Unfit
from inforeport.model import DayOff, Problem
from inforeport.text import NAME, one_line, plain
from inforeport.words import message

_YEAR = re.compile(r"([12]\d{3})年")
_NAMED = re.compile(
    r"^(?:[(（]?[一二三四五六七八九十]+[)）]?[、.]?|\d+[.、])?([^：:0-9]{1,12})[：:]"
)
_DAY = r"(?:([12]\d{3})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\(([^()]*)\))?"
_SPAN = re.compile(rf"{_DAY}(?:至{_DAY})?")
_COUNT = re.compile(r"共(\d+)天|放假(\d+)天")
_CLAUSE = re.compile(r"[^。；;，,]+")
_WEEKDAYS = "一二三四五六日"
_MOVED = ("调至", "调到")
_HOLIDAY = "节假日"
_LONGEST = 60  # days of one holiday

Days = list[date]


def days_off(text: str, file: str, year: int | None) -> tuple[list[DayOff], list[Problem]]:
    """The days that a notice orders, each with the holiday for a reason, and what is wrong.

    Without `year` it is the one that the notice names.
    """
    lines = [plain(line).replace("（", "(").replace("）", ")") for line in text.splitlines()]
    named = next((int(found[1]) for line in lines if (found := _YEAR.search(line))), None)
    days: dict[date, DayOff] = {}
    problems: list[Problem] = []
    for number, line in enumerate(lines, 1):
        if not _SPAN.search(line) or not ("放假" in line or "上班" in line or "休" in line):
            continue
        try:
            days |= {one.day: one for one in _of_line(line, year or named)}
        except Unfit as unfit:
            problems.append(Problem(f"{file}:{number}", unfit.code, unfit.what))
    return [days[day] for day in sorted(days)], problems


def _of_line(line: str, year: int | None) -> Iterator[DayOff]:
    """The days of one holiday; raises `Unfit` where they do not hold together."""
    if year is None and not _YEAR.search(line):
        raise Unfit("no-year", message("no year is told; name it with --year"))
    holiday = _NAMED.match(line)
    reason = one_line(holiday[1])[:NAME] if holiday else _HOLIDAY
    free: Days = []
    work: Days = []
    waiting: Days = []
    for clause in _CLAUSE.findall(line):
        if any(word in clause for word in _MOVED):
            continue
        waiting += _days_in(clause, year)
        if "上班" in clause:
            work, waiting = [*work, *waiting], []
        elif "放假" in clause or "休" in clause:
            free, waiting = [*free, *waiting], []
    _check_count(line, free)
    yield from (DayOff(day, reason, works=False) for day in free)
    yield from (DayOff(day, reason, works=True) for day in work)


def _days_in(clause: str, year: int | None) -> Days:
    """The days that a clause names, in their order; those of a span all of them."""
    days: Days = []
    for match in _SPAN.finditer(clause):
        first = _day(match[1], match[2], match[3], match[4], near=(year, days))
        last = first
        if match[7]:
            last = _day(match[5], match[6], match[7], match[8], near=(first.year, [first]))
        if last < first or (last - first).days > _LONGEST:
            what = message("{first} to {last} is no holiday", first=first, last=last)
            raise Unfit("not-a-day", what)
        days += [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return days


def _day(
    year: str | None,
    month: str | None,
    number: str,
    weekday: str | None,
    *,
    near: tuple[int | None, Days],
) -> date:
    """A day; what is not told is that of the day before it. Raises `Unfit`."""
    usual, before = near
    number_of_year = int(year) if year else before[-1].year if before else usual
    try:
        day = date(number_of_year or 0, int(month) if month else before[-1].month, int(number))
    except (ValueError, IndexError):
        raise Unfit("not-a-day", message("there is no such day in it")) from None
    if not year and before and day < before[-1]:  # from December into January
        day = day.replace(year=day.year + 1)
    written = re.search(r"(?:周|星期)([一二三四五六日天])", weekday or "")
    if written and _WEEKDAYS[day.weekday()] != written[1].replace("天", "日"):
        what = message("{day} is no {weekday}; is it of another year?", day=day, weekday=written[0])
        raise Unfit("other-year", what)
    return day


def _check_count(line: str, free: Days) -> None:
    count = _COUNT.search(line)
    if count and int(count[1] or count[2]) != len(free):
        told = {"told": count[1] or count[2], "found": len(free)}
        what = message("it tells of {told} days off, and names {found}", **told)
        raise Unfit("other-count", what)
