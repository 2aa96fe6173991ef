"""The office's file against what befalls it: wrong, older, newer, damaged, full, held, shared."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from functools import cache
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any, ClassVar

import pytest

from conftest import Program, Ran, made_once
from inforeport import errors
from inforeport.cli._schemes import stored
from inforeport.store import Ledger, opened
from inforeport.store import share as share_module
from inforeport.store._connection import APPLICATION
from inforeport.store.creation import create
from inforeport.store.ledger import SCHEMA, STEPS
from inforeport.store.scheme import use
from inforeport.store.share import share_in
from older import of_schema
from shell import ENVIRONMENT, PROGRAM, content, refused, shell, unchanged, visible
from test_museum import NOBODY, as_nobody, ended_at

POSIX = pytest.mark.skipif(os.name != "posix", reason="rights and signals are POSIX's")
ADD = ("unit", "add", "乙社区", "--group", "community")


def filled(office: Program) -> Program:
    """An office with two units and what May brought."""
    office.take("unit", [{"unit": "甲社区", "group": "社区"}, {"unit": "丙科室", "group": "部门"}])
    office.take(
        "submission",
        [
            {"ref": f"a{n}", "unit": "甲社区", "title": f"第{n}篇", "received": f"2009-05-{n:02}"}
            for n in range(4, 29)
        ],
    )
    office.take(
        "adoption", [{"ref": "a8", "level": "街道", "form": "整篇", "adopted": "2009-05-20"}]
    )
    shutil.rmtree(office.db.parent / "backups")
    return office


filled_office = made_once(filled)


# 6, 7 A full disk


@POSIX
def test_bar_06_a_full_disk_leaves_the_file_as_it_is(filled_office: Program) -> None:
    db = filled_office.db
    text = db.with_name("text.txt")
    text.write_text("甲社区召开座谈会。" * 9000, encoding="utf-8")
    line = ("submission", "add", "甲社区", "甲社区召开座谈会", "--text", text)
    with unchanged(db), ended_at(db.stat().st_size):
        refused(filled_office(*line), "no-space", 7)
        filled_office.well("score", "--month", "5")
    filled_office.well(*line)


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A disk with room for little, which only the superuser can make."""
    if os.name != "posix" or os.geteuid() != 0:
        pytest.skip("only the superuser can make a small disk")
    with TemporaryDirectory() as folder:
        mount = ["mount", "-t", "tmpfs", "-o", "size=768k", "tmpfs", folder]
        if subprocess.run(mount, capture_output=True, check=False).returncode:
            pytest.skip("no small disk can be made here")
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", folder], check=True)  # noqa: S607  the system's own


def test_bar_06_a_disk_that_is_really_full(office: Program, small_disk: Path) -> None:
    db = Path(shutil.copy(office.db, small_disk))
    text = office.db.with_name("text.txt")
    text.write_text("甲社区召开座谈会。" * 30_000, encoding="utf-8")
    assert shell(db, *ADD).status == 0
    line = ("submission", "add", "乙社区", "乙社区召开座谈会", "--text", text)
    with unchanged(db):
        refused(shell(db, *line), "no-space", 7)
        assert shell(db, "unit", "list").status == 0
    text.write_text("短", encoding="utf-8")
    assert shell(db, *line).status == 0


def test_bar_07_a_full_disk_for_an_export_and_for_a_copy(
    filled_office: Program, small_disk: Path
) -> None:
    old = small_disk / "通报.docx"
    old.write_bytes(b"old")
    (small_disk / "filler").write_bytes(bytes(190 * 4096))  # of 192
    export = ("export", "circular", "--month", "5", "--force", "-o", old)
    refused(shell(filled_office.db, "--today", "2009-06-05", *export), "no-space", 7)
    refused(shell(filled_office.db, "backup", small_disk), "no-space", 7)
    refused(shell(filled_office.db, "backup", "-o", small_disk / "c.db"), "no-space", 7)
    refused(shell(filled_office.db, "dump", "-o", small_disk / "d.jsonl"), "no-space", 7)
    assert old.read_bytes() == b"old"
    assert {one.name for one in small_disk.iterdir()} == {"通报.docx", "filler"}


