"""Copies: made whole and proved, thinned with age, put back in one step, told as text."""

import hashlib
import json
import os
import re
import shutil
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Program
from every import an_example, an_office
from inforeport import errors
from inforeport.store import Ledger, copies, opened
from inforeport.store.copy_files import FOLDER, kept, newest_good, thin
from inforeport.store.dump import dump, load
from inforeport.store.ledger import SCHEMA, connected
from shell import content, refused, shell, unchanged, visible
from test_file import ADD, POSIX, at_once, older

REPORTS = (
    ("score", "--month", "5", "--json"),
    ("rank", "--month", "5", "--json"),
    ("due", "--month", "5", "--json"),
    ("reporter", "list", "--show-contact", "--json"),
    ("submission", "list", "--json"),
    ("adoption", "list", "--json"),
    ("bulletin", "list", "--json"),
)


@pytest.fixture
def example(tmp_path: Path) -> Program:
    """The example office, with a picture in its file."""
    return Program(an_example(tmp_path / "example").db.rename(tmp_path / "office.db"))


def reports(run: Program) -> list[str]:
    """What all reading commands answer."""
    return [run(*line).out for line in REPORTS]


def backups(run: Program) -> list[Path]:
    """The copies in the usual folder, the oldest first."""
    return sorted((run.db.parent / FOLDER).glob("*.db"))


@contextmanager
def changed(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, isolation_level=None)) as tables:
        yield tables


# 25 A copy is proved and can be put back


def test_bar_25_a_copy_is_good_and_gives_the_same_reports(example: Program) -> None:
    example.well("backup")
    [copy] = backups(example)
    assert example.well("backup", "verify", copy).out == f"good: {copy}\n"
    digest = hashlib.sha256(copy.read_bytes()).hexdigest()
    seal = copy.with_name(f"{copy.name}.sha256")
    first, log = seal.read_text("utf8").splitlines()
    assert first == f"{digest}  {copy.name}"
    assert log.startswith("# command ")
    again = Program(example.db.with_name("again.db"))
    again.well("restore", copy)
    assert reports(again) == reports(example)
    assert content(again.db) == content(example.db)


@pytest.mark.parametrize("place", [20, 5000, 100_000, -100])
def test_bar_25_a_copy_with_one_changed_byte_is_found_out(example: Program, place: int) -> None:
    example.well("backup")
    [copy] = backups(example)
    letters = bytearray(copy.read_bytes())
    letters[place] ^= 1
    copy.write_bytes(letters)
    ran = example("backup", "verify", copy)
    assert (ran.status, ran.err) == (8, "")
    assert "it is not what its .sha256 says" in ran.out or "damaged" in ran.out
    with unchanged(example.db):
        refused(example("restore", copy, "--yes"), "copy-bad", 4)
        refused(example("restore", copy, "--to", example.db.with_name("x.db")), "copy-bad", 4)


def test_bar_25_a_copy_without_its_digest_is_judged_by_its_pages(example: Program) -> None:
    example.well("backup", "-o", example.db.with_name("c.db"))
    example.db.with_name("c.db.sha256").unlink()
    example.well("backup", "verify", example.db.with_name("c.db"))
    with changed(example.db.with_name("c.db")) as tables:
        tables.execute("pragma foreign_keys = 0")
        tables.execute("delete from unit where id = 1")
    ran = example("backup", "verify", example.db.with_name("c.db"))
    assert (ran.status, "rows that refer to nothing" in ran.out) == (8, True)


@pytest.mark.parametrize("name", ["text.txt", "empty.db", "other.db"])
def test_bar_25_what_is_no_copy_is_not_put_back(office: Program, name: str) -> None:
    path = office.db.with_name(name)
    if name == "other.db":
        with changed(path) as tables:
            tables.execute("create table office (name text)")
    else:
        path.write_text("一" * (name == "text.txt"), encoding="utf-8")
    with unchanged(office.db):
        refused(office("restore", path, "--yes"), "copy-bad", 4)
        assert office("backup", "verify", path).status == 8
        refused(office("restore", path.with_name("nothing"), "--yes"), "file-missing", 4)


