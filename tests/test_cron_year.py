"""A year of the office as cron runs it: an empty environment, nobody at the terminal, twice."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest

import inforeport
from inforeport.errors import Status

FRIDAYS = [date(2009, 5, 8) + timedelta(weeks=n) for n in range(52)]  # the last is 30 April 2010
MONTHS = [
    *(f"2009-{month:02}" for month in range(5, 13)),
    *(f"2010-{month:02}" for month in range(1, 5)),
]
FIRSTS = [day for day in FRIDAYS if day.day <= 7 or day == FRIDAYS[0]]
"""The first deadline of each month."""

UNITS = "单位,组别\n甲社区,社区\n乙社区,社区\n丙社区,社区\n"
SENT = "编号,单位,标题,报送时间\n" + "".join(
    f"{unit}{n},{unit}社区,第{n}周工作情况,{day}\n"
    for unit in "甲丙"
    for n, day in enumerate(FRIDAYS, 1)
)
USED = "编号,级别,采用形式,采用日期\n" + "".join(
    f"丙{FRIDAYS.index(day) + 1},街道,整篇,{day}\n" for day in FIRSTS
)


@dataclass
class Cron:
    """Runs the program as cron would, and keeps all that it says."""

    folder: Path
    said: list[bytes] = field(default_factory=list)

    def __call__(self, *args: str, status: Status = Status.DONE) -> bytes:
        """Run it: its answer on stdout, and nothing on stderr."""
        ran = subprocess.run(
            [sys.executable, "-m", "inforeport", "--today", "2010-04-30", *args],
            cwd=Path(inforeport.__file__).parent.parent,
            env={
                "PATH": os.defpath,
                "LC_ALL": "C",
                "INFOREPORT_DB": str(self.folder / "office.db"),
            },
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        assert (ran.returncode, ran.stderr) == (status, b""), ran
        self.said.append(ran.stdout)
        return ran.stdout

    def take(self, noun: str, rows: str) -> None:
        """Import a file, in silence."""
        path = self.folder / f"{noun}.csv"
        path.write_text(rows, encoding="utf-8")
        assert self("--quiet", noun, "import", str(path)) == b""


def a_year(folder: Path) -> Cron:
    """The office is made, its year comes in, and every month is scored."""
    folder.mkdir()
    cron = Cron(folder)
    assert cron("--quiet", "init", "--office", "街道实践办") == b""
    cron.take("unit", UNITS)
    cron.take("submission", SENT)
    cron.take("adoption", USED)
    for month in MONTHS:
        cron("score", "--period", month, "--json")
    for last in ("2009-07", "2009-10", "2010-01", "2010-04"):
        cron("rank", "--period", last, "--json")
    cron("rank", "--campaign", "--json")
    cron("due", "--campaign", "--json", status=Status.FINDINGS)
    for paper in ("circular.docx", "ranking.csv"):
        export = ("export", paper.partition(".")[0], "--month", "4", "-o", str(folder / paper))
        assert cron("-q", *export) == b""
    return cron


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> tuple[Cron, Cron]:
    """The same year, run twice."""
    folder = tmp_path_factory.mktemp("cron")
    return a_year(folder / "one"), a_year(folder / "two")


def test_the_same_year_gives_the_same_bytes(twice: tuple[Cron, Cron]) -> None:
    one, two = twice
    assert one.said == two.said
    for name in ("circular.docx", "ranking.csv"):
        assert (one.folder / name).read_bytes() == (two.folder / name).read_bytes()


def test_a_year_of_points(twice: tuple[Cron, Cron]) -> None:
    """Twelve months with 52 Fridays.

    甲 sends every week: 12 times 20. 丙 does too and is used whole once a month: 12 times 28.
    乙 sends nothing: 12 times 20, less 10 for each of 52 weeks.
    """
    campaign = json.loads(twice[0].said[20])
    [community] = campaign["groups"]
    found = [(one["place"], one["unit"], one["points"]) for one in community["standings"]]
    assert found == [(1, "丙社区", 336), (2, "甲社区", 240), (3, "乙社区", -280)]


def test_the_months_sum_to_the_year(twice: tuple[Cron, Cron]) -> None:
    months = [json.loads(said)["units"] for said in twice[0].said[4:16]]
    sums = {
        name: sum(one["points"] for month in months for one in month if one["unit"] == name)
        for name in ("甲社区", "乙社区", "丙社区")
    }
    assert sums == {"甲社区": 240, "乙社区": -280, "丙社区": 336}
    assert [month[0]["due"] for month in months] == [4, 4, 5, 4, 4, 5, 4, 4, 5, 4, 4, 5]


def test_who_owes_what_names_the_52_weeks_of_the_one_that_sends_nothing(
    twice: tuple[Cron, Cron],
) -> None:
    windows = json.loads(twice[0].said[21])["windows"]
    missing = [one["deadline"] for one in windows if one["missing"]]
    assert missing == [day.isoformat() for day in FRIDAYS]
    assert {one["unit"] for one in windows if one["missing"]} == {"乙社区"}


def test_a_year_leaves_nothing_behind_but_its_files(twice: tuple[Cron, Cron]) -> None:
    kept = {one.name for one in twice[0].folder.iterdir()}
    assert kept == {"office.db", "backups", "circular.docx", "ranking.csv"} | {
        f"{noun}.csv" for noun in ("unit", "submission", "adoption")
    }
