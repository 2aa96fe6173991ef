"""An issue goes down to the units; who has received and read it is put on file."""

from datetime import date
from pathlib import Path

import pytest

from conftest import Program, made_once

JUNE = date(2009, 6, 10)
LIST = "单位,查收日期,阅知日期,阅知领导\n甲社区,5.22,5月23日,某书记\n乙社区居委会,√,,\n合计,2,1,\n"
REPLY = """\
From: jia@example.cn
To: office@example.cn
Subject: Re: bulletin
Date: Mon, 25 May 2009 10:00:00 +0800
Message-ID: <a@example.cn>
Content-Type: text/plain; charset=utf-8

已查收，已呈书记阅知。
"""


@made_once
def issued(office: Program) -> Program:
    """An office with an issue of 20 May, and a draft."""
    for unit in ("甲社区", "乙社区", "丙社区"):
        office.well("unit", "add", unit, "--group", "社区")
    office.well("submission", "add", "甲社区", "情况", "--ref", "a1", "--received", "2009-05-05")
    office.well("bulletin", "new")
    assert office("bulletin", "add", "a1").status == 0
    office.well("bulletin", "issue", "--on", "2009-05-20", "--yes")
    office.well("bulletin", "new")
    return office


@pytest.fixture
def sent(issued: Program) -> Program:
    """The same, with the issue sent down to 甲社区 and 乙社区 on 21 May."""
    to = ("--to", "甲社区", "--to", "乙社区")
    issued.well("bulletin", "send", 1, *to, "--on", "2009-05-21", today=JUNE)
    return issued


def of(office: Program, *args: object) -> list[tuple[str | None, ...]]:
    """Of each copy that is told: the unit, when it was received and read, and by whom."""
    copies = office.well("bulletin", "unread", *args, "--json", today=JUNE).json["copies"]
    return [tuple(one[key] for key in ("unit", "received", "read", "reader")) for one in copies]


def test_an_issue_goes_to_all_units_that_are_there(issued: Program) -> None:
    issued.well("unit", "retire", "丙社区", "--on", "2009-05-31")
    issued.well("bulletin", "send", 1, "--on", "2009-05-21", today=JUNE)
    assert [unit for unit, *_ in of(issued)] == ["甲社区", "乙社区", "丙社区"]


def test_who_was_not_sent_it_is_added_and_nobody_twice(sent: Program) -> None:
    told = sent.well("bulletin", "send", 1, today=JUNE).out
    assert "units: 1, before already: 2" in told
    assert len(of(sent)) == 3


def test_who_has_read_it_has_received_it_and_is_named_no_more(sent: Program) -> None:
    sent.well("bulletin", "received", 1, "乙社区", "--on", "2009-05-22", today=JUNE)
    sent.well("bulletin", "read", 1, "甲社区", "--by", "某书记", "--on", "2009-05-23", today=JUNE)
    assert of(sent) == [("乙社区", "2009-05-22", None, None)]
    assert of(sent, 1, "--all")[0] == ("甲社区", "2009-05-23", "2009-05-23", "某书记")
    page = sent.well("bulletin", "show", "--bulletin", 1).out
    assert "received by 2, read by 1" in page
    assert "received and not read by: 乙社区" in page
    assert sent.well("status", "--json", today=JUNE).json["unread"] == 1


def test_a_list_tells_days_marks_and_who_read_it(sent: Program, tmp_path: Path) -> None:
    file = tmp_path / "查收.csv"
    file.write_text(LIST, encoding="gb18030")
    args = ("bulletin", "received", 1, "--list", file, "--on", "2009-05-25")
    sent.well(*args, today=JUNE)
    assert of(sent, "--all") == [
        ("甲社区", "2009-05-22", "2009-05-23", "某书记"),
        ("乙社区", "2009-05-25", None, None),
    ]
    assert "units: 0, said before: 2" in sent.well(*args, today=JUNE).out


def test_a_list_of_nothing_but_units_says_what_the_verb_says(sent: Program, tmp_path: Path) -> None:
    file = tmp_path / "阅知.csv"
    file.write_text("单位名称\n乙社区\n", encoding="utf-8")
    sent.well("bulletin", "read", 1, "--list", file, today=JUNE)
    assert of(sent, "--all")[1] == ("乙社区", "2009-06-10", "2009-06-10", None)


def test_a_reply_on_the_desk_is_of_its_sender_and_of_its_day(sent: Program, tmp_path: Path) -> None:
    file = tmp_path / "回复.eml"
    file.write_text(REPLY, encoding="utf-8")
    sent.well("reporter", "add", "甲社区", "信息员某", "--email", "jia@example.cn")
    assert sent("intake", "add", file, today=JUNE).status == 3
    sent.well("bulletin", "read", 1, "--reply", 1, today=JUNE)
    assert of(sent, "--all")[0] == ("甲社区", "2009-05-25", "2009-05-25", None)
    assert sent.well("intake", "list", "--held", "--json").json["pieces"] == []
    sent.well("undo", "--yes")
    assert len(of(sent)) == 2
    assert len(sent.well("intake", "list", "--held", "--json").json["pieces"]) == 1