def test_bar_06_no_more_pages_than_the_file_may_have(filled_office: Program) -> None:
    with closing(opened(filled_office.db)) as ledger:
        ledger.rows("pragma max_page_count = 1")
        with pytest.raises(errors.NoSpace), ledger.writing():
            ledger.change("update submission set body = :text where id = 1", text="长" * 400_000)


# 11, 12 Others at work


def test_bar_11_a_file_that_is_held_is_waited_for_as_long_as_is_said(office: Program) -> None:
    with closing(sqlite3.connect(office.db, isolation_level=None)) as other:
        other.execute("begin exclusive")
        for line in (ADD, ("unit", "list"), ("backup",), ("--quiet", "doctor")):
            begun = time.monotonic()
            ran = office("--lock-wait", "0.1", *line)
            assert 0.1 <= time.monotonic() - begun < 4
            assert (ran.status, "error[busy]" in ran.err) == (6, True), ran
        other.execute("rollback")
    office.well(*ADD)


@pytest.mark.parametrize("given", ["x", "-1", "1e3", "１"])
def test_a_time_to_wait_is_a_figure(office: Program, given: str) -> None:
    refused(office(f"--lock-wait={given}", "unit", "list"), "not-a-figure", 2)


@pytest.mark.parametrize("round_", range(3))
def test_bar_12_several_bring_one_file_up_to_date_at_once(tmp_path: Path, round_: int) -> None:
    del round_
    db = tmp_path / "office.db"
    older(db, 1)
    ran = at_once(4, lambda _: shell(db, "unit", "list"))
    assert {one.status for one in ran} == {0}
    assert marks(db) == (SCHEMA, list(STEPS))


def test_bar_12_several_make_one_file_at_once(tmp_path: Path) -> None:
    db = tmp_path / "office.db"
    ran = at_once(4, lambda n: shell(db, "init", "--office", f"第{n}办"))
    assert sorted(one.status for one in ran) == [0, 4, 4, 4]
    assert marks(db) == (SCHEMA, list(STEPS))


def at_once(count: int, run: Callable[[int], Any]) -> list[Any]:
    """What several runs come to that begin at the same moment."""
    barrier = threading.Barrier(count)

    def one(number: int) -> Any:
        barrier.wait()
        return run(number)

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def marks(db: Path) -> tuple[int, list[str]]:
    """The schema of a file and the steps that it has seen, each as often as it has."""
    with closing(sqlite3.connect(db)) as tables:
        assert tables.execute("pragma integrity_check").fetchone() == ("ok",)
        seen = tables.execute("select name from _sqlite_migrations order by name").fetchall()
        return tables.execute("pragma user_version").fetchone()[0], [name for (name,) in seen]


# 13, 14, 15 Not the office's file


@pytest.mark.parametrize(
    "line", [("unit", "list"), ADD, ("backup",), ("dump",), ("score", "--month", "5")]
)
def test_bar_13_a_typo_in_the_name_makes_no_file(office: Program, line: tuple[str, ...]) -> None:
    missing, empty = (Program(office.db.with_name(name)) for name in ("offcie.db", "empty.db"))
    empty.db.touch()
    before = visible(office.db.parent)
    refused(missing(*line), "db-missing", 5)
    assert "init" in missing(*line).err
    refused(empty(*line), "db-empty", 5)
    assert (visible(office.db.parent), empty.db.stat().st_size) == (before, 0)


def text_file(path: Path) -> None:
    path.write_text("甲社区,社区\n" * 100, encoding="utf-8")


def other_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as tables:
        tables.execute("create table office (name text)")


def tables_missing(path: Path) -> None:
    with closing(sqlite3.connect(path)) as tables:
        tables.execute("create table unit (name text)")
        tables.execute(f"pragma application_id = {APPLICATION}")
        tables.execute("pragma user_version = 2")


@pytest.mark.parametrize("make", [text_file, other_program, tables_missing])
@pytest.mark.parametrize("line", [("unit", "list"), ADD, ("backup",), ("--quiet", "doctor")])
def test_bar_14_what_is_not_ours_is_not_touched(
    run: Program, make: Callable[[Path], None], line: tuple[str, ...]
) -> None:
    make(run.db)
    before, told = run.db.read_bytes(), run.db.stat()
    ran = run(*line)
    assert ran.status == 5
    assert "error[db-foreign]" in ran.err
    assert (run.db.read_bytes(), run.db.stat().st_mtime_ns) == (before, told.st_mtime_ns)
    assert visible(run.db.parent) == {run.db.name}


