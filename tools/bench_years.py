"""What ten years cost: the usual commands on a million items, beside the same on a tenth of them.

    python tools/bench_years.py [RUNS]

Three files of one office, day by day alike: the last month alone, the last year, ten years (30
units, 600,000 reports, 300,000 uses, 100,000 other facts, a command for each day, three months of
the last four sealed). Seconds of the processor, the least of RUNS where one is short, and the most
memory that the process took, in both. What shows a month or a row should cost on the ten years what
it costs on the tenth (1), what shows all of it ten times that. Nothing here fails: the figures are
for people to judge.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from bench import PROGRAM, run
from inforeport.store import Ledger, opened
from inforeport.store._command import Actor

RUNS = 3
UNITS, REPORTS, USES, MARKS, INSTRUCTIONS = 30, 600_000, 300_000, 60_000, 40_000
TODAY = date(2019, 5, 1)
DAYS = 3650
SHORT = 1.0  # seconds, of which one run alone tells little
TENTH, MONTH = DAYS // 10, 31
FRESH = date(2019, 3, 31)
"""From when on the campaign is summed up: the weeks of the month that is scored begin then."""
SEALED = ("2019-01", "2019-02", "2019-03")
LEVELS, FORMS = ("street", "district", "city"), ("whole", "brief")

REPORT = """
insert into submission (id, ref, unit_id, title, received_on, chars)
values (:id, :ref, :unit, :title, :day, :chars)
"""
USE = """
insert into adoption (submission_id, level, form, adopted_on) values (:report, :level, :form, :day)
"""
MARK = """
insert into mark (unit_id, code, noted_on, reason, circulated) values (:unit, 'late', :day, :why, 0)
"""
INSTRUCTION = """
insert into instruction (submission_id, level, instructed_on) values (:report, 'city', :day)
"""


class Took(NamedTuple):
    """Seconds of the processor, and megabytes at most."""

    seconds: float
    memory: float


class Row(NamedTuple):
    """A comparison: what it is called, the words, and how many times the smaller file it may be."""

    what: str
    words: Sequence[str]
    aim: str = "at most 1.2"


LINEAR = "linear is 10"

READING = (
    Row("rank, one month", ("rank", "--period", "2019-04")),
    Row("rank, one year", ("rank", "--period", "2018-05..2019-04")),
    Row("rank --campaign", ("rank", "--campaign"), LINEAR),
    Row("due, one month", ("due", "--period", "2019-04")),
    Row("stats, one month", ("stats", "--period", "2019-04")),
    Row("submission list, one month", ("submission", "list", "--period", "2019-04")),
    Row("submission list", ("submission", "list", "--period", "campaign"), LINEAR),
    Row("find, a word of one report", ("find", "b599999"), LINEAR),
    Row("log --last 20", ("log", "--last", "20")),
    Row("log of one command", ("log", "5")),
    Row("log of a day", ("log", "--day", "2019-04-10")),
    Row("log of one report", ("log", "--ref", "b599999")),
    Row("log of one unit", ("log", "--unit", "第7社区"), LINEAR),
    Row("log of one unit, the last 20", ("log", "--unit", "第7社区", "--last", "20")),
    Row("log", ("log",), LINEAR),
    Row("check", ("check",), LINEAR),
    Row("doctor", ("doctor",), LINEAR),
    Row("dump", ("dump",), LINEAR),
    Row("backup", ("backup",), LINEAR),  # a copy of the day, which undo wants
)
RUNNING = Row(
    "rank of a month with the sums of the campaign", ("rank", "--period", "2019-04"), LINEAR
)


def main() -> None:
    """Make the files and print a line for each comparison."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as name:
        folder = Path(name)
        month, tenth, whole = (office(folder / str(days), days) for days in (MONTH, TENTH, DAYS))
        asked = ("score", "--period", "2019-04")
        told("score of a month, ten years / that month alone", whole, month, Row("", asked), runs)
        for row in READING:
            told(f"{row.what}, ten years / one", whole, tenth, row, runs)
        added = [(one_row(whole, n), one_row(tenth, n)) for n in range(runs)]
        for at, what in enumerate(("submission add", "undo")):
            pair = [best([one[at] for one in each]) for each in zip(*added, strict=True)]
            show(f"{what}, ten years / one", pair[0], pair[1], "at most 1.2")
        for path in (whole, tenth):
            with_running_sums(path)
        told(f"{RUNNING.what}, ten years / one", whole, tenth, RUNNING, runs)


def told(what: str, path: Path, other: Path, row: Row, runs: int) -> None:
    """Print how much more a command takes on one file than on another."""
    pairs = [(took(path, *row.words), took(other, *row.words))]
    while len(pairs) < runs and pairs[0][0].seconds < SHORT:
        pairs.append((took(path, *row.words), took(other, *row.words)))
    show(what, best([one for one, _ in pairs]), best([one for _, one in pairs]), row.aim)


