"""How long the usual commands take on a large office, in seconds, and how much memory: row 77.

    python tools/bench_seconds.py [RUNS]

200 units, 50,000 submissions in a year, an issue of the bulletin with 100 items; the best of RUNS,
in seconds of the processor, which a busy machine moves least. Nothing here fails.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from bench import PROGRAM, run, write

RUNS = 5
UNITS, SUBMISSIONS, ITEMS = 200, 50_000, 100

ADDING = f"""
import sys
from contextlib import suppress

from inforeport.cli import app

for number in range({ITEMS}):  # in one process: a hundred starts would take longer than the rest
    with suppress(SystemExit):
        app([*sys.argv[1:], "bulletin", "add", f"b{{number}}"])
"""


def main() -> None:
    """Make the office and print a line for each command."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        office = ("--db", large_office(folder), "--today", "2010-05-01")
        paper = str(folder / "简报.docx")
        for what, words, aim in (
            ("--version", ("--version",), 0.35),
            ("submission add", (*office, "submission", "add", "第1社区", "又一篇", "-n"), 0.6),
            ("rank, one month", (*office, "rank", "--period", "2009-05"), 2.0),
            (
                f"export bulletin, {ITEMS} items",
                (*office, "export", "bulletin", "--bulletin", "1", "-o", paper, "--force"),
                10.0,
            ),
        ):
            took = [measured(words) for _ in range(runs)]
            seconds, megabytes = min(took)[0], max(memory for _, memory in took)
            print(f"{what}: {seconds:.2f} s (aim: {aim} s), {megabytes:.0f} MB (aim: 300 MB)")


def measured(words: Sequence[str]) -> tuple[float, float]:
    """The seconds of the processor that a run takes, and its largest memory in megabytes."""
    child = subprocess.Popen((*PROGRAM, *words), stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{words} ended with {child.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def large_office(folder: Path) -> str:
    """The file of a year of the street's scheme with one issue of the bulletin."""
    units = [f"第{number}社区" for number in range(1, UNITS + 1)]
    write(folder / "units.csv", [("单位", "组别"), *((unit, "社区") for unit in units)])
    days = [date(2009, 5, 2) + timedelta(days=n * 365 // SUBMISSIONS) for n in range(SUBMISSIONS)]
    rows = [
        (f"b{n}", units[n % UNITS], f"第{n}篇", day.isoformat(), "本社区召开座谈会。" * 20)
        for n, day in enumerate(days)
    ]
    head = ("编号", "单位", "标题", "报送时间", "正文")
    write(folder / "submissions.csv", [head, *rows])
    office = ("--db", str(folder / "large.db"), "--today", "2010-05-01")
    scheme = folder / "scheme.toml"
    run("demo", str(folder / "demo"))
    text = (folder / "demo" / "scheme.toml").read_text(encoding="utf-8")
    scheme.write_text(text.replace("until ", "# "), encoding="utf-8")
    run(*office, "init", "--office", "某街道", "--scheme", str(scheme))
    run(*office, "unit", "import", str(folder / "units.csv"))
    run(*office, "submission", "import", str(folder / "submissions.csv"))
    run(*office, "bulletin", "new")
    subprocess.run((sys.executable, "-c", ADDING, *office), check=True, stdout=subprocess.DEVNULL)
    run(*office, "bulletin", "issue", "--on", "2010-05-01", "--yes")
    return str(folder / "large.db")


if __name__ == "__main__":
    main()
