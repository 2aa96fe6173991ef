"""What is counted together comes to the same as what is counted one by one, exactly.

Every scheme of `examples/` and every one that is shipped over a dense ledger drawn at random, and
random schemes too: the whole result is the definition, that of sums must be its sums.
"""

import os
import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis.strategies import lists, sampled_from

from books import put_in_force, under
from conftest import Program
from drawn import Drawn, schemes, written
from grains import SINGLE, check, copied, dense_ledger, filled
from inforeport.errors import SchemeMistakes
from inforeport.model.apart import turning
from inforeport.office import Office
from inforeport.period import Period
from inforeport.scheme import SHIPPED, read

EXAMPLES = int(os.environ.get("RANDOM_SCHEMES", "3"))
MONTHS, REPORTS = (6, 600) if EXAMPLES >= 100 else (2, 300)
"""How many months are compared, with their quarters and the year, and the reports of a ledger.

`make random` takes more.
"""
FILES = sorted(
    [*(Path(__file__).parent.parent / "examples" / "schemes").glob("*.toml"), *SHIPPED.glob("*")]
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_scheme_gives_the_same_sums(run: Program, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    since = tomllib.loads(text)["since"]
    under(run, text)
    filled(run.db, read(text, path.name), len(path.stem), since, reports=REPORTS)
    check(run.db, since, months=MONTHS)


def test_where_nothing_is_told_apart_the_sums_are_the_same(office: Program) -> None:
    office.take("unit", [{"unit": "甲社区", "group": "社区"}, {"unit": "乙社区", "group": "社区"}])
    reports = [("a1", "甲社区"), ("a2", "甲社区"), ("a3", "乙社区")]
    office.take(
        "submission",
        [
            {"ref": ref, "unit": unit, "title": ref, "received": "2009-06-03"}
            for ref, unit in reports
        ],
    )
    uses = [{"ref": ref, "level": "street", "adopted": "2009-06-04"} for ref, _ in reports]
    office.take("adoption", uses)
    check(office.db, date(2009, 5, 2))
    with Office(office.db, date(2009, 8, 1)) as asked_:
        first = asked_.result("2009-06", lines=False).groups[0].standings[0].score
        assert [line.points for line in first.lines if line.part == "adoption"] == [16]


@pytest.fixture(scope="module")
def dense(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an office with a dense ledger, and no scheme."""
    return dense_ledger(tmp_path_factory.mktemp("dense"))


@settings(max_examples=EXAMPLES, report_multiple_bugs=False)
@given(
    drawn=schemes(),
    more=lists(sampled_from(sorted(SINGLE)), max_size=2, unique=True),
    running=sampled_from(["", '"year"', '"whole"']),
)
def test_random_schemes_give_the_same_sums(
    dense: Path, drawn: Drawn, more: list[str], running: str
) -> None:
    db = copied(dense)
    ties = f'ties = "gap"\nrunning = {running}' if running else 'ties = "gap"'
    single = [rule for name in more for rule in SINGLE[name]]
    try:
        for day, text in drawn.schemes:
            put_in_force(db, written(single, text.replace('ties = "gap"', ties)), day)
    except SchemeMistakes:
        assume(False)  # two rules that come to the same were drawn
    check(db, date(2021, 1, 1), months=MONTHS)


def test_days_that_turn_a_condition_are_those_after_it_and_the_first_ones() -> None:
    turns = turning(Period(date(2024, 1, 10), date(2024, 3, 2)), {25, 31})
    assert sorted(turns) == [
        *(date(2024, 1, 1), date(2024, 1, 26), date(2024, 2, 1), date(2024, 2, 26)),
        *(date(2024, 3, 1), date(2024, 3, 26), date(2024, 4, 1)),
    ]
    assert turning(Period(end=date(2024, 3, 2)), {25}) == set()
