"""The mistakes of one scheme file, each with its line, what was found and what would be right."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from inforeport.errors import SchemeMistakes
from inforeport.model import Problem
from inforeport.rules.editions import NEWEST, Key
from inforeport.rules.remarks import At, not_among
from inforeport.rules.where import CONDITIONS
from inforeport.scheme.spots import lines_of
from inforeport.scheme.wording import Wording
from inforeport.words import N_, Message, Text, did_you_mean, message

_NUMBERED = {
    "rule": N_("rule {number}: {what}"),
    "fee": N_("fee {number}: {what}"),
    "table": N_("table {number}: {what}"),
}


class Mistakes:
    """Collects mistakes while a file is read, so that all are shown at once."""

    def __init__(self, text: str, place: str) -> None:
        self.place = place
        self.found: list[Problem] = []
        self._noted: set[At] = set()
        self._text = text
        self._lines: Mapping[At, int] = {}
        self.wording = Wording(NEWEST)

    def add(self, at: At, code: str, wrong: Text) -> None:
        """Note a mistake at a field, by the key that stands in the file for it."""
        self.note(self.wording.in_file(at), code, self.wording.as_in_file(wrong, at))

    def note(self, at: At, code: str, wrong: Text) -> None:
        """Note a mistake at a key; the same one twice is one."""
        if at in self._noted:  # of two complaints about one key the first is the plainer
            return
        self._noted.add(at)
        if len(at) > 1 and at[0] in _NUMBERED:
            wrong = Message(_NUMBERED[str(at[0])], {"number": int(at[1]) + 1, "what": wrong})
        self._lines = self._lines or lines_of(self._text)
        self.found.append(Problem(f"{self.place}:{nearest(self._lines, at)}", code, wrong))

    def add_syntax(self, line: int, wrong: Text) -> None:
        """Note what the TOML reader stumbled over."""
        self.found.append(Problem(f"{self.place}:{line}", "scheme-syntax", wrong))

    def add_pydantic(self, at: At, error: Any, *, raw: Any, keys: Sequence[str]) -> None:
        """Note what pydantic found in `raw`, in our words."""
        inner = inside(raw, error["loc"])
        kind = error["type"]
        where = (*at, *(error["loc"] if kind in {"missing", "extra_forbidden"} else inner))
        key = next((str(one) for one in reversed(where) if isinstance(one, str)), "")
        if kind == "missing":
            self.add(where, "scheme-key", message("{key} is missing", key=Key(key)))
        elif kind == "extra_forbidden" and key in CONDITIONS and "where" in keys:
            wrong = message("{key} is a condition: write it inside where", key=key)
            self.add(where, "scheme-key", wrong)
        elif kind == "extra_forbidden":
            wrong = message("{key} is not known here", key=key)
            self.add(where, "scheme-key", did_you_mean(wrong, key, keys))
        else:
            self.add(where, "scheme-value", _misfit(key, error))

    def raise_any(self) -> None:
        """Raise `SchemeMistakes` if there are any."""
        if self.found:
            self.found.sort(key=lambda problem: int(problem.place.rpartition(":")[2]))
            raise SchemeMistakes(problems=self.found, count=len(self.found), place=self.place)


def nearest(lines: Mapping[At, int], at: At) -> int:
    """The line of the key or the table that `at` leads to, or of the nearest around it.

    >>> nearest({("rule", 0): 2, ("rule", 0, "kind"): 3}, ("rule", 0, "points", "street"))
    2
    """
    return next((lines[at[:n]] for n in range(len(at), 0, -1) if at[:n] in lines), 1)


def deepest(raw: Any, errors: Sequence[Any]) -> list[Any]:
    """pydantic's errors without those of a table in which another one says what is wrong.

    Where a figure or a table may stand, a wrong figure in a table is two errors to it.
    """
    places = [inside(raw, error["loc"]) for error in errors]

    def has_deeper(at: At) -> bool:
        return any(len(one) > len(at) and one[: len(at)] == at for one in places)

    return [
        error
        for error, at in zip(errors, places, strict=True)
        if error["type"] == "missing"
        or not (isinstance(error["input"], dict | list) and has_deeper(at))
    ]


def inside(raw: Any, loc: At) -> At:
    """The part of pydantic's location that leads somewhere: it adds names of its own types."""
    place: list[str | int] = []
    for step in loc:
        try:
            raw = raw[step]
        except (KeyError, IndexError, TypeError):
            continue
        place.append(step)
    return tuple(place)


_KINDS = {
    "finite": N_("{key} = {found} is not a figure"),
    "bool": N_("{key} = {found}: write true or false, without quotes"),
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
    value = error["input"]
    if isinstance(value, bool):
        value = str(value).lower()
    key = Key(key)
    kind = error["type"]
    if kind == "literal_error":
        return not_among(key, value, re.findall(r"'([^']*)'", error["ctx"]["expected"]))
    for start, sentence in _KINDS.items():
        if kind.startswith(start):
            return Message(sentence, {"key": key, "found": value})
    return message("{key} = {found} does not fit here", key=key, found=value)
