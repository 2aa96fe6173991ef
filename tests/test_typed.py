"""What is typed is kept as cleanly as what comes in from a file, and nothing is no name."""

import os
import re

import pytest

from conftest import Program, made_once


@made_once
def one_unit(office: Program) -> Program:
    """An office with one unit and one report of it, used once."""
    office.well("unit", "add", "甲社区", "--group", "社区")
    office.well("submission", "add", "甲社区", "情况", "--received", "2009-05-08")
    office.well("adoption", "add", "#1", "--level", "street", "--on", "2009-05-11")
    return office


def test_spaces_around_a_number_are_not_part_of_it(one_unit: Program) -> None:
    one_unit.well("submission", "add", "甲社区", "又一篇", "--ref", " a1 ")
    assert one_unit.well("submission", "show", "a1", "--json").json["ref"] == "a1"


def test_a_number_of_nothing_is_none(one_unit: Program) -> None:
    ran = one_unit("submission", "add", "甲社区", "又一篇", "--ref", "")
    assert "error[bug]" not in ran.err
    assert ran.status in {0, 2}


def test_a_publication_of_nothing_is_none(one_unit: Program) -> None:
    """So this is the use that is on file already."""
    again = ("adoption", "add", "#1", "--level", "street", "--on", "2009-05-11")
    ran = one_unit(*again, "--publication", "")
    assert ran.status == 4
    assert "error[adoption-exists]" in ran.err


def test_what_commands_a_screen_is_not_kept(one_unit: Program) -> None:
    one_unit.well("submission", "add", "甲社区", "又一篇", "--kind", "\x1b[31m信息\u202e")
    reports = one_unit.well("submission", "list", "--json").json["submissions"]
    assert [one["kind"] for one in reports] == [None, "信息"]


@pytest.mark.parametrize("name", ["", " ", "\u200b"])
def test_nothing_is_the_beginning_of_no_unit(one_unit: Program, name: str) -> None:
    """Or a script with an empty variable would end the only unit."""
    ran = one_unit("unit", "retire", name, "--on", "2009-07-01")
    assert ran.status in {2, 4}
    assert one_unit.well("unit", "list", "--json").json["units"][0]["until"] is None


def test_what_was_set_can_be_taken_away(one_unit: Program) -> None:
    one_unit.well("unit", "retire", "甲社区", "--on", "2009-06-30")
    one_unit.well("unit", "edit", "甲社区", "--until", "")
    [unit] = one_unit.well("unit", "show", "甲社区", "--json").json["units"]
    assert unit["until"] is None


def test_the_same_report_with_its_number_is_no_second_one(one_unit: Program) -> None:
    again = one_unit(
        "submission", "add", "甲社区", "情况", "--received", "2009-05-08", "--ref", "z1"
    )
    assert "error[submission-exists]" in again.err


def test_a_row_that_says_more_is_not_swallowed(one_unit: Program) -> None:
    row = {"unit": "甲社区", "title": "情况", "received": "2009-05-08", "category": "经验"}
    path = one_unit.db.with_name("more.csv")
    path.write_text(",".join(row) + "\n" + ",".join(row.values()) + "\n", encoding="utf-8")
    ran = one_unit("submission", "import", path)
    assert (ran.status, "error[submission-exists]" in ran.err) == (3, True)


@pytest.mark.parametrize("ref", ["#" + "9" * 5000, "\udcff", "9" * 30])
def test_no_number_is_too_strange_to_be_refused(one_unit: Program, ref: str) -> None:
    assert "error[unknown-submission]" in one_unit("submission", "show", ref).err


def test_what_was_typed_is_told_and_commands_no_screen(one_unit: Program) -> None:
    for ran in (
        one_unit("unit", "alias", "甲社区", "\x1b[31m红\u202e\n社区"),
        one_unit("unit", "show", "\x1b]0;甲\x07\n乙"),
    ):
        said = ran.out + ran.err
        assert not {"\x1b", "\x07", "\u202e"} & set(said)
        assert len(said.splitlines()) <= 2
    assert len(one_unit("unit", "show", "长" * 5000).err) < 400


@pytest.mark.parametrize(
    "edit",
    [
        ("unit", "edit", "甲社区"),
        ("submission", "edit", "#1"),
        ("adoption", "edit", "1", "--form", ""),
    ],
)
def test_an_edit_that_changes_nothing_says_so(one_unit: Program, edit: tuple[str, ...]) -> None:
    ran = one_unit(*edit)
    assert (ran.status, "error[nothing-to-change]" in ran.err) == (2, True)


def test_a_list_sent_again_after_a_unit_retired_changes_nothing(one_unit: Program) -> None:
    one_unit.well("unit", "retire", "甲社区", "--on", "2009-06-30")
    row = {"unit": "甲社区", "group": "社区"}
    assert "added: 0, on file already: 1" in one_unit.take("unit", [row]).out


def test_the_mistakes_of_a_file_are_told_in_its_order(one_unit: Program) -> None:
    path = one_unit.db.with_name("mixed.csv")
    path.write_text("unit,title,received\n丁,a,2009-05-01\n甲社区,b,x\n戊,c,2009-05-01\n", "utf-8")
    rows = one_unit("submission", "import", path).err.splitlines()
    assert [row.split(":")[1] for row in rows] == ["2", "3", "4"]


