"""Sentences of notices that a scheme can say, each held against figures worked on paper, and those
against the plain calculation, as far as it goes.
"""

import json
import re
from typing import Any

import pytest

from books import LONG_AFTER, founded, plain
from conftest import CASES, Program
from inforeport.scheme import upgraded
from referee import NotCovered, score
from test_language import book, check, exactly, holds, schemes, text, today_or_not
from test_upgrade import meant

CASE: list[dict[str, Any]] = plain((CASES / "sayable.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", today_or_not(CASE))
def test_the_program_gives_what_was_worked_on_paper(run: Program, case: dict[str, Any]) -> None:
    founded(run, schemes(case), book(case))
    holds(run, case)


@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in CASE])
def test_the_plain_calculation_gives_it_too(case: dict[str, Any]) -> None:
    files = [(day, plain(text)) for day, text in schemes(case)]
    try:
        for period, wanted in case.get("points", {}).items():
            found = score(book(case), files, period).points()
            assert {unit: found[unit] for unit in wanted} == exactly(wanted), period
        for period, wanted in case.get("flags", {}).items():
            done = score(book(case), files, period)
            assert {it: [flag.word for flag in done.marked(it)] for it in wanted} == wanted, period
    except NotCovered as beyond:
        pytest.skip(f"the plain calculation does not know {beyond}")


@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in CASE])
def test_it_means_the_same_in_the_second_edition(case: dict[str, Any]) -> None:
    for _, first in schemes(case):
        assert meant(upgraded(first, "a.toml")) == meant(first)


PRICE = '[[rule]]\nkind = "adoption"\nclause = "1"\npoints = 1\n'
QUOTA = '[[rule]]\nkind = "quota"\nclause = "1"\nname = "报送"\nper = "year"\n'
RATE = '[[rule]]\nkind = "rate"\nclause = "2"\nmeasure = "adopted"\nname = "采用率"\n'
MISTAKES = {
    "the last would be given something": (
        "reward", 'prizes = [300]\ncounted_from = "last"', "write -300"),
    "the first would pay": ("reward", "prizes = [-300]", "prizes must not be below 0"),
    "a pool has no last place": ("reward", 'pool = 300\ncounted_from = "last"', "counted_from"),
    "nothing is counted so": ("honour", 'first = 1\nranked_by = "采用数"', "did you mean 采用率"),
    "a rate in percent": ("honour", 'at_least = { "采用率" = 50 }', "write 0.5 for 50%"),
    "at least nothing": ("honour", 'at_least = { "采用率" = 0 }', "must be above 0"),
    "counted by the year, given each month": (
        "honour", 'first = 1\nranked_by = "报送"', "write per = year"),
    "nobody of that word": ("honour", 'first = 1\namong = "people"', "units, persons"),
    "a group twice": ("honour", 'first = 1\ngroup = ["unit", "unit"]', "named twice"),
    "a group that is none": ("honour", 'first = 1\ngroup = ["unit", "town"]', "town"),
}  # fmt: skip


@pytest.mark.parametrize("says", MISTAKES)
def test_a_prize_or_title_that_makes_no_sense_is_told_with_its_place(
    run: Program, says: str
) -> None:
    table, figures, answer = MISTAKES[says]
    head = "" if "group" in figures else 'group = "unit"\n'
    head += 'title = "先进"\n' if table == "honour" else ""
    ran = check(run, f"{PRICE}{QUOTA}{RATE}[[{table}]]\n{head}{figures}\n".encode())
    assert ran.status == 4
    assert re.search(r"scheme\.toml:\d+: error\[scheme-\w+\]: ", ran.err), ran
    assert answer in ran.err


def test_a_list_of_one_group_is_no_list(run: Program) -> None:
    path = run.db.with_name("scheme.toml")
    head = {"head": {"ranking": 'together = ["unit"]'}}
    path.write_text(text(head, PRICE, "甲办法"), encoding="utf-8")
    ran = run("scheme", "check", path)
    assert ran.status == 4
    assert "two or more, each once" in ran.err


def test_a_unit_without_persons_is_named_where_each_of_them_has_something(run: Program) -> None:
    case = next(one for one in CASE if one["id"] == "H3")
    founded(run, schemes(case), book({**case, "units": ["甲", "乙", "丙"]}))
    ran = run("score", "--period", "2021-01", today=LONG_AFTER)
    assert "no person is on file for clause 1.2: 丙" in ran.err


def test_a_tie_of_persons_that_is_left_to_people_is_decided_by_their_names(run: Program) -> None:
    """Two tie for the first prize of 500 and the second of 300, and for the title."""
    case = next(one for one in CASE if one["id"] == "H2 shared")
    title = '[[honour]]\ntitle = "优秀"\ngroup = "unit"\namong = "persons"\nfirst = 1\n'
    rules = case["rules"].replace('tie    = "share"', 'tie = "ask"') + title
    founded(run, schemes({**case, "rules": rules}), book(case))
    when = ("--period", "2021-01")
    [left] = run("reward", *when, "--json", today=LONG_AFTER).json["groups"][0]["undecided"]
    assert (left["units"], left["places"]) == (["张三/甲", "王五/乙"], [1, 2])
    for given in (("张三/甲=450", "王五／乙=350"), ("王五/乙",)):
        options = [word for one in given for word in ("--give", one)]
        more = () if len(given) > 1 else ("--title", "优秀")
        ran = run("reward", "decide", *when, *options, *more, "--reason", "商定", today=LONG_AFTER)
        assert ran.status == 0, ran
    holds(run, {
        "prizes": {"2021-01": {"张三/甲": 450, "王五/乙": 350}},
        "titles": {"2021-01": {"优秀": ["王五/乙"]}},
    })  # fmt: skip
    assert "商定" in run("reward", *when, today=LONG_AFTER).out


