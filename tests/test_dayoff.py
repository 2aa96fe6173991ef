"""Days off are read as the notice has them; they move deadlines, and no month that is sealed."""

from datetime import date
from pathlib import Path

import pytest

from conftest import Program, made_once
from inforeport.intake.notice import days_off
from inforeport.model import DayOff
from inforeport.workdays import Workdays

NOTICE = """关于2031年部分节假日安排的通知
各单位：现将有关安排通知如下。
一、元旦：1月1日（周三）放假1天，不调休。
二、春节：1月22日（农历除夕、周三）至28日（周二）放假调休，共7天。1月19日（周日）、2月1日（周六）上班。
三、劳动节：5月1日(星期四)至5月4日（星期日）放假调休，共4天。4月27日（周日）上班。
请提前安排好值班。
"""


def read(text: str, year: int | None = None) -> list[str]:
    days, problems = days_off(text, "通知.txt", year)
    assert problems == []
    return [f"{one.day:%m-%d}{'上班' if one.works else ''} {one.reason}" for one in days]


def test_a_notice_is_read_holiday_by_holiday() -> None:
    spring = [f"01-{day} 春节" for day in range(22, 29)]
    assert read(NOTICE) == [
        "01-01 元旦",
        "01-19上班 春节",
        *spring,
        "02-01上班 春节",
        "04-27上班 劳动节",
        *(f"05-0{day} 劳动节" for day in range(1, 5)),
    ]


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("元旦:１月１日至３日放假，共３天。", ["01-01", "01-02", "01-03"]),
        ("元旦：2030年12月31日至2031年1月1日放假，共2天", ["12-31", "01-01"]),
        ("元旦：12月30日至1月1日放假调休，共3天", ["12-30", "12-31", "01-01"]),
        ("1月1日（周三）放假", ["01-01"]),
        ("中秋节：9月30日（周二）放假，9月29日（周一）公休日调至9月28日", ["09-30"]),
    ],
)
def test_a_line_in_other_words(line: str, days: list[str]) -> None:
    year = 2030 if "12月" in line else 2031
    found, problems = days_off(line, "a", year)
    assert problems == []
    assert [f"{one.day:%m-%d}" for one in found] == days


@pytest.mark.parametrize(
    ("line", "year", "code"),
    [
        ("元旦：1月1日（周四）放假，共1天。", 2031, "other-year"),
        ("元旦：1月1日至3日放假，共2天。", 2031, "other-count"),
        ("元旦：1月1日至3日放假，共3天。", None, "no-year"),
        ("元旦：13月1日放假，共1天。", 2031, "not-a-day"),
        ("元旦：3日放假，共1天。", 2031, "not-a-day"),
        ("元旦：5月1日至1月1日放假", 2031, "not-a-day"),
    ],
)
def test_a_line_that_does_not_hold_together_is_named(line: str, year: int, code: str) -> None:
    found, problems = days_off(line, "a", year)
    assert (found, [(one.place, one.code) for one in problems]) == ([], [("a:1", code)])


def test_own_days_stand_over_others() -> None:
    own = Workdays(free=(date(2021, 5, 6),), make_up=(date(2021, 5, 1),))
    whole = own.over(Workdays(free=(date(2021, 5, 1), date(2021, 5, 7))))
    assert [date(2021, 5, day) in whole for day in (1, 6, 7, 10)] == [True, False, False, True]


def test_a_year_whose_holidays_are_all_told_need_not_be_known() -> None:
    free = tuple(date(2099, 1, day) for day in range(1, 12))
    assert not Workdays(free[:10]).knows(2099)
    assert Workdays(free).knows(2099)
    assert [date(2099, 6, day) in Workdays(free) for day in (5, 6, 8)] == [True, False, True]


@made_once
def moved(office: Program) -> Program:
    """An office whose deadlines move on days off; the week of 2021-05-14 ends on a Friday."""
    text = office.well("scheme", "show", "--text").out
    scheme = office.db.with_name("scheme.toml")
    text = text.replace('holidays = "keep"', 'holidays = "shift"')
    scheme.write_text(text, encoding="utf-8")
    office.db.unlink()
    office.well("init", "--office", "街道办", "--scheme", scheme, "--from", "2021-05-01")
    office.well("unit", "add", "甲社区", "--group", "社区", "--since", "2021-05-01")
    return office


