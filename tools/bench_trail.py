"""What the trail of every change costs, as ratios that do not depend on the machine.

    python tools/bench_trail.py [RUNS]

An import of 50,000 submissions with its trail, from the records on, beside the same rows put by
sqlite3's `executemany` into the same table without triggers, in one transaction; then what the
file's size, `check` and `undo` come to, and one `submission add` beside an empty Typer program.
Taken in turn after one run that does not count; the median of the pairs' ratios is printed. Nothing
here fails: the figures are for people to judge.
"""

import sqlite3
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

from msgspec.structs import asdict

from bench import EMPTY, PROGRAM, demo_ledger, seconds
from inforeport.model import Draft, Profile, Submission, Unit
from inforeport.store import health, opened, taking, trail, unit
from inforeport.store import office as office_store
from inforeport.store.creation import create

RUNS = 5
ROWS, UNITS = 50_000, 30
FIRST = date(2009, 5, 2)

BARE = """
insert into submission
  (id, ref, unit_id, title, received_on, received_at, kind, form, category, channel, body, chars,
   pictures, late, urgent, requested_by)
values
  (:id, :ref, :unit, :title, :received, :moment, :kind, :form, :category, :channel, :text, :chars,
   :pictures, :late, :urgent, :requested_by)
"""


def main() -> None:
    """Print a line for each comparison."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pairs = [(imported(folder), bare(folder)) for _ in range(runs + 1)][1:]
        ratio = median(one / other for one, other in pairs)
        print(f"import of {ROWS} rows with its trail / bare rows: {ratio:.2f} (aim: at most 5)")
        larger = size(folder / "trail.db") / size(folder / "bare.db")
        print(f"the file with the trail / without: {larger:.2f}")
        with closing(opened(folder / "trail.db")) as ledger:
            print(f"check: {took(lambda: health.findings(ledger)):.2f} s")
            print(f"undo of the import: {took(lambda: undo(folder / 'trail.db')):.2f} s")
        one = median(added(demo_ledger(folder), folder, runs))
        print(f"submission add / empty Typer: {one:.2f} (aim: at most 2)")


def fresh(path: Path) -> None:
    """The file of an office with its units."""
    path.unlink(missing_ok=True)
    with create(path) as ledger:
        office_store.write(ledger, Profile("某街道", "zh", "Asia/Shanghai"))
        for number in range(UNITS):
            unit.add(ledger, Unit(f"第{number}社区", "community"))


def rows() -> list[Submission]:
    """A year of reports, spread evenly over units and days."""
    return [
        Submission(
            unit=f"第{number % UNITS}社区",
            title=f"第{number}篇",
            received=FIRST + timedelta(days=number * 365 // ROWS),
            ref=f"b{number}",
        )
        for number in range(ROWS)
    ]


def imported(folder: Path) -> float:
    """Seconds of an import as the program does it, from the records on."""
    path = folder / "trail.db"
    fresh(path)
    drafts = [Draft("x.csv:1", one) for one in rows()]
    with closing(opened(path)) as ledger:

        def take() -> None:
            with ledger.writing():
                taking.take(ledger, drafts)

        return took(take)


def bare(folder: Path) -> float:
    """Seconds of the same rows without anything around them."""
    path = folder / "bare.db"
    fresh(path)
    values = [
        {
            **asdict(one),
            "id": None,
            "unit": number % UNITS + 1,
            "received": one.received.isoformat(),
        }
        for number, one in enumerate(rows())
    ]
    with closing(sqlite3.connect(path, isolation_level=None)) as plain:
        triggers = plain.execute("select name from sqlite_schema where type = 'trigger'").fetchall()
        for (name,) in triggers:
            plain.execute(f"drop trigger {name}")

        def put() -> None:
            plain.execute("begin")
            plain.executemany(BARE, values)
            plain.execute("commit")

        return took(put)


def undo(path: Path) -> None:
    """Take the import back."""
    with closing(opened(path)) as ledger:
        known = trail.to_take_back(ledger)
        with ledger.writing(undoes=known.number):
            trail.take_back(ledger, known)


def added(ledger: str, folder: Path, runs: int) -> list[float]:
    """Ratios of one report put on file to a program that does nothing."""
    (folder / "empty.py").write_text(EMPTY, encoding="utf-8")
    empty = (sys.executable, str(folder / "empty.py"), "score")
    add = (*PROGRAM, "--db", ledger, "submission", "add", "甲社区")
    pairs = [(seconds((*add, f"第{n}篇")), seconds(empty)) for n in range(3 * runs + 1)]
    return [one / other for one, other in pairs[1:]]


def size(path: Path) -> int:
    """The bytes of a file."""
    return path.stat().st_size


def took(work: Callable[[], object]) -> float:
    """The wall time of some work."""
    start = perf_counter()
    work()
    return perf_counter() - start


if __name__ == "__main__":
    main()
