"""A period in words, and which window a line is of, where that is not the period of its paper."""

from collections.abc import Callable, Iterable, Sequence

from inforeport.documents.page import Cell
from inforeport.model import Result, ScoreLine
from inforeport.period import Period
from inforeport.words import Message, Text, day_text, message


def windows_of(
    lines: Iterable[ScoreLine], result: Result, words: Callable[[Period], Text]
) -> Sequence[Cell] | None:
    """The windows of lines in words, those of the period itself left blank; nothing for no other.

    What was sealed before windows were named is printed as it was.
    """
    if not result.names_windows:
        return None
    days = result.period.start, result.period.end
    others = [
        words(line.window) if line.window and (line.window.start, line.window.end) != days else None
        for line in lines
    ]
    return others if any(others) else None


def period_text(period: Period) -> Message:
    """The period in each reader's own way: a month, or its first and last day."""
    first, last = period.start, period.last
    if first.day == period.end.day == 1 and (first.year, first.month) == (last.year, last.month):
        return message("{year}-{month:0>2}", year=first.year, month=first.month)
    if period.name == "campaign" or first.day == period.end.day == 1:
        facts = {"year": first.year, "month": first.month, "to": last.month, "year_to": last.year}
        if first.year == last.year:
            return message("{year}-{month:0>2} to {year}-{to:0>2}", **facts)
        return message("{year}-{month:0>2} to {year_to}-{to:0>2}", **facts)
    return message("{first} to {last}", first=day_text(first), last=day_text(last))
