"""The plain calculation against the case sheets: what they expect, it gives, exactly.

It shares nothing with the program but the files of `examples/schemes/`, so where both agree with a
sheet neither was bent to the other.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

import pytest

from referee import Scored, places, score, titles
from referee.editions import first
from referee.lines import Line
from referee.sheet import ledger
from sheets import NAMES, SCHEMES, sheet, sheets

Row = dict[str, Any]


def cases(key: str) -> Iterator[Any]:
    """Each period of each sheet that expects something under a key."""
    for name in sheets():
        for period in dict.fromkeys(row["period"] for row in sheet(name).get(key, ())):
            yield pytest.param(name, period, id=f"{name}-{period}")


def is_composed(name: str, period: str) -> bool:
    """Whether a period is made of others of the sheet."""
    spans = {row["label"]: (row["from"], row["to"]) for row in sheet(name)["periods"]}
    first, last = spans.pop(period)
    return any(first <= start and end <= last for start, end in spans.values())


@cache
def scheme(name: str) -> Row:
    """A scheme file, its figures exact."""
    text = (SCHEMES / f"{name}.toml").read_text(encoding="utf-8")
    return first(tomllib.loads(text, parse_float=Decimal))


@cache
def scored(name: str, period: str) -> Scored:
    """What the plain calculation makes of a sheet."""
    return score(ledger(sheet(name)), [(scheme(name)["since"], scheme(name))], period)


def expected(name: str, key: str, period: str) -> list[Row]:
    """What a sheet expects of a period."""
    return [row for row in sheet(name)[key] if row["period"] == period]


@pytest.mark.parametrize(("name", "period"), list(cases("expected")))
def test_points_of_every_unit(name: str, period: str) -> None:
    wanted = {row["unit"]: Fraction(row["points"]) for row in expected(name, "expected", period)}
    assert scored(name, period).points() == wanted


@pytest.mark.parametrize(("name", "period"), list(cases("expected")))
def test_points_of_every_clause(name: str, period: str) -> None:
    if is_composed(name, period):
        return  # a sheet tells such a period by the sums of its parts
    for row in expected(name, "expected", period):
        wanted: dict[str, Fraction] = defaultdict(Fraction)
        for line in row["lines"]:
            wanted[str(line["rule_no"])] += Fraction(line["points"])
        found = scored(name, period).by("clause", row["unit"])
        assert found == {clause: points for clause, points in wanted.items() if points}


@pytest.mark.parametrize(("name", "period"), list(cases("expected")))
def test_flags_of_every_unit(name: str, period: str) -> None:
    words = {"veto": "一票否决", "no title": "不得评先"}
    for row in expected(name, "expected", period):
        wanted = {words.get(flag, flag) for flag in row.get("flags", ())} - {"explains"}
        assert {flag.word for flag in scored(name, period).marked(row["unit"])} == wanted


FALLS_DUE = {("E1", "2022-06")}
"""A duty of two months falls due in June, and is judged in no paper of June."""


@pytest.mark.parametrize(("name", "period"), list(cases("duties")))
def test_duties_of_every_unit(name: str, period: str) -> None:
    if (name, period) in FALLS_DUE:
        return
    done = scored(name, period)
    for duty in expected(name, "duties", period):
        mine = [due for due in done.owed(duty["unit"]) if _is_of(due.entry, duty)]
        assert sum(due.owed for due in mine) == duty["due"]
        assert sum(due.done for due in mine) == Fraction(str(duty["done"]))


def _is_of(entry: Row, duty: Row) -> bool:
    """Whether a rule is the duty that a sheet speaks of."""
    what = {"submitted": "submitted", "adopted": "adopted"}.get(duty.get("what", ""))
    same = str(entry["clause"]) == str(duty["rule_no"])
    level = duty.get("level") is None or NAMES[duty["level"]] == entry.get("name")
    return same and level and what in {None, entry.get("what", "submitted")}


@pytest.mark.parametrize(("name", "period"), list(cases("rank")))
def test_places_of_every_group(name: str, period: str) -> None:
    groups: dict[str, str] = scheme(name)["groups"]
    keys = {word: key for key, word in groups.items()} | {key: key for key in groups}
    for row in expected(name, "rank", period):
        wanted = {it["unit"]: it["place"] for it in row["places"]}
        wanted |= dict.fromkeys(row.get("not_ranked", ()))
        assert places(scored(name, period), scheme(name), keys[row["group"]]) == wanted


@pytest.mark.parametrize(("name", "period"), list(cases("titles")))
def test_titles_of_every_group(name: str, period: str) -> None:
    done = scored(name, period)
    given = [titles(done, scheme(name), group) for group in scheme(name)["groups"]]
    for row in expected(name, "titles", period):
        assert [units[row["title"]] for units in given if row["title"] in units] == [row["units"]]


@pytest.mark.parametrize(("name", "period"), list(cases("money")))
def test_fees_of_every_unit(name: str, period: str) -> None:
    done = scored(name, period)
    for row in expected(name, "money", period):
        if "units" in row or "place" in row:
            continue  # prizes are left out
        mine = [line for line in done.fees if _is_of_the_fee(line, row["unit"], done)]
        assert sum(line.piece.points for line in mine) == Fraction(row["amount"])


def _is_of_the_fee(line: Line, unit: str, done: Scored) -> bool:
    return (line.piece.unit, line.window.per) == (unit, done.period.per) and done.stands(line)
