"""Reports are named as people name them: by a number, or by enough of a title; several at once."""

from pathlib import Path

import pytest
from PIL import Image

from conftest import Program, made_once


@made_once
def office_of_lamps(office: Program) -> Program:
    """Two units; four reports, the first with a number of the office."""
    for unit in ("甲社区", "乙社区"):
        office.well("unit", "add", unit, "社区")
    add = ("submission", "add")
    office.well(*add, "甲社区", "路灯已修复", "--received", "2009-05-08", "--ref", "2009-001")
    office.well(*add, "甲社区", "路灯再修", "--received", "2009-05-09")
    office.well(*add, "乙社区", "清理楼道", "--received", "2009-05-10")
    office.well(*add, "乙社区", "夜间路灯", "--received", "2009-05-11")
    return office


def shown(office: Program, ref: str) -> str:
    return str(office.well("submission", "show", ref, "--json").json["title"])


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("2009-001", "路灯已修复"),
        ("2", "路灯再修"),
        ("清理", "清理楼道"),
        ("楼道", "清理楼道"),
        ("路灯已", "路灯已修复"),
        ("路灯再修", "路灯再修"),
        ("夜间 路灯", "夜间路灯"),
    ],
)
def test_enough_of_a_title_names_a_report(office_of_lamps: Program, typed: str, title: str) -> None:
    assert shown(office_of_lamps, typed) == title


def test_a_title_that_begins_so_comes_before_one_that_holds_it(office_of_lamps: Program) -> None:
    office_of_lamps.well("submission", "add", "乙社区", "夜间值守", "--received", "2009-05-12")
    office_of_lamps.well("submission", "add", "甲社区", "加强夜间值", "--received", "2009-05-12")
    assert shown(office_of_lamps, "夜间值") == "夜间值守"


def test_a_title_that_fits_two_is_refused_with_both_in_a_script(office_of_lamps: Program) -> None:
    ran = office_of_lamps("submission", "show", "路灯")
    assert ran.status == 4
    assert "error[ambiguous-submission]" in ran.err
    assert "路灯再修 (甲社区)" in ran.err
    assert "2009-001, 路灯已修复 (甲社区)" in ran.err
    assert "夜间路灯" not in ran.err


def test_what_is_withdrawn_is_named_by_its_number_alone(office_of_lamps: Program) -> None:
    office_of_lamps.well("submission", "withdraw", "清理", "--reason", "重复", "--yes")
    assert "error[unknown-submission]" in office_of_lamps("submission", "show", "清理").err
    assert shown(office_of_lamps, "3") == "清理楼道"


@pytest.mark.parametrize("typed", ["", " ", "道路", "#"])
def test_what_fits_no_title_is_unknown(office_of_lamps: Program, typed: str) -> None:
    assert "error[unknown-submission]" in office_of_lamps("submission", "show", typed).err


def test_several_reports_are_used_in_one_go_or_not_at_all(office_of_lamps: Program) -> None:
    used = ("--level", "区", "--on", "2009-05-20")
    ran = office_of_lamps("adoption", "add", "2009-001", "清理", "夜间", *used)
    assert ran.status == 0
    assert len(ran.out.splitlines()) == 3
    again = office_of_lamps("adoption", "add", "2", "清理", *used)
    assert (again.status, "error[adoption-exists]" in again.err) == (4, True)
    uses = office_of_lamps.well("adoption", "list", "--json").json["adoptions"]
    assert [(one["title"], one["level"]) for one in uses] == [
        ("路灯已修复", "district"),
        ("清理楼道", "district"),
        ("夜间路灯", "district"),
    ]


def test_one_report_named_twice_is_one(office_of_lamps: Program) -> None:
    ran = office_of_lamps("adoption", "add", "3", "清理", "--level", "市", "--on", "2009-05-20")
    assert (ran.status, len(ran.out.splitlines())) == (0, 1)


def test_a_use_can_be_that_of_another_report(office_of_lamps: Program) -> None:
    office_of_lamps.well("adoption", "add", "3", "--level", "区委", "--on", "2009-05-20")
    office_of_lamps.well("adoption", "edit", "1", "--ref", "夜间")
    [use] = office_of_lamps.well("adoption", "list", "--json").json["adoptions"]
    assert (use["title"], use["adopted"]) == ("夜间路灯", "2009-05-20")
    late = office_of_lamps("adoption", "edit", "1", "--on", "2009-05-10")
    assert "error[adopted-too-early]" in late.err


def test_several_reports_are_edited_alike(office_of_lamps: Program) -> None:
    office_of_lamps.well("submission", "edit", "1", "2", "--kind", "简报")
    reports = office_of_lamps.well("submission", "list", "--json").json["submissions"]
    assert [one["kind"] for one in reports] == ["简报", "简报", None, None]


@pytest.mark.parametrize("option", ["--title", "--ref"])
def test_one_title_is_not_given_to_two(office_of_lamps: Program, option: str) -> None:
    ran = office_of_lamps("submission", "edit", "1", "2", option, "新")
    assert (ran.status, f"{option} is of one report; 2 are named" in ran.err) == (2, True)


def test_a_number_of_the_office_is_given_later(office_of_lamps: Program) -> None:
    office_of_lamps.well("submission", "edit", "清理", "--ref", "2009-017")
    assert shown(office_of_lamps, "2009-017") == "清理楼道"


def test_several_are_withdrawn_with_one_reason(office_of_lamps: Program) -> None:
    office_of_lamps.well("submission", "withdraw", "2", "3", "--reason", "重复", "--yes")
    reports = office_of_lamps.well("submission", "list", "--json").json["submissions"]
    assert [one["withdrawn"] for one in reports] == [None, "重复", "重复", None]


def test_several_pictures_are_attached(office_of_lamps: Program, tmp_path: Path) -> None:
    files = [tmp_path / f"{name}.png" for name in "甲乙"]
    for shade, file in enumerate(files):
        Image.new("L", (9, 9), shade).save(file)
    office_of_lamps.well("submission", "attach", "清理", *files)
    report = office_of_lamps.well("submission", "show", "清理", "--json").json
    assert report["pictures"] == ["甲.png", "乙.png"]


def test_a_report_without_a_number_of_the_office_is_told_by_its_own(
    office_of_lamps: Program,
) -> None:
    ran = office_of_lamps.well("submission", "add", "甲社区", "又一篇", "--received", "2009-05-12")
    assert ran.out == "added: 5, 又一篇 (甲社区)\n"


def test_several_go_into_the_bulletin(office_of_lamps: Program) -> None:
    office_of_lamps.well("bulletin", "new", "--name", "工作简报")
    ran = office_of_lamps("bulletin", "add", "2009-001", "清理", "4")
    assert (ran.status, len(ran.out.splitlines())) == (0, 3)
    ran = office_of_lamps("bulletin", "remove", "1", "4")
    assert (ran.status, len(ran.out.splitlines())) == (0, 2)
