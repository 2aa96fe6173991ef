"""What another program does to the file, and how `check` names it: rows, tables, numbers."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from msgspec.structs import replace

from conftest import Program
from inforeport import errors
from inforeport.model import Reporter
from inforeport.store import Ledger, opened, reporter, submission
from inforeport.store.ledger import SCHEMA, STEPS
from shell import refused
from test_file import older
from test_trail import codes, undone

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
