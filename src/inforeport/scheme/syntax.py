"""What is wrong with a file that is no TOML: the line, and in words what can be told of it."""

import re
from collections.abc import Iterator

from inforeport.text import MARK
from inforeport.words import Message, message

_WIDE = str.maketrans("＝“”＂‘’＇，［］｛｝＃：．", "=\"\"\"'''," + "[]{}#:.")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'|#.*')
_BARE = re.compile(r"(?:^|[{,\[.])\s*([\w-]*[^\W\x00-\x7f][\w-]*)\s*(?:[=.\]]|$)")
"""A key, or the name of a table, with other letters than TOML lets one write without quotes."""
_DIGITS = re.compile(r"\d{4000,}|\d[eE][+-]?\d{10,}")
_TWICE = ("Cannot overwrite", "Cannot declare", "Cannot mutate", "Duplicate")
_BROKEN = ("Unclosed inline table", "Invalid initial character for a key part")

_MARK = re.compile(rf"{MARK}|\\(?:u|U0000)fdd0", re.IGNORECASE)
"""The sign that no text on file may hold, as itself and as TOML writes it."""


def marked(text: str) -> Iterator[tuple[int, Message]]:
    """The lines with a sign that the log keeps for itself: all of a file is kept as it is."""
    for number, row in enumerate(text.splitlines(), 1):
        if _MARK.search(row):
            yield (
                number,
                message("the sign {sign} can stand in no text that is kept", sign="U+FDD0"),
            )


def syntax(text: str, error: Exception) -> tuple[int, Message]:
    """The line that the TOML reader stumbled over, and why."""
    rows = text.splitlines() or [""]
    complaint = str(error)
    if isinstance(error, RecursionError):
        return _deepest(rows), message("brackets stand in brackets too many times over")
    place = re.search(r"at line (\d+), column (\d+)", complaint)
    if not place and not complaint.endswith("(at end of document)"):
        line = next((n for n, row in enumerate(rows, 1) if _DIGITS.search(row)), 1)
        return line, message("a figure has more digits than can be read")
    line = min(int(place[1]), len(rows)) if place else len(rows)
    column = int(place[2]) if place else len(rows[-1]) + 1
    return line, _why(complaint, rows[line - 1], column)


def _why(complaint: str, row: str, column: int) -> Message:
    bare = _QUOTED.sub("", row)
    wide = "".join(dict.fromkeys(one for one in bare if ord(one) in _WIDE))
    if wide:
        right = wide.translate(_WIDE)
        return message(
            "full-width characters {wide}; write {right}: {row}", wide=wide, right=right, row=row
        )
    if key := _BARE.search(bare):
        quoted = f'"{key[1]}"'
        return message(
            "a key that is not of Latin letters stands in quotation marks: write {quoted}: {row}",
            quoted=quoted,
            row=row,
        )
    if complaint.startswith(_TWICE):
        return message("a key or table is there twice: {row}", row=row)
    if complaint.startswith("Invalid date") or _no_day(bare):
        return message("no such day; a day is written as 2009-05-02: {row}", row=row)
    if complaint.startswith(_BROKEN) and bare.count("{") > bare.count("}"):
        return message("a table in braces must end on the line it begins on: {row}", row=row)
    return message("not TOML from column {column}: {row}", column=column, row=row)


def _no_day(row: str) -> bool:
    """Whether a value looks like a day and is none, such as 2009-13-01 or 2009-5-2."""
    return re.search(r"=\s*\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\s*$", row) is not None


def _deepest(rows: list[str]) -> int:
    """The line on which most brackets are opened."""
    opened = [sum(map(_QUOTED.sub("", row).count, "[{")) for row in rows]
    return opened.index(max(opened)) + 1
