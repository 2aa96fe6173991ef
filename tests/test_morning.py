"""The list of what came in: apart by what there is to do; what is learnt by whoever assigns."""

from datetime import date, datetime

import pytest

from conftest import Program, made_once
from inforeport.model.letters import Letter, Piece
from inforeport.office import Office

DAY = date(2009, 6, 5)


@made_once
def morning(office: Program) -> Program:
    """Two communities; a list with a unit that nobody knows, near-copies, and one without title."""
    office.well("unit", "add", "甲社区", "--group", "社区")
    office.well("unit", "add", "乙社区", "--group", "社区")
    office.well("reporter", "add", "乙社区", "信息员乙")
    rows = (
        "单位,标题,报送时间\n甲社区,甲社区开展义务植树活动,2009-06-03\n"
        "乙社区,乙社区开展义务植树活动,2009-06-04\n甲小区,甲社区修好路灯,2009-06-04\n"
        "乙社区,,2009-06-04\n乙社区,乙社区召开居民议事会,2009-06-05\n"
    )
    path = office.db.with_name("来件.csv")
    path.write_text(rows, encoding="utf-8")
    assert office("intake", path, today=DAY).status == 3
    return office


def heaps(office: Program) -> dict[str, list[str]]:
    """The titles of what came in, by the heap on which each lies."""
    found: dict[str, list[str]] = {}
    for one in office.well("intake", "list", "--json", today=DAY).json["pieces"]:
        found.setdefault(one["heap"], []).append(one["cells"].get("title", ""))
    return found


def test_what_came_in_lies_on_heaps(morning: Program) -> None:
    assert heaps(morning) == {
        "like": ["甲社区开展义务植树活动", "乙社区开展义务植树活动"],
        "held": ["甲社区修好路灯", ""],
        "new": ["乙社区召开居民议事会"],
    }
    shown = morning.well("intake", today=DAY).out
    places = [shown.index(head) for head in ("Waiting", "Like another report", "New")]
    assert places == sorted(places)
    assert "甲社区？" in shown, "the only unit that it may be of is proposed"


def test_a_spreadsheet_gets_one_table(morning: Program) -> None:
    lines = morning.well("intake", "list", "--csv", today=DAY).out.splitlines()
    assert len(lines) == 6
    assert lines[0].startswith("piece,came,letter,")


def test_in_chinese_it_reads_on_eighty_columns(morning: Program) -> None:
    ran = morning("intake", "list", lang="zh", today=DAY)
    assert "待办" in ran.out
    assert "与他稿雷同" in ran.out


def test_several_are_assigned_at_once_and_the_name_is_learnt(morning: Program) -> None:
    ran = morning("intake", "assign", "3", "4", "甲社区", "--remember", today=DAY)
    assert ran.status == 3, "one still has no title"
    assert morning.well("unit", "show", "甲社区").out.count("甲小区") == 1
    assert heaps(morning)["held"] == [""]


def take(office: Program, *senders: str) -> None:
    """Let mails come in that do not say whose they are."""
    with Office(office.db, DAY) as asked, asked.ledger.writing():
        for number, sender in enumerate(senders):
            title = ("路灯修复完成", "消夏晚会举行")[number]
            cells = {"sender": sender, "title": title, "received": "2009-06-05"}
            asked.desk().take(
                Letter(
                    name=f"{number}.eml",
                    kind="mail",
                    content=f"{number}".encode(),
                    pieces=(Piece(place="正文", fact="submission", cells=cells),),
                    sender=sender,
                    received=datetime(2009, 6, 5, 9, 0),  # noqa: DTZ001  the office's own time
                )
            )


def test_a_mailbox_is_learnt_of_the_only_reporter(morning: Program) -> None:
    take(morning, "某人 <yi@example.cn>", "某人 <yi@example.cn>")
    first, second = (one for one in _held(morning) if one > 5)
    ran = morning("intake", "assign", first, "乙社区", "--remember", today=DAY)
    assert "the mailbox is that of 信息员乙 now" in ran.err
    assert "yi@example.cn" in morning.well("reporter", "list", "--show-contact").out
    assert second not in _held(morning), "the next of that mailbox is known"
    assert "yi@example.cn" not in morning.well("log").out


def test_a_mailbox_that_may_be_of_several_is_not_guessed(morning: Program) -> None:
    morning.well("reporter", "add", "乙社区", "信息员丁")
    take(morning, "某人 <yi@example.cn>")
    [number] = [one for one in _held(morning) if one > 5]
    ran = morning("intake", "assign", number, "乙社区", "--remember", today=DAY)
    assert "nobody of 乙社区 is the only one whose mailbox it may be" in ran.err
    assert "yi@example.cn" not in morning.well("reporter", "list", "--show-contact").out


@pytest.mark.parametrize("name", ["信息员丁", "信息员 丁"])
def test_a_sender_who_gives_his_name_is_known_by_it(morning: Program, name: str) -> None:
    for unit in ("甲社区", "乙社区"):  # one name, which tells no unit
        morning.well("reporter", "add", unit, "信息员丁")
    take(morning, f"{name} <ding@example.cn>")
    [number] = [one for one in _held(morning) if one > 5]
    ran = morning("intake", "assign", number, "乙社区", "--remember", today=DAY)
    assert "the mailbox is that of 信息员丁 now" in ran.err


def _held(office: Program) -> list[int]:
    listed = office.well("intake", "list", "--held", "--json", today=DAY).json["pieces"]
    return [one["piece"] for one in listed]
