"""Lines, sums, places and prizes from small ledgers, each figure worked out by hand."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import pytest
from msgspec.structs import replace

from conftest import Program
from inforeport.model import (
    Adoption,
    Author,
    Due,
    Exemption,
    Facts,
    Mark,
    Score,
    ScoreLine,
    Standing,
    Submission,
    Unit,
)
from inforeport.period import Calendar, Per, Period, Window
from inforeport.rules import Entry, Rule
from inforeport.rules.adoption import Adopted
from inforeport.rules.average import Average
from inforeport.rules.flag import Flag
from inforeport.rules.highest import Highest
from inforeport.rules.limit import Limit
from inforeport.rules.pay import Pay
from inforeport.rules.quota import Quota
from inforeport.rules.rewards import Amount, LastDuty, Ranking, Reward, Title
from inforeport.rules.start import Start
from inforeport.rules.task import Task
from inforeport.scheme import shipped
from inforeport.scoring import (
    Scored,
    Standards,
    Terms,
    attributed,
    judging,
    persons,
    prizes,
    rank,
    there,
    titles,
    totals,
    with_duty,
)
from inforeport.words import say
from scored import reach, score

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
DEAREST = Entry(
    kind="highest", rule=Highest(once=("item",)), clause="五", per="month", every="month"
)


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
    found = score(facts, [WEEKLY], terms=terms, period=period).dues
    return int(sum(one.owed for one in found)), int(sum(one.received for one in found))


def lines_of(facts: Facts, *entries: Entry, period: Period = MAY) -> tuple[ScoreLine, ...]:
    """The lines of a period, in May where it is not said."""
    return score(facts, entries, terms=TERMS, period=period).lines


def points(lines: Iterable[ScoreLine]) -> list[tuple[str, int]]:
    """Each line's part and points."""
    return [(one.part, int(one.points)) for one in lines]


FIRST = Unit("甲社区", "community")
SECOND = Unit("乙社区", "community")
OFFICE = Unit("甲科室", "department")


# Windows and months


def test_the_deadline_itself_is_in_time() -> None:
    found = score(Facts((FIRST,), sent("甲社区", "05-08")), [WEEKLY], terms=TERMS, period=MAY)
    assert [one.received for one in found.dues] == [1, 0, 0, 0]


def test_the_day_after_the_deadline_is_the_next_week() -> None:
    found = score(Facts((FIRST,), sent("甲社区", "05-09")), [WEEKLY], terms=TERMS, period=MAY)
    assert [one.received for one in found.dues] == [0, 1, 0, 0]


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
    assert lines_of(facts, WEEKLY) == ()


def test_a_unit_that_joins_late_is_judged_by_what_it_owes() -> None:
    """From 20 May it owes two: one sent is one missing."""
    unit = Unit("甲社区", "community", since=day("05-20"))
    lines = lines_of(Facts((unit,), sent("甲社区", "05-25")), WEEKLY)
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
    assert lines_of(facts, USED, period=JUNE) == ()


# Uses


@pytest.mark.parametrize(("counts_on", "may", "june"), [("adopted", 0, 8), ("received", 8, 0)])
def test_a_use_counts_in_the_month_that_the_scheme_says(
    counts_on: Literal["adopted", "received"], may: int, june: int
) -> None:
    uses = (used("甲社区", "a1", "street", "06-01", received="05-31"),)
    facts = Facts((FIRST,), adoptions=uses, counts_on=counts_on)
    found = [
        sum(line.points for line in lines_of(facts, USED, period=period)) for period in (MAY, JUNE)
    ]
    assert found == [may, june]


def test_only_the_groups_of_an_entry_are_asked() -> None:
    entry = Entry(
        kind="quota", rule=WEEKLY.rule, clause="", per="month", every="week", groups=("community",)
    )
    lines = lines_of(Facts((FIRST, OFFICE)), entry)
    assert {line.unit for line in lines} == {"甲社区"}


def test_a_line_carries_the_kind_clause_and_window_of_its_entry() -> None:
    facts = Facts((FIRST,), adoptions=(used("甲社区", "a1", "street", "05-11"),))
    [line] = lines_of(facts, USED)
    assert (line.rule, line.clause, line.item, line.on) == ("adoption", "三.4", "a1", day("05-11"))
    assert line.window
    assert (line.window.start, line.window.last) == (day("05-01"), day("05-31"))