# Making one


def test_an_unchanged_file_is_not_copied_again(office: Program) -> None:
    office.well("backup")
    [copy] = backups(office)
    assert office.well("backup").out == f"unchanged since: {copy}\n"
    with opened_for(office) as ledger, ledger.writing():
        pass  # nothing is changed
    office.well("backup")
    assert backups(office) == [copy]
    office.well(*ADD)
    office.well("backup")
    assert len(backups(office)) == 2


@contextmanager
def opened_for(run: Program) -> Iterator[Ledger]:
    with closing(opened(run.db)) as ledger:
        yield ledger


def test_a_damaged_copy_is_no_reason_not_to_make_another(office: Program) -> None:
    office.well("backup")
    [copy] = backups(office)
    copy.write_bytes(copy.read_bytes()[:5000])
    office.well("backup")
    assert len(backups(office)) == 2
    assert newest_good(office.db) in set(backups(office)) - {copy}


def test_what_another_program_wrote_is_no_reason_not_to_copy(office: Program) -> None:
    office.well("unit", "add", "甲社区", "--group", "社区")
    with closing(sqlite3.connect(office.db)) as other, other:
        other.execute("update unit set unit_group = 'department'")
    copy = office.db.with_name("copy.db")
    office.well("backup", "-o", copy)
    office.well("backup", "verify", copy)
    office.well("restore", copy, "--yes")


def test_two_copies_at_once_are_one(office: Program) -> None:
    ran = at_once(3, lambda _: shell(office.db, "backup"))
    assert [one.status for one in ran] == [0, 0, 0]
    assert len(backups(office)) == 1


def test_a_name_of_ones_own_is_never_another_files(office: Program) -> None:
    target = office.db.with_name("c.db")
    office.well("backup", "-o", target)
    before = target.read_bytes()
    ran = office("backup", "-o", target)
    refused(ran, "exists", 7)
    assert "--force" not in ran.err
    assert target.read_bytes() == before
    refused(office("backup", "-o", office.db), "exists", 7)


def test_a_folder_that_is_not_there_is_not_made(office: Program) -> None:
    """It may be a disk that is not plugged in."""
    refused(office("backup", office.db.with_name("stick")), "folder-missing", 7)
    refused(office("backup", "stick", "-o", "c.db"), "usage", 2)
    assert visible(office.db.parent) == {"office.db"}


def test_a_folder_of_ones_own(office: Program) -> None:
    folder = office.db.with_name("else")
    folder.mkdir()
    office.well("backup", folder)
    office.well("backup", folder)
    assert len(list(folder.glob("office-*.db"))) == 1
    assert not (office.db.parent / FOLDER).exists()


def test_what_killed_runs_have_left_is_taken_away_after_an_hour(office: Program) -> None:
    folder = office.db.parent / FOLDER
    folder.mkdir()
    old, new = folder / ".office.db.0011.tmp", folder / ".office.db.0022.tmp"
    for one in (old, new):
        one.touch()
    os.utime(old, (0, 0))
    office.well("backup")
    assert not old.exists()
    assert new.exists()


def test_an_import_is_preceded_by_a_copy_and_a_dry_one_is_not(office: Program) -> None:
    path = office.db.with_name("units.csv")
    path.write_text("单位,组别\n甲社区,社区\n", encoding="utf-8")
    before = content(office.db)
    office.well("unit", "import", path, "--dry-run")
    assert backups(office) == []
    office.well("unit", "import", path)
    [copy] = backups(office)
    assert copy.name.endswith("-before-import.db")
    assert content(copy) == before


# 58 Rights


