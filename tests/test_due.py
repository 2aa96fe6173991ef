"""Who owes what by when: apart by its day, as a message to the units, and looked ahead."""

from datetime import date
from decimal import Decimal

import pytest

from conftest import Program, made_once
from inforeport.documents.reminder import reminder_words
from inforeport.model import Due
from inforeport.model.reminders import Reminder
from inforeport.office.owing import gaps, reminder
from inforeport.period import Period, Window
from shell import refused

MAY = Period(date(2009, 5, 1), date(2009, 6, 1))
WEDNESDAY = date(2009, 5, 20)
"""In the third of the weeks that end on 8, 15, 22 and 29 May."""


def week(unit: str, last: int, received: int, *, heals: bool = True) -> Due:
    window = Window(date(2009, 5, last - 6), date(2009, 5, last + 1))
    return Due(unit, window, Decimal(1), Decimal(received), judged=MAY, heals=heals)


def weeks(unit: str, *received: int, heals: bool = True) -> list[Due]:
    """The weeks of May, in each of which a report is owed and so many came."""
    return [
        week(unit, last, came, heals=heals)
        for last, came in zip((8, 15, 22, 29), received, strict=True)
    ]


@pytest.mark.parametrize(
    ("received", "heals", "missing"),
    [
        ((0, 0, 0, 0), True, (2, 1, 1)),
        ((1, 1, 0, 0), True, (0, 1, 1)),
        ((2, 0, 0, 0), True, (0, 1, 1)),  # the second of the first week is for the second week
        ((2, 0, 0, 0), False, (1, 1, 1)),
        ((0, 0, 3, 0), True, (0, 0, 1)),  # three came late: for two weeks and their own
        ((0, 0, 3, 0), False, (2, 0, 1)),
        ((4, 0, 0, 0), True, (0, 0, 0)),
    ],
)
def test_what_is_missing_is_told_by_when_it_was_due(
    received: tuple[int, ...], missing: tuple[int, int, int], *, heals: bool
) -> None:
    told = reminder(weeks("甲社区", *received, heals=heals), WEDNESDAY)
    assert (told.deadline, told.ends) == (date(2009, 5, 22), date(2009, 5, 29))
    parts = (told.overdue, told.coming, told.later)
    assert tuple(int(part.get("甲社区", 0)) for part in parts) == missing


def test_what_has_begun_is_owed_in_a_letter() -> None:
    [gap] = gaps(weeks("甲社区", 0, 1, 0, 0), WEDNESDAY)
    assert [int(n) for n in (gap.owed, gap.received, gap.missing)] == [3, 1, 2]
    assert [day.day for day in gap.deadlines] == [8, 15, 22]


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"owes": False}, "各单位：截至5月20日（周三），本期没有应报送的信息。"),
        ({}, "各单位：截至5月20日（周三），应报送的信息均已报齐，感谢各单位支持。"),
        (
            {"coming": {"甲社区": 2, "乙社区": 1}},
            (
                "各单位：截至5月20日（周三），尚有甲社区2篇、乙社区1篇未报送，"
                "请于5月22日（周五）前报送。"
            ),
        ),
        (
            {"overdue": {"甲社区": 2}, "coming": {"乙社区": 1}, "later": {"丙社区": 3}},
            (
                "各单位：截至5月20日（周三），尚有甲社区2篇逾期未报送，请于5月22日（周五）前补报；"
                "另有乙社区1篇未报送，请于5月22日（周五）前报送；"
                "此后至5月29日（周五）还应报送：丙社区3篇。"
            ),
        ),
        (
            {"overdue": {"甲社区": 1}, "deadline": None},
            "各单位：截至5月20日（周三），尚有甲社区1篇逾期未报送，请尽快补报。",
        ),
    ],
)
def test_the_message_to_the_units_is_one_polite_line(parts: dict[str, object], words: str) -> None:
    usual = {"day": WEDNESDAY, "deadline": date(2009, 5, 22), "ends": date(2009, 5, 29)}
    assert reminder_words(Reminder(**{"owes": True, **usual, **parts})) == words  # type: ignore[arg-type]


def _fill(office: Program) -> Program:
    """甲 sends each week, 乙 in the first only, 丙 nothing."""
    for unit in ("甲社区", "乙社区", "丙社区"):
        office.well("unit", "add", unit, "社区")
    for unit, day in (("甲社区", 5), ("甲社区", 12), ("甲社区", 19), ("乙社区", 6)):
        office.well("submission", "add", unit, f"情况{day}", "--received", f"2009-05-{day:02}")
    return office


filled = made_once(_fill)


