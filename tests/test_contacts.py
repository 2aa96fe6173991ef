"""Personal contacts in texts: found however they are written, placed, masked; nothing else is."""

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Program, made_once
from inforeport.documents import personal
from inforeport.documents.contacts import contacts_in, redacted
from inforeport.documents.page import (
    Column,
    Ends,
    Field,
    Form,
    Heading,
    Page,
    Paragraph,
    Picture,
    Table,
)
from inforeport.words import Titled, message

MOBILE, MAILBOX, IDENTITY = "13800138000", "zhang.san@example.cn", "11010119900307001X"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("13800138000", MOBILE),
        ("１３８００１３８０００", MOBILE),
        ("138 0013 8000", MOBILE),
        ("138　0013　8000", MOBILE),
        ("138-0013-8000", MOBILE),
        ("138－0013－8000", MOBILE),
        ("1 3 8 0 0 1 3 8 0 0 0", MOBILE),
        ("+86 138 0013 8000", MOBILE),
        ("8613800138000", MOBILE),
        ("013800138000", MOBILE),
        ("zhang.san@example.cn", MAILBOX),
        ("zhang.san＠example.cn", MAILBOX),
        ("ｚhang.san @ example．cn", MAILBOX),
        ("11010119900307001x", IDENTITY),
        ("110101 19900307 001X", IDENTITY),
        ("１１０１０１１９９００３０７００１Ｘ", IDENTITY),
    ],
)
def test_a_contact_is_found_however_it_is_written(written: str, value: str) -> None:
    text = f"联系人：甲，{written}。"
    [one] = contacts_in(text)
    assert one.value == value
    assert text[one.start : one.end] in written
    assert not contacts_in(redacted(text))


@pytest.mark.parametrize(
    "text",
    [
        "文号201300138000123",
        "电话8027982、8133360",
        "电话：0716-8133360，传真：010-88880001",
        "共发放补贴13800138000元",
        "共13800138000 元",
        "编号138001380001",
        "1380013800",
        "2009-05-08、2009-05-09",
        "110101199013070011",  # no thirteenth month
        "微博@某街道",
        "甲@乙",
        "",
    ],
)
def test_what_is_no_personal_contact_is_let_be(text: str) -> None:
    assert contacts_in(text) == ()
    assert redacted(text) == text


def test_a_mask_tells_two_apart_and_reaches_nobody() -> None:
    text = f"{MOBILE}、{MAILBOX}、{IDENTITY}、13900139000@example.cn"
    assert redacted(text) == "138****8000、z***@example.cn、110**************X、1***@example.cn"


def test_two_numbers_in_a_row_are_two() -> None:
    assert [one.value for one in contacts_in("13800138000 13900139000")] == [MOBILE, "13900139000"]


@given(st.text(), st.sampled_from([MOBILE, MAILBOX, IDENTITY]), st.text())
def test_nothing_around_a_contact_hides_it_or_is_changed(
    before: str, contact: str, after: str
) -> None:
    text = f"{before}，{contact}，{after}"
    hits = [one for one in contacts_in(text) if text[one.start : one.end] == contact]
    assert len(hits) >= 1
    assert redacted(f"，{contact}，", {hits[0].value}) == f"，{contact}，"


@pytest.mark.parametrize("text", ["a" * 200_000, "1" * 200_000, "1 " * 100_000, "a@b" * 50_000])
def test_a_text_of_any_make_is_read_once(text: str) -> None:
    """A pattern that goes back over what it has read would take hours here."""
    assert len(contacts_in(text)) <= 1


# On the page

TABLE = Table("表", (Column("a", "栏"),), (("甲",), (f"乙{MOBILE}",), (Decimal(13800138000),)))
PAGE = Page(
    "通报",
    "街道办",
    date(2009, 5, 8),
    (
        Heading("一、情况"),
        Paragraph("第一段"),
        Paragraph(f"第二段，{MOBILE[:3]}\u200b{MOBILE[3:]}"),
        Paragraph(f"题{MAILBOX}", "item title"),
        Paragraph(message("{kind} is printed: {masked}", kind="甲", masked=[IDENTITY])),
        Ends("街道办", MOBILE),
        TABLE,
        Picture(MOBILE.encode(), f"{MOBILE}.jpg", "说明"),
        Form(((Field("电话", MOBILE),),)),
    ),
)


