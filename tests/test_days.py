"""Days and periods as people write and say them, each with what is meant by it."""

from datetime import date

import pytest

from conftest import Program
from inforeport.days import read_day, read_period
from inforeport.errors import NotADay, NotAPeriod
from inforeport.period import Calendar

STREET = Calendar(since=date(2009, 5, 2), until=date(2009, 7, 31), deadline=4)
DECEMBER = Calendar(since=date(2012, 12, 1), year_starts=12)
WEDNESDAY = date(2009, 6, 3)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("5.7", "2009-05-07"),
        ("5月7日", "2009-05-07"),
        ("5月7号", "2009-05-07"),
        ("05-07", "2009-05-07"),
        ("5/7", "2009-05-07"),
        ("20090507", "2009-05-07"),
        ("2009/5/7", "2009-05-07"),
        ("2009年5月7日", "2009-05-07"),
        ("２００９-０５-０７", "2009-05-07"),
        ("今天", "2009-06-03"),
        ("today", "2009-06-03"),
        ("昨天", "2009-06-02"),
        ("前天", "2009-06-01"),
        ("Yesterday", "2009-06-02"),
        ("周三", "2009-06-03"),  # today is one
        ("周五", "2009-05-29"),  # the newest that has begun
        ("上周五", "2009-05-29"),
        ("上周一", "2009-05-25"),
        ("本周一", "2009-06-01"),
        ("下周五", "2009-06-12"),
        ("星期天", "2009-05-31"),
        ("12.31", "2008-12-31"),
        ("2.29", "2008-02-29"),
    ],
)
def test_a_day_is_read_as_it_is_meant(text: str, meant: str) -> None:
    assert read_day(text, WEDNESDAY).day.isoformat() == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [("6.20", "2009-06-20"), ("5.7", "2010-05-07"), ("周五", "2009-06-05"), ("周三", "2009-06-03")],
)
def test_a_deadline_lies_ahead(text: str, meant: str) -> None:
    assert read_day(text, WEDNESDAY, ahead=True).day.isoformat() == meant


@pytest.mark.parametrize(
    ("text", "sure"),
    [("5.4", True), ("5.2", False), ("2008-05-02", True), ("12月31日", False), ("上周五", True)],
)
def test_a_year_that_was_guessed_is_doubted_a_month_away(text: str, *, sure: bool) -> None:
    assert read_day(text, WEDNESDAY).sure is sure


@pytest.mark.parametrize("text", ["", "5", "31.4", "13-1", "8.5.2009", "5.7.9", "周八", "may 7"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(NotADay):
        read_day(text, WEDNESDAY)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        *((text, "2009-05") for text in ("5", "05", "5月", "5月份", "五月", "2009-5", "2009/05")),
        *((text, "2009-05") for text in ("2009年5月", "200905", "上月", "上个月", "2009-05")),
        *((text, "2009-06") for text in ("本月", "这个月", "6", "2009年六月")),
        *((text, "2008-12") for text in ("12", "十二月", "2008年12月")),
        *((text, "2009-Q2") for text in ("2009Q2", "2009-q2", "二季度", "第2季度", "本季度")),
        *((text, "2009-Q1") for text in ("一季度", "Q1", "上季度", "2009年一季度")),
        *((text, "2009-H1") for text in ("上半年", "H1", "2009年上半年", "2009H1")),
        *((text, "2008-H2") for text in ("下半年", "2008下半年")),
        *((text, "2009") for text in ("2009", "2009年", "今年", "本年度")),
        ("去年", "2008"),
        *((text, "2009-W23") for text in ("本周", "这周", "2009-W23", "第23周", "W23")),
        ("上周", "2009-W22"),
        ("5..6", "2009-05..2009-06"),
        ("5月..6月", "2009-05..2009-06"),
        ("11..2", "2008-11..2009-02"),
        ("2009-05..2009-07", "2009-05..2009-07"),
        ("昨天", "2009-06-02"),
        ("全程", "campaign"),
    ],
)
def test_a_period_is_read_as_it_is_meant(text: str, meant: str) -> None:
    assert read_period(text, STREET, WEDNESDAY).name == meant


def test_a_week_is_named_by_any_of_its_days() -> None:
    week = read_period("5月20日", STREET, WEDNESDAY, per="week")
    assert (week.name, f"{week.start}", f"{week.last}") == ("2009-W21", "2009-05-16", "2009-05-22")


def test_this_year_is_the_schemes_own() -> None:
    assert read_period("今年", DECEMBER, date(2013, 1, 5)).start == date(2012, 12, 1)
    assert read_period("去年", DECEMBER, date(2013, 12, 5)).name == "2013"


@pytest.mark.parametrize("text", ["", "13", "may", "2009-06..2009-05", "5..", "第八季度"])
def test_what_names_no_period_is_refused(text: str) -> None:
    with pytest.raises(NotAPeriod):
        read_period(text, STREET, WEDNESDAY)


def test_every_option_reads_with_the_same_reader(office: Program) -> None:
    office.well("unit", "add", "甲社区", "--group", "社区")
    asked = [
        ("5月",),
        ("-m", "五月"),
        ("-p", "2009年5月"),
        ("--period", "200905"),
        ("--month", "5"),
    ]
    answers = {office.well("score", *words, "--json").out for words in asked}
    assert len(answers) == 1


def test_a_command_without_a_period_takes_the_last_that_is_over_and_says_so(
    office: Program,
) -> None:
    office.well("unit", "add", "甲社区", "--group", "社区")
    ran = office("score", "--json", today=date(2009, 7, 3))
    assert (ran.status, ran.json["period"]["name"]) == (0, "2009-06")
    assert ran.err == '{"note":"no period is named; taken: 2009-06"}\n'


def test_in_the_first_month_it_takes_that_one_and_does_not_say_that_it_is_over(
    office: Program,
) -> None:
    office.well("unit", "add", "甲社区", "--group", "社区")
    ran = office("score", "--json", today=date(2009, 5, 20))
    assert (ran.status, ran.json["period"]["name"]) == (0, "2009-05")
    assert "taken: 2009-05, as none is over" in ran.err


def test_who_owes_this_week_needs_no_period(office: Program) -> None:
    office.well("unit", "add", "甲社区", "--group", "社区")
    ran = office("due", "--json", today=WEDNESDAY)
    assert [window["deadline"] for window in ran.json["windows"]] == ["2009-06-05"]


def test_a_day_far_off_is_told_with_its_year(office: Program) -> None:
    office.well("unit", "add", "甲社区", "--group", "社区")
    ran = office(
        "submission", "add", "甲社区", "情况", "--received", "5.7", today=date(2009, 6, 30)
    )
    assert (ran.status, ran.err) == (0, "inforeport: 5.7 is taken for 2009-05-07\n")


@pytest.mark.parametrize(
    "words", ["due 2008-05", "due 2008", "due --message 2008-05", "due --forecast 2008-05",
              "stats 2008-05", "export letter 2008-05"],
)  # fmt: skip
def test_a_period_before_the_first_scheme_is_told_as_one(office: Program, words: str) -> None:
    office.well("unit", "add", "甲社区", "--group", "社区")
    ran = office(*words.split())
    assert (ran.status, "error[before-schemes]: 2008" in ran.err) == (4, True), ran.err
    assert "in force from 2009-05-02 on" in ran.err
