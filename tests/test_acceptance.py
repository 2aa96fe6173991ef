"""What schemes of other offices brought to light, each through the command line."""

from collections.abc import Mapping
from typing import Any

import pytest

from books import under
from conftest import Program
from sheets import load

HEAD = """\
title = "甲办法"
since = {since}
{more}
[groups]
unit = "单位"

[levels]
county = "县"
city   = "市"
"""


def office(run: Program, rules: str, *, since: str = "2026-01-01", more: str = "") -> Program:
    """An office under a scheme, with the units 甲局 and 乙局."""
    run = under(run, HEAD.format(since=since, more=more) + rules)
    run.take("unit", [{"unit": name, "group": "unit"} for name in ("甲局", "乙局")])
    return run


def reports(run: Program, unit: str, *days: str, **more: str) -> None:
    """A report of a unit on each of the days, its number the unit's sign and the day."""
    rows = [{"ref": f"{unit[0]}{day}", "unit": unit, "title": day, "received": day} for day in days]
    run.take("submission", [row | more for row in rows])


def uses(run: Program, *rows: tuple[str, str, str]) -> None:
    """Uses, each as the report, the level and the day."""
    run.take("adoption", [dict(zip(("ref", "level", "adopted"), row, strict=True)) for row in rows])


def points(run: Program, *when: str) -> Mapping[str, Any]:
    """The points of each unit."""
    ran = run("--today", "2026-12-31", "score", *when, "--json")
    return {one["unit"]: one["points"] for one in ran.json["units"]}


AVERAGE = """
[[rule]]
kind = "start"
clause = "1"
points = 50

[[rule]]
kind = "average"
clause = "2"
per = "year"
every = "month"
"""


def test_what_the_year_becomes_is_none_of_its_last_month(run: Program) -> None:
    averaged = office(run, AVERAGE)
    assert points(averaged, "--month", "12")["甲局"] == 50
    assert points(averaged, "--year", "2026")["甲局"] == 50  # 12 x 50 / 12


def test_the_third_scheme_of_our_own_has_a_plain_december(run: Program) -> None:
    load(run, "E3")
    record = run("--today", "2026-01-01", "score", "--period", "2023-12", "--json").json
    assert {one["unit"]: one["points"] for one in record["units"]} == {
        "甲局": 54,
        "乙局": 50,
        "丙站": 45,
        "丁站": 60,
        "戊站": 45,
    }


def test_a_week_across_two_months_is_owed_in_the_one_it_starts_in(run: Program) -> None:
    weekly = """
[calendar]
deadline = "friday"
belongs = "start"

[[rule]]
kind = "quota"
clause = "1"
every = "week"
missing = -1
"""
    office(run, weekly, since="2025-12-06")
    record = run("--today", "2026-02-28", "due", "--period", "2025-12", "--json").json
    mine = [one["to"] for one in record["windows"] if one["unit"] == "甲局"]
    assert mine == ["2025-12-12", "2025-12-19", "2025-12-26", "2026-01-02"]


FACTOR = """
[[rule]]
kind = "adoption"
clause = "1"
points = { county = 6, city = 10 }

[[rule]]
kind = "factor"
clause = "2"
of = ["adoption"]
factor = 2
"""


@pytest.mark.parametrize(
    ("rule", "total"),
    [
        ('kind = "highest"\nby = ["item"]', 20),  # 10 doubled, and not 6 doubled
        ('kind = "limit"\nof = ["adoption"]\neach = "level"\nmost = 15', 27),  # 12 + 15 of 20
        ('kind = "limit"\nof = ["adoption"]\nwhere = { level = "city" }\nmost = 15', 27),
    ],
)
def test_a_doubled_use_is_one_use_to_the_rules_below(run: Program, rule: str, total: int) -> None:
    office(run, f'{FACTOR}\n[[rule]]\nclause = "3"\n{rule}\n')
    reports(run, "甲局", "2026-01-05")
    uses(run, ("甲2026-01-05", "county", "2026-01-06"), ("甲2026-01-05", "city", "2026-01-07"))
    assert points(run, "--month", "1")["甲局"] == total


def test_a_limit_on_what_was_given_forgets_what_was_taken_back(run: Program) -> None:
    rules = """
[[rule]]
kind = "adoption"
clause = "1"
points = { county = 6, city = 10 }

[[rule]]
kind = "highest"
clause = "2"
by = ["item"]

[[rule]]
kind = "limit"
clause = "3"
of = ["adoption"]
most = 12
only = "given"
"""
    office(run, rules)
    reports(run, "甲局", "2026-01-05")
    uses(run, ("甲2026-01-05", "county", "2026-01-06"), ("甲2026-01-05", "city", "2026-01-07"))
    assert points(run, "--month", "1")["甲局"] == 10


USED = """
[[rule]]
kind = "adoption"
clause = "1"
points = { county = 10 }
"""


