"""Whole notices in schemes: each held against figures worked out on paper first, and those against
the plain calculation, as far as it goes.
"""

from datetime import date
from typing import Any

import pytest

from books import founded, plain
from conftest import CASES, Program
from inforeport.scheme import upgraded
from referee import NotCovered, score
from test_language import book, exactly, holds
from test_upgrade import meant

CASE: list[dict[str, Any]] = plain((CASES / "notices.toml").read_text(encoding="utf-8"))["case"]
EACH = [pytest.param(case, id=case["id"]) for case in CASE]


def schemes(case: dict[str, Any]) -> list[tuple[date, str]]:
    """The scheme of a case, from its first day on."""
    return [(plain(case["scheme"])["since"], case["scheme"])]


@pytest.mark.parametrize("case", EACH)
def test_the_program_gives_what_was_worked_on_paper(run: Program, case: dict[str, Any]) -> None:
    founded(run, schemes(case), book(case))
    holds(run, case)


@pytest.mark.parametrize("case", EACH)
def test_the_plain_calculation_gives_it_too(case: dict[str, Any]) -> None:
    files = [(day, plain(text)) for day, text in schemes(case)]
    try:
        for period, wanted in case["points"].items():
            found = score(book(case), files, period).points()
            assert {unit: found[unit] for unit in wanted} == exactly(wanted), period
    except NotCovered as beyond:
        pytest.skip(f"the plain calculation does not know {beyond}")


@pytest.mark.parametrize("case", EACH)
def test_it_means_the_same_in_the_second_edition(case: dict[str, Any]) -> None:
    ((_, first),) = schemes(case)
    assert meant(upgraded(first, "a.toml")) == meant(first)
