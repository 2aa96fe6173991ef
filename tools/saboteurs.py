"""Takes each guard of the bar away and sees that a test notices; writes docs/bar.md.

    python tools/saboteurs.py [NUMBER …]

tries the rows with these numbers, or all, and keeps what the page says of the others. `--page`
tries none and writes the page anew. Exits with 1 where a saboteur lives.
"""

import os
import re
import shutil
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory
from threading import Lock
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
TABLE = ROOT / "tests" / "bar.toml"
PAGE = ROOT / "docs" / "bar.md"
CAUGHT, NOT_TRIED = "caught", "not tried yet"

_AT_ONCE = 2
_FAULTS = "tests/faults/"
_LONGEST = 900  # seconds for the tests of a row
_LEFT_BEHIND = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", ".hypothesis")
_ROW = re.compile(r"^\| (\d+) \|.*\| ([^|]+) \|$", re.MULTILINE)
_INTRODUCTION = """\
# The bar

What the program must withstand, row by row: the fault, what must come of it, and the tests that \
bring the fault about. A row does not count because a test is green: for each there is a saboteur, \
a patch of a few lines that takes the guard out of the program. `make saboteurs` works on a copy: \
it runs the tests of a row, which must pass without one skipped, puts the patch in, sees that the \
program still loads, and runs the row's first test (or the one named), which must now fail. A \
saboteur that lives means that the test proves nothing, and the command ends with 1. The tests of \
`faults`, which take long, are left to `make faults` where a quick one shows the same.

The table is written in `tests/bar.toml`; `tests/test_bar.py` checks at every test run that no row \
is missing, that the tests named are there, and that each patch still fits its file. Rows 1 to 33 \
are about the office's file, 34 to 57 about what comes in, 58 to 61 about personal data, 62 to 79 \
about the command line, 80 to 94 about what happens to the file past the program and to the \
program outside a command, 95 to 103 about mailboxes, 104 to 108 about mails that go \
out. `python tools/saboteurs.py 62 66` tries two \
rows and keeps what is said of the others.

<!-- From here on written by `make saboteurs`. -->
"""


class Saboteur(NamedTuple):
    """A patch: in a file below `src/inforeport`, what stands there once and what is put instead."""

    file: str
    old: str
    new: str
    fails: str
    """The test that must notice."""

    @property
    def path(self) -> Path:
        """The file, from the top of a tree."""
        return Path("src", "inforeport", self.file)


class Row(NamedTuple):
    """A fault, what must come of it, and what proves that."""

    number: int
    fault: str
    must: str
    tests: list[str]
    saboteur: Saboteur

    def quick(self) -> list[str]:
        """The tests but those that `make faults` runs; that which must notice among them."""
        wanted = self.saboteur.fails
        return [one for one in self.tests if one == wanted or not one.startswith(_FAULTS)]


class Counts(NamedTuple):
    """How the tests of a run ended."""

    passed: int
    failed: int
    errors: int
    skipped: int


def rows() -> list[Row]:
    """The table, in the order of its numbers."""
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))["row"]
    return sorted(
        Row(**one | {"saboteur": Saboteur(**{"fails": one["tests"][0]} | one["saboteur"])})
        for one in table
    )


def results() -> Mapping[int, str]:
    """What the page says of each row that was tried."""
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    return {int(number): result for number, result in _ROW.findall(page)}


def page(known: Mapping[int, str]) -> str:
    """The page, with the last result of each row."""
    table = rows()
    said = [known.get(row.number, NOT_TRIED) for row in table]
    caught = sum(one.startswith(CAUGHT) for one in said)
    counts = f"{len(table)} rows, {sum(len(row.tests) for row in table)} tests; {caught} saboteurs "
    counts += f"caught, {said.count(NOT_TRIED)} not tried yet."
    head = "| row | fault | what must come of it | tests | saboteur | last result |"
    lines = [_INTRODUCTION, counts, "", head, "|---:|---|---|---|---|---|"]
    return "\n".join([*lines, *map(_line, table, said)]) + "\n"


