"""The number of a document (发文字号) in the form of GB/T 9704: 某办〔2026〕12号."""

import re
import unicodedata

_RIGHT = re.compile(r"[^\W\d第]*〔(19|20)\d\d〕[1-9]\d*号")
_MEANT = re.compile(
    r"(?P<word>[^\W\d第]*)[\[({【<]*(?P<year>(?:19|20)?\d\d)年?[\])}】>]+第?0*(?P<count>[1-9]\d*)号?"
)
_BRACKETS = str.maketrans("〔〕〈〉《》［］", "[]<><>[]")


def is_right(number: str) -> bool:
    """Whether it has the year in full in six-angle brackets, and neither 第 nor a nought before.

    >>> is_right("某办〔2026〕12号"), is_right("第12号"), is_right("[2026]012号")
    (True, False, False)
    """
    return _RIGHT.fullmatch(number) is not None


def right_form(number: str) -> str | None:
    """What was meant by a number that is written otherwise; none where it does not say its year.

    >>> right_form("某办[2026]第012号"), right_form("（26）5 号"), right_form("第12号")
    ('某办〔2026〕12号', '〔2026〕5号', None)
    """
    plain = unicodedata.normalize("NFKC", number).translate(_BRACKETS)
    meant = _MEANT.fullmatch("".join(plain.split()))
    if meant is None:
        return None
    year = meant["year"] if len(meant["year"]) == len("2026") else f"20{meant['year']}"
    return f"{meant['word']}〔{year}〕{meant['count']}号"
