"""What many ledgers cost together, as ratios to one core and to a loop of the shell.

    python tools/bench_rollup.py [RUNS]

A hundred ledgers of 30 units and 2,400 reports each, asked for a year: by a process for each core,
and by one process held to one core, in turn; then a tenth of them by `score` one after the other,
counted tenfold; then their facts as Parquet, asked beside them by one process, and their size.
Seconds of the wall are those of this machine with whatever else it does; seconds
of the processor are not moved by that. Nothing here fails: the figures are for people to judge.
"""

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import NamedTuple

from inforeport.model.rollup import Ask, Source
from inforeport.period import Period
from inforeport.rollup.asking import answer_of
from inforeport.rollup.engines import on_this_machine
from inforeport.rollup.facts import filed
from many_ledgers import PROGRAM, make

RUNS = 3
OFFICES, PART = 100, 10
YEAR = ("--today", "2010-05-01", "--quiet")
PERIOD = ("--period", "2009-05..2010-04")
DAYS = Period(date(2009, 5, 1), date(2010, 5, 1), "2009-05..2010-04")
MONTH = Period(date(2009, 7, 1), date(2009, 8, 1), "2009-07")


class Took(NamedTuple):
    """Seconds of the wall and of the processor."""

    wall: float
    processor: float


def main() -> None:
    """Make the ledgers and print a line for each comparison."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "ledgers"
        paths = make(folder, OFFICES)
        rollup = (*YEAR, "rollup", str(folder), *PERIOD)
        pairs = [(took(rollup), took(rollup, one_core=True)) for _ in range(runs + 1)][1:]
        wall = median(pool.wall / single.wall for pool, single in pairs)
        print(f"100 ledgers, all cores / one core, wall: {wall:.2f} (aim: at most 0.65)")
        print(f"100 ledgers, two cores / one core, if both are idle: {idle(paths):.2f} (aim: 0.65)")
        own = median(pool.processor / single.processor for pool, single in pairs)
        print(f"100 ledgers, all cores / one core, processor: {own:.2f}")
        looped = [took((*YEAR, "--db", str(one), "score", *PERIOD)) for one in paths[:PART]]
        loop = sum(one.processor for one in looped) * OFFICES / PART
        single = median(one.processor for _, one in pairs)
        print(f"100 ledgers / a loop of the shell, processor: {single / loop:.2f}")
        tables = took((*rollup, "-o", str(Path(name) / "out")))
        print(f"100 ledgers as Parquet / on the screen, processor: {tables.processor / single:.2f}")
        beside_facts(paths, Path(name) / "facts", runs)


def beside_facts(paths: Sequence[Path], facts: Path, runs: int) -> None:
    """What it costs to ask the facts of the ledgers and not the ledgers, and how large both are."""
    took((*YEAR, "rollup", *map(str, paths), "--facts", "-o", str(facts)))
    for name, days in (("month", MONTH), ("year", DAYS)):
        ask = Ask(period=days, today=date(2010, 5, 1))
        pairs = [(asked(ask, filed(facts)), asked(ask, paths)) for _ in range(runs + 1)][1:]
        ratio = median(by_facts / by_file for by_facts, by_file in pairs)
        print(f"a {name} of 100 ledgers from their facts / from them, processor: {ratio:.2f}")
    size = sum(path.stat().st_size for path in facts.rglob("*.parquet"))
    ratio = size / sum(path.stat().st_size for path in paths)
    print(f"the facts of 100 ledgers as Parquet / the ledgers, bytes: {ratio:.3f}")


def asked(ask: Ask, sources: Sequence[Source]) -> float:
    """The seconds of the processor in which this process asks every tenth of them."""
    start = process_time()
    for source in sources[::PART]:
        answer_of(ask, source)
    return process_time() - start


def idle(paths: Sequence[Path]) -> float:
    """What two cores would take that do nothing else: this process, and half of its workers."""
    work = partial(answer_of, Ask(period=DAYS, today=date(2010, 5, 1)))
    start = process_time()
    list(on_this_machine(work, paths, workers=1))
    single, start = process_time() - start, process_time()
    before = _children()
    list(on_this_machine(work, paths, workers=2))
    return (process_time() - start + (_children() - before) / 2) / single


def _children() -> float:
    """What processes took that this one started and that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def took(words: Sequence[str], *, one_core: bool = False) -> Took:
    """What a command takes, with the processes that it starts."""
    before, start = _children(), perf_counter()
    hold = ("taskset", "-c", f"{min(os.sched_getaffinity(0))}") if one_core else ()
    subprocess.run((*hold, *PROGRAM, *words), check=True, stdout=subprocess.DEVNULL)
    return Took(perf_counter() - start, _children() - before)


if __name__ == "__main__":
    main()
