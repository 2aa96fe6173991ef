"""Ledgers that older programs left are opened with all that is on file in them, and count the same.

`samples/ledgers` holds what `inforeport demo` made with the program of each schema, as SQL: 1
c501832, 2 473b533, 3 f6077eb, 4 567dbe9, 5 ef30bfc, 6 f878929, 7 9d28060, 8 3561338, 9 3454a51,
10 6e46283. The steps from 11 on came together; of 13 there are files in `samples/seals`.
"""

import sqlite3
from contextlib import closing
from functools import cache
from gzip import decompress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from conftest import Program, Ran
from inforeport.store.ledger import SCHEMA
from old_seals import word_lines

SAMPLES = Path(__file__).parent / "samples" / "ledgers"
EACH = pytest.mark.parametrize("schema", range(1, 11))

ON_FILE = {
    "office": 1,
    "unit": 12,
    "unit_alias": 8,
    "reporter": 11,
    "submission": 136,
    "attachment": 1,
    "scheme": 1,
    "bulletin": 1,
    "bulletin_item": 5,
    "adoption": 49,
}
"""How many rows the example office has of each kind of fact."""

POINTS = {
    "丙社区": 56,
    "甲社区": 54,
    "乙社区": 38,
    "戊社区": 28,
    "辛社区": 23,
    "庚社区": 21,
    "丁社区": 16,
    "己社区": -20,
    "甲科室": 30,
    "乙科室": 28,
    "丁科室": 23,
    "丙科室": 10,
}
"""What the program of the first schema gave for May, in its order."""


def left(run: Program, schema: int) -> Program:
    """Put the ledger where the program looks for it."""
    with closing(sqlite3.connect(run.db)) as connection:
        connection.executescript(decompress((SAMPLES / f"{schema}.sql.gz").read_bytes()).decode())
    return run


@cache
def opened(schema: int) -> tuple[bytes, Ran]:
    """The ledger after its first command, and what that said."""
    with TemporaryDirectory() as folder:
        run = left(Program(Path(folder, "office.db")), schema)
        assert (schema_of(run.db), rows(run.db)) == (schema, ON_FILE)
        ran = run("score", "5", "--json")
        return run.db.read_bytes(), ran


def rows(db: Path) -> dict[str, int]:
    """How many rows the file has of each kind of fact."""
    with closing(sqlite3.connect(db)) as connection:
        return {
            name: connection.execute(f"select count(*) from {name}").fetchone()[0]  # noqa: S608
            for name in ON_FILE
        }


def schema_of(db: Path) -> int:
    with closing(sqlite3.connect(db)) as connection:
        number: int = connection.execute("pragma user_version").fetchone()[0]
        return number


@EACH
def test_an_old_ledger_is_opened_with_all_its_facts(run: Program, schema: int) -> None:
    content, ran = opened(schema)
    run.db.write_bytes(content)
    assert f"from schema {schema} to {SCHEMA}" in ran.err
    assert {one["unit"]: one["points"] for one in ran.json["units"]} == POINTS
    assert (schema_of(run.db), rows(run.db)) == (SCHEMA, ON_FILE)


@EACH
def test_an_old_ledger_prints_its_papers(run: Program, schema: int) -> None:
    run.db.write_bytes(opened(schema)[0])
    circular, issue = run.db.with_name("circular.docx"), run.db.with_name("issue.docx")
    assert run("export", "circular", "5", "-o", circular).status == 0
    assert "2009年5月信息报送及采用情况" in "".join(word_lines(circular)).replace("\n", "")
    assert run("export", "bulletin", "--bulletin", "1", "-o", issue).status == 0
    assert sum(bool(line) for line in word_lines(issue)) > ON_FILE["bulletin_item"]


@EACH
def test_an_old_ledger_is_as_the_program_makes_it(run: Program, schema: int) -> None:
    """The ninth was left in the middle of its making: `check` says what was not done yet."""
    run.db.write_bytes(opened(schema)[0])
    ran = run("check", "--json")
    named = {one["place"] for one in ran.json["findings"]}
    assert named == ({"piece"} if schema == 9 else set())