def test_bar_14_a_folder_is_no_file(tmp_path: Path) -> None:
    refused(Program(tmp_path)("unit", "list"), "db-not-file", 5)


def newer_number(tables: sqlite3.Connection) -> None:
    tables.execute(f"pragma user_version = {SCHEMA + 1}")


def newer_step(tables: sqlite3.Connection) -> None:
    tables.execute(
        "insert into _sqlite_migrations (migration_set, name, applied_at)"
        " values ('inforeport', '999_later', '2030-01-01')"
    )


@pytest.mark.parametrize("make", [newer_number, newer_step])
def test_bar_15_a_newer_file_is_refused_and_can_be_copied(
    office: Program, make: Callable[[sqlite3.Connection], None]
) -> None:
    with closing(sqlite3.connect(office.db, isolation_level=None)) as tables:
        make(tables)
    with unchanged(office.db):
        for line in (("unit", "list"), ADD, ("score", "--month", "5"), ("dump",)):
            refused(office(*line), "db-newer", 5)
        assert office("--quiet", "doctor").status == 5
        assert office("unit", "--help").status == 0
    copy = office.db.with_name("copy.db")
    office.well("backup", "-o", copy)
    assert content(copy) == content(office.db)
    refused(office("restore", copy, "--yes"), "db-newer", 5)


def test_bar_15_a_file_that_becomes_newer_while_it_is_open_is_not_written(office: Program) -> None:
    with closing(opened(office.db)) as ledger:
        with closing(sqlite3.connect(office.db, isolation_level=None)) as tables:
            newer_step(tables)
        with pytest.raises(errors.DatabaseNewer), ledger.writing():
            raise AssertionError
    assert not office.db.with_name("office.db-journal").exists()


# 16, 23 An older file


def older(path: Path, schema: int) -> None:
    """A file as the version with that schema left it, with one unit and one report."""
    path.touch(mode=0o600)
    path.write_bytes(_older(schema))


@cache
def _older(schema: int) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "office.db"
        with of_schema(path, schema) as old:
            use(old, stored("street", None))
            old.change("insert into unit (name, fold, unit_group) values ('甲社区', '甲社区', 'c')")
            old.change(
                "insert into submission (unit_id, title, received_on)"
                " values (1, '情况', '2009-05-08')"
            )
        return path.read_bytes()


OLDER = pytest.mark.parametrize("schema", range(1, SCHEMA))


@pytest.fixture(scope="module")
def brought(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], tuple[Program, Ran]]:
    """What brings an older file up to date, each once: the program on it, and what it said."""

    @cache
    def brought(schema: int) -> tuple[Program, Ran]:
        run = Program(tmp_path_factory.mktemp(f"older{schema}") / "office.db")
        older(run.db, schema)
        return run, run("unit", "list")

    return brought


@OLDER
def test_bar_16_an_older_file_is_copied_and_then_brought_up_to_date(
    run: Program, brought: Callable[[int], tuple[Program, Ran]], schema: int
) -> None:
    older(run.db, schema)
    before = content(run.db)
    for line in (("unit", "list"), ADD, ("score", "--month", "5")):
        refused(run("--no-migrate", *line), "db-older", 5)
    run("unit", "--help")
    run("doctor")
    run("backup", "-o", run.db.with_name("c"))
    assert content(run.db) == before
    now, ran = brought(schema)
    [copy] = (now.db.parent / "backups").glob("*-before-migrate.db")
    assert ran.status == 0
    assert ran.err == (
        f"inforeport: {now.db}: brought from schema {schema} to {SCHEMA}; before that: {copy}\n"
    )
    assert content(copy) == before
    assert marks(now.db) == (SCHEMA, list(STEPS))
    now.well("backup", "verify", copy)
    assert now.well("submission", "list", "--json").json["submissions"][0]["title"] == "情况"


def test_bar_16_an_older_file_that_cannot_be_copied_is_not_touched(run: Program) -> None:
    older(run.db, 1)
    (run.db.parent / "backups").touch()  # no folder can be made there
    with unchanged(run.db):
        refused(run("unit", "list"), "exists", 7)


