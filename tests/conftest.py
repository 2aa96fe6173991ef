"""What the tests share: the program run in this process, and an office's file to write in."""

import csv
import gc
import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer.main
import typer.testing
from hypothesis import settings
from typer.testing import CliRunner

from hints import amiss
from inforeport.cli import app
from inforeport.model import Submission, Unit, Use
from inforeport.store import Ledger, adoption, opened, submission, unit

Opening = Callable[[], Ledger]
Filling = Callable[["Program"], "Program"]

CASES = Path(__file__).parent / "cases"


def first(name: str) -> str:
    """A scheme as it was written in the first edition."""
    return (CASES / "first" / f"{name}.toml").read_text(encoding="utf-8")


AFTER = date(2009, 8, 3)
"""The day on which the program is run where a test names no other."""

# a busy machine is no fault of ours; `make random` draws many
settings.register_profile("office", deadline=None, max_examples=20)
settings.register_profile("many", deadline=None, max_examples=500)
settings.load_profile("office")

# Typer's runner makes the commands anew for each run, which is a quarter of it.
typer.testing._get_command = cache(typer.main.get_command)  # type: ignore[attr-defined]  # noqa: SLF001

MEMORY = Path("/dev/shm")  # noqa: S108
"""A folder that lies in memory, where there is one."""
_ROOM = 2 << 30


def _serves(memory: Path) -> bool:
    """Whether tests can lie there: there is room, and a script may be run."""
    if not os.access(memory, os.W_OK):
        return False
    there = os.statvfs(memory)
    return there.f_bavail * there.f_frsize > _ROOM and not there.f_flag & os.ST_NOEXEC


# A ledger waits for its disk at every write; only tests/faults/ asks what a disk keeps.
if "TMPDIR" not in os.environ and _serves(MEMORY):
    tempfile.tempdir = str(MEMORY)

_NOTHING_LEAKS: Mapping[str, str | None] = {
    "INFOREPORT_DB": None,
    "INFOREPORT_TODAY": None,
    "INFOREPORT_LANG": None,
    "INFOREPORT_TEMPLATE": None,
    "LANG": None,
    "LC_MESSAGES": None,
    "LC_ALL": "C",
    # no test asks whom the system trusts, and to read all of those costs more than most commands
    "SSL_CERT_FILE": os.devnull,
}


def pytest_collection_finish() -> None:
    """Leave what was collected out of every later search for garbage: it stays to the end.

    What the tests themselves leave is searched for seldom: they end long before it fills anything.
    """
    gc.freeze()
    gc.set_threshold(200_000, 20, 50)


@dataclass(frozen=True)
class Ran:
    """What a run came to."""

    status: int
    out: str
    err: str
    both: str = ""
    """Stdout and stderr as a terminal shows them, of a run in this process."""

    @property
    def json(self) -> Any:
        """The answer of a run with `--json`."""
        return json.loads(self.out)


@dataclass(frozen=True)
class Program:
    """The program with an office's file, called as a shell would call it."""

    db: Path
    copies: Path | None = None
    """A folder with a copy of the file as it was today, so that no import has to make one."""

    def __call__(
        self, *args: object, today: date = AFTER, lang: str = "en", stdin: bytes = b""
    ) -> Ran:
        """Run it, whatever comes of it."""
        given = ["--db", self.db, "--lang", lang, "--today", today, *args]
        words = [str(one) for one in given]
        own = {"INFOREPORT_CONFIG": str(self.db.with_name("settings.toml"))}
        ran = CliRunner().invoke(app, words, env={**_NOTHING_LEAKS, **own}, input=stdin)
        for hint in re.findall(r"(?:hint: |提示：)(.*)", ran.stderr):  # a hint is true, always
            assert [*amiss(hint, [str(one) for one in args])] == [], hint
        return Ran(ran.exit_code, ran.stdout, ran.stderr, ran.output)

    def well(self, *args: object, today: date = AFTER) -> Ran:
        """Run it, and see that all went well."""
        ran = self(*args, today=today)
        assert (ran.status, ran.err) == (0, ""), ran
        return ran

    def take(self, noun: str, rows: Iterable[Mapping[str, object]], *, today: date = AFTER) -> Ran:
        """Import rows through a CSV file, the first row's keys above the columns."""
        rows = list(rows)
        path = self.db.with_name(f"{noun}s.csv")
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        self.has_copy()
        ran = self(noun, "import", path, today=today)  # what is odd of a row is said, no more
        assert ran.status == 0, ran
        return ran

    def has_copy(self) -> None:
        """Put the copy of today beside the file, where there is one."""
        beside = self.db.with_name("backups")
        if self.copies and not beside.exists():
            shutil.copytree(self.copies, beside)


@pytest.fixture
def run(tmp_path: Path) -> Program:
    """The program with a file that is not there yet."""
    return Program(tmp_path / "office.db")


@pytest.fixture(scope="session")
def street(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an office under the street's scheme; it is copied and never changed."""
    run = Program(tmp_path_factory.mktemp("street") / "office.db")
    run.well("init", "--office", "街道实践办", "--scheme", "street")
    run.well("backup")
    return run.db


@pytest.fixture
def office(run: Program, street: Path) -> Program:
    """The program with the file of an office under the street's scheme."""
    shutil.copy(street, run.db)
    return Program(run.db, street.with_name("backups"))


@pytest.fixture(scope="session")
def filled_before() -> dict[Filling, Path]:
    """The folders of offices that were filled already; they are copied and never changed."""
    return {}


def made_once(fill: Filling) -> Any:
    """A fixture: the street's office, filled by this function the first time and copied later."""

    @pytest.fixture
    def made(
        office: Program,
        filled_before: dict[Filling, Path],
        tmp_path_factory: pytest.TempPathFactory,
    ) -> Program:
        if fill in filled_before:
            shutil.copytree(filled_before[fill], office.db.parent, dirs_exist_ok=True)
        else:
            fill(office)
            kept = tmp_path_factory.mktemp("filled") / "office"
            filled_before[fill] = shutil.copytree(office.db.parent, kept)
        return office

    return made


@pytest.fixture
def ledger(tmp_path: Path, street: Path) -> Iterator[Opening]:
    """A function that opens the file of an office under the street's scheme, made once."""
    path = tmp_path / "office.db"
    held: list[Ledger] = []

    def opening() -> Ledger:
        if not path.exists():
            shutil.copy(street, path)
        held.append(opened(path))
        return held[-1]

    yield opening
    for one in held:
        one.close()


@pytest.fixture
def filled(ledger: Opening, tmp_path: Path, filled_file: Path) -> Ledger:
    """A file with two units and the report a1 of the first, of 8 May, used on the 11th."""
    shutil.copy(filled_file, tmp_path / "office.db")
    return ledger()


@pytest.fixture(scope="session")
def filled_file(street: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of that ledger; it is copied and never changed."""
    path = Path(shutil.copy(street, tmp_path_factory.mktemp("filled_file") / "office.db"))
    with closing(opened(path)) as one, one.writing():
        unit.add(one, Unit("甲社区", "community", aliases=("甲居委会",)))
        unit.add(one, Unit("甲科室", "department"))
        submission.add(one, Submission("甲社区", "情况", date(2009, 5, 8), ref="a1"))
        adoption.add(one, Use(ref="a1", level="street", form="whole", on=date(2009, 5, 11)))
    return path
