"""The street's campaign of 2009: every figure worked out by hand, read back from the program.

`cases/sheets/N2.json` holds three months of ten units with what the notice gives for them.
"""

import json
from collections import defaultdict
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from conftest import CASES, Program
from inforeport.scheme import shipped

N2 = json.loads((CASES / "sheets" / "N2.json").read_text(encoding="utf-8"), parse_float=Decimal)
MONTHS = ["2009-05", "2009-06", "2009-07"]
PERIODS = [*MONTHS, "campaign"]
GROUPS = {"社区": "community", "部门": "department"}
PARTS = {"base": 3, "shortfall": 4, "extra": 5}
LEVELS = {"street": 6, "district": 7, "city": 8}


def rows(fact: str, **columns: str) -> list[dict[str, Any]]:
    """The facts of one kind under the names of the columns of their file."""
    return [
        {column: one.get(key) for column, key in columns.items()}
        for one in N2["facts"]
        if one["fact"] == fact
    ]


@pytest.fixture(scope="module")
def street(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The whole ledger, come in through the command line."""
    folder = tmp_path_factory.mktemp("n2")
    scheme = folder / "street.toml"
    since = "since  = 2009-05-02"
    assert shipped("street").count(since) == 1
    text = shipped("street").replace(since, f"until  = 2009-07-31\n{since}")
    scheme.write_text(text, encoding="utf-8")
    run = Program(folder / "office.db")
    run.well("init", "--office", "街道实践办", "--scheme", scheme)
    run.take("unit", [{"unit": one["name"], "group": one["group"]} for one in N2["units"]])
    sent = rows("submission", ref="ref", unit="unit", title="title", received="received")
    used = rows("adoption", ref="ref", level="level", form="form", adopted="on")
    assert run.take("submission", sent).out == "added: 118, on file already: 0, refused: 0\n"
    assert run.take("adoption", used).out == f"added: {len(used)}, on file already: 0, refused: 0\n"
    return run


def when(period: str) -> list[str]:
    """The option that names a period of the case."""
    return ["--campaign"] if period == "campaign" else ["--period", period]


@cache
def scores(street: Program, period: str) -> dict[str, Any]:
    """What `score` says of each unit, asked once a period."""
    record = json.loads(
        street.well("score", *when(period), "--json").out, parse_float=Decimal, parse_int=Decimal
    )
    return {one["unit"]: one for one in record["units"]}


def by_rule(lines: list[dict[str, Any]]) -> dict[int, Decimal]:
    """Points by the rule of the notice; adoption is one rule for each level."""
    sums: dict[int, Decimal] = defaultdict(Decimal)
    for line in lines:
        number = LEVELS[line["level"]] if line["part"] == "adoption" else PARTS[line["part"]]
        sums[number] += line["points"]
    return {number: points for number, points in sums.items() if points}


@pytest.mark.parametrize("period", PERIODS)
def test_points_of_every_unit(street: Program, period: str) -> None:
    expected = {
        one["unit"]: Decimal(one["points"]) for one in N2["expected"] if one["period"] == period
    }
    found = {unit: one["points"] for unit, one in scores(street, period).items()}
    assert found == expected


@pytest.mark.parametrize("period", PERIODS)
def test_lines_and_parts_sum_to_the_points(street: Program, period: str) -> None:
    for one in scores(street, period).values():
        assert sum(line["points"] for line in one["lines"]) == one["points"]
        assert sum(one["parts"].values()) == one["points"]


@pytest.mark.parametrize("period", MONTHS)
def test_points_by_rule(street: Program, period: str) -> None:
    expected: dict[str, dict[int, Decimal]] = {}
    for one in (one for one in N2["expected"] if one["period"] == period):
        sums: dict[int, Decimal] = defaultdict(Decimal)
        for line in one["lines"]:
            sums[line["rule_no"]] += Decimal(line["points"])
        expected[one["unit"]] = {number: points for number, points in sums.items() if points}
    found = {unit: by_rule(one["lines"]) for unit, one in scores(street, period).items()}
    assert found == expected


@pytest.mark.parametrize("period", MONTHS)
def test_points_of_every_report(street: Program, period: str) -> None:
    expected: dict[str, Decimal] = defaultdict(Decimal)
    for one in (one for one in N2["expected"] if one["period"] == period):
        for line in (line for line in one["lines"] if "refs" in line):
            expected[line["refs"][0]] += Decimal(line["points"])
    found: dict[str, Decimal] = defaultdict(Decimal)
    for unit in scores(street, period).values():
        for line in (line for line in unit["lines"] if line["item"]):
            found[line["item"]] += line["points"]
    assert found == expected


def test_the_campaign_is_the_sum_of_its_months(street: Program) -> None:
    by_month = [scores(street, month) for month in MONTHS]
    for one in (one for one in N2["expected"] if one["period"] == "campaign"):
        found = [month[one["unit"]]["points"] for month in by_month]
        assert found == [Decimal(line["points"]) for line in one["lines"]]


@pytest.mark.parametrize("period", MONTHS)
def test_duties_and_their_deadlines(street: Program, period: str) -> None:
    ran = street("due", "--period", period, "--json")
    assert ran.status == 8  # somebody is behind in each of the three months
    windows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for one in ran.json["windows"]:
        windows[one["unit"]].append(one)
    of_period = [one for one in N2["duties"] if one["period"] == period]
    assert windows.keys() == {one["unit"] for one in of_period}
    score = scores(street, period)
    for duty in of_period:
        its = windows[duty["unit"]]
        assert [one["deadline"] for one in its] == duty["deadlines"]
        assert sum(one["owed"] for one in its) == duty["due"] == score[duty["unit"]]["due"]
        assert sum(one["received"] for one in its) == duty["done"] == score[duty["unit"]]["counted"]


@pytest.mark.parametrize("period", PERIODS)
def test_places(street: Program, period: str) -> None:
    groups = street.well("rank", *when(period), "--json").json["groups"]
    found = {
        group["group"]: [(one["place"], one["unit"], one["points"]) for one in group["standings"]]
        for group in groups
    }
    expected = {
        GROUPS[one["group"]]: [
            (place["place"], place["unit"], int(place["points"])) for place in one["places"]
        ]
        for one in N2["rank"]
        if one["period"] == period
    }
    assert found == expected
    for group in groups:
        places = [one["place"] for one in group["standings"]]
        assert [one["tied"] for one in group["standings"]] == [
            places.count(place) > 1 for place in places
        ]


@pytest.mark.parametrize("period", PERIODS)
def test_the_last_communities_explain(street: Program, period: str) -> None:
    groups = street.well("rank", *when(period), "--json").json["groups"]
    found = [one["unit"] for group in groups for one in group["standings"] if one["duty"]]
    expected = [
        unit for one in N2["rank"] if one["period"] == period for unit in one.get("explains", [])
    ]
    assert found == expected


def test_places_risen_since_the_month_before(street: Program) -> None:
    """June against May: 甲 from 2 to 1, 乙 3 to 2, 丁 5 to 3, 戊 4 to 4, 丙 1 to 5, 己 6 to 6."""
    groups = street.well("rank", "--month", "6", "--json").json["groups"]
    changes = {one["unit"]: one["change"] for one in groups[0]["standings"]}
    assert changes == {
        "甲社区": 1,
        "乙社区": 1,
        "丁社区": 2,
        "戊社区": 0,
        "丙社区": -4,
        "己社区": 0,
    }


def test_prizes_and_the_tie_that_is_left_to_people(street: Program) -> None:
    groups = street.well("reward", "--json").json["groups"]
    paid = [
        (one["place"], one["unit"], one["amount"]) for group in groups for one in group["prizes"]
    ]
    assert paid == [
        (one["place"], one["unit"], int(one["amount"])) for one in N2["money"] if "unit" in one
    ]
    undecided = [
        (one["units"], one["places"], one["amounts"])
        for group in groups
        for one in group["undecided"]
    ]
    assert undecided == [
        (one["units"], one["places"], [int(amount) for amount in one["amounts"]])
        for one in N2["money"]
        if "units" in one
    ]


def test_prizes_that_were_restored_say_so(street: Program) -> None:
    groups = street.well("reward", "--json").json["groups"]
    noted = [one["unit"] for group in groups for one in group["prizes"] if one["note"]]
    assert noted == ["乙社区", "甲科室"]


def test_the_tie_shows_what_each_way_would_pay(street: Program) -> None:
    """1500 and 1000 for two: 1250 each if shared."""
    groups = street.well("reward", "--json").json["groups"]
    ways = groups[0]["undecided"][0]["ways"]
    assert ways == {"shared": 1250, "highest": 1500, "lowest": 1000}