def test_an_entry_may_name_the_part_of_its_points() -> None:
    entry = Entry(
        kind="adoption", rule=USED.rule, clause="", per="month", every="month", part="bonus"
    )
    facts = Facts((FIRST,), adoptions=(used("甲社区", "a1", "street", "05-11"),))
    assert points(lines_of(facts, entry)) == [("bonus", 8)]
    assert entry.parts == ("bonus",)


def test_a_dearer_use_takes_back_a_cheaper_one_of_its_window_only() -> None:
    """Street in May and district in June both count by the month, one of them by the quarter."""
    uses = (used("甲社区", "a1", "street", "05-11"), used("甲社区", "a1", "district", "06-11"))
    facts = Facts((FIRST,), adoptions=uses)
    both = CALENDAR.period("2009-05..2009-06")
    lines = lines_of(facts, USED, DEAREST, period=both)
    assert sum(line.points for line in lines) == 23
    quarterly = Entry(
        kind="highest", rule=DEAREST.rule, clause="五", per="quarter", every="quarter"
    )
    lines = lines_of(facts, USED, quarterly, period=both)
    assert points(lines) == [("adoption", 8), ("adoption", 15), ("adoption", -8)]


# Longer windows

WHOLE_YEAR = Calendar(date(2009, 1, 1))
YEARLY = Terms(calendar=WHOLE_YEAR)


def entry(kind: str, rule: Rule, per: Per = "month", **more: object) -> Entry:
    """An entry of the clause that is called as its kind."""
    place = {"clause": kind, "every": per} | more
    return Entry(kind=kind, rule=rule, per=per, **place)  # type: ignore[arg-type]


def in_year(facts: Facts, *entries: Entry, period: str = "2009") -> Scored:
    """What a period of a whole year comes to."""
    return score(facts, entries, terms=YEARLY, period=WHOLE_YEAR.period(period))


def summed(scored: Scored, unit: str = "甲社区") -> Decimal:
    """A unit's points."""
    return sum((one.points for one in scored.lines if one.unit == unit), Decimal(0))


USED_MONTHLY = entry("adoption", Adopted(points={"street": Decimal(8)}))
AT_MOST_20 = entry("limit", Limit(parts=("adoption",), cap=Decimal(20)), "year")
EVERY_MONTH = Facts(
    (FIRST,),
    adoptions=tuple(used("甲社区", f"a{n}", "street", f"{n:02}-15") for n in range(1, 13)),
)
"""A use in the middle of each month."""


def test_a_yearly_limit_is_of_the_year_and_of_no_month() -> None:
    """Twelve uses of 8 are 96: the year takes 76 of them back, December none."""
    rules = USED_MONTHLY, AT_MOST_20
    assert [summed(in_year(EVERY_MONTH, *rules, period=f"2009-{n}")) for n in (11, 12)] == [8, 8]
    year = in_year(EVERY_MONTH, *rules)
    assert points(year.lines)[-1] == ("adoption", -76)
    assert summed(year) == 20


def test_a_year_is_the_sum_of_the_windows_that_limit_it() -> None:
    """Twelve uses of 8, at most 20 a quarter, a start of 5 each half: 4 x 20 + 2 x 5."""
    quarterly = entry("limit", Limit(parts=("adoption",), cap=Decimal(20)), "quarter")
    start = entry("start", Start(points=Decimal(5)), "half")
    rules = USED_MONTHLY, quarterly, start
    quarters = [in_year(EVERY_MONTH, *rules, period=f"2009-Q{n}") for n in range(1, 5)]
    halves = [in_year(EVERY_MONTH, *rules, period=f"2009-H{n}") for n in (1, 2)]
    assert [summed(one) for one in quarters] == [20, 20, 20, 20]
    assert sum(summed(one) for one in halves) == summed(in_year(EVERY_MONTH, *rules)) == 90


def test_the_average_of_a_year_is_over_its_months() -> None:
    average = entry("average", Average(parts=("adoption",)), "year", every="month")
    assert summed(in_year(EVERY_MONTH, USED_MONTHLY, average)) == 8


