"""Every list can be searched, sorted, cut and narrowed, on the screen and for programs alike."""

from pathlib import Path
from typing import Any

import pytest

from conftest import Program, made_once


@made_once
def listed(office: Program) -> Program:
    """Four reports of three units of two groups, two of them used."""
    for unit, group in (("甲社区", "社区"), ("乙社区", "社区"), ("丙科室", "部门")):
        office.well("unit", "add", unit, group)
    add = ("submission", "add")
    office.well(*add, "甲社区", "路灯已修复", "--received", "2009-05-08", "--channel", "邮件")
    office.well(*add, "乙社区", "清理楼道", "--received", "2009-05-09", "--kind", "简报")
    office.well(*add, "丙科室", "夜间路灯", "--received", "2009-05-10", "--channel", "微信")
    office.well(*add, "甲社区", "值守安排", "--received", "2009-05-11", "--category", "动态")
    office.well("adoption", "add", "1", "3", "--level", "区委", "--on", "2009-05-20")
    office.well("adoption", "add", "1", "--level", "市委", "--form", "整篇", "--on", "2009-05-21")
    return office


def titles(office: Program, *words: str) -> list[str]:
    found = office.well("submission", "list", *words, "--json").json["submissions"]
    return [one["title"] for one in found]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("--search 路灯", ["路灯已修复", "夜间路灯"]),
        ("--search 路灯 --search 丙", ["夜间路灯"]),
        ("--search 2009-05-09", ["清理楼道"]),
        ("--title 路灯", ["路灯已修复", "夜间路灯"]),
        ("--channel 邮件", ["路灯已修复"]),
        ("--kind 简报", ["清理楼道"]),
        ("--category 动态", ["值守安排"]),
        ("--group 社区 --unit 甲社区", ["路灯已修复", "值守安排"]),
        ("--group 部门", ["夜间路灯"]),
        ("--limit 2", ["路灯已修复", "清理楼道"]),
        ("--limit 0", []),
        ("--sort -报送时间 --limit 1", ["值守安排"]),
        ("--sort kind --limit 2", ["清理楼道", "路灯已修复"]),
        ("--sort -kind --limit 1", ["清理楼道"]),
    ],
)
def test_a_list_of_reports_is_narrowed(listed: Program, words: str, found: list[str]) -> None:
    assert titles(listed, *words.split()) == found


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("--level 市", [3]),
        ("--form 整篇", [3]),
        ("--level 区委 --search 夜间", [2]),
        ("--sort -id", [3, 2, 1]),
    ],
)
def test_a_list_of_uses_is_narrowed(listed: Program, words: str, numbers: list[int]) -> None:
    found = listed.well("adoption", "list", *words.split(), "--json").json["adoptions"]
    assert [one["id"] for one in found] == numbers


def test_units_of_one_group(listed: Program) -> None:
    found = listed.well("unit", "list", "--group", "社区", "--json").json["units"]
    assert [one["unit"] for one in found] == ["甲社区", "乙社区"]


def test_the_columns_that_are_wanted_in_their_order(listed: Program, tmp_path: Path) -> None:
    words = ("submission", "list", "--columns", "标题，received", "--limit", "1")
    listed.well(*words, "-o", tmp_path / "x.csv")
    lines = (tmp_path / "x.csv").read_text("utf-8-sig").splitlines()
    assert lines == ["title,received", "路灯已修复,2009-05-08"]
    found: list[dict[str, Any]] = listed.well(*words, "--json").json["submissions"]
    assert found == [{"title": "路灯已修复", "received": "2009-05-08"}]


@pytest.mark.parametrize("option", ["--columns", "--sort"])
def test_a_column_that_is_none_is_answered_with_those_there_are(
    listed: Program, option: str
) -> None:
    ran = listed("submission", "list", option, "points")
    assert (ran.status, "error[unknown-column]: the list has no column points" in ran.err) == (
        2,
        True,
    )
    assert "title (title)" in ran.err


@pytest.mark.parametrize("limit", ["-1", "many", "1.5"])
def test_a_limit_is_a_whole_number(listed: Program, limit: str) -> None:
    assert listed("submission", "list", "--limit", limit).status == 2


def test_a_list_into_a_pipe_begins_with_its_first_column(listed: Program) -> None:
    """A byte mark is for Excel; for `cut` and `sort` it is part of the first word."""
    ran = listed.well("submission", "list", "--csv")
    assert ran.out.startswith("ref,received,unit")