def test_each_contact_on_a_page_is_told_with_its_place() -> None:
    told = [(one.head, one.place, one.contact.kind) for one in personal.contacts_on(PAGE)]
    assert told == [
        ("一、情况", 2, "mobile"),
        ("题z***@example.cn", 0, "email"),
        ("题z***@example.cn", 1, "identity"),
        ("题z***@example.cn", 2, "mobile"),
        ("表", 2, "mobile"),
        ("题z***@example.cn", 3, "mobile"),
        ("题z***@example.cn", 4, "mobile"),
    ]


def test_what_is_told_of_a_contact_does_not_give_it_away() -> None:
    said = "".join(str(one.what) + one.head for one in personal.contacts_on(PAGE))
    assert not contacts_in(said)


def test_a_redacted_page_has_none_and_says_the_same_otherwise() -> None:
    masked = personal.redacted(PAGE)
    assert personal.contacts_on(masked) == ()
    assert masked.blocks[1] == PAGE.blocks[1]
    assert masked.blocks[2] == Paragraph("第二段，138****8000")
    assert masked.tables()[0].rows[2] == (Decimal(13800138000),)
    [picture] = [one for one in masked.blocks if isinstance(one, Picture)]
    assert picture == Picture(MOBILE.encode(), "138****8000.jpg", "说明")


def test_what_the_office_itself_gives_is_spared() -> None:
    assert {one.contact.value for one in personal.contacts_on(PAGE, {MOBILE})} == {
        MAILBOX,
        IDENTITY,
    }
    assert personal.redacted(PAGE, {MOBILE}).blocks[5] == PAGE.blocks[5]


def test_a_contact_in_the_title_of_a_reason_is_found_and_masked() -> None:
    reason = Titled(message("sent: {title}"), f"致电{MOBILE}")
    table = Table("表", (Column("a", "栏"),), ((reason,),))
    page = Page("明细", "街道办", date(2009, 5, 8), (table,))
    [found] = personal.contacts_on(page)
    assert (found.place, found.contact.value) == (1, MOBILE)
    masked = personal.redacted(page)
    assert personal.contacts_on(masked) == ()
    assert str(masked.tables()[0].rows[0][0]) == "sent: 致电138****8000"


# Through the command line


@dataclass(frozen=True)
class Canary:
    """What stands in the columns of a reporter, and what in texts."""

    columns: tuple[str, ...] = ("13711112222", "027-55556666", "canary@example.cn")
    texts: tuple[str, ...] = (MOBILE, MAILBOX, IDENTITY)


CANARY = Canary()


@made_once
def told(office: Program) -> Program:
    """An office with canaries in every column of contacts and in a text."""
    mobile, phone, email = CANARY.columns
    office.well("unit", "add", "甲社区", "--group", "community")
    contacts = ("--mobile", mobile, "--phone", phone, "--email", email)
    office.well("reporter", "add", "甲社区", "信息员甲", *contacts)
    text = office.db.with_name("text.txt")
    text.write_text(f"情况如下。\n联系人：{'、'.join(CANARY.texts)}。\n", encoding="utf-8")
    about = ("--ref", "a1", "--received", "2009-05-08", "--text", text)
    office.well("submission", "add", "甲社区", "甲社区召开大会", *about)
    office.well("bulletin", "new")
    office.well("bulletin", "add", "a1")
    return office