def test_what_is_needed_reaches_back_to_the_start_of_the_longest_window() -> None:
    found = reach([USED_MONTHLY, AT_MOST_20], WHOLE_YEAR, WHOLE_YEAR.period("2009"))
    assert (found.start, found.last) == (date(2009, 1, 1), date(2009, 12, 31))
    found = reach([USED_MONTHLY, AT_MOST_20], WHOLE_YEAR, WHOLE_YEAR.period("2009-12"))
    assert (found.start, found.last) == (date(2009, 12, 1), date(2009, 12, 31))


def test_a_period_is_judged_with_every_window_whole_that_has_a_day_in_it() -> None:
    quarterly = entry("start", Start(points=Decimal(1)), "quarter")
    found = judging([quarterly], WHOLE_YEAR, WHOLE_YEAR.period("2009-05"))
    assert (found.start, found.last) == (date(2009, 4, 1), date(2009, 6, 30))


def test_missing_points_are_carried_on_from_months_that_are_not_scored() -> None:
    """10 a month: January reaches 8, so February owes 12 and misses 4, March 14 and misses 6."""
    quota = Quota(what="points", owed=10, carry="missing", missing=Decimal(-1))
    carried = entry("quota", quota)
    [due] = in_year(EVERY_MONTH, USED_MONTHLY, carried, period="2009-03").dues
    assert [int(due.owed), int(due.received)] == [14, 8]
    found = in_year(EVERY_MONTH, USED_MONTHLY, carried, period="2009-03")
    assert points(found.lines) == [("adoption", 8), ("shortfall", -6)]


def test_what_is_carried_on_begins_anew_with_the_year() -> None:
    carried = entry("quota", Quota(owed=1, carry="missing"))
    found = [
        [due.owed for due in in_year(Facts((FIRST,)), carried, period=period).dues]
        for period in ("2009-01", "2009-12", "2010-01")
    ]
    assert found == [[1], [12], [1]]


# Entries


def test_a_rule_has_the_windows_that_end_between_its_first_and_its_last_day() -> None:
    since = entry("start", Start(points=Decimal(5)), since=date(2009, 5, 31))
    until = entry("start", Start(points=Decimal(3)), until=date(2009, 5, 30))
    found = [
        [int(one.points) for one in in_year(Facts((FIRST,)), since, until, period=month).lines]
        for month in ("2009-04", "2009-05", "2009-06")
    ]
    assert found == [[3], [5], [5]]


def test_a_unit_that_is_exempt_owes_nothing_for_windows_that_end_then() -> None:
    """From 9 to 21 May: the week that ends on the 15th, not the one that ends on the 22nd."""
    free = Exemption(
        unit="甲社区", clause="三.3", since=day("05-09"), until=day("05-21"), reason="搬迁"
    )
    found = score(Facts((FIRST, SECOND), exemptions=(free,)), [WEEKLY], terms=TERMS, period=MAY)
    owed = {one.name: [int(due.owed) for due in found.dues if due.unit == one.name]
            for one in (FIRST, SECOND)}  # fmt: skip
    assert owed == {"甲社区": [1, 0, 1, 1], "乙社区": [1, 1, 1, 1]}


def test_an_exemption_from_one_clause_leaves_the_others() -> None:
    free = Exemption(
        unit="甲社区", clause="九", since=day("05-01"), until=day("05-31"), reason="搬迁"
    )
    found = score(Facts((FIRST,), exemptions=(free,)), [WEEKLY], terms=TERMS, period=MAY)
    assert sum(due.owed for due in found.dues) == 4


def test_a_task_reads_the_duties_of_quotas_above_it() -> None:
    named = Entry(kind="quota", rule=Quota(name="周"), clause="一", per="month", every="week")
    task = entry("task", Task(duties=("周",), base=Decimal(20), missing=Decimal(-5)))
    facts = Facts((FIRST,), sent("甲社区", "05-04", "05-11", "05-18"))
    assert points(lines_of(facts, named, task)) == [("base", 20), ("shortfall", -5)]


def test_a_use_that_no_rule_prices_is_shown_with_nothing() -> None:
    facts = Facts((FIRST,), adoptions=(used("甲社区", "a1", "city", "05-11"),))
    [line] = lines_of(facts, USED)
    assert line.points == 0
    assert line.item == "a1"
    assert say(line.because, "en") == "city, whole: a1 (the scheme sets no points for this)"


