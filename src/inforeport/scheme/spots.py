"""Where each key, heading and value of a TOML file stands.

The file was read before: what is no TOML is never looked at here.
"""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from itertools import accumulate

from msgspec import Struct

from inforeport.rules.remarks import At

_KEY = re.compile(r"""[\w-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'""", re.ASCII)
_BLANK = re.compile(r"(?:\s|#[^\n]*)*")
_DOT = re.compile(r"[ \t]*\.[ \t]*")
_EQUALS = re.compile(r"[ \t]*=[ \t]*")
_PLAIN = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}'
    r"|'''.*?'{3,5}"
    r"""|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^,\]}\n#]*[^,\]}\s#]""",
    re.DOTALL,
)


class Spot(Struct, frozen=True):
    """A key of a file or a part of a heading, with the tables around it; a row of a list has none.

    `start` and `end` are those of the key, `value` where what is written for it begins.
    """

    at: At
    start: int
    end: int
    value: int | None = None


def spots(text: str) -> Iterator[Spot]:
    """Every key of a file, every part of a heading and every row of a list, in their order."""
    return _Walk(text).file()


def lines_of(text: str) -> Mapping[At, int]:
    r"""The line, from 1, of each key and table of a file, and of each row of a list.

    >>> lines_of("a = 1\n[[rule]]\nkind = 1\n[rule.where]\nlate = true")["rule", 0, "where", "late"]
    5
    >>> lines_of("rows = [\n  { a = 1 },\n  { a = 2 },\n]")["rows", 1, "a"]
    3
    """
    starts = [0, *accumulate(len(line) for line in text.splitlines(keepends=True))]
    lines: dict[At, int] = {}
    for spot in spots(text):
        line = bisect_right(starts, spot.start)
        for count in range(1, len(spot.at) + 1):
            lines.setdefault(spot.at[:count], line)
    return lines


class _Walk:
    """A way through a file from its beginning to its end."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._here = 0
        self._last: dict[At, int] = {}  # of each list of tables, the number of the one that is open

    def file(self) -> Iterator[Spot]:
        """All of the file."""
        table: At = ()
        while not self._is_over():
            if self._text[self._here] == "[":
                heading = [*self._heading()]
                table = heading[-1].at
                yield from heading
            else:
                yield from self._pair(table)

    def _is_over(self) -> bool:
        self._pass(_BLANK)
        return self._here >= len(self._text)

    def _heading(self) -> Iterator[Spot]:
        """The parts of a heading; in a list of tables it opens the next one."""
        many = self._text.startswith("[[", self._here)
        self._here += 1 + many
        keys = [*self._keys()]
        self._pass(_BLANK)
        self._here += 1 + many
        table: At = ()
        for number, (name, start, end) in enumerate(keys, 1):
            table = (*table, name)
            if many and number == len(keys):
                self._last[table] = self._last.get(table, -1) + 1
            if table in self._last:
                table = (*table, self._last[table])
            yield Spot(table, start, end)

    def _keys(self) -> Iterator[tuple[str, int, int]]:
        """A key, or several with stops between them: each by its name, and where it stands."""
        while True:
            self._pass(_BLANK)
            start = self._here
            written = self._pass(_KEY)
            yield _unquoted(written), start, self._here
            if not self._pass(_DOT):
                return

    def _pair(self, table: At) -> Iterator[Spot]:
        """A key with its value, and what is in the value."""
        at = table
        keys = [*self._keys()]
        self._pass(_EQUALS)
        for name, start, end in keys:
            at = (*at, name)
            yield Spot(at, start, end, self._here if at[len(table) :] == _names(keys) else None)
        yield from self._value(at)

    def _value(self, at: At) -> Iterator[Spot]:
        opened = self._text[self._here]
        if opened not in "[{":
            self._pass(_PLAIN)
            return
        self._here += 1
        closed, number = {"[": "]", "{": "}"}[opened], 0
        while not self._is_over() and self._text[self._here] != closed:
            if opened == "{":
                yield from self._pair(at)
            else:
                yield Spot((*at, number), self._here, self._here)
                yield from self._value((*at, number))
                number += 1
            self._pass(_BLANK)
            self._here += self._text.startswith(",", self._here)
        self._here += 1

    def _pass(self, form: re.Pattern[str]) -> str:
        """What is there of a form; it is passed by."""
        there = form.match(self._text, self._here)
        self._here = there.end() if there else self._here
        return there[0] if there else ""


def _names(keys: list[tuple[str, int, int]]) -> At:
    return tuple(name for name, _, _ in keys)


def _unquoted(written: str) -> str:
    """The name of a key that may stand in quotes."""
    if not written.startswith(('"', "'")):
        return written
    (name,) = tomllib.loads(f"{written} = 1")
    return name
