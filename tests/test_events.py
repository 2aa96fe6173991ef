"""The nouns of dated facts on the command line: typed, listed, changed, imported, removed."""

from pathlib import Path
from typing import Any

import pytest

from conftest import Program, Ran, made_once

MORE = """
[[rule]]
type   = "mark"
clause = "五"
points = { late = -1, missed = -1, bonus = 1 }

[[rule]]
type   = "duty"
clause = "六"
every  = "month"
target = true
"""
"""What makes marks and numbers of units count for something."""


@made_once
def may(office: Program) -> Program:
    """An office with two units and a report of the first."""
    for unit in ("甲社区", "乙社区"):
        office.well("unit", "add", unit, "--group", "社区")
    office.well("submission", "add", "甲社区", "情况", "--ref", "a1", "--received", "2009-05-08")
    scheme = office.db.with_name("marks.toml")
    text = office.well("scheme", "show", "--text").out
    scheme.write_text(text.replace("[ranking]", f"{MORE}\n[ranking]"), encoding="utf-8")
    office.well("scheme", "use", scheme, "--from", "2009-05-03", "--yes")
    return office


ADD: dict[str, tuple[str, ...]] = {
    "instruction": ("a1", "--level", "市委", "--leader", "某领导", "--on", "2009-05-20"),
    "forwarding": ("a1", "--level", "区委", "--as", "街道办", "--on", "2009-05-20"),
    "commission": ("甲社区", "约稿", "--due", "2009-05-20"),
    "mark": ("甲社区", "迟报", "--reason", "迟报两天", "--on", "2009-05-20", "--points=-0.5"),
    "target": ("甲社区", "--what", "报送", "--per", "month", "--n", "4"),
    "exemption": (
        *("甲社区", "--clause", "三.3", "--since", "2009-05-02"),
        *("--until", "2009-05-31", "--reason", "搬迁"),
    ),
}
EDIT: dict[str, tuple[str, ...]] = {
    "instruction": ("--level", "district", "--leader-kind", "主要领导", "--leader", ""),
    "forwarding": ("--level", "市委", "--as", ""),
    "commission": ("--delivered", "a1", "--title", "约稿二", "--on", "2009-05-02"),
    "mark": ("--count", "2", "--circulated", "--ref", "a1", "--code", "missed", "--points", ""),
    "target": ("--n", "4.5", "--category", "动态", "--level", "市委"),
    "exemption": ("--until", "2009-06-30", "--reason", "仍在搬迁"),
}
AFTER: dict[str, dict[str, Any]] = {
    "instruction": {"level": "district", "leader": None, "leader_kind": "主要领导", "ref": "a1"},
    "forwarding": {"level": "city", "as": None, "on": "2009-05-20"},
    "commission": {"delivered": "a1", "delivered_on": "2009-05-08", "title": "约稿二"},
    "mark": {"count": 2, "circulated": True, "ref": "a1", "code": "missed", "points": None},
    "target": {"n": 4.5, "category": "动态", "level": "city", "what": "submitted"},
    "exemption": {"until": "2009-06-30", "reason": "仍在搬迁"},
}
FILES = {
    "instruction": "编号,批示级别,批示领导,批示日期,刊物,领导类别\na1,市委,某领导,2009-05-20,,\n",
    "forwarding": "ref,level,on,as\na1,district,2009-05-20,街道办\n",
    "commission": "单位,题目,约稿日期,限期,交稿\n甲社区,约稿,,2009-05-20,\n",
    "mark": "单位,事由,日期,说明,分值,已通报\n甲社区,迟报,2009-05-20,迟报两天,-0.5,否\n",
    "target": "单位,项目,周期,数量\n甲社区,报送,月,4\n",
    "exemption": "单位,条款,起,止,理由\n甲社区,三.3,2009-05-02,2009-05-31,搬迁\n",
}
every = pytest.mark.parametrize("noun", ADD)


def listed(office: Program, noun: str) -> list[dict[str, Any]]:
    """What the list of a noun tells a program."""
    found: list[dict[str, Any]] = office.well(noun, "list", "--json").json[f"{noun}s"]
    return found


@every
def test_one_is_added_listed_changed_and_removed(may: Program, noun: str) -> None:
    assert "(no. 1)" in may.well(noun, "add", *ADD[noun]).out
    assert "甲社区" in may.well(noun, "list").out
    assert listed(may, noun)[0]["unit"] == "甲社区"
    may.well(noun, "edit", 1, *EDIT[noun])
    [one] = listed(may, noun)
    assert {key: one[key] for key in AFTER[noun]} == AFTER[noun]
    refused(may(noun, "remove", 1), "needs-yes", 2)
    may.well(noun, "remove", 1, "--yes")
    assert listed(may, noun) == []


@every
def test_what_a_file_says_is_what_was_typed(may: Program, noun: str) -> None:
    may.well(noun, "add", *ADD[noun])
    path = may.db.with_name("rows.csv")
    path.write_text(FILES[noun], encoding="utf-8")
    assert "added: 0, on file already: 1" in may.well(noun, "import", path).out


@every
def test_a_dry_run_changes_nothing(may: Program, noun: str) -> None:
    path = may.db.with_name("rows.csv")
    path.write_text(FILES[noun], encoding="utf-8")
    before = may.db.read_bytes()
    assert "dry run" in may.well(noun, "add", *ADD[noun], "--dry-run").out
    assert "added: 1" in may.well(noun, "import", path, "--dry-run").out
    assert may.db.read_bytes() == before
    may.well(noun, "import", path)
    before = may.db.read_bytes()
    for words in (("edit", 1, *EDIT[noun]), ("remove", 1)):
        may.well(noun, *words, "--dry-run")
    assert may.db.read_bytes() == before


