"""Thirteen written schemes, and some of our own: every figure of the sheets, read back.

A sheet states a notice's rules as plain facts, with a ledger and what it must give; it was worked
out without this program. The scheme is the file of the same name in `examples/schemes/`.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from conftest import Program
from sheets import NAMES, SHEETS, loaded, sheet, sheets, sums, when

Row = dict[str, Any]

LONG_AFTER = date(2026, 1, 31)


def cases(key: str) -> Iterator[Any]:
    """Each period of each sheet that expects something under a key."""
    for name in sheets():
        periods = dict.fromkeys(one["period"] for one in sheet(name).get(key, ()))
        for period in periods:
            yield pytest.param(name, period, id=f"{name}-{period}")


def expected(name: str, key: str, period: str) -> list[Row]:
    """What a sheet expects of a period."""
    return [one for one in sheet(name)[key] if one["period"] == period]


def is_composed(name: str, period: str) -> bool:
    """Whether a period is made of others of the sheet."""
    spans = {one["label"]: (one["from"], one["to"]) for one in sheet(name)["periods"]}
    first, last = spans.pop(period)
    return any(bool(first <= start and end <= last) for start, end in spans.values())


@cache
def answer(run: Program, *args: str) -> Row:
    """What the program says, its figures exact; asked once, whoever wants to know."""
    ran = run(*args, "--json", today=LONG_AFTER)
    assert ran.status in {0, 8}, ran
    found: Row = json.loads(ran.out, parse_float=Decimal, parse_int=Decimal)
    return found


def scores(run: Program, period: str) -> dict[str, Row]:
    """What `score` says of each unit."""
    return {one["unit"]: one for one in answer(run, "score", *when(period))["units"]}


@pytest.mark.parametrize(("name", "period"), list(cases("expected")))
def test_points_of_every_unit(name: str, period: str) -> None:
    found = scores(loaded(name), period)
    wanted = {one["unit"]: Decimal(one["points"]) for one in expected(name, "expected", period)}
    assert {unit: one["points"] for unit, one in found.items()} == wanted


@pytest.mark.parametrize(("name", "period"), list(cases("expected")))
def test_points_of_every_clause(name: str, period: str) -> None:
    found = scores(loaded(name), period)
    if is_composed(name, period):
        return  # a sheet tells such a period by the sums of its parts
    for one in (one for one in expected(name, "expected", period) if one["lines"]):
        assert sums(found[one["unit"]]["lines"], "clause") == sums(one["lines"], "rule_no")


@pytest.mark.parametrize(("name", "period"), list(cases("expected")))
def test_points_of_every_report(name: str, period: str) -> None:
    found = scores(loaded(name), period)
    for one in expected(name, "expected", period):
        clauses = {str(line["rule_no"]) for line in one["lines"]}
        clauses -= {str(line["rule_no"]) for line in one["lines"] if len(line.get("refs", ())) != 1}
        wanted = [line for line in one["lines"] if str(line["rule_no"]) in clauses]
        items = [line for line in found[one["unit"]]["lines"] if line["clause"] in clauses]
        assert sums(items, "item") == sums(
            ({**line, "item": line["refs"][0]} for line in wanted), "item"
        )


@pytest.mark.parametrize(("name", "period"), list(cases("expected")))
def test_lines_and_parts_sum_to_the_points(name: str, period: str) -> None:
    for one in scores(loaded(name), period).values():
        assert sum(line["points"] for line in one["lines"]) == one["points"]
        assert sum(one["parts"].values()) == one["points"]


FLAGS = {"veto": "一票否决", "no title": "不得评先"}
"""How the scheme files print what the sheets call otherwise; who explains is told by `rank`."""


@pytest.mark.parametrize(("name", "period"), list(cases("expected")))
def test_flags_of_every_unit(name: str, period: str) -> None:
    found = scores(loaded(name), period)
    for one in expected(name, "expected", period):
        wanted = [FLAGS.get(flag, flag) for flag in one.get("flags", ()) if flag != "explains"]
        assert found[one["unit"]]["flags"] == wanted


@pytest.mark.parametrize(("name", "period"), list(cases("duties")))
def test_duties_of_every_unit(name: str, period: str) -> None:
    windows = answer(loaded(name), "due", *when(period))["windows"]
    for one in expected(name, "duties", period):
        its = [window for window in windows if _is_of(window, one)]
        assert sum(window["owed"] for window in its) == Decimal(one["due"])
        assert sum(window["received"] for window in its) == Decimal(one["done"])
        if "deadlines" in one:
            assert [window["deadline"] for window in its] == one["deadlines"]


def _is_of(window: Row, duty: Row) -> bool:
    """Whether a window is of the duty that a sheet speaks of."""
    whats = {"submitted": "submitted", "adopted": "adopted"}
    what = whats.get(duty.get("what", ""), window["what"])
    name = NAMES.get(duty.get("level", ""), window["name"])
    return bool(
        window["unit"] == duty["unit"]
        and window["clause"] == str(duty["rule_no"])
        and window["what"] == what
        and name == window["name"]
    )


@pytest.mark.parametrize(("name", "period"), list(cases("rank")))
def test_places_of_every_group(name: str, period: str) -> None:
    words = {one["name"]: one["group"] for one in sheet(name)["units"]}
    record = answer(loaded(name), "rank", *when(period))
    for one in expected(name, "rank", period):
        [standings] = [
            group["standings"]
            for group in record["groups"]
            if words[group["standings"][0]["unit"]] == one["group"]
        ]
        found = {it["unit"]: (it["place"], it["points"]) for it in standings}
        wanted = {it["unit"]: (Decimal(it["place"]), Decimal(it["points"])) for it in one["places"]}
        wanted |= {unit: (None, found[unit][1]) for unit in one.get("not_ranked", ())}
        assert found == wanted
        bound = [it["unit"] for it in standings if it["duty"]]
        assert bound == one.get("explains", bound)


@pytest.mark.parametrize(("name", "period"), list(cases("expected")))
def test_running_totals(name: str, period: str) -> None:
    wanted = {
        one["unit"]: Decimal(one["running_total"])
        for one in expected(name, "expected", period)
        if "running_total" in one
    }
    if not wanted:
        return
    record = answer(loaded(name), "rank", *when(period))
    found = {
        it["unit"]: it["running_total"] for group in record["groups"] for it in group["standings"]
    }
    assert found == wanted


@pytest.mark.parametrize(("name", "period"), list(cases("money")))
def test_money_of_every_unit(name: str, period: str) -> None:
    """Prizes by place, ties that are not paid, and fees with the persons they are shared among.

    A fee is of the window it was judged in: what a month settles is not settled by the year again.
    """
    record = answer(loaded(name), "reward", *when(period))
    prizes = {one["unit"]: one for group in record["groups"] for one in group["prizes"]}
    fees = {one["unit"]: one for one in record.get("fees", ())}
    for one in expected(name, "money", period):
        if "units" in one:
            [open_] = [it for group in record["groups"] for it in group["undecided"]]
            assert (open_["units"], open_["places"]) == (one["units"], one["places"])
            assert open_["amounts"] == [Decimal(amount) for amount in one["amounts"]]
        elif "place" in one:
            assert prizes[one["unit"]]["amount"] == Decimal(one["amount"])
        else:
            _check_fee(fees[one["unit"]], one)


def _check_fee(fee: Row, wanted: Row) -> None:
    lines = fee["lines"]
    assert fee["amount"] == sum(line["amount"] for line in lines) == Decimal(wanted["amount"])
    assert sums(lines, "clause", "amount") == sums(wanted["lines"], "rule_no", "amount")
    persons: dict[str, Decimal] = defaultdict(Decimal)
    for line in (*wanted["lines"], wanted):
        for person in line.get("persons", ()):
            persons[person["name"]] += Decimal(person["amount"])
    assert {one["person"]: one["amount"] for one in fee["persons"]} == persons


@pytest.mark.parametrize(("name", "period"), list(cases("persons")))
def test_points_of_every_person(name: str, period: str) -> None:
    record = answer(loaded(name), "score", *when(period))
    found = {(one["person"], one["unit"]): one["points"] for one in record["persons"]}
    assert found == {
        (one["person"], one["unit"]): Decimal(one["points"])
        for one in expected(name, "persons", period)
    }


@pytest.mark.parametrize(("name", "period"), list(cases("titles")))
def test_titles_of_every_group(name: str, period: str) -> None:
    record = answer(loaded(name), "reward", *when(period))
    for one in expected(name, "titles", period):
        [title] = [it for it in record["titles"] if it["title"] == one["title"]]
        assert [award["unit"] for award in title["awards"]] == one["units"]


def test_every_sheet_has_its_scheme_file() -> None:
    assert len(sheets()) >= 13
    assert {path.stem for path in SHEETS.glob("*.json")} <= {*sheets()}
