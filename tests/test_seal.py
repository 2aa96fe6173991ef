"""A period that was closed stays as it was printed, and says what would differ today."""

import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from conftest import Opening, Program, Ran, first, made_once
from inforeport.model import Seal
from inforeport.office import Office
from inforeport.period import Period
from inforeport.store import seal as seal_store

MAY = Period(date(2009, 5, 1), date(2009, 6, 1), "2009-05")
CLOSED = date(2009, 6, 3)
LATER = date(2009, 6, 8)
ASKED = "--period", "2009-05"
LATE = (
    "inforeport: 2009-05 is sealed: facts of it changed: 1; what was printed stays"
    " (see: inforeport check --period 2009-05)\n"
)
OTHERWISE = (
    "inforeport: 2009-05 is sealed and would be counted otherwise now; what was printed stays"
    " (see: inforeport check --period 2009-05)\n"
)
UNITS = {"甲社区": "社区", "乙社区": "社区", "丙社区": "社区", "甲科室": "部门"}


@made_once
def may(office: Program) -> Program:
    """Four units with a May of their own: 甲社区 leads, 丙社区 is short of one report."""
    office.take("unit", [{"unit": name, "group": group} for name, group in UNITS.items()])
    days = ("2009-05-05", "2009-05-12", "2009-05-19", "2009-05-26")
    office.take(
        "submission",
        [
            {"ref": f"{unit[0]}{unit[1]}{n}", "unit": unit, "title": f"情况{n}", "received": on}
            for unit in UNITS
            for n, on in enumerate(days, 1)
            if (unit, n) != ("丙社区", 4)
        ],
    )
    rows = [("甲社1", "street", "whole"), ("甲社2", "city", "brief"), ("乙社1", "street", "brief")]
    uses = [
        {"ref": ref, "level": level, "form": form, "adopted": "2009-05-27"}
        for ref, level, form in rows
    ]
    office.take("adoption", uses)
    return office


@pytest.fixture
def sealed(may: Program) -> Program:
    """The same, its May sealed on 3 June."""
    may.well("close", *ASKED, "--yes", today=CLOSED)
    return may


def late(office: Program, *args: object) -> Ran:
    """A command that changes something of the sealed May, and is told so."""
    ran = office(*args, today=LATER)
    assert (ran.status, ran.err[-len(LATE) :]) == (0, LATE)  # below what else there is to say
    return ran


def papers(
    office: Program, *, today: date, langs: tuple[str, ...] = ("en", "zh")
) -> Mapping[str, str | bytes]:
    """All that is said and printed of May."""
    said: dict[str, str | bytes] = {}
    for line in (
        *("score", "score --json", "score --csv", "score --explain", "score --unit 乙社区"),
        *("rank", "rank --json", "explain 乙社区", "explain 甲社区 --json"),
        *("reward", "reward --json"),
    ):
        for lang in langs:
            ran = office(*line.split(), *ASKED, today=today, lang=lang)
            assert (ran.status, ran.err) == (0, ""), ran
            said[f"{lang} {line}"] = ran.out
    for paper in ("circular", "ranking"):
        for ending in ("docx", "csv"):
            path = office.db.with_name(f"{paper}.{ending}")
            office.well("export", paper, *ASKED, "-o", path, "--force", today=today)
            said[path.name] = path.read_bytes()
    return said


def other_scheme(office: Program) -> None:
    """Another scheme from the middle of May on: everything is worth double."""
    path = office.db.with_name("other.toml")
    text = first("street").replace("whole = 8, brief = 3", "whole = 16, brief = 6")
    path.write_text(text.replace("评分办法", "评分办法（修订）"), encoding="utf-8")
    ran = office("scheme", "use", path, "--from", "2009-05-09", "--yes", today=LATER)
    assert (ran.status, ran.err) == (0, OTHERWISE)


