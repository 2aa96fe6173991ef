"""Marks of secrecy (秘密, 机密, 绝密): what bears one is not taken in at all.

Only a mark is looked for, a line that says nothing else; a text may speak of secrets.
"""

import re
from collections.abc import Iterable

from inforeport.errors import MarkedSecret
from inforeport.text import fold

_MARK = re.compile(
    r"[【\[(]?(?:密级[:：]?)?(绝密|机密|秘密)(?:[★☆*].{0,12}|(?:级|件|文件)?[】\])]?|\d{1,2}年|长期)"
)
_LONGEST = 30
_BRACKETED = re.compile(r"[【\[（(][^【\[（(】\]）)]{2,20}[】\]）)]")


def refuse_secret(lines: Iterable[str], file: str) -> None:
    """Raises `MarkedSecret` where a line is a mark of secrecy."""
    for line in lines:
        mark = _MARK.fullmatch(fold(line)) if len(line) <= _LONGEST else None
        if mark:
            raise MarkedSecret(file=file, mark=mark[1])


def refuse_secret_name(name: str, file: str) -> None:
    """Raises `MarkedSecret` where a subject or the name of a file bears a mark in brackets."""
    refuse_secret([name, *_BRACKETED.findall(name)], file)
