"""Schemes drawn at random over small ledgers: the program and the plain calculation agree exactly,
for every unit, in every month, quarter and year.

The usual run draws six; `make random` draws many.
"""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from books import founded, plain, points, put_in_force
from conftest import Program
from drawn import HEAD, Drawn, schemes, written
from drawn_ledger import book
from inforeport import scoring
from inforeport.errors import SchemeMistakes
from inforeport.office.rulings import rulings
from inforeport.office.snapshot import Snapshot
from inforeport.period import Period
from inforeport.store import opened
from not_yet import is_ready
from referee import NotCovered, score
from referee.days import Run, length, named

EXAMPLES = int(os.environ.get("RANDOM_SCHEMES", "6"))
LEDGERS = 3 if EXAMPLES < 100 else 40
PERIODS = [f"2021-{month:02}" for month in range(1, 13)]
YEAR = Period(date(2021, 1, 1), date(2022, 1, 1), "2021")
PERIODS += ["2021-Q1", "2021-Q2", "2021-Q3", "2021-Q4", "2021"]


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Path]:
    """A function that gives the file of an office with a ledger drawn at random, and no scheme."""
    made: dict[int, Path] = {}

    def office(seed: int) -> Path:
        if seed not in made:
            made[seed] = tmp_path_factory.mktemp("office") / "office.db"
            nothing = [{"kind": "start", "clause": "1", "points": 0}]
            text = written(nothing, HEAD.format(deadline="friday", belongs="end"))
            founded(Program(made[seed]), [(date(2021, 1, 1), text)], book(seed))
            file = sqlite3.connect(made[seed])
            file.execute("delete from scheme")
            file.commit()
            file.close()
        return made[seed]

    return office


def ruled_by(db: Path) -> list[scoring.Ruling]:
    """The schemes of a file over the year, with their facts."""
    with closing(opened(db)) as ledger:
        snapshot = Snapshot(ledger)
        return [*rulings(snapshot, snapshot.schemes.over(YEAR), YEAR).values()]


def asked(drawn: Drawn) -> list[str]:
    """The periods that are compared; as yet, none that is shorter than a window."""
    if is_ready("papers"):
        return PERIODS
    run = Run(date(2021, 1, 1))
    return [it for it in PERIODS if length(named(it, {}, run).per) >= length(drawn.longest)]


@settings(max_examples=EXAMPLES, report_multiple_bugs=False)
@given(seed=st.integers(0, LEDGERS - 1), drawn=schemes())
def test_program_and_plain_calculation_agree(
    offices: Callable[[int], Path], seed: int, drawn: Drawn
) -> None:
    db = offices(seed).with_name("drawn.db")
    shutil.copyfile(offices(seed), db)
    try:
        for day, text in drawn.schemes:
            put_in_force(db, text, day)
    except SchemeMistakes:
        assume(False)  # two rules that come to the same were drawn
    try:
        done = score(book(seed), [(day, plain(text)) for day, text in drawn.schemes], "2021")
    except NotCovered:  # what a limit of an earlier scheme carries on
        assume(False)
    periods = asked(drawn)
    is_given = points(db, *periods)
    for period in periods:
        span = named(period, plain(drawn.schemes[-1][1]), done.ledger.run)
        wanted = replace(done, period=span).points()
        there = {unit: wanted[unit] for unit in is_given[period]}  # who has joined by then
        assert is_given[period] == there, f"{period}: {drawn}"
    ruled = ruled_by(db)
    assert scoring.owed(ruled, YEAR) == scoring.score(ruled, YEAR).dues, f"{drawn}"
