"""The table of `docs/dimensions.md`: every dimension there, its keys, files and tests real."""

import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from inforeport.rules import KINDS
from inforeport.rules.editions import keys_of
from inforeport.scheme.kinds import tables

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


def test_every_dimension_is_there_once() -> None:
    assert [row.number for row in table()] == DIMENSIONS
    assert all(row.keys and row.files and row.tests for row in table())


def test_every_key_is_one_of_the_language() -> None:
    shapes = tables() | {"duty": tables()["last"]} | KINDS
    known = {f"{name}.{key}" for name, shape in shapes.items() for key in keys_of((shape,), 1)}
    assert [key for row in table() for key in row.keys if key not in known] == []


def test_every_key_is_stated_in_one_of_the_files_named() -> None:
    for row in table():
        texts = [(PAGE.parent / name).read_text(encoding="utf-8") for name in row.files]
        stated = {word for text in texts for word in _WORD.findall(_COMMENT.sub("", text))}
        assert [key for key in row.keys if key.split(".")[1] not in stated] == [], row.number


def test_every_named_test_is_there() -> None:
    named = sorted({test for row in table() for test in row.tests})
    command = [sys.executable, "-m", "pytest", "-n0", "--collect-only", "-q", "--no-header"]
    ran = subprocess.run([*command, *named], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout[-2000:] + ran.stderr[-2000:]
    assert {*named} <= {*ran.stdout.splitlines()}