OF_PERSONS = {
    "priced facts say whom": ('kind = "adoption"\npoints = 1', 'whom = "persons"'),
    "a start is of units": ('kind = "start"\npoints = 1', "a rule of kind start"),
    "the signers are the persons": ('kind = "quota"\nauthors = "equal"', "authors says nothing"),
    "staff is of units": ('kind = "quota"\nheads = 5', "heads says nothing"),
    "marks are of units": ('kind = "flag"\nflag = "差"\nwhere = { code = "late" }', "marks are"),
}


@pytest.mark.parametrize("says", OF_PERSONS)
def test_what_cannot_be_asked_of_persons_is_told_with_its_place(run: Program, says: str) -> None:
    figures, answer = OF_PERSONS[says]
    ran = check(run, f'[[rule]]\nclause = "1"\npersons = "青年"\n{figures}\n'.encode())
    assert ran.status == 4
    assert re.search(r"scheme\.toml:\d+: error\[scheme-sense\]: rule 1: ", ran.err), ran
    assert answer in ran.err


def test_a_duty_of_persons_of_whom_none_is_on_file_is_remarked(run: Program) -> None:
    case = next(one for one in CASE if one["id"] == "H20")
    founded(run, schemes(case), book({**case, "reporter": [{"name": "张三"}]}))
    told = "no person is on file for clause 2"
    assert told in run("score", "--period", "2021-01", today=LONG_AFTER).err


def test_a_sealed_month_differs_when_a_person_is_of_another_kind(run: Program) -> None:
    case = next(one for one in CASE if one["id"] == "H20")
    founded(run, schemes(case), book(case))
    when = ("--period", "2021-01")
    run("close", *when, "--yes", today=LONG_AFTER)
    assert "printed today as it was" in run("check", *when, today=LONG_AFTER).out
    ran = run("reporter", "edit", "张三", "--kind", "")
    assert (ran.status, "2021-01 is sealed and would be counted otherwise" in ran.err) == (0, True)
    differs = run("check", *when, today=LONG_AFTER).out
    assert "what is on file of a person of it was corrected since" in differs


def tables(run: Program, name: str, paper: str) -> dict[str, list[list[Any]]]:
    """The rows of each table on a paper of January, by its caption."""
    founded_case(run, name)
    path = run.db.with_name("paper.json")
    run("export", paper, "--period", "2021-01", "-o", path, today=LONG_AFTER)
    blocks = json.loads(path.read_text(encoding="utf-8"))["blocks"]
    found = [block for block in blocks if block["type"] == "table"]
    return {one["caption"]: [[*row.values()] for row in one["rows"]] for one in found}


def founded_case(run: Program, name: str) -> None:
    """An office with the scheme and the ledger of a case."""
    case = next(one for one in CASE if one["id"] == name)
    founded(run, schemes(case), book(case))


def test_the_list_to_be_signed_names_persons_with_their_units(run: Program) -> None:
    found = tables(run, "H2", "rewards")
    prizes = found["单位个人奖金"]
    assert [row[:4] for row in prizes] == [
        *([1, "乙", "王五", 500], [2, "甲", "李四", 300], [3, "甲", "张三", 200]),
        ["合计", None, None, 1000],
    ]
    assert found["单位个人优秀信息员"][0][:4] == [1, "乙", "王五", "优秀信息员"]


def test_what_the_last_pay_stands_in_a_list_of_its_own_without_a_sign(run: Program) -> None:
    found = tables(run, "H19 last", "rewards")
    assert [row[:3] for row in found["单位奖金"]] == [[1, "甲", 200], ["合计", None, 200]]
    assert [row[:3] for row in found["单位应缴款"]] == [
        *([2, "乙", 100], [2, "丙", 100]),
        ["合计", None, 200],
    ]


def test_groups_that_are_ranked_together_have_one_table_and_are_counted_apart(run: Program) -> None:
    found = tables(run, "H4", "circular")
    [(caption, rows)] = found.items()
    assert caption == "2021年1月村、站所信息报送及采用情况统计表"
    assert [row[1] for row in rows[:-1]] == ["甲站", "甲村", "乙村", "乙站"]
    text = run.db.with_name("paper.json").read_text(encoding="utf-8")
    assert "其中，2个村应报送信息4篇，实报3篇；2个站所应报送信息2篇，实报2篇。" in text


def test_what_another_draft_would_give_names_persons_and_lists(run: Program) -> None:
    founded_case(run, "H2")
    other = run.db.with_name("other.toml")
    known = run.db.with_name("scheme.toml").read_text(encoding="utf-8")
    other.write_text(known.replace("[500, 300, 200]", "[600, 300, 200]"), encoding="utf-8")
    out = run("scheme", "what-if", other, "--period", "2021-01", today=LONG_AFTER).out
    assert "王五: 500 yuan" in out
    assert "王五: 600 yuan" in out
