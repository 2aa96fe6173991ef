"""Schemes with anything in the place of anything: each mistake is told, and none is a traceback.

All mutants are tried by `make fuzz`, a few of each file every time.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest

from conftest import Program
from inforeport import scheme
from inforeport.errors import SchemeMistakes, Status
from test_examples import ROOT

FILES = sorted(
    path
    for folder in ("src/inforeport/schemes", "examples/schemes", "tests/cases")
    for path in (ROOT / folder).rglob("*.toml")
    if "title" in path.read_text(encoding="utf-8")
)
ALL, SOME = 500, 3
"""Mutants of a file: all of them, and those that are tried every time."""

VALUES = (
    *('""', '"文"', r'"\u0000"', r'"\u001b[31m"', '"  "', '"-1"', '"2009-05-02"'),
    *("0", "-1", "1.5", "1e400", "-0.0", "nan", "inf", "99999999999999999999999", "0x10"),
    *(
        "true",
        "false",
        "2009-05-02",
        "0001-01-01",
        "9999-12-31",
        "2009-05-02T08:00:00Z",
        "08:00:00",
    ),
    *("[]", '["街道"]', "[[1]]", "[1, 2, 3]", "[{}]", "{}", "{ a = 1 }", '{ "" = "" }', "[true]"),
)
VALUE = re.compile(r'"[^"\n]*"|\b\d[\d.\-]*\b|\btrue\b|\bfalse\b|\[[^\[\]\n]*\]|\{[^{}\n]*\}')
KEY = re.compile(r"^[\w\"-]+(?= *=)|(?<=[{,] )[\w-]+(?= *=)", re.MULTILINE)
TABLE = re.compile(r"^\[\[?[^\]\n]+\]\]?$", re.MULTILINE)
SIGNS = "\"'[]{}=.,#\n\t 0-9\\é街\u0000\u202e\ufeff"


def another_value(text: str, chance: Random) -> str:
    """One value is of another kind."""
    return _one_of(VALUE, text, chance, lambda _: chance.choice(VALUES))


def another_key(text: str, chance: Random) -> str:
    """One key is another one of the file."""
    return _one_of(KEY, text, chance, lambda _: chance.choice(KEY.findall(text)))


def another_table(text: str, chance: Random) -> str:
    """One table is another one of the file, or a list of tables where it was none."""
    tables = [one.strip("[]") for one in TABLE.findall(text)]
    brackets = chance.choice([("[", "]"), ("[[", "]]")])
    return _one_of(TABLE, text, chance, lambda _: chance.choice(tables).join(brackets))


def other_lines(text: str, chance: Random) -> str:
    """A line is gone, twice there, or in another place."""
    lines = text.splitlines()
    line = lines.pop(chance.randrange(len(lines)))
    for _ in range(chance.choice([0, 1, 2])):
        lines.insert(chance.randrange(len(lines) + 1), line)
    return "\n".join(lines)


def other_signs(text: str, chance: Random) -> str:
    """A few signs are others, gone, or there beside."""
    signs = list(text)
    for _ in range(chance.choice([1, 1, 2, 5])):
        place = chance.randrange(len(signs))
        signs[place] = chance.choice(
            ["", chance.choice(SIGNS), signs[place] + chance.choice(SIGNS)]
        )
    return "".join(signs)


def _one_of(form: re.Pattern[str], text: str, chance: Random, change: Callable[[str], str]) -> str:
    found = list(form.finditer(text))
    if not found:
        return text
    one = chance.choice(found)
    return f"{text[: one.start()]}{change(one[0])}{text[one.end() :]}"


MUTATIONS: Sequence[Callable[[str, Random], str]] = (
    *(another_value, another_value, another_value, another_key, another_table),
    *(other_lines, other_signs),
)


def mutants(path: Path, count: int) -> Iterator[str]:
    """The mutants of a file, the same at every run."""
    text = path.read_text(encoding="utf-8")
    for number in range(count):
        chance = Random(f"{path.name} {number}")  # noqa: S311  the same at every run
        mutant = text
        for _ in range(chance.choice([1, 1, 1, 2, 3])):
            mutant = chance.choice(MUTATIONS)(mutant, chance)
        yield mutant


def told(mutant: str, folder: Path) -> str:
    """What the program says of a mutant, where it should say something else; else nothing."""
    path = folder / "mutant.toml"
    try:
        scheme.read(mutant, path.name)
    except SchemeMistakes as error:
        places = [str(one.place) for one in error.facts["problems"]]  # type: ignore[attr-defined]
        lines = len(mutant.splitlines()) + 1
        astray = [one for one in places if not 0 < int(one.rpartition(":")[2]) <= lines]
        return f"no such line: {astray}" if astray else ""
    except Exception as error:  # noqa: BLE001  which is what is looked for
        return f"{type(error).__name__}: {error}"
    path.write_text(mutant, encoding="utf-8")
    ran = Program(folder / "none.db")("scheme", "check", path)
    return ran.err if ran.status not in {Status.DONE, Status.FINDINGS} else ""


def see(path: Path, count: int, folder: Path) -> None:
    """Try the mutants of a file; tell the first few that are not met as they should be."""
    wrong = [(said, one) for one in mutants(path, count) if (said := told(one, folder))]
    assert not wrong, "\n\n".join(f"{said}\n{one}" for said, one in wrong[:3])


def named(path: Path) -> str:
    """A file as the tests name it."""
    return path.stem


@pytest.mark.parametrize("path", FILES, ids=named)
def test_bar_89_no_scheme_meets_a_traceback(path: Path, tmp_path: Path) -> None:
    see(path, SOME, tmp_path)


TOLD = {
    "levels": ('[levels]\nstreet = ["街道"]', 5, "street"),
    "edition": ("edition = [true]", 4, "edition"),
    "a table": ("[levels]\nstreet = { a = 1 }", 5, "street"),
    "period": (
        r'period = "\u0000"' + "\n[[rule]]\nkind = 'submission'\nclause = '一'\npoints = 1",
        4,
        "period",
    ),
}
"""What once met one: a scheme's last lines, the line of the mistake, its key."""


@pytest.mark.parametrize(("lines", "number", "key"), TOLD.values(), ids=TOLD)
def test_bar_89_what_once_met_a_traceback_is_told_with_its_place(
    lines: str, number: int, key: str
) -> None:
    head = 'title = "办法"\nsince = 2009-05-02\ngroups = { a = "社区" }\n'
    with pytest.raises(SchemeMistakes) as met:
        scheme.read(head + lines, "own.toml")
    problems: Any = met.value.facts["problems"]
    first = problems[0]
    assert first.place == f"own.toml:{number}"
    assert str(first.what).startswith(f"{key} = ")


@pytest.mark.slow
@pytest.mark.parametrize("path", FILES, ids=named)
def test_bar_89_five_hundred_mutants_of_each_scheme(path: Path, tmp_path: Path) -> None:
    see(path, ALL, tmp_path)
