"""Three tables that offices published: each row's points and place, made again from its counts.

`cases/published.json` holds the counts with their sources, `cases/schemes/` a scheme for each.
"""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from conftest import CASES, Program

TABLES = {
    one["id"]: one for one in json.loads((CASES / "published.json").read_text(encoding="utf-8"))
}
ZHALANTUN, HUOLINGUOLE, TONGZHOU = TABLES
LATER = date(2024, 1, 5)

Row = dict[str, Any]


def office(tmp_path: Path, table: str, group: str, *, sent: str, day: str) -> Program:
    """An office under the table's scheme, its units and as many reports as `sent` counts."""
    run = Program(tmp_path / "office.db")
    scheme = CASES / "schemes" / f"{table}.toml"
    run.well("init", "--office", TABLES[table]["issuer"], "--scheme", scheme)
    rows: list[Row] = TABLES[table]["rows"]
    run.take("unit", [{"unit": row["unit"], "group": group} for row in rows])
    reports = [
        {"ref": f"{row['unit']}-{n}", "unit": row["unit"], "title": f"第{n}条", "received": day}
        for row in rows
        for n in range(1, row[sent] + 1)
    ]
    run.take("submission", reports)
    return run


def uses(table: str, *, counted: str, level: str, form: str, first: str = "") -> Iterator[Row]:
    """One use each of as many reports as `counted` says, after those that `first` took."""
    for row in TABLES[table]["rows"]:
        start = row.get(first, 0)
        for n in range(start + 1, start + row[counted] + 1):
            ref = f"{row['unit']}-{n}"
            yield {"ref": ref, "level": level, "form": form, "adopted": TABLES[table]["published"]}


def points(run: Program, period: str) -> dict[str, Row]:
    """What `score` says of each unit."""
    units = run.well("score", "--period", period, "--json", today=LATER).json["units"]
    return {one["unit"]: one for one in units}


def places(run: Program, period: str) -> list[tuple[int, str, int]]:
    """The one group's standings."""
    groups = run.well("rank", "--period", period, "--json", today=LATER).json["groups"]
    return [(one["place"], one["unit"], one["points"]) for one in groups[0]["standings"]]


def test_zhalantun_first_quarter_of_2023(tmp_path: Path) -> None:
    """5 points for each item on the town's site, 10 on the one above; places 1 to 5."""
    run = office(tmp_path, ZHALANTUN, "市直各部门", sent="adopted_local", day="2023-01-09")
    local = uses(ZHALANTUN, counted="adopted_local", level="扎兰屯市政府网", form="whole")
    upper = uses(ZHALANTUN, counted="adopted_upper", level="呼伦贝尔市政府网", form="whole")
    run.take("adoption", [one | {"adopted": "2023-03-31"} for one in (*local, *upper)])
    rows = TABLES[ZHALANTUN]["rows"]
    for period in ("2023-Q1", "2023-01..2023-03"):
        assert places(run, period) == [(row["rank"], row["unit"], row["score"]) for row in rows]


def test_huolinguole_january_and_february_of_2018(tmp_path: Path) -> None:
    """5 points for each item on the city's channel or asked for; nothing for sending."""
    run = office(tmp_path, HUOLINGUOLE, "各街道办事处", sent="submitted", day="2018-01-31")
    wechat = uses(HUOLINGUOLE, counted="adopted_wechat", level="市本级", form="微信公众号")
    asked = uses(
        HUOLINGUOLE,
        counted="adopted_commissioned",
        level="市本级",
        form="约稿",
        first="adopted_wechat",
    )
    run.take("adoption", [one | {"adopted": "2018-02-28"} for one in (*wechat, *asked)])
    found = points(run, TABLES[HUOLINGUOLE]["period"])
    for row in TABLES[HUOLINGUOLE]["rows"]:
        assert found[row["unit"]]["points"] == row["score"] == row["score_ytd"]
    assert places(run, TABLES[HUOLINGUOLE]["period"]) == [
        (1, "珠斯花街道", 25),
        (2, "沙尔呼热街道", 15),
        (3, "宝日呼吉尔街道", 10),
        (4, "达来胡硕苏木", 5),
        (4, "莫斯台街道", 5),
    ]


@pytest.fixture
def tongzhou(tmp_path: Path) -> Program:
    """The office of the third table: 1 point for each item sent, 3 for each used."""
    run = office(tmp_path, TONGZHOU, "局机关科室", sent="submitted", day="2016-09-12")
    used = uses(TONGZHOU, counted="adopted", level="园林动态", form="whole")
    run.take("adoption", [one | {"adopted": "2016-09-30"} for one in used])
    return run


def test_tongzhou_september_of_2016(tongzhou: Program) -> None:
    found = points(tongzhou, "2016-09")
    rows = [row for row in TABLES[TONGZHOU]["rows"] if row["unit"] != "城乡绿化科"]
    assert len(rows) == 10
    for row in rows:
        one = found[row["unit"]]
        assert one["points"] == row["score"]
        assert one["parts"].get("extra", 0) == row["score_submitted"]
        assert one["parts"].get("adoption", 0) == row["score_adopted"]


def test_tongzhou_ranks_those_with_nothing_together(tongzhou: Program) -> None:
    found = places(tongzhou, "2016-09")
    assert found[:3] == [
        (1, "工会共青团", 16),
        (2, "森林公安处", 8),
        (2, "监察(审计)科", 8),
    ]
    assert {(place, its) for place, _, its in found[3:]} == {(4, 0)}


def test_the_row_that_its_own_table_contradicts_is_not_followed(tongzhou: Program) -> None:
    """城乡绿化科 has 3 points for use where the same row counts no item sent and none used.

    A score here is the sum of its lines, and a line wants a report: without one there is nothing.
    """
    row = next(one for one in TABLES[TONGZHOU]["rows"] if one["unit"] == "城乡绿化科")
    assert (row["submitted"], row["adopted"], row["score"]) == (0, 0, 3)
    found = points(tongzhou, "2016-09")["城乡绿化科"]
    assert (found["points"], found["lines"]) == (0, [])
