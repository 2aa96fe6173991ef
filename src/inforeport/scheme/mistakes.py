"""The mistakes of one scheme file, each with its line, what was found and what would be right."""

import re
from collections.abc import Sequence
from typing import Any

from inforeport.errors import SchemeMistakes
from inforeport.model import Problem
from inforeport.words import N_, Message, Text, did_you_mean, message

At = tuple[str | int, ...]


class Mistakes:
    """Collects mistakes while a file is read, so that all are shown at once."""

    def __init__(self, text: str, place: str) -> None:
        self.place = place
        self.found: list[Problem] = []
        self._told: set[At] = set()
        self._text = text

    def add(self, at: At, code: str, what: Text) -> None:
        """Note a mistake at a key; the same one twice is one."""
        where = f"{self.place}:{line_of(self._text, at)}"
        if len(at) > 1 and at[0] == "rule":
            what = message("rule {number}: {what}", number=int(at[1]) + 1, what=what)
        if at not in self._told:  # of two complaints about one key the first is the plainer
            self._told.add(at)
            self.found.append(Problem(where, code, what))

    def add_syntax(self, complaint: str) -> None:
        """Note what the TOML reader stumbled over: "Expected '=' (at line 3, column 7)"."""
        rows = self._text.splitlines() or [""]
        found = re.search(r"at line (\d+), column (\d+)", complaint)
        line = min(int(found[1]), len(rows)) if found else len(rows)
        column = int(found[2]) if found else len(rows[-1]) + 1
        what = message("not TOML from column {column}: {row}", column=column, row=rows[line - 1])
        self.found.append(Problem(f"{self.place}:{line}", "scheme-syntax", what))

    def add_pydantic(self, at: At, error: Any, *, raw: Any, known: Sequence[str]) -> None:
        """Note what pydantic found in `raw`, in our words."""
        inside = _inside(raw, error["loc"])
        kind = error["type"]
        where = (*at, *(error["loc"] if kind in {"missing", "extra_forbidden"} else inside))
        key = next((str(one) for one in reversed(where) if isinstance(one, str)), "")
        if kind == "missing":
            self.add(where, "scheme-key", message("{key} is missing", key=key))
        elif kind == "extra_forbidden":
            what = message("{key} is not known here", key=key)
            self.add(where, "scheme-key", did_you_mean(what, key, known))
        else:
            self.add(where, "scheme-value", _misfit(key, error))

    def raise_any(self) -> None:
        """Raise `SchemeMistakes` if there are any."""
        if self.found:
            self.found.sort(key=lambda one: int(one.place.rpartition(":")[2]))
            raise SchemeMistakes(problems=self.found, count=len(self.found), place=self.place)


def not_among(key: str, found: object, words: Sequence[str]) -> Message:
    """That `found` is none of `words`, and which is nearest."""
    what = message("{key} = {found}: write one of {words}", key=key, found=found, words=words)
    return did_you_mean(what, str(found), words)


def line_of(text: str, at: At) -> int:
    r"""The line, from 1, of the key or the table that `at` leads to, or of the nearest above it.

    >>> line_of("a = 1\n[[rule]]\nkind = 1\n[[rule]]\nkind = 2", ("rule", 1, "kind"))
    5
    """
    best, line = 0, 1
    table: At = ()
    seen: dict[At, int] = {}
    for number, row in enumerate(text.splitlines(), 1):
        head = re.match(r"\s*(\[\[?)\s*([\w.-]+)", row)
        key = re.match(r"\s*([\w-]+)\s*=", row)
        if head:
            table = tuple(head[2].split("."))
            if head[1] == "[[":
                seen[table] = seen.get(table, -1) + 1
                table = (*table, seen[table])
            here: At = table
        elif key:
            here = (*table, key[1])
        else:
            continue
        if len(here) > best and here == at[: len(here)]:
            best, line = len(here), number
    return line


def _inside(raw: Any, loc: At) -> At:
    """The part of pydantic's location that leads somewhere: it adds names of its own types."""
    found: list[str | int] = []
    for step in loc:
        try:
            raw = raw[step]
        except (KeyError, IndexError, TypeError):
            continue
        found.append(step)
    return tuple(found)


_KINDS = {
    "decimal": N_("{key} = {found} is not a figure"),
    "int": N_("{key} = {found} is not a whole number"),
    "date": N_("{key} = {found} is not a day; write 2009-05-02 without quotes"),
    "string": N_("{key} = {found} is not text; put it in quotes"),
    "tuple": N_("{key} = {found} is not a list; put it in square brackets"),
    "mapping": N_("{key} = {found} is not a table"),
    "dict": N_("{key} = {found} is not a table"),
    "model": N_("{key} = {found} is not a table"),
}


def _misfit(key: str, error: Any) -> Message:
    """A value of the wrong kind: which, and what would be right."""
    found = error["input"]
    kind = error["type"]
    if kind == "literal_error":
        return not_among(key, found, re.findall(r"'([^']*)'", error["ctx"]["expected"]))
    for start, sentence in _KINDS.items():
        if kind.startswith(start):
            return Message(sentence, {"key": key, "found": found})
    return message("{key} = {found} does not fit here", key=key, found=found)
