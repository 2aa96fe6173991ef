"""Small inputs for the language of schemes, each worked on paper, and each held against two things:
the plain calculation of `referee`, and the program with the lists put into an office's file.

The inputs stand in `cases/language.toml`. What the program does not give yet is marked there.
"""

import json
import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

import pytest

from books import LONG_AFTER, founded, plain
from conftest import CASES, Program, Ran
from referee import Scored, places, score, titles

Row = dict[str, Any]

HEAD = """
title  = "{title}"
since  = {since}
{until}
period = "month"
groups = {groups}
levels = {{ county = "县", city = "市" }}
kinds  = {{ "图片" = "图片" }}
{categories}

[counting]
joining   = "ends after"
counts_on = "adopted"
{repeated}
unstated  = "whole"
campaign  = "sum"
places    = 2

[calendar]
deadline = "sunday"
belongs  = "end"
{calendar}

[ranking]
ties = "gap"
{ranking}
"""

FILE = plain((CASES / "language.toml").read_text(encoding="utf-8"))
BY_ID: dict[str, Row] = {case["id"]: case for case in FILE["case"]}


def text(case: Row, rules: str, title: str) -> str:
    """A scheme file of a case: the head and the rules."""
    head = case.get("head", {})
    until = f"until = {head['until']}" if "until" in head else ""
    groups = head.get("groups", '{ unit = "单位" }')
    since = head.get("since", "2021-01-01")
    one_counts = re.search(r"^once|highest", rules, re.MULTILINE)
    repeated = "" if one_counts else 'repeated = "add"'
    days = {"holidays": "keep"} | case.get("calendar", {})
    calendar = "\n".join(f"{key} = {_value(value)}" for key, value in days.items())
    named = {"title": title, "since": since, "until": until, "groups": groups}
    listed = "" if "[categories]" in rules else 'categories = { "动态" = "动态", "调研" = "调研" }'
    named |= {"calendar": calendar, "ranking": head.get("ranking", ""), "categories": listed}
    return HEAD.format(**named, repeated=repeated) + rules


