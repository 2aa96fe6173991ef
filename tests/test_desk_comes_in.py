"""The desk of a colleague comes in whole: a list of 82 rows, and that of the reporters."""

from contextlib import closing
from pathlib import Path

import desk
from conftest import Program, made_once
from inforeport.period import Period
from inforeport.store import adoption, letter, opened, reporter, submission
from shell import content

CODES = {"missing": "no-day"}
"""What the office calls a mistake of a cell, where it says more of it than the reader."""


@made_once
def street(office: Program) -> Program:
    """The street's office with the units that the list tells of, all but one."""
    units = dict.fromkeys(("甲社区", "乙社区", "丙社区", "丁社区", "己社区"), "社区")
    units |= dict.fromkeys(("戊科室", "庚科室"), "部门")
    office.take("unit", [{"unit": name, "group": group} for name, group in units.items()])
    return office


def written(office: Program, name: str, grids: list[desk.Grid]) -> Path:
    path = office.db.with_name(name)
    path.write_bytes(desk.xlsx(grids))
    return path


def test_every_row_is_taken_or_rightly_held_and_nothing_is_typed(street: Program) -> None:
    ran = street("intake", written(street, "信息台账.xlsx", desk.ledger()))
    counts = "files read: 1, refused: 0; taken: 76, on file already: 0, held: 6"
    assert (ran.status, ran.out) == (3, f"{counts}\n"), ran
    truth = desk.entries()
    with closing(opened(street.db)) as ledger:
        pieces = letter.pieces(ledger)
        reports = {one.id: one for one in submission.submissions(ledger, Period())}
        uses = adoption.adoptions(ledger, Period())
    assert len(pieces) == len(truth) == 82
    for row, piece in zip(truth, pieces, strict=True):
        if row.verdict != "taken":
            assert (piece.state, piece.code) == ("held", CODES.get(row.verdict, row.verdict)), row
            continue
        report = reports.pop(piece.number or 0)
        assert (report.unit, f"{report.received}") == (row.its_unit, row.its_day), row
        its = [(one.level, one.form) for one in uses if one.submission == report.id]
        assert sorted(its, key=str) == sorted(row.uses, key=str), row
    assert reports == {}


def test_the_list_again_changes_nothing_and_a_longer_one_adds_what_is_new(street: Program) -> None:
    rows = desk.entries()
    shorter = [one for one in rows if one.sheet != "7月"]
    first = street("intake", written(street, "台账.xlsx", desk.ledger()[:2]))
    assert f"taken: {sum(one.verdict == 'taken' for one in shorter)}," in first.out
    before = content(street.db)
    again = street("intake", street.db.with_name("台账.xlsx"))
    assert (again.status, "taken: 0," in again.out) == (3, True)
    assert content(street.db) == before
    longer = street("intake", written(street, "七月台账.xlsx", desk.ledger()))
    new = sum(one.verdict == "taken" for one in rows) - sum(
        one.verdict == "taken" for one in shorter
    )
    held = sum(one.verdict != "taken" for one in rows)
    assert f"taken: {new}, on file already: {82 - new - held}, held: {held}" in longer.out
    with closing(opened(street.db)) as ledger:
        assert len(letter.pieces(ledger, state="held")) == held
        assert len(submission.submissions(ledger, Period())) == 76


def test_what_is_held_is_settled_in_a_few_lines(street: Program) -> None:
    street("intake", written(street, "信息台账.xlsx", desk.ledger()))
    listed = street.well("intake", "list", "--held", "--json").json["pieces"]
    numbers = {one["code"]: one["piece"] for one in listed}
    assert street("intake", "edit", numbers["no-day"], "--received", "2009-05-25").status == 0
    street.well("unit", "add", "申社区", "--group", "社区")
    assert street("intake", "assign", numbers["unknown-unit"], "申社区").status == 0
    street.well("intake", "drop", numbers["same-row"], "--why", "重复登记")
    left = street.well("intake", "list", "--held", "--json").json["pieces"]
    assert sorted(one["code"] for one in left) == ["not-a-day", "not-a-day", "unknown-use"]


def test_reporters_come_in_with_their_units(street: Program) -> None:
    ran = street("intake", written(street, "通讯员名单.xlsx", desk.staff()))
    assert ran.status in {0, 3}, ran
    with closing(opened(street.db)) as ledger:
        people = {(one.unit, one.name): one.mobile for one in reporter.reporters(ledger)}
    assert people[("甲社区", "信息员甲")] == "13800138001"
    assert {unit for unit, _ in people} >= {"甲社区", "壬科室"}


def test_what_waits_is_named_before_a_month_is_sealed(street: Program) -> None:
    street("intake", written(street, "信息台账.xlsx", desk.ledger()))
    ran = street("close", "2009-06", "--yes")
    assert "pieces that wait, and do not count: 4" in ran.err, ran
    checks = street("doctor", "--json").json["checks"]
    assert [one["said"] for one in checks if one["about"] == "held"] == [
        "pieces that wait: 6 (see: inforeport intake list)"
    ]


def test_another_column_of_what_is_held_is_said_by_its_head(street: Program) -> None:
    street.well("submission", "add", "甲社区", "夜校", "--received", "2009-05-06")
    uses = street.db.with_name("采用.csv")
    uses.write_text("单位,标题,级别,采用日期\n甲社区,夜校,省委,2009-05-08\n", encoding="utf-8")
    assert "held: 1" in street("intake", uses).out
    ran = street("intake", "edit", "1", "--set", "级别=区委")
    assert ran.out == "taken: 1, on file already: 0, held: 0\n", ran
    assert "区委" in street.well("adoption", "list").out
