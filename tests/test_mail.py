"""Messages as people send them: read for what they say, and for whose report it is."""

import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from conftest import Program, made_once
from inforeport.intake import Asked, letter
from inforeport.intake.kind import Kind, kind
from inforeport.model.letters import Letter, Piece
from inforeport.store import letter as store
from inforeport.store import opened
from mailed import (
    CALLED_GB2312,
    NETEASE,
    QQ,
    RAW_GBK,
    RAW_UTF8,
    SPLIT,
    UTF8,
    Encoded,
    Head,
    Part,
    by_rfc2231,
    file,
    html,
    inside,
    joined,
    message,
    text,
)
from typed_up import body, docx, para, png, title, zipped

ASKED = Asked(today=date(2009, 8, 3), zone=ZoneInfo("Asia/Shanghai"))
HEAD = Head(
    *("信息", "甲社区", "jia@example.cn"),
    received="Fri, 08 May 2009 17:31:00 +0800",
    date="Fri, 08 May 2009 16:59:00 +0800",
)
TEXT = "5月6日，甲社区召开动员大会，居民八十人参加，部署了下一步的工作，取得良好效果。"


def word_file(heading: str = "甲社区召开动员大会", said: str = TEXT) -> bytes:
    return docx(title(heading), body(said))


def mail(*parts: Part, encoded: Encoded = QQ, **told: Any) -> bytes:
    """A message of these parts, whose head is told otherwise."""
    its = HEAD._replace(**told)
    return message(its, joined("mixed", parts) if len(parts) > 1 else parts[0], encoded)


def read(content: bytes, name: str = "1.eml") -> Letter:
    return letter(content, name, ASKED)


def only(content: bytes) -> Piece:
    [piece] = read(content).pieces
    return piece


def codes(content: bytes) -> list[str]:
    """What is doubted of each piece, and why parts were left out."""
    came = read(content)
    return [one.code for piece in came.pieces for one in piece.doubts] + [
        one.code for one in came.passed
    ]


# How it is written

SEVEN = (
    *("甲社区召开动员大会", "朱镕基同志来信", "砼结构检查", "囧事", "关于一件要事①", "丙社区"),
    "关于深入开展社区消防安全隐患排查整治工作情况的报告",
)
STYLES: Mapping[str, Encoded] = {
    "qq": QQ,
    "netease": NETEASE,
    "called gb2312, and is GBK": CALLED_GB2312,
    "raw GBK": RAW_GBK,
    "cut inside a character": SPLIT,
    "raw UTF-8": RAW_UTF8,
    "UTF-8": UTF8,
}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("said", SEVEN)
def test_bar_49_heads_and_names_are_read_as_they_were_meant(style: str, said: str) -> None:
    encoded = STYLES[style]
    its = file(f"{said}.docx", word_file(), encoded)
    came = read(mail(text(""), its, encoded=encoded, subject=said))
    assert (came.subject, came.sender) == (said, "甲社区 <jia@example.cn>")
    assert [one.place for one in came.pieces] == [f"{said}.docx!第1篇"]


@pytest.mark.parametrize("said", SEVEN)
def test_bar_49_names_in_percents_are_read(said: str) -> None:
    its = by_rfc2231(f"{said}.docx", word_file())
    assert only(mail(text(""), its)).place == f"{said}.docx!第1篇"


@pytest.mark.parametrize(
    "its",
    [
        text(TEXT, "gbk", "gb2312"),
        text(TEXT, "utf-8", "gb2312"),
        text(TEXT, "gbk", "utf-8"),
        text(TEXT, "gbk", "x-unknown"),
        text(TEXT, "gbk", "no-such-thing"),
        text(TEXT, "utf-8", "us-ascii"),
        text(TEXT, "utf-16", "utf-16"),
        Part((b"Content-Type: text/plain",), TEXT.encode("gbk")),
        Part((), TEXT.encode()),
    ],
)
def test_bar_49_a_text_is_read_whatever_its_encoding_is_called(its: Part) -> None:
    assert only(mail(its, subject="甲社区召开动员大会")).cells["text"] == TEXT


def test_bar_49_a_line_break_in_a_name_is_none() -> None:
    its = file("x", word_file())
    fields = [one.replace(b"=?gb18030?B?eA==?=", b"a\r\n b.docx") for one in its.fields]
    assert only(mail(text(""), Part(fields, its.content))).place == "a b.docx!第1篇"


