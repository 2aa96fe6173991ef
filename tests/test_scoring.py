"""Lines, sums, places and prizes from small ledgers, each figure worked out by hand."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Literal

import pytest

from conftest import Program
from inforeport.model import Adoption, Facts, Score, ScoreLine, Standing, Submission, Unit
from inforeport.period import Calendar, Period
from inforeport.rules import Entry
from inforeport.rules.adoption import Adopted
from inforeport.rules.highest import Highest
from inforeport.rules.quota import Quota
from inforeport.rules.ranking import Amount, LastDuty, Ranking, Reward
from inforeport.scheme import shipped
from inforeport.scoring import Terms, dues, prizes, rank, reach, score, there, totals, with_duty
from inforeport.words import say

CALENDAR = Calendar(date(2009, 5, 2), until=date(2009, 7, 31), deadline=4)
TERMS = Terms(calendar=CALENDAR)
MAY, JUNE = CALENDAR.period("2009-05"), CALENDAR.period("2009-06")
WEEKLY = Entry(
    kind="quota",
    rule=Quota(base=Decimal(20), missing=Decimal(-10), extra=Decimal(1)),
    clause="三.3",
    per="month",
    every="week",
)
USED = Entry(
    kind="adoption",
    rule=Adopted(points={"street": Decimal(8), "district": Decimal(15)}),
    clause="三.4",
    per="month",
    every="month",
)
DEAREST = Entry(kind="highest", rule=Highest(by=("item",)), clause="五", per="month", every="month")


def day(text: str) -> date:
    """A day of 2009, as 05-08."""
    return date.fromisoformat(f"2009-{text}")


def sent(unit: str, *days: str) -> tuple[Submission, ...]:
    """A report of a unit on each of the days."""
    return tuple(Submission(unit, f"{unit} {one}", day(one)) for one in days)


def used(unit: str, item: str, level: str, on: str, *, received: str = "05-05") -> Adoption:
    """A use of a report."""
    return Adoption(unit, item, item, day(received), level, "whole", day(on))


def owed_and_sent(
    unit: Unit, days: Iterable[str] = (), *, period: Period = MAY, terms: Terms = TERMS
) -> tuple[int, int]:
    """What a unit owed in a period and what it sent for it."""
    facts = Facts((unit,), sent(unit.name, *days))
    found = dues(facts, [WEEKLY], terms=terms, period=period)
    return sum(one.owed for one in found), sum(one.received for one in found)


def points(lines: Iterable[ScoreLine]) -> list[tuple[str, int]]:
    """Each line's part and points."""
    return [(one.part, int(one.points)) for one in lines]


FIRST = Unit("甲社区", "community")
SECOND = Unit("乙社区", "community")
OFFICE = Unit("甲科室", "department")


# Windows and months


def test_the_deadline_itself_is_in_time() -> None:
    found = dues(Facts((FIRST,), sent("甲社区", "05-08")), [WEEKLY], terms=TERMS, period=MAY)
    assert [one.received for one in found] == [1, 0, 0, 0]


def test_the_day_after_the_deadline_is_the_next_week() -> None:
    found = dues(Facts((FIRST,), sent("甲社区", "05-09")), [WEEKLY], terms=TERMS, period=MAY)
    assert [one.received for one in found] == [0, 1, 0, 0]


def test_what_comes_in_the_last_days_of_may_belongs_to_the_duty_of_june() -> None:
    days = ["05-29", "05-30", "05-31", "06-05"]
    assert owed_and_sent(FIRST, days, period=MAY) == (4, 1)
    assert owed_and_sent(FIRST, days, period=JUNE) == (4, 3)


def test_what_came_before_the_statistics_began_fills_no_duty() -> None:
    assert owed_and_sent(FIRST, ["04-29", "05-01"]) == (4, 0)


def test_scoring_may_reaches_to_the_days_of_its_windows() -> None:
    """June wants what arrived from 30 May on; May wants nothing after its 31st."""
    found = reach([WEEKLY, USED], CALENDAR, JUNE)
    assert (found.start, found.last) == (date(2009, 5, 30), date(2009, 6, 30))
    found = reach([WEEKLY, USED], CALENDAR, MAY)
    assert (found.start, found.last) == (date(2009, 5, 1), date(2009, 5, 31))


