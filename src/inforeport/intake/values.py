"""What one cell says: a line, a text, a day, one of the office's words.

Where a cell stands, and whether it may be empty, is not known here.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from difflib import get_close_matches

from inforeport.errors import NotADay
from inforeport.fields.heads import UNUSED
from inforeport.model import Author
from inforeport.period import parse_day
from inforeport.text import (
    BETWEEN,
    NAME,
    TEXT,
    TITLE,
    clean,
    figure,
    fold,
    one_line,
    person_name,
    plain,
    spellings,
)
from inforeport.words import Message, message

_YES, _NO = {"是", "有", "√", "✓", "✔", "yes", "true", "1"}, {"否", "无", "×", "no", "false", "0"}
_BROKEN = r"(?<=[^\x00-\u2e7f])[ \t]*\n\s*(?=[^\x00-\u2e7f])"
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?", re.ASCII)

_COUNTED = r"[34][0-9]{4}(?:\.0+)?"
_DAY_NOUGHT = date(1899, 12, 30)  # of spreadsheets
_ROUNDED = r"[0-9](?:\.[0-9]+)?[Ee]\+[0-9]+"

Parse = Callable[[str], object]
"""What a cell that is not empty says; `Unfit` if it says nothing of the kind."""


class Unfit(Exception):
    """A cell or row that does not fit: the code of the mistake, what was found, what is right."""

    def __init__(self, code: str, what: Message) -> None:
        super().__init__(code)
        self.code = code
        self.what = what


def line(limit: int) -> Callable[[str], str]:
    """What reads one line of text, of at most `limit` characters."""

    def parse(cell: str) -> str:
        return _within(limit, one_line(cell))

    return parse


name = line(NAME)


def person(cell: str) -> str:
    """A person's name: 李　四 is 李四. Raises `Unfit` for several persons."""
    if re.search("[、，,;；/]", one_line(cell)):
        several = message("{text} names several persons; give each a row", text=_short(cell))
        raise Unfit("several-persons", several)
    return _within(NAME, person_name(cell))


def contact(cell: str) -> str | None:
    """A telephone or a mailbox, in plain signs and without spaces; none where 无 is written.

    Raises `Unfit` where a spreadsheet has rounded the number away: 1.38E+10.

    >>> contact("１３８ ００１３ ８０００")
    '13800138000'
    """
    text = "".join(plain(cell).split())
    if text in UNUSED:
        return None
    if re.fullmatch(_ROUNDED, text):
        raise Unfit("rounded", message("{text} is what is left of a longer number", text=text))
    return _within(NAME, text)


def title(cell: str) -> str:
    r"""A title on one line; where it was broken between Chinese signs there is no space.

    >>> title("甲社区开展\n读书活动")
    '甲社区开展读书活动'
    """
    return _within(TITLE, one_line(re.sub(_BROKEN, "", clean(cell)) if "\n" in cell else cell))


def names(cell: str) -> tuple[str, ...]:
    """Several names with a semicolon between them.

    >>> names("甲居委会;甲社区居委会；")
    ('甲居委会', '甲社区居委会')
    """
    return tuple(name(part) for part in re.split("[;；]", cell) if one_line(part))


def body(cell: str) -> str:
    """A text of several lines."""
    return _within(TEXT, clean(cell).strip())


def day(cell: str) -> date:
    """A day, in the forms of `period.parse_day` and full-width digits.

    >>> day("２００９年５月８日")
    datetime.date(2009, 5, 8)
    """
    text = plain(cell)
    try:
        return parse_day(text)
    except NotADay:
        raise Unfit("not-a-day", _no_day(text)) from None


def _no_day(text: str) -> Message:
    """That a text is no day; of a number by which a spreadsheet counts days, which it may be."""
    if re.fullmatch(_COUNTED, text):
        day = _DAY_NOUGHT + timedelta(days=int(text[:5]))
        return message(
            "{text} is not a day; it may be {day}, as a spreadsheet counts", text=text, day=day
        )
    return message("{text} is not a day; write it as 2009-05-08", text=_short(text))


