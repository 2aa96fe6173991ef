"""Rules that look at single reports: counted together they come to what each by itself does."""

from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from books import put_in_force, under
from conftest import Program, made_once
from drawn import HEAD, Row, written
from grains import PRICES, SINGLE, check, copied, dense_ledger
from inforeport.office import Office
from inforeport.office.rulings import rulings
from inforeport.office.snapshot import Snapshot
from inforeport.period import Period
from inforeport.store import opened

SINCE = date(2021, 1, 1)
USUAL = HEAD.format(deadline="friday", belongs="end")


@pytest.fixture(scope="module")
def dense(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an office with a dense ledger, and no scheme."""
    return dense_ledger(tmp_path_factory.mktemp("dense"), reports=300)


@pytest.mark.parametrize("name", SINGLE)
def test_rules_over_single_reports_give_the_same_sums(dense: Path, name: str) -> None:
    db = copied(dense)
    put_in_force(db, written([*PRICES, *SINGLE[name]], USUAL), SINCE)
    check(db, SINCE, months=1)


def test_uses_that_count_on_the_day_of_their_report_give_the_same_sums(dense: Path) -> None:
    db = copied(dense)
    head = USUAL.replace('"adopted"', '"received"')
    names = ("used of those sent", "a price of those used by a level", "a cap of each report")
    rules = [rule for name in names for rule in SINGLE[name]]
    put_in_force(db, written([*PRICES, *rules], head), SINCE)
    check(db, SINCE, months=1)


def test_a_month_is_told_from_the_year_that_is_counted_beside_it(dense: Path) -> None:
    db = copied(dense)
    head = USUAL.replace('ties = "gap"', 'ties = "gap"\nrunning = "year"')
    rules = [{**rule, "per": "year"} for rule in PRICES]  # no window begins with a month
    put_in_force(db, written(rules, head), SINCE)
    check(db, SINCE, months=1)


@made_once
def four(office: Program) -> Program:
    """An office with four reports of a unit, alike but in what became of them.

    One was used by the county, one by the county and the city, one only in the month after.
    """
    run = under(office, written(PRICES, USUAL))
    run.take("unit", [{"unit": "甲社区", "group": "a"}])
    sent = {"unit": "甲社区", "received": "2021-06-03"}
    run.take("submission", [{**sent, "ref": f"r{n}", "title": f"情况{n}"} for n in range(1, 5)])
    used = [("r1", "county", 6), ("r2", "city", 7), ("r3", "county", 6), ("r3", "city", 6)]
    uses = [
        {"ref": ref, "level": level, "adopted": f"2021-0{month}-20", "form": "brief"}
        for ref, level, month in used
    ]
    run.take("adoption", uses)
    return run


@pytest.mark.parametrize(
    ("rule", "points"),
    [
        ({"kind": "start", "points": 0}, 4 + 3 + 12),  # 1 each; the county's 3, the city's 9
        ({"kind": "rate", "measure": "adopted", "bands": [{"least": 0.5, "points": 5}]}, 19 + 5),
        ({"kind": "rate", "measure": "adopted", "bands": [{"least": 0.51, "points": 5}]}, 19),
        ({"kind": "submission", "points": 2, "where": {"used": True}}, 19 + 2 * 2),
        ({"kind": "submission", "points": 2, "where": {"used": "city"}}, 19 + 2),
        ({"kind": "submission", "points": -1, "where": {"used": False}}, 19 - 2),
        ({"kind": "limit", "of": ["submission"], "most": 0.5, "each": "item"}, 4 * 0.5 + 15),
        ({"kind": "limit", "most": 4, "each": "item"}, 4 + 1 + 4 + 1),
        ({"kind": "highest", "of": ["submission", "adoption"], "by": ["item"]}, 3 + 1 + 9 + 1),
    ],
    ids=str,
)
def test_what_became_of_reports_counted_together_is_worked_out_by_hand(
    four: Program, rule: Row, points: Decimal
) -> None:
    put_in_force(four.db, written([*PRICES, {"clause": "s", **rule}], USUAL), date(2021, 6, 1))
    with Office(four.db, date(2021, 8, 1)) as office:
        score = office.result("2021-06", lines=False).groups[0].standings[0].score
    assert score.points == points
    if rule["kind"] == "rate":  # those of which the same is to be said are one
        of_sent = [line.points for line in score.lines if line.clause == "p1"]
        assert sorted(of_sent) == [2, 2]


@pytest.mark.parametrize("name", SINGLE)
def test_more_reports_that_are_alike_are_no_more_facts(four: Program, name: str) -> None:
    put_in_force(four.db, written([*PRICES, *SINGLE[name]], USUAL), date(2021, 6, 1))
    before = facts_of_june(four.db)
    sent = {"unit": "甲社区", "received": "2021-06-03"}
    four.take("submission", [{**sent, "title": f"动态{n}"} for n in range(30)])
    assert facts_of_june(four.db) == before


def facts_of_june(db: Path) -> tuple[int, int]:
    """As how many facts what was sent and used is counted for sums."""
    june = Period(date(2021, 6, 1), date(2021, 7, 1), "2021-06")
    with closing(opened(db)) as ledger:
        snapshot = Snapshot(ledger)
        ruled = rulings(snapshot, snapshot.schemes.over(june), june, grain="sums")
    facts = [ruling.facts for ruling in ruled.values()]
    return sum(len(it.submissions) for it in facts), sum(len(it.adoptions) for it in facts)