# Units that come and go


@pytest.mark.parametrize(
    ("since", "joining", "owed"),
    [
        ("05-02", "ends after", 4),
        ("05-20", "ends after", 2),
        ("05-21", "ends after", 2),
        ("05-22", "ends after", 1),
        ("05-29", "ends after", 0),
        ("05-02", "starts after", 4),
        ("05-16", "starts after", 2),
        ("05-17", "starts after", 1),
        ("05-24", "starts after", 0),
    ],
)
def test_a_unit_that_joins_late_owes_what_the_scheme_says(
    since: str, joining: Literal["ends after", "starts after"], owed: int
) -> None:
    terms = Terms(calendar=CALENDAR, joining=joining)
    unit = Unit("甲社区", "community", since=day(since))
    assert owed_and_sent(unit, terms=terms) == (owed, 0)


def test_a_unit_that_joins_too_late_has_no_base_and_no_extras() -> None:
    unit = Unit("甲社区", "community", since=day("05-29"))
    facts = Facts((unit,), sent("甲社区", "05-29"))
    assert score(facts, [WEEKLY], terms=TERMS, period=MAY) == ()


def test_a_unit_that_joins_late_is_judged_by_what_it_owes() -> None:
    """From 20 May it owes two: one sent is one missing."""
    unit = Unit("甲社区", "community", since=day("05-20"))
    lines = score(Facts((unit,), sent("甲社区", "05-25")), [WEEKLY], terms=TERMS, period=MAY)
    assert points(lines) == [("base", 20), ("shortfall", -10)]


@pytest.mark.parametrize(
    ("until", "owed"), [("05-07", 0), ("05-08", 1), ("05-20", 2), ("05-31", 4)]
)
def test_a_unit_that_left_owes_the_windows_that_ended_before(until: str, owed: int) -> None:
    assert owed_and_sent(Unit("甲社区", "community", until=day(until))) == (owed, 0)


def test_a_unit_is_there_from_its_first_day_to_its_last() -> None:
    unit = Unit("甲社区", "community", since=day("05-31"), until=day("06-01"))
    assert [there(unit, CALENDAR.period(name)) for name in ("2009-05", "2009-06", "2009-07")] == [
        True,
        True,
        False,
    ]


def test_a_unit_that_left_earns_nothing_in_later_months() -> None:
    unit = Unit("甲社区", "community", until=day("05-31"))
    facts = Facts((unit,), adoptions=(used("甲社区", "a1", "street", "06-10"),))
    assert score(facts, [USED], terms=TERMS, period=JUNE) == ()


# Uses


@pytest.mark.parametrize(("counts_on", "may", "june"), [("adopted", 0, 8), ("received", 8, 0)])
def test_a_use_counts_in_the_month_that_the_scheme_says(
    counts_on: Literal["adopted", "received"], may: int, june: int
) -> None:
    terms = Terms(calendar=CALENDAR, counts_on=counts_on)
    facts = Facts((FIRST,), adoptions=(used("甲社区", "a1", "street", "06-01", received="05-31"),))
    found = [
        sum(line.points for line in score(facts, [USED], terms=terms, period=period))
        for period in (MAY, JUNE)
    ]
    assert found == [may, june]


def test_only_the_groups_of_an_entry_are_asked() -> None:
    entry = Entry(
        kind="quota", rule=WEEKLY.rule, clause="", per="month", every="week", groups=("community",)
    )
    lines = score(Facts((FIRST, OFFICE)), [entry], terms=TERMS, period=MAY)
    assert {line.unit for line in lines} == {"甲社区"}


def test_a_line_carries_the_kind_clause_and_window_of_its_entry() -> None:
    facts = Facts((FIRST,), adoptions=(used("甲社区", "a1", "street", "05-11"),))
    [line] = score(facts, [USED], terms=TERMS, period=MAY)
    assert (line.rule, line.clause, line.item, line.on) == ("adoption", "三.4", "a1", day("05-11"))
    assert line.window
    assert (line.window.start, line.window.last) == (day("05-01"), day("05-31"))


def test_an_entry_may_name_the_part_of_its_points() -> None:
    entry = Entry(
        kind="adoption", rule=USED.rule, clause="", per="month", every="month", part="bonus"
    )
    facts = Facts((FIRST,), adoptions=(used("甲社区", "a1", "street", "05-11"),))
    assert points(score(facts, [entry], terms=TERMS, period=MAY)) == [("bonus", 8)]
    assert entry.parts == ("bonus",)