def test_nothing_counts_before_the_first_day_and_after_the_last(run: Program) -> None:
    sent = '\n[[rule]]\nkind = "submission"\nclause = "2"\npoints = 1\n'
    office(run, USED + sent, since="2026-01-10", more="until = 2026-01-20")
    reports(run, "甲局", "2026-01-09", "2026-01-10", "2026-01-20", "2026-01-21")
    uses(
        run,
        *(("甲2026-01-09", "county", day) for day in ("2026-01-09", "2026-01-10")),
        *(("甲2026-01-20", "county", day) for day in ("2026-01-20", "2026-01-21")),
    )
    assert points(run, "--month", "1")["甲局"] == 2 * 10 + 2


def test_a_price_holds_for_the_days_of_its_rule(run: Program) -> None:
    later = (
        '\n[[rule]]\nkind = "adoption"\nclause = "2"\nsince = 2026-01-20\npoints = { county = 2 }\n'
    )
    office(run, USED.replace("points", "until = 2026-01-19\npoints") + later)
    reports(run, "甲局", "2026-01-05")
    uses(run, *(("甲2026-01-05", "county", f"2026-01-{day}") for day in ("19", "20")))
    assert points(run, "--month", "1")["甲局"] == 12


def test_a_category_may_be_written_as_key_or_word(run: Program) -> None:
    rules = """
[categories]
news = "动态"

[[rule]]
kind = "submission"
clause = "1"
points = { news = 3 }
"""
    office(run, rules)
    reports(run, "甲局", "2026-01-05", category="动态")
    reports(run, "乙局", "2026-01-06", category="news")
    assert points(run, "--month", "1") == {"甲局": 3, "乙局": 3}


def test_a_period_before_the_scheme_is_refused(run: Program) -> None:
    office(run, USED)
    for what in ("score", "rank", "reward"):
        ran = run("--today", "2026-12-31", what, "--period", "2025-11")
        assert (ran.status, "error[before-schemes]" in ran.err) == (4, True), ran


def test_prizes_may_be_for_the_month_or_for_the_year(run: Program) -> None:
    prizes = "".join(
        f'\n[[reward]]\ngroup = "unit"\nprizes = [{amount}]\nper = "{per}"\n'
        for per, amount in (("month", 100), ("year", 1000))
    )
    office(run, USED + prizes)
    reports(run, "甲局", "2026-01-05")
    uses(run, ("甲2026-01-05", "county", "2026-01-06"))

    def paid(*when: str) -> list[int]:
        record = run("--today", "2026-12-31", "reward", *when, "--json").json
        return [one["amount"] for group in record["groups"] for one in group["prizes"]]

    assert (paid("--month", "1"), paid("--year", "2026"), paid("--quarter", "1")) == (
        *([100], [1000], []),
    )


def test_the_last_and_those_below_a_figure_may_both_be_bound(run: Program) -> None:
    duties = """
[[ranking.duty]]
group = "unit"
last = "作情况说明"

[[ranking.duty]]
group = "unit"
last = "书面检查"
below = 5
"""
    office(run, USED + duties)
    reports(run, "甲局", "2026-01-05")
    uses(run, ("甲2026-01-05", "county", "2026-01-06"))
    record = run("--today", "2026-12-31", "rank", "--month", "1", "--json").json
    [group] = record["groups"]
    assert [one["duty"] for one in group["standings"]] == [None, "作情况说明；书面检查"]


@pytest.mark.parametrize(
    ("figures", "per"), [("target = true", "month"), ("heads = 50\nper = 'month'", "")]
)
def test_a_number_that_nobody_set_is_named(run: Program, figures: str, per: str) -> None:
    office(run, f'\n[[rule]]\nkind = "quota"\nclause = "三"\n{figures}\nmissing = -1\n')
    if per:  # a number for other windows is none for these
        run.take("target", [{"unit": "甲局", "what": "submitted", "per": "year", "n": 12}])
    ran = run("--today", "2026-12-31", "score", "--month", "1")
    assert "no number is on file for clause 三, so nothing is owed: 甲局, 乙局" in ran.err


def test_a_fee_is_paid_to_the_fen(run: Program) -> None:
    shared = 'authors = "equal"\nwhom = "persons"\n'
    office(run, USED + USED.replace("rule", "fee") + shared)
    authors = "甲员/甲局;乙员/甲局;丙员/甲局"
    reports(run, "甲局", "2026-01-05", authors=authors)
    uses(run, ("甲2026-01-05", "county", "2026-01-06"))
    record = run("--today", "2026-12-31", "reward", "--month", "1", "--json").json
    [unit] = record["fees"]
    assert [one["amount"] for one in unit["persons"]] == [3.33, 3.33, 3.33]


def test_what_was_sent_is_counted_where_nothing_is_owed(run: Program) -> None:
    office(run, USED)
    reports(run, "甲局", "2026-01-05", "2026-01-31", "2026-02-01")
    record = run("--today", "2026-12-31", "score", "--month", "1", "--json").json
    assert [(one["due"], one["counted"]) for one in record["units"]] == [(0, 2), (0, 0)]
