"""What another program does to the file, and how `check` names it: rows, tables, numbers."""

import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from msgspec.structs import replace

from conftest import Program, made_once
from inforeport import errors
from inforeport.model import Reporter
from inforeport.store import Ledger, _command, copy_files, opened, reporter, submission
from inforeport.store.ledger import SCHEMA, STEPS
from shell import refused, tool
from test_file import older
from test_seal import CLOSED, may
from test_trail import codes, undone

__all__ = ["may"]

MOBILE = "13800138000"


@pytest.fixture
def life(filled: Ledger) -> Ledger:
    """The file with a reporter who can be reached, and a picture."""
    with filled.writing():
        reporter.add(filled, Reporter("甲社区", "甲员", mobile=MOBILE))
    with filled.writing():
        submission.attach(filled, submission.submission(filled, "a1"), "图.png", b"a picture")
    assert codes(filled) == []
    return filled


@contextmanager
def another(path: Path) -> Iterator[sqlite3.Connection]:
    """Another program at the file, which takes all triggers away and puts them back at the end."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        rows = other.execute("select name, sql from sqlite_schema where type = 'trigger'")
        guards = rows.fetchall()
        for name, _ in guards:
            other.execute(f"drop trigger {name}")
        yield other
        for _, sql in guards:
            other.execute(sql)


# Every table


@pytest.mark.parametrize(
    ("sql", "place", "code"),
    [
        ("update contact set mobile = '13900139000'", "contact 1", "row"),
        ("update contact set phone = '8027982'", "contact 1", "row"),
        ("update contact set salt = null", "contact 1", "row"),
        ("update contact set mobile = null, salt = null, sha256 = null", "contact 1", "row"),
        ("update contact set reporter_id = 2", "contact 1", "row"),
        ("delete from contact", "contact 1", "row"),
        ("insert into contact (reporter_id) values (1)", "contact 2", "row"),
        ("update original set content = x'00'", "attachment 1", "original"),
        ("insert into original values (hex(zeroblob(32)), x'00')", f"original {'0' * 64}", "row"),
        ("update attachment set name = '别的.png'", "attachment 1", "row"),
        ("update office set name = '别的'", "office 1", "row"),
        ("update office set zone = 'Asia/Tokyo'", "office 1", "row"),
        ("update scheme set body = ''", "scheme 1", "row"),
    ],
)
def test_bar_80_what_another_program_changes_is_named_in_every_table(
    life: Ledger, sql: str, place: str, code: str
) -> None:
    with another(life.path) as other:
        other.execute(sql)
    assert (place, code) in codes(life)


def test_bar_80_a_content_that_nothing_refers_to_any_more_is_watched_too(life: Ledger) -> None:
    undone(life)
    [(name,)] = life.tuples("select sha256 from original")
    with another(life.path) as other:
        other.execute("update original set content = x'00'")
    assert codes(life) == [(f"original {name}", "original")]


def test_bar_80_a_telephone_that_is_changed_past_the_triggers_is_named_too(life: Ledger) -> None:
    with closing(sqlite3.connect(life.path, isolation_level=None)) as other:
        other.execute("update contact set mobile = '13900139000'")
    assert codes(life) == [("contact 1", "row")]


def test_the_log_keeps_of_a_contact_no_more_than_a_hash_that_nobody_can_try(life: Ledger) -> None:
    [(salt, digest)] = life.tuples("select salt, sha256 from contact")
    told = str(life.tuples("select before, after from change"))
    assert digest in told
    assert not any(secret in told for secret in (MOBILE, salt))


def test_the_salt_of_a_contact_goes_when_it_is_forgotten(life: Ledger) -> None:
    [(salt,)] = life.tuples("select salt from contact")
    [known] = reporter.reporters(life)
    with life.writing():
        reporter.forget(life, known)
    life.compact()
    assert codes(life) == []
    content = life.path.read_bytes()
    assert salt.encode() not in content
    assert MOBILE.encode() not in content


def test_the_same_telephone_has_another_hash_in_another_row(life: Ledger) -> None:
    with life.writing():
        known = reporter.add(life, Reporter("甲社区", "乙员", mobile=MOBILE))
        reporter.edit(life, known, replace(known, mobile="13900139000"))
        reporter.edit(life, replace(known, mobile="13900139000"), known)
    digests = [digest for (digest,) in life.tuples("select sha256 from contact")]
    assert len(digests) == len({*digests}) == 4
    assert codes(life) == []


def test_an_undo_leaves_what_the_log_tells_by_a_hash(life: Ledger) -> None:
    undone(life)  # the picture
    undone(life, 3)  # the reporter
    assert codes(life) == []
    undone(life)
    assert [one.mobile for one in reporter.reporters(life)] == [MOBILE]
    assert codes(life) == []


# What the file is made of

ANEW = """
create table anew as select * from target;
drop table target;
alter table anew rename to target;
"""
"""A table without any of its checks."""


@pytest.mark.parametrize(
    ("sql", "place"),
    [
        (ANEW, "target"),
        ("drop index adoption_same", "adoption_same"),
        ("drop index submission_received", "submission_received"),
        ("create index mine on unit (name)", "mine"),
        ("create table mine (id integer)", "mine"),
        ('create table "mein ""eigen" (id integer primary key)', 'mein "eigen'),
        ('alter table unit add column "mein ""eigen" text', "unit"),
        ("create view mine as select * from unit", "mine"),
        ("alter table unit add column colour text", "unit"),
        (
            "update sqlite_schema set sql = replace(sql, 'check (chars >= 0)', '')",
            "submission",
        ),
        ("drop table exemption", "exemption"),
    ],
)
def test_bar_81_tables_indexes_and_checks_are_those_of_a_new_file(
    filled: Ledger, sql: str, place: str
) -> None:
    path = filled.path
    filled.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("pragma writable_schema = on")
        other.executescript(sql)
        other.execute("pragma writable_schema = reset")
    with closing(opened(path)) as now:
        assert (place, "schema") in codes(now)


@pytest.mark.parametrize("number", [0, 1, SCHEMA - 1])
def test_bar_82_a_schema_number_that_was_set_back_is_named(filled: Ledger, number: int) -> None:
    with closing(sqlite3.connect(filled.path)) as other:
        other.execute(f"pragma user_version = {number}")
    run = Program(filled.path)
    run.well("unit", "list")
    ran = run("check", "--json")
    [finding] = ran.json["findings"]
    assert (ran.status, finding["place"], finding["code"]) == (8, "file", "schema")
    assert str(number) in finding["what"]
    assert not filled.path.with_name("backups").exists()


@pytest.mark.parametrize("back", [1, 2, 4, SCHEMA - 1])
def test_bar_82_steps_that_would_be_run_again_are_refused(filled: Ledger, back: int) -> None:
    with closing(sqlite3.connect(filled.path)) as other:
        other.execute(f"pragma user_version = {back}")
        for name in STEPS[back:]:
            other.execute("delete from _sqlite_migrations where name = ?", [name])
        other.commit()
    refused(Program(filled.path)("check"), "db-damaged", 5)
    with pytest.raises(errors.DatabaseDamaged):
        opened(filled.path)


def test_bar_82_a_file_that_was_made_to_write_a_log_beside_itself_is_named(
    filled: Ledger,
) -> None:
    path = filled.path
    filled.close()
    with closing(sqlite3.connect(path)) as other:
        other.execute("pragma journal_mode = wal")
    ran = Program(path)("check", "--json")
    assert [(one["place"], one["code"]) for one in ran.json["findings"]] == [("file", "schema")]
    assert not path.with_name(f"{path.name}-wal").exists()
    Program(path).well("check")


@pytest.mark.parametrize("schema", range(1, SCHEMA))
def test_an_older_file_is_sound_once_it_is_brought_up_to_date(run: Program, schema: int) -> None:
    older(run.db, schema)
    with closing(opened(run.db)) as now:
        assert codes(now) == []


# A second witness


def chain_anew(path: Path, sql: str) -> None:
    """Change the past and write the whole chain anew, as somebody with time would."""
    with another(path) as other:
        other.execute(sql)
        previous = ""
        for number, *told in other.execute(COMMANDS).fetchall():
            changes = other.execute(CHANGES, [number]).fetchall()
            head = [previous, str(number), *told]
            digest = _command.fingerprint(
                [None if one is None else str(one).encode() for one in head], changes
            )
            other.execute(WRITTEN, [previous, digest, number])
            previous = digest


COMMANDS = "select id, at, who, text, undoes, lasting from command order by id"
CHANGES = """
select cast(table_name as blob), cast(key as blob), cast(before as blob), cast(after as blob)
from change
where command_id = ?
order by id
"""
WRITTEN = "update command set previous = ?, sha256 = ? where id = ?"


def cut_off(path: Path) -> None:
    """Take the last command out of the file with all that it did."""
    with another(path) as other:
        ((last,),) = other.execute("select max(id) from command").fetchall()
        other.execute("delete from change where command_id = ?", [last])
        other.execute("delete from command where id = ?", [last])
        other.execute("delete from unit where name = '乙社区'")


@made_once
def copied(office: Program) -> Program:
    """An office with two units; a copy was made before the second, and one after it."""
    office.well("unit", "add", "甲社区", "--group", "社区")
    office.well("backup")
    office.well("unit", "add", "乙社区", "--group", "社区")
    office.well("backup")
    return office


def copies(office: Program) -> list[Path]:
    """The copies beside the file, the oldest first."""
    return [one.path for one in reversed(copy_files.copies(office.db))]


def witnessed(office: Program, *more: object) -> list[tuple[str, str, str]]:
    """What `check` finds, by place, code and sentence."""
    ran = office("check", "--json", *more)
    found = [(one["place"], one["code"], one["what"]) for one in ran.json["findings"]]
    assert ran.status == (8 if found else 0)
    return found


def test_a_file_that_went_on_since_its_copies_is_sound(copied: Program) -> None:
    copied.well("unit", "add", "丙社区", "--group", "社区")
    copied.well("check")
    for copy in copies(copied):
        copied.well("check", "--since", copy)


def test_bar_83_a_last_command_that_was_cut_off_is_named(copied: Program) -> None:
    cut_off(copied.db)
    newest = copies(copied)[-1]
    what = (
        "the log ends with command 2, and went on to 3: what came after was cut off, or an older"
        " file was put in its place"
    )
    assert witnessed(copied) == [(newest.name, "witness", what)]


def test_bar_83_an_older_copy_in_the_place_of_the_file_is_named(copied: Program) -> None:
    oldest, newest = copies(copied)
    shutil.copy(oldest, copied.db)
    [(place, code, what)] = witnessed(copied)
    assert (place, code) == (newest.name, "witness")
    assert "an older file was put in its place" in what
    copied.well("backup")  # to be silent from now on would not do
    assert len(witnessed(copied)) == 1


def test_bar_83_what_stands_beside_a_copy_that_is_damaged_is_a_witness_still(
    copied: Program,
) -> None:
    cut_off(copied.db)
    newest = copies(copied)[-1]
    newest.write_bytes(b"damaged")
    [(place, code, what)] = witnessed(copied)
    assert (place, code) == (newest.name, "witness")
    assert "went on to 3" in what


@pytest.mark.parametrize(
    "sql",
    [
        "update command set at = '2009-05-01T00:00:00+00:00' where id = 2",
        "update command set who = '别人' where id = 2",
        "update change set after = replace(after, '甲社区', '丁社区') where command_id = 2",
    ],
)
def test_bar_83_a_past_that_was_written_anew_is_named(copied: Program, sql: str) -> None:
    chain_anew(copied.db, sql)
    found = [one for one in witnessed(copied) if one[1] == "witness"]
    assert found == [
        (copies(copied)[-1].name, "witness", "from command 2 on the log was written anew")
    ]


def test_bar_83_a_copy_of_ones_own_is_a_witness_too(copied: Program, tmp_path: Path) -> None:
    own = tmp_path / "盘" / "own.db"
    own.parent.mkdir()
    copied.well("backup", "-o", own)
    cut_off(copied.db)
    shutil.rmtree(copied.db.with_name("backups"))
    assert witnessed(copied) == []
    [(place, code, _)] = witnessed(copied, "--since", own)
    assert (place, code) == ("own.db", "witness")


def test_bar_83_a_seal_knows_how_far_the_log_went(may: Program) -> None:
    may.well("close", "--period", "2009-05", "--yes", today=CLOSED)
    shutil.rmtree(may.db.with_name("backups"))
    may.well("check")
    chain_anew(may.db, "update command set who = '别人' where id = 2")
    [(place, code, what)] = witnessed(may)
    assert (place, code) == ("seal 1", "witness")
    assert "is not the one that the log had" in what


def test_what_is_put_back_is_not_held_against_the_copies_of_what_it_replaced(
    copied: Program,
) -> None:
    oldest, newest = copies(copied)
    copied.well("unit", "add", "丙社区", "--group", "社区")
    copied.well("restore", oldest, "--yes")
    copied.well("check")
    assert "# command 2 " in beside(oldest)
    assert "#" not in beside(newest)
    copied.well("backup", "verify", newest)
    cut_off(copied.db)
    assert oldest.name in {place for place, code, _ in witnessed(copied) if code == "witness"}


def beside(copy: Path) -> str:
    """What stands beside a copy."""
    return copy.with_name(f"{copy.name}.sha256").read_text(encoding="utf-8")


def test_what_stands_beside_a_copy_is_read_by_sha256sum_too(copied: Program) -> None:
    checked = subprocess.run(
        [
            tool("sha256sum"),
            "--check",
            "--strict",
            *(f"{one.name}.sha256" for one in copies(copied)),
        ],
        cwd=copied.db.with_name("backups"),
        capture_output=True,
        check=False,
    )
    assert (checked.returncode, checked.stderr) == (0, b"")


@pytest.mark.parametrize("content", [b"", b"nothing of ours", b"SQLite format 3\0"])
def test_what_is_no_copy_bears_no_witness(copied: Program, content: bytes) -> None:
    stranger = copied.db.with_name("stranger.db")
    stranger.write_bytes(content)
    refused(copied("check", "--since", stranger), "copy-bad", 4)
    refused(copied("check", "--since", copied.db.with_name("none.db")), "file-missing", 4)
