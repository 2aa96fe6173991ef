"""Other programs at the same work, side by side, as ratios of the processor's seconds.

    python tools/bench_peers.py [RUNS]

The standings of a month of 5,000 units: pandas reading the same file, and DuckDB over a Parquet
copy of the same facts, each counting and summing what the scheme prices. A list of 1,000 rows as a
Word file: docxtpl filling a template of one row. The same file as PDF by LibreOffice, which is what
a paper for the web costs beside making it. What of these is not installed is left out. Nothing here
fails: the figures are for people to judge.
"""

import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from bench_papers import page, table
from bench_scoring import ledger, scoring
from inforeport.period import Period
from inforeport.render.word import draw

RUNS = 3
JUNE, ROWS = Period(date(2009, 6, 1), date(2009, 7, 1), "2009-06"), 1_000
_DAYS = "between '2009-06-01' and '2009-06-30'"
REPORTS = f"select unit_id, id from submission where withdrawn is null and received_on {_DAYS}"  # noqa: S608
USES = f"select submission_id, level, form from adoption where adopted_on {_DAYS}"  # noqa: S608
PRICES = {("street", "whole"): 8, ("street", "brief"): 3}
Work = Callable[[], object]


def main() -> None:
    """Print a line for each comparison."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = ledger(folder, "street", JUNE.start)
        ours = scoring(path, JUNE, lines=False)
        with suppress(ImportError):
            told("standings / pandas on the same file", ours, by_pandas(path), runs)
        with suppress(ImportError):
            told("standings / DuckDB on Parquet", ours, by_duckdb(path, folder), runs)
        paper = page(table(ROWS))
        with suppress(ImportError):
            told("a list in Word / docxtpl", lambda: draw(paper, "zh"), by_docxtpl(folder), runs)
        if shutil.which("soffice"):
            (folder / "list.docx").write_bytes(draw(paper, "zh"))
            told("a list in Word / its PDF", lambda: draw(paper, "zh"), by_office(folder), 1)


def told(what: str, one: Work, other: Work, runs: int) -> None:
    """Time two works in turn, after one run that does not count."""
    one(), other()
    ratio = median(seconds(one) / seconds(other) for _ in range(runs))
    print(f"{what}: {ratio:.2f}")


def seconds(work: Work) -> float:
    """What one run takes of the processor, with the programs that it starts."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = process_time()
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    below = after.ru_utime + after.ru_stime - children.ru_utime - children.ru_stime
    return process_time() - start + below


def by_pandas(path: Path) -> Work:
    """Counts, sums and ranks with pandas."""
    import pandas as pd

    def work() -> object:
        file = sqlite3.connect(path)
        reports, uses = pd.read_sql(REPORTS, file), pd.read_sql(USES, file)
        return ranked(reports, uses)

    def ranked(reports: Any, uses: Any) -> object:
        priced = uses.merge(reports, left_on="submission_id", right_on="id")
        keys = zip(priced.level, priced.form, strict=True)
        priced["points"] = [PRICES.get(key, 8) for key in keys]
        sums = priced.groupby("unit_id").points.sum().to_frame()
        sums["sent"] = reports.groupby("unit_id").id.count()
        sums["place"] = sums.points.rank(method="min", ascending=False)
        return sums.sort_values("place")

    return work


def by_duckdb(path: Path, folder: Path) -> Work:
    """Counts, sums and ranks with DuckDB over files that hold nothing but these facts."""
    import duckdb
    import pandas as pd

    file = sqlite3.connect(path)
    for name, query in (("reports", REPORTS), ("uses", USES)):
        pd.read_sql(query, file).to_parquet(folder / f"{name}.parquet")
    question = f"""
        with sums as (
            select unit_id, count(distinct id) as sent, sum(if(form = 'brief', 3, 8)) as points
            from '{folder}/reports.parquet' as reports
            left join '{folder}/uses.parquet' on submission_id = id
            group by unit_id)
        select *, rank() over (order by points desc) from sums order by points desc
    """  # noqa: S608  a folder of ours
    return lambda: duckdb.execute(question).fetchall()


def by_docxtpl(folder: Path) -> Work:
    """Fills a template of a head and one row."""
    from docx import Document
    from docxtpl import DocxTemplate

    paper = page(table(ROWS)).tables()[0]
    made = Document()
    grid = made.add_table(4, len(paper.columns))
    for cell, column in zip(grid.rows[0].cells, paper.columns, strict=True):
        cell.text = str(column.head)
    grid.cell(1, 0).text, grid.cell(3, 0).text = "{%tr for row in rows %}", "{%tr endfor %}"
    for number, cell in enumerate(grid.rows[2].cells):
        cell.text = f"{{{{ row[{number}] }}}}"
    made.save(str(folder / "template.docx"))
    rows = [[str(cell) for cell in row] for row in paper.rows]

    def work() -> None:
        template = DocxTemplate(folder / "template.docx")
        template.render({"rows": rows})
        template.save(folder / "filled.docx")

    return work


def by_office(folder: Path) -> Work:
    """Has LibreOffice turn the Word file into a PDF."""
    own = f"-env:UserInstallation=file://{folder}/profile"
    line = ["soffice", own, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    return lambda: subprocess.run(
        [*line, str(folder / "list.docx")],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


if __name__ == "__main__":
    main()
