"""What the commands read from the file before the rules are asked."""

from pathlib import Path

import pytest

from conftest import Program, first, made_once


@pytest.mark.parametrize(("counts_on", "may", "july"), [("adopted", 0, 8), ("received", 8, 0)])
def test_a_use_months_later_counts_where_the_scheme_says(
    run: Program, tmp_path: Path, counts_on: str, may: int, july: int
) -> None:
    """Received on 5 May and used on 10 July: the file is asked for the right months."""
    scheme = tmp_path / "scheme.toml"
    text = first("street").replace('counts_on = "adopted"', f'counts_on = "{counts_on}"')
    scheme.write_text(text, encoding="utf-8")
    run.well("init", "--office", "街道办", "--scheme", scheme)
    run.well("unit", "add", "甲社区", "--group", "社区")
    run.well("submission", "add", "甲社区", "情况", "--ref", "a1", "--received", "2009-05-05")
    run.well("adoption", "add", "a1", "--level", "street", "--form", "whole", "--on", "2009-07-10")
    for month, points in (("5", may), ("7", july)):
        [unit] = run.well("score", "--month", month, "--json").json["units"]
        assert unit["parts"].get("adoption", 0) == points


def street(folder: Path, *changes: tuple[str, str]) -> Path:
    """The street's scheme with some of its text replaced."""
    text = first("street")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = folder / "changed.toml"
    path.write_text(text, encoding="utf-8")
    return path


@made_once
def one_community(office: Program) -> Program:
    """An office with one unit."""
    office.well("unit", "add", "甲社区", "--group", "社区")
    return office


def test_weeks_go_on_under_a_later_scheme(one_community: Program, tmp_path: Path) -> None:
    """Even one that says it begins later: a fortnight or week is never cut or counted twice."""
    later = street(tmp_path, ("since  = 2009-05-02", "since  = 2009-07-01"))
    one_community.well("scheme", "use", later)
    asked = ("due", "--period", "2009-06..2009-07", "--json")
    windows = one_community(*asked).json["windows"]
    assert [one["from"] for one in windows][:5] == [
        *("2009-05-30", "2009-06-06", "2009-06-13", "2009-06-20", "2009-06-27")
    ]
    assert len(windows) == 9


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (('"friday"', '"sunday"'), "weeks-differ"),
        (('deadline = "friday"', 'deadline = "friday"\nanchor = 2009-05-09'), "weeks-differ"),
        (("community", "kommunity"), "units-without-group"),
    ],
)
def test_a_scheme_that_cannot_follow_is_refused(
    one_community: Program, tmp_path: Path, change: tuple[str, str], code: str
) -> None:
    ran = one_community("scheme", "use", street(tmp_path, change), "--from", "2009-07-01")
    assert (ran.status, f"error[{code}]" in ran.err) == (4, True)
    assert len(one_community.well("scheme", "list", "--json").json["schemes"]) == 1


def test_who_joined_too_late_is_not_the_last(one_community: Program) -> None:
    one_community.well("unit", "add", "新社区", "--group", "社区", "--since", "2009-05-31")
    [group] = one_community.well("rank", "--month", "5", "--json").json["groups"]
    assert [one["unit"] for one in group["standings"]] == ["甲社区"]


@pytest.mark.parametrize("span", ["2009-05-01..2009-06-15", "2009-05-25..2009-06-30"])
def test_a_heading_promises_no_day_that_was_not_counted(one_community: Program, span: str) -> None:
    ran = one_community("score", "--period", span)
    assert (ran.status, "error[nothing-to-score]" in ran.err) == (4, True)


@pytest.mark.parametrize("span", ["2009", "2009-Q2", "2009-05-02..2009-07-31"])
def test_a_period_may_begin_before_the_campaign(one_community: Program, span: str) -> None:
    assert one_community("score", "--period", span, "--json").status == 0


def test_due_answers_for_a_week(one_community: Program) -> None:
    [window] = one_community("due", "--week", "20", "--json").json["windows"]
    assert (window["from"], window["deadline"]) == ("2009-05-09", "2009-05-15")


def test_a_use_is_checked_by_the_scheme_of_its_day(one_community: Program, tmp_path: Path) -> None:
    """The city left the notice in July; a use of June is still one by the city."""
    without = street(
        tmp_path,
        ('city     = "市委"\n', ""),
        ("city     = { whole = 30, brief = 10 }\n", ""),
    )
    one_community.well("scheme", "use", without, "--from", "2009-07-01")
    one_community.well("submission", "add", "甲社区", "情况", "--received", "2009-06-08")
    use = ("adoption", "add", "#1", "--level", "city", "--form", "whole", "--on")
    one_community.well(*use, "2009-06-20")
    assert "error[unknown-word]" in one_community(*use, "2009-07-20").err
    [unit] = one_community("score", "--period", "2009-06..2009-07", "--json").json["units"]
    assert unit["parts"]["adoption"] == 30


CAPPED = """
[[rule]]
kind   = "limit"
clause = "二.3"
per    = "year"
most   = 20
"""


def test_a_change_in_the_middle_of_a_capped_year_is_asked_about(
    one_community: Program, tmp_path: Path
) -> None:
    capped = tmp_path / "capped.toml"
    capped.write_text(first("street") + CAPPED, encoding="utf-8")
    ran = one_community("scheme", "use", capped, "--from", "2009-07-01")
    assert ran.status == 2
    assert "error[needs-yes]: 2009: " in ran.err
    assert "by clause 二.3" in ran.err
    assert "did so by no clause" in ran.err
    one_community.well("scheme", "use", capped, "--from", "2009-07-01", "--yes")
