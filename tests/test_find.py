"""What stands where, and which reports are like each other."""

from pathlib import Path

import pytest

from conftest import Program, made_once

ONE = (
    "5月7日，甲社区组织党员志愿者二十余人，对辖区三栋老旧楼房的楼道堆积物进行集中清理，"
    "共清运垃圾三车，消除火灾隐患四处，受到居民一致好评。"
)


OTHER = ONE.replace("甲社区", "乙社区").replace("三车", "两车")


@made_once
def shelves(office: Program) -> Program:
    """Reports, one of them a copy of another unit's, one a slice; a heap at the end of May."""
    for unit in ("甲社区", "乙社区"):
        office.well("unit", "add", unit, "社区")
    office.well("reporter", "add", "乙社区", "路某")
    office.well("bulletin", "new", "--name", "路灯专刊")
    text = office.db.with_name("text.txt")
    add = ("submission", "add")
    for unit, title, day, body in (
        ("甲社区", "楼道已清", "2009-05-07", ONE),
        (
            "乙社区",
            "清理楼道",
            "2009-05-09",
            OTHER,
        ),
        ("甲社区", "再清楼道", "2009-05-12", ONE.replace("受到居民一致好评", "拟定期开展")),
        ("甲社区", "路灯１２盏", "2009-05-30", "已修路灯１２盏"),
        ("甲社区", "值守安排", "2009-05-30", "端午值守安排如下"),
        ("甲社区", "防汛准备", "2009-05-30", "沙袋已备"),
    ):
        text.write_text(body, encoding="utf-8")
        office.well(*add, unit, title, "--received", day, "--text", text)
    office.well(*add, "乙社区", "巡查", "--received", "2009-05-10", "--author", "路某")
    return office


def titles(office: Program, *words: str) -> list[str]:
    found = office.well("find", *words, "--json").json
    return [one["title"] for one in found["reports"]]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("楼道", ["再清楼道", "清理楼道", "楼道已清"]),
        ("两车", ["清理楼道"]),
        ("楼道 三车", ["再清楼道", "楼道已清"]),
        ("12盏", ["路灯１２盏"]),
        ("路某", ["巡查"]),
        ("5", ["再清楼道", "清理楼道", "楼道已清"]),
        ("道路", []),
        ("100%", []),
    ],
)
def test_every_word_must_stand_in_title_text_or_signers(
    shelves: Program, words: str, found: list[str]
) -> None:
    assert titles(shelves, *words.split()) == found


def test_units_reporters_and_issues_are_found_too(shelves: Program) -> None:
    found = shelves.well("find", "路", "--json").json
    assert [one["name"] for one in found["reporters"]] == ["路某"]
    assert [one["name"] for one in found["issues"]] == ["路灯专刊"]
    units = shelves.well("find", "乙社", "--json").json["units"]
    assert [one["unit"] for one in units] == ["乙社区"]


def test_the_passage_is_shown_and_nothing_is_said_of_what_is_empty(shelves: Program) -> None:
    shown = shelves.well("search", "两车").out
    assert "共清运垃圾两车，消除火灾隐患四" in shown
    assert "Issues" not in shown
    assert "Nothing was found." in shelves.well("find", "地铁").out


def test_copies_slices_and_heaps_are_told_and_no_point_is_taken(shelves: Program) -> None:
    odd = shelves.well("find", "--alike", "-p", "2009-05", "--json").json
    assert [(one["first"]["title"], one["second"]["title"]) for one in odd["copies"]] == [
        ("楼道已清", "清理楼道"),
        ("清理楼道", "再清楼道"),
    ]
    assert [(one["first"]["title"], one["second"]["title"]) for one in odd["slices"]] == [
        ("楼道已清", "再清楼道")
    ]
    assert odd["heaps"] == [{"unit": "甲社区", "day": "2009-05-30", "reports": 3, "of_month": 5}]
    assert odd["short"] == []


def test_two_texts_stand_side_by_side_with_what_they_share_in_brackets(shelves: Program) -> None:
    shown = shelves.well("find", "楼道已清", "清理楼道", "--alike").out
    assert "三【车，消除火灾隐患四处，受到居民一致好评。】" in shown
    assert "两【车，消除火灾隐患四处，受到居民一致好评。】" in shown


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ("", "WORDS… is missing"),
        ("路灯 -p 2009-05", "--period says nothing without --alike"),
        ("--alike 1 2 3", "write two reports to compare, or none"),
    ],
)
def test_what_is_to_be_found_must_be_said(shelves: Program, words: str, complaint: str) -> None:
    ran = shelves("find", *words.split())
    assert (ran.status, complaint in ran.err) == (2, True)


def test_the_answer_goes_into_a_file(shelves: Program, tmp_path: Path) -> None:
    shelves.well("find", "楼道", "-o", tmp_path / "x.csv")
    assert len((tmp_path / "x.csv").read_text("utf-8-sig").splitlines()) == 4
