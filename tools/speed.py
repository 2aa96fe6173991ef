"""All measurements in one table, docs/speed.md: what is measured, the ratio, before, the aim.

    python tools/speed.py [RUNS [BENCHMARK …]]

Runs every benchmark once, RUNS pairs each (3), and writes the page anew, a quarter of an hour; or
those that are named, as bench_papers.py, and leaves the other parts as they are.
Each figure is measured within one run of its benchmark, side by side with what it is compared to.
"""

import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "speed.md"
RUNS = "3"

BENCHES: Mapping[str, tuple[str, str]] = {
    "bench.py": ("A start", "instructions, beside an empty Typer program of two options"),
    "bench_scoring.py": (
        "A very large month",
        "5,000 units, 100,000 reports, 40,000 uses: times the bare SQL that only counts and sums",
    ),
    "bench_peers.py": ("Beside others", "processor seconds, ours to theirs"),
    "bench_rollup.py": ("Many ledgers", "100 ledgers of 30 units and 2,400 reports, one year"),
    "bench_papers.py": ("Papers", "a ranking of 10,000 rows, a bulletin of 100 items"),
    "bench_trail.py": ("The trail", "an import of 50,000 reports"),
    "bench_mail.py": ("Mail", "2,000 messages with a Word file each"),
    "bench_years.py": (
        "Ten years",
        "processor seconds on a million items, to those on the last of the years; peaks of memory",
    ),
    "bench_seconds.py": ("A large office", "processor seconds: 200 units, 50,000 reports"),
}
"""Each benchmark with the head of its part, and what is set side by side."""

BEFORE: Mapping[str, str] = {
    "score --json / empty Typer": "1.38",
    "--help / its help": "1.80",
    "street, standings": "19.8, 127 MB",
    "S70, standings": "42.1",
    "find / empty Typer": "1.5",
    "submission list / empty Typer": "1.5",
}
"""What was measured before this was worked at."""

_PART = re.compile(r"^## (.*)\n((?:(?!## ).*\n)*)", re.MULTILINE)
_LINE = re.compile(r"(?P<what>.+?): (?P<figure>[\d.]+(?: s)?)(?P<rest>.*)")

_SCHEME = re.compile(r"(\S+) +\S+ +([\d.]+) +([\d.]+) +(\d+)")
_CLOSED = re.compile(r".*close / score \(.*?\) ([\d.]+), with the copy of the day ([\d.]+)")

_INTRODUCTION = """\
# How fast it is

Written by `make bench`, part by part: every figure is a ratio measured in one run, ours to what \
it is compared with, so that another machine gives much the same; where seconds stand, they are \
the processor's. "Before" is what was measured before this was worked at, on another day.
"""


def main() -> None:
    """Run them and write the page."""
    runs = sys.argv[1] if len(sys.argv) > 1 else RUNS
    wanted = sys.argv[2:] or [*BENCHES]
    before = dict(_PART.findall(PAGE.read_text(encoding="utf-8"))) if sys.argv[2:] else {}
    parts = [
        part(name, runs) if name in wanted else f"## {head}\n{before.get(head, '').rstrip()}\n"
        for name, (head, _) in BENCHES.items()
    ]
    PAGE.write_text("\n".join([_INTRODUCTION, LIMITS, *parts]), encoding="utf-8")


def part(name: str, runs: str) -> str:
    """The part of a benchmark: its table."""
    head, about = BENCHES[name]
    rows = "\n".join(measured(name, runs))
    return f"## {head}\n\n{about}\n\n| | now | before | |\n|---|---:|---:|---|\n{rows}\n"


def measured(name: str, runs: str) -> Iterator[str]:
    """The rows of a benchmark, as it prints them."""
    ran = subprocess.run(
        (sys.executable, str(HERE / name), runs),
        check=True,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    for line in ran.stdout.splitlines():
        print(f"{name}: {line}", file=sys.stderr)
        if scheme := _SCHEME.fullmatch(line):
            one, sums, lines, memory = scheme.groups()
            standings = BEFORE.get(f"{one}, standings", "")
            yield f"| {one}, standings | {sums} | {standings} | aim: at most 4; {memory} MB |"
            yield f"| {one}, every line | {lines} | | aim: at most 10 |"
        elif closed := _CLOSED.fullmatch(line):
            rest = f"aim: at most 1.5; {closed[2]} with the first copy of the day"
            yield f"| close / score | {closed[1]} | | {rest} |"
        elif found := _LINE.fullmatch(line):
            rest = (
                found["rest"]
                .strip(" ();")
                .replace(");", ",")
                .replace("), ", ", ")
                .replace(" (", " ")
            )
            before = BEFORE.get(found["what"], "")
            yield f"| {found['what']} | {found['figure']} | {before} | {rest} |"


LIMITS = """\
What keeps an aim from being met:

- A start: of some 600 million instructions of `score --json` 260 are Python and Typer, 110 the \
kinds of rules and msgspec, 20 SQLite reading the description of the file. `--help` opens the file \
for nothing but its language: with a language in the settings (`config set lang zh`) it does not.
- Many ledgers: on two cores the pool can at best halve the wall time, and does where both are \
idle; by the processor it costs next to nothing. Facts of Parquet are put into a ledger in memory \
before they are asked, which costs a month three times what its answer does; they are there to be \
carried and shared, at a fiftieth of the size.
- A very large month: reading takes half, counted together: 1.7 times the bare SQL, of which 0.2 \
is whether a report was used twice (`_REUSED` of `store/groups.py`), and more where uses are told \
apart by publication (E2) or whether each report was used is looked up (S07; `_SENT`, `_USED` and \
`_USES`); the rest is some fifteen microseconds a unit, spread over duties, lines, sums and \
places, none of which is a tenth. A period with running sums is scored for the year too, but for \
the first one of a year. E2, with several rules over single reports, is to stay within six.
- Every line: to read the facts one by one into records (`records` of `store/_reader.py`) takes \
five to six times the bare SQL by itself where a scheme prices reports and uses (S70), though of \
a report only those columns are read that lines show and rules ask (all: eight times), two to \
three where it prices uses. Then each fact has its line, a copy of the first that is alike \
(`rules/alike.py`), which is stamped (`_stamp` of `scoring/lines.py`), booked and summed \
(`_Totals` of `scoring/sums.py`): two to four microseconds, of which S70 has 170,000.
- `close` beside `score`: it prices each fact where `score` needs sums, lists all reports and \
uses, and writes and packs facts, lists and lines; the copy of the day reads and writes the whole \
file.
- The trail: each row that comes in is written twice and once more into each of three indexes, by \
which `log --unit` finds it; their keys are cut out of the row as it is told, which is half of \
what SQLite does, in an import (four times bare rows by itself) as in an undo. The search for \
reports that are there already is in the figure, too.
- Ten years: what is asked of a month, or of one row, costs what it costs in a smaller file. A \
campaign is counted from its facts and never from seals, and its sums in a month's ranking are the \
same count again, a question to SQLite for each of its 520 weeks. A list of all that there is \
stands in memory on its way to the screen, a kilobyte a row, because the widths of its columns are \
those of all rows.
- DuckDB answers from columns that hold nothing but what is asked; the file of an office is rows, \
one state of which is read under a lock, and is ranked by a scheme that DuckDB was not asked for.
"""


if __name__ == "__main__":
    main()