def moment(cell: str) -> tuple[date, str | None]:
    """A day, and the moment if the hour is told: to the minute, the day first.

    >>> moment("2009/5/8 9:30")
    (datetime.date(2009, 5, 8), '2009-05-08 09:30')
    """
    text = plain(cell)
    first, space, clock = text.replace("T", " ").partition(" ")
    if not space:
        return day(text), None
    match = _CLOCK.fullmatch(clock.strip())
    if not match:
        what = message("{text} is not a moment; write it as 2009-05-08 09:30", text=_short(text))
        raise Unfit("not-a-day", what)
    return day(first), f"{day(first)} {int(match[1]):02}:{match[2]}"


def choice(words: Mapping[str, str]) -> Callable[[str], str]:
    """What reads a key of `words`, written as the key or as the word that belongs to it."""
    keys = spellings(words)

    def parse(cell: str) -> str:
        key = keys.get(fold(cell))
        if key is None:
            raise Unfit("unknown-word", _not_among(one_line(cell), words))
        return key

    return parse


def number(least: int, most: int) -> Callable[[str], Decimal]:
    """What reads an exact figure, within limits.

    >>> number(0, 1)("0.5"), number(0, 9)("８篇")
    (Decimal('0.5'), Decimal('8'))
    """

    def parse(cell: str) -> Decimal:
        number_ = figure(cell)
        if number_ is None:
            sentence = message(
                "{text} is not a figure; write it in digits, as 3 or 0.5", text=_short(plain(cell))
            )
            raise Unfit("not-a-figure", sentence)
        if not least <= number_ <= most:
            facts = {"least": least, "most": most, "found": number_}
            sentence = message("{found} does not fit; write one from {least} to {most}", **facts)
            raise Unfit("out-of-range", sentence)
        return number_

    return parse


def whole(least: int, most: int) -> Callable[[str], int]:
    """What reads a whole number, within limits."""
    read = number(least, most)

    def parse(cell: str) -> int:
        number_ = read(cell)
        if number_ % 1:
            raise Unfit("not-a-figure", message("{found} is not a whole number", found=number_))
        return int(number_)

    return parse


def flag(*words: str) -> Callable[[str], bool]:
    """What reads yes or no, in either language; the name of what is asked means yes.

    >>> flag("late", "迟报")("迟报"), flag("late", "迟报")("否")
    (True, False)
    """
    yes = _YES | {fold(word) for word in words}

    def parse(cell: str) -> bool:
        number_ = fold(cell)
        if number_ not in yes | _NO:
            sentence = message("{text} is neither yes nor no", text=_short(one_line(cell)))
            raise Unfit("unknown-word", sentence)
        return number_ in yes

    return parse


def authors(cell: str) -> tuple[Author, ...]:
    """Those who signed, in order: a name, and behind a stroke the unit if it is another.

    >>> [(one.name, one.unit) for one in authors("张三；李四／乙社区")]
    [('张三', ''), ('李四', '乙社区')]
    >>> [one.name for one in authors("张三、李　四")]
    ['张三', '李四']
    """
    between = "[;；]" if "/" in plain(cell) else BETWEEN  # a unit may have 、 in its name
    return tuple(author(part) for part in re.split(between, cell) if one_line(part))


def author(text: str) -> Author:
    """One who signed: `name/unit`, or the name alone."""
    called, _, unit = text.replace("／", "/").partition("/")
    if not one_line(called):
        raise Unfit("missing", message("{text} names nobody", text=_short(one_line(text))))
    return Author(person(called), name(unit))


def nearest(word: str, words: list[str]) -> str | None:
    """The one of `words` that `word` may have been meant for."""
    spellings = {fold(one): one for one in words}
    near = get_close_matches(fold(word), list(spellings), n=1, cutoff=0.5)  # 简迅 for 简讯
    return spellings[near[0]] if near else None


def _not_among(word: str, words: Mapping[str, str]) -> Message:
    near = nearest(word, [*words.values(), *words])
    facts = {"text": _short(word), "words": list(words.values())}
    if near is None:
        return message("{text} is not known; write one of {words}", **facts)
    return message(
        "{text} is not known; write one of {words}; did you mean {near}?", **facts, near=near
    )


def _within(limit: int, text: str) -> str:
    if len(text) > limit:
        sentence = message(
            "{length} characters are too many; at most {limit} are kept",
            length=len(text),
            limit=limit,
        )
        raise Unfit("too-long", sentence)
    return text


def _short(text: str, most: int = 40) -> str:
    return text if len(text) <= most else f"{text[:most]}…"