def inside(path: Path) -> str:
    """All that a file says, every part of an archive and its metadata too."""
    if path.suffix not in {".docx", ".xlsx"}:
        return path.read_text(encoding="utf-8-sig")
    with ZipFile(path) as archive:
        return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def test_bar_59_contacts_in_a_text_are_told_after_the_paper_is_written(told: Program) -> None:
    path = told.db.with_name("简报.docx")
    ran = told("export", "bulletin", "-o", path)
    assert ran.status == 3
    *rows, error, hint = ran.err.splitlines()
    assert [row.partition(": ")[0] for row in rows] == ["简报.docx:甲社区召开大会:2"] * 3
    assert rows[0].endswith("error[contact]: a mobile number is printed: 138****8000")
    assert error.endswith("简报.docx was written; personal contacts printed in it: 3")
    assert "--redact" in hint
    assert not any(canary in ran.err for canary in CANARY.texts)
    assert all(canary in inside(path) for canary in CANARY.texts)


def test_bar_59_contacts_are_masked_or_let_stand_as_asked(told: Program) -> None:
    masked, open_ = (told.db.with_name(f"{name}.docx") for name in ("一", "二"))
    told.well("export", "bulletin", "-o", masked, "--redact")
    told.well("export", "bulletin", "-o", open_, "--allow-contact")
    assert not any(canary in inside(masked) for canary in CANARY.texts)
    assert "138****8000" in inside(masked)
    assert all(canary in inside(open_) for canary in CANARY.texts)


@pytest.mark.parametrize("sealed", [False, True])
def test_a_contact_in_a_title_is_found_where_its_points_are_told(
    told: Program, *, sealed: bool
) -> None:
    title = f"热线{MOBILE}开通"
    told.well("submission", "add", "甲社区", title, "--ref", "a2", "--received", "2009-05-09")
    told.well("adoption", "add", "a2", "--level", "street", "--on", "2009-05-10")
    if sealed:
        told.well("close", "--month", "5", "--yes")
    open_, masked = (told.db.with_name(f"{name}.docx") for name in ("一", "二"))
    ran = told("export", "slips", "--month", "5", "-o", open_)
    assert ran.status == 3
    assert "a mobile number is printed: 138****8000" in ran.err
    told.well("export", "slips", "--month", "5", "-o", masked, "--redact")
    assert MOBILE in inside(open_)
    assert MOBILE not in inside(masked)


@pytest.mark.parametrize("ending", ["docx", "json", "csv"])
@pytest.mark.parametrize("paper", ["circular", "ranking", "bulletin"])
def test_bar_59_no_column_of_contacts_is_on_any_paper(
    told: Program, paper: str, ending: str
) -> None:
    path = told.db.with_name(f"paper.{ending}")
    which = () if paper == "bulletin" else ("--month", "5")
    ran = told("export", paper, *which, "-o", path)
    if (paper, ending) == ("bulletin", "csv"):  # it has no table
        assert not path.exists()
        return
    assert ran.status == (3 if paper == "bulletin" else 0)
    assert not any(canary in inside(path) + ran.out + ran.err for canary in CANARY.columns)


def test_a_number_that_the_scheme_gives_is_the_office_s_own(told: Program) -> None:
    scheme = told.db.with_name("june.toml")
    text = told("scheme", "show", "--text").out
    foot = 'foot     = ["报：区委学习实践办", "发：各社区、各部门"]'
    assert foot in text
    own = f'foot = ["投稿：{MAILBOX}"]\n\n[circular]\ncontact = "联系电话：{MOBILE}"\n'
    scheme.write_text(text.replace(foot, own), encoding="utf-8")
    told.well("scheme", "use", scheme, "--from", "2009-06-01")
    path = told.db.with_name("简报.json")
    ran = told("export", "bulletin", "-o", path, today=date(2009, 6, 2))
    assert [row.split(": ")[2] for row in ran.err.splitlines()[:-2]] == [
        "an identity number is printed"
    ]
    said = json.dumps(json.loads(inside(path)), ensure_ascii=False)
    assert f"投稿：{MAILBOX}" in said
    path.unlink()
    told.well("export", "bulletin", "-o", path, "--redact", today=date(2009, 6, 2))
    assert (MOBILE in inside(path), IDENTITY in inside(path)) == (True, False)
