"""The trail: what it tells of each command, one command back, contacts that are forgotten."""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from conftest import Opening, Program
from inforeport import errors
from inforeport.cli._session import Session, as_typed
from inforeport.documents import trail as pages
from inforeport.model import Change, Reporter, Touched, Unit
from inforeport.store import Actor, Ledger, adoption, health, opened, reporter, submission, trail
from inforeport.store import unit as unit_store
from inforeport.store._tables import tables
from inforeport.store._triggers import made, wanted
from inforeport.store.ledger import SCHEMA
from inforeport.words import Message
from test_facts import older

SOMEBODY = Actor("文员", "unit add", "2009-05-08T01:02:03+00:00")
UNITS = "单位,组别\n" + "".join(f"第{n}社区,社区\n" for n in range(500))


def by(ledger: Ledger, number: int, text: str = "unit add") -> None:
    """Add a unit as the command of that hour of 8 May (UTC)."""
    ledger.by = partial(Actor, "文员", text, f"2009-05-08T{number:02}:00:00+00:00")
    with ledger.writing():
        unit_store.add(ledger, Unit(f"第{number}社区", "community"))


def facts(ledger: Ledger) -> list[str]:
    """All rows of all facts: a dump without the trail, and without what stands beside it."""
    beside = ("command", "change", "original", "contact", "_sqlite_migrations")
    with closing(sqlite3.connect(ledger.path)) as other:
        rows = [line for line in other.iterdump() if line.startswith("INSERT")]
    return sorted(
        row for row in rows if not row.startswith(tuple(f'INSERT INTO "{one}"' for one in beside))
    )


def codes(ledger: Ledger) -> list[tuple[str, str]]:
    """What `check` finds, by place and code."""
    return [(one.place, one.code) for one in health.findings(ledger)]


# What is told


def test_a_command_is_told_with_who_when_and_what(filled: Ledger) -> None:
    filled.by = lambda: SOMEBODY
    with filled.writing():
        known = unit_store.add(filled, Unit("乙社区", "community", aliases=("乙居委会",)))
    [told] = trail.commands(filled, last=1)
    assert (told.who, told.text) == ("文员", "unit add")
    assert told.at == datetime(2009, 5, 8, 1, 2, 3, tzinfo=UTC)
    assert told.touched == (Touched("unit", 1, 0, 0), Touched("unit_alias", 1, 0, 0))
    first, second = trail.changes(filled, told.number)
    row = {"id": known.id, "name": "乙社区", "fold": "乙社区", "unit_group": "community"}
    assert first == Change("unit", {"id": known.id}, None, row)
    assert second.key == {"fold": "乙居委会"}


def test_a_change_is_told_with_the_row_before_and_after(filled: Ledger) -> None:
    known = unit_store.unit(filled, "甲社区")
    with filled.writing():
        unit_store.edit(filled, known, replace(known, headcount=12))
    [change] = trail.changes(filled, trail.commands(filled)[-1].number)
    assert change.before
    assert change.after == {**change.before, "headcount": 12}


def test_what_is_taken_off_is_told_as_it_was(filled: Ledger) -> None:
    [use] = adoption.of(filled, submission.submission(filled, "a1"))
    with filled.writing():
        adoption.remove(filled, use)
    [change] = trail.changes(filled, trail.commands(filled)[-1].number)
    assert (change.table, change.key, change.after) == ("adoption", {"id": use.id}, None)
    assert change.before
    assert change.before["adopted_on"] == "2009-05-11"


def test_reading_and_changing_nothing_leave_no_trail(filled: Ledger) -> None:
    before = trail.commands(filled)
    unit_store.units(filled)
    known = unit_store.unit(filled, "甲社区")
    with filled.writing():
        unit_store.edit(filled, known, known)
    with filled.writing(keep=False):
        unit_store.add(filled, Unit("乙社区", "community"))
    with pytest.raises(errors.UnitExists), filled.writing():
        unit_store.add(filled, Unit("甲社区", "community"))
    assert trail.commands(filled) == before


def test_signs_of_every_kind_come_back_as_they_were(filled: Ledger) -> None:
    text = "\"引号\" \\ 反斜\n另起一行\t制表 '单' 😀"
    known = submission.submission(filled, "a1")
    with filled.writing():
        submission.edit(filled, known, replace(known, text=text))
    number = trail.commands(filled)[-1].number
    [change] = trail.changes(filled, number)
    assert change.after
    assert change.after["body"] == text
    with filled.writing():
        submission.edit(filled, submission.submission(filled, "a1"), replace(known, text="短"))
    undone(filled)
    assert submission.submission(filled, "a1").text == text
    assert health.findings(filled) == []