IN_THE_WAY = {
    5: ("alter table seal add column command integer", "alter table seal drop column command"),
    6: ("create table decision (name text)", "drop table decision"),
    7: ("create table letter (name text)", "drop table letter"),
    8: ("create table decision_person (name text)", "drop table decision_person"),
    9: ("alter table reporter add column leader text", "alter table reporter drop column leader"),
    10: ("create table mailbox (name text)", "drop table mailbox"),
    11: ("create table outgoing (name text)", "drop table outgoing"),
    12: ("create table bulletin_copy (name text)", "drop table bulletin_copy"),
    13: ("create index mark_report on unit (name)", "drop index mark_report"),
    14: ("create table trail (name text)", "drop table trail"),
}
OTHERWISE = ("create table objection (name text)", "drop table objection")
"""What a later step is to make, put there by another program and taken away again."""


@OLDER
def test_bar_03_a_step_that_fails_leaves_the_file_as_it_was(run: Program, schema: int) -> None:
    older(run.db, schema)
    put, taken = IN_THE_WAY.get(schema, OTHERWISE)
    with closing(sqlite3.connect(run.db)) as tables:
        tables.execute(put)
    before = content(run.db)
    assert run("unit", "list").status != 0
    assert content(run.db) == before
    [copy] = (run.db.parent / "backups").glob("*-before-migrate.db")
    assert content(copy) == before
    with closing(sqlite3.connect(run.db)) as tables:
        tables.execute(taken)
    assert run("unit", "list").status == 0
    assert marks(run.db) == (SCHEMA, list(STEPS))


@OLDER
def test_bar_23_an_older_file_becomes_what_a_new_one_is(
    brought: Callable[[int], tuple[Program, Ran]], fresh: list[tuple[str, str, str]], schema: int
) -> None:
    with closing(opened(brought(schema)[0].db)) as now:
        assert shape(now) == fresh
        assert {kind for kind, *_ in shape(now)} >= {"table", "index"}


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str, str]]:
    """What a new file is made of."""
    with create(tmp_path_factory.mktemp("fresh") / "new.db") as ledger:
        return shape(ledger)


def shape(ledger: Ledger) -> list[tuple[str, str, str]]:
    """All tables, indexes and triggers, with the text that made them in one spelling."""
    rows = ledger.tuples(
        "select type, name, ifnull(sql, '') from sqlite_schema order by type, name"
    )
    return [(kind, name, " ".join(sql.replace('"', "").split())) for kind, name, sql in rows]


# 17 A damaged file


OFFSETS = (
    *(0, 15, 16, 18, 19, 21, 28, 44, 56, 68, 100, 103, 105),
    *(4096, 4099, 4101, 4104, 8192, 8195, 12_288),
)
"""The mark, the page size, the sizes, the encoding, whose it is; then the heads of three pages."""


QUESTIONS = (("score", "--month", "5", "--json"), ("unit", "list"), ("adoption", "list"))


@made_once
def with_a_copy(office: Program) -> Program:
    """The same office with a copy of its file, and what it answers, numbered."""
    filled(office).well("backup")
    for number, line in enumerate(QUESTIONS):
        office.db.with_name(f"{number}").write_text(office.well(*line).out, encoding="utf-8")
    return office


@pytest.mark.parametrize("offset", OFFSETS)
def test_bar_17_a_damaged_file_is_told_as_one_or_answers_rightly(
    with_a_copy: Program, offset: int
) -> None:
    office, lines = with_a_copy, QUESTIONS
    [copy] = (office.db.parent / "backups").glob("*.db")
    right = [office.db.with_name(f"{n}").read_text(encoding="utf-8") for n in range(len(lines))]
    bytes_, copied = bytearray(office.db.read_bytes()), copy.read_bytes()
    bytes_[offset] ^= 0x5A
    office.db.write_bytes(bytes_)
    for line, answer in zip(lines, right, strict=True):
        ran = office(*line)
        assert ran.status == 5 or (ran.status, ran.out) == (0, answer), (line, ran)
        if "error[db-damaged]" in ran.err:
            assert str(copy) in ran.err
    ran = office("doctor", "--json")
    assert ran.status in {5, 8}, ran
    assert copy.read_bytes() == copied
    if offset == OFFSETS[0]:  # of the same copy the same comes each time
        office.db.unlink()
        office.well("restore", copy)
        assert [office.well(*line).out for line in lines] == right


