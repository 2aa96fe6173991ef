"""Days, periods and windows, against the calendar on the wall: May to July 2009 and some others."""

from datetime import date

import pytest

from inforeport.errors import HolidaysUnknown, NotADay, NotAPeriod
from inforeport.period import Belongs, Calendar, Holidays, Per, Period, Window, holder, parse_day
from inforeport.workdays import Workdays

FRIDAY = 4
SUNDAY = 6
STREET = Calendar(date(2009, 5, 2), until=date(2009, 7, 31), deadline=FRIDAY)


def spans(calendar: Calendar, per: Per, period: str) -> list[str]:
    """The windows that belong to a period, each as its first and last day."""
    windows = calendar.windows(per, calendar.period(period))
    return [f"{one.start:%m-%d}..{one.last:%m-%d}" for one in windows]


def days(text: str) -> str:
    """The first and last day of a period, as the street's calendar has it."""
    period = STREET.period(text)
    return f"{period.start}..{period.last}"


# Days


@pytest.mark.parametrize(
    "text", ["2009-05-08", "2009-5-8", "2009/5/8", "2009.05.08", "2009年5月8日", "2009年5月8"]
)
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    assert parse_day(text) == date(2009, 5, 8)


@pytest.mark.parametrize(
    "text",
    [
        *("", "5-8", "2009-05", "2009058", "2009-5/8", "2009年5-8日", "09-05-08", "8.5.2009"),
        *("2009-02-29", "2009-04-31", "2009-13-01", "2009-00-10", "２００９-05-08", "2009-05-08x"),
    ],
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(NotADay):
        parse_day(text)


# Periods


def test_a_period_holds_its_first_day_and_not_its_end() -> None:
    may = Period(date(2009, 5, 1), date(2009, 6, 1))
    assert date(2009, 5, 1) in may
    assert date(2009, 5, 31) in may
    assert date(2009, 6, 1) not in may
    assert date(2009, 4, 30) not in may


def test_what_two_periods_share_may_be_nothing() -> None:
    may, june = STREET.period("2009-05"), STREET.period("2009-06")
    assert not may & june
    assert (may & STREET.period("2009-Q2")).last == date(2009, 5, 31)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("2009-05", "2009-05-01..2009-05-31"),
        ("2009-12", "2009-12-01..2009-12-31"),
        ("2009-Q2", "2009-04-01..2009-06-30"),
        ("2013-H1", "2013-01-01..2013-06-30"),
        ("2013-H2", "2013-07-01..2013-12-31"),
        ("2009", "2009-01-01..2009-12-31"),
        ("2009-W19", "2009-05-02..2009-05-08"),
        ("2009-W53", "2009-12-26..2010-01-01"),
        ("2022-07..2022-08", "2022-07-01..2022-08-31"),
        ("2009-05-02..2009-07-31", "2009-05-02..2009-07-31"),
        ("2009-05-02..2009-05-02", "2009-05-02..2009-05-02"),
        ("2008-Q4..2009-01", "2008-10-01..2009-01-31"),
    ],
)
def test_a_period_is_named_as_the_contract_says(text: str, whole: str) -> None:
    assert days(text) == whole
    assert STREET.period(text).name == text


@pytest.mark.parametrize(
    "text",
    [
        *("", "..", "2009-13", "2009-00", "2009-5", "2009/05", "2009-Q5", "2009-H3", "2009-W54"),
        *("2010-W53", "2009-05-02", "05", "may", "2009-06..2009-05", "2009-05..", "..2009-05"),
        *("2009-05-32..2009-06-01", "2009-02-29..2009-03-01", "２００９-05", "2009-05 "),
    ],
)
def test_what_names_no_period_is_refused(text: str) -> None:
    with pytest.raises(NotAPeriod):
        STREET.period(text)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("2013", "2012-12-01..2013-11-30"),
        ("2013-Q1", "2012-12-01..2013-02-28"),
        ("2013-Q4", "2013-09-01..2013-11-30"),
        ("2013-H1", "2012-12-01..2013-05-31"),
        ("2013-H2", "2013-06-01..2013-11-30"),
        ("2012-12", "2012-12-01..2012-12-31"),
    ],
)
def test_a_year_that_begins_in_december_is_named_by_its_end(text: str, whole: str) -> None:
    period = Calendar(date(2012, 12, 1), year_starts=12).period(text)
    assert f"{period.start}..{period.last}" == whole


# Shorthands


