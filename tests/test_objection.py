"""What units object to is kept, settled once, and named before a month is sealed."""

import sqlite3
from contextlib import closing
from datetime import date

import pytest

from conftest import Program, made_once

JUNE = date(2009, 6, 3)


@made_once
def objecting(office: Program) -> Program:
    """An office with an objection of 甲社区 to its May."""
    office.well("unit", "add", "甲社区", "--group", "社区")
    office.well("submission", "add", "甲社区", "情况", "--ref", "a1", "--received", "2009-05-05")
    args = ("--period", "2009-05", "--ref", "a1", "--on", "2009-06-02")
    office.well("objection", "add", "甲社区", "少计一篇", *args)
    return office


def test_an_objection_is_listed_with_what_it_is_about(objecting: Program) -> None:
    [one] = objecting.well("objection", "list", "--json").json["objections"]
    assert one == {
        "id": 1,
        "on": "2009-06-02",
        "unit": "甲社区",
        "period": "2009-05",
        "item": "a1",
        "text": "少计一篇",
        "settled": None,
        "outcome": None,
        "reason": None,
    }


def test_an_objection_needs_neither_a_period_nor_a_report(objecting: Program) -> None:
    objecting.well("objection", "add", "甲社区", "组别有误", today=JUNE)
    _, one = objecting.well("objection", "list", "--json").json["objections"]
    assert (one["on"], one["period"], one["item"]) == ("2009-06-03", None, None)


@pytest.mark.parametrize("outcome", ["upheld", "成立"])
def test_a_settled_objection_is_open_no_more(objecting: Program, outcome: str) -> None:
    settled = ("--outcome", outcome, "--reason", "补计", "--on", "2009-06-04")
    objecting.well("objection", "settle", 1, *settled)
    assert objecting.well("objection", "list", "--open", "--json").json["objections"] == []
    [one] = objecting.well("objection", "list", "--json").json["objections"]
    assert (one["settled"], one["outcome"], one["reason"]) == ("2009-06-04", "upheld", "补计")
    assert "成立" in objecting.well("objection", "list").out


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("settle", 2, "--outcome", "upheld", "--reason", "x"), "unknown-entry"),
        (("settle", 1, "--outcome", "maybe", "--reason", "x"), "unknown-word"),
        (
            ("settle", 1, "--outcome", "upheld", "--reason", "x", "--on", "2009-06-01"),
            "before-raised",
        ),
        (("add", "无此社区", "少计"), "unknown-unit"),
        (("add", "甲社区", "少计", "--ref", "zz"), "unknown-submission"),
        (("add", "甲社区", " "), "empty-name"),
    ],
)
def test_what_cannot_be_is_refused(objecting: Program, args: tuple[object, ...], code: str) -> None:
    before = objecting.db.read_bytes()
    ran = objecting("objection", *args)
    assert f"error[{code}]" in ran.err
    assert objecting.db.read_bytes() == before


def test_an_objection_is_settled_once(objecting: Program) -> None:
    settle = ("objection", "settle", 1, "--outcome", "dismissed", "--reason", "核对无误")
    objecting.well(*settle)
    assert "error[objection-settled]" in objecting(*settle).err


def test_the_same_objection_twice_is_one_while_it_is_open(objecting: Program) -> None:
    again = ("objection", "add", "甲社区", "少计一篇", "--period", "2009-05", "--ref", "a1")
    assert "error[objection-exists]" in objecting(*again).err
    objecting.well("objection", "settle", 1, "--outcome", "upheld", "--reason", "补计")
    objecting.well(*again)
    assert len(objecting.well("objection", "list", "--json").json["objections"]) == 2


def test_a_dry_run_keeps_nothing(objecting: Program) -> None:
    objecting.well("objection", "add", "甲社区", "再议", "--dry-run")
    objecting.well("objection", "settle", 1, "--outcome", "upheld", "--reason", "补计", "-n")
    [one] = objecting.well("objection", "list", "--open", "--json").json["objections"]
    assert one["id"] == 1


def test_open_objections_are_named_before_a_month_is_sealed(objecting: Program) -> None:
    objecting.well("objection", "add", "甲社区", "组别有误")
    objecting.well("objection", "add", "甲社区", "六月的", "--period", "2009-06")
    objecting.well("objection", "settle", 1, "--outcome", "upheld", "--reason", "补计")
    objecting.well("objection", "add", "甲社区", "漏登采用", "--period", "2009-05")
    ran = objecting("close", "--period", "2009-05", "--yes", today=JUNE)
    assert (ran.status, ran.out) == (0, "sealed: 2009-05\n")
    assert ran.err.splitlines() == [
        "inforeport: open objection 2 of 甲社区: 组别有误",
        "inforeport: open objection 4 of 甲社区: 漏登采用",
    ]


def test_the_file_itself_refuses_half_a_settlement(objecting: Program) -> None:
    with closing(sqlite3.connect(objecting.db)) as other:
        for change in (
            "update objection set outcome = 'upheld'",
            "update objection set settled_on = '2009-06-04'",
            "update objection set period = null",
        ):
            with pytest.raises(sqlite3.IntegrityError):
                other.execute(change)