def test_bar_17_half_a_file(filled_office: Program) -> None:
    filled_office.well("backup")
    [copy] = (filled_office.db.parent / "backups").glob("*.db")
    half = filled_office.db.read_bytes()
    filled_office.db.write_bytes(half[: len(half) // 2 // 4096 * 4096])
    for line in (("unit", "list"), ADD, ("backup",), ("score", "--month", "5")):
        ran = filled_office(*line)
        assert (ran.status, "error[db-damaged]" in ran.err) == (5, True), ran
        assert str(copy) in ran.err


# 19 A file that may only be read


@pytest.fixture(scope="module")
def nobody() -> int:
    """As whom to run a command so that rights count for it."""
    return NOBODY if as_nobody() else 0


@POSIX
@pytest.mark.parametrize(("file", "folder"), [(0o444, 0o755), (0o644, 0o555), (0o444, 0o555)])
def test_bar_19_a_file_or_folder_that_may_only_be_read(
    filled_office: Program, nobody: int, file: int, folder: int
) -> None:
    with TemporaryDirectory() as name:
        path = Path(shutil.copy(filled_office.db, name))
        units = Path(shutil.copy(filled_office.db.with_name("units.csv"), name))
        path.chmod(file)
        Path(name).chmod(folder)
        before = path.read_bytes()
        for line in (("unit", "list"), ("score", "--month", "5", "--json"), ("dump",)):
            ran = shell(path, "--today", "2009-06-05", *line, user=nobody, cwd=Path(name))
            assert (ran.status, ran.err) == (0, ""), ran
        refused(shell(path, *ADD, user=nobody), "db-readonly", 5)
        refused(shell(path, "unit", "import", units, user=nobody), "db-readonly", 5)
        assert path.read_bytes() == before
        Path(name).chmod(0o755)


# 20 A network share


MOUNTS = r"""/dev/sda1 / ext4 rw 0 0
proc /proc proc rw 0 0
srv:/a /mnt/nfs nfs4 rw 0 0
//srv/b /mnt/with\040space cifs rw 0 0
you@srv: /home/me/far fuse.sshfs rw 0 0
/dev/sdb1 /home/me/far/near ext4 rw 0 0
host /mnt/9 9p rw 0 0
nonsense
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/srv/office.db", None),
        ("/mnt/nfs/a/office.db", "nfs4"),
        ("/mnt/nfsx/office.db", None),
        ("/mnt/with space/office.db", "cifs"),
        ("/home/me/far/office.db", "fuse.sshfs"),
        ("/home/me/far/near/office.db", None),
        ("/mnt/9/office.db", "9p"),
    ],
)
def test_bar_20_a_share_is_told_by_the_table_of_disks(path: str, kind: str | None) -> None:
    assert share_in(PurePosixPath(path), MOUNTS) == kind


def test_bar_20_a_share_is_told_once_and_nothing_else_changes(
    office: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = office.db.with_name("mounts")
    table.write_text(f"/dev/sda1 / ext4 rw 0 0\nsrv:/a {office.db.parent} nfs rw 0 0\n")
    monkeypatch.setattr(share_module, "MOUNTS", table)
    ran = office(*ADD)
    assert (ran.status, ran.err.count("network share (nfs)"), len(ran.err.splitlines())) == (
        0,
        1,
        1,
    )
    assert office("--quiet", "unit", "list").err == ""
    with closing(opened(office.db)) as ledger:
        assert ledger.rows("pragma journal_mode")[0][0] == "delete"


# 21 What another run left half done


def half_done(db: Path, folder: Path) -> Path:
    """A copy of a file and its journal as a killed run leaves them: half of a change is in it."""
    script = (
        "import os, sqlite3, sys; db = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "db.execute('pragma cache_size = 1'); db.execute('begin');"
        "db.execute('update submission set body = hex(zeroblob(20000))');"
        "os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", script, str(db)], check=False)
    journal = db.with_name(f"{db.name}-journal")
    assert journal.stat().st_size > 0
    shutil.copy(db, folder)
    shutil.copy(journal, folder)
    return folder / db.name


@POSIX
def test_bar_21_what_was_half_done_is_undone_before_anything_else(
    filled_office: Program, tmp_path: Path
) -> None:
    before = content(filled_office.db)
    (tmp_path / "one").mkdir()
    one = half_done(filled_office.db, tmp_path / "one")
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    assert shell(one, "unit", "list").status == 0
    assert content(one) == before
    two = tmp_path / "two" / one.name
    assert shell(two, "backup", "-o", tmp_path / "copy.db").status == 0
    assert content(tmp_path / "copy.db") == before


# 24 Settings, and what the file itself refuses


def test_bar_24_every_connection_has_the_settings(office: Program) -> None:
    """Each one that a run opens, at the moment when it runs its last statement."""
    with watched() as connections:
        office.well(*ADD)
        office.well("backup")
        office.well("restore", next((office.db.parent / "backups").glob("*.db")), "--yes")
    wanted = {
        "foreign_keys": 1,
        "synchronous": 3,
        "recursive_triggers": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "mmap_size": 0,
        "secure_delete": 1,
        "fullfsync": 1,
        "journal_mode": "delete",
    }
    assert len(connections) > 8
    for one in connections:
        assert {name: one.seen.get(name) for name in wanted} == wanted


class Watched(sqlite3.Connection):
    """A connection that remembers what its settings were when they were asked for."""

    all: ClassVar[list["Watched"]] = []

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.seen: dict[str, object] = {}
        self.all.append(self)

    def execute(self, sql: str, *args: Any) -> sqlite3.Cursor:
        cursor = super().execute(sql, *args)
        words = sql.split()
        if words[0] == "pragma" and "=" in words:
            row = super().execute(f"pragma {words[1]}").fetchone()
            self.seen[words[1]] = row[0]
        return cursor


@contextmanager
def watched() -> Iterator[list[Watched]]:
    """The connections that are opened inside the block."""
    Watched.all = []
    with pytest.MonkeyPatch.context() as patch:
        connect = sqlite3.connect
        patch.setattr(
            sqlite3, "connect", lambda *args, **more: connect(*args, factory=Watched, **more)
        )
        yield Watched.all


@pytest.mark.parametrize(
    "sql",
    [
        "insert into adoption (submission_id, level, adopted_on) values (999, 'a', '2009-05-08')",
        "update submission set received_on = '2009-02-30'",
        "update submission set received_on = '0209-05-08'",
        "update submission set title = 'a' || char(0)",
        "insert into target (unit_id, what, per, n) values (1, 'submitted', 'month', '-1')",
    ],
)
def test_bar_24_what_cannot_be_is_refused_by_the_file_itself(
    filled_office: Program, sql: str
) -> None:
    with (
        unchanged(filled_office.db),
        closing(sqlite3.connect(filled_office.db, isolation_level=None)) as tables,
    ):
        tables.execute("pragma foreign_keys = 1")
        with pytest.raises(sqlite3.IntegrityError):
            tables.execute(sql)


# 27 Told to end


@POSIX
@pytest.mark.parametrize(
    ("sign", "status", "waits"),
    [
        (signal.SIGTERM, 143, (0.05, 0.3)),
        (signal.SIGINT, 130, (0.1,)),
        (signal.SIGHUP, 129, (0.2,)),
    ],
)
def test_bar_27_a_run_that_is_told_to_end_leaves_nothing_half_done(
    office: Program, sign: signal.Signals, status: int, waits: tuple[float, ...]
) -> None:
    rows = "".join(f"b{n},甲社区,第{n}件,2009-05-08\n" for n in range(4000))
    (office.db.parent / "many.csv").write_text(f"编号,单位,标题,报送时间\n{rows}", encoding="utf-8")
    office.well("unit", "add", "甲社区", "--group", "社区")
    statuses = set()
    for wait in waits:  # test_killed.py does it at every step
        run = subprocess.Popen(
            [*PROGRAM, "--db", office.db, "submission", "import", office.db.parent / "many.csv"],
            env=ENVIRONMENT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        with suppress(subprocess.TimeoutExpired):
            run.wait(wait)
        run.send_signal(sign)
        out, err = run.communicate(timeout=60)
        statuses.add(run.returncode)
        with closing(opened(office.db)) as ledger:
            [(kept,)] = ledger.tuples("select count(*) from submission")
        assert kept in ({4000} if b"4000" in out else {0, 4000})
        assert b"Traceback" not in err or run.returncode in {-sign, 1}, err
        assert b"error[bug]" not in err, err
        assert not list(office.db.parent.glob("*-journal"))
        if run.returncode == 0:
            break
    assert statuses <= {status, -sign, 1, 0}  # -sign and 1: before the program had begun
    assert statuses != {0}


# 28 Odd names


@pytest.mark.parametrize("name", ["信 息#1?x%20", "a\nb"])
def test_bar_28_odd_names_of_folders(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    run = Program(folder / "office.db")
    run.well("init", "--office", "街道办")
    run.well(*ADD)
    run.well("backup")
    run.well("backup", "-o", folder / "c #?.db")
    run.well("backup", "verify", folder / "c #?.db")
    run.well("restore", folder / "c #?.db", "--to", folder / "again.db")
    run.well("dump", "-o", folder / "d.jsonl")
    assert Program(folder / "again.db").well("dump").out == run.well("dump").out
    assert visible(tmp_path) == {name}
    assert visible(folder) == {
        *("office.db", "backups", "c #?.db", "c #?.db.sha256", "again.db", "d.jsonl")
    }


@POSIX
def test_bar_28_a_file_by_another_name(office: Program, tmp_path: Path) -> None:
    (tmp_path / "else").mkdir()
    link = Program(tmp_path / "else" / "link.db")
    link.db.symlink_to(office.db)
    link.well(*ADD)
    link.well("backup")
    [copy] = (office.db.parent / "backups").glob("office-*.db")
    link.well("unit", "add", "丙社区", "--group", "社区")
    link.well("restore", copy, "--yes")
    assert link.db.is_symlink()
    assert visible(link.db.parent) == {"link.db"}
    assert [one["unit"] for one in office.well("unit", "list", "--json").json["units"]] == [
        "乙社区"
    ]


# 31 Our own lock


def test_bar_31_nobody_reads_the_file_beside_sqlite_while_it_is_open(tmp_path: Path) -> None:
    """Closing any handle on the file would let go of the lock; every run here is watched."""
    run = Program(tmp_path / "office.db")
    older(run.db, 1)
    watch = OpenWatch(run.db)
    sys.addaudithook(watch)
    run("unit", "list")
    run.take("unit", [{"unit": "乙社区", "group": "社区"}])
    for line in (
        ("unit", "list"),
        ("backup",),
        ("backup", "-o", tmp_path / "c.db"),
        ("doctor",),
        ("dump", "-o", tmp_path / "d.jsonl"),
        ("restore", tmp_path / "c.db", "--yes"),
        ("restore", tmp_path / "d.jsonl", "--yes"),
        ("score", "--month", "5"),
    ):
        run(*line)
    watch.on = False
    assert watch.seen > 10
    assert watch.found == []


class OpenWatch:
    """Listens to what Python opens: the file itself, and connections to it that are still open."""

    def __init__(self, path: Path) -> None:
        self.path, self.on, self.seen = str(path.resolve()), True, 0
        self.found: list[object] = []
        self._connections: list[sqlite3.Connection] = []

    def __call__(self, event: str, args: tuple[Any, ...]) -> None:
        """Remember connections; a file that is opened while one is open is found."""
        if not self.on:
            return
        if event == "sqlite3.connect/handle":
            self.seen += 1
            self._connections.append(args[0])
        elif event == "open" and os.path.abspath(str(args[0])) == self.path:  # noqa: PTH100  no other call
            self.found += [one for one in self._connections if self._is_open(one)]

    def _is_open(self, one: sqlite3.Connection) -> bool:
        try:
            self.on = False
            return any(row[2] == self.path for row in one.execute("pragma database_list"))
        except sqlite3.Error:  # closed
            return False
        finally:
            self.on = True


# 32 An old SQLite


def test_bar_32_a_sqlite_that_is_too_old(office: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 36, 9))
    with unchanged(office.db):
        for line in (("unit", "list"), ADD, ("backup",), ("restore", office.db, "--yes")):
            refused(office(*line), "sqlite-old", 5)