def _line(row: Row, result: str) -> str:
    tests = "<br>".join(f"`{one.removeprefix('tests/')}`" for one in row.tests)
    cells = (f"{row.number}", row.fault, row.must, tests, f"`{row.saboteur.file}`", result)
    return f"| {' | '.join(cells)} |"


def tried(row: Row, tree: Path) -> str:
    """What came of a row on a copy of the tree: `"caught"`, or what is wrong."""
    unharmed = ran(row.quick(), tree)
    if not unharmed.passed or any(unharmed[1:]):
        return f"the tests do not pass unharmed: {unharmed}"
    target = tree / row.saboteur.path
    text = target.read_text(encoding="utf-8")
    if text.count(row.saboteur.old) != 1:
        return "the patch does not fit"
    target.write_text(text.replace(row.saboteur.old, row.saboteur.new), encoding="utf-8")
    try:
        if not loads(row.saboteur.path, tree):
            return "the patched program does not load"
        harmed = ran([row.saboteur.fails], tree)
    finally:
        target.write_text(text, encoding="utf-8")
    return CAUGHT if harmed.failed and not harmed.errors else f"lives: {harmed}"


def ran(tests: Sequence[str], tree: Path) -> Counts:
    """Run tests in a tree; a run that came to nothing is all noughts."""
    report = tree / "report.xml"
    report.unlink(missing_ok=True)
    options = ("-q", "-n0", "-m", "", "-p", "no:cacheprovider", f"--junitxml={report}")
    _python("-m", "pytest", *options, *tests, tree=tree)
    suite = ET.parse(report).find("testsuite") if report.exists() else None  # noqa: S314  ours
    if suite is None:
        return Counts(0, 0, 0, 0)
    bad = [int(suite.get(name, "0")) for name in ("failures", "errors", "skipped")]
    return Counts(int(suite.get("tests", "0")) - sum(bad), *bad)


def loads(path: Path, tree: Path) -> bool:
    """Whether a module can still be imported: a test must fail for what is done, not for that."""
    name = ".".join(path.relative_to("src").with_suffix("").parts).removesuffix(".__init__")
    return _python("-c", f"import {name}", tree=tree) == 0


def _python(*words: str, tree: Path) -> int:
    environment = os.environ | {"PYTHONPATH": str(tree / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        (sys.executable, *words),
        cwd=tree,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=_LONGEST,
        check=False,
    ).returncode


def main(words: Sequence[str]) -> int:
    """Try the rows, tell each as it ends, and keep the page after each: a run may be broken off."""
    known = dict(results())
    wanted = [] if words == ["--page"] else [one for one in rows() if _asked_for(one, words)]
    writing = Lock()
    with TemporaryDirectory() as folder, ThreadPoolExecutor(_AT_ONCE) as pool:
        trees = _copies(Path(folder), min(_AT_ONCE, len(wanted)))

        def one(row: Row) -> bool:
            tree = trees.get()
            result = tried(row, tree)
            trees.put(tree)
            with writing:
                print(f"{row.number}: {result}", flush=True)
                known[row.number] = f"{result}, {date.today()}"  # noqa: DTZ011  the day of the run
                PAGE.write_text(page(known), encoding="utf-8")
            return result == CAUGHT

        well = list(pool.map(one, wanted))
    PAGE.write_text(page(known), encoding="utf-8")
    return 0 if all(well) else 1


def _copies(folder: Path, count: int) -> "SimpleQueue[Path]":
    """Copies of the tree, each for one row at a time."""
    folder.chmod(0o755)  # some tests run the program as nobody
    trees: SimpleQueue[Path] = SimpleQueue()
    for number in range(count):
        trees.put(Path(shutil.copytree(ROOT, folder / f"{number}", ignore=_LEFT_BEHIND)))
    return trees


def _asked_for(row: Row, words: Sequence[str]) -> bool:
    return not words or str(row.number) in words


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