def test_bar_30_a_closed_month_is_printed_byte_for_byte_as_it_was(sealed: Program) -> None:
    before = papers(sealed, today=CLOSED)
    late(sealed, "submission", "add", "丙社区", "晚到", "--received", "2009-05-29")
    late(sealed, "adoption", "add", "丙社1", "--level", "city", "--on", "2009-05-30")
    late(sealed, "adoption", "edit", "1", "--on", "2009-06-02")
    late(sealed, "submission", "edit", "甲社3", "--received", "2009-06-01")
    late(sealed, "submission", "withdraw", "甲社4", "--reason", "单位撤回", "--yes")
    late(sealed, "mark", "add", "乙社区", "veto", "--on", "2009-05-20", "--reason", "核实")
    sealed.well("unit", "edit", "乙社区", "--name", "新乙社区")
    late(sealed, "unit", "retire", "甲科室", "--on", "2009-05-03", "--reason", "撤并")
    late(sealed, "unit", "add", "丁社区", "--group", "社区")
    other_scheme(sealed)
    assert papers(sealed, today=CLOSED) == before
    for today, lang in ((date(2011, 1, 1), "en"), (date(2009, 1, 1), "zh")):  # whatever the day
        assert papers(sealed, today=today, langs=(lang,)).items() <= before.items()


def test_sealing_changes_nothing_but_that_it_is_said(may: Program) -> None:
    before = papers(may, today=CLOSED)
    may.well("close", *ASKED, "--yes", today=CLOSED)
    after = papers(may, today=CLOSED)
    different = {name for name in before if before[name] != after[name]}
    assert different == {name for name in before if name.endswith("--json")}
    for name in different:
        assert str(before[name]).replace('"closed": false', '"closed": true') == after[name]


def test_the_day_on_the_papers_is_the_one_that_was_told(may: Program) -> None:
    may.well("close", *ASKED, "--yes", "--on", "2009-06-01", today=CLOSED)
    paper = may.db.with_name("paper.docx")
    may.well("export", "circular", *ASKED, "-o", paper, today=LATER)
    with zipfile.ZipFile(paper) as parts:
        assert "2009年6月1日" in parts.read("word/document.xml").decode("utf-8")
    [seal] = may.well("check", "--list", "--json").json["seals"]
    assert (seal["period"], seal["day"], seal["reopened"]) == ("2009-05", "2009-06-01", None)


def test_a_unit_is_found_by_its_old_and_its_new_name(sealed: Program) -> None:
    sealed.well("unit", "edit", "乙社区", "--name", "新乙社区")
    old, new = (
        sealed.well("explain", name, *ASKED, "--json").out for name in ("乙社区", "新乙社区")
    )
    assert old == new
    assert '"unit": "乙社区"' in old


def test_closing_again_is_no_change(sealed: Program) -> None:
    before = sealed.db.read_bytes()
    ran = sealed.well("close", *ASKED, "--yes", today=LATER)
    assert ran.out == "2009-05 is sealed already\n"
    assert sealed.db.read_bytes() == before


def test_closing_again_after_a_change_is_refused(sealed: Program) -> None:
    late(sealed, "adoption", "add", "丙社1", "--level", "city", "--on", "2009-05-30")
    ran = sealed("close", *ASKED, "--yes", today=LATER)
    assert (ran.status, ran.err.split(": ")[1]) == (4, "error[closed]")


def test_one_that_was_sealed_meanwhile_stays(sealed: Program) -> None:
    """Two at once: the second finds a seal under its lock and leaves it."""
    with Office(sealed.db, LATER) as office:
        with office.ledger.writing():
            office.seal(MAY, LATER)
        [seal] = seal_store.seals(office.ledger)
    assert seal.day == CLOSED


@pytest.mark.parametrize("args", [("--on", "2009-05-31"), ()])
def test_a_month_that_is_not_over_is_not_sealed(may: Program, args: tuple[str, ...]) -> None:
    today = LATER if args else date(2009, 5, 31)
    ran = may("close", *ASKED, "--yes", *args, today=today)
    assert (ran.status, ran.err.split(": ")[1]) == (4, "error[period-running]")


def test_a_dry_run_seals_and_opens_nothing(may: Program) -> None:
    may.well("close", *ASKED, "--dry-run")
    assert may.well("check", "--list", "--json").json["seals"] == []
    may.well("close", *ASKED, "--yes")
    may.well("reopen", *ASKED, "--reason", "补录", "--dry-run")
    assert may.well("score", *ASKED, "--json").json["closed"] is True


def test_nobody_there_to_say_yes(sealed: Program, may: Program) -> None:
    assert sealed("reopen", *ASKED, "--reason", "补录").status == 2
    may.well("reopen", *ASKED, "--reason", "补录", "--yes")
    assert may("close", *ASKED).status == 2


def check(office: Program) -> Mapping[str, Any]:
    """By unit, what differs in May; that is exit 8."""
    ran = office("check", *ASKED, "--json", today=LATER)
    assert (ran.status, ran.err) == (8, "")
    [period] = ran.json["periods"]
    return {one["unit"]: one for one in period["units"]}


