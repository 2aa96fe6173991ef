"""Which window a line is of, where that is not the period of its paper."""

from collections.abc import Callable, Iterable, Sequence

from inforeport.documents.page import Cell
from inforeport.model import Result, ScoreLine
from inforeport.period import Period
from inforeport.words import Text


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