def deadlines(office: Program) -> list[str]:
    windows = office("due", "--period", "2021-05", "--json", today=date(2021, 6, 2)).json["windows"]
    return [one["deadline"] for one in windows if one["unit"] == "甲社区"]


def test_a_day_off_moves_a_deadline(moved: Program) -> None:
    before = deadlines(moved)
    assert "2021-05-14" in before
    said = moved.well("dayoff", "add", "2021-05-14", "--reason", "本地停工通知").out
    assert said == "added: 1, changed: 0, on file already: 0\n"
    assert [day for day in deadlines(moved) if day not in before] == ["2021-05-17"]
    moved.well("dayoff", "add", "2021-05-15", "--works", "--reason", "调休")
    assert "2021-05-15" in deadlines(moved)
    listed = moved.well("dayoff", "list", "--json").json["days"]
    assert [(one["day"], one["reason"]) for one in listed] == [
        ("2021-05-14", "本地停工通知"),
        ("2021-05-15", "调休"),
    ]
    moved.well("dayoff", "remove", "2021-05-14..2021-05-15")
    assert deadlines(moved) == before


def test_a_sealed_month_stays_as_it_is(moved: Program) -> None:
    june = date(2021, 6, 2)
    moved.well("close", "--period", "2021-05", "--yes", today=june)
    sealed = moved.well("score", "2021-05", "--json", today=june).json
    ran = moved("dayoff", "add", "2021-05-10..2021-05-31", "--reason", "停工", today=june)
    assert (ran.status, "2021-05 is sealed and would be counted otherwise now" in ran.err) == (
        0,
        True,
    )
    again = moved("score", "2021-05", "--json", today=june).json
    assert again == sealed
    assert deadlines(moved) == ["2021-05-07"]


def test_a_notice_is_put_on_file_whole_or_not_at_all(moved: Program, tmp_path: Path) -> None:
    notice = tmp_path / "通知.txt"
    notice.write_text(NOTICE, encoding="utf-8")
    assert moved.well("dayoff", "import", notice).out == (
        "added: 15, changed: 0, on file already: 0\n"
    )
    assert moved.well("dayoff", "import", notice).out == (
        "added: 0, changed: 0, on file already: 15\n"
    )
    notice.write_text(NOTICE.replace("共4天", "共5天"), encoding="utf-8")
    ran = moved("dayoff", "import", notice)
    assert (ran.status, "通知.txt:5: error[other-count]" in ran.err) == (4, True), ran
    notice.write_text("请做好值班。", encoding="utf-8")
    assert "error[notice-unclear]" in moved("dayoff", "import", notice).err


def test_doctor_says_in_time_that_a_year_is_not_known(moved: Program) -> None:
    def looked(day: date) -> list[str]:
        checks = moved("doctor", "--json", today=day).json["checks"]
        return [one["said"] for one in checks if one["about"] == "days off"]

    assert looked(date(2098, 11, 1)) == [
        "those of 2098 are not known: inforeport dayoff import",
    ]
    assert looked(date(2098, 11, 2)) == [
        "those of 2098 are not known: inforeport dayoff import",
        "those of 2099 are not known: inforeport dayoff import",
    ]
    assert looked(date(2021, 10, 1)) == []


def test_an_office_whose_deadlines_stay_is_told_so(office: Program) -> None:
    ran = office("dayoff", "add", "2009-05-01", "--reason", "劳动节")
    assert (ran.status, "changes none" in ran.err) == (0, True)
    assert "days off" not in office("doctor").out


def test_the_office_can_change(office: Program) -> None:
    office.well(
        "office", "edit", "--name", "某街道党工委", "--language", "en", "--zone", "Asia/Urumqi"
    )
    assert office.well("office", "--json").json["office"] == {
        "name": "某街道党工委",
        "language": "en",
        "zone": "Asia/Urumqi",
    }
    assert office("office", "edit", "--name", "某街道党工委").status == 2
    assert office("office", "edit", "--zone", "Asia/Nowhere").status != 0
    assert office("office", "edit", "--language", "fr").status == 2
    assert office("office", "edit", "--name", " ").status == 2
    office.well("undo", "--yes")
    assert office.well("office", "--json").json["office"]["name"] == "街道实践办"


def test_a_day_off_is_a_record() -> None:
    assert DayOff(date(2009, 5, 1), "劳动节").works is False