def test_a_use_that_one_of_several_rules_prices_is_shown_once() -> None:
    other = entry("adoption", Adopted(points={"city": Decimal(30)}))
    facts = Facts((FIRST,), adoptions=(used("甲社区", "a1", "city", "05-11"),))
    assert points(lines_of(facts, USED, other)) == [("adoption", 30)]


def joint() -> Facts:
    """A report of two units, used in May."""
    report = Submission("甲社区", "a1", day("05-05"), ref="a1", partners=("乙社区",))
    return Facts(
        (FIRST, SECOND),
        (report,),
        (used("甲社区", "a1", "street", "05-11"),),
        items={"a1": report},
    )


def test_a_partner_that_earns_nothing_of_a_joint_report_is_told_nothing_of_it() -> None:
    facts = replace(joint(), units=(SECOND,))
    assert lines_of(facts, USED) == ()


def test_units_of_a_joint_report_have_their_parts_scored_together_or_alone() -> None:
    shared = entry("adoption", Adopted(points={"street": Decimal(8)}, joint="equal"))
    together = lines_of(joint(), shared)
    assert [(one.unit, int(one.points)) for one in together] == [("甲社区", 4), ("乙社区", 4)]
    alone = [lines_of(replace(joint(), units=(unit,)), shared) for unit in (FIRST, SECOND)]
    assert sum(alone, ()) == together


# Money


def money(facts: Facts, points: Entry, fee: Entry, period: str) -> tuple[ScoreLine, ...]:
    """The lines of money of a period of a whole year."""
    span = WHOLE_YEAR.period(period)
    return score(facts, [points], terms=YEARLY, period=span, fees=[fee]).fees


def test_a_duty_of_money_is_none_of_points() -> None:
    """One report is owed for points, three for money, in the same month: the month owes one."""
    duty = entry("quota", Quota(owed=1))
    paid = entry("quota", Quota(owed=3, base=Decimal(5), missing=Decimal(-1)))
    found = score(Facts((FIRST,)), [duty], terms=TERMS, period=MAY, fees=[paid])
    assert [int(due.owed) for due in found.dues] == [1]
    assert [int(fee.points) for fee in found.fees] == [5, -3]


def test_pay_is_for_the_points_of_its_window() -> None:
    lines = money(EVERY_MONTH, USED_MONTHLY, entry("pay", Pay(yuan=Decimal(5))), "2009-05")
    assert points(lines) == [("pay", 40)]
    assert lines[0].rule == "pay"


def test_pay_by_the_year_is_for_the_points_of_all_its_months() -> None:
    """12 x 8 points at 5 yuan."""
    lines = money(EVERY_MONTH, USED_MONTHLY, entry("pay", Pay(yuan=Decimal(5)), "year"), "2009")
    assert points(lines) == [("pay", 480)]


def test_pay_by_the_year_is_none_of_its_last_month() -> None:
    lines = money(EVERY_MONTH, USED_MONTHLY, entry("pay", Pay(yuan=Decimal(5)), "year"), "2009-12")
    assert lines == ()


def test_money_may_be_taken_for_duties_that_the_points_stated() -> None:
    quota = entry("quota", Quota(name="月"))
    fine = entry("task", Task(duties=("月",), missing=Decimal(-50)))
    assert points(money(Facts((FIRST,)), quota, fine, "2009-05")) == [("shortfall", -50)]


# Units that count for another


def test_the_facts_of_a_unit_that_counts_for_another_are_that_others() -> None:
    branch = Unit("甲直报点", "community", counts_for="甲社区")
    facts = Facts(
        (FIRST, branch),
        sent("甲直报点", "05-04"),
        (used("甲直报点", "a1", "street", "05-11"),),
        marks=(Mark(unit="甲直报点", code="late", on=day("05-12"), reason="说明"),),
    )
    found = attributed(facts)
    assert found.units == (FIRST,)
    facts_: list[Any] = [*found.submissions, *found.adoptions, *found.marks]
    assert [one.unit for one in facts_] == ["甲社区"] * 3
    assert points(lines_of(found, USED)) == [("adoption", 8)]