@pytest.mark.parametrize(
    ("per", "number", "today", "named"),
    [
        ("month", "5", date(2009, 5, 1), "2009-05"),
        ("month", "5", date(2009, 6, 30), "2009-05"),
        ("month", "5", date(2009, 4, 30), "2008-05"),
        ("month", "12", date(2009, 3, 1), "2008-12"),
        ("month", "05", date(2009, 6, 1), "2009-05"),
        ("quarter", "2", date(2009, 4, 1), "2009-Q2"),
        ("quarter", "4", date(2009, 4, 1), "2008-Q4"),
        ("half", "1", date(2009, 4, 1), "2009-H1"),
        ("year", "2008", date(2009, 4, 1), "2008"),
        ("week", "19", date(2009, 5, 2), "2009-W19"),
        ("week", "19", date(2009, 5, 1), "2008-W19"),
    ],
)
def test_a_shorthand_means_the_latest_that_has_begun(
    per: str, number: str, today: date, named: str
) -> None:
    assert STREET.latest(per, number, today).name == named


def test_a_campaign_that_is_over_is_looked_back_upon() -> None:
    assert STREET.latest("month", "5", date(2026, 11, 22)).name == "2009-05"


@pytest.mark.parametrize(
    ("per", "number"),
    [("month", "13"), ("month", "0"), ("month", "may"), ("quarter", "5"), ("week", "54")],
)
def test_a_shorthand_for_nothing_is_refused(per: str, number: str) -> None:
    with pytest.raises(NotAPeriod, match=f"--{per} {number}"):
        STREET.latest(per, number, date(2009, 8, 3))


def campaign(today: date) -> tuple[date, date]:
    """The first and last day of the street's campaign, looked at on a day."""
    found = STREET.campaign(today)
    return found.start, found.last


def test_the_campaign_is_the_whole_run() -> None:
    assert campaign(date(2009, 7, 1)) == (date(2009, 5, 2), date(2009, 7, 31))
    assert campaign(date(2026, 11, 22)) == (date(2009, 5, 2), date(2009, 7, 31))


def test_months_that_have_not_begun_are_no_part_of_the_campaign_yet() -> None:
    assert campaign(date(2009, 6, 10)) == (date(2009, 5, 2), date(2009, 6, 30))


def test_a_campaign_without_an_end_runs_through_the_month_of_today() -> None:
    endless = Calendar(date(2009, 5, 2))
    assert endless.campaign(date(2009, 6, 10)).last == date(2009, 6, 30)
    assert endless.campaign(date(2009, 12, 31)).last == date(2009, 12, 31)
    assert endless.campaign(date(2009, 4, 1)).last == date(2009, 5, 31)


# Windows

WEEKS = {
    "2009-04": [],
    "2009-05": ["05-02..05-08", "05-09..05-15", "05-16..05-22", "05-23..05-29"],
    "2009-06": ["05-30..06-05", "06-06..06-12", "06-13..06-19", "06-20..06-26"],
    "2009-07": ["06-27..07-03", "07-04..07-10", "07-11..07-17", "07-18..07-24", "07-25..07-31"],
    "2009-08": [],
}
FORTNIGHTS = {
    "2009-05": ["05-02..05-15", "05-16..05-29"],
    "2009-06": ["05-30..06-12", "06-13..06-26"],
    "2009-07": ["06-27..07-10", "07-11..07-24"],
    "2009-08": [],
}


@pytest.mark.parametrize("month", WEEKS)
def test_a_week_belongs_to_the_month_of_its_friday(month: str) -> None:
    assert spans(STREET, "week", month) == WEEKS[month]


@pytest.mark.parametrize("month", FORTNIGHTS)
def test_fortnights_are_laid_one_after_another(month: str) -> None:
    assert spans(STREET, "fortnight", month) == FORTNIGHTS[month]


def test_the_quarter_has_the_weeks_of_its_months() -> None:
    assert spans(STREET, "week", "2009-Q2") == WEEKS["2009-05"] + WEEKS["2009-06"]


def test_a_week_is_named_by_the_thursday_in_it() -> None:
    assert spans(STREET, "week", "2009-W19") == ["05-02..05-08"]


@pytest.mark.parametrize(
    ("belongs", "may", "june"),
    [("end", WEEKS["2009-05"], WEEKS["2009-06"]),
     ("start", [*WEEKS["2009-05"], "05-30..06-05"], [*WEEKS["2009-06"][1:], "06-27..07-03"])],
)  # fmt: skip
def test_a_week_across_two_months_belongs_as_the_scheme_says(
    belongs: Belongs, may: list[str], june: list[str]
) -> None:
    calendar = Calendar(date(2009, 5, 2), deadline=FRIDAY, belongs=belongs)
    assert spans(calendar, "week", "2009-05") == may
    assert spans(calendar, "week", "2009-06") == june


