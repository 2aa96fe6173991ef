"""Text made fit to be shown: said in a language, rid of what would command a screen or break XML.

It changes no letter that people read.
"""

import re
from datetime import date
from decimal import Decimal

from inforeport.documents.page import Cell, Day, Graph, Phrase, Several
from inforeport.figures import number
from inforeport.render.graphs import signs
from inforeport.text import clean
from inforeport.words import Text, say

_MINUS = re.compile(r"(?<![0-9A-Za-z.\-])-(?=\d)")


def with_minus(text: str) -> str:
    """The text with a true minus before figures: no line is broken after it, as after a hyphen.

    >>> with_minus("得-20分，2009-05-08")
    '得−20分，2009-05-08'
    """
    return _MINUS.sub("\u2212", text) if "-" in text else text


def shown(text: Text, language: str) -> str:
    """What people read: the sentence in their language, clean."""
    return clean(say(text, language))


def cell_text(cell: Cell, language: str) -> str:  # noqa: PLR0911  a line for each kind
    """A cell as plain text: figures without closing zeros, days as 2009-05-08, nothing as ''.

    >>> cell_text(Decimal("-10.0"), "en"), cell_text(None, "en")
    ('-10', '')
    """
    if cell is None or isinstance(cell, str):  # nearly every cell
        return shown(cell or "", language)
    match cell:
        case Decimal():
            return number(cell + 0)  # ten times nothing, taken off, is −0
        case int():
            return str(cell)
        case date():
            return cell.isoformat()
        case Day(day):
            return day.isoformat()
        case Phrase(parts):
            return "".join(cell_text(part, language) for part in parts)
        case Graph():
            return signs(cell)
        case Several(cells, between, none):
            return between.join(cell_text(one, language) for one in cells) or none
        case _:
            return shown(cell, language)


def paper_text(cell: Cell, language: str) -> str:
    """The same as paper has it, days in words.

    >>> paper_text(Several((Day(date(2009, 5, 8), "5月8日"), "街道"), "，"), "zh")
    '5月8日，街道'
    """
    if isinstance(cell, str):  # nearly every cell
        return shown(cell, language)
    match cell:
        case date():
            return day_shown(cell, language)
        case Day(_, words):
            return shown(words, language)
        case Phrase(parts):
            return "".join(paper_text(part, language) for part in parts)
        case Graph():
            return ""  # it is drawn
        case Several(cells, between, none):
            return between.join(paper_text(one, language) for one in cells) or none
        case _:
            return cell_text(cell, language)


def day_shown(day: date, language: str) -> str:
    """A day as paper has it.

    >>> day_shown(date(2009, 5, 8), "zh"), day_shown(date(2009, 5, 8), "en")
    ('2009年5月8日', '2009-05-08')
    """
    return f"{day.year}年{day.month}月{day.day}日" if language == "zh" else day.isoformat()