def _value(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    return json.dumps(value) if isinstance(value, str) else str(value)


def schemes(case: Row) -> list[tuple[date, str]]:
    """The schemes of a case, each with its first day."""
    first = (date.fromisoformat(str(case.get("head", {}).get("since", "2021-01-01"))),)
    found = [(*first, text(case, case["rules"], "甲办法"))]
    if "later" in case:
        found.append((case["from"], text(case, case["later"], "乙办法")))
    return found


def book(case: Row) -> Row:
    """The ledger of a case, with the reports that its uses bring with them."""
    names = [unit.partition("/") for unit in case.get("units", ["甲", "乙"])]
    joined, staff = case.get("joined", {}), case.get("staff", {})
    found: Row = {
        "unit": [
            {
                "name": name,
                "group": group or "unit",
                "since": joined.get(name),
                "headcount": staff.get(name),
            }
            for name, _, group in names
        ]
    }
    reports = [{"unit": "甲", **report} for report in case.get("submission", ())]
    for unit, months in case.get("each_month", {}).items():
        for place, month in enumerate(months):
            day = date(2021, month, 10)
            again = "b" * months[:place].count(month)
            reports.append({"unit": unit, "ref": f"{unit}-{month}{again}", "received": day})
    for sort in ("adoption", "instruction", "forwarding", "commission", "mark"):
        found[sort] = [{**_usual(sort), **fact} for fact in case.get(sort, ())]
        for fact in found[sort]:
            if fact.get("ref") and fact["ref"] not in {report["ref"] for report in reports}:
                reports.append({"unit": "甲", "ref": fact["ref"], "received": fact["on"]})
    found["reporter"] = [{"unit": "甲", **person} for person in case.get("reporter", ())]
    return found | {"submission": reports}


def _usual(sort: str) -> Row:
    return {"instruction": {"level": "county"}, "mark": {"unit": "甲"}}.get(sort, {})


@cache
def scored(name: str, period: str) -> Scored:
    """What the plain calculation makes of a case."""
    case = BY_ID[name]
    return score(book(case), [(day, plain(it)) for day, it in schemes(case)], period)


@pytest.mark.parametrize("name", BY_ID)
def test_the_plain_calculation_gives_it(name: str) -> None:
    case = BY_ID[name]
    last = plain(schemes(case)[-1][1])
    for period, wanted in case.get("points", {}).items():
        found = scored(name, period).points()
        assert {unit: found[unit] for unit in wanted} == exactly(wanted), period
    for period, wanted in case.get("flags", {}).items():
        done = scored(name, period)
        assert {unit: [it.word for it in done.marked(unit)] for unit in wanted} == wanted, period
    for period, wanted in case.get("places", {}).items():
        found_places = places(scored(name, period), last, "unit")
        assert {unit: it for unit, it in found_places.items() if it} == wanted, period
    for period, wanted in case.get("titles", {}).items():
        assert titles(scored(name, period), last, "unit") == wanted, period


def exactly(figures: dict[str, Any]) -> dict[str, Fraction]:
    """The same figures, exact."""
    return {unit: Fraction(str(figure)) for unit, figure in figures.items()}


def today_or_not(cases: Iterable[Row]) -> list[Any]:
    """Each case, those that the program does not give yet marked so."""
    return [
        pytest.param(
            case,
            id=case["id"],
            marks=[pytest.mark.xfail(strict=True, reason=case["fails"])] if "fails" in case else [],
        )
        for case in cases
    ]


@pytest.mark.parametrize("case", today_or_not(BY_ID.values()))
def test_the_program_gives_it(run: Program, case: Row) -> None:
    founded(run, schemes(case), book(case))
    holds(run, case)
    if case.get("open"):
        assert "open:" in run("scheme", "check", run.db.with_name("scheme.toml")).out
    for unit in case.get("shown", ()):
        told = run("explain", unit, "--period", list(case["points"])[-1], today=LONG_AFTER).out
        assert not re.search(r"\.\d{5}", told), told


def holds(run: Program, case: Row) -> None:
    """That the program gives the points, flags, places and titles of a case."""
    for period, wanted in case.get("points", {}).items():
        units = {one["unit"]: one for one in answer(run, "score", period)["units"]}
        found = {unit: units[unit]["points"] for unit in wanted}
        assert exactly(found) == exactly(wanted), period
    for period, wanted in case.get("flags", {}).items():
        units = {one["unit"]: one for one in answer(run, "score", period)["units"]}
        assert {unit: units[unit]["flags"] for unit in wanted} == wanted, period
    for period, wanted in case.get("places", {}).items():
        [group] = answer(run, "rank", period)["groups"]
        found = {one["unit"]: one["place"] for one in group["standings"] if one["place"]}
        assert found == wanted, period
    for period, wanted in case.get("titles", {}).items():
        given = answer(run, "reward", period)["titles"]
        found = {one["title"]: [_whose(it) for it in one["awards"]] for one in given}
        assert found == wanted, period
    for period, wanted in case.get("prizes", {}).items():
        lists = answer(run, "reward", period)["groups"]
        found = {_whose(it): it["amount"] for one in lists for it in one["prizes"]}
        assert found == wanted, period
    for period, wanted in case.get("persons", {}).items():
        people = answer(run, "score", period).get("persons", ())
        found = {_whose(it): it["points"] for it in people}
        assert exactly(found) == exactly(wanted), period
    for period, wanted in case.get("fees", {}).items():
        fees = answer(run, "reward", period)["fees"]
        found = {one["unit"]: one["amount"] for one in fees if one["lines"]}
        of_persons = [{**it, "unit": one["unit"]} for one in fees for it in one["persons"]]
        assert found | {_whose(it): it["amount"] for it in of_persons} == wanted, period


def _whose(given: Row) -> str:
    """The unit that has something, or the person with its unit."""
    return f"{given['person']}/{given['unit']}" if "person" in given else str(given["unit"])


def answer(run: Program, command: str, period: str) -> Row:
    """What the program answers of a period, its figures exact."""
    when = ["--campaign"] if period == "campaign" else ["--period", period]
    ran = run(command, *when, "--json", today=LONG_AFTER)
    assert ran.status in {0, 8}, ran
    found: Row = json.loads(ran.out, parse_float=Decimal, parse_int=Decimal)
    return found


# What is a mistake, and what the file may look like

MISTAKES = {
    "a floor of what was taken above nothing": ('only = "taken"\nleast = 6', "least"),
    "a cap of what was taken": ('only = "taken"\nmost = -6', "most"),
    "a cap of what was given below nothing": ('only = "given"\nmost = -6', "most"),
    "a floor of what was given": ('only = "given"\nleast = 6', "least"),
}


@pytest.mark.parametrize("says", MISTAKES)
def test_a_limit_with_the_wrong_sign_is_a_mistake_with_its_place(run: Program, says: str) -> None:
    figures, key = MISTAKES[says]
    rules = '[[rule]]\nkind = "mark"\nclause = "1"\npoints = { error = -4, bonus = 4 }\n'
    ran = check(run, f'{rules}[[rule]]\nkind = "limit"\nclause = "2"\n{figures}\n'.encode())
    assert ran.status == 4
    assert re.search(rf"scheme\.toml:\d+: error\[scheme-\w+\]: rule 2: {key}", ran.err), ran


def check(run: Program, rules: bytes) -> Ran:
    """What the check says of a scheme of these rules."""
    path = run.db.with_name("scheme.toml")
    path.write_bytes(text({}, "", "甲办法").encode() + rules)
    return run("scheme", "check", path)


@pytest.mark.parametrize(
    ("rules", "number"),
    [
        ('[codes]\n奖励 = "奖励"\n', 2),
        ('[[rule]]\nkind = "adoption"\nclause = "1"\npoints = { 县 = 3 }\n', 4),
    ],
)
def test_a_chinese_key_without_quotation_marks_is_answered_with_the_remedy(
    run: Program, rules: str, number: int
) -> None:
    line = text({}, "", "甲办法").count("\n") + number
    ran = check(run, rules.encode())
    assert ran.status == 4
    assert f"scheme.toml:{line}: " in ran.err
    assert "quot" in ran.err


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_a_file_in_another_encoding_is_read_or_named(run: Program, encoding: str) -> None:
    path = run.db.with_name("scheme.toml")
    path.write_text(text({}, BY_ID["A5"]["rules"], "甲办法"), encoding=encoding)
    ran = run("scheme", "check", path)
    assert ran.status in {0, 8} or "UTF-8" in ran.err, ran
