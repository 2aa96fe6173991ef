"""The outbox: what is drafted, to whom, once; what is dropped; what nobody else is told."""

import json
import re
from contextlib import closing
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from conftest import Program, made_once
from inforeport.model.letters import Letter, Piece
from inforeport.office import Office
from inforeport.store import opened

DAY = date(2009, 6, 5)
JIA, YI = "jia@example.cn", "yi@example.cn"


@made_once
def staffed(office: Program) -> Program:
    """Three communities: one with a reporter, one with two, one with nobody to write to."""
    for unit in ("甲社区", "乙社区", "丙社区"):
        office.well("unit", "add", unit, "--group", "社区")
    office.well("reporter", "add", "甲社区", "信息员甲", "--email", JIA)
    office.well("reporter", "add", "乙社区", "信息员乙一", "--email", YI)
    office.well("reporter", "add", "乙社区", "信息员乙二", "--email", "yier@example.cn")
    office.well("reporter", "add", "丙社区", "信息员丙", "--mobile", "13800138000")
    office.well("submission", "add", "甲社区", "甲社区召开座谈会", "--received", "2009-05-20")
    return office


def mails(office: Program, *words: str) -> list[dict[str, object]]:
    """The mails that the list shows a program."""
    every: list[dict[str, object]] = office.well("outbox", "list", *words, "--json").json["mails"]
    return every


def take(office: Program, content: bytes, *titles: str, sender: str | None, unit: str) -> None:
    """Let a mail come in with reports of these titles."""
    said = {"sender": sender} if sender else {}
    pieces = tuple(
        Piece(
            place=f"第{n}篇",
            fact="submission",
            cells={
                **said,
                **({"unit": unit, "title": title, "received": "2009-06-03"} if title else {}),
            },
        )
        for n, title in enumerate(titles, 1)
    )
    letter = Letter(
        name="来信.eml",
        kind="mail",
        content=content,
        pieces=pieces,
        sender=sender,
        subject="甲社区6月信息",
    )
    with Office(office.db, DAY) as asked, asked.ledger.writing():
        asked.desk().take(letter)


def test_what_is_missing_goes_to_each_reporter_of_a_unit_alone(staffed: Program) -> None:
    ran = staffed("outbox", "due", today=DAY)
    assert ran.out == "drafted: 3, drafted anew: 0, there already: 0\n"
    assert ran.err == "inforeport: no mailbox is on file of 丙社区\n"
    bodies = {(one["unit"], one["recipient"]): str(one["body"]) for one in mails(staffed)}
    assert bodies.keys() == {
        ("甲社区", "信息员甲"),
        ("乙社区", "信息员乙一"),
        ("乙社区", "信息员乙二"),
    }
    jia = bodies["甲社区", "信息员甲"]
    assert jia.splitlines()[:2] == [
        "甲社区：",
        "截至6月5日（周五），你单位尚有1篇未报送，请于6月5日（周五）前报送。",
    ]
    assert not any(word in jia for word in ("乙社区", "丙社区", "@"))


def test_the_same_words_are_drafted_once_and_new_ones_in_their_place(staffed: Program) -> None:
    staffed("outbox", "due", "--unit", "甲社区", today=DAY)
    again = staffed("outbox", "due", "--unit", "甲社区", today=DAY)
    assert again.out == "drafted: 0, drafted anew: 0, there already: 1\n"
    later = staffed("outbox", "due", "--week", "2009-W23", "--unit", "甲社区", today=DAY)
    assert later.status in {0, 2}  # whatever that week is called here
    [one, *_] = mails(staffed)
    staffed.well("outbox", "drop", str(one["mail"]))
    ran = staffed("outbox", "due", "--unit", "甲社区", today=DAY)
    assert ran.out == "drafted: 0, drafted anew: 0, there already: 1\n", "a dropped one stays so"


def test_bar_107_a_circular_is_one_letter_each_with_the_word_file(
    staffed: Program, tmp_path: Path
) -> None:
    ran = staffed("outbox", "circular", "--month", "5", today=DAY)
    assert ran.out == "drafted: 3, drafted anew: 0, there already: 0\n"
    assert "2009-05 is not sealed; it may still change" in ran.err
    again = staffed("outbox", "circular", "--month", "5", today=DAY)
    assert again.out == "drafted: 0, drafted anew: 0, there already: 3\n"
    for one in mails(staffed):
        path = tmp_path / f"{one['mail']}.eml"
        staffed.well("outbox", "show", str(one["mail"]), "-o", path)
        read = message_from_bytes(path.read_bytes(), policy=policy.default)
        assert str(read["To"]).count("@") == 1
        others = {JIA, YI, "yier@example.cn"} - {str(read["To"]).partition("<")[2].rstrip(">")}
        assert not any(other.encode() in path.read_bytes() for other in others)
        [file] = read.iter_attachments()
        assert file.get_filename() == "2009年5月通报.docx"
        assert bytes(file.get_content()).startswith(b"PK")
        assert read["X-Unsent"] == "1"


