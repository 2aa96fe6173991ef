"""Reports that come without a number are given the next one, in the form of the scheme."""

import re
from datetime import date

import pytest

import books
from conftest import Program, made_once
from inforeport.model.numbering import Numbering
from inforeport.scheme import shipped

YEARLY = 'numbers = "{year}-{n:03}"\n'


def under(run: Program, line: str) -> Program:
    """An office with one unit, under the street's scheme with one line more."""
    run = books.under(run, scheme(line))
    run.well("unit", "add", "甲社区", "社区")
    return run


def scheme(line: str) -> str:
    text = re.sub(r"(?m)^period ", f"{line}period ", shipped("street"), count=1)
    return text.replace("2009-05-02  ", "2008-01-01  ", 1)


def refs(office: Program) -> list[tuple[str, str]]:
    reports = office.well("submission", "list", "--json").json["submissions"]
    return [(one["title"], one["ref"]) for one in reports]


@made_once
def yearly(office: Program) -> Program:
    return under(office, YEARLY)


def add(office: Program, title: str, *more: str) -> None:
    office.well("submission", "add", "甲社区", title, "--received", "2009-05-08", *more)


def test_each_report_has_the_next_number_of_its_year(yearly: Program) -> None:
    add(yearly, "一")
    add(yearly, "二", "--ref", "2009-041")
    add(yearly, "三")
    yearly.well("submission", "add", "甲社区", "旧", "--received", "2008-12-31")
    assert refs(yearly) == [
        *(("旧", "2008-001"), ("一", "2009-001"), ("二", "2009-041"), ("三", "2009-042"))
    ]


def test_a_number_of_the_offices_own_is_left_as_it_is(yearly: Program) -> None:
    add(yearly, "一", "--ref", "专报7")
    add(yearly, "二")
    assert refs(yearly) == [("一", "专报7"), ("二", "2009-001")]


def test_the_number_of_a_report_that_was_withdrawn_is_not_given_again(yearly: Program) -> None:
    add(yearly, "一")
    yearly.well("submission", "withdraw", "2009-001", "--reason", "重复", "--yes")
    add(yearly, "二")
    assert ("二", "2009-002") in refs(yearly)


def test_a_list_is_numbered_beside_the_numbers_that_it_brings(yearly: Program) -> None:
    rows = [
        {"unit": "甲社区", "title": "一", "received": "2009-05-08", "ref": ""},
        {"unit": "甲社区", "title": "二", "received": "2009-05-08", "ref": "2009-001"},
        {"unit": "甲社区", "title": "三", "received": "2009-05-08", "ref": ""},
    ]
    yearly.take("submission", rows)
    numbered = [("一", "2009-002"), ("二", "2009-001"), ("三", "2009-003")]
    assert sorted(refs(yearly)) == sorted(numbered)
    assert "added: 0, on file already: 3" in yearly.take("submission", rows).out
    assert sorted(refs(yearly)) == sorted(numbered)


def test_what_comes_in_over_the_desk_is_numbered_too(yearly: Program) -> None:
    path = yearly.db.with_name("来件.csv")
    path.write_text("单位,标题,报送时间\n甲社区,开设夜校,2009-05-08\n", encoding="utf-8")
    for _ in range(2):
        yearly.well("intake", "add", path)
        assert refs(yearly) == [("开设夜校", "2009-001")]


def test_lines_of_a_sitting_are_numbered_one_after_another(yearly: Program) -> None:
    yearly("submission", "add", stdin="甲社区 一 5.8\n二\n".encode(), today=date(2009, 6, 3))
    assert refs(yearly) == [("一", "2009-001"), ("二", "2009-002")]


def test_a_dry_run_takes_no_number(yearly: Program) -> None:
    add(yearly, "一", "-n")
    add(yearly, "二")
    assert refs(yearly) == [("二", "2009-001")]


def test_a_form_without_a_year_runs_on(run: Program) -> None:
    office = under(run, 'numbers = "信{n}号"\n')
    office.well("submission", "add", "甲社区", "旧", "--received", "2008-12-31")
    add(office, "新")
    assert refs(office) == [("旧", "信1号"), ("新", "信2号")]


def test_without_such_a_line_none_is_given(run: Program) -> None:
    office = under(run, "")
    add(office, "一")
    assert refs(office) == [("一", "#1")]  # as the file calls it


def test_the_scheme_tells_its_numbers(yearly: Program) -> None:
    said = "Reports that come without a number are numbered: 2008-001 …"
    assert said in yearly.well("scheme", "show").out


@pytest.mark.parametrize(
    "form", ["{n}", "{year}", "2009", "{year}-{n}-{n}", "{year}{", "#{n}", "{month}-{n}", "第 {n}"]
)
def test_a_form_that_gives_no_number_is_refused(run: Program, form: str) -> None:
    path = run.db.with_name("numbered.toml")
    path.write_text(scheme(f'numbers = "{form}"\n'), encoding="utf-8")
    ran = run("scheme", "check", path)
    assert (ran.status, "gives no number: write one {n}" in ran.err) == (4, True), ran
    assert re.search(r"numbered\.toml:\d+: error\[scheme-sense\]: ", ran.err)
    assert not Numbering(form).is_sound


def test_a_form_goes_both_ways() -> None:
    for form in ("{year}-{n:03}", "〔{year}〕{n}号", "{year}{n:04}"):
        assert Numbering(form).is_sound
        assert Numbering(form).read(Numbering(form).number(2009, 41)) == (2009, 41)
        assert Numbering(form).read("另一种") is None
