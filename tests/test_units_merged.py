"""Units that were entered twice, or by mistake: taken off, renamed, made one."""

from pathlib import Path

import pytest

from conftest import Program, made_once
from every import an_example


@made_once
def doublet(office: Program) -> Program:
    """甲社区 with a report and a person, and its doublet 甲居 with a report, a use and an alias."""
    for unit in ("甲社区", "甲居", "乙社区"):
        office.well("unit", "add", unit, "社区")
    office.well("unit", "alias", "甲居", "甲居民会", "甲会")
    office.well("reporter", "add", "甲社区", "信息员某")
    office.well("submission", "add", "甲社区", "路灯已修", "--received", "2009-05-08")
    office.well("submission", "add", "甲居", "楼道已清", "--received", "2009-05-09")
    office.well("adoption", "add", "2", "--level", "street", "--on", "2009-05-11")
    return office


def names(office: Program) -> list[str]:
    return [unit["unit"] for unit in office.well("unit", "list", "--json").json["units"]]


def test_a_unit_that_nothing_refers_to_is_taken_off(doublet: Program) -> None:
    doublet.well("unit", "remove", "乙社区")
    assert names(doublet) == ["甲社区", "甲居"]
    doublet.well("undo", "--yes")
    assert names(doublet) == ["甲社区", "甲居", "乙社区"]


def test_a_unit_of_which_something_is_on_file_stays(doublet: Program) -> None:
    ran = doublet("unit", "remove", "甲社区")
    assert ran.status == 4
    assert "there is something on file of 甲社区 (reporters, reports)" in ran.err
    assert "inforeport unit merge 甲社区 UNIT" in ran.err


def test_two_units_become_one_with_all_that_is_on_file(doublet: Program) -> None:
    doublet.well("unit", "merge", "甲居", "甲社区", "--yes")
    assert names(doublet) == ["甲社区", "乙社区"]
    reports = doublet.well("submission", "list", "--json").json["submissions"]
    assert [(one["title"], one["unit"]) for one in reports] == [
        ("路灯已修", "甲社区"),
        ("楼道已清", "甲社区"),
    ]
    [unit] = doublet.well("unit", "show", "甲会", "--json").json["units"]
    assert (unit["unit"], sorted(unit["aliases"])) == ("甲社区", ["甲会", "甲居", "甲居民会"])
    doublet.well("undo", "--yes")
    assert names(doublet) == ["甲社区", "甲居", "乙社区"]


def test_two_units_with_one_person_are_not_made_one(doublet: Program) -> None:
    doublet.well("reporter", "add", "甲居", "信息员某")
    ran = doublet("unit", "merge", "甲居", "甲社区", "--yes")
    assert (ran.status, "error[units-overlap]" in ran.err, "(reporters)" in ran.err) == (
        4,
        True,
        True,
    )
    assert names(doublet) == ["甲社区", "甲居", "乙社区"]


def test_two_units_with_a_report_together_are_not_made_one(doublet: Program) -> None:
    words = ("submission", "add", "甲居", "联合整治", "--received", "2009-05-12")
    doublet.well(*words, "--with", "甲社区")
    for gone, other in (("甲居", "甲社区"), ("甲社区", "甲居")):
        ran = doublet("unit", "merge", gone, other, "--yes")
        assert (ran.status, "error[units-overlap]" in ran.err) == (4, True)


def test_a_unit_that_goes_has_stood_beside_another_in_a_joint_report(doublet: Program) -> None:
    words = ("submission", "add", "乙社区", "联合整治", "--received", "2009-05-12")
    doublet.well(*words, "--with", "甲居")
    doublet.well("unit", "merge", "甲居", "甲社区", "--yes")
    assert doublet.well("submission", "show", "3", "--json").json["with"] == ["甲社区"]
    doublet.well("undo", "--yes")
    assert doublet.well("submission", "show", "3", "--json").json["with"] == ["甲居"]
    doublet.well("check")


def test_two_units_beside_a_third_in_one_joint_report_are_not_made_one(doublet: Program) -> None:
    words = ("submission", "add", "乙社区", "联合整治", "--received", "2009-05-12")
    doublet.well(*words, "--with", "甲居", "--with", "甲社区")
    ran = doublet("unit", "merge", "甲居", "甲社区", "--yes")
    assert (ran.status, "error[units-overlap]" in ran.err, "(reports)" in ran.err) == (
        4,
        True,
        True,
    )


def test_a_prize_of_a_unit_that_goes_is_the_other_s(tmp_path: Path) -> None:
    """A share of a prize has its unit for a key, as a partner has."""
    example = an_example(tmp_path / "office")
    given = ("--give", "甲科室=1500", "--give", "乙科室=1500")
    ran = example("reward", "decide", "--month", "6", *given, "--reason", "平均发放")
    assert ran.status == 0, ran
    ran = example("unit", "merge", "甲科室", "丁科室", "--yes")
    assert ran.status == 0, ran
    assert "丁科室" in example("reward", "show", "--month", "6").out
    ran = example("unit", "merge", "乙科室", "丁科室", "--yes")
    assert (ran.status, "decisions on prizes" in ran.err) == (4, True)


def test_one_unit_is_not_two(doublet: Program) -> None:
    ran = doublet("unit", "merge", "甲会", "甲居", "--yes")
    assert (ran.status, "error[same-unit]" in ran.err) == (4, True)


def test_a_merge_is_asked_about_with_what_moves(doublet: Program) -> None:
    ran = doublet("unit", "merge", "甲居", "甲社区")
    assert (ran.status, "Make 甲居 one with 甲社区? Rows: 1" in ran.err) == (2, True)


def test_a_renamed_unit_is_known_by_both_names(doublet: Program) -> None:
    doublet.well("unit", "rename", "乙社区", "丙社区")
    assert names(doublet) == ["甲社区", "甲居", "丙社区"]
    assert doublet.well("unit", "show", "乙社区", "--json").json["units"][0]["unit"] == "丙社区"


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("丁社区",), "GROUP is missing"),
        (("丁社区", "社区", "--group", "社区"), "GROUP and --group say the same"),
    ],
)
def test_the_group_of_a_new_unit_is_said_once(
    doublet: Program, words: tuple[str, ...], complaint: str
) -> None:
    ran = doublet("unit", "add", *words)
    assert (ran.status, complaint in ran.err) == (2, True)
