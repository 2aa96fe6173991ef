"""A ledger as it lies on the desk, read row by row, with the truth beside it."""

from collections.abc import Callable, Sequence
from datetime import date

import pytest

import desk
from desk import Entry, Grid
from inforeport.intake import Asked, drafts, letter
from inforeport.model.letters import Letter

TODAY = date(2009, 8, 3)
WORDS = {
    "groups": {"community": "社区", "department": "部门"},
    "levels": {key: word for word, key in desk.LEVELS.items()},
    "forms": {"whole": "整篇", "brief": "简讯"},
}
AFTERWARDS = {"unknown-unit", "same-row"}
"""Verdicts that are passed when it is known what is on file."""


def read(content: bytes, name: str) -> Letter:
    return letter(content, name, Asked(today=TODAY, words=WORDS))


def rows(entries: Sequence[Entry]) -> list[int]:
    """The number of each row in its sheet: the first stands below title, empty line and head."""
    first = {"5月": 4, "6月": 4, "7月": 5}
    counts: dict[str, int] = {}
    numbers = []
    for one in entries:
        numbers.append(first[one.sheet] + counts.get(one.sheet, 0))
        counts[one.sheet] = counts.get(one.sheet, 0) + 1
    return numbers


@pytest.mark.parametrize(
    ("write", "name"), [(desk.xlsx, "信息台账.xlsx"), (desk.xls, "信息台账.et")]
)
def test_every_row_of_the_ledger_is_read_right(
    write: Callable[[Sequence[Grid]], bytes], name: str
) -> None:
    came_in = read(write(desk.ledger()), name)
    entries = desk.entries()
    assert len(came_in.pieces) == len(entries) == 82
    for one, number, drafted in zip(entries, rows(entries), drafts(came_in, WORDS), strict=True):
        place = f"{name}:{one.sheet}!{number}"
        if drafted.draft is None:
            [problem] = drafted.problems
            assert problem.place.startswith(place), one
            assert problem.code == one.verdict, one
            continue
        assert one.verdict in {"taken", *AFTERWARDS}, one
        assert drafted.draft.place == place
        report = drafted.draft.record
        assert report.received.isoformat() == one.its_day, one
        assert report.title == one.title.replace("\\n", ""), one
        assert report.unit == one.unit.strip(), one
        assert report.channel == one.channel, one
        assert [(use.record.level, use.record.form) for use in drafted.uses] == one.uses, one
        assert {use.record.on for use in drafted.uses} <= {report.received}


def test_what_is_no_row_of_the_ledger_is_passed_over_and_said() -> None:
    came_in = read(desk.xlsx(desk.ledger()), "信息台账.xlsx")
    assert [(one.place, str(one.what)) for one in came_in.passed if one.place[:2] == "5月"] == [
        ("5月", "columns passed over: 序号, 备注"),
        ("5月", "no column tells on which day a report was used: it is that of receipt"),
        ("5月!36", "a total; it was passed over"),
        ("5月!39", "a note; it was passed over"),
    ]


def test_a_page_that_is_called_a_workbook_is_read_too() -> None:
    came_in = read(desk.html(desk.ledger()), "信息台账.xls")
    entries = desk.entries()
    assert len(came_in.pieces) == len(entries)
    for one, drafted in zip(entries, drafts(came_in, WORDS), strict=True):
        if one.verdict == "taken":
            assert drafted.draft is not None
            assert drafted.draft.record.received.isoformat() == one.its_day
            assert [(use.record.level, use.record.form) for use in drafted.uses] == one.uses


def test_a_list_of_reporters_tells_of_their_units_too() -> None:
    came_in = read(desk.xlsx(desk.staff()), "通讯员名单.xlsx")
    told = [(one.place, one.fact, dict(one.cells)) for one in came_in.pieces]
    assert told == [
        ("3(unit)", "unit", {"unit": "甲社区", "group": "社区"}),
        (
            "3",
            "reporter",
            {
                "unit": "甲社区",
                "name": "信息员甲",
                "post": "文书",
                "phone": "88880001",
                "mobile": "13800138001",
                "email": "jia@example.org",
            },
        ),
        (
            "4",
            "reporter",
            {
                "unit": "甲社区",
                "name": "信息员乙",
                "post": "主任",
                "phone": "8888 0001",
                "mobile": "138 0013 8002",
            },
        ),
        ("5(unit)", "unit", {"unit": "壬科室", "group": "部门"}),
        (
            "5",
            "reporter",
            {
                "unit": "壬科室",
                "name": "信息员丙",
                "post": "科员",
                "phone": "0571-88880003",
                "mobile": "１３８００１３８００３",
            },
        ),
    ]
    reporters = [one.draft.record for one in drafts(came_in, WORDS) if one.draft]
    assert [getattr(one, "mobile", None) for one in reporters] == [
        *(None, "13800138001", "13800138002"),
        *(None, "13800138003"),
    ]