def test_what_two_of_one_house_sent_together_is_one_units() -> None:
    branch = Unit("甲直报点", "community", counts_for="甲社区")
    report = Submission(
        "甲直报点", "a1", day("05-05"), ref="a1", partners=("甲社区", "乙社区"),
        authors=(Author("甲员", "甲直报点"),),
    )  # fmt: skip
    found = attributed(Facts((FIRST, SECOND, branch), (report,), items={"a1": report}))
    [given] = found.submissions
    assert (given.unit, given.partners) == ("甲社区", ("乙社区",))
    assert given.authors == (Author("甲员", "甲社区"),)
    assert found.items["a1"] == given


def test_a_unit_may_count_for_one_that_counts_for_another() -> None:
    branch = Unit("甲直报点", "community", counts_for="甲分部")
    middle = Unit("甲分部", "community", counts_for="甲社区")
    found = attributed(Facts((FIRST, middle, branch), sent("甲直报点", "05-04")))
    assert [one.unit for one in found.submissions] == ["甲社区"]


def test_facts_stay_as_they_are_where_nobody_counts_for_another() -> None:
    facts = Facts((FIRST,), sent("甲社区", "05-04"))
    assert attributed(facts) is facts


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
    assert [one.due, one.counted] == [Decimal(0), Decimal(0)]
    assert one.lines == ()


def test_a_third_of_a_point_and_a_half_is_half_a_point() -> None:
    """4.5 in three parts is 1.5, which without decimals is 2."""
    third = Decimal("4.5") * (Decimal(1) / 3)
    lines = [replace(line("甲社区", "0"), points=third)]
    assert totals([FIRST], lines, places=0)[0].points == 2


def test_the_points_of_persons_are_their_own() -> None:
    lines = [
        line("甲社区", "10"),
        replace(line("甲社区", "4"), person="甲员"),
        replace(line("甲社区", "6"), person="乙员"),
        replace(line("甲社区", "1"), person="甲员"),
        replace(line("乙社区", "2"), person="甲员"),
    ]
    assert totals([FIRST], lines)[0].points == 10
    found = [(one.unit, one.group, int(one.points)) for one in persons(lines)]
    assert found == [("乙员", "甲社区", 6), ("甲员", "甲社区", 5), ("甲员", "乙社区", 2)]


def test_what_a_unit_owes_is_its_duty_to_send_and_no_part_of_it_twice() -> None:
    """Four reports a month, one of them of a category: four are owed. An adoption is no report."""
    window = Window(day("05-01"), day("06-01"))

    def due(owed: int, received: int, **more: Any) -> Due:
        return Due("甲社区", window, Decimal(owed), Decimal(received), **more)

    every, some = due(4, 3, name="月"), due(1, 1, name="调研", general=False)
    used_ = due(2, 0, name="采用", what="adopted")
    [one] = totals([FIRST], [], dues=[every, some, used_])
    assert [int(one.due), int(one.counted)] == [4, 3]
    [one] = totals([FIRST], [], dues=[some, replace(some, name="经验")])
    assert [int(one.due), int(one.counted)] == [2, 2]


def test_a_flag_stands_beside_the_points() -> None:
    flag = entry("flag", Flag(flag="不达标", below=Decimal(60), effect="unranked"))
    base = entry("start", Start(points=Decimal(20)))
    [one] = totals([FIRST], lines_of(Facts((FIRST,)), base, flag))
    assert one.flags == ("不达标",)
    assert one.parts == {"base": one.points}
    assert one.points == 20


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
    found = rank(scores("3", "2", "1"), Ranking(), Standards(before={"a": 3, "b": 2}))
    assert [one.change for one in found] == [2, 0, None]


@pytest.mark.parametrize(
    ("amounts", "tied", "told"),
    [
        (["3", "2", "1"], "all", "c"),
        (["3", "1", "1"], "all", "bc"),
        (["3", "1", "1"], "none", ""),
        (["3", "2", "1"], "none", "c"),
        (["1"], "all", ""),
        (["1", "1"], "all", ""),
        (["1", "1"], "everybody", "ab"),
        ([], "all", ""),
        ([], "everybody", ""),
    ],
)
def test_the_last_of_a_group_are_told_their_duty(
    amounts: list[str], tied: Literal["all", "none", "everybody"], told: str
) -> None:
    duty = LastDuty(group="community", must="说明", tied=tied)
    found = with_duty(rank(scores(*amounts), Ranking()), [duty])
    assert "".join(one.score.unit for one in found if one.duty == "说明") == told
    assert all(one.duty is None for one in found if one.score.unit not in told)