def test_a_month_that_lies_ahead_is_not_scored(one_unit: Program) -> None:
    assert "error[not-begun]" in one_unit("score", "--period", "2009-09").err


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("unit ls", "unit list"),
        ("adoption delete 1 -n --yes", "adoption remove 1 -n --yes"),
        ("unit rm 甲社区 -n", "unit remove 甲社区 -n"),
        ("submission delete 1 -n --reason 重复", "submission withdraw 1 -n --reason 重复"),
        ("submission return 1 -n --reason 退改", "submission withdraw 1 -n --reason 退改"),
        ("help", "--help"),
        ("help score", "score --help"),
        ("--lang zh help unit add", "--lang zh unit add --help"),
        ("version", "--version"),
        ("submission", "submission --help"),
        ("-q", "-q status"),
    ],
)
def test_what_other_programs_call_it_is_understood(
    one_unit: Program, typed: str, meant: str
) -> None:
    assert one_unit(*typed.split()) == one_unit(*meant.split())
    assert one_unit(*typed.split()).status in {0, 4}


def test_a_title_with_spaces_is_asked_for_in_quotation_marks(one_unit: Program) -> None:
    ran = one_unit("submission", "add", "甲社区", "清理", "楼道", "垃圾")
    assert (ran.status, "楼道, 垃圾; put a text with spaces in quotation marks" in ran.err) == (
        2,
        True,
    )


# Names of files


@pytest.mark.parametrize(
    "words",
    [
        ("backup", "verify"),
        ("restore", "--yes"),
        ("check", "--since"),
        ("scheme", "check"),
        ("scheme", "use"),
        ("scheme", "what-if", "--month", "5"),
        ("scheme", "upgrade"),
        ("intake", "add"),
        ("unit", "import"),
    ],
)
def test_a_name_that_no_file_can_have_cannot_be_read(
    one_unit: Program, words: tuple[str, ...]
) -> None:
    """That it cannot be written, with a hint about another folder, would be said of nothing."""
    ran = one_unit(*words, "长" * 300)
    assert re.search(r"(cannot be read|error\[not-read\]): its name is too long", ran.err)
    assert ran.status in {3, 4}


COPIES = [("backup", "verify"), ("restore", "--yes"), ("check", "--since")]


@pytest.mark.parametrize("words", COPIES)
@pytest.mark.parametrize("folder", ["", ".", "/"])
def test_a_folder_is_no_copy(one_unit: Program, words: tuple[str, ...], folder: str) -> None:
    ran = one_unit(*words, folder)
    assert "cannot be read: it is a folder" in ran.err
    assert ran.status == 4


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
@pytest.mark.parametrize("words", COPIES)
def test_a_pipe_is_no_copy(one_unit: Program, words: tuple[str, ...]) -> None:
    """It is not opened: nobody would ever write into it."""
    pipe = one_unit.db.with_name("pipe")
    os.mkfifo(pipe)
    ran = one_unit(*words, pipe)
    assert (ran.status, "it is no ordinary file" in ran.err) == (4, True)


def test_a_ledger_of_a_name_that_no_file_can_have_cannot_be_opened(one_unit: Program) -> None:
    ran = Program(one_unit.db.with_name("长" * 300))("status")
    assert "cannot be opened: its name is too long" in ran.err


@pytest.mark.parametrize(
    "words",
    [
        ("unit", "retire", "甲社区", "--on", ""),
        ("reporter", "leave", "信息员某", "--on", ""),
        ("scheme", "end", "--on", ""),
        ("dayoff", "add", "", "--reason", "停电"),
        ("dayoff", "add", "2009-05-08..", "--reason", "停电"),
        ("dayoff", "add", "..2009-05-08", "--reason", "停电"),
    ],
)
def test_nothing_is_no_day_where_one_has_to_be_named(
    one_unit: Program, words: tuple[str, ...]
) -> None:
    """A script with an empty variable would end the campaign today, or a unit on no day at all."""
    one_unit.well("reporter", "add", "甲社区", "信息员某")
    before = one_unit.db.read_bytes()
    ran = one_unit(*words)
    assert (ran.status, "error[not-a-day]" in ran.err) == (2, True)
    assert one_unit.db.read_bytes() == before


@pytest.mark.parametrize(
    "words", [("unit", "import"), ("intake", "add"), ("restore", "--yes"), ("verify",)]
)
def test_a_link_that_leads_back_to_itself_is_told_in_chinese(
    one_unit: Program, words: tuple[str, ...]
) -> None:
    link = one_unit.db.with_name("环")
    link.symlink_to(link)
    ran = one_unit(*words, link, lang="zh")
    assert "链接指回自身" in ran.err
    assert "levels" not in ran.err


def test_a_ledger_below_a_file_is_told_in_chinese(one_unit: Program) -> None:
    ran = Program(one_unit.db / "新.db")("init", "--office", "某办", lang="zh")
    assert (ran.status, "应为文件夹之处已有文件" in ran.err) == (5, True)
