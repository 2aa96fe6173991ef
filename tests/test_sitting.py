"""Many reports, or uses, entered one after another, a line each."""

import os
import re
import subprocess
from datetime import date
from pathlib import Path

import pytest

from conftest import Program, made_once
from inforeport.cli._sitting import ReportLine, UseLine, read_report, read_use
from shell import ENVIRONMENT, PROGRAM, at_terminal, refused

TODAY = date(2009, 6, 3)
FORMS = {"whole": "整篇", "brief": "简讯"}


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("甲社区 开设夜校 5.7", ReportLine("甲社区", "开设夜校", date(2009, 5, 7))),
        ("甲社区 开设 夜校", ReportLine("甲社区", "开设 夜校", None)),
        ("开设夜校", ReportLine("", "开设夜校", None)),
        ("开设夜校 昨天", ReportLine("", "开设夜校", date(2009, 6, 2))),
        ("5.7", ReportLine("", "5.7", None)),
    ],
)
def test_a_line_of_a_report_is_read(line: str, meant: ReportLine) -> None:
    assert read_report(line.split(), TODAY) == meant


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("4", UseLine("4", "", None, None, None)),
        ("4 区委", UseLine("4", "区委", None, None, None)),
        (
            "夜校 区委 整 5.8 区委 简报",
            UseLine("夜校", "区委", "整", date(2009, 5, 8), "区委 简报"),
        ),
        ("4 区委 动态 5.8 简讯", UseLine("4", "区委", "简讯", date(2009, 5, 8), "动态")),
    ],
)
def test_a_line_of_a_use_is_read(line: str, meant: UseLine) -> None:
    assert read_use(line.split(), FORMS, TODAY) == meant


def _fill(office: Program) -> Program:
    for unit in ("甲社区", "乙社区", "乙二社区"):
        office.well("unit", "add", unit, "社区")
    return office


units = made_once(_fill)


def reports(office: Program) -> list[tuple[str, str, str]]:
    listed = office.well("submission", "list", "--json").json["submissions"]
    return [(one["unit"], one["title"], one["received"][5:]) for one in listed]


LINES = "甲社区 开设夜校 5.7\n再开夜校\n\n丁镇 调研\n乙居委会\t学雷锋 活动\t6.1\n"
ENTERED = [
    ("甲社区", "开设夜校", "05-07"),
    ("甲社区", "再开夜校", "05-07"),
    ("乙社区", "学雷锋 活动", "06-01"),
]


def test_lines_that_come_in_are_put_on_file_in_one_go(units: Program) -> None:
    ran = units("submission", "add", "--kind", "简报", stdin=LINES.encode(), today=TODAY)
    assert (ran.status, ran.out) == (3, "entered: 3 reports, refused: 1\n")
    assert ran.err == "-:4: error[unknown-unit]: no unit is called 丁镇\n"
    assert reports(units) == ENTERED
    units.well("undo", "--yes")
    assert reports(units) == []


def test_a_dry_run_of_lines_changes_nothing(units: Program) -> None:
    ran = units("submission", "add", "-n", stdin=LINES.encode("gbk"), today=TODAY)
    assert (ran.status, ran.out[:7]) == (3, "dry run")
    assert reports(units) == []


@pytest.mark.parametrize("noun", ["submission", "adoption"])
def test_where_no_lines_come_in_it_is_said_how_they_look(units: Program, noun: str) -> None:
    ran = units(noun, "add", stdin=b"\n \n")
    refused(ran, "usage", 2)
    assert "a line for each" in ran.err


def test_a_line_that_lacks_what_no_line_said_before_is_refused(units: Program) -> None:
    ran = units("submission", "add", stdin="只有标题\n".encode())
    assert (ran.status, ran.err.startswith("-:1: error[empty-name]: ")) == (3, True)
    assert units("adoption", "add", stdin=b"1\n").status == 3
    refused(units("submission", "add", "甲社区"), "usage", 2)
    refused(units("adoption", "add", "1"), "usage", 2)