@POSIX
@pytest.mark.parametrize("mask", [0o000, 0o022])
def test_bar_58_only_their_owner_can_read_the_file_and_its_copies(run: Program, mask: int) -> None:
    old = os.umask(mask)
    try:
        new = Program(run.db.parent / "new" / "office.db")
        new.well("init", "--office", "街道办")
        new.take("unit", [{"unit": "甲社区", "group": "社区"}])
        new.well("backup")
        new.well("backup", "-o", new.db.with_name("c.db"))
        new.well("dump", "-o", new.db.with_name("d.jsonl"))
        new.well("restore", new.db.with_name("c.db"), "--yes")
        new.well("restore", new.db.with_name("d.jsonl"), "--to", new.db.with_name("e.db"))
        new.well("export", "ranking", "--month", "5", "-o", new.db.with_name("表.csv"))
    finally:
        os.umask(old)
    modes = {one.name: stat.S_IMODE(one.stat().st_mode) for one in new.db.parent.rglob("*")}
    assert modes.pop("表.csv") == 0o666 & ~mask
    assert modes.pop("units.csv") == 0o666 & ~mask
    assert modes.pop(FOLDER) == 0o700
    assert len(modes) > 6
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(new.db.parent.stat().st_mode) == 0o700


@POSIX
def test_bar_58_what_sqlite_writes_beside_is_its_owners_too(office: Program) -> None:
    old = os.umask(0)
    try:
        with changed(office.db) as tables:
            tables.execute("begin immediate")
            tables.execute("update office set name = '某办'")
            journal = office.db.with_name("office.db-journal")
            assert stat.S_IMODE(journal.stat().st_mode) == 0o600
            tables.execute("rollback")
    finally:
        os.umask(old)


# Which are kept


def test_the_last_days_weeks_and_months_are_kept() -> None:
    today = date(2009, 12, 31)
    days = [today - timedelta(n) for n in range(800)]
    found = kept(days, today)
    assert {today - timedelta(n) for n in range(7)} <= found
    weeks = {date(2009, 12, 27), date(2009, 12, 20), date(2009, 12, 13), date(2009, 12, 6)}
    assert weeks <= found
    ends = {date(2009, month + 1, 1) - timedelta(1) for month in range(1, 12)}
    assert ends <= found
    assert len(found) == 7 + 3 + 11 + 0, sorted(found)


def test_a_long_pause_takes_nothing_away() -> None:
    days = {date(2005, 3, 1), date(2005, 3, 2), date(2005, 9, 1)}
    assert kept(days, date(2009, 1, 1)) == days


def test_a_day_that_has_not_come_is_kept() -> None:
    days = [date(2030, 1, 1) + timedelta(n) for n in range(40)]
    assert kept(days, date(2009, 1, 1)) == set(days)


DAYS = st.sets(st.dates(date(2007, 1, 1), date(2009, 12, 31)), max_size=60)


