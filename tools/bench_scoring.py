"""How fast a very large month is scored, as a ratio to the bare query that counts the same facts.

    python tools/bench_scoring.py [RUNS [SCHEME …]]

For every scheme that is shipped or in `examples/schemes` and gives points: the first period that it
scores, of 5,000 units with 100,000 submissions and 40,000 adoptions, is read from the file, scored
and ranked (for its standings, then with every line), and beside it sqlite3 alone counts and sums
the same facts by unit. For the street's scheme and for the heaviest the rows are merely fetched
too, and the month is closed as it is typed, beside `score`. What is compared is the processor time,
each the best of its runs, after one that does not count; the memory is what a run held at most.
Nothing here fails: the figures are for people to judge.
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
from resource import RUSAGE_CHILDREN, getrusage
from time import process_time

import inforeport.cli  # noqa: F401  memory is searched as rarely as when it is typed
from inforeport.office import Office
from inforeport.period import Period
from inforeport.scheme import SHIPPED, Scheme, read
from inforeport.store import opened
from inforeport.store.facts import facts

RUNS = 3
UNITS, SUBMISSIONS, ADOPTIONS = 5_000, 100_000, 40_000
AIM, LINES, SEALING = 4.0, 10.0, 1.5
CLOSED = ("street", "S70")
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
    print(f"standings (aim: at most {AIM}), every line ({LINES}), in bare queries; MB of standings")
    for path in sorted([*SHIPPED.glob("*.toml"), *SCHEMES.glob("*.toml")]):
        scheme = read(path.read_text(encoding="utf-8"), path.name)
        if not scheme.parts_of_all or (sys.argv[2:] and path.stem not in sys.argv[2:]):
            continue
        first = first_period(scheme)
        with tempfile.TemporaryDirectory() as folder:
            db = ledger(Path(folder), str(path), first.start)
            query = best(counting(db, first), runs)
            sums, lines = (scoring(db, first, lines=lines) for lines in (False, True))
            ratios = f"{best(sums, runs) / query:5.1f} {best(lines, runs) / query:5.1f}"
            print(f"{path.stem:8} {first.name:8} {ratios} {peak(sums):4.0f}", flush=True)
            if path.stem in CLOSED:
                rows = best(fetching(db, first), runs) / query
                score = min(typed(db, first, "score") for _ in range(runs))
                alone, again = (close(db, first, runs, copied=it) / score for it in (False, True))
                print(f"{'':8} the rows alone {rows:.1f}; close / score (aim: at most {SEALING}) "
                    f"{again:.2f}, with the copy of the day {alone:.2f}")  # fmt: skip


def first_period(scheme: Scheme) -> Period:
    """The first period that a scheme scores whole."""
    since = scheme.since
    years = Period(since, since + timedelta(days=800))
    windows = scheme.timetable().windows(scheme.period, years)
    return next(window for window in windows if window.start >= since)


def close(path: Path, period: Period, runs: int, *, copied: bool) -> float:
    """Processor time of sealing, in a copy of the file, where there is a copy of the day or not."""
    times = []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            sealed = Path(folder) / "sealed.db"
            shutil.copyfile(path, sealed)
            if copied:
                typed(sealed, period, "backup")
            times.append(typed(sealed, period, "close", "--yes"))
    return min(times)


def typed(path: Path, period: Period, *words: str) -> float:
    """Processor time of a command on a period."""
    today = ("--today", f"{period.end + timedelta(days=50)}", "--db", str(path))
    of = () if words == ("backup",) else ("--period", period.name)
    before = getrusage(RUSAGE_CHILDREN)
    subprocess.run((*PROGRAM, *today, *words, *of), check=True, stdout=subprocess.DEVNULL)
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def scoring(path: Path, period: Period, *, lines: bool) -> Callable[[], object]:
    """Reads, scores and ranks a period, with every line or for its sums."""
    ledger, day = opened(path), period.end + timedelta(days=50)
    return lambda: Office(ledger, day).result(period.name, lines=lines)


def fetching(path: Path, period: Period) -> Callable[[], object]:
    """Reads the facts of a period as the scoring wants them, and does nothing with them."""
    file = opened(path)
    return lambda: facts(file, period)


def counting(path: Path, period: Period) -> Callable[[], object]:
    """Asks SQLite for the same facts of a period, counted and summed by unit."""
    connection = sqlite3.connect(path)
    days = {"start": period.start.isoformat(), "end": period.end.isoformat()}
    return lambda: [connection.execute(query, days).fetchall() for query in QUERIES]


def best(work: Callable[[], object], runs: int) -> float:
    """The least processor time of some runs, after one that does not count."""
    work()
    times = []
    for _ in range(runs):
        start = process_time()
        work()
        times.append(process_time() - start)
    return min(times)


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
    told = (*PROGRAM, "--db", str(path), "unit", "alias", "第0单位", "第零单位")
    subprocess.run(told, check=True, stdout=subprocess.DEVNULL)  # what others wrote is told once
    return path


def words(connection: sqlite3.Connection) -> tuple[list[str], list[str]]:
    """The groups and levels of the scheme in the file."""
    ((text,),) = connection.execute("select body from scheme")
    scheme = read(text, "scheme")
    return [*scheme.groups], [*scheme.levels]


def day(first: date, number: int) -> str:
    """A day of the month, by its number from 0."""
    return (first + timedelta(days=number % 29)).isoformat()


if __name__ == "__main__":
    main()
