"""Sentences of notices that a scheme can say, each held against figures worked on paper."""

from typing import Any

import pytest

from books import founded, plain
from conftest import CASES, Program
from test_language import book, holds, schemes

CASE: list[dict[str, Any]] = plain((CASES / "sayable.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in CASE])
def test_the_program_gives_what_was_worked_on_paper(run: Program, case: dict[str, Any]) -> None:
    founded(run, schemes(case), book(case))
    holds(run, case)
