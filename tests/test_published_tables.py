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
PUBLISHED = json.loads((CASES / "tables.json").read_text(encoding="utf-8"))
"""The same tables as they were printed: their heads, and their cells row by row."""


def office(tmp_path: Path, table: str, group: str, *, sent: str, day: str) -> Program:
    """An office under the table's scheme, its units and as many reports as `sent` counts."""
    run = Program(tmp_path / "office.db")
    scheme = CASES / "schemes" / f"{table}.toml"
    run.well("init", "--office", TABLES[table]["issuer"], "--scheme", scheme)
    rows: list[Row] = TABLES[table]["rows"]
    run.take("unit", [{"unit": row["unit"], "group": group} for row in rows], today=LATER)
    reports = [
        {"ref": f"{row['unit']}-{n}", "unit": row["unit"], "title": f"第{n}条", "received": day}
        for row in rows
        for n in range(1, row[sent] + 1)
    ]
    run.take("submission", reports, today=LATER)
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


def printed(run: Program, period: str) -> tuple[list[str], list[list[Any]]]:
    """The heads and the cells of the first table of the circular."""
    path = run.db.with_name("circular.json")
    words = ("export", "circular", "--period", period, "-o", path, "--force")
    assert run(*words, today=LATER, lang="zh").status == 0
    blocks = json.loads(path.read_text(encoding="utf-8"))["blocks"]
    table = next(block for block in blocks if block["type"] == "table")
    heads = ["-".join(filter(None, (one.get("over"), one["head"]))) for one in table["columns"]]
    return heads, [list(row.values()) for row in table["rows"]]


@pytest.fixture
def zhalantun(tmp_path: Path) -> Program:
    """The office of the first table."""
    run = office(tmp_path, ZHALANTUN, "市直各部门", sent="adopted_local", day="2023-01-09")
    local = uses(ZHALANTUN, counted="adopted_local", level="扎兰屯市政府网", form="whole")
    upper = uses(ZHALANTUN, counted="adopted_upper", level="呼伦贝尔市政府网", form="whole")
    run.take("adoption", [one | {"adopted": "2023-03-31"} for one in (*local, *upper)], today=LATER)
    return run


def test_zhalantun_first_quarter_of_2023(zhalantun: Program) -> None:
    """5 points for each item on the town's site, 10 on the one above; places 1 to 5."""
    run = zhalantun
    rows = TABLES[ZHALANTUN]["rows"]
    for period in ("2023-Q1", "2023-01..2023-03"):
        assert places(run, period) == [(row["rank"], row["unit"], row["score"]) for row in rows]


@pytest.fixture
def huolinguole(tmp_path: Path) -> Program:
    """The office of the second table."""
    run = office(tmp_path, HUOLINGUOLE, "各街道办事处", sent="submitted", day="2018-01-31")
    wechat = uses(HUOLINGUOLE, counted="adopted_wechat", level="市本级", form="微信公众号")
    asked = uses(
        HUOLINGUOLE,
        counted="adopted_commissioned",
        level="市本级",
        form="约稿",
        first="adopted_wechat",
    )
    run.take(
        "adoption", [one | {"adopted": "2018-02-28"} for one in (*wechat, *asked)], today=LATER
    )
    return run


def test_huolinguole_january_and_february_of_2018(huolinguole: Program) -> None:
    """5 points for each item on the city's channel or asked for; nothing for sending."""
    run = huolinguole
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
    run.take("adoption", [one | {"adopted": "2016-09-30"} for one in used], today=LATER)
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


def test_counts_and_points_of_each_level_are_printed_as_zhalantun_did(zhalantun: Program) -> None:
    assert printed(zhalantun, "2023-Q1") == (
        PUBLISHED[ZHALANTUN]["columns"],
        PUBLISHED[ZHALANTUN]["rows"],
    )


def test_sums_to_date_are_printed_as_huolinguole_did(huolinguole: Program) -> None:
    period = TABLES[HUOLINGUOLE]["period"]
    assert printed(huolinguole, period) == (
        PUBLISHED[HUOLINGUOLE]["columns"],
        PUBLISHED[HUOLINGUOLE]["rows"],
    )


def test_uses_by_form_are_printed_as_tongzhou_did(tongzhou: Program) -> None:
    """What stood in the year's sums before September is put on file as what the table says.

    Of 监察(审计)科 and 城乡绿化科 the table does not say what its own points are made of.
    """
    rows = {row[0]: row for row in PUBLISHED[TONGZHOU]["rows"]}
    earlier = {unit: (row[2] - (row[1] or 0), row[13] - row[12]) for unit, row in rows.items()}
    reports = [
        {"ref": f"{unit}-x{n}", "unit": unit, "title": f"前{n}条", "received": "2016-03-01"}
        for unit, (sent, _) in earlier.items()
        for n in range(sent)
    ]
    tongzhou.take("submission", reports, today=LATER)
    marks = [
        {"unit": unit, "code": "bonus", "on": "2016-03-01", "reason": "前期", "points": left}
        for unit, (sent, points) in earlier.items()
        if (left := points - sent)
    ]
    tongzhou.take("mark", marks, today=LATER)
    heads, cells = printed(tongzhou, "2016-09")
    assert heads == PUBLISHED[TONGZHOU]["columns"]
    unsaid = {"监察(审计)科", "城乡绿化科"}
    assert [row for row in cells if row[0] not in unsaid] == [
        ["" if cell is None else cell for cell in row]
        for row in PUBLISHED[TONGZHOU]["rows"]
        if row[0] not in unsaid
    ]