def show(what: str, one: Took, other: Took, aim: str) -> None:
    """Print a comparison."""
    memory = f"{one.memory:.0f} MB, {other.memory:.0f} MB"
    print(f"{what}: {one.seconds / other.seconds:.2f} ({aim}); {memory}", flush=True)


def best(every: Sequence[Took]) -> Took:
    """The least time of some runs, and the most memory."""
    return Took(min(one.seconds for one in every), max(one.memory for one in every))


def one_row(path: Path, number: int) -> tuple[Took, Took]:
    """What it takes to put one report on file, and to take that back."""
    add = took(path, "submission", "add", "第7社区", f"又一篇{number}", "--ref", f"n{number}")
    return add, took(path, "undo", "--yes")


def took(path: Path, *words: str) -> Took:
    """What a command takes on a file."""
    line = (*PROGRAM, "--db", str(path), "--today", TODAY.isoformat(), *words)
    child = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in {0, 3, 8}:  # what doctor finds is not the question here
        raise SystemExit(f"{words} ended with {child.returncode}")
    return Took(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def office(folder: Path, days: int) -> Path:
    """The file of an office with the last so many days of the ten years, a command for each day."""
    path = folder / "office.db"
    start = DAYS - days
    own = ("--db", str(path), "--today", TODAY.isoformat())
    folder.mkdir()
    scheme(folder / "scheme.toml", day(start))
    run(*own, "init", "--office", "某街道", "--scheme", str(folder / "scheme.toml"))
    names = [f"第{n}社区" for n in range(1, UNITS + 1)]
    (folder / "units.csv").write_text(
        "单位,组别\n" + "".join(f"{one},社区\n" for one in names), encoding="utf-8"
    )
    run(*own, "unit", "import", str(folder / "units.csv"))
    with closing(opened(path)) as ledger:
        ledger.rows("pragma synchronous = 0")
        for number in range(start, DAYS):
            fill(ledger, number)
    for sealed in SEALED if days > MONTH else ():
        run(*own, "close", "--period", sealed, "--yes")
    shutil.rmtree(folder / "backups", ignore_errors=True)
    return path


def scheme(path: Path, since: date) -> None:
    """The street's scheme, without its end, from a day on."""
    run("demo", str(path.parent / "demo"))
    text = (path.parent / "demo" / "scheme.toml").read_text(encoding="utf-8")
    text = text.replace("until ", "# ").replace("2009-05-02", since.isoformat())
    path.write_text(text, encoding="utf-8")


def with_running_sums(path: Path) -> None:
    """Let the ranking show, from the month that is scored on, what the campaign came to so far."""
    page = path.with_name("scheme.toml")
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("[ranking]", '[ranking]\nrunning = "whole"'), encoding="utf-8")
    own = ("--db", str(path), "--today", TODAY.isoformat())
    run(*own, "scheme", "use", str(page), "--from", FRESH.isoformat(), "--yes")


def fill(ledger: Ledger, number: int) -> None:
    """Put on file what came on a day, as one command."""
    on = day(number).isoformat()
    text = f"inforeport submission import {on}.csv"
    ledger.by = lambda: Actor("office", text, f"{on}T08:00:00+00:00")
    with ledger.writing():
        ledger.change_many(REPORT, [*reports(number, on)])
        ledger.change_many(USE, [*uses(number, on)])
        marks = ({"unit": n % UNITS + 1, "day": on, "why": f"第{n}件"} for n in of(number, MARKS))
        ledger.change_many(MARK, [*marks])
        sent = first(number)
        upon = ({"report": sent + n, "day": on} for n in range(len(of(number, INSTRUCTIONS))))
        ledger.change_many(INSTRUCTION, [*upon])


def reports(number: int, on: str) -> Iterator[dict[str, object]]:
    """The reports of a day."""
    for n in of(number, REPORTS):
        unit, chars = n % UNITS + 1, 300 + n % 1000
        title = f"第{unit}社区开展第{n}次活动"
        yield {"id": n + 1, "ref": f"b{n}", "unit": unit, "title": title, "day": on, "chars": chars}


def uses(number: int, on: str) -> Iterator[dict[str, object]]:
    """The uses of a day: of its first reports one each."""
    for at, n in enumerate(of(number, USES)):
        level, form = LEVELS[n % 7 % len(LEVELS)], FORMS[n % len(FORMS)]
        yield {"report": first(number) + at, "level": level, "form": form, "day": on}


def first(number: int) -> int:
    """The number of the first report of a day."""
    return of(number, REPORTS).start + 1


def of(number: int, total: int) -> range:
    """The numbers of so many of ten years that are of a day."""
    return range(total * number // DAYS, total * (number + 1) // DAYS)


def day(number: int) -> date:
    """A day of the ten years, by its number from 0."""
    return TODAY - timedelta(days=DAYS - number)


if __name__ == "__main__":
    main()
