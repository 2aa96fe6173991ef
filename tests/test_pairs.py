"""What lacks its other half: signed sheets, answers to instructions, what was asked for."""

from datetime import date
from pathlib import Path
from typing import Any

from PIL import Image

from conftest import Program, made_once

DAY = date(2009, 6, 5)


@made_once
def halves_there(office: Program) -> Program:
    """Two communities with reports, an instruction on the first, two commissions."""
    for unit in ("甲社区", "乙社区"):
        office.well("unit", "add", unit, "--group", "社区")
    office.well("submission", "add", "甲社区", "甲社区修好路灯", "--received", "2009-05-06")
    office.well("submission", "add", "甲社区", "甲社区开设夜校", "--received", "2009-05-07")
    office.well("submission", "add", "乙社区", "乙社区义诊", "--received", "2009-05-08")
    day = ("--on", "2009-05-10")
    office.well("instruction", "add", "1", "--level", "街道", "--leader", "某书记", *day)
    office.well("commission", "add", "乙社区", "养老服务", *day, "--due", "2009-05-20")
    return office


def missing(office: Program) -> list[tuple[Any, ...]]:
    """What is missing, of whom, with the number of the report."""
    answer = office.well("pairs", "--month", "5", "--json", today=DAY).json
    return [(one["missing"], one["unit"], one["title"], one["ref"]) for one in answer["halves"]]


def attach(office: Program, ref: str, name: str) -> None:
    path = office.db.with_name(name)
    Image.new("RGB", (8, len(name))).save(path)
    office.well("submission", "attach", ref, path)


def test_an_instruction_and_a_commission_without_anything_since(halves_there: Program) -> None:
    assert missing(halves_there) == [
        ("answer", "甲社区", "甲社区修好路灯", "1"),
        ("delivery", "乙社区", "养老服务", None),
    ]


def test_what_came_since_is_the_other_half(halves_there: Program) -> None:
    day = ("--received", "2009-05-18")
    halves_there.well("submission", "add", "甲社区", "甲社区落实路灯批示情况", *day)
    halves_there.well("submission", "add", "乙社区", "养老服务做法", *day)
    halves_there.well("commission", "edit", "1", "--delivered", "5")
    assert missing(halves_there) == []
    assert halves_there.well("pairs", "--month", "5", today=DAY).status == 0


def test_another_unit_or_an_earlier_day_is_no_answer(halves_there: Program) -> None:
    early, later = ("--received", "2009-05-09"), ("--received", "2009-05-18")
    halves_there.well("submission", "add", "甲社区", "甲社区整改台阶", *early)
    halves_there.well("submission", "add", "乙社区", "乙社区落实路灯批示情况", *later)
    assert ("answer", "甲社区", "甲社区修好路灯", "1") in missing(halves_there)


def test_sheets_are_asked_for_where_the_office_has_any(halves_there: Program) -> None:
    assert {one[0] for one in missing(halves_there)} == {"answer", "delivery"}
    attach(halves_there, "2", "现场.png")
    assert {one[0] for one in missing(halves_there)} == {"answer", "delivery"}
    attach(halves_there, "2", "领导签字.png")
    sheets = [one for one in missing(halves_there) if one[0] in {"sheet", "text"}]
    assert sheets == [
        ("sheet", "甲社区", "甲社区修好路灯", "1"),
        ("sheet", "乙社区", "乙社区义诊", "3"),
        ("text", "甲社区", "甲社区开设夜校", "2"),
    ]


def test_a_sheet_with_its_text_is_whole(halves_there: Program, tmp_path: Path) -> None:
    attach(halves_there, "2", "审批单.png")
    text = tmp_path / "正文.txt"
    text.write_text("甲社区开设夜校。", encoding="utf-8")
    halves_there.well("submission", "edit", "2", "--text", text)
    assert "text" not in {one[0] for one in missing(halves_there)}


def test_a_delivery_by_another_unit_is_remarked(halves_there: Program) -> None:
    ran = halves_there("commission", "edit", "1", "--delivered", "2")
    assert ran.status == 0
    assert "乙社区 was asked for it, and 甲社区 delivered it" in ran.err
    assert "乙社区 was asked for it" in halves_there("doctor", today=DAY).out