def test_a_dearer_use_takes_back_a_cheaper_one_of_its_window_only() -> None:
    """Street in May and district in June both count by the month, one of them by the quarter."""
    uses = (used("甲社区", "a1", "street", "05-11"), used("甲社区", "a1", "district", "06-11"))
    facts = Facts((FIRST,), adoptions=uses)
    both = CALENDAR.period("2009-05..2009-06")
    lines = score(facts, [USED, DEAREST], terms=TERMS, period=both)
    assert sum(line.points for line in lines) == 23
    quarterly = Entry(
        kind="highest", rule=DEAREST.rule, clause="五", per="quarter", every="quarter"
    )
    lines = score(facts, [USED, quarterly], terms=TERMS, period=both)
    assert points(lines) == [("adoption", 8), ("adoption", 15), ("adoption", -8)]


# Sums


def line(unit: str, amount: str, part: str = "adoption", level: str | None = None) -> ScoreLine:
    """A line of so many points."""
    return ScoreLine(unit=unit, points=Decimal(amount), part=part, because="", level=level)


def test_a_total_is_rounded_once() -> None:
    """Three times 0.005 is 0.015, so 0.02; rounded one by one it would be 0.03."""
    [one] = totals([FIRST], [line("甲社区", "0.005")] * 3)
    assert one.points == Decimal("0.02")
    assert one.parts == {"adoption": Decimal("0.02")}


@pytest.mark.parametrize(("exact", "rounded"), [("2.5", "3"), ("-2.5", "-3"), ("2.4", "2")])
def test_a_half_is_rounded_up(exact: str, rounded: str) -> None:
    [one] = totals([FIRST], [line("甲社区", exact)], places=0)
    assert one.points == Decimal(rounded)


def test_points_are_summed_by_part_and_by_level() -> None:
    lines = [
        line("甲社区", "20", "base"),
        line("甲社区", "8", level="street"),
        line("甲社区", "-3", level="street"),
        line("甲社区", "15", level="district"),
        line("乙社区", "20", "base"),
    ]
    one, other = totals([FIRST, SECOND], lines)
    assert one.points == 40
    assert one.parts == {"base": Decimal(20), "adoption": Decimal(20)}
    assert one.levels == {"street": Decimal(5), "district": Decimal(15)}
    assert other.points == 20
    assert other.levels == {}


def test_a_unit_without_lines_has_nothing() -> None:
    [one] = totals([FIRST], [])
    assert one.points == 0
    assert (one.due, one.counted, one.lines) == (0, 0, ())


# Places


def scores(*amounts: str) -> list[Score]:
    """A score for each amount, of units called a, b, c …"""
    return [
        Score(unit=name, group="community", points=Decimal(amount))
        for name, amount in zip("abcdefg", amounts, strict=False)
    ]


def places(standings: Iterable[Standing]) -> str:
    """Each unit with its place, best first; a star where it is shared."""
    return " ".join(f"{one.score.unit}{one.place}{'*' if one.tied else ''}" for one in standings)


@pytest.mark.parametrize(
    ("amounts", "ties", "standings"),
    [
        (["3", "2", "1"], "gap", "a1 b2 c3"),
        (["1", "2", "3"], "gap", "c1 b2 a3"),
        (["3", "3", "1"], "gap", "a1* b1* c3"),
        (["3", "3", "1"], "dense", "a1* b1* c2"),
        (["3", "2", "2", "1"], "gap", "a1 b2* c2* d4"),
        (["3", "2", "2", "1"], "dense", "a1 b2* c2* d3"),
        (["2", "2", "1", "1"], "gap", "a1* b1* c3* d3*"),
        (["0", "0", "0"], "gap", "a1* b1* c1*"),
        (["-20", "0"], "gap", "b1 a2"),
        (["0.1", "0.10"], "gap", "a1* b1*"),
        ([], "gap", ""),
    ],
)
def test_equal_points_share_a_place(
    amounts: list[str], ties: Literal["gap", "dense"], standings: str
) -> None:
    assert places(rank(scores(*amounts), Ranking(ties=ties))) == standings