def test_what_was_sealed_agrees_with_itself(sealed: Program) -> None:
    ran = sealed.well("check", *ASKED, "--json")
    assert [one["units"] for one in ran.json["periods"]] == [[]]
    sealed.well("check")


def test_a_late_use_is_named_with_its_line(sealed: Program) -> None:
    late(sealed, "adoption", "add", "丙社1", "--level", "city", "--on", "2009-05-30")
    found = check(sealed)
    assert {name: one["place"] for name, one in found.items()} == {
        "甲社区": {"printed": 1, "now": 2},
        "乙社区": {"printed": 2, "now": 3},
        "丙社区": {"printed": 3, "now": 1},
    }
    assert found["甲社区"]["why"] == ["it follows from what was changed of others"]
    third = found["丙社区"]
    assert third["points"] == {"printed": 10, "now": 40}
    assert [(one["points"], one["item"]) for one in third["came"]] == [(30, "丙社1")]
    assert third["went"] == []
    assert third["why"] == ["the use (丙社1, 市委, 2009-05-30): put on file after the sealing"]


GONE = "not of this period any more: withdrawn, removed or of another day"
CHANGES: list[tuple[Callable[[Program], object], str, str]] = [
    (
        lambda run: run("submission", "edit", "甲社3", "--received", "2009-05-29"),
        "甲社区",
        "",
    ),
    (
        lambda run: run("submission", "edit", "甲社3", "--received", "2009-06-01"),
        "甲社区",
        f"the report (甲社3, 2009-05-19): {GONE}",
    ),
    (
        lambda run: run("adoption", "edit", "1", "--on", "2009-05-28"),
        "甲社区",
        "the use (甲社1, 街道, 2009-05-27): the day was 2009-05-27 and is 2009-05-28",
    ),
    (
        lambda run: run("adoption", "edit", "1", "--level", "district"),
        "甲社区",
        "the use (甲社1, 区委, 2009-05-27): corrected after the sealing",
    ),
    (
        lambda run: run("unit", "edit", "乙社区", "--name", "新乙社区"),
        "乙社区",
        "it is called 新乙社区 now",
    ),
    (
        lambda run: run("unit", "add", "丁社区", "--group", "社区"),
        "丁社区",
        "the unit was put on file after the sealing",
    ),
    (
        other_scheme,
        "甲社区",
        "another rule: 街道学习实践活动信息报送评分办法（修订）, clause 三.3",
    ),
]


@pytest.mark.parametrize(("change", "unit", "why"), CHANGES)
def test_each_difference_has_its_reason(
    sealed: Program, change: Callable[[Program], object], unit: str, why: str
) -> None:
    change(sealed)
    if why:
        assert why in check(sealed)[unit]["why"]
    else:
        sealed.well("check", *ASKED)


def test_a_report_of_before_that_moves_into_the_month_is_told_from_a_late_one(
    may: Program,
) -> None:
    may.well("submission", "add", "丙社区", "六月的", "--ref", "c9", "--received", "2009-06-02")
    may.well("close", *ASKED, "--yes", today=CLOSED)
    late(may, "submission", "edit", "c9", "--received", "2009-05-29")
    [why] = check(may)["丙社区"]["why"]
    assert why == (
        "the report (c9, 2009-05-29): on file before, of this period only since it was corrected"
    )


def test_the_check_is_read_on_the_screen_too(sealed: Program) -> None:
    late(sealed, "adoption", "add", "丙社1", "--level", "city", "--on", "2009-05-30")
    ran = sealed("check", today=LATER, lang="zh")
    assert ran.status == 8
    assert "采用（丙社1、市委、2009年5月30日）：印发后补登" in ran.out


def test_the_next_month_rises_against_the_printed_places(sealed: Program) -> None:
    """丙社区 was third in May; a late use does not make it the first that it never was."""
    late(sealed, "adoption", "add", "丙社1", "--level", "city", "--on", "2009-05-30")
    sealed.well("unit", "edit", "丙社区", "--name", "新丙社区")
    sealed.well("adoption", "add", "丙社2", "--level", "city", "--on", "2009-06-20")
    groups = sealed.well("rank", "--month", "6", "--json").json["groups"]
    [its] = [one for one in groups[0]["standings"] if one["unit"] == "新丙社区"]
    assert (its["place"], its["change"]) == (1, 2)


