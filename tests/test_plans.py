"""The past costs nothing: what is asked of a month is found by indexes, however old the file is."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct

from conftest import Program
from inforeport.office import Office
from inforeport.store import Ledger

GROWS = ("submission", "adoption", "mark", "instruction", "forwarding", "change", "command")
"""The tables that are longer with every month."""
BOUND = ("mark", "instruction", "forwarding", "commission")
"""Of these a question may go through the numbers of their reports, which stand in an index."""


class Asked(Struct):
    """A question that was put to the file, and how SQLite goes about it."""

    sql: str
    plan: list[str]

    def scanned(self) -> list[str]:
        """What it goes through from end to end."""
        whole = (re.fullmatch(r"SCAN (\w+)( USING COVERING INDEX .*)?", step) for step in self.plan)
        every = [(it[1], bool(it[2])) for it in whole if it]
        return [
            name for name, by_index in every if name in GROWS and not (by_index and name in BOUND)
        ]


@pytest.fixture
def questions(monkeypatch: pytest.MonkeyPatch) -> list[Asked]:
    """Every question that is put to the file from now on."""
    asked: list[Asked] = []
    for name in ("rows", "tuples", "each"):
        ask = getattr(Ledger, name)

        def told(ledger: Ledger, sql: str, *, ask: Any = ask, **named: object) -> Any:
            if sql.lstrip().startswith("select"):
                plan = ask(ledger, f"explain query plan {sql}", **named)
                asked.append(Asked(sql, [row[3] for row in plan]))
            return ask(ledger, sql, **named)

        monkeypatch.setattr(Ledger, name, told)
    return asked


def scans(questions: list[Asked]) -> list[tuple[list[str], str]]:
    return [(asked.scanned(), asked.sql) for asked in questions if asked.scanned()]


@pytest.mark.parametrize("lines", [False, True])
def test_a_month_is_scored_without_going_through_the_past(
    example: Path, questions: list[Asked], *, lines: bool
) -> None:
    with Office(example, date(2009, 6, 5)) as office:
        office.result("2009-05", change=True, lines=lines)
    assert len(questions) > 8
    assert scans(questions) == []


@pytest.mark.parametrize("line", ["due --month 5", "stats --month 5", "submission list --month 5"])
def test_a_list_of_a_month_does_not_go_through_the_past(
    example: Path, questions: list[Asked], line: str
) -> None:
    Program(example)(*line.split(), today=date(2009, 6, 5))
    assert questions
    assert scans(questions) == []


ONE_ROW = (
    "log --ref 2009-001",
    "log --unit 甲社区",
    "log --unit 甲社区 --last 3",
    "submission add 甲社区 又一篇 --dry-run",
    "submission show 2009-001",
    "undo --dry-run",
    "log 3",
)


@pytest.mark.parametrize("line", ONE_ROW)
def test_work_on_one_row_does_not_go_through_the_past(
    example: Path, questions: list[Asked], line: str
) -> None:
    ran = Program(example)(*line.split(), today=date(2009, 6, 5))
    assert ran.status == 0, ran.err
    assert questions
    assert scans(questions) == []


@pytest.mark.parametrize("line", ["submission import", "intake"])
def test_a_list_of_one_row_does_not_go_through_the_past(
    example: Path, questions: list[Asked], line: str
) -> None:
    path = example.with_name("一行.csv")
    path.write_text("编号,单位,标题,报送时间\n新1,甲社区,又一篇,2009-05-20\n", encoding="utf-8")
    ran = Program(example)(*line.split(), path, "--dry-run", today=date(2009, 6, 5))
    assert ran.status == 0, ran.err
    assert any("from change" in asked.sql for asked in questions)
    assert scans(questions) == []


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the example office, with something of everything."""
    folder = tmp_path_factory.mktemp("demo")
    Program(folder / "none.db").well("demo", folder / "demo")
    return folder / "demo" / "inforeport.db"