def test_a_place_is_compared_with_the_one_before() -> None:
    found = rank(scores("3", "2", "1"), Ranking(), before={"a": 3, "b": 2})
    assert [one.change for one in found] == [2, 0, None]


@pytest.mark.parametrize(
    ("amounts", "tied", "told"),
    [
        (["3", "2", "1"], "all", "c"),
        (["3", "1", "1"], "all", "bc"),
        (["3", "1", "1"], "none", ""),
        (["3", "2", "1"], "none", "c"),
        (["1"], "all", "a"),
        ([], "all", ""),
    ],
)
def test_the_last_of_a_group_are_told_their_duty(
    amounts: list[str], tied: Literal["all", "none"], told: str
) -> None:
    duty = LastDuty(group="community", last="说明", tied=tied)
    found = with_duty(rank(scores(*amounts), Ranking()), [duty])
    assert "".join(one.score.unit for one in found if one.duty == "说明") == told
    assert all(one.duty is None for one in found if one.score.unit not in told)


# Prizes


def paid(
    amounts: Sequence[str], *figures: int | None, tie: Literal["ask", "share"] = "ask"
) -> tuple[list[object], list[object]]:
    """Who is paid what, and which places are left to people."""
    reward = Reward(
        group="community",
        prizes=tuple(Amount(amount=None if one is None else Decimal(one)) for one in figures),
        tie=tie,
    )
    found, undecided = prizes(rank(scores(*amounts), Ranking()), reward)
    return (
        [(one.place, one.unit, one.amount) for one in found],
        [("".join(one.units), one.places) for one in undecided],
    )


def test_each_place_is_paid_its_prize() -> None:
    assert paid(["3", "2", "1"], 300, 200) == ([(1, "a", 300), (2, "b", 200)], [])


def test_there_may_be_fewer_units_than_prizes() -> None:
    assert paid(["3"], 300, 200) == ([(1, "a", 300)], [])


def test_a_tie_across_prizes_is_left_to_people() -> None:
    assert paid(["3", "3", "1"], 300, 200, 100) == ([(3, "c", 100)], [("ab", (1, 2))])


def test_a_tie_across_the_last_prize_is_left_to_people() -> None:
    assert paid(["3", "1", "1"], 300, 200) == ([(1, "a", 300)], [("bc", (2, 3))])


def test_a_tie_below_the_prizes_is_nobodys_matter() -> None:
    assert paid(["3", "1", "1"], 300) == ([(1, "a", 300)], [])


def test_a_tie_across_equal_prizes_is_paid() -> None:
    found = paid(["3", "3", "1"], 300, 300, 100)
    assert found == ([(1, "a", 300), (1, "b", 300), (3, "c", 100)], [])


def test_a_scheme_may_let_those_who_tie_share() -> None:
    """Places 2, 3 and 4 have 200, 100 and nothing: 100 each."""
    found = paid(["3", "1", "1", "1"], 300, 200, 100, tie="share")
    assert found == ([(1, "a", 300), (2, "b", 100), (2, "c", 100), (2, "d", 100)], [])


def test_a_share_is_rounded_to_the_fen() -> None:
    third = Decimal("33.33")
    found = paid(["1", "1", "1"], 100, tie="share")
    assert found == ([(1, "a", third), (1, "b", third), (1, "c", third)], [])


@pytest.mark.parametrize("tie", ["ask", "share"])
def test_a_prize_that_cannot_be_read_is_left_to_people(tie: Literal["ask", "share"]) -> None:
    assert paid(["3", "2", "1"], 300, None, 100, tie=tie) == (
        [(1, "a", 300), (3, "c", 100)],
        [("b", (2,))],
    )
    assert paid(["3", "2", "2"], 300, None, 100, tie=tie) == ([(1, "a", 300)], [("bc", (2, 3))])


def test_a_prize_that_was_restored_says_from_what() -> None:
    reward = Reward(
        group="community",
        prizes=(Amount(amount=Decimal(300)), Amount(amount=Decimal(200), restored="级差")),
    )
    found, _ = prizes(rank(scores("3", "2"), Ranking()), reward)
    assert [say(one.note, "en") if one.note else None for one in found] == [None, "restored: 级差"]