def test_a_message_is_told_by_its_first_lines_and_a_text_is_none() -> None:
    content = mail(text(TEXT))
    assert kind(content, "a.txt") is Kind.MAIL
    assert kind(b"From a@b.cn Fri May  8 16:30:00 2009\n" + content, "x") is Kind.MBOX
    for said in ("单位: 甲\n标题: 乙\n", "Subject: one field only\n\n", "From the beginning"):
        assert kind(said.encode(), "a.txt") is Kind.TEXT


# When it came


def test_it_came_when_the_offices_own_server_took_it_by_the_offices_clock() -> None:
    newest = b"Received: from a by mail.example.cn; Sun, 10 May 2009 23:30:00 +0000\r\n"
    came = read(newest + mail(text(TEXT), subject="甲社区召开动员大会"))
    assert came.received == datetime(2009, 5, 10, 23, 30, tzinfo=timezone(timedelta(0)))
    cells = came.pieces[0].cells
    assert (cells["received"], cells["sent"]) == ("2009-05-11 07:30", "2009-05-08 16:59")


@pytest.mark.parametrize(
    "trace", ["", "Fri, 08 May 2009 17:31:00", "yesterday", "Fri, 99 May 2009 17:31:00 +0800"]
)
def test_without_a_trace_that_tells_its_zone_nobody_knows_when_it_came(trace: str) -> None:
    content = mail(text(TEXT), subject="甲社区召开动员大会", received=trace)
    assert (read(content).received, "received" in only(content).cells) == (None, False)


# What is the report


def test_a_signature_a_warning_and_a_quoted_answer_are_no_part_of_it() -> None:
    lines = (
        *("领导您好！", TEXT, "此致", "敬礼！", "", "--", "甲社区 信息员", "电话：81330000"),
        *(
            "发自我的iPhone",
            "",
            "在 2009-05-07 09:00，“街道办” <o@example.cn> 写道：",
            "> 请报送。",
        ),
    )
    piece = only(mail(text("\r\n".join(lines)), subject="甲社区召开动员大会"))
    assert piece.cells["text"] == TEXT


def test_of_a_page_what_one_would_see_is_read() -> None:
    page = (
        "<html><head><title>x</title><style>p{}</style></head><body><!-- no -->"
        f"<script>no</script><div>{TEXT[:20]}<b>{TEXT[20:]}</b></div>"
        "<table><tr><td>一</td><td>二</td></tr></table>&nbsp;</body></html>"
    )
    piece = only(mail(html(page), subject="甲社区召开动员大会"))
    assert piece.cells["text"] == f"{TEXT}\n一 二"


@pytest.mark.parametrize(
    ("subject", "wanted"),
    [
        ("转发：Fwd: 甲社区召开动员大会", "甲社区召开动员大会"),
        ("【转发】甲社区建成食堂", "甲社区建成食堂"),
    ],
)
def test_what_programs_put_before_a_subject_is_no_title(subject: str, wanted: str) -> None:
    assert only(mail(text(TEXT), subject=subject)).cells["title"] == wanted


def test_a_subject_of_any_message_is_no_title() -> None:
    assert codes(mail(text(TEXT), subject="甲社区5月信息")) == ["no-title"]


def test_pictures_go_with_the_only_report_and_with_none_of_two() -> None:
    picture = file("现场.png", png(), kind="image/png")
    piece = only(mail(text(""), file("1.docx", word_file()), picture))
    assert ([one.name for one in piece.images], piece.cells["pictures"]) == (["现场.png"], "1")
    two = [file("1.docx", word_file()), file("2.docx", word_file("甲社区建成食堂", TEXT * 2))]
    assert codes(mail(text(""), *two, picture)) == ["picture"]


def test_a_small_picture_that_stands_in_the_text_is_none_of_the_report() -> None:
    smile = file("smile.gif", b"GIF89a" + bytes(60), kind="image/gif")
    fields = [b"Content-Type: image/gif", *smile.fields[1:2], b"Content-ID: <1@qq.com>"]
    content = mail(
        html(f"<p>{TEXT}</p>"), Part(fields, smile.content), subject="甲社区召开动员大会"
    )
    assert (codes(content), only(content).images) == (["left-out"], ())


def test_files_of_one_name_are_two_pieces() -> None:
    two = [file("1.docx", word_file()), file("1.docx", word_file("甲社区建成食堂", TEXT * 2))]
    assert [one.place for one in read(mail(*two)).pieces] == ["1.docx!第1篇", "1.docx!第1篇(2)"]


