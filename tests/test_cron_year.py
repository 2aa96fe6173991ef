"""A year of the office as cron runs it: an empty environment, nobody at the terminal, twice."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest

from forked import forked
from inforeport.errors import Status

FRIDAYS = [date(2009, 5, 8) + timedelta(weeks=n) for n in range(52)]  # the last is 30 April 2010
MONTHS = [
    *(f"2009-{month:02}" for month in range(5, 13)),
    *(f"2010-{month:02}" for month in range(1, 5)),
]
FIRSTS = [day for day in FRIDAYS if day.day <= 7 or day == FRIDAYS[0]]
"""The first deadline of each month."""

FILES = {
    "unit": "单位,组别\n甲社区,社区\n乙社区,社区\n丙社区,社区\n",
    "submission": "编号,单位,标题,报送时间\n"
    + "".join(
        f"{unit}{n},{unit}社区,第{n}周工作情况,{day}\n"
        for unit in "甲丙"
        for n, day in enumerate(FRIDAYS, 1)
    ),
    "adoption": "编号,级别,采用形式,采用日期\n"
    + "".join(f"丙{FRIDAYS.index(day) + 1},街道,整篇,{day}\n" for day in FIRSTS),
}
PAPERS = ("circular.docx", "ranking.csv")


@dataclass
class Year:
    """A year as cron runs it: what each line said, and the folder of the office."""

    folder: Path
    said: list[bytes]


def lines(folder: Path) -> Iterator[tuple[str, Status]]:
    """The office is made, its year comes in, and every month is scored."""
    yield "--quiet init --office 街道实践办", Status.DONE
    for noun in FILES:
        yield f"--quiet {noun} import {folder}/{noun}.csv", Status.DONE
    for month in MONTHS:
        yield f"score --period {month} --json", Status.DONE
    for last in ("2009-07", "2009-10", "2010-01", "2010-04"):
        yield f"rank --period {last} --json", Status.DONE
    yield "rank --campaign --json", Status.DONE
    yield "due --campaign --json", Status.FINDINGS
    for paper in PAPERS:
        noun = paper.partition(".")[0]
        yield f"-q export {noun} --month 4 -o {folder}/{paper}", Status.DONE


def a_year(folder: Path, seed: str) -> Year:
    """All of it, in an interpreter of its own and in silence but for what is asked."""
    folder.mkdir()
    for noun, rows in FILES.items():
        (folder / f"{noun}.csv").write_text(rows, encoding="utf-8")
    typed = list(lines(folder))
    calls = [["--today", "2010-04-30", *line.split()] for line, _ in typed]
    environment = {"LC_ALL": "C", "PYTHONHASHSEED": seed, "INFOREPORT_DB": f"{folder}/office.db"}
    said = []
    for (line, status), came in zip(typed, forked(calls, environment=environment), strict=True):
        assert (came.status, came.err) == (status, b""), line
        assert "-q" not in line or came.out == b"", line
        said.append(came.out)
    return Year(folder, said)


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> tuple[Year, Year]:
    """The same year, run twice: in two interpreters, with two seeds of their own."""
    folder = tmp_path_factory.mktemp("cron")
    return a_year(folder / "one", "1"), a_year(folder / "two", "2")


def test_the_same_year_gives_the_same_bytes(twice: tuple[Year, Year]) -> None:
    one, two = twice
    assert one.said == two.said
    for name in PAPERS:
        assert without_log(one.folder / name) == without_log(two.folder / name)


def without_log(path: Path) -> bytes:
    """A paper without what its file says of the log, which tells when each command was run."""
    with closing(sqlite3.connect(path.with_name("office.db"))) as tables:
        [(digest,)] = tables.execute("select sha256 from command order by id desc limit 1")
    content = path.read_bytes()
    if path.suffix != ".docx":
        return content
    with ZipFile(path) as archive:
        parts = ((name, archive.read(name)) for name in sorted(archive.namelist()))
        return b"".join(name.encode() + part.replace(digest.encode(), b"") for name, part in parts)


def test_a_year_of_points(twice: tuple[Year, Year]) -> None:
    """Twelve months with 52 Fridays.

    甲 sends every week: 12 times 20. 丙 does too and is used whole once a month: 12 times 28.
    乙 sends nothing: 12 times 20, less 10 for each of 52 weeks.
    """
    campaign = json.loads(twice[0].said[20])
    [community] = campaign["groups"]
    found = [(one["place"], one["unit"], one["points"]) for one in community["standings"]]
    assert found == [(1, "丙社区", 336), (2, "甲社区", 240), (3, "乙社区", -280)]


def test_the_months_sum_to_the_year(twice: tuple[Year, Year]) -> None:
    months = [json.loads(said)["units"] for said in twice[0].said[4:16]]
    sums = {
        name: sum(one["points"] for month in months for one in month if one["unit"] == name)
        for name in ("甲社区", "乙社区", "丙社区")
    }
    assert sums == {"甲社区": 240, "乙社区": -280, "丙社区": 336}
    assert [month[0]["due"] for month in months] == [4, 4, 5, 4, 4, 5, 4, 4, 5, 4, 4, 5]


def test_who_owes_what_names_the_52_weeks_of_the_one_that_sends_nothing(
    twice: tuple[Year, Year],
) -> None:
    windows = json.loads(twice[0].said[21])["windows"]
    missing = [one["deadline"] for one in windows if one["missing"]]
    assert missing == [day.isoformat() for day in FRIDAYS]
    assert {one["unit"] for one in windows if one["missing"]} == {"乙社区"}


def test_a_year_leaves_nothing_behind_but_its_files(twice: tuple[Year, Year]) -> None:
    kept = {one.name for one in twice[0].folder.iterdir()}
    assert kept == {"office.db", "backups", *PAPERS, *(f"{noun}.csv" for noun in FILES)}
