"""Sentences of notices that a scheme can say, each held against figures worked on paper, and those
against the plain calculation, as far as it goes.
"""

from typing import Any

import pytest

from books import LONG_AFTER, founded, plain
from conftest import CASES, Program
from referee import NotCovered, score
from test_language import book, exactly, holds, schemes

CASE: list[dict[str, Any]] = plain((CASES / "sayable.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in CASE])
def test_the_program_gives_what_was_worked_on_paper(run: Program, case: dict[str, Any]) -> None:
    founded(run, schemes(case), book(case))
    holds(run, case)


@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in CASE])
def test_the_plain_calculation_gives_it_too(case: dict[str, Any]) -> None:
    files = [(day, plain(text)) for day, text in schemes(case)]
    try:
        for period, wanted in case.get("points", {}).items():
            found = score(book(case), files, period).points()
            assert {unit: found[unit] for unit in wanted} == exactly(wanted), period
        for period, wanted in case.get("flags", {}).items():
            done = score(book(case), files, period)
            assert {it: [flag.word for flag in done.marked(it)] for it in wanted} == wanted, period
    except NotCovered as beyond:
        pytest.skip(f"the plain calculation does not know {beyond}")


def test_a_unit_without_persons_is_named_where_each_of_them_has_something(run: Program) -> None:
    case = next(one for one in CASE if one["id"] == "H3")
    founded(run, schemes(case), book({**case, "units": ["甲", "乙", "丙"]}))
    ran = run("score", "--period", "2021-01", today=LONG_AFTER)
    assert "no person is on file for clause 1.2: 丙" in ran.err