def test_weeks_begin_after_the_first_deadline() -> None:
    """Friday 1 May is no deadline for statistics that begin on Saturday, nor on Thursday."""
    assert Calendar(date(2009, 4, 30), deadline=FRIDAY).first_window == date(2009, 5, 2)
    assert Calendar(date(2009, 5, 2), deadline=FRIDAY).first_window == date(2009, 5, 2)
    assert Calendar(date(2009, 5, 3), deadline=FRIDAY).first_window == date(2009, 5, 9)


def test_an_anchor_lays_the_fortnights() -> None:
    """One week later than the street's own."""
    calendar = Calendar(date(2009, 5, 2), deadline=FRIDAY, anchor=date(2009, 5, 9))
    assert spans(calendar, "fortnight", "2009-05") == ["05-09..05-22"]
    assert spans(calendar, "fortnight", "2009-06") == ["05-23..06-05", "06-06..06-19"]


def test_a_month_in_which_the_statistics_begin_is_a_whole_window() -> None:
    assert spans(STREET, "month", "2009-05") == ["05-01..05-31"]
    assert spans(STREET, "month", "2009-04") == []
    assert spans(STREET, "month", "2009-08") == []


def test_a_window_that_outlasts_the_campaign_ends_with_it() -> None:
    assert spans(STREET, "quarter", "2009-07") == ["07-01..09-30"]
    assert spans(STREET, "half", "2009-07") == ["07-01..12-31"]
    assert spans(STREET, "year", "2009-06") == []
    assert spans(STREET, "whole", "2009-07") == ["05-02..07-31"]
    assert spans(STREET, "whole", "2009-06") == []


def test_the_parts_of_a_year_that_begins_in_december() -> None:
    calendar = Calendar(date(2012, 12, 1), year_starts=12)
    quarters = calendar.windows("quarter", calendar.period("2013"))
    assert [one.name for one in quarters] == ["2013-Q1", "2013-Q2", "2013-Q3", "2013-Q4"]
    assert quarters[0].last == date(2013, 2, 28)
    assert [one.name for one in calendar.windows("year", calendar.period("2013-Q4"))] == ["2013"]


def test_a_month_has_two_halves() -> None:
    """Whatever its length, the first ends on the 15th."""
    calendar = Calendar(date(2009, 1, 1))
    assert spans(calendar, "halfmonth", "2009-02") == ["02-01..02-15", "02-16..02-28"]
    assert spans(calendar, "halfmonth", "2009-05") == ["05-01..05-15", "05-16..05-31"]
    names = [one.name for one in calendar.windows("halfmonth", calendar.period("2009-05"))]
    assert names == ["2009-05-01..2009-05-15", "2009-05-16..2009-05-31"]


def test_a_month_has_three_parts_of_ten_days() -> None:
    """上旬, 中旬, 下旬: the last takes what is left of the month."""
    calendar = Calendar(date(2009, 1, 12))
    assert spans(calendar, "tenday", "2009-02") == ["02-01..02-10", "02-11..02-20", "02-21..02-28"]
    assert spans(calendar, "tenday", "2009-01") == ["01-11..01-20", "01-21..01-31"]
    assert len(spans(calendar, "tenday", "2009-Q2")) == 9


def test_a_day_is_a_window() -> None:
    calendar = Calendar(date(2009, 5, 29), until=date(2009, 6, 2))
    assert spans(calendar, "day", "2009-05") == ["05-29..05-29", "05-30..05-30", "05-31..05-31"]
    assert spans(calendar, "day", "2009-06") == ["06-01..06-01", "06-02..06-02"]
    [window] = calendar.windows("day", calendar.period("2009-05-30..2009-05-30"))
    assert window.name == "2009-05-30"


def test_a_day_off_is_waived_or_one_with_the_next_day_of_work() -> None:
    """28 to 30 May 2009 are the Dragon Boat holiday; Sunday 31 May is made up for."""
    waived = with_holidays(date(2009, 5, 1), "waive")
    each = waived.windows("day", Period(date(2009, 5, 27), date(2009, 6, 2)))
    assert [day.start.day for day in each if not day.waived] == [27, 31, 1]
    moved = with_holidays(date(2009, 5, 1), "shift")
    windows = moved.windows("day", Period(date(2009, 5, 27), date(2009, 6, 2)))
    assert [(it.start.day, it.last.day) for it in windows] == [(27, 27), (28, 31), (1, 1)]