def test_a_receipt_says_what_was_taken_and_what_to_do_about_the_rest(staffed: Program) -> None:
    take(staffed, b"1", "甲社区开展义诊", "", "路灯修复完成", sender=f"甲 <{JIA}>", unit="甲社区")
    assert staffed.well("outbox", "receipts", today=DAY).out.startswith("drafted: 1,")
    [one] = mails(staffed)
    assert (one["unit"], one["recipient"], one["email"]) == ("甲社区", "信息员甲", "ji****")
    assert one["subject"] == "回执：甲社区6月信息"
    body = str(one["body"]).splitlines()
    assert body[:2] == ["甲社区：", "2009年6月3日发来的邮件“甲社区6月信息”收悉，处理情况如下："]
    assert "一、已登记（2项）" in body
    assert any(re.fullmatch(r"1．《甲社区开展义诊》，编号\S+", line) for line in body)
    assert "二、暂未登记（1项）" in body
    assert any(line.endswith("；请补上标题后重新报送") for line in body)


def test_a_receipt_that_waits_is_brought_up_to_date(staffed: Program) -> None:
    take(staffed, b"1", "", sender=JIA, unit="甲社区")
    staffed.well("outbox", "receipts", today=DAY)
    [held] = staffed.well("intake", "list", "--held", "--json", today=DAY).json["pieces"]
    number = str(held["piece"])
    staffed(
        "intake", "edit", number, "--title", "补题", "--received", "2009-06-03", "--unit", "甲社区"
    )
    assert staffed.well("outbox", "receipts", today=DAY).out.startswith(
        "drafted: 0, drafted anew: 1"
    )
    [one] = mails(staffed)
    assert "《补题》，编号" in str(one["body"])


def test_who_is_no_mail_gets_no_receipt(staffed: Program) -> None:
    take(staffed, b"1", "甲社区开展义诊", sender=None, unit="甲社区")
    assert staffed.well("outbox", "receipts", today=DAY).out.startswith("drafted: 0,")


def test_somebody_elses_number_in_what_is_quoted_is_masked(staffed: Program) -> None:
    take(staffed, b"1", "甲社区请联系13900139000", sender=JIA, unit="甲社区")
    staffed.well("outbox", "receipts", today=DAY)
    [one] = mails(staffed)
    assert "139****9000" in str(one["body"])


def test_bar_108_no_mailbox_stands_in_the_trail_or_the_log(staffed: Program) -> None:
    staffed("outbox", "due", today=DAY)
    with closing(opened(staffed.db)) as ledger:
        told = ledger.tuples("select ifnull(before, '') || ifnull(after, '') from change")
        assert not any(JIA in one for (one,) in told)
        assert ledger.tuples("select address from outgoing_address")[0] == (JIA,)
    assert staffed.well("check").status == 0


def test_bar_108_who_is_forgotten_is_forgotten_by_the_outbox(staffed: Program) -> None:
    staffed("outbox", "due", today=DAY)
    take(staffed, b"1", "甲社区开展义诊", sender=JIA.upper(), unit="甲社区")
    staffed("outbox", "receipts", today=DAY)
    staffed("reporter", "forget", "信息员甲", "--yes")
    assert JIA.encode() not in staffed.db.read_bytes()
    states = {(one["recipient"], one["state"]) for one in mails(staffed, "--all")}
    assert ("信息员甲", "dropped") in states
    assert ("信息员甲", "drafted") not in states
    assert ("信息员乙一", "drafted") in states
    assert staffed.well("check").status == 0


def test_a_dropped_mail_waits_for_nobody(staffed: Program) -> None:
    staffed("outbox", "due", "--unit", "甲社区", today=DAY)
    staffed.well("outbox", "drop", "1")
    ran = staffed("outbox", "drop", "1")
    assert (ran.status, ran.out) == (4, "")
    assert "error[mail-settled]: mail 1 is called off; nothing was changed" in ran.err
    staffed.well("undo", "--yes")
    assert mails(staffed)[0]["state"] == "drafted"


def test_a_dry_run_drafts_nothing(staffed: Program) -> None:
    ran = staffed("outbox", "due", "--dry-run", today=DAY)
    assert ran.out.startswith("dry run, nothing was changed: drafted: 3")
    assert mails(staffed) == []


def test_its_plain_name_lists_and_covers_the_mailboxes(staffed: Program) -> None:
    staffed("outbox", "due", today=DAY)
    listed = staffed.well("outbox").out
    assert JIA not in listed
    assert "ji****" in listed
    assert JIA in staffed.well("outbox", "list", "--show-contact").out
    assert JIA not in staffed.well("outbox", "show", "1").out
    assert (
        json.loads(staffed.well("outbox", "show", "1", "--json").out)["mail"]["email"] == "ji****"
    )


@pytest.mark.parametrize("words", [("show", "9"), ("drop", "9")])
def test_a_number_that_no_mail_has(staffed: Program, words: tuple[str, ...]) -> None:
    ran = staffed("outbox", *words)
    assert (ran.status, ran.out) == (4, "")
    assert "error[unknown-entry]: no mail is on file under number 9" in ran.err
