"""Mails as files: read again by the standard library, and as QQ and 163 read their heads."""

import re
from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header

import pytest

from inforeport.documents.page import Page, Paragraph
from inforeport.render import eml
from inforeport.render.eml import Attached, Mail

TITLE = "某街道关于2009年5月信息报送情况的通报（含各社区、各科室、各直属单位和驻街单位）𠮷"


def mail(**changes: object) -> Mail:
    fields: dict[str, object] = {
        "subject": TITLE,
        "body": "甲社区：\n现将通报发给你们。",
        "files": (Attached(f"{TITLE}.docx", b"PK\x03\x04"), Attached("a b;c.txt", b"\x00\xff")),
        "sender": ("某街道党工委", "office@example.cn"),
        "to": ("信息员甲一", "jia@example.cn"),
        "number": "7",
        "sent": datetime(2009, 6, 5, 9, 30, tzinfo=UTC),
        **changes,
    }
    return Mail(**fields)  # type: ignore[arg-type]


def test_a_mail_is_read_again_as_it_was_written() -> None:
    read = message_from_bytes(eml.composed(mail()), policy=policy.default)
    assert str(read["Subject"]) == TITLE
    assert str(read["To"]) == "信息员甲一 <jia@example.cn>"
    assert read["Date"].datetime == datetime(2009, 6, 5, 9, 30, tzinfo=UTC)
    assert "X-Unsent" not in read
    text = read.get_body()
    assert text is not None
    assert text.get_content().splitlines() == ["甲社区：", "现将通报发给你们。"]
    files = {one.get_filename(): one.get_payload(decode=True) for one in read.iter_attachments()}
    assert files == {f"{TITLE}.docx": b"PK\x03\x04", "a b;c.txt": b"\x00\xff"}


def test_a_name_of_a_file_stands_in_both_forms() -> None:
    """QQ reads the older one, beside the type; others that of RFC 2231."""
    raw = eml.composed(mail()).decode("ascii")
    older = re.findall(r'\bname="((?:=\?utf-8\?B\?[^"]+)+)"', raw)
    said = [str(make_header(decode_header(one))) for one in older]
    assert said == [f"{TITLE}.docx", "a b;c.txt"]
    assert "filename*0*=utf-8''" in raw


def test_no_line_is_longer_than_mail_takes_it() -> None:
    lines = eml.composed(mail()).decode("ascii").split("\r\n")
    kind = "Content-Type: application/"  # one word, which no line can part
    assert max(len(line) for line in lines if not line.startswith(kind)) <= 78
    assert not any("\n" in line or "\r" in line for line in lines)


def test_a_draft_says_that_it_was_not_sent_and_names_no_day() -> None:
    read = message_from_bytes(eml.composed(mail(sent=None)), policy=policy.default)
    assert (read["X-Unsent"], read["Date"]) == ("1", None)


def test_the_same_mail_has_the_same_number_and_bytes() -> None:
    assert eml.composed(mail()) == eml.composed(mail())
    first, later = (
        message_from_bytes(eml.composed(mail(sent=datetime(2009, 6, day, tzinfo=UTC))))
        for day in (5, 6)
    )
    assert first["Message-ID"] == later["Message-ID"]
    assert re.fullmatch(r"<7\.[0-9a-f]{32}@example\.cn>", first["Message-ID"])


@pytest.mark.parametrize(
    "address",
    ["a@b.c\r\nBcc: x@y.z", "a b@c.d", "a@b.c, x@y.z", "甲@b.c", "<a@b.c>", "a@", "@b", "a@-b", ""],
)
def test_bar_107_what_is_no_single_mailbox_gets_no_mail(address: str) -> None:
    assert not eml.is_address(address)
    with pytest.raises(ValueError, match=f"^{re.escape(address)}$"):
        eml.composed(mail(to=("甲", address)))


def test_bar_107_nothing_in_a_subject_or_a_name_begins_another_head() -> None:
    hostile = mail(
        subject="甲\r\nBcc: x@y.z", to=("甲\nCc: x@y.z", "a@b.c"), files=(Attached("a\nb", b""),)
    )
    read = message_from_bytes(eml.composed(hostile), policy=policy.default)
    assert (read["Bcc"], read["Cc"]) == (None, None)
    assert str(read["Subject"]) == "甲 Bcc: x@y.z"


def test_a_paper_is_a_draft_with_the_word_file() -> None:
    page = Page("关于5月/6月的通报", "街道实践办", date(2009, 6, 3), (Paragraph("正文"),))
    read = message_from_bytes(eml.draw(page, "zh"), policy=policy.default)
    [attached] = read.iter_attachments()
    assert attached.get_filename() == "关于5月_6月的通报.docx"
    assert (str(read["Subject"]), read["To"]) == ("关于5月/6月的通报", None)
    text = read.get_body()
    assert text is not None
    assert text.get_content().split() == [
        "现将《关于5月/6月的通报》发给你们，见附件。",
        "街道实践办",
        "2009年6月3日",
    ]