@settings(max_examples=settings().max_examples // 2)
@given(DAYS)
def test_what_is_kept_is_kept_again_and_holds_the_newest(days: set[date]) -> None:
    today = date(2009, 12, 31)
    found = kept(days, today)
    assert found <= days
    assert kept(found, today) == found
    assert len(found) <= 7 + 5 + 12
    assert sorted(days)[-7:] == sorted(found)[-len(sorted(days)[-7:]) :]


def test_a_new_copy_thins_the_old_ones_and_leaves_what_is_not_its_own(office: Program) -> None:
    office.well("backup")
    [first] = backups(office)
    today = datetime.strptime(first.name[7:15], "%Y%m%d").date()  # noqa: DTZ007  the office's
    folder = first.parent
    for n in range(1, 60):
        day = f"{today - timedelta(n):%Y%m%d}"
        for hour in ("08", "17"):
            copied = shutil.copy(first, folder / f"office-{day}-{hour}0000.db")
            (folder / f"{Path(copied).name}.sha256").touch()
    others = {"other-20090101-080000.db", "office-note.db", "office.db"}
    for name in others:
        (folder / name).touch()
    office.well(*ADD)
    office.well("backup")
    left = {one.name for one in backups(office)} - others
    days = kept([today - timedelta(n) for n in range(60)], today)
    assert {name[7:15] for name in left} == {f"{day:%Y%m%d}" for day in days}
    assert {name[16:18] for name in left if name[7:15] != f"{today:%Y%m%d}"} == {"17"}
    assert {name for name in visible(folder) if name.endswith(".sha256")} == {
        f"{name}.sha256" for name in left
    }
    assert others <= visible(folder)


def test_the_only_good_copy_stays_whatever_its_day(office: Program) -> None:
    office.well("backup")
    [first] = backups(office)
    old = first.with_name("office-20010101-080000.db")
    first.with_name(f"{first.name}.sha256").rename(f"{old}.sha256")
    first.rename(old)
    seal = old.with_name(f"{old.name}.sha256")
    seal.write_text(seal.read_text("utf8").replace(first.name, old.name), encoding="utf-8")
    for n in range(1, 30):
        (old.with_name(f"office-200202{n:02}-080000.db")).touch()  # bad ones
    thin(office.db, old.parent, date(2009, 1, 1))  # what a new copy does
    assert old.exists()


# 26 Putting back


@pytest.mark.parametrize("suffix", ["-wal", "-journal"])
def test_bar_26_what_lay_beside_the_file_is_not_read_into_the_copy(
    example: Program, suffix: str
) -> None:
    example.well("backup", "-o", example.db.with_name("c.db"))
    right = reports(example)
    example.well("unit", "add", "新社区", "--group", "社区")
    after = content(example.db)
    stale(example.db, suffix)
    ran = example.well("restore", example.db.with_name("c.db"), "--yes")
    assert reports(example) == right
    assert content(example.db) == content(example.db.with_name("c.db"))
    assert not example.db.with_name(f"{example.db.name}{suffix}").exists()
    kept_there = example.db.parent.glob("*.before-restore-*")
    [before] = [one for one in kept_there if not one.name.endswith(("-wal", "-journal", "-shm"))]
    assert f"kept: {before}" in ran.out
    for sibling in ("-wal", "-journal", "-shm"):
        before.with_name(f"{before.name}{sibling}").unlink(missing_ok=True)
    assert content(before) == after


def stale(db: Path, suffix: str) -> None:
    """Put beside a file what a run on some other copy of it has left."""
    other = db.with_name("elsewhere.db")
    shutil.copy(db, other)
    with changed(other) as tables:
        if suffix == "-wal":
            tables.execute("pragma journal_mode = wal")
        tables.execute("pragma cache_size = 1")
        tables.execute("begin")
        tables.execute("update unit set name = 'X' || id, fold = 'X' || id")
        tables.execute("update submission set body = hex(zeroblob(3000))")
        if suffix == "-wal":
            tables.execute("commit")
        shutil.copy(f"{other}{suffix}", f"{db}{suffix}")
    for left in db.parent.glob("elsewhere.db*"):
        left.unlink()


def test_bar_26_a_leftover_beside_no_file_is_not_read_into_the_copy(example: Program) -> None:
    example.well("backup", "-o", example.db.with_name("c.db"))
    stale(example.db, "-wal")
    example.db.unlink()
    example.well("restore", example.db.with_name("c.db"))
    assert content(example.db) == content(example.db.with_name("c.db"))


def test_putting_back_asks_and_keeps_what_it_replaces(office: Program) -> None:
    office.well("backup", "-o", office.db.with_name("c.db"))
    office.well(*ADD)
    after = content(office.db)
    with unchanged(office.db):
        refused(office("restore", office.db.with_name("c.db")), "needs-yes", 2)
        office.well("restore", office.db.with_name("c.db"), "--dry-run")
    office.well("restore", office.db.with_name("c.db"), "--yes")
    [before] = office.db.parent.glob("office.db.before-restore-*")
    assert content(before) == after
    [copy] = backups(office)
    assert copy.name.endswith("-before-restore.db")
    assert content(copy) == after


@pytest.mark.parametrize("left", [b"", b"nothing that anybody can read" * 99])
def test_a_damaged_file_is_replaced_and_kept_as_it_is(office: Program, left: bytes) -> None:
    office.well("backup", "-o", office.db.with_name("c.db"))
    office.db.write_bytes(left)
    office.well("restore", office.db.with_name("c.db"), "--yes")
    [before, *_] = sorted(office.db.parent.glob("office.db.before-restore-*"))
    assert before.read_bytes() == left
    office.well("unit", "list")


def test_a_file_in_use_is_not_replaced(office: Program) -> None:
    office.well("backup", "-o", office.db.with_name("c.db"))
    before = office.db.read_bytes()
    with changed(office.db) as other:
        other.execute("begin")
        other.execute("select * from office").fetchall()
        ran = office("--lock-wait", "0.1", "restore", office.db.with_name("c.db"), "--yes")
    refused(ran, "busy", 6)
    assert office.db.read_bytes() == before
    assert not list(office.db.parent.glob("*.before-restore-*"))


def test_a_folder_is_not_replaced(office: Program) -> None:
    office.well("backup", "-o", office.db.with_name("c.db"))
    copy = office.db.with_name("c.db")
    refused(office("restore", copy, "--to", office.db.parent, "--yes"), "db-not-file", 5)
    refused(office("restore", copy, "--to", office.db / "x", "--yes"), "not-writable", 7)
    missing = office.db.with_name("no") / "x.db"
    refused(office("restore", copy, "--to", missing, "--yes"), "folder-missing", 7)


def test_a_copy_of_an_older_file_is_put_back_and_brought_up_to_date(run: Program) -> None:
    older(run.db, 1)
    run.well("backup", "-o", run.db.with_name("c.db"))
    run.well("restore", run.db.with_name("c.db"), "--to", run.db.with_name("x.db"))
    assert content(run.db.with_name("x.db")) == content(run.db)


# The file as text


def test_a_dump_gives_the_same_reports(example: Program) -> None:
    path = example.db.with_name("all.jsonl")
    example.well("dump", "-o", path)
    again = Program(example.db.with_name("again.db"))
    again.well("restore", path)
    assert reports(again) == reports(example)
    assert again.well("dump").out == path.read_text("utf8")
    with closing(opened(example.db)) as one, closing(opened(again.db)) as two:
        for name in copies.tables(one):
            sql = f'select * from "{name}"'  # noqa: S608  the file's own names
            if name != "_sqlite_migrations":
                assert one.tuples(sql) == two.tuples(sql)


def test_a_dump_is_sorted_lines_of_json(example: Program) -> None:
    head, *lines = map(json.loads, example.well("dump").out.splitlines())
    assert (head["form"], head["schema"]) == ("inforeport dump", SCHEMA)
    assert len(lines) == sum(head["rows"].values()) > 100
    assert [one["table"] for one in lines] == sorted(one["table"] for one in lines)
    assert all(list(one["row"]) == sorted(one["row"]) for one in lines)
    [picture] = [one["row"] for one in lines if one["table"] == "original"]
    assert picture["content"].keys() == {"base64"}


def test_a_dump_of_another_file_with_the_same_facts_is_the_same(office: Program) -> None:
    """Whatever was added and taken away meanwhile; the log tells of that."""
    office.well(*ADD)
    before = facts_of(office.well("dump").out)
    office.well("reporter", "add", "乙社区", "甲某")
    with changed(office.db) as tables:
        tables.execute("delete from reporter")
        tables.execute("vacuum")
    assert facts_of(office.well("dump").out) == before


def facts_of(text: str) -> list[str]:
    """The lines of a dump without its head, and without the log."""
    log = ('{"table": "change"', '{"table": "command"')
    return [line for line in text.splitlines()[1:] if not line.startswith(log)]


def test_a_dump_of_an_older_file_is_brought_up_to_date(tmp_path: Path) -> None:
    """A text of the first schema becomes a file of the newest."""
    older(tmp_path / "old.db", 1)
    with closing(Ledger(connected(tmp_path / "old.db"), tmp_path)) as ledger:
        text = "".join(dump(ledger))
    assert json.loads(text.splitlines()[0])["schema"] == 1
    (tmp_path / "old.jsonl").write_text(text, encoding="utf-8")
    load(tmp_path / "old.jsonl", tmp_path / "new.db")
    opened(tmp_path / "old.db").close()
    with closing(opened(tmp_path / "old.db")) as one, closing(opened(tmp_path / "new.db")) as two:
        assert facts_of("".join(dump(one))) == facts_of("".join(dump(two)))


def without_last(text: str) -> str:
    return "".join(text.splitlines(keepends=True)[:-1])


def half_a_line(text: str) -> str:
    return text[: len(text) // 2]


def without_column(text: str) -> str:
    return text.replace('"zone": ', '"zonn": ')


def newer(text: str) -> str:
    return text.replace(f'"schema": {SCHEMA}', '"schema": 99', 1)


def orphan(text: str) -> str:
    return text.replace('"unit_id": 1,', '"unit_id": 999,', 1)


def no_base64(text: str) -> str:
    return text.replace('{"base64": "', '{"base64": "!', 1)


@pytest.mark.parametrize(
    ("spoil", "code", "status"),
    [
        (without_last, "copy-bad", 4),
        (half_a_line, "copy-bad", 4),
        (without_column, "copy-bad", 4),
        (no_base64, "copy-bad", 4),
        (orphan, "copy-bad", 4),
        (newer, "db-newer", 5),
    ],
)
def test_a_spoilt_dump_is_not_put_back(
    example: Program, spoil: Callable[[str], str], code: str, status: int
) -> None:
    text = example.well("dump").out
    spoilt = spoil(text)
    assert spoilt != text
    path = example.db.with_name("all.jsonl")
    path.write_text(spoilt, encoding="utf-8")
    with unchanged(example.db):
        refused(example("restore", path, "--yes"), code, status)


def test_a_dump_does_not_replace_a_file_unasked(office: Program) -> None:
    path = office.db.with_name("all.jsonl")
    office.well("dump", "-o", path)
    refused(office("dump", "-o", path), "exists", 7)
    office.well("dump", "-o", path, "--force")


def test_a_copy_that_fails_is_told_as_a_copy(office: Program) -> None:
    with pytest.raises(errors.OutputFolderMissing):
        copies.copied(office.db, office.db.with_name("no"))


def test_what_came_since_a_copy_of_today_the_trail_takes_back(office: Program) -> None:
    def taken(unit: str) -> list[Path]:
        office.take("unit", [{"unit": unit, "group": "社区"}])
        return backups(office)

    [first] = taken("甲社区")
    assert taken("乙社区") == [first]
    office.well("undo", "--yes")
    assert backups(office) == [first]
    os.utime(first)  # as if it was written again
    assert len(taken("丙社区")) == 2


def test_a_copy_of_another_day_or_of_another_log_is_none_of_today(office: Program) -> None:
    office.take("unit", [{"unit": "甲社区", "group": "社区"}])
    [first] = backups(office)
    older_ = first.with_name("office-20200102-030405.db")
    first.rename(older_)
    digest = first.with_name(f"{first.name}.sha256")
    digest.rename(older_.with_name(f"{older_.name}.sha256"))
    office.take("unit", [{"unit": "乙社区", "group": "社区"}])
    assert len(backups(office)) == 2
    newest = newest_good(office.db)
    assert newest
    digest = newest.with_name(f"{newest.name}.sha256")
    digest.write_text(re.sub("command [0-9]+", "command 99", digest.read_text()))
    office.take("unit", [{"unit": "丙社区", "group": "社区"}])
    assert len(backups(office)) == 3


# The office's own file


@pytest.mark.parametrize(
    "line", ["dump", "intake show 1", "outbox show 1", "scheme upgrade {folder}/first.toml"]
)
def test_nothing_that_is_written_takes_the_place_of_the_ledger(tmp_path: Path, line: str) -> None:
    """Not by a name typed in haste with --force, nor by another name of the same file."""
    office = an_office(tmp_path / "office")
    other = office.db.with_name("别名.db")
    other.symlink_to(office.db)
    before = office.db.read_bytes()
    for path in (office.db, other):
        words = line.format(folder=office.db.parent).split()
        refused(office(*words, "-o", path, "--force"), "exists", 7)
        assert office.db.read_bytes() == before