def test_days_after_the_longest_holiday_begin_where_it_began() -> None:
    """The first working day of a month after eight days off: 1 to 8 October 2020."""
    calendar = with_holidays(date(2020, 1, 4), "shift")
    first, *_ = calendar.windows("day", calendar.period("2020-10"))
    assert (first.start, first.last) == (date(2020, 10, 1), date(2020, 10, 9))


def test_an_office_has_days_of_its_own() -> None:
    own = Workdays(free=(date(2021, 3, 8),), make_up=(date(2021, 3, 13),))
    assert date(2021, 3, 8) not in own
    assert date(2021, 3, 13) in own
    assert own.later(date(2021, 3, 5), 1) == date(2021, 3, 9)
    assert own.later(date(2021, 3, 12), 1) == date(2021, 3, 13)
    calendar = Calendar(date(2021, 3, 1), holidays="waive", workdays=own)
    each = calendar.windows("day", Period(date(2021, 3, 5), date(2021, 3, 15)))
    assert [day.start.day for day in each if not day.waived] == [5, 9, 10, 11, 12, 13]


def test_working_days_are_counted_without_the_day_itself() -> None:
    """From Wednesday 30 September 2020 the second working day is the Saturday made up for."""
    assert Workdays().later(date(2020, 9, 30), 2) == date(2020, 10, 10)
    assert Workdays().later(date(2020, 9, 30), 0) == date(2020, 9, 30)


def test_the_half_of_a_month_that_ended_before_the_start_is_no_window() -> None:
    assert spans(Calendar(date(2009, 5, 15)), "halfmonth", "2009-05") == [
        "05-01..05-15",
        "05-16..05-31",
    ]
    assert spans(Calendar(date(2009, 5, 16)), "halfmonth", "2009-05") == ["05-16..05-31"]


def test_two_months_together_belong_to_the_second() -> None:
    calendar = Calendar(date(2009, 1, 1))
    assert spans(calendar, "bimonth", "2009-05") == []
    assert spans(calendar, "bimonth", "2009-06") == ["05-01..06-30"]
    [window] = calendar.windows("bimonth", calendar.period("2009-06"))
    assert window.name == "2009-05..2009-06"
    assert len(spans(calendar, "bimonth", "2009")) == 6


def test_two_months_are_counted_from_the_start_of_the_year() -> None:
    december = Calendar(date(2012, 12, 1), year_starts=12)
    assert spans(december, "bimonth", "2013-Q1") == ["12-01..01-31"]
    assert spans(december, "bimonth", "2013-Q2") == ["02-01..03-31", "04-01..05-31"]


@pytest.mark.parametrize(
    ("window", "year"),
    [
        ("2009-05", "2009-05-02..2009-12-31"),
        ("2009-12", "2009-05-02..2009-12-31"),
        ("2010-01", "2010-01-01..2010-12-31"),
        ("2010", "2010-01-01..2010-12-31"),
        ("2009-W53", "2010-01-01..2010-12-31"),
    ],
)
def test_a_window_is_of_the_year_of_its_last_day(window: str, year: str) -> None:
    """The week of 26 December to 1 January is one of the new year."""
    found = Calendar(date(2009, 5, 2), deadline=FRIDAY).year_of(STREET.period(window))
    assert f"{found.start}..{found.last}" == year


def test_the_year_of_a_window_begins_in_the_month_the_scheme_says() -> None:
    calendar = Calendar(date(2012, 1, 1), year_starts=12)
    november, december = calendar.period("2012-11"), calendar.period("2012-12")
    assert calendar.year_of(november).name == "2012"
    assert calendar.year_of(november).start == date(2012, 1, 1)
    assert calendar.year_of(december).name == "2013"
    assert calendar.year_of(december).start == date(2012, 12, 1)


def test_a_day_is_found_in_the_span_that_holds_it() -> None:
    """Between 8 and 16 May there is none."""
    first = Window(date(2009, 5, 2), date(2009, 5, 9))
    second = Window(date(2009, 5, 16), date(2009, 5, 23))
    found = holder((first, second))
    days_ = [1, 2, 8, 9, 15, 16, 22, 23]
    starts = [found(date(2009, 5, one)) for one in days_]
    assert starts == [
        *(None, first.start, first.start, None),
        *(None, second.start, second.start, None),
    ]
    assert holder(())(date(2009, 5, 2)) is None


# Holidays


def with_holidays(since: date, holidays: Holidays, deadline: int = FRIDAY) -> Calendar:
    """A calendar of weeks that looks at public holidays."""
    return Calendar(since, deadline=deadline, holidays=holidays)