def test_an_undecided_tie_says_what_each_way_pays() -> None:
    reward = Reward(
        group="community", prizes=tuple(Amount(amount=Decimal(one)) for one in (300, 200, 100))
    )
    _, [tie] = prizes(rank(scores("3", "1", "1"), Ranking()), reward)
    assert tie.amounts == (Decimal(200), Decimal(100))
    assert tie.ways == {"shared": 150, "highest": 200, "lowest": 100}


# Schemes that follow one another


@pytest.fixture
def two_schemes(office: Program, tmp_path: Path) -> Program:
    """Two units with one use each in May and June; a dearer scheme is at hand in dear.toml."""
    dear = shipped("street").replace("whole = 8", "whole = 10").replace("base    = 20", "base = 30")
    (tmp_path / "dear.toml").write_text(dear, encoding="utf-8")
    office.take("unit", [{"unit": "甲社区", "group": "社区"}])
    days = ["05-04", "05-11", "05-18", "05-25", "06-01", "06-08", "06-15", "06-22"]
    office.take(
        "submission",
        [
            {"ref": f"a{n}", "unit": "甲社区", "title": f"{n}", "received": f"2009-{one}"}
            for n, one in enumerate(days)
        ],
    )
    office.take(
        "adoption",
        [
            {"ref": "a0", "level": "街道", "form": "整篇", "adopted": "2009-05-12"},
            {"ref": "a4", "level": "街道", "form": "整篇", "adopted": "2009-06-12"},
        ],
    )
    return office


def total(run: Program, period: str) -> int:
    """The one unit's points."""
    points = run.well("score", "--period", period, "--json").json["units"][0]["points"]
    assert isinstance(points, int)
    return points


def test_months_before_a_new_scheme_keep_the_old_one(two_schemes: Program, tmp_path: Path) -> None:
    """May is 20 + 8 by the first scheme, June 30 + 10 by the second; the quarter is their sum."""
    two_schemes.well("scheme", "use", tmp_path / "dear.toml", "--from", "2009-06-01")
    found = [total(two_schemes, period) for period in ("2009-05", "2009-06", "2009-Q2")]
    assert found == [28, 40, 68]


def test_a_month_in_which_the_scheme_changes_is_judged_by_the_new_one(
    two_schemes: Program, tmp_path: Path
) -> None:
    """A window falls where it ends: all of May is judged on its 31st."""
    two_schemes.well("scheme", "use", tmp_path / "dear.toml", "--from", "2009-05-16")
    found = [total(two_schemes, period) for period in ("2009-05", "2009-06")]
    assert found == [40, 40]


def test_a_new_scheme_goes_on_counting_the_weeks_of_the_first(
    two_schemes: Program, tmp_path: Path
) -> None:
    """Its own first day is Monday 1 June; the week of 30 May to 5 June is June's all the same."""
    dear = tmp_path / "dear.toml"
    text = dear.read_text(encoding="utf-8").replace("since  = 2009-05-02", "since  = 2009-06-01")
    dear.write_text(text, encoding="utf-8")
    two_schemes.well("scheme", "use", dear)
    ran = two_schemes("due", "--period", "2009-06", "--json")
    deadlines = [one["deadline"] for one in ran.json["windows"]]
    assert deadlines == ["2009-06-05", "2009-06-12", "2009-06-19", "2009-06-26"]
    assert [total(two_schemes, period) for period in ("2009-05", "2009-06")] == [28, 40]


def test_a_scheme_to_come_changes_nothing_yet(two_schemes: Program, tmp_path: Path) -> None:
    two_schemes.well("scheme", "use", tmp_path / "dear.toml", "--from", "2009-07-01")
    assert [total(two_schemes, period) for period in ("2009-05", "2009-06")] == [28, 28]


def test_what_is_withdrawn_counts_nowhere(two_schemes: Program) -> None:
    """A week of June is without a report, 20 - 10 + 8; May loses a week and the use, 20 - 10."""
    two_schemes.well("submission", "withdraw", "a7", "--reason", "重复", "--yes")
    assert [total(two_schemes, period) for period in ("2009-05", "2009-06")] == [28, 18]
    two_schemes.well("submission", "withdraw", "a0", "--reason", "重复", "--yes")
    assert [total(two_schemes, period) for period in ("2009-05", "2009-06")] == [10, 18]