def test_uses_come_in_a_line_each(units: Program) -> None:
    units("submission", "add", stdin=LINES.encode(), today=TODAY)
    lines = "1 街道 整篇 5.11 街道 动态\n再开\n学雷锋 区委 6.2\n3 中央\n"
    ran = units("adoption", "add", stdin=lines.encode(), today=TODAY)
    assert (ran.status, ran.out) == (3, "entered: 3 uses, refused: 1\n")
    listed = units.well("adoption", "list", "--json").json["adoptions"]
    keys = ("title", "level", "form", "adopted", "publication")
    assert [tuple(one[key] for key in keys) for one in listed] == [
        ("开设夜校", "street", "whole", "2009-05-11", "街道 动态"),
        ("再开夜校", "street", "whole", "2009-05-11", "街道 动态"),
        ("学雷锋 活动", "district", None, "2009-06-02", None),
    ]


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there is no terminal to be had here")
def test_at_a_terminal_each_line_is_on_file_as_it_is_entered(units: Program) -> None:
    lines = "甲 开设夜校 5.7\n乙 调研\n再开夜校\n"
    ran = at_terminal(units.db, f"{lines}\x04", "submission", "add", today="2009-06-03")
    assert (ran.status, ran.out.splitlines()) == (
        0,
        [
            "added: 1, 开设夜校 (甲社区), 2009-05-07; entered: 1 reports",
            "added: 2, 再开夜校 (甲社区), 2009-05-07; entered: 2 reports",
        ],
    )
    assert "error[ambiguous-unit]: 乙 fits several units" in ran.err
    assert ran.err.endswith("inforeport: entered: 2 reports\n")
    log = units.well("log", "--json").json["commands"]
    assert [one["command"] for one in log][-2:] == [
        "submission add 甲 开设夜校 5.7",
        "submission add 再开夜校",
    ]
    units.well("undo", "--yes")
    assert [title for _, title, _ in reports(units)] == ["开设夜校"]


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there is no terminal to be had here")
def test_which_report_is_meant_is_asked_while_others_may_write(units: Program) -> None:
    """Whoever is asked takes their time: another's command does not wait for them."""
    units("submission", "add", stdin="甲社区 开设夜校 5.7\n再开夜校\n".encode(), today=TODAY)
    master, terminal = os.openpty()
    ran = subprocess.Popen(
        [*PROGRAM, "--db", str(units.db), "adoption", "add"],
        env=ENVIRONMENT | {"INFOREPORT_TODAY": f"{TODAY}"},
        stdin=terminal,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        os.write(master, "夜校 街道\n".encode())
        assert ran.stderr
        asked = b""
        while b"Which one?" not in asked:
            some = os.read(ran.stderr.fileno(), 1 << 12)
            assert some, asked
            asked += some
        units.well("--lock-wait", "1", "unit", "add", "戊社区", "社区")
        os.write(master, b"2\n\x04")
        out, _ = ran.communicate()
    finally:
        ran.kill()
        ran.communicate()
        os.close(master)
        os.close(terminal)
    assert "added: 1 used by 街道" in out.decode()


GUIDE = Path(__file__).parent.parent / "examples" / "a-week-by-hand.zh-CN.md"


@pytest.mark.parametrize(("noun", "lines", "most"), [("submission", 20, 45), ("adoption", 12, 35)])
def test_a_line_of_the_guide_takes_no_more_keys_than_excel(
    noun: str, lines: int, most: int
) -> None:
    """Every sign, blank and Enter is a key, a Chinese sign one; the command is shared by all."""
    guide = GUIDE.read_text(encoding="utf-8")
    found = re.search(
        rf"^\$ (inforeport {noun} add) <<完\n((?:> .*\n)*?)> 完\n", guide, re.MULTILINE
    )
    assert found
    typed = [line.removeprefix("> ") for line in found[2].splitlines()]
    keys = len(found[1]) + 1 + sum(len(line) + 1 for line in typed)
    assert len(typed) == lines
    assert keys / lines <= most
    assert max(len(line) + 1 for line in typed) <= most
