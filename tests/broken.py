"""Mutants of good scheme files of both editions: a key dropped, renamed or called as in the other
edition, a number negated, a window swapped, or a rule moved. Which one a seed gives is always the
same.
"""

import tomllib
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from conftest import CASES
from sheets import SCHEMES

Row = dict[str, Any]

WINDOWS = ["week", "fortnight", "halfmonth", "month", "bimonth", "quarter", "half", "year"]
FIRST = CASES / "first"
FEW = ["E3", "S01", "S07", "S58", "S92"]
"""The files of the usual run; the office of each is made once."""


@dataclass(frozen=True)
class Mutant:
    """A broken scheme file, of which good one, and what was done to it."""

    name: str
    good: str
    text: str
    says: str


def mutant(seed: int, *, few: bool) -> Mutant:
    """The mutant of a seed."""
    draw = Random(seed)  # noqa: S311 - examples, no secrets
    names = FEW if few else sorted(path.stem for path in SCHEMES.glob("*.toml"))
    folder = (SCHEMES, FIRST)[seed % 2]
    while True:
        name = draw.choice(names)
        text = (folder / f"{name}.toml").read_text(encoding="utf-8")
        good = tomllib.loads(text, parse_float=Decimal)
        bad = deepcopy(good)
        says = draw.choice(WAYS)(draw, bad)
        if says and bad != good:
            return Mutant(name, dumped(good), dumped(bad), f"{folder.name}/{name}: {says}")


def _tables(value: Any, path: str) -> Iterator[tuple[str, Row]]:
    """Every table in a scheme, with where it stands."""
    if isinstance(value, dict):
        yield path, value
        for key, inner in value.items():
            yield from _tables(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _tables(inner, f"{path}[{number}]")


def _rules(scheme: Row) -> list[tuple[str, Row]]:
    """The tables that rules are made of, rules and fees alike, and the table of the calendar."""
    keys = [key for key in ("rule", "fee", "calendar") if key in scheme]
    return [table for key in keys for table in _tables(scheme[key], key) if table[1]]


def _drop(draw: Random, scheme: Row) -> str:
    path, table = draw.choice(_rules(scheme))
    key = draw.choice(sorted(table))
    return f"{path}.{key} = {table.pop(key)} dropped"


def _rename(draw: Random, scheme: Row) -> str:
    path, table = draw.choice(_rules(scheme))
    key = draw.choice(sorted(table))
    letters = [*key, draw.choice("aeiou")]
    draw.shuffle(letters)
    table["".join(letters)] = table.pop(key)
    return f"{path}.{key} renamed to {''.join(letters)}"


def _negate(draw: Random, scheme: Row) -> str:
    figures = [
        (path, table, key)
        for path, table in _rules(scheme)
        for key, value in table.items()
        if isinstance(value, (int, Decimal)) and not isinstance(value, bool)
    ]
    if not figures:
        return ""
    path, table, key = draw.choice(figures)
    table[key] = -table[key]
    return f"{path}.{key} = {table[key]}"


def _swap(draw: Random, scheme: Row) -> str:
    places = [
        (table, key)
        for _, table in _rules(scheme)
        for key, value in table.items()
        if isinstance(value, str) and value in WINDOWS
    ]
    table, key = draw.choice(
        [*places, (draw.choice(scheme["rule"]), draw.choice([_judged(scheme), "every"]))]
    )
    old, table[key] = table.get(key), draw.choice(WINDOWS)
    return f"{_kind(table)} {table.get('clause')}: {key} = {table[key]}, not {old}"


def _move(draw: Random, scheme: Row) -> str:
    rule = scheme["rule"].pop(draw.randrange(len(scheme["rule"])))
    place = draw.randrange(len(scheme["rule"]) + 1)
    scheme["rule"].insert(place, rule)
    return f"{_kind(rule)} {rule.get('clause')} moved to place {place}"


def _judged(scheme: Row) -> str:
    return "judged" if "edition" in scheme else "per"


def _kind(rule: Row) -> Any:
    return rule.get("type", rule.get("kind"))


def _misname(draw: Random, scheme: Row) -> str:
    """A key as the other edition calls it; where it is not one of the two, nothing."""
    path, table = draw.choice(_rules(scheme))
    second = "edition" in scheme
    words = {new if second else old: old if second else new for new, old in NAMES.items()}
    keys = sorted(words.keys() & table.keys())
    if not keys:
        return ""
    key = draw.choice(keys)
    table[words[key]] = table.pop(key)
    return f"{path}.{key} called {words[key]}"


NAMES = {"type": "kind", "judged": "per", "cap": "most", "floor": "least", "parts": "of"}
WAYS: list[Callable[[Random, Row], str]] = [_drop, _rename, _negate, _swap, _move, _misname]


# The file


def dumped(scheme: Row) -> str:
    """A scheme as TOML: figures and words, tables, then the lists of tables."""
    plain = {key: value for key, value in scheme.items() if not isinstance(value, (dict, list))}
    tables = {key: value for key, value in scheme.items() if isinstance(value, dict)}
    lists = {key: value for key, value in scheme.items() if isinstance(value, list)}
    parts = [_lines(plain)]
    parts += [f"[{key}]\n{_lines(table)}" for key, table in tables.items()]
    parts += [f"[[{key}]]\n{_lines(table)}" for key, rows in lists.items() for table in rows]
    return "\n\n".join(parts) + "\n"


def _lines(table: Row) -> str:
    return "\n".join(f"{_key(key)} = {_value(value)}" for key, value in table.items())


def _key(key: str) -> str:
    return key if key.isascii() and key.replace("_", "").isalnum() else f'"{key}"'


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, dict):
        pairs = ", ".join(f"{_key(key)} = {_value(inner)}" for key, inner in value.items())
        return f"{{ {pairs} }}"
    return value.isoformat() if isinstance(value, date) else str(value)