def test_equals_may_stand_in_the_order_of_the_register() -> None:
    assert places(rank(scores("3", "2", "2", "1"), Ranking(ties="order"))) == "a1 b2 c3 d4"


def test_parts_may_decide_between_equals() -> None:
    """a and b tie, and b has more of use; c and d tie in that too."""
    parts = [{"adoption": 1}, {"adoption": 2}, {"adoption": 5}, {"adoption": 5}]
    equal = [
        replace(one, parts={name: Decimal(points) for name, points in its.items()})
        for one, its in zip(scores("9", "9", "5", "5"), parts, strict=True)
    ]
    assert places(rank(equal, Ranking(tiebreak=("adoption",)))) == "b1 a2 c3* d3*"
    assert places(rank(equal, Ranking(tiebreak=("mark", "adoption")))) == "b1 a2 c3* d3*"
    assert places(rank(equal, Ranking())) == "a1* b1* c3* d3*"


def test_who_has_nothing_may_be_left_without_a_place() -> None:
    """Nothing is no line with points: one whose points come to nothing has a place."""
    one, other, third = scores("3", "0", "0")
    one = replace(one, lines=(line("a", "3"),))
    other = replace(other, lines=(line("b", "5"), line("b", "-5")))
    third = replace(third, lines=(line("c", "0"),))
    assert places(rank([third, other, one], Ranking(nothing="blank"))) == "a1 b2 cNone"
    assert places(rank([third, other, one], Ranking())) == "a1 c2* b2*"


def test_who_is_barred_stands_last_without_a_place() -> None:
    best, *others = scores("9", "2", "1")
    barred = replace(best, flags=("一票否决",))
    against = Standards(before={"a": 1, "b": 1}, barred=frozenset({"一票否决"}))
    found = rank([barred, *others], Ranking(), against)
    assert places(found) == "b1 c2 aNone"
    assert [one.change for one in found] == [0, None, None]
    assert places(rank([barred, *others], Ranking())) == "a1 b2 c3"


def test_a_running_sum_stands_beside_the_place() -> None:
    found = rank(scores("3", "2"), Ranking(running="year"), Standards(running={"a": Decimal(50)}))
    assert [one.running for one in found] == [50, None]


@pytest.mark.parametrize(
    ("amounts", "count", "tied", "told"),
    [
        (["4", "3", "2", "1"], 2, "all", "cd"),
        (["4", "3", "2", "2"], 1, "all", "cd"),
        (["4", "2", "2", "1"], 2, "all", "bcd"),
        (["4", "2", "2", "1"], 2, "none", "d"),
        (["4", "3", "2", "2"], 2, "none", "cd"),
        (["2", "1"], 3, "all", "ab"),
    ],
)
def test_several_of_the_last_may_have_a_duty(
    amounts: list[str], count: int, tied: Literal["all", "none"], told: str
) -> None:
    duty = LastDuty(group="community", must="说明", tied=tied, count=count)
    found = with_duty(rank(scores(*amounts), Ranking()), [duty])
    assert "".join(one.score.unit for one in found if one.duty) == told


def test_all_below_a_figure_may_have_a_duty() -> None:
    duty = LastDuty(group="community", must="说明", below=Decimal(60))
    found = with_duty(rank(scores("61", "60", "59.9", "10"), Ranking()), [duty])
    assert "".join(one.score.unit for one in found if one.duty) == "cd"


def test_who_has_no_place_is_not_the_last() -> None:
    duty = LastDuty(group="community", must="说明")
    one, other, third = scores("3", "2", "1")
    against = Standards(barred=frozenset({"一票否决"}))
    barred = rank([one, other, replace(third, flags=("一票否决",))], Ranking(), against)
    assert "".join(one.score.unit for one in with_duty(barred, [duty]) if one.duty) == "b"
    nobody = rank([replace(one, flags=("一票否决",))], Ranking(), against)
    assert [one.duty for one in with_duty(nobody, [duty])] == [None]


