"""How fast the program answers, as ratios that do not depend on the machine.

    python tools/bench.py [RUNS]

Each command beside an empty Typer program of two options: instructions where the machine has
valgrind, which are the same in every run; else processor seconds, A B A B …, after one run that
does not count, the median of the pairs' ratios. Nothing here fails: the figures are for people to
judge.
"""

import csv
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from statistics import median
from time import perf_counter

PROGRAM = (sys.executable, "-c", "from inforeport.cli import main; main()")
COMPLETION = (sys.executable, "-m", "inforeport", "__complete")
LIST = ("submission", "list", "--month", "5")
RUNS = 15
UNITS, SUBMISSIONS = 30, 20_000

EMPTY = """
import typer

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def root() -> None:
    pass


@app.command()
def score(
    month: str = typer.Option(None, "--month"), json: bool = typer.Option(False, "--json")
) -> None:
    pass


app()
"""


def main() -> None:
    """Make the ledgers and print a line for each comparison."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        demo, large = demo_ledger(folder), large_ledger(folder)
        empty = (sys.executable, str(folder / "empty.py"))
        (folder / "empty.py").write_text(EMPTY, encoding="utf-8")
        asked = ("score", "--month", "5", "--json")
        on_demo, on_large = (*PROGRAM, "--db", demo), (*PROGRAM, "--db", large)
        pairs = (
            ("score --json / empty Typer", (*on_demo, *asked), (*empty, *asked), 1.0),
            ("score / empty Typer", (*on_demo, *asked[:3]), (*empty, *asked), 1.0),
            ("rank / empty Typer", (*on_demo, "rank", *asked[1:3]), (*empty, *asked), 1.0),
            ("submission list / empty Typer", (*on_demo, *LIST), (*empty, *asked), 1.0),
            ("find / empty Typer", (*on_demo, "find", "路灯"), (*empty, *asked), 1.0),
            ("--help / its help", (*on_demo, "--help"), (*empty, "--help"), 1.3),
            (
                "--help, the language set / its help",
                (*on_demo, "--lang", "zh", "--help"),
                (*empty, "--help"),
                1.3,
            ),
            ("completion / empty Typer", (*COMPLETION, "--db", demo, "sub"), (*empty, *asked), 1.0),
            (
                f"score, {UNITS} units and {SUBMISSIONS} submissions / demo",
                (*on_large, "--today", "2010-04-30", *asked[:3]),
                (*on_demo, *asked[:3]),
                2.0,
            ),
        )
        measure, times = (instructions, 1) if shutil.which("valgrind") else (processor, runs)
        for what, one, other, aim in pairs:
            processor(one), processor(other)
            ratio = median(measure(one) / measure(other) for _ in range(times))
            print(f"{what}: {ratio:.2f} (aim: at most {aim})")


@cache
def instructions(command: tuple[str, ...]) -> float:
    """How many instructions a run takes, its modules compiled by a run before."""
    quiet = ("--cache-sim=no", "--cachegrind-out-file=/dev/null")
    ran = subprocess.run(
        (str(shutil.which("valgrind")), "--tool=cachegrind", *quiet, *command),
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONHASHSEED": "0"},
    )
    return float(re.search(r"I +refs: +([\d,]+)", ran.stderr)[1].replace(",", ""))  # type: ignore[index]


def processor(command: tuple[str, ...]) -> float:
    """What a run takes of the processor, in seconds; what it compiles it keeps."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    keeping = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=keeping)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def seconds(command: tuple[str, ...]) -> float:
    """The wall time of one run."""
    start = perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - start


def demo_ledger(folder: Path) -> str:
    """The ledger that `demo` makes."""
    run("demo", str(folder / "demo"))
    return str(folder / "demo" / "inforeport.db")


def large_ledger(folder: Path) -> str:
    """A year of the street's scheme: the submissions spread evenly over units and days."""
    units = [f"第{number}社区" for number in range(1, UNITS + 1)]
    write(folder / "units.csv", [("单位", "组别"), *((unit, "社区") for unit in units)])
    days = [
        date(2009, 5, 2) + timedelta(days=number * 365 // SUBMISSIONS)
        for number in range(SUBMISSIONS)
    ]
    rows = [
        (f"b{number}", units[number % UNITS], f"第{number}篇", day.isoformat())
        for number, day in enumerate(days)
    ]
    write(folder / "submissions.csv", [("编号", "单位", "标题", "报送时间"), *rows])
    ledger = ("--db", str(folder / "large.db"), "--today", "2010-05-01")
    run(*ledger, "init", "--office", "某街道")
    run(*ledger, "unit", "import", str(folder / "units.csv"))
    run(*ledger, "submission", "import", str(folder / "submissions.csv"))
    return str(folder / "large.db")


def write(path: Path, rows: list[tuple[str, ...]]) -> None:
    """A CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def run(*words: str) -> None:
    """One command of the program that must succeed."""
    subprocess.run((*PROGRAM, *words), check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
