"""The table of `docs/dimensions.md`: every dimension there, its keys, files and tests real."""

import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from inforeport.rules import types
from inforeport.rules.editions import keys_of
from inforeport.rules.where import CONDITIONS
from inforeport.scheme.kinds import figures_of, shapes_of, tables

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "dimensions.md"
_WORD = re.compile(r"\w+")
_COMMENT = re.compile(r"#.*")
DIMENSIONS = [f"D{number:02}" for number in range(1, 44)]


class Row(NamedTuple):
    """A dimension, how it is said, where, and what proves it."""

    number: str
    keys: list[str]
    files: list[str]
    tests: list[str]


def table() -> list[Row]:
    """The rows of the table, below its head."""
    found = []
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("| D"):
            number, _, keys, files, tests = (cell.strip() for cell in line.strip("|").split("|"))
            links = re.findall(r"\]\(([^)]+)\)", files)
            found.append(Row(number, _quoted(keys), links, _quoted(tests)))
    return found


def _quoted(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def words(text: str) -> set[str]:
    """The words of a file, keys of the first edition by their names in the second."""
    found = set(_WORD.findall(_COMMENT.sub("", text)))
    if "edition = 2" in " ".join(text.split()):
        return found
    shapes = (*(shape for name in types() for shape in shapes_of(name)), *tables().values())
    fields = (field for shape in shapes for field in keys_of((shape,), 1).items())
    return found | {field.name.rstrip("_") for key, field in fields if key in found}


def test_every_dimension_is_there_once() -> None:
    assert [row.number for row in table()] == DIMENSIONS
    assert all(row.keys and row.files and row.tests for row in table())


def test_every_key_is_one_of_the_language() -> None:
    names = (*types(), *tables())
    known = {f"{name}.{figure.name}" for name in names for figure in figures_of(name)}
    known |= {f"where.{name}" for name in CONDITIONS}
    assert [key for row in table() for key in row.keys if key not in known] == []


def test_every_key_is_stated_in_one_of_the_files_named() -> None:
    for row in table():
        texts = [(PAGE.parent / name).read_text(encoding="utf-8") for name in row.files]
        stated = {word for text in texts for word in words(text)}
        assert [key for key in row.keys if key.split(".")[1] not in stated] == [], row.number


def test_every_named_test_is_there(request: pytest.FixtureRequest) -> None:
    """Of a part of the tests those are looked for that are not in it."""
    named = {test for row in table() for test in row.tests}
    named -= {test.nodeid for test in request.session.items}
    command = [sys.executable, "-m", "pytest", "-n0", "--collect-only", "-q", "--no-header"]
    if named:
        command += sorted(named)
        ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stdout[-2000:] + ran.stderr[-2000:]
        assert named <= {*ran.stdout.splitlines()}