def test_where_a_group_has_no_units_the_last_of_another_owe_nothing() -> None:
    duty = LastDuty(group="community", must="说明")
    others = rank(scores("3", "2", "1"), Ranking())
    assert not [one for one in with_duty(others, [duty], among=()) if one.duty]


# Titles


def titled(*amounts: str, ties: Literal["gap", "order"] = "gap", **figures: Any) -> tuple[str, str]:
    """Who is given the title, and who is left to people."""
    title = Title(title="先进单位", group="community", **figures)
    given, undecided = titles(rank(scores(*amounts), Ranking(ties=ties)), title)
    left = [name for one in undecided for name in one.units]
    return "".join(one.unit for one in given), "".join(left)


def test_a_title_is_for_the_first_so_many() -> None:
    assert titled("4", "3", "2", "1", first=2) == ("ab", "")
    assert titled("4", first=2) == ("a", "")
    assert titled("4", "4", "2", "1", first=2) == ("ab", "")


def test_a_tie_across_the_last_title_is_left_to_people() -> None:
    assert titled("4", "3", "3", "1", first=2) == ("a", "bc")
    assert titled("4", "3", "3", "1", first=2, ties="order") == ("ab", "")


def test_a_range_of_titles_is_left_to_people() -> None:
    assert titled("5", "4", "3", "2", "1", first=2, upto=3) == ("ab", "c")
    assert titled("5", "4", "4", "4", "1", first=2, upto=3) == ("a", "bcd")
    assert titled("5", "4", "3", "3", "1", first=2, upto=3) == ("ab", "cd")


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


def pooled(*amounts: str, **figures: Any) -> tuple[dict[str, int], list[str]]:
    """What each is paid of a pool, and who is left to people."""
    reward = Reward(group="community", **figures)
    found, undecided = prizes(rank(scores(*amounts), Ranking()), reward)
    return {one.unit: int(one.amount) for one in found}, [n for one in undecided for n in one.units]


def test_a_pool_is_shared_by_points() -> None:
    """1000 yuan for 6 + 3 + 1 points; who has none has no share."""
    found = pooled("6", "3", "1", "0", "-2", pool=Decimal(1000))
    assert found == ({"a": 600, "b": 300, "c": 100}, [])


def test_a_pool_may_be_shared_equally_among_the_first() -> None:
    found = pooled("6", "3", "1", pool=Decimal(1000), first=2, by="equal")
    assert found == ({"a": 500, "b": 500}, [])
    assert pooled("6", "3", "1", pool=Decimal(900), first=2) == ({"a": 600, "b": 300}, [])


def test_a_tie_across_the_last_share_of_a_pool_is_left_to_people() -> None:
    assert pooled("6", "3", "3", pool=Decimal(900), first=2) == ({}, ["b", "c"])
    assert pooled("6", "3", "3", pool=Decimal(1200), first=3) == (
        {"a": 600, "b": 300, "c": 300},
        [],
    )


def test_a_pool_that_nobody_earned_is_not_paid() -> None:
    assert pooled("0", "-1", pool=Decimal(1000)) == ({}, [])


def test_who_has_no_place_is_paid_nothing() -> None:
    one, other = scores("3", "2")
    against = Standards(barred=frozenset({"一票否决"}))
    ranked = rank([replace(one, flags=("一票否决",)), other], Ranking(), against)
    reward = Reward(group="community", prizes=(Amount(amount=Decimal(300)),))
    found, undecided = prizes(ranked, reward)
    assert [(one.unit, one.place, int(one.amount)) for one in found] == [("b", 1, 300)]
    assert undecided == ()


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
    two_schemes.well("scheme", "use", tmp_path / "dear.toml", "--from", "2009-05-16", "--yes")
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
    withdraw = ("submission", "withdraw", "--reason", "重复", "--yes")
    assert two_schemes(*withdraw, "a7").status == 0
    assert [total(two_schemes, period) for period in ("2009-05", "2009-06")] == [28, 18]
    assert two_schemes(*withdraw, "a0").status == 0  # what goes with it is told
    assert [total(two_schemes, period) for period in ("2009-05", "2009-06")] == [10, 18]