def test_a_text_of_its_own_beside_a_file_is_a_report_too() -> None:
    its = text(f"{TEXT}\r\n" + "6月1日，甲社区又建成一处食堂，居民纷纷称好，每日就餐二百人次。" * 3)
    came = read(
        mail(its, file("a.docx", word_file("甲社区召开动员大会")), subject="甲社区建成食堂")
    )
    assert [one.cells["title"] for one in came.pieces] == ["甲社区召开动员大会", "甲社区建成食堂"]


CHATTER = {
    "收到，谢谢！": ("回复：通知", ["no-report"]),
    "本周无信息": ("甲社区信息", ["no-report"]),
    "信息见附件": ("甲社区信息", ["no-attachment"]),
    "": ("甲社区召开动员大会", ["no-text"]),
}


def test_the_subject_of_an_answer_is_no_title_and_what_is_quoted_no_text() -> None:
    page = (
        f"<div>{TEXT}</div><div>------------------&nbsp;Original&nbsp;------------------</div>"
        '<div><b>From: </b>&nbsp;"街道"&lt;o@example.cn&gt;;</div><div><b>Date: </b>&nbsp;Fri</div>'
        "<div><b>Subject: </b>&nbsp;请报信息</div><div>请各单位报送信息。</div>"
    )
    piece = only(mail(html(page), subject="回复：请报送信息"))
    assert (piece.cells["text"], [one.code for one in piece.doubts]) == (TEXT, ["no-title"])


def test_who_is_told_by_name_alone_is_a_sender_too() -> None:
    lines = ("发件人: 乙社区", "日期: 2009-05-08", "主题: 乙社区建成食堂", "", TEXT)
    piece = only(mail(text("\r\n".join(lines)), subject="Fw: 乙社区建成食堂"))
    assert (piece.cells["sender"], piece.cells["text"]) == ("乙社区", TEXT)


def test_a_file_in_which_there_is_nothing_to_be_found_is_held() -> None:
    page = file("page.html", b"<html><body><p>hi</p></body></html>")
    assert codes(mail(text(""), page)) == ["empty-file"]


@pytest.mark.parametrize("said", CHATTER)
def test_what_is_too_short_to_be_a_report_is_told_as_what_it_is(said: str) -> None:
    subject, wanted = CHATTER[said]
    assert codes(mail(text(said), subject=subject)) == wanted


def test_only_a_picture_is_held_with_it() -> None:
    content = mail(text(""), file("信息.png", png(), kind="image/png"))
    assert (codes(content), len(only(content).images)) == (["only-pictures"], 1)


def test_a_mark_of_secrecy_anywhere_stops_all_of_it(office: Program, tmp_path: Path) -> None:
    inner = mail(text("机密★1年\r\n" + TEXT))
    for number, content in enumerate(
        (
            mail(text(TEXT), subject="【秘密】甲社区信息"),
            mail(text(""), file("（机密）信息.docx", word_file())),
            mail(text("秘密\r\n" + TEXT)),
            mail(
                text(""),
                file("1.docx", docx(para("机密"), body(TEXT))),
                file("2.docx", word_file()),
            ),
            mail(text(""), file("a.zip", zipped({"b.eml": inner}))),
            mail(joined("mixed", [text(""), inside(inner)], "outer")),
        )
    ):
        (tmp_path / f"{number}.eml").write_bytes(content)
    ran = office("intake", *sorted(tmp_path.glob("*.eml")), "--json")
    assert [one["code"] for one in ran.json["refused"]] == ["secret"] * 6
    assert ran.json["letters"] == []


# Whose it is

CLAIMS: Mapping[str, tuple[Mapping[str, Any], str]] = {
    "mailbox": ({"name": "某某", "address": "jia@example.cn"}, "taken"),
    "name": ({"name": "甲社区居委会", "address": "x@example.com"}, "taken"),
    "subject": ({"name": "某某", "address": "x@example.com", "subject": "甲社区5月信息"}, "taken"),
    "a colleague's mailbox and two units": (
        {"name": "某某", "address": "both@example.cn"},
        "no-unit",
    ),
    "a reporter's own name": ({"name": "王某", "address": "x@example.com"}, "taken"),
    "a name that two reporters have": ({"name": "信息员", "address": "x@example.com"}, "no-unit"),
    "nobody": ({"name": "某某", "address": "x@example.com"}, "no-unit"),
    "mailbox and subject differ": (
        {"address": "jia@example.cn", "name": "", "subject": "乙社区信息"},
        "two-units",
    ),
    "mailbox and name differ": ({"address": "jia@example.cn", "name": "乙社区"}, "two-units"),
}


