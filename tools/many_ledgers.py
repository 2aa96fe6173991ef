"""The ledgers of many offices, each with a year of reports, to try `rollup` on.

    python tools/many_ledgers.py FOLDER [OFFICES]

Each has 30 units of the street's scheme, 2009-05-02 to 2010-05-01: some 80 reports a unit, of which
every third is used. No two are alike.
"""

import csv
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

PROGRAM = (sys.executable, "-c", "from inforeport.cli import main; main()")
UNITS, REPORTS, OFFICES = 30, 2_400, 100
FIRST = date(2009, 5, 2)


def main() -> None:
    """Make them in a folder."""
    count = int(sys.argv[2]) if len(sys.argv) > 2 else OFFICES  # noqa: PLR2004  the second word
    make(Path(sys.argv[1]), count)


def make(folder: Path, offices: int, reports: int = REPORTS) -> list[Path]:
    """Make so many, the first by the program and the others of it."""
    folder.mkdir(parents=True, exist_ok=True)
    first = _first(folder, reports)
    return [first, *(_another(first, number) for number in range(2, offices + 1))]


def _first(folder: Path, reports: int) -> Path:
    units = [f"第{number}社区" for number in range(1, UNITS + 1)]
    days = [FIRST + timedelta(days=number * 360 // reports) for number in range(reports)]
    sent = [(f"b{n}", units[n % UNITS], f"第{n}篇", day.isoformat()) for n, day in enumerate(days)]
    used = [(f"b{n}", "街道", "简讯", day.isoformat()) for n, day in enumerate(days) if n % 3 == 0]
    path = folder / "001.db"
    own = ("--db", str(path), "--today", "2010-05-01", "--quiet")
    _run(*own, "init", "--office", "第1县")
    lists: dict[str, list[tuple[str, ...]]] = {
        "unit": [("单位", "组别"), *((unit, "社区") for unit in units)],
        "submission": [("编号", "单位", "标题", "报送时间"), *sent],
        "adoption": [("编号", "级别", "采用形式", "采用日期"), *used],
    }
    for noun, rows in lists.items():
        written = folder / f"{noun}.csv"
        with written.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        _run(*own, noun, "import", str(written))
        written.unlink()
    shutil.rmtree(folder / "backups", ignore_errors=True)
    return path


def _another(first: Path, number: int) -> Path:
    """A copy under another name, in which some of the uses are not there."""
    path = first.with_name(f"{number:03}.db")
    shutil.copyfile(first, path)
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("update office set name = ?", (f"第{number}县",))
        file.execute("delete from adoption where id % ? = 0", (number + 1,))
    return path


def _run(*words: str) -> None:
    subprocess.run((*PROGRAM, *words), check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