def test_the_log_is_asked_by_day_unit_report_and_how_many(ledger: Opening) -> None:
    one = ledger()
    for hour in (3, 15, 17):
        by(one, hour)
    day = (datetime(2009, 5, 8, 12, tzinfo=UTC), datetime(2009, 5, 8, 17, tzinfo=UTC))
    assert [told.number for told in trail.commands(one, day)] == [3]
    assert [told.number for told in trail.commands(one, last=2)] == [3, 4]
    unit = unit_store.unit(one, "第15社区")
    assert [told.number for told in trail.commands(one, unit=unit)] == [3]


def test_what_concerns_a_unit_is_also_what_concerns_its_reports(filled: Ledger) -> None:
    known, report = unit_store.unit(filled, "甲科室"), submission.submission(filled, "a1")
    with filled.writing():
        submission.withdraw(filled, report, "重复")
    last = trail.commands(filled)[-1].number
    assert [one.number for one in trail.commands(filled, report=report)] == [2, last]
    assert [one.number for one in trail.commands(filled, unit=known)] == [2]


def test_what_a_unit_had_and_what_a_text_says_of_numbers(filled: Ledger) -> None:
    """A report that went to another unit concerns both; a key inside a text concerns nobody."""
    one, report = unit_store.unit(filled, "甲社区"), submission.submission(filled, "a1")
    with filled.writing():
        other = unit_store.add(filled, Unit("丁社区", "community"))
        third = unit_store.add(filled, Unit("戊社区", "community"))
    text = f'"unit_id":{third.id},"submission_id":{report.id}'
    for changed in (replace(report, unit=other.name), replace(report, unit=one.name, text=text)):
        with filled.writing():
            submission.edit(filled, submission.submission(filled, "a1"), changed)
    with filled.writing():
        [used] = adoption.of(filled, submission.submission(filled, "a1"))
        adoption.remove(filled, used)
    made, moved, back, off = (told.number for told in trail.commands(filled, last=4))

    def of(**about: Any) -> list[int]:
        return [told.number for told in trail.commands(filled, **about) if told.number >= made]

    assert of(unit=one) == [moved, back, off]
    assert of(unit=other) == [made, moved, back]
    assert of(unit=third) == [made]
    assert of(report=report) == [moved, back, off]


@pytest.mark.parametrize("number", [-1, 99, 2**70])
def test_a_number_that_the_log_does_not_have_is_told(filled: Ledger, number: int) -> None:
    with pytest.raises(errors.UnknownCommand):
        trail.command(filled, number)


# What was typed


def test_contacts_are_covered_however_they_are_typed() -> None:
    typed = as_typed(["--db", "a.db", "-q", "reporter", "add", "甲", "--phone", "1", "--email=a@b"])
    assert typed == "reporter add 甲 --phone **** --email=****"


def test_a_day_that_was_given_belongs_to_what_was_typed() -> None:
    args = ["--today", "2009-05-08", "--lang=en", "bulletin", "new", "--name", "甲 报"]
    assert as_typed(args) == "--today 2009-05-08 bulletin new --name '甲 报'"


def test_nothing_typed_commands_a_screen(office: Program) -> None:
    office.well("unit", "add", "甲\x1b[31m社区", "--group", "社区")
    told = office.well("log", "--json").json["commands"][-1]
    assert told["command"] == "--today 2009-08-03 unit add 甲社区 --group 社区"


