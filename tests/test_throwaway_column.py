"""A column that no release knows, from a CSV file to the annex: a line of SQL and a line of Python.

The program is run as it is, with the entry added to the list of a report's fields before anything
reads the list, as an entry in the source would be; each line in a process forked from there.
"""

import csv
import io
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile

import pytest
from jsonschema import Draft202012Validator

from forked import ask
from inforeport.store import opened
from inforeport.store.migrations import migrate
from shell import ENVIRONMENT as SHELL

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
ENVIRONMENT = SHELL | {"PYTHONIOENCODING": "utf-8"}
MIGRATION = "alter table submission add column colour text"
ENTRY = "Field('colour', Kind.NAME, 'colour', '颜色', word='colour', paper=True)"

_PROGRAM = f"""
from inforeport.fields import SUBMISSION, Field, Kind
SUBMISSION.fields.append({ENTRY})
import forking
forking.load()
forking.serve()
"""


class Changed:
    """The program with the entry, which is asked for at a socket, over a file with the column."""

    def __init__(self, folder: Path, asked_at: str) -> None:
        self._db = folder / "office.db"
        self._asked_at = asked_at

    def __call__(self, *words: object) -> str:
        """What a run that ends well prints."""
        given = ["--db", self._db, "--lang", "en", "--today", "2009-06-03", *words]
        line = [str(one) for one in given]
        with (
            socket.socket(socket.AF_UNIX) as asking,
            TemporaryFile() as nothing,
            TemporaryFile() as out,
            TemporaryFile() as err,
        ):
            asking.connect(self._asked_at)
            streams = {n: one.fileno() for n, one in enumerate((nothing, out, err))}
            status = ask(asking, (line, str(self._db.parent), ENVIRONMENT), streams)
            said, wrong = (os.pread(one.fileno(), 1 << 20, 0).decode() for one in (out, err))
        assert status == 0, wrong
        return said

    def migrate(self) -> None:
        """Give the table its column, as a step would."""
        ledger = opened(self._db)
        with ledger.writing():
            ledger.change(MIGRATION)
            migrate(ledger)
        ledger.close()


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Changed]:
    """The program, loaded once with the entry."""
    with subprocess.Popen(
        (sys.executable, "-c", _PROGRAM),
        env=ENVIRONMENT,
        cwd=Path(__file__).parent,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdin
        assert server.stdout
        yield Changed(tmp_path_factory.mktemp("throwaway"), server.stdout.readline().strip())
        server.stdin.close()


@pytest.fixture(scope="module")
def run(program: Changed, tmp_path_factory: pytest.TempPathFactory) -> Changed:
    """The program, after a list with the column came in; the second report has no colour."""
    folder = tmp_path_factory.mktemp("lists")
    program("init", "--office", "街道实践办", "--scheme", "street")
    program("unit", "add", "甲社区", "--group", "社区")
    program.migrate()
    rows = folder / "reports.csv"
    heads = "编号,单位,标题,报送时间,颜色"
    first, second = "a1,甲社区,情况,2009-05-08,青", "a2,甲社区,经验,2009-05-09,"
    rows.write_text(f"{heads}\n{first}\n{second}\n", encoding="utf-8")
    assert program("submission", "import", rows) == "added: 2, on file already: 0, refused: 0\n"
    again = rows.with_name("again.csv")
    again.write_text(f"ref,unit,title,received,colour\n{first}\n{second}\n", encoding="utf-8")
    assert program("submission", "import", again) == "added: 0, on file already: 2, refused: 0\n"
    return program


def test_it_is_listed(run: Changed) -> None:
    head, *rows = csv.reader(io.StringIO(run("submission", "list", "--csv").removeprefix("\ufeff")))
    assert head[-1] == "colour"
    assert [row[-1] for row in rows] == ["青", ""]
    reports = json.loads(run("submission", "list", "--json"))["submissions"]
    assert [report["colour"] for report in reports] == ["青", None]
    screen = run("submission", "list")
    assert "colour" in screen
    assert "青" in screen


def test_it_is_shown(run: Changed) -> None:
    assert json.loads(run("submission", "show", "a1", "--json"))["colour"] == "青"
    assert "青" in run("submission", "show", "a1")
    shape = Draft202012Validator(json.loads(run("schema", "submission-show")))
    shape.validate(json.loads(run("submission", "show", "a1", "--json")))


def test_it_is_told_in_the_log(run: Changed) -> None:
    commands = json.loads(run("log", "--json"))["commands"]
    number = next(one["number"] for one in commands if "submission import" in one["command"])
    lines = run("log", number).splitlines()
    assert [line.split()[-1] for line in lines if "colour" in line] == ["青"]


def test_it_stands_in_the_register_and_in_the_annex(run: Changed, tmp_path: Path) -> None:
    for paper in (("submissions",), ("circular", "--draft")):
        path = tmp_path / f"{paper[0]}.html"
        run("export", *paper, "--month", "5", "--output", path)
        text = path.read_text(encoding="utf-8")
        assert "颜色" in text
        assert "青" in text


def test_papers_of_a_month_in_which_nothing_stands_in_it_have_no_such_column(
    run: Changed, tmp_path: Path
) -> None:
    """As those of a month that was sealed before there was the column must come out."""
    run("submission", "add", "甲社区", "总结", "--received", "2009-06-01")
    for paper in (("submissions",), ("circular", "--draft", "--so-far")):
        path = tmp_path / f"{paper[0]}.html"
        run("export", *paper, "--month", "6", "--output", path)
        text = path.read_text(encoding="utf-8")
        assert "总结" in text
        assert "颜色" not in text


def test_it_stays_when_the_report_is_edited(run: Changed) -> None:
    run("submission", "edit", "a1", "--kind", "信息")
    assert json.loads(run("submission", "show", "a1", "--json"))["colour"] == "青"


def test_a_month_with_it_is_sealed_and_nothing_differs(run: Changed) -> None:
    run("close", "--month", "5", "--yes")
    assert "would be printed today as it was" in run("check", "--month", "5")
