"""The office's file: what is refused untouched, what is kept whole or not at all."""

import os
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from conftest import Opening
from inforeport import errors
from inforeport.model import Profile, Unit
from inforeport.store import Ledger, opened, submission, unit
from inforeport.store import office as office_store
from inforeport.store.creation import create
from inforeport.store.ledger import SCHEMA

POSIX = pytest.mark.skipif(os.name != "posix", reason="rights of files are POSIX's")


# Opening a file


def test_a_file_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(errors.DatabaseMissing):
        opened(tmp_path / "no.db")
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    with pytest.raises(errors.DatabaseEmpty):
        opened(path)
    assert path.stat().st_size == 0


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(errors.DatabaseNotFile):
        opened(tmp_path)


@pytest.mark.parametrize("content", [b"x", b"SQLite format 3\0", b"PK\3\4" + bytes(200)])
def test_what_is_no_database_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.db"
    path.write_bytes(content)
    with pytest.raises(errors.DatabaseForeign):
        opened(path)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("create table office (name text)")
    before = path.read_bytes()
    with pytest.raises(errors.DatabaseForeign):
        opened(path)
    assert path.read_bytes() == before


def test_a_file_with_our_mark_and_none_of_our_tables_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "half.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute(f"pragma application_id = {0x49524550}")
    with pytest.raises(errors.DatabaseForeign):
        opened(path)


def plainly(path: Path) -> sqlite3.Connection:
    """The file as any other program opens it."""
    return sqlite3.connect(path, isolation_level=None)


def test_a_newer_file_is_refused_untouched(ledger: Opening) -> None:
    path = ledger().path
    with closing(plainly(path)) as other:
        other.execute(f"pragma user_version = {SCHEMA + 1}")
    before = path.read_bytes()
    told = f"schema {SCHEMA + 1}, this program knows up to {SCHEMA}"
    with pytest.raises(errors.DatabaseNewer, match=told):
        opened(path)
    assert path.read_bytes() == before


def test_a_damaged_file_is_told_as_one(filled: Ledger) -> None:
    path = filled.path
    filled.close()
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)  # all pages but the first
    path.write_bytes(content)
    with pytest.raises(errors.DatabaseDamaged), closing(opened(path)) as damaged:
        unit.units(damaged)


def test_a_sign_in_a_folders_name_does_not_cut_the_path(tmp_path: Path) -> None:
    folder = tmp_path / "甲 #1?mode=memory%20"
    with create(folder / "office.db") as fresh:
        office_store.write(fresh, Profile("办公室", "zh", "Asia/Shanghai"))
    with closing(opened(folder / "office.db")) as again:
        assert office_store.office(again).name == "办公室"
    assert [one.name for one in tmp_path.iterdir()] == [folder.name]


# Making a file


@POSIX
def test_only_its_owner_can_read_the_file(ledger: Opening) -> None:
    assert ledger().path.stat().st_mode & 0o777 == 0o600


@POSIX
def test_a_folder_that_is_made_is_its_owners_too(tmp_path: Path) -> None:
    with create(tmp_path / "new" / "office.db"):
        pass
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700


def test_a_file_holds_one_office(ledger: Opening) -> None:
    path = ledger().path
    before = path.read_bytes()
    with pytest.raises(errors.LedgerExists), create(path):
        pass
    assert path.read_bytes() == before


def test_a_file_cannot_be_made_inside_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(errors.DatabaseUnwritable), create(tmp_path / "file" / "x" / "office.db"):
        pass


def test_a_beginning_that_fails_leaves_no_file(tmp_path: Path) -> None:
    path = tmp_path / "office.db"
    with pytest.raises(errors.UnknownZone), create(path):
        raise errors.UnknownZone(zone="x")
    assert not path.exists()


def test_a_dry_beginning_leaves_no_file(tmp_path: Path) -> None:
    path = tmp_path / "office.db"
    with create(path, keep=False) as fresh:
        office_store.write(fresh, Profile("办公室", "zh", "Asia/Shanghai"))
    assert not path.exists()


# Writing


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("foreign_keys", 1),
        ("synchronous", 3),
        ("recursive_triggers", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("secure_delete", 1),
        ("application_id", 0x49524550),
        ("user_version", SCHEMA),
    ],
)
def test_the_file_is_kept_with_care(ledger: Opening, pragma: str, value: int) -> None:
    row = ledger().row(f"pragma {pragma}")
    assert row
    assert row[0] == value