def test_a_system_that_knows_no_user_is_no_hindrance(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise OSError

    monkeypatch.setattr("getpass.getuser", nobody)
    assert Session(typed="log").actor().who == ""


# The log as a command


def test_the_log_shows_what_one_command_changed(office: Program) -> None:
    office.well("unit", "add", "甲社区", "--group", "社区")
    office.well("unit", "edit", "甲社区", "--headcount", "12")
    told = office.well("log", "3", "--json").json
    assert told["command"]["command"].endswith(" unit edit 甲社区 --headcount 12")
    assert told["command"]["touched"] == [{"table": "unit", "added": 0, "changed": 1, "removed": 0}]
    [change] = told["changes"]
    assert (change["key"], change["after"]["headcount"]) == ({"id": 1}, 12)
    assert "staff" in office.well("log", "3").out


def test_the_log_is_asked_for_by_the_days_of_the_office(office: Program) -> None:
    [told] = office.well("log", "--json").json["commands"]
    day = told["at"][:10]
    assert told["at"].endswith("+08:00")
    assert len(office.well("log", "--day", day, "--json").json["commands"]) == 1
    assert office.well("log", "--day", "2009-05-08", "--json").json["commands"] == []


def test_a_long_text_is_told_by_its_length(office: Program) -> None:
    text = office.db.with_name("text.txt")
    text.write_text("甲" * 3000, encoding="utf-8")
    office.well("unit", "add", "甲社区", "--group", "社区")
    office.well("submission", "add", "甲社区", "情况", "--text", text)
    assert "3000 characters" in office.well("log", "3").out


# One command back


def undone(ledger: Ledger, number: int | None = None) -> None:
    """Take a command back."""
    known = trail.to_take_back(ledger, number)
    with ledger.writing(undoes=known.number):
        trail.take_back(ledger, known)


def test_an_import_is_taken_back_whole_and_brought_back_whole(office: Program) -> None:
    path = office.db.with_name("units.csv")
    path.write_text(UNITS, encoding="utf-8")
    with closing(opened(office.db)) as ledger:
        empty = facts(ledger)
    office.well("unit", "import", path)
    with closing(opened(office.db)) as ledger:
        full = facts(ledger)
    assert "units: 500 added" in office.well("undo", "--yes").out
    with closing(opened(office.db)) as ledger:
        assert facts(ledger) == empty
    office.well("undo", "--yes")
    with closing(opened(office.db)) as ledger:
        assert facts(ledger) == full
        assert health.findings(ledger) == []


def test_a_dry_run_of_undo_changes_nothing(office: Program) -> None:
    office.well("unit", "add", "甲社区", "--group", "社区")
    before = office.db.read_bytes()
    assert "taken back: command 2" in office.well("undo", "--dry-run").out
    assert office.db.read_bytes() == before


def test_nobody_there_to_say_yes_takes_nothing_back(office: Program) -> None:
    office.well("unit", "add", "甲社区", "--group", "社区")
    ran = office("undo")
    assert (ran.status, "error[needs-yes]" in ran.err) == (2, True)
    assert len(office.well("unit", "list", "--json").json["units"]) == 1


def test_undo_after_undo_brings_back_what_it_took(ledger: Opening) -> None:
    one = ledger()
    by(one, 1)
    for there in (0, 1, 0, 1):
        undone(one)
        assert len(unit_store.units(one)) == there


def test_only_the_last_that_stands_is_taken_back(ledger: Opening) -> None:
    one = ledger()
    for number in (1, 2, 3):
        by(one, number)
    with pytest.raises(errors.NotTheLast):
        undone(one, 3)
    undone(one, 4)
    with pytest.raises(errors.TakenBack):
        undone(one, 4)
    undone(one, 3)
    by(one, 9)
    with pytest.raises(errors.TakingBackStays):
        undone(one, 6)  # to bring 3 back: another command stands since
    undone(one)
    undone(one, 2)
    assert unit_store.units(one) == ()
    undone(one)
    assert [each.name for each in unit_store.units(one)] == ["第1社区"]


def test_an_undo_that_is_not_the_last_sends_nobody_to_an_older_command(office: Program) -> None:
    """To take back 2, which no one asked for, would never have brought 4 within reach."""
    for number in (1, 2, 3):
        office.well("unit", "add", f"第{number}社区", "--group", "社区")
    office.well("undo", "--yes")  # command 5, of 4
    office.well("undo", "3", "--yes")  # command 6
    ran = office("undo", "5", "--yes")
    assert (ran.status, "error[undo-stays]" in ran.err) == (4, True)
    assert "inforeport log 4" in ran.err
    assert "第3社区" in office.well("log", "4").out
    assert "inforeport undo" not in ran.err


def test_the_making_of_the_file_is_not_taken_back(office: Program) -> None:
    assert "error[lasting]" in office("undo", "--yes").err
    assert " init " in office.well("log", "--json").json["commands"][0]["command"]


def test_a_number_given_again_is_another_row(ledger: Opening) -> None:
    """Numbers of rows are used again after an undo; the trail still agrees with the file."""
    one = ledger()
    by(one, 1)
    undone(one)
    by(one, 2)
    assert [(each.id, each.name) for each in unit_store.units(one)] == [(1, "第2社区")]
    assert health.findings(one) == []
    undone(one)
    assert unit_store.units(one) == ()


def test_what_another_wrote_meanwhile_is_not_taken_back(ledger: Opening) -> None:
    one, other = ledger(), ledger()
    by(one, 1)
    known = trail.to_take_back(one)
    by(other, 2)
    with pytest.raises(errors.NotTheLast), one.writing(undoes=known.number):
        trail.take_back(one, known)
    assert len(unit_store.units(one)) == 2


# A file of before


def test_an_older_file_is_taken_up_as_it_is(tmp_path: Path) -> None:
    older(tmp_path / "old.db")
    with closing(opened(tmp_path / "old.db", lambda: SOMEBODY)) as now:
        [told] = trail.commands(now)
        assert (told.text, told.who, told.lasting) == (f"migrate {SCHEMA}", "文员", True)
        assert {one.table for one in told.touched} == {"office", "unit", "submission", "adoption"}
        assert health.findings(now) == []
        with pytest.raises(errors.LastingCommand):
            trail.to_take_back(now)
        by(now, 1)
        undone(now)
        assert health.findings(now) == []


def test_contacts_and_pictures_of_an_older_file_are_kept_apart(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    older(path)
    with closing(sqlite3.connect(path)) as other:
        other.execute("insert into reporter (unit_id, name, phone) values (1, '甲员', '123')")
        other.execute("insert into reporter (unit_id, name) values (1, '乙员')")
        other.execute("insert into attachment values (3, 1, '图.png', ?, x'01')", (HASH_OF_1,))
        other.commit()
    with closing(opened(path)) as now:
        assert [(one.name, one.phone) for one in reporter.reporters(now)] == [
            ("甲员", "123"),
            ("乙员", None),
        ]
        [kept] = submission.attachments(now, submission.submission(now, "a1"))
        assert (kept.name, kept.content, kept.id) == ("图.png", b"\1", 3)
        assert health.findings(now) == []
        assert "123" not in str(now.tuples("select before, after from change"))


HASH_OF_1 = "4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a"


def test_a_column_that_came_later_is_no_finding(filled: Ledger) -> None:
    """What the trail says of a row from before is what the column's default says."""
    with filled.writing():
        filled.change("alter table unit add column colour text")
        filled.change("alter table unit add column size integer not null default 3")
    assert ("unit 1", "row") not in codes(filled)
    assert {place for place, code in codes(filled) if code == "guard"} == {
        *("trail_unit_insert", "trail_unit_update", "trail_unit_delete")
    }


def test_every_table_leaves_a_trail(ledger: Opening) -> None:
    one = ledger()
    assert made(one) == wanted(one)
    assert {"trail_submission_insert", "trail_reporter_update", "fixed_change_insert"} <= set(
        made(one)
    )
    assert {"trail_contact_insert", "trail_original_insert"} <= set(made(one))


# Contacts


def test_contacts_go_back_and_forth_with_undo(filled: Ledger) -> None:
    with filled.writing():
        known = reporter.add(filled, Reporter("甲社区", "甲员", phone="123"))
    with filled.writing():
        reporter.edit(filled, known, replace(known, phone="456", email="a@b.c"))
    assert [one.phone for one in reporter.reporters(filled)] == ["456"]
    undone(filled)
    assert [(one.phone, one.email) for one in reporter.reporters(filled)] == [("123", None)]
    undone(filled)
    assert [one.phone for one in reporter.reporters(filled)] == ["456"]
    assert not {"123", "456"} & set(str(filled.tuples("select * from change")).split("'"))


def test_a_reporter_is_forgotten_on_a_dry_run_or_without_yes_not_at_all(office: Program) -> None:
    office.well("unit", "add", "甲社区", "--group", "社区")
    office.well("reporter", "add", "甲社区", "甲员", "--phone", "123456")
    before = office.db.read_bytes()
    assert office("reporter", "forget", "甲员").status == 2
    assert office("reporter", "forget", "甲员", "--dry-run").status == 0
    assert office.db.read_bytes() == before


def test_who_has_no_contact_is_forgotten_all_the_same(office: Program) -> None:
    office.well("unit", "add", "甲社区", "--group", "社区")
    office.well("reporter", "add", "甲社区", "甲员", "--phone", "123456")
    office.well("reporter", "edit", "甲员", "--phone", "")
    assert office("reporter", "forget", "甲员", "--yes").status == 0
    assert b"123456" not in office.db.read_bytes()
    assert "reporter forget 甲员" in office.well("log", "--last", "1").out


# Health


def test_a_sound_file_has_no_findings(office: Program) -> None:
    assert office.well("check", "--json").json == {
        "schema": 1,
        "findings": [],
        "periods": [],
    }
    assert "nothing was found" in office.well("check").out
    assert office.well("--quiet", "check").out == ""


def test_rows_that_others_change_add_or_remove_are_named(filled: Ledger) -> None:
    with closing(sqlite3.connect(filled.path)) as other:
        for name, sql in made(filled).items():
            if not name.startswith("fixed"):
                other.execute(f"drop trigger {name}")
            assert sql
        other.execute("update submission set title = '别的' where id = 1")
        other.execute("delete from adoption")
        other.execute("insert into unit (name, fold, unit_group) values ('乙', '乙', 'x')")
        other.commit()
    rows = {place for place, code in codes(filled) if code == "row"}
    assert rows == {"submission 1", "adoption 1", "unit 3"}
    assert any(code == "guard" for _, code in codes(filled))


def test_a_reference_to_nothing_is_named(filled: Ledger) -> None:
    with closing(sqlite3.connect(filled.path)) as other:
        other.execute("update adoption set submission_id = 77")
        other.commit()
    assert ("adoption 1", "reference") in codes(filled)


def test_what_another_program_writes_is_told_as_its_own(filled: Ledger) -> None:
    with closing(sqlite3.connect(filled.path)) as other:
        other.execute("update submission set title = '别的'")
        other.commit()
    assert codes(filled) == [("file", "stranger")]
    by(filled, 1)
    *_, theirs, ours = trail.commands(filled)
    assert (theirs.text, theirs.who, theirs.touched) == ("", "", (Touched("submission", 0, 1, 0),))
    assert ours.touched == (Touched("unit", 1, 0, 0),)
    assert codes(filled) == [(f"command {theirs.number}", "stranger")]
    undone(filled)
    undone(filled, theirs.number)
    assert submission.submission(filled, "a1").title == "情况"
    assert codes(filled) == []


def test_signs_that_only_another_program_lets_in_are_no_hindrance(filled: Ledger) -> None:
    with closing(sqlite3.connect(filled.path)) as other:
        other.execute("update submission set title = 'a' || char(1) || 'b'")
        other.commit()
    by(filled, 1)
    assert trail.commands(filled, unit=unit_store.unit(filled, "甲社区"))
    undone(filled)
    undone(filled, trail.commands(filled)[-3].number)
    assert submission.submission(filled, "a1").title == "情况"
    assert health.findings(filled) == []


def test_a_damaged_page_is_a_finding_and_no_traceback(office: Program) -> None:
    rows = [{"unit": f"第{n}社区", "group": "社区"} for n in range(300)]
    office.take("unit", rows)
    content = bytearray(office.db.read_bytes())
    where = content.rfind("第299社区".encode()) // 4096 * 4096
    content[where : where + 4096] = b"\xff" * 4096
    office.db.write_bytes(content)
    ran = office("check", "--json")
    assert (ran.status, ran.err) == (8, "")
    assert {one["place"] for one in ran.json["findings"]}


def test_a_copy_of_the_file_is_checked_like_the_file(office: Program, tmp_path: Path) -> None:
    office.well("unit", "add", "甲社区", "--group", "社区")
    copy = Program(Path(shutil.copy(office.db, tmp_path / "copy.db")))
    copy.well("check")


def test_every_table_and_column_of_the_log_has_a_word(office: Program) -> None:
    with closing(opened(office.db)) as ledger:
        for table in tables(ledger):
            assert isinstance(pages._table_word(table.name), Message)  # noqa: SLF001
            names = {column.name for column in table.columns} - {pages._FOLDED}  # noqa: SLF001
            words = {name: pages._column_word(table.name, name) for name in names}  # noqa: SLF001
            assert all(isinstance(word, Message) for word in words.values()), words


def test_the_log_calls_a_name_by_what_bears_it(office: Program) -> None:
    office.well("unit", "add", "甲社区", "--group", "社区")
    office.well("unit", "rename", "甲社区", "甲新社区")
    office.well("office", "edit", "--name", "另一街道")
    office.well("reporter", "add", "甲社区", "钱某")
    pages = [office("log", number, lang="zh").out for number in (3, 4, 5)]
    assert ["姓名" in page for page in pages] == [False, False, True]
    assert "fold" not in pages[0]
