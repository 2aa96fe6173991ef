"""Days, spans, lists and figures as Chinese papers write them.

It holds no sentence of any one paper.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from inforeport.documents.page import Cell, Day, Graph, Phrase, Several
from inforeport.figures import number
from inforeport.period import Period
from inforeport.words import say

_COUNT = "一二三四五六七八九十"
_CAPITALS = "零壹贰叁肆伍陆柒捌玖"
_OVER = ("", "万", "亿", "万亿")
_QUARTERS = {1: "一", 4: "二", 7: "三", 10: "四"}


def day_words(day: date) -> str:
    """A day in Arabic figures without leading zeros.

    >>> day_words(date(2009, 5, 31))
    '2009年5月31日'
    """
    return f"{day.year}年{day.month}月{day.day}日"


def day_within(period: Period, day: date) -> str:
    """A day in a paper on a period: without the year, where the period names it.

    >>> day_within(Period(date(2009, 5, 1), date(2009, 6, 1)), date(2009, 5, 31))
    '5月31日'
    """
    named = period.start.year == period.last.year == day.year
    return f"{day.month}月{day.day}日" if named else day_words(day)


def told_day(period: Period, day: date) -> Day:
    """A day in the table of such a paper; files for programs hold the day itself."""
    return Day(day, day_within(period, day))


def cell_words(cell: Cell) -> str:  # noqa: PLR0911  a line for each kind
    """What stands in a cell of a table, in a sentence.

    >>> cell_words(Several((Day(date(2009, 5, 8), "5月8日"), "街道"), "、"))
    '5月8日、街道'
    """
    match cell:
        case None:
            return ""
        case Day(_, words):
            return words
        case Phrase(parts):
            return "".join(map(cell_words, parts))
        case Several(cells, between, none):
            return between.join(map(cell_words, cells)) or none
        case Decimal():
            return number(cell)
        case date():
            return day_words(cell)
        case int():
            return str(cell)
        case Graph():
            return ""
        case _:
            return say(cell, "zh")


def period_words(period: Period) -> str:
    """A span as a title names it; a campaign is named by its months.

    >>> period_words(Period(date(2009, 5, 1), date(2009, 6, 1), "2009-05"))
    '2009年5月'
    >>> period_words(Period(date(2009, 5, 2), date(2009, 8, 1), "campaign"))
    '2009年5月至7月'
    >>> period_words(Period(date(2009, 4, 1), date(2009, 7, 1), "2009-Q2"))
    '2009年第二季度'
    """
    first, last = period.start, period.last
    if period.name != "campaign" and not _is_whole_months(period):
        return _span(first, last, day_words(first), f"{last.month}月{last.day}日")
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if period.name != "campaign" and first.year == last.year:
        if months == 12:  # noqa: PLR2004
            return f"{first.year}年"
        if months == 6 and first.month in {1, 7}:  # noqa: PLR2004
            return f"{first.year}年{'上' if first.month == 1 else '下'}半年"
        if months == 3 and first.month in _QUARTERS:  # noqa: PLR2004
            return f"{first.year}年第{_QUARTERS[first.month]}季度"
    start = f"{first.year}年{first.month}月"
    return start if months == 1 else _span(first, last, start, f"{last.month}月")


def so_far(period: Period, until: date | None) -> str:
    """A span that may not be over, and up to which day it counts.

    >>> so_far(Period(date(2009, 5, 1), date(2009, 6, 1), "2009-05"), date(2009, 5, 20))
    '2009年5月（截至5月20日）'
    """
    named = period_words(period)
    return f"{named}（截至{day_within(period, until)}）" if until else named


def _is_whole_months(period: Period) -> bool:
    return period.start.day == 1 and (period.last + timedelta(days=1)).day == 1


def _span(first: date, last: date, start: str, end: str) -> str:
    """From one to the other; the year is said again only where it is another."""
    if first == last:
        return start
    return f"{start}至{end}" if first.year == last.year else f"{start}至{last.year}年{end}"


def numeral(place: int) -> str:
    """The numeral of a head, from 1.

    >>> numeral(3), numeral(12)
    ('三', '十二')
    """
    tens, ones = divmod(place, 10)
    if not tens:
        return _COUNT[ones - 1]
    return (_COUNT[tens - 1] if tens > 1 else "") + "十" + (_COUNT[ones - 1] if ones else "")


def listed(names: Sequence[str]) -> str:
    """Names in a row.

    >>> listed(["甲社区", "乙社区"])
    '甲社区、乙社区'
    """
    return "、".join(names)


def points(value: Decimal) -> str:
    """A sum of points with its unit.

    >>> points(Decimal("20.0"))
    '20分'
    """
    return f"{number(value)}分"


def in_capitals(amount: Decimal) -> str:
    """Yuan in the figures that cannot be altered, as receipts want them.

    >>> in_capitals(Decimal("7500")), in_capitals(Decimal("100005.04"))
    ('柒仟伍佰元整', '壹拾万零伍元零肆分')
    """
    yuan, fen = divmod(int((abs(amount) * 100).to_integral_value()), 100)
    jiao, fen = divmod(fen, 10)
    words = f"{_whole_in_capitals(yuan)}元" if yuan else ""
    if jiao:
        words += f"{_CAPITALS[jiao]}角"
    if fen:
        words += f"{'零' if yuan and not jiao else ''}{_CAPITALS[fen]}分"
    return f"{'负' if amount < 0 else ''}{words or '零元'}{'' if jiao or fen else '整'}"


def _whole_in_capitals(figure: int) -> str:
    """The figure by fours of digits; noughts beside each other are said once."""
    capitals = ""
    for over in _OVER:
        figure, four = divmod(figure, 10_000)
        digits = zip(f"{four:04}", ("仟", "佰", "拾", ""), strict=True)
        words = [f"{_CAPITALS[int(one)]}{unit}" if one != "0" else "零" for one, unit in digits]
        capitals = f"{''.join(words).rstrip('零')}{over}{capitals}" if four else f"零{capitals}"
    return re.sub("零+", "零", capitals).strip("零")
