"""Killed or told to end at its every step, a command leaves what was or what is to be."""

import os
from contextlib import closing
from pathlib import Path
from signal import Signals

import pytest

from conftest import Program
from inforeport.period import Period
from inforeport.store import letter, opened, submission
from inforeport.store.copy_files import FOLDER, newest_good
from killed import Left, met
from shell import content, visible

KILL = 9
pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")


@pytest.fixture
def office(tmp_path: Path) -> Program:
    """An office with a unit and a copy of its file from before, in a folder of its own."""
    run = Program(tmp_path / "here" / "office.db")
    run.db.parent.mkdir()
    run.well("init", "--office", "街道办")
    run.well("backup")
    run.well("backup", "-o", run.db.with_name("c.db"))
    run.well("unit", "add", "甲社区", "--group", "社区")
    return run


def ended(runs: list[Left], signs: set[int]) -> list[Left]:
    """The runs that were met; they came to the signal, the last one to a good end."""
    *cut, last = runs
    assert (last.status, last.err) == (0, "")
    assert {one.status for one in cut} <= signs
    assert len(cut) >= 3
    return cut


@pytest.mark.parametrize("old", [b"", b"old"])
def test_bar_04_killed_at_every_step_of_an_export(office: Program, old: bytes) -> None:
    target = office.db.with_name("表.csv")
    if old:
        target.write_bytes(old)
    export = ("export", "ranking", "--month", "5", "--force", "-o", target)
    line = ("--db", office.db, "--today", "2009-06-05", *export)
    runs = list(met(office.db.parent, Signals(KILL), *line))
    whole = (runs[-1].folder / target.name).read_bytes()
    assert len(whole) > len(old)
    for one in ended(runs, {-KILL}):
        there = one.folder / target.name
        assert (there.read_bytes() if there.exists() else b"") in {old, whole}


def test_bar_05_killed_at_every_step_of_a_copy(office: Program) -> None:
    before = newest_good(office.db)
    assert before
    now = content(office.db)
    runs = list(met(office.db.parent, Signals(KILL), "--db", office.db, "backup"))
    for one in ended(runs, {-KILL}):
        assert content(one.folder / office.db.name) == now
        assert (one.folder / FOLDER / before.name).exists()
        newest = newest_good(one.folder / office.db.name)
        assert newest
        assert newest.name == before.name or content(newest) == now


def test_bar_05_killed_at_every_step_of_putting_back(office: Program) -> None:
    copy = office.db.with_name("c.db")
    before, after = content(office.db), content(copy)
    line = ("--db", office.db, "restore", copy, "--yes")
    for one in ended(list(met(office.db.parent, Signals(KILL), *line)), {-KILL}):
        now = content(one.folder / office.db.name)
        assert now in {before, after}
        assert content(one.folder / copy.name) == after
        if now == after:
            kept = one.folder.glob("*.before-restore-*")
            assert [content(one) for one in kept] == [before]


def test_bar_02_killed_at_every_step_of_an_intake_and_run_again_it_ends_the_same(
    office: Program,
) -> None:
    desk = office.db.with_name("来件")
    desk.mkdir()
    for n in range(3):
        rows = "".join(f"甲社区,第{n}批第{k}件,2009-05-0{k}\n" for k in range(2, 6))
        (desk / f"{n}.csv").write_text(f"单位,标题,报送时间\n{rows}", encoding="utf-8")
    runs = list(met(office.db.parent, Signals(KILL), "--db", office.db, "intake", desk))
    cut = ended(runs, {-KILL})
    whole = on_file(runs[-1].folder)
    assert [len(part) for part in whole] == [12, 12]
    for one in cut:
        reports, pieces = on_file(one.folder)
        assert len(reports) == len(pieces) in {0, 4, 8, 12}
        Program(one.folder / office.db.name).well("intake", one.folder / "来件")
        assert on_file(one.folder) == whole


def on_file(folder: Path) -> tuple[list[object], list[object]]:
    """The reports and the pieces in a copy of the office's folder, by what they say."""
    with closing(opened(folder / "office.db")) as ledger:
        reports = submission.submissions(ledger, Period())
        pieces = letter.pieces(ledger)
    return (
        [(one.unit, one.title) for one in reports],
        [(one.letter.name, one.place, one.state, one.code) for one in pieces],
    )


@pytest.mark.parametrize(("name", "status"), [("SIGTERM", 143), ("SIGINT", 130), ("SIGHUP", 129)])
def test_bar_27_told_to_end_at_every_step_of_an_import(
    office: Program, name: str, status: int
) -> None:
    path = office.db.with_name("many.csv")
    rows = "".join(f"b{n},甲社区,第{n}件,2009-05-08\n" for n in range(40))
    path.write_text(f"编号,单位,标题,报送时间\n{rows}", encoding="utf-8")
    for kept in office.db.with_name("backups").iterdir():
        kept.unlink()  # so that it begins with a copy
    before = content(office.db)
    runs = list(
        met(office.db.parent, Signals[name], "--db", office.db, "submission", "import", path)
    )
    for one in ended(runs, {status}):
        assert len(one.err.splitlines()) <= 1, one.err
        assert "Traceback" not in one.err
        assert not [*one.folder.rglob("*.tmp*"), *one.folder.rglob("*-journal")]
        assert content(one.folder / office.db.name) == before
        assert {path.name for path in one.folder.iterdir()} == visible(office.db.parent)