def test_windows_stand_apart_by_their_day(filled: Program) -> None:
    ran = filled("due", "5", today=WEDNESDAY)
    heads = [line for line in ran.out.splitlines() if line and "社区" not in line]
    assert ran.status == 8
    assert [line for line in heads if "-" not in line[:3] and "unit" not in line] == [
        "Overdue", "Due by 2009-05-22", "Due later", "Past, and met",
    ]  # fmt: skip
    record = filled("due", "5", "--json", today=WEDNESDAY).json
    told = {
        key: [(one["unit"], one["deadline"][-2:], one["missing"]) for one in record[key]]
        for key in ("overdue", "coming", "later")
    }
    assert told == {
        "overdue": [("乙社区", "15", 1), ("丙社区", "08", 1), ("丙社区", "15", 1)],
        "coming": [("乙社区", "22", 1), ("丙社区", "22", 1)],
        "later": [("甲社区", "29", 1), ("乙社区", "29", 1), ("丙社区", "29", 1)],
    }
    assert len(record["windows"]) == 12


def test_a_spreadsheet_of_what_is_owed_is_one_table(filled: Program) -> None:
    rows = filled("due", "5", "--csv", today=WEDNESDAY).out.splitlines()
    assert (rows[0], len(rows)) == ("unit,from,deadline,owed,received,missing", 13)


def test_the_message_of_this_week_is_put_out_alone(filled: Program) -> None:
    words = "截至5月20日（周三），尚有乙社区1篇、丙社区1篇未报送，请于5月22日（周五）前报送。"
    ran = filled.well("due", "--message", today=WEDNESDAY)
    assert ran.out == f"各单位：{words}\n"
    one = filled.well("due", "--message", "--unit", "丙社区", "--json", today=WEDNESDAY).json
    assert (one["coming"], one["deadline"]) == ([{"unit": "丙社区", "missing": 1}], "2009-05-22")


def test_one_more_report_is_scored_as_if_it_had_come(filled: Program) -> None:
    """By 22 May three are owed: 甲 has 20, 乙 20 - 2 x 10, 丙 20 - 3 x 10."""
    record = filled.well("due", "--forecast", "--json", today=WEDNESDAY).json
    assert (record["period"]["name"], record["day"]) == ("2009-05", "2009-05-22")
    told = [
        (one["unit"], *(one[key] and (*one[key].values(),) for key in ("now", "one_more", "all")))
        for one in record["units"]
    ]
    assert told == [
        ("甲社区", (20, 1), (21, 1), None),
        ("乙社区", (0, 2), (10, 2), (10, 2)),  # of this week one is missing
        ("丙社区", (-10, 3), (0, 2), (0, 2)),
    ]
    month = filled.well(
        "due", "5", "--forecast", "--unit", "丙社区", "--json", today=WEDNESDAY
    ).json
    assert [(one["missing"], one["all"]["points"]) for one in month["units"]] == [(3, 20)]
    page = filled.well("due", "--forecast", today=WEDNESDAY).out
    assert "2009-05, as it stands after 2009-05-22" in page
    assert len(filled.well("submission", "list", "--json").json["submissions"]) == 4


def test_a_look_ahead_is_of_what_runs(filled: Program) -> None:
    refused(filled("due", "5", "--forecast"), "nothing-ahead", 4)
    refused(filled("due", "--forecast", "--message"), "usage", 2)


@pytest.mark.parametrize(
    ("period", "day", "code"),
    [
        ("2009-07", date(2009, 5, 20), "not-begun"),
        ("2009-05", date(2009, 4, 20), "not-begun"),
        ("2009-05", date(2009, 5, 1), "nothing-to-print"),  # the first week begins on the 2nd
    ],
)
def test_nobody_is_asked_for_what_lies_ahead(
    office: Program, period: str, day: date, code: str
) -> None:
    office.well("unit", "add", "甲社区", "社区")
    paper = office.db.with_name("催报函.docx")
    refused(office("export", "letter", "--period", period, "-o", paper, today=day), code, 4)
    assert not paper.exists()


def test_a_letter_is_of_a_week_too(filled: Program) -> None:
    folder = filled.db.parent
    ran = filled("export", "letter", "--week", "20", "-o", folder / "催报函.html")
    assert (ran.status, ran.err) == (0, "")
    text = (folder / "催报函.html").read_text(encoding="utf-8")
    assert "关于催报2009年5月9日至5月15日信息的函" in text
    assert [unit for unit in ("甲社区", "乙社区", "丙社区") if f"{unit}：" in text] == [
        "乙社区",
        "丙社区",
    ]
    assert "应报送信息1篇，报送截止日期为2009年5月15日。" in text