def test_a_longer_period_is_counted_from_the_facts_and_says_so(sealed: Program) -> None:
    sealed.well("score", "--period", "2009-05..2009-06")
    late(sealed, "adoption", "add", "丙社1", "--level", "city", "--on", "2009-05-30")
    ran = sealed("score", "--period", "2009-05..2009-06", "--json")
    assert ran.err == (
        '{"note":"counted from the facts of today; printed otherwise: 2009-05'
        ' (see: inforeport check)"}\n'
    )
    assert ran.json["closed"] is False
    [third] = [one for one in ran.json["units"] if one["unit"] == "丙社区"]
    assert third["parts"]["adoption"] == 30


def test_a_reopened_month_is_counted_anew_and_its_seal_stays_on_file(sealed: Program) -> None:
    late(sealed, "adoption", "add", "丙社1", "--level", "city", "--on", "2009-05-30")
    sealed.well("reopen", *ASKED, "--reason", "补录采用", "--yes", today=LATER)
    ran = sealed.well("score", *ASKED, "--json")
    assert ran.json["closed"] is False
    assert {one["unit"]: one["points"] for one in ran.json["units"]}["丙社区"] == 40
    sealed.well("close", *ASKED, "--yes", today=LATER)
    first, second = sealed.well("check", "--list", "--json").json["seals"]
    assert (first["reopened"], first["reason"]) == ("2009-06-08", "补录采用")
    assert (second["reopened"], second["reason"]) == (None, None)
    sealed.well("check")


def test_a_month_is_checked_also_under_a_scheme_by_quarters(sealed: Program) -> None:
    path = sealed.db.with_name("quarters.toml")
    text = first("street").replace('period = "month"', 'period = "quarter"')
    path.write_text(text, encoding="utf-8")
    assert sealed("scheme", "use", path, "--from", "2009-05-09", "--yes").status == 0
    assert sealed("check", *ASKED, today=LATER).status in {0, 8}
    sealed.well("score", *ASKED, today=LATER)


def test_what_falls_into_no_sealed_month_is_not_spoken_of(sealed: Program) -> None:
    sealed.well("submission", "add", "甲社区", "六月", "--received", "2009-06-05")
    sealed.well("unit", "alias", "甲社区", "甲居委会")
    quiet = sealed("-q", "submission", "add", "甲社区", "五月", "--received", "2009-05-05")
    assert quiet.err == ""


def test_a_dry_run_says_what_would_fall_into_a_sealed_month(sealed: Program) -> None:
    line = ("submission", "add", "甲社区", "五月", "--received", "2009-05-05")
    assert late(sealed, *line, "--dry-run").err == late(sealed, *line).err


def test_an_import_says_how_many_rows_are_of_a_sealed_month(sealed: Program) -> None:
    path = sealed.db.with_name("late.csv")
    rows = "".join(f"甲社区,晚到{n},2009-05-{n:02}\n" for n in range(10, 15))
    path.write_text(f"unit,title,received\n{rows}甲社区,六月,2009-06-05\n", encoding="utf-8")
    ran = sealed("submission", "import", path)
    assert ran.out == "added: 6, on file already: 0, refused: 0\n"
    assert "2009-05 is sealed: facts of it changed: 5;" in ran.err


def test_a_use_is_of_the_month_of_its_report_where_the_scheme_says_so(run: Program) -> None:
    path = run.db.with_name("scheme.toml")
    text = first("street").replace('counts_on = "adopted"', 'counts_on = "received"')
    path.write_text(text, encoding="utf-8")
    run.well("init", "--office", "街道办", "--scheme", path)
    run.well("unit", "add", "甲社区", "--group", "社区")
    run.well("submission", "add", "甲社区", "情况", "--ref", "a1", "--received", "2009-05-05")
    run.well("close", *ASKED, "--yes", today=CLOSED)
    late(run, "adoption", "add", "a1", "--level", "street", "--on", "2009-07-10")