def test_what_fails_is_not_kept_at_all(filled: Ledger, ledger: Opening) -> None:
    with pytest.raises(errors.UnitExists), filled.writing():  # noqa: PT012  the first is good
        unit.add(filled, Unit("丙社区", "community"))
        unit.add(filled, Unit("甲居委会", "community"))
    assert [one.name for one in unit.units(ledger())] == ["甲社区", "甲科室"]


def test_a_dry_run_checks_and_keeps_nothing(filled: Ledger, ledger: Opening) -> None:
    before = filled.path.read_bytes()
    with filled.writing(keep=False):
        unit.add(filled, Unit("丙社区", "community"))
        assert len(unit.units(filled)) == 3
    assert len(unit.units(ledger())) == 2
    assert filled.path.read_bytes() == before


def test_a_change_outside_of_writing_is_a_bug(filled: Ledger) -> None:
    with pytest.raises(RuntimeError):
        unit.add(filled, Unit("丙社区", "community"))
    with pytest.raises(RuntimeError):
        filled.update("unit", 1, {"name": "丙社区"})


def test_of_two_writers_one_waits_for_the_other(filled: Ledger) -> None:
    """The second begins while the first is writing, and finds what the first has written."""
    begun = threading.Event()
    found: list[str] = []

    def second() -> None:
        with closing(opened(filled.path)) as other:
            begun.set()
            with other.writing():
                found.extend(one.name for one in unit.units(other))
                unit.add(other, Unit("丁社区", "community"))

    writer = threading.Thread(target=second)
    with filled.writing():
        writer.start()
        assert begun.wait(timeout=5)
        unit.add(filled, Unit("丙社区", "community"))
    writer.join(timeout=15)
    assert found == ["甲社区", "甲科室", "丙社区"]
    assert len(unit.units(filled)) == 4


def test_a_writer_that_is_too_long_about_it_is_told(filled: Ledger, ledger: Opening) -> None:
    other = ledger()
    other.rows("pragma busy_timeout = 20")
    with filled.writing():
        unit.add(filled, Unit("丙社区", "community"))
        with pytest.raises(errors.DatabaseBusy), other.writing():
            pass
    assert len(unit.units(other)) == 3


def test_a_full_disk_is_told_and_changes_nothing(filled: Ledger) -> None:
    filled.rows("pragma max_page_count = 1")  # no more than there are
    known = submission.submission(filled, "a1")
    with pytest.raises(errors.NoSpace), filled.writing():
        submission.attach(filled, known, "图.png", bytes(1_000_000))
    assert submission.attachments(filled, known) == ()


@POSIX
def test_a_file_that_was_moved_away_is_not_written(filled: Ledger) -> None:
    filled.path.rename(filled.path.with_name("moved.db"))
    with pytest.raises(errors.DatabaseReadOnly), filled.writing():
        unit.add(filled, Unit("丙社区", "community"))


# What the file refuses from any program


COPY = """
insert into adoption (submission_id, level, form, adopted_on)
select submission_id, level, form, adopted_on from adoption
"""


@pytest.mark.parametrize(
    "sql",
    [
        "update submission set received_on = '2009-02-30'",
        "update submission set received_on = '2009-5-8'",
        "update submission set received_on = ''",
        "update submission set received_on = null",
        "update submission set title = ''",
        "update submission set title = 'a' || char(0) || 'b'",
        "update submission set body = char(0)",
        "update submission set ref = ''",
        "update submission set unit_id = 99",
        "update submission set unit_id = 'x'",
        "delete from submission",
        "delete from unit",
        "update unit set name = '甲社区'",
        "update unit set since = '2009-06-01', until = '2009-05-31'",
        "update unit set since = '2009-13-01'",
        "update adoption set adopted_on = '2009-04-31'",
        "update adoption set submission_id = 99",
        COPY,
        "insert into office values (2, '二', 'zh', 'Asia/Shanghai')",
        "update office set language = 'xx'",
        "update scheme set begins_on = '2009'",
        (
            "insert into bulletin (name, created_on, issued_on)"
            " values ('简报', '2009-05-08', '2009-05-09')"
        ),
        "insert into bulletin (name, created_on, number, total) values ('报', '2009-05-08', 1, 1)",
    ],
)
def test_what_cannot_be_is_refused_by_the_file_itself(filled: Ledger, sql: str) -> None:
    before = filled.path.read_bytes()
    with closing(plainly(filled.path)) as other:
        other.execute("pragma foreign_keys = 1")
        with pytest.raises(sqlite3.IntegrityError):
            other.execute(sql)
    assert filled.path.read_bytes() == before
