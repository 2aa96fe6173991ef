"""Years in many windows: each is asked with the reports of its own days, not with those of all."""

import json
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from grains import dense_ledger
from inforeport.model import Facts
from inforeport.model.apart import Apart
from inforeport.period import Period
from inforeport.store import Ledger, opened
from inforeport.store.facts import facts

YEAR = Period(date(2021, 1, 1), date(2022, 1, 1))
WEEKS = Apart(frozenset(YEAR.start + timedelta(weeks=n) for n in range(1, 53)), frozenset({"item"}))
Rows = list[tuple[Any, ...]]


@pytest.fixture(scope="module")
def dense(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an office with a dense ledger."""
    return dense_ledger(tmp_path_factory.mktemp("dense"))


@pytest.fixture
def named(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many reports each question named as told apart, from now on."""
    lengths: list[int] = []
    ask = Ledger.tuples

    def told(ledger: Ledger, sql: str, **given: Any) -> Rows:
        lengths.append(len(json.loads(given.get("single", "[]"))))
        return ask(ledger, sql, **given)

    monkeypatch.setattr(Ledger, "tuples", told)
    return lengths


@pytest.mark.parametrize("uses_by", ["adopted", "received"])
def test_a_report_told_apart_is_named_to_the_weeks_it_falls_into_alone(
    dense: Path, named: list[int], uses_by: str
) -> None:
    read = facts(opened(dense), YEAR, uses_by=uses_by, apart=WEEKS)
    single = [*(report.n for report in read.submissions), *(use.n for use in read.adoptions)]
    assert len([length for length in named if length]) > 60
    assert sum(named) < 4 * single.count(1)  # to read them, to date them, and to leave them out


@pytest.mark.parametrize("uses_by", ["adopted", "received"])
def test_weeks_counted_together_come_to_what_they_do_one_by_one(dense: Path, uses_by: str) -> None:
    one_by_one = facts(opened(dense), YEAR, uses_by=uses_by)
    together = facts(opened(dense), YEAR, uses_by=uses_by, apart=WEEKS)
    assert by_weeks(together, uses_by) == by_weeks(one_by_one, uses_by)
    assert len(together.adoptions) < len(one_by_one.adoptions)


def by_weeks(read: Facts, uses_by: str) -> Counter[tuple[object, ...]]:
    """How many reports and uses each unit has in each week, these by level, form and share."""
    weeks: Counter[tuple[object, ...]] = Counter()
    for report in read.submissions:
        weeks["sent", report.unit, _week(report.received)] += report.n
    for use in read.adoptions:
        day = use.on if uses_by == "adopted" else use.received
        weeks["used", use.unit, _week(day), use.level, use.share] += use.n
    return weeks


def _week(day: date) -> int:
    return (day - YEAR.start).days // 7
