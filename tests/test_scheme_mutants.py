"""Five hundred mutants of the good scheme files: each is refused with a place, or named by the
check, or gives the figures that the plain calculation gives; none gives others in silence.

The usual run has a sample; `make broken` has all.
"""

import re
from fractions import Fraction
from pathlib import Path

import pytest

from books import LONG_AFTER, plain
from broken import Mutant, mutant
from conftest import Program
from inforeport.cli._schemes import stored
from inforeport.errors import InforeportError
from inforeport.office import Office
from referee import NotCovered, score
from referee.sheet import ledger
from sheets import loaded, sheet

SAMPLE, ALL = 40, 500
LONGER = "what is judged over a longer window stands in the last of its months, too"
MIXED = "which of points given and points taken is the dearest"
TODAY: dict[int, str] = {}
"""The mutants that are told wrong as yet, and why."""


def seeds() -> list[object]:
    """Every seed; those that are not in the sample are slow, and some are not right yet."""
    return [
        pytest.param(
            seed,
            marks=[
                *([pytest.mark.slow] if seed >= SAMPLE else []),
                *([pytest.mark.xfail(strict=True, reason=TODAY[seed])] if seed in TODAY else []),
            ],
        )
        for seed in range(ALL)
    ]


@pytest.mark.parametrize("seed", seeds())
def test_a_broken_scheme_gives_no_other_figures_in_silence(tmp_path: Path, seed: int) -> None:
    broken = mutant(seed, few=seed < SAMPLE)
    path = tmp_path / "scheme.toml"
    path.write_text(broken.text, encoding="utf-8")
    run = loaded(broken.name)
    ran = run("scheme", "check", path)
    if ran.status == 4:
        assert re.search(r"scheme\.toml:\d+: error\[", ran.err), (broken.says, ran.err)
        return
    assert ran.status in {0, 8}, (broken.says, ran)
    if named(ran.out) - named_of_the_good(broken, run, tmp_path):
        return
    for period in dict.fromkeys(it["label"] for it in sheet(broken.name)["periods"]):
        compare(broken, run, path, period)


def named(out: str) -> set[str]:
    """What the check names: what is open, and what says nothing."""
    return set(re.findall(r"^ *(?:open|unused): .*", out, re.MULTILINE))


def named_of_the_good(broken: Mutant, run: Program, folder: Path) -> set[str]:
    """What it names of the good file, written anew in the same way."""
    path = folder / "good.toml"
    path.write_text(broken.good, "utf-8")
    return named(run("scheme", "check", path).out)


def compare(broken: Mutant, run: Program, path: Path, period: str) -> None:
    """The figures of a period, the program's and the plain calculation's."""
    scheme = plain(broken.text)
    try:
        wanted = score(ledger(sheet(broken.name)), [(scheme["since"], scheme)], period).points()
    except NotCovered:
        return
    with Office(run.db, LONG_AFTER) as office:
        span = office.calendar.campaign(LONG_AFTER) if period == "campaign" else period
        try:
            _, then = office.what_if(stored(str(path), None), span)
        except InforeportError:
            return  # one sentence: the scheme has no points, or does not rule then
    standings = [it for group in then.result.groups for it in group.standings]
    is_given = {it.score.unit: Fraction(it.score.points) for it in standings}
    assert is_given == {unit: wanted[unit] for unit in is_given}, f"{broken.says}, {period}"