def test_a_reply_of_an_unknown_mailbox_is_of_nobody(sent: Program, tmp_path: Path) -> None:
    file = tmp_path / "回复.eml"
    file.write_text(REPLY, encoding="utf-8")
    assert sent("intake", "add", file, today=JUNE).status == 3
    ran = sent("bulletin", "read", 1, "--reply", 1, today=JUNE)
    assert "error[answer-of-nobody]" in ran.err
    assert len(sent.well("intake", "list", "--held", "--json").json["pieces"]) == 1


def test_the_mails_are_those_of_the_outbox(issued: Program) -> None:
    issued.well("reporter", "add", "甲社区", "信息员某", "--email", "jia@example.cn")
    issued.well("bulletin", "send", 1, "--to", "甲社区", "--mail", today=JUNE)
    [mail] = issued.well("outbox", "list", "--json").json["mails"]
    assert (mail["unit"], mail["purpose"], len(mail["files"])) == ("甲社区", "paper", 1)
    told = issued.well("outbox", "bulletin", "--bulletin", 1, "--unit", "甲社区", today=JUNE).out
    assert "there already: 1" in told


def test_what_nobody_can_be_mailed_was_not_sent(issued: Program) -> None:
    ran = issued("bulletin", "send", 1, "--mail", today=JUNE)
    assert "error[no-mailboxes]" in ran.err
    assert of(issued) == []


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("read", 1, "丙社区"), "not-sent-down"),
        (("received", 1, "丙社区"), "not-sent-down"),
        (("received", 2, "甲社区"), "not-sent-down"),
        (("received", 1, "甲社区", "--on", "2009-05-20"), "answer-too-early"),
        (("received", 1), "usage"),
        (("read", 1, "丁社区"), "unknown-unit"),
        (("read", 1, "--reply", 9), "unknown-entry"),
        (("send", 2), "bulletin-draft"),
        (("send", 1, "--on", "2009-05-19"), "sent-too-early"),
        (("send", 9), "unknown-bulletin"),
    ],
)
def test_bar_120_an_answer_to_what_was_never_sent_is_refused(
    sent: Program, args: tuple[object, ...], code: str
) -> None:
    ran = sent("bulletin", *args, today=JUNE)
    assert f"error[{code}]" in ran.err
    assert len(ran.err.splitlines()) <= 2
    assert of(sent, "--all") == [("甲社区", None, None, None), ("乙社区", None, None, None)]


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ("单位,查收\n甲社区,5.22\n丙社区,5.22\n", "名单.csv:3"),
        ("单位,查收\n甲社区,5.22\n某某社区,5.22\n", "名单.csv:3"),
        ("单位,查收\n甲社区,5.22\n乙社区,昨天\n", "名单.csv:3"),
        ("名称,查收\n甲社区,5.22\n", "名单.csv"),
        ("", "名单.csv"),
    ],
)
def test_bar_120_a_list_with_a_bad_row_changes_nothing(
    sent: Program, tmp_path: Path, rows: str, wrong: str
) -> None:
    file = tmp_path / "名单.csv"
    file.write_text(rows, encoding="utf-8")
    ran = sent("bulletin", "received", 1, "--list", file, today=JUNE)
    assert ran.err.startswith(wrong)
    assert "error[rows-refused]" in ran.err
    assert of(sent)[0] == ("甲社区", None, None, None)


def test_an_issue_that_was_taken_back_is_not_sent_and_not_asked_after(sent: Program) -> None:
    sent.well("bulletin", "withdraw", 1, "--reason", "有误", "--yes")
    assert "error[bulletin-withdrawn]" in sent("bulletin", "send", 1, today=JUNE).err
    assert of(sent) == []


def test_two_units_that_become_one_keep_one_copy(sent: Program) -> None:
    sent.well("bulletin", "read", 1, "甲社区", "--by", "某书记", "--on", "2009-05-23", today=JUNE)
    sent.well("bulletin", "received", 1, "乙社区", "--on", "2009-05-22", today=JUNE)
    sent.well("unit", "merge", "甲社区", "乙社区", "--yes")
    assert of(sent, "--all") == [("乙社区", "2009-05-22", "2009-05-23", "某书记")]


def test_it_is_in_the_trail_and_taken_back(sent: Program) -> None:
    sent.well("bulletin", "read", 1, "甲社区", today=JUNE)
    assert "issues sent down: 1 changed" in sent.well("log").out
    sent.well("undo", "--yes")
    assert of(sent)[0] == ("甲社区", None, None, None)
    sent.well("check")