def test_a_holiday_changes_nothing_unless_the_scheme_says_so() -> None:
    """1 May 2009 was a Friday and a holiday."""
    calendar = with_holidays(date(2009, 4, 25), "keep")
    assert spans(calendar, "week", "2009-05")[:2] == ["04-25..05-01", "05-02..05-08"]


def test_a_deadline_on_a_holiday_moves_to_the_next_working_day() -> None:
    """From Friday 1 May to Monday 4 May; the next week has what is left of it."""
    calendar = with_holidays(date(2009, 4, 25), "shift")
    assert spans(calendar, "week", "2009-05")[:2] == ["04-25..05-04", "05-05..05-08"]


def test_a_moved_deadline_may_move_the_week_into_the_next_month() -> None:
    """Spring Festival 2020: Friday 24 January to Sunday 2 February, work again on the 3rd."""
    calendar = with_holidays(date(2020, 1, 4), "shift")
    assert spans(calendar, "week", "2020-01") == ["01-04..01-10", "01-11..01-17"]
    assert spans(calendar, "week", "2020-02")[:2] == ["01-18..02-03", "02-04..02-07"]


def test_two_weeks_whose_deadlines_move_to_one_day_are_one() -> None:
    """National Day 2009: 1 to 8 October. Friday the 2nd moves to the 9th, the next Friday."""
    calendar = with_holidays(date(2009, 9, 5), "shift")
    expected = ["09-26..10-09", "10-10..10-16", "10-17..10-23", "10-24..10-30"]
    assert spans(calendar, "week", "2009-10") == expected


def test_a_deadline_that_moves_past_the_end_is_still_the_last_of_the_campaign() -> None:
    """A campaign to Friday 1 May 2009: its last report may come on Monday the 4th."""
    calendar = Calendar(
        date(2009, 4, 18), until=date(2009, 5, 1), deadline=FRIDAY, holidays="shift"
    )
    windows = calendar.windows("week", calendar.campaign(date(2009, 8, 3)))
    assert [one.last for one in windows] == [date(2009, 4, 24), date(2009, 5, 4)]


def test_a_weekend_that_is_worked_is_no_day_off() -> None:
    """Sunday 19 January 2020 was worked for the holiday after it; Sunday the 12th was not."""
    calendar = with_holidays(date(2020, 1, 6), "shift", deadline=SUNDAY)
    assert spans(calendar, "week", "2020-01")[:2] == ["01-06..01-13", "01-14..01-19"]


def test_a_week_whose_deadline_is_a_holiday_may_be_waived() -> None:
    """Both Fridays of Spring Festival 2020, and no other of these two months."""
    calendar = with_holidays(date(2020, 1, 4), "waive")
    windows = calendar.windows("week", calendar.period("2020-01..2020-02"))
    assert [one.last for one in windows if one.waived] == [date(2020, 1, 24), date(2020, 1, 31)]
    assert len(windows) == 8


def test_a_window_that_is_waived_keeps_its_days() -> None:
    calendar = with_holidays(date(2009, 4, 25), "waive")
    assert spans(calendar, "week", "2009-05")[:2] == ["04-25..05-01", "05-02..05-08"]


@pytest.mark.parametrize("holidays", ["shift", "waive"])
def test_a_year_whose_holidays_are_not_known_is_refused(holidays: Holidays) -> None:
    calendar = with_holidays(date(2030, 1, 5), holidays)
    with pytest.raises(HolidaysUnknown, match="2030"):
        calendar.windows("week", calendar.period("2030-03"))


def test_a_scheme_that_keeps_its_deadlines_needs_no_holidays() -> None:
    calendar = with_holidays(date(2030, 1, 5), "keep")
    assert len(calendar.windows("week", calendar.period("2030-03"))) == 5


def test_a_deadline_from_before_the_start_swallows_no_week() -> None:
    """The Monday of 27 January 2020 moved to 3 February, but nothing was owed for it yet."""
    calendar = Calendar(date(2020, 1, 22), deadline=0, holidays="shift")
    first = calendar.windows("week", Period(date(2020, 1, 1), date(2020, 3, 1)))[0]
    assert (first.start, first.last) == (date(2020, 1, 28), date(2020, 2, 3))


def test_a_december_does_not_ask_for_the_holidays_of_the_next_year() -> None:
    """The week of 26 December 2026 ends in January, and so is nothing of December's."""
    calendar = Calendar(date(2026, 1, 3), deadline=4, holidays="shift")
    weeks = calendar.windows("week", calendar.period("2026-12"))
    assert (weeks[0].start, weeks[-1].last) == (date(2026, 11, 28), date(2026, 12, 25))
