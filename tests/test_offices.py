"""Offices that no example is: what a notice of theirs says, put as a clerk would, and what that
comes to by hand.
"""

from datetime import date
from typing import Any

from conftest import Program

HEAD = """\
edition = 2
title   = "信息工作考核办法"
since   = 2021-01-01
groups  = { unit = "单位" }
levels  = { county = "县", city = "市" }
[counting]
repeated = "add"
[ranking]
ties = "gap"
"""
LONG_AFTER = date(2022, 1, 31)

Row = dict[str, Any]


def office(run: Program, scheme: str, **lists: list[Row]) -> Program:
    """An office under a scheme, with the lists that it imports."""
    path = run.db.with_name("scheme.toml")
    path.write_text(scheme, encoding="utf-8")
    run.well("init", "--office", "办公室", "--scheme", path, today=LONG_AFTER)
    for noun, rows in lists.items():
        run.take(noun, rows, today=LONG_AFTER)
    return run


def points(run: Program, period: str, today: date = LONG_AFTER) -> dict[str, float]:
    """What each unit has in a period, as `rank` tells it."""
    groups = run("rank", "--period", period, "--json", today=today).json["groups"]
    return {row["unit"]: row["points"] for group in groups for row in group["standings"]}


# A running period

COURT = """
[[rule]]
type   = "start"
clause = "一"
points = 100
[[rule]]
type   = "adoption"
clause = "二"
points = { county = 1, city = 3 }
"""
LATER = [
    {"unit": "甲庭", "group": "单位", "since": ""},
    {"unit": "乙庭", "group": "单位", "since": ""},
    {"unit": "丙庭", "group": "单位", "since": "2021-05-10"},
]
COURT_USED = {
    "unit": LATER,
    "submission": [{"ref": "1", "unit": "甲庭", "title": "一", "received": "2021-01-05"}],
    "adoption": [
        {"ref": "1", "level": "市", "adopted": "2021-02-10"},
        {"ref": "1", "level": "市", "adopted": "2021-02-20"},
    ],
}
MARCH = date(2021, 3, 15)


def test_months_that_have_not_begun_give_no_points_yet(run: Program) -> None:
    court = office(run, HEAD + COURT, **COURT_USED)
    assert points(court, "2021-H1", MARCH) == {"甲庭": 306, "乙庭": 300}  # three times 100
    assert points(court, "2021", MARCH) == {"甲庭": 306, "乙庭": 300}
    assert points(court, "2021-H1") == {"甲庭": 606, "乙庭": 600, "丙庭": 200}  # 丙庭: May, June


def test_an_average_so_far_is_over_the_months_begun(run: Program) -> None:
    average = '[[rule]]\ntype = "average"\nclause = "三"\njudged = "year"\nevery = "month"\n'
    court = office(run, HEAD + COURT + average, **COURT_USED)
    assert points(court, "2021", MARCH) == {"甲庭": 102, "乙庭": 100}  # 306 / 3
    assert points(court, "2021") == {"甲庭": 100.5, "乙庭": 100, "丙庭": 100}  # 1206 / 12, 800 / 8


def test_a_unit_that_is_not_there_yet_has_no_floor_and_no_flag(run: Program) -> None:
    low = '[[rule]]\ntype = "flag"\nclause = "三"\njudged = "year"\nflag = "偏低"\nbelow = 1200\n'
    low += '[[rule]]\ntype = "limit"\nclause = "四"\njudged = "year"\nfloor = 400\n'
    court = office(run, HEAD + COURT + low, **COURT_USED)
    assert points(court, "2021", MARCH) == {"甲庭": 400, "乙庭": 400}
    assert points(court, "2021") == {"甲庭": 1206, "乙庭": 1200, "丙庭": 800}


# Marks that a rule asks for, and no rule prices

FLOOD = """
[codes]
flood    = "汛情"
feedback = "反馈"
copied   = "重复"
[[rule]]
type   = "duty"
clause = "一"
unless = { marked = "copied" }
base   = 10
[[rule]]
type   = "submission"
clause = "二"
where  = { within = { hours = 24, event = "flood" } }
points = 3
[[rule]]
type   = "instruction"
clause = "三"
unless = { within = { workdays = 2, answer = "feedback" } }
points = -2
[[rule]]
type   = "mark"
clause = "四"
points = { error = -1 }
"""


def test_a_mark_that_a_condition_asks_for_is_no_doubt(run: Program) -> None:
    station = office(
        run,
        HEAD + FLOOD,
        unit=[{"unit": "甲站", "group": "单位"}],
        submission=[{"ref": "1", "unit": "甲站", "title": "一", "received": "2021-07-05"}],
    )
    on = ("--on", "2021-07-05", "--reason", "登记")
    for code in ("flood", "feedback", "copied", "error"):
        station.well("mark", "add", "甲站", code, "--ref", "1", *on, today=LONG_AFTER)
    late = station("mark", "add", "甲站", "late", *on, today=LONG_AFTER)
    assert "the scheme sets no points for 迟报" in late.err
