"""Months that older programs sealed are printed again as those programs printed them.

`samples/seals` holds their files as text, a folder for each schema and edition of seals, and what
they printed: the text of papers in Word, as web page and as CSV, and the screens; in `files.gz`
how papers in Word were laid out and what files for programs held. Where a folder has none of these,
the same was printed as by the one before. Today's program says the same, paragraph by paragraph and
cell by cell; the widths of columns are today's.
"""

import json
from functools import cache
from gzip import decompress
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest

from conftest import Program
from inforeport.office import Office
from inforeport.office.seals import EDITION
from old_seals import PERIODS, filed, printed, word_lines

SAMPLES = Path(__file__).parent / "samples" / "seals"
MADE = sorted(
    (path.name for path in SAMPLES.iterdir()), key=lambda made: [*map(int, made.split("-"))]
)
"""The schema of each file and the edition of its seals: 7-4."""

BEFORE_TABLES = 3
"""The last edition before the words and tables of papers were the office's."""

UNMARKED = MADE[0]
"""Whose circulars do not say yet of which period they are."""

LATER = "2026-01-31"

EACH = pytest.mark.parametrize("made", MADE)
BOTH = pytest.mark.parametrize("name", PERIODS)
ALL = pytest.mark.parametrize("old", [*product(MADE, PERIODS)], ids="-".join, indirect=True)


def sheets() -> list[object]:
    """Each month of each; the large one of those between the first and the last is slow."""
    return [
        pytest.param(
            (made, name),
            id=f"{made}-{name}",
            marks=[pytest.mark.slow] if between and name == "points" else [],
        )
        for made in MADE
        for between in (made not in {MADE[0], MADE[-1]},)
        for name in PERIODS
    ]


def dumped(made: str, name: str) -> bytes:
    """All that was in a file, as that program left it."""
    return decompress((SAMPLES / made / f"{name}.jsonl.gz").read_bytes())


def restored(run: Program, made: str, name: str) -> Path:
    """The file of an office as that program left it, brought up to date."""
    run.db.write_bytes(_restored(made, name))
    return run.db


@cache
def _restored(made: str, name: str) -> bytes:
    with TemporaryDirectory() as folder:
        run = Program(Path(folder) / "office.db")
        dump = run.db.with_name("old.jsonl")
        dump.write_bytes(dumped(made, name))
        run.well("restore", dump)
        return run.db.read_bytes()


def expected(made: str, name: str) -> str:
    """What that program printed."""
    return _kept(made, f"{name}.txt").decode()


def _kept(made: str, name: str) -> bytes:
    """A sample, or the same of the one before."""
    files = (SAMPLES / folder / name for folder in reversed(MADE[: MADE.index(made) + 1]))
    return next(file for file in files if file.exists()).read_bytes()


def unbroken(text: str) -> str:
    """The same; where a title is broken depends on what fits a line."""
    return text.replace("\n信息报送及采用情况", "信息报送及采用情况")


class Old(NamedTuple):
    """The file of an office as an older program left it, brought up to date."""

    made: str
    name: str
    db: Path


@pytest.fixture(scope="module")
def old(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Old:
    """One of them; all tests of it run in turn, and print each of its papers in Word once."""
    made, name = request.param
    run = Program(tmp_path_factory.mktemp(f"{made}-{name}") / "office.db")
    return Old(made, name, restored(run, made, name))


@ALL
def test_an_old_seal_prints_what_was_printed(old: Old) -> None:
    assert unbroken(printed(old.db, old.name)) == unbroken(expected(old.made, old.name))


@pytest.mark.parametrize("old", sheets(), indirect=True)
def test_sheets_and_files_are_those_of_then(old: Old) -> None:
    assert filed(old.db, old.name) == decompress(_kept(old.made, f"{old.name}.files.gz")).decode()


@ALL
def test_the_edition_of_an_old_seal_is_known(old: Old) -> None:
    made, name, db = old
    with Office(db, LATER) as office:
        sealed = office.sealed(PERIODS[name][0])
    assert sealed is not None
    schema, edition = made.split("-")
    assert sealed.edition == int(edition)
    head = json.loads(dumped(made, name).splitlines()[0])
    assert head["schema"] == int(schema)


def test_the_seals_of_today_have_a_sample() -> None:
    """So that a paper that comes to be laid out otherwise fails here, and gets its edition."""
    assert MADE[-1].endswith(f"-{EDITION}")


@ALL
def test_an_old_circular_is_believed(old: Old) -> None:
    made, name, db = old
    run = Program(db)
    period = PERIODS[name][0]
    named = ("--period", period) if made == UNMARKED else ()
    ran = run("verify", SAMPLES / made / f"{name}.docx", *named)
    assert (ran.status, period in ran.both) == (0, True)


@BOTH
def test_a_circular_that_bears_no_period_is_asked_for_it(run: Program, name: str) -> None:
    restored(run, UNMARKED, name)
    ran = run("verify", SAMPLES / UNMARKED / f"{name}.docx")
    assert (ran.status, "paper-unmarked" in ran.both) == (4, True)


@EACH
def test_a_correction_quotes_what_was_printed(run: Program, made: str) -> None:
    """Its old texts are the paragraphs of the old circular, its new ones are put as those were."""
    restored(run, made, "points")
    asked = "--period", PERIODS["points"][0]
    late = {"ref": "戊镇1", "unit": "戊镇", "title": "晚到", "received": "2009-05-05"}
    run.take("submission", [late])
    path = run.db.with_name("correction.docx")
    assert run("export", "circular", *asked, "--correct", "-o", path).status == 0
    told = [*word_lines(path)]
    lines = expected(made, "points").splitlines()
    overall = lines[lines.index("一、总体情况") + 1]
    assert f"“总体情况”部分原为：“{overall}”" in told
    members = "7个镇街应报" if int(made[-1]) > BEFORE_TABLES else "7个各镇街应报"
    assert sum(members in line for line in told) == 2


def test_a_correction_parts_the_head_of_a_group_from_its_text(run: Program) -> None:
    restored(run, MADE[-1], "points")
    late = {"ref": "丙镇4", "level": "province", "adopted": "2009-05-29"}
    run.take("adoption", [late])
    path = run.db.with_name("correction.docx")
    assert run("export", "circular", "--period", "2009-05", "--correct", "-o", path).status == 0
    told = "\n".join(word_lines(path))
    assert "“报送和采用情况较好的单位”部分原为：“（一）各镇街：" in told
    assert "更正为：“（一）各镇街：" in told
