"""How fast a large month is scored, as a ratio to the bare query that counts the same facts.

    python tools/bench_scoring.py [RUNS]

For the street's scheme and for the heaviest of those in `examples/schemes/`: one month of 5,000
units with 100,000 submissions and 40,000 adoptions is read from the file, scored and ranked (for
its standings, then with every line), and beside it sqlite3 alone counts and sums the same facts by
unit. The two run in turn, after one run that does not count; the median of the pairs' ratios is
printed, the same for merely fetching the rows, and what each held in memory at most. Last `close`
of the month, as it is typed, beside `score` of the same. Nothing here fails: the figures are for
people to judge.
"""

import shutil
import sqlite3
import subprocess
import sys
import tempfile
import tracemalloc
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

from inforeport.office import Office
from inforeport.store import opened
from inforeport.store.facts import facts

RUNS = 5
UNITS, SUBMISSIONS, ADOPTIONS = 5_000, 100_000, 40_000
AIM, LINES, SEALING = 4.0, 10.0, 1.5
PROGRAM = (sys.executable, "-c", "from inforeport.cli import main; main()")
SCHEMES = Path(__file__).parent.parent / "examples" / "schemes"
CATEGORIES = ("动态", "调研", "问题", "社情民意")

QUERIES = (
    """
    select unit_id, count(*)
    from submission
    where withdrawn is null and received_on >= :start and received_on < :end
    group by unit_id
    """,
    """
    select unit_id, level, adoption.form, count(*), sum(case level when 'city' then 30 else 8 end)
    from adoption
    join submission on submission.id = submission_id
    where withdrawn is null and adopted_on >= :start and adopted_on < :end
    group by unit_id, level, adoption.form
    """,
)


def main() -> None:
    """Make a ledger for each scheme and print a line for each."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    for name, scheme, first in (
        ("street", "street", date(2009, 6, 1)),
        ("S70, the heaviest", str(SCHEMES / "S70.toml"), date(2007, 5, 1)),
    ):
        with tempfile.TemporaryDirectory() as folder:
            path = ledger(Path(folder), scheme, first)
            score, sums = scoring(path, first, lines=True), scoring(path, first, lines=False)
            query, fetch = counting(path, first), fetching(path, first)
            score(), sums(), query(), fetch()
            for what, work, aim in (
                ("standings", sums, AIM),
                ("every line", score, LINES),
                ("the rows alone", fetch, None),
            ):
                ratio = median(seconds(work) / seconds(query) for _ in range(runs))
                told = f"aim: at most {aim}; " if aim else ""
                print(f"{name}, {what}: {ratio:.1f} ({told}{peak(work):.0f} MB)")
            sealing = median(closed(path, first) / typed(path, first, "score") for _ in range(runs))
            print(f"{name}: close / score: {sealing:.2f} (aim: at most {SEALING})")


def closed(path: Path, first: date) -> float:
    """Seconds of sealing the month, in a copy of the file, as what is sealed stays so."""
    copy = path.with_name("sealed.db")
    shutil.copyfile(path, copy)
    took = typed(copy, first, "close", "--yes")
    shutil.rmtree(copy.with_name("backups"), ignore_errors=True)
    return took


def typed(path: Path, first: date, *words: str) -> float:
    """Seconds of a command on the month that begins on a day."""
    today = ("--today", f"{first + timedelta(days=80)}", "--db", str(path))
    line = (*PROGRAM, *today, *words, "--period", f"{first:%Y-%m}")
    return seconds(lambda: subprocess.run(line, check=True, stdout=subprocess.DEVNULL))


def scoring(path: Path, first: date, *, lines: bool) -> Callable[[], object]:
    """Reads, scores and ranks the month that begins on a day, with every line or for its sums."""
    ledger, day = opened(path), first + timedelta(days=80)
    return lambda: Office(ledger, day).result(f"{first:%Y-%m}", lines=lines)


def fetching(path: Path, first: date) -> Callable[[], object]:
    """Reads the facts of the month as the scoring wants them, and does nothing with them."""
    office = Office(path, first + timedelta(days=80))
    month = office.period(f"{first:%Y-%m}")
    return lambda: facts(office.ledger, month)


def counting(path: Path, first: date) -> Callable[[], object]:
    """Asks SQLite for the same facts of the month, counted and summed by unit."""
    connection = sqlite3.connect(path)
    end = (first + timedelta(days=31)).replace(day=1)
    days = {"start": first.isoformat(), "end": end.isoformat()}
    return lambda: [connection.execute(query, days).fetchall() for query in QUERIES]


def seconds(work: Callable[[], object]) -> float:
    """The wall time of one run."""
    start = perf_counter()
    work()
    return perf_counter() - start


def peak(work: Callable[[], object]) -> float:
    """The most that a run holds, in megabytes."""
    tracemalloc.start()
    work()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 1e6


def ledger(folder: Path, scheme: str, first: date) -> Path:
    """An office's file with a month's facts, spread evenly over units and days."""
    path = folder / "office.db"
    made = (*PROGRAM, "--db", str(path), "init", "--office", "某办公室", "--scheme", scheme)
    subprocess.run(made, check=True, stdout=subprocess.DEVNULL)
    connection = sqlite3.connect(path)
    groups, levels = words(connection)
    with connection:
        connection.executemany(
            "insert into unit (name, fold, unit_group) values (:name, :name, :group)",
            ({"name": f"第{n}单位", "group": groups[n % len(groups)]} for n in range(UNITS)),
        )
        connection.executemany(
            """
            insert into submission (ref, unit_id, title, received_on, kind, category, chars)
            values (:ref, :unit, :ref, :day, '信息', :category, :chars)
            """,
            (
                {
                    "ref": f"b{n}",
                    "unit": n % UNITS + 1,
                    "day": day(first, n * 28 // SUBMISSIONS),
                    "category": CATEGORIES[n % len(CATEGORIES)],
                    "chars": 300 + n % 1_000,
                }
                for n in range(SUBMISSIONS)
            ),
        )
        connection.executemany(
            """
            insert into adoption (submission_id, level, form, adopted_on, publication)
            values (:submission, :level, :form, :day, '内部刊物')
            """,
            (
                {
                    "submission": n * SUBMISSIONS // ADOPTIONS + 1,
                    "level": levels[n % len(levels)],
                    "form": ("whole", "brief")[n // len(levels) % 2],
                    "day": day(first, 28),
                }
                for n in range(ADOPTIONS)
            ),
        )
    connection.close()
    return path


def words(connection: sqlite3.Connection) -> tuple[list[str], list[str]]:
    """The groups and levels of the scheme in the file."""
    from inforeport.scheme import read

    ((text,),) = connection.execute("select body from scheme")
    scheme = read(text, "scheme")
    return [*scheme.groups], [*scheme.levels]


def day(first: date, number: int) -> str:
    """A day of the month, by its number from 0."""
    return (first + timedelta(days=number % 29)).isoformat()


if __name__ == "__main__":
    main()
