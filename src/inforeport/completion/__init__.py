"""What a shell may complete: commands, options, units, periods, levels, files.

A shell asks at every Tab, so that Typer is not loaded: which commands there are is read from
`table.json`, which `make reference` writes. Nothing here changes, waits or complains.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from importlib.resources import files
from typing import Any, NamedTuple

from inforeport.errors import InforeportError
from inforeport.settings import office_file
from inforeport.store.names import names

ASKED = "__complete"
"""How a script asks: `inforeport __complete WORD… =WORD`, the last the one that is being typed."""
FILES = ":files"
"""The answer where the shell itself knows best."""
TABLE = "table.json"

_PERIODS = ("上月", "本月", "上周", "本周", "上季度", "本季度", "今年", "去年")
_DAYS = ("今天", "昨天", "前天", "周一", "周二", "周三", "周四", "周五")
_NAMED: Mapping[str, tuple[str, ...]] = {
    "UNIT": ("unit",),
    "GROUP": ("group",),
    "LEVEL": ("level",),
    "FORM": ("form",),
    "REF": ("number", "title"),
    "PERIOD": ("month",),
}
_SAID: Mapping[str, tuple[str, ...]] = {"PERIOD": _PERIODS, "DAY": _DAYS}
_FILES = {"FILE", "PATH", "FOLDER", "COPY", "PAPER"}


class Typed(NamedTuple):
    """What stands on a line before the word that is being typed."""

    path: str
    arguments: int
    awaited: str
    db: str | None
    literal: bool


def answer(words: Sequence[str]) -> None:
    """Write what may stand in the last word, a line each."""
    *before, last = words or ["="]
    lines = "".join(f"{one}\n" for one in candidates(before, last.removeprefix("=")))
    with suppress(OSError):
        sys.stdout.buffer.write(lines.encode())
        sys.stdout.flush()


def candidates(before: Sequence[str], word: str) -> list[str]:
    """What may stand for the word that is begun, after those before it; or `[FILES]`."""
    table = json.loads(files(__name__).joinpath(TABLE).read_text(encoding="utf-8"))
    option, equals, rest = word.partition("=")
    glued = word.startswith("--") and bool(equals)
    typed = _read([*before, option] if glued else before, table)
    begun, front = (rest, f"{option}=") if glued else ("" if word == "=" else word, "")
    offered = list(_offered(table, typed, begun))
    if offered == [FILES]:
        return offered
    return [front + one for one in dict.fromkeys(offered) if one.startswith(begun)]


def _read(words: Iterable[str], table: Mapping[str, Any]) -> Typed:
    """What a line says so far; bash gives the `=` of an option as a word of its own."""
    path, arguments, awaited, db, literal = "", 0, "", None, False
    for word in words:
        if word == "=" and awaited:
            continue
        options = {} if literal else _options(table, path)
        inner = f"{path} {word}".strip()
        if awaited:
            db, awaited = word if awaited == "DB" else db, ""
        elif word in options:
            awaited = "DB" if word == "--db" else options[word]
        elif word == "--":
            literal = True
        elif word.startswith("--db="):
            db = word.removeprefix("--db=")
        elif inner in table and not arguments:
            path = inner
        elif not word.startswith("-"):
            arguments += 1
    return Typed(path, arguments, "FILE" if awaited == "DB" else awaited, db, literal)


def _options(table: Mapping[str, Any], path: str) -> Mapping[str, str]:
    """The options of a command with what each wants; the root's may stand anywhere."""
    return {**table[""]["options"], **table[path]["options"]}


def _offered(table: Mapping[str, Any], typed: Typed, begun: str) -> Iterator[str]:
    """What stands at a place of a line, whatever was begun of it."""
    if typed.awaited:
        yield from _values(typed.awaited, typed.db)
    elif begun.startswith("-") and not typed.literal:
        yield from _options(table, typed.path)
    elif table[typed.path]["below"]:
        yield from table[typed.path]["below"] if not typed.arguments else ()
    else:
        arguments = table[typed.path]["arguments"]
        repeated = bool(arguments) and arguments[-1].endswith("…")
        place = min(typed.arguments, len(arguments) - 1) if repeated else typed.arguments
        if place < len(arguments):
            yield from _values(arguments[place], typed.db)


def _values(wanted: str, db: str | None) -> Iterator[str]:
    """What may stand for a metavariable, as `UNIT` or `zh|en`."""
    kind = wanted.removesuffix("…").partition(".")[0]
    words = kind.split("|")
    if words[-1] in _FILES:
        words.pop()
        yield from words or [FILES]
    elif len(words) > 1:
        yield from words
    with suppress(InforeportError):
        yield from names(office_file(db)[0], *_NAMED.get(kind, ()))
    yield from _SAID.get(kind, ())
