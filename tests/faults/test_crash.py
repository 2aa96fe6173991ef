"""The program killed, or failed, at its every write: old or new is left, and never between."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from crash import Crash
from docx import Document

from conftest import Program, Ran
from inforeport.store import opened
from inforeport.store.copies import keep
from inforeport.store.copy_files import newest_good
from inforeport.store.ledger import SCHEMA, STEPS
from shell import content, shell
from test_file import marks, older

pytestmark = pytest.mark.slow

OF_SQLITE = ("openat", "pwrite64", "fdatasync", "ftruncate", "unlink")


@pytest.fixture
def office(tmp_path: Path) -> Program:
    """An office with a unit, in a folder of its own."""
    run = Program(tmp_path / "here" / "office.db")
    run.db.parent.mkdir()
    run.well("init", "--office", "街道办")
    run.well("unit", "add", "甲社区", "--group", "社区")
    return run


def beside(db: Path) -> tuple[Path, ...]:
    """What SQLite touches: the file, its journal, their folder."""
    return (db, db.with_name(f"{db.name}-journal"), db.parent)


def reports(db: Path) -> int:
    """How many reports are on file; the file is whole, and another run works on it."""
    opened(db).close()
    content(db)
    with closing(sqlite3.connect(db)) as tables:
        return int(tables.execute("select count(*) from submission").fetchone()[0])


def test_bar_01_killed_at_every_write_of_one_report(office: Program) -> None:
    line = ("--db", office.db, "submission", "add", "甲社区", "座谈会", "--ref", "a1")

    def check(ran: Ran) -> None:
        there = reports(office.db)
        assert there in {0, 1}
        if "added" in ran.out:
            assert there == 1

    crash = Crash(line, office.db.parent, beside(office.db), calls=OF_SQLITE)
    crash.at_every_call(check)
    assert crash.met.total() >= 20


def test_bar_02_killed_at_every_write_of_an_import(office: Program) -> None:
    rows = "".join(f"a{n},甲社区,第{n}件,2009-05-08\n" for n in range(200))
    path = office.db.with_name("rows.csv")
    path.write_text(f"编号,单位,标题,报送时间\n{rows}", encoding="utf-8")
    line = ("--db", office.db, "submission", "import", path)

    def check(ran: Ran) -> None:
        there = reports(office.db)
        assert there in {0, 200}
        if ran.status == 0:
            assert there == 200
        assert newest_good(office.db), "the copy from before"

    crash = Crash(line, office.db.parent, beside(office.db), calls=OF_SQLITE[1:])
    crash.at_every_call(check)
    assert crash.met.total() >= 20
    assert shell(office.db, "submission", "import", path).status == 0
    assert reports(office.db) == 200


def test_bar_02_killed_at_every_write_of_an_intake(office: Program) -> None:
    desk = office.db.with_name("来件")
    desk.mkdir()
    for n in range(2):
        rows = "".join(f"甲社区,第{n}批第{k}件,2009-05-0{k}\n" for k in range(1, 6))
        (desk / f"{n}.csv").write_text(f"单位,标题,报送时间\n{rows}", encoding="utf-8")
    line = ("--db", office.db, "intake", desk)

    def check(ran: Ran) -> None:
        there = reports(office.db)
        assert there in {0, 5, 10}
        assert ran.status != 0 or there == 10

    crash = Crash(line, office.db.parent, beside(office.db), calls=OF_SQLITE[1:])
    crash.at_every_call(check)
    assert crash.met.total() >= 20
    assert shell(office.db, "intake", desk).status == 0
    assert reports(office.db) == 10


@pytest.mark.parametrize("schema", range(1, SCHEMA))
def test_bar_03_killed_at_every_write_of_a_migration(tmp_path: Path, schema: int) -> None:
    db = tmp_path / "here" / "office.db"
    db.parent.mkdir()
    older(db, schema)
    before = content(db)

    def check(_: Ran) -> None:
        number, seen = marks(db)
        assert number in {schema, SCHEMA}
        assert seen == list(STEPS)[:number]
        copy = newest_good(db)
        assert copy is None or content(copy) == before
        if number == SCHEMA:
            assert copy
        opened(db).close()
        assert marks(db) == (SCHEMA, list(STEPS))

    crash = Crash(("--db", db, "unit", "list"), db.parent, beside(db), calls=OF_SQLITE[1:])
    crash.at_every_call(check)
    assert crash.met.total() >= 20


@pytest.mark.parametrize("old", [False, True])
def test_bar_04_killed_at_every_write_of_an_export(office: Program, old: bool) -> None:
    target = office.db.with_name("通报.docx")
    if old:
        target.write_bytes(b"old")
    line = ("--db", office.db, "--today", "2009-06-05", "export", "circular", "--month", "5")

    def check(ran: Ran) -> None:
        if target.exists() and target.read_bytes() != b"old":
            assert Document(str(target)).paragraphs
        else:
            assert target.exists() is old
            assert ran.status != 0

    crash = Crash((*line, "--force", "-o", target), office.db.parent)
    crash.at_every_call(check)
    assert crash.met.total() >= 3


def test_bar_05_killed_at_every_write_of_a_copy(office: Program) -> None:
    office.well("backup")
    first = newest_good(office.db)
    office.well("unit", "add", "乙社区", "--group", "社区")
    before = content(office.db)

    def check(ran: Ran) -> None:
        assert content(office.db) == before
        assert first
        assert first.exists()
        newest = newest_good(office.db)
        assert newest
        assert ran.status != 0 or content(newest) == before
        assert content(keep(office.db, "test")) == before

    crash = Crash(("--db", office.db, "backup"), office.db.parent)
    crash.at_every_call(check)
    assert crash.met.total() >= 10


def test_bar_05_killed_at_every_write_of_putting_back(office: Program) -> None:
    copy = office.db.with_name("c.db")
    office.well("backup", "-o", copy)
    office.well("unit", "add", "乙社区", "--group", "社区")
    before, after = content(office.db), content(copy)

    def check(ran: Ran) -> None:
        now = content(office.db)
        assert now in {before, after}
        assert ran.status != 0 or now == after
        assert content(copy) == after
        if now == after:
            kept = office.db.parent.glob("*.before-restore-*")
            assert [content(one) for one in kept] == [before]
        opened(office.db).close()

    crash = Crash(("--db", office.db, "restore", copy, "--yes"), office.db.parent)
    crash.at_every_call(check)
    assert crash.met.total() >= 10


@pytest.mark.parametrize("call", ["pwrite64", "fdatasync", "unlink"])
def test_bar_08_a_disk_that_fails_at_every_write(office: Program, call: str) -> None:
    line = ("--db", office.db, "submission", "add", "甲社区", "座谈会", "--ref", "a1")

    def check(ran: Ran) -> None:
        there = reports(office.db)
        assert ran.status in {0, 7}, ran
        assert ("added" in ran.out) == (ran.status == 0)
        assert there == (1 if ran.status == 0 else 0), ran
        if ran.status:
            assert "error[io-error]" in ran.err

    crash = Crash(line, office.db.parent, beside(office.db), how="error=EIO", calls=(call,))
    crash.at_every_call(check)
    assert crash.met.total() >= 1


@pytest.mark.parametrize("call", ["fdatasync", "unlink", "pwrite64"])
def test_bar_09_a_full_disk_at_every_write_is_not_told_as_saved(office: Program, call: str) -> None:
    line = ("--db", office.db, "submission", "add", "甲社区", "座谈会", "--ref", "a1")

    def check(ran: Ran) -> None:
        assert ("added" in ran.out) == (ran.status == 0)
        assert reports(office.db) == (1 if ran.status == 0 else 0), ran

    crash = Crash(line, office.db.parent, beside(office.db), how="error=ENOSPC", calls=(call,))
    crash.at_every_call(check)