@made_once
def senders(office: Program) -> Program:
    for unit, address in (("甲社区", "jia@example.cn"), ("乙社区", "yi@example.cn")):
        office.well("unit", "add", unit, "--group", "社区")
        office.well("reporter", "add", unit, "信息员", "--email", address)
        office.well("reporter", "add", unit, "同事", "--email", "both@example.cn")
    office.well("reporter", "add", "甲社区", "王某")
    return office


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_report_is_of_the_only_unit_that_its_message_names(
    senders: Program, tmp_path: Path, claim: str
) -> None:
    told, wanted = CLAIMS[claim]
    path = tmp_path / "1.eml"
    path.write_bytes(mail(text(""), file("1.docx", word_file("召开动员大会")), **told))
    [piece] = senders("intake", path, "--json").json["letters"][0]["pieces"]
    assert (piece["code"] or piece["state"]) == wanted
    if wanted == "two-units":
        settled = senders("intake", "assign", piece["piece"], "甲社区")
        assert settled.out.startswith("taken: 1,")


def test_a_mailbox_is_taken_from_standard_input(senders: Program) -> None:
    content = mail(text(TEXT), subject="甲社区召开动员大会") + b"\n"
    box = b"".join(
        b"From a@b.cn Fri May  8 16:30:00 2009\n" + content.replace(b"<1@", one)
        for one in (b"<1@", b"<2@")
    )
    ran = senders("intake", "-", "--json", stdin=box)
    assert [one["letter"] for one in ran.json["letters"]] == ["-/1", "-/2"]


def test_who_sends_on_does_not_send(senders: Program, tmp_path: Path) -> None:
    inner = mail(
        text(""), file("1.docx", word_file("召开动员大会")), address="yi@example.cn", name=""
    )
    path = tmp_path / "1.eml"
    outer = joined("mixed", [text("请收"), inside(inner)], "outer")
    path.write_bytes(mail(outer, subject="转发：信息"))
    assert senders("intake", path).status == 0
    [report] = senders.well("submission", "list", "--json").json["submissions"]
    assert report["unit"] == "乙社区"


def test_the_mailbox_of_a_sender_is_not_in_the_trail(senders: Program, tmp_path: Path) -> None:
    path = tmp_path / "1.eml"
    path.write_bytes(mail(text(TEXT), subject="甲社区召开动员大会", address="secret@example.cn"))
    assert senders("intake", path).status == 0
    assert "secret@" not in senders.well("log", "--json").out
    with closing(opened(senders.db)) as ledger:
        [kept] = store.pieces(ledger)
    assert kept.letter.sender == "甲社区"
    assert kept.words.cells["sender"] == "甲社区 <secret@example.cn>"


def test_whoever_is_forgotten_is_forgotten_in_his_messages_too(
    senders: Program, tmp_path: Path
) -> None:
    path = tmp_path / "1.eml"
    path.write_bytes(mail(text(TEXT), subject="甲社区召开动员大会"))
    other = tmp_path / "2.eml"
    other.write_bytes(
        mail(text(TEXT * 2), subject="乙社区建成食堂", name="", address="yi@example.cn")
    )
    assert senders("intake", path, other).status == 0
    assert senders("reporter", "forget", "信息员", "--unit", "甲社区", "--yes").status == 0
    whole = senders.db.read_bytes()
    assert (b"jia@example.cn" in whole, b"yi@example.cn" in whole) == (False, True)
    reports = senders.well("submission", "list", "--json").json["submissions"]
    assert len(reports) == 2
    assert senders("check").status == 0


# What it costs those who have no mail


OTHERS = ("score 5 --json", "due --json", "intake list --json")
ALL_IN_ONE = f"""
import sys
from inforeport.cli import main
head = sys.argv[:]
for line in {OTHERS}:
    sys.argv = [*head, *line.split()]
    try:
        main()
    except SystemExit as end:
        print("ended with", end.code)
print(*sys.modules)
"""


def test_no_other_command_loads_the_library_for_mail(senders: Program) -> None:
    line = (sys.executable, "-c", ALL_IN_ONE, "--db", f"{senders.db}")
    said = subprocess.run(line, capture_output=True, text=True, check=False).stdout.splitlines()
    loaded = {*said[-1].split()}
    assert sum(one.startswith("ended with") for one in said) == len(OTHERS)
    assert "inforeport.store.ledger" in loaded
    assert not {one for one in loaded if one == "email.parser" or "intake.mail" in one}