@every
def test_a_change_of_nothing_says_so(may: Program, noun: str) -> None:
    may.well(noun, "add", *ADD[noun])
    refused(may(noun, "edit", 1), "nothing-to-change", 2)


@pytest.mark.parametrize("noun", ["instruction", "forwarding", "commission", "mark"])
def test_a_list_is_of_a_period_and_a_unit(may: Program, noun: str) -> None:
    may.well(noun, "add", *ADD[noun])
    for asked, count in {("--month", "5"): 1, ("--month", "6"): 0, ("--unit", "乙社区"): 0}.items():
        found = may.well(noun, "list", *asked, "--json").json[f"{noun}s"]
        assert len(found) == count


def refused(ran: Ran, code: str, status: int) -> None:
    """See that a run ended with this error."""
    assert (ran.status, f"error[{code}]" in ran.err) == (status, True), ran


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("mark", "add", "甲社区", "没有", "--reason", "x"), "unknown-word"),
        (("instruction", "add", "a1", "--level", "省委"), "unknown-word"),
        (("target", "add", "甲社区", "--what", "x", "--per", "month", "--n", "1"), "unknown-word"),
        (("commission", "add", "甲社区", " ", "--due", "2009-05-20"), "empty-name"),
        (("unit", "edit", "甲社区", "--headcount", "0"), "out-of-range"),
        (("unit", "edit", "甲社区", "--headcount", "2.5"), "not-a-figure"),
        (("submission", "edit", "a1", "--author", "/乙社区"), "empty-name"),
    ],
)
def test_what_does_not_fit_is_refused(may: Program, words: tuple[str, ...], code: str) -> None:
    assert f"error[{code}]" in may(*words).err


def test_the_codes_of_a_scheme_add_to_the_usual_ones(may: Program, tmp_path: Path) -> None:
    text = may.well("scheme", "show", "--text").out + '\n[codes]\nlate = "迟到"\nextra = "另计"\n'
    path = tmp_path / "codes.toml"
    path.write_text(text, encoding="utf-8")
    may.well("scheme", "use", path, "--from", "2009-06-01", "--yes")
    for code in ("迟到", "另计", "加分"):
        assert may("mark", "add", "甲社区", code, "--reason", "有据").status == 0
    assert [one["code"] for one in listed(may, "mark")] == ["late", "extra", "bonus"]


def test_a_report_is_told_with_all_that_schemes_ask_for(may: Program) -> None:
    about = (
        *("--with", "乙社区", "--author", "甲员", "--author", "乙员/乙社区", "--chars", "800"),
        *("--pictures", "2", "--late", "--urgent", "--requested-by", "市委", "--form", "简讯"),
    )
    may.well("submission", "add", "甲社区", "联合调研", "--ref", "b1", *about)
    one = may.well("submission", "show", "b1", "--json").json
    assert (one["with"], one["chars"], one["picture_count"]) == (["乙社区"], 800, 2)
    assert one["authors"] == [
        {"name": "甲员", "unit": "甲社区"},
        {"name": "乙员", "unit": "乙社区"},
    ]
    assert (one["late"], one["urgent"], one["requested_by"]) == (True, True, "city")
    shown = may.well("submission", "show", "b1").out
    for said in ("together with 乙社区", "甲员 (甲社区)", "characters: 800", "came late", "urgent"):
        assert said in shown
    assert "asked for by 市委" in shown
    may.well("submission", "edit", "b1", "--with", "", "--not-late", "--requested-by", "")
    one = may.well("submission", "show", "b1", "--json").json
    assert (one["with"], one["late"], one["requested_by"]) == ([], False, None)


def test_a_use_is_told_with_all_that_schemes_ask_for(may: Program) -> None:
    use = ("adoption", "add", "a1", "--level", "市委", "--on", "2009-05-20")
    more = (
        "--position",
        "头版",
        "--share",
        "0.5",
        "--rewritten",
        "0.3",
        "--proof-on",
        "2009-06-01",
    )
    assert may.well(*use, *more).out == "added: a1 used by 市委 (no. 1)\n"
    [one] = listed(may, "adoption")
    assert (one["form"], one["position"], one["share"]) == (None, "头版", 0.5)
    assert (one["rewritten"], one["proof_on"]) == (0.3, "2009-06-01")
    assert "头版" in may.well("adoption", "list").out
    may.well("adoption", "edit", 1, "--share", "", "--form", "简讯")
    [one] = listed(may, "adoption")
    assert (one["form"], one["share"]) == ("brief", None)


def test_a_unit_is_told_with_all_that_schemes_ask_for(may: Program) -> None:
    more = ("--headcount", "12", "--counts-for", "甲社区")
    may.well("unit", "add", "直报点", "--group", "社区", *more)
    one = may.well("unit", "show", "直报点", "--json").json["units"][0]
    assert (one["headcount"], one["counts_for"]) == (12, "甲社区")
    may.well("unit", "edit", "直报点", "--headcount", "", "--counts-for", "")
    one = may.well("unit", "show", "直报点", "--json").json["units"][0]
    assert (one["headcount"], one["counts_for"]) == (None, None)
