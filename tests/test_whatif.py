"""`scheme what-if`: another scheme held against the same facts, and nothing kept of it."""

from decimal import Decimal
from pathlib import Path
from typing import Any

from conftest import Program, first, made_once


@made_once
def may(office: Program) -> Program:
    """May 2009 of three communities: 4, 3 and 0 reports of 4; one used whole, one in brief."""
    names = ["甲社区", "乙社区", "丙社区"]
    office.take("unit", [{"unit": name, "group": "community"} for name in names])
    days = ["05-05", "05-12", "05-19", "05-26"]
    office.take(
        "submission",
        [
            {"ref": f"{name[0]}{day}", "unit": name, "title": day, "received": f"2009-{day}"}
            for name, sent in zip(names, (days, days[:3]), strict=False)
            for day in sent
        ],
    )
    office.take(
        "adoption",
        [
            {"ref": "乙05-05", "level": "street", "form": "whole", "adopted": "2009-05-20"},
            {"ref": "甲05-05", "level": "street", "form": "brief", "adopted": "2009-05-21"},
        ],
    )
    return office


def changed(folder: Path, *pairs: tuple[str, str]) -> Path:
    """The street's scheme with some of its words changed."""
    text = first("street")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    path = folder / "new.toml"
    path.write_text(text, encoding="utf-8")
    return path


def sides(run: Program, path: Path | str) -> dict[str, Any]:
    """Each unit with its points and place now and then, and whether it moves."""
    record = run.well("scheme", "what-if", path, "--month", "5", "--json").json
    return {
        one["unit"]: (
            *((one[side]["points"], one[side]["place"]) for side in ("now", "then")),
            one["moves"],
        )
        for one in record["units"]
    }


def test_the_same_scheme_moves_nobody(may: Program) -> None:
    assert sides(may, "street") == {
        "甲社区": ((23, 1), (23, 1), False),  # 20 + 3
        "乙社区": ((18, 2), (18, 2), False),  # 20 - 10 + 8
        "丙社区": ((-20, 3), (-20, 3), False),  # 20 - 40
    }
    said = may.well("scheme", "what-if", "street", "--month", "5").out
    assert "Nothing would change." in said


def test_who_moves_is_told(may: Program, tmp_path: Path) -> None:
    gentler = changed(tmp_path, ("missing = -10", "missing = -2"), ("whole = 8", "whole = 12"))
    assert sides(may, gentler) == {
        "甲社区": ((23, 1), (23, 2), True),
        "乙社区": ((18, 2), (30, 1), True),  # 20 - 2 + 12
        "丙社区": ((-20, 3), (12, 3), False),  # 20 - 8
    }
    said = may.well("scheme", "what-if", gentler, "--month", "5").out
    assert "Of 3 units 2 would have other points, and 2 another place, duty or prize." in said


def test_a_prize_and_a_duty_that_change_are_moves(may: Program, tmp_path: Path) -> None:
    other = changed(
        tmp_path,
        ("[3000, 2500,", "[3000, 2400,"),
        ("在下个月的学习实践工作会议上作情况说明", "书面说明"),
    )
    record = may.well("scheme", "what-if", other, "--month", "5", "--json").json
    by_unit = {one["unit"]: one for one in record["units"]}
    assert [by_unit[name]["moves"] for name in ("甲社区", "乙社区", "丙社区")] == [
        False,
        True,
        True,
    ]
    assert by_unit["乙社区"]["then"]["prize"] == "2400 yuan"
    assert by_unit["丙社区"]["then"]["duty"] == "书面说明"


def test_nothing_is_stored(may: Program, tmp_path: Path) -> None:
    before = may.db.read_bytes()
    other = changed(tmp_path, ("extra   = 1", "extra   = 5"))
    may.well("scheme", "what-if", other, "--month", "5")
    assert may.db.read_bytes() == before


def test_a_draft_for_later_is_tried_on_earlier_months(may: Program, tmp_path: Path) -> None:
    later = changed(
        tmp_path, ("since  = 2009-05-02", "since  = 2010-01-01"), ("base    = 20", "base    = 30")
    )
    assert sides(may, later)["甲社区"] == ((23, 1), (33, 1), False)


def test_a_scheme_without_a_group_of_the_units_is_refused(may: Program) -> None:
    ran = may("scheme", "what-if", "schools", "--month", "5")
    assert ran.status == 4
    assert "error[units-without-group]" in ran.err


def test_a_period_is_named_and_whole(may: Program) -> None:
    assert may("scheme", "what-if", "street").status == 2
    ran = may("scheme", "what-if", "street", "--period", "2009-05-04..2009-05-10")
    assert "error[nothing-to-score]" in ran.err


def test_points_are_exact(may: Program, tmp_path: Path) -> None:
    halves = changed(tmp_path, ("brief = 3", "brief = 2.5"))
    assert Decimal(str(sides(may, halves)["甲社区"][1][0])) == Decimal("22.5")