def test_a_correction_names_old_and_new(sealed: Program) -> None:
    path = sealed.db.with_name("correction.json")
    refused = sealed("export", "circular", *ASKED, "--correct", "-o", path)
    assert (refused.status, refused.err.split(": ")[1]) == (4, "error[nothing-differs]")
    sealed.well("unit", "edit", "乙社区", "--name", "新乙社区")
    assert sealed("export", "circular", *ASKED, "--correct", "-o", path).status == 4
    late(sealed, "adoption", "add", "丙社1", "--level", "city", "--on", "2009-05-30")
    sealed.well("export", "circular", *ASKED, "--correct", "-o", path, today=LATER)
    assert "丙社区" in path.read_text(encoding="utf-8")
    before = path.read_bytes()
    sealed.well("reopen", *ASKED, "--reason", "补录采用", "--yes", today=LATER)
    sealed.well("export", "circular", *ASKED, "--correct", "-o", path, "--force", today=LATER)
    assert path.read_bytes() == before


def test_a_month_that_was_never_sealed_is_neither_checked_nor_opened(may: Program) -> None:
    commands: list[tuple[str, ...]] = [
        ("check",),
        ("reopen", "--reason", "补录", "--yes"),
        ("export", "circular", "--correct", "-o", "x.docx"),
    ]
    for command in commands:
        ran = may(*command, *ASKED)
        assert (ran.status, ran.err.split(": ")[1]) == (4, "error[not-sealed]"), command
    may.well("check")


def test_a_period_has_one_standing_seal(ledger: Opening) -> None:
    file = ledger()
    new = Seal(
        period=MAY,
        day=CLOSED,
        closed="2009-06-03T09:00:00+08:00",
        office="街道办",
        version="0",
        fingerprint="0" * 64,
    )
    with file.writing():
        seal_store.add(file, new, counts_on="adopted")
    with pytest.raises(Exception, match="UNIQUE"), file.writing():
        seal_store.add(file, new, counts_on="adopted")


def test_counts_are_sealed_too(run: Program) -> None:
    """A scheme without points prints counts; they stay as well."""
    path = run.db.with_name("idle.toml")
    path.write_text(
        "title = 'x'\nsince = 2009-05-02\n[groups]\ncommunity = '社区'\n", encoding="utf-8"
    )
    run.well("init", "--office", "街道办", "--scheme", path)
    run.well("unit", "add", "甲社区", "--group", "社区")
    run.well("submission", "add", "甲社区", "情况", "--received", "2009-05-05")
    run.well("close", *ASKED, "--yes", today=CLOSED)
    paper = run.db.with_name("paper.docx")
    run.well("export", "circular", *ASKED, "-o", paper, today=CLOSED)
    before = paper.read_bytes()
    late(run, "submission", "add", "甲社区", "情况二", "--received", "2009-05-06")
    run.well("export", "circular", *ASKED, "-o", paper, "--force", today=LATER)
    assert paper.read_bytes() == before
    refused = run("score", *ASKED)
    assert (refused.status, refused.err.split(": ")[1]) == (4, "error[no-points]")


# What a month is counted by


@pytest.mark.parametrize(
    "line",
    [
        "unit retire 甲社区 --on 2009-05-10",
        "unit edit 甲社区 --since 2009-05-20",
        "unit edit 甲社区 --group 部门",
        "unit edit 甲社区 --counts-for 乙社区",
        "unit add 新社区 社区",
    ],
)
def test_a_unit_that_changes_what_is_sealed_is_told_so(sealed: Program, line: str) -> None:
    late(sealed, *line.split())
    assert sealed("check", today=LATER).status == 8


def test_a_unit_that_comes_or_goes_later_is_no_matter_of_a_sealed_month(sealed: Program) -> None:
    for line in (
        "unit retire 甲社区 --on 2009-06-30",
        "unit add 新社区 社区 --since 2009-06-01",
        "unit edit 乙社区 --headcount 9",
        "unit rename 乙社区 乙一社区",
        "scheme end --on 2009-06-30",
    ):
        sealed.well(*line.split(), today=LATER)


@pytest.mark.parametrize("dry_run", [(), ("--dry-run",)])
def test_another_rule_for_what_is_sealed_is_told_at_once(
    sealed: Program, dry_run: tuple[str, ...]
) -> None:
    ran = sealed("scheme", "end", "--on", "2009-05-20", *dry_run, today=LATER)
    assert (ran.status, ran.err) == (0, OTHERWISE)


def test_a_scheme_that_ends_within_what_is_sealed_is_the_reason(sealed: Program) -> None:
    sealed("scheme", "end", "--on", "2009-05-20", today=LATER)
    told = sealed("check", today=LATER).out
    assert "another rule: 街道学习实践活动信息报送评分办法" in told
    assert "it follows from what was changed of others" not in told
