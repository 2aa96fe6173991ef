"""The bulletin: what its issues print, how drafts are edited, their series, what is withdrawn."""

import io
import shutil
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as Drawn
from msgspec.structs import replace
from PIL import Image

from conftest import Program, made_once
from inforeport import errors
from inforeport.documents.bulletin import bulletin_page
from inforeport.documents.issues import changes
from inforeport.documents.page import Ends, Page, Paragraph, Picture
from inforeport.model import (
    Attachment,
    Author,
    Bulletin,
    BulletinItem,
    Submission,
    Unit,
    Use,
)
from inforeport.model.stationery import BulletinTerms
from inforeport.period import Period
from inforeport.store import Ledger, adoption, bulletin, opened, submission, unit
from inforeport.store.creation import create
from inforeport.store.ledger import SCHEMA
from material import DAY, ISSUE, OFFICE
from older import of_schema

TERMS = BulletinTerms(
    level="street",
    notice="内部资料 注意保存",
    activity="学习实践活动",
    foot=("报：区委实践办", "送：各成员单位", "发：各社区"),
)

EVER = Period()
MAY_20 = date(2009, 5, 20)


def said(page: Page) -> list[tuple[str, str]]:
    """The paragraphs of a page in order, each with its role."""
    return [(str(one.text), one.role) for one in page.blocks if isinstance(one, Paragraph)]


def of_role(page: Page, role: str) -> list[str]:
    return [text for text, its in said(page) if its == role]


# What an issue prints


def test_the_masthead_stands_in_its_order() -> None:
    page = bulletin_page(ISSUE, OFFICE, DAY, TERMS)
    assert said(page)[:4] == [
        ("内部资料 注意保存", "masthead notice"),
        ("学习实践活动", "masthead activity"),
        ("工作简报", "masthead name"),
        ("第3期（总第7期）", "masthead issue"),
    ]
    assert page.blocks[4] == Ends("街道实践办", "2009年5月12日")


@pytest.mark.parametrize(
    ("issue", "line"),
    [
        (replace(ISSUE, extra=True, total=None, number=1), "增刊第1期"),
        (replace(ISSUE, extra=True, issued=None, number=None), "增刊（草稿）"),
        (replace(ISSUE, withdrawn="有误"), "第3期（总第7期）（已撤回）"),
    ],
)
def test_an_extra_issue_and_a_withdrawn_one_say_so(issue: Bulletin, line: str) -> None:
    page = bulletin_page(issue, OFFICE, DAY)
    assert of_role(page, "masthead issue") == [line]
    assert page.title == f"工作简报{line}"


def test_the_editor_s_note_stands_before_what_it_is_about() -> None:
    *others, last = ISSUE.items
    noted = replace(
        ISSUE, note="现选编几篇。\n供参考。", items=(*others, replace(last, note="可学。"))
    )
    roles = [text for text, role in said(bulletin_page(noted, OFFICE, DAY)) if "note" in role]
    assert roles == ["编者按：现选编几篇。", "供参考。", "按语：可学。"]
    texts = [text for text, _ in said(bulletin_page(noted, OFFICE, DAY))]
    assert texts.index("编者按：现选编几篇。") == texts.index("◆简讯1则") + 1
    assert texts.index("按语：可学。") == texts.index("召开动员大会") + 1


@pytest.mark.parametrize(
    "note", ["按：可学。", "按语：可学。", "编者按：可学。", "编辑按语:可学。"]
)
def test_a_note_with_a_head_of_its_own_keeps_it(note: str) -> None:
    page = bulletin_page(replace(ISSUE, note=note), OFFICE, DAY)
    assert of_role(page, "editor's note") == [note]


def test_an_edited_item_is_printed_as_edited() -> None:
    *others, last = ISSUE.items
    edited = replace(last, title="大会召开", text="一段。")
    page = bulletin_page(replace(ISSUE, items=(*others, edited)), OFFICE, DAY)
    assert of_role(page, "item title")[0] == "大会召开"
    assert "◆大会召开" in of_role(page, "contents")
    assert of_role(page, "body")[0] == "一段。"


def report(**more: object) -> Submission:
    return Submission("甲社区", "情况", date(2009, 5, 8), **more)  # type: ignore[arg-type]


SIGNED = report(
    partners=("乙社区", "丙社区"),
    authors=(Author("作者甲", "甲社区"), Author("作者乙", "乙社区"), Author("作者丁", "甲社区")),
)


@pytest.mark.parametrize(
    ("sent", "authors", "line"),
    [
        (report(), False, "（甲社区供稿）"),
        (report(), True, "（甲社区供稿）"),
        (SIGNED, False, "（甲社区、乙社区、丙社区供稿）"),
        (SIGNED, True, "（甲社区　作者甲、作者丁；乙社区　作者乙；丙社区）"),
    ],
)
def test_the_supplier_is_named_with_partners_and_authors(
    sent: Submission, authors: bool, line: str
) -> None:
    issue = replace(ISSUE, items=(BulletinItem(sent, "whole", 1),))
    page = bulletin_page(issue, OFFICE, DAY, replace(TERMS, authors=authors))
    assert of_role(page, "supplier") == [line]


def test_a_caption_is_what_was_written_else_a_name_in_words() -> None:
    pictures = tuple(
        Attachment(name, "", b"", caption=caption)
        for name, caption in [("IMG_1.jpg", "会场"), ("动员大会现场.jpg", None), ("2.jpg", None)]
    )
    issue = replace(ISSUE, items=(BulletinItem(report(), "whole", 1, pictures),))
    blocks = bulletin_page(issue, OFFICE, DAY).blocks
    captions = [one.caption for one in blocks if isinstance(one, Picture)]
    assert captions == ["会场", "动员大会现场", ""]


def test_the_foot_names_staff_recipients_and_copies() -> None:
    issue = replace(ISSUE, copies=50, also="区委办公室", editor="编者甲", signer="签者丙")
    page = bulletin_page(issue, OFFICE, DAY, TERMS)
    assert page.blocks[-7:] == (
        Paragraph("责任编辑：编者甲　签发：签者丙", "staff"),
        Paragraph("报：区委实践办", "foot"),
        Paragraph("送：各成员单位", "foot"),
        Paragraph("发：各社区", "foot"),
        Paragraph("本期增发：区委办公室", "foot"),
        Ends("街道实践办", "2009年5月12日印发", "foot ends"),
        Ends("", "共印50份", "foot ends"),
    )


def test_an_issue_with_nothing_in_it_still_is_a_page() -> None:
    page = bulletin_page(Bulletin(1, "工作简报", DAY), OFFICE, DAY)
    assert said(page) == [("工作简报", "masthead name"), ("（草稿）", "masthead issue")]


def test_what_is_changed_is_told_line_by_line() -> None:
    item = BulletinItem(report(text="第一段。\n第二段。\n第三段。\n"), "whole", 1)
    assert changes(item) == []
    edited = replace(item, text="第一段。\n第二段，已改。\n第三段。")
    assert changes(edited) == [
        "@@ -2,3 +2,3 @@",
        " 第一段。",
        "-第二段。",
        "+第二段，已改。",
        " 第三段。",
    ]


# In the file


def drafted(one: Ledger, *titles: str, extra: bool = False) -> Bulletin:
    """A draft with a report of each title, whole."""
    draft = bulletin.new(one, "工作简报", MAY_20, extra=extra)
    for title in titles:
        new = replace(report(text="原文。"), title=title)
        known = submission.alike(one, new, timedelta(days=99))
        sent = known[0] if known else submission.add(one, new)
        bulletin.add(one, bulletin.bulletin(one, draft.id), sent, "whole")
    return bulletin.bulletin(one, draft.id)


def issued(one: Ledger, *titles: str, on: date = MAY_20, extra: bool = False) -> Bulletin:
    return bulletin.issue(one, drafted(one, *titles, extra=extra), level="street", on=on)


def uses(one: Ledger) -> list[tuple[str, str | None]]:
    return [(use.title, use.issue) for use in adoption.adoptions(one, EVER) if use.issue]


def test_extra_issues_have_a_series_of_their_own(filled: Ledger) -> None:
    days = [MAY_20, MAY_20, date(2009, 5, 21), date(2010, 1, 4), date(2010, 1, 5)]
    extras = [False, True, True, True, False]
    with filled.writing():
        numbers = [
            (out.number, out.total)
            for n, (on, extra) in enumerate(zip(days, extras, strict=True))
            for out in [issued(filled, f"第{n}篇", on=on, extra=extra)]
        ]
    assert numbers == [(1, 1), (1, None), (2, None), (1, None), (1, 2)]


def test_a_report_may_be_in_an_issue_and_in_an_extra_one_of_the_same_day(filled: Ledger) -> None:
    with filled.writing():
        issued(filled, "入选")
        issued(filled, "入选", extra=True)
    assert uses(filled) == [("入选", "2009-1"), ("入选", "2009-增刊1")]


def test_extra_issues_follow_their_own_days(filled: Ledger) -> None:
    with filled.writing():
        issued(filled, "甲")
        issued(filled, "乙", on=date(2009, 5, 9), extra=True)
    with pytest.raises(errors.IssueTooEarly), filled.writing():
        issued(filled, "丙", on=date(2009, 5, 8), extra=True)


def test_an_edit_is_kept_beside_the_original_and_can_be_undone(filled: Ledger) -> None:
    with filled.writing():
        draft = drafted(filled, "入选")
        [item] = draft.items
        bulletin.edit_item(filled, draft, replace(item, title="改题", text="改文。", note="按"))
    [item] = bulletin.bulletin(filled, draft.id).items
    assert (item.title, item.text, item.note) == ("改题", "改文。", "按")
    assert (item.submission.title, item.submission.text) == ("入选", "原文。")
    with filled.writing():
        bulletin.edit_item(filled, draft, replace(item, title=None, text=None))
    [item] = bulletin.bulletin(filled, draft.id).items
    assert (item.printed_title, item.printed_text, item.note) == ("入选", "原文。", "按")


@pytest.mark.parametrize(
    ("position", "order"), [(1, "丙甲乙"), (2, "甲丙乙"), (3, "甲乙丙"), (9, "甲乙丙")]
)
def test_a_position_moves_the_others(filled: Ledger, position: int, order: str) -> None:
    with filled.writing():
        draft = drafted(filled, *"甲乙丙")
        bulletin.edit_item(filled, draft, replace(draft.items[2], position=position))
    items = bulletin.bulletin(filled, draft.id).items
    assert "".join(one.submission.title for one in items) == order
    assert [one.position for one in items] == [1, 2, 3]


def test_what_is_said_beside_the_items_is_kept(filled: Ledger) -> None:
    with filled.writing():
        draft = drafted(filled, "入选")
        told = replace(
            draft, note="按", copies=50, also="某办", editor="甲", checker="乙", signer="丙"
        )
        bulletin.edit(filled, draft, told)
    assert bulletin.bulletin(filled, draft.id) == told


def test_an_issue_stays_as_it_was_printed(filled: Ledger) -> None:
    with filled.writing():
        out = issued(filled, "入选")
        known = out.items[0].submission
        submission.edit(filled, known, replace(known, title="后改", text="后改。"))
    [item] = bulletin.bulletin(filled, out.id).items
    assert (item.printed_title, item.printed_text) == ("入选", "原文。")
    with pytest.raises(errors.BulletinIssued), filled.writing():
        bulletin.edit(filled, bulletin.bulletin(filled, out.id), out)
    with pytest.raises(errors.BulletinIssued), filled.writing():
        bulletin.edit_item(filled, bulletin.bulletin(filled, out.id), item)


def test_a_report_withdrawn_meanwhile_is_not_issued(filled: Ledger) -> None:
    with filled.writing():
        draft = drafted(filled, "入选")
        submission.withdraw(filled, draft.items[0].submission, "重复")
    with pytest.raises(errors.WithdrawnSubmission), filled.writing():
        bulletin.issue(filled, draft, level="street", on=MAY_20)
    assert bulletin.bulletin(filled, draft.id).issued is None


def test_withdrawing_takes_the_issue_s_uses_and_no_others(filled: Ledger) -> None:
    with filled.writing():
        out = issued(filled, "入选")
        ref = f"#{out.items[0].submission.id}"
        by_hand = Use(ref=ref, level="street", form="whole", on=MAY_20, issue="网站")
        adoption.add(filled, by_hand)
        bulletin.withdraw(filled, bulletin.bulletin(filled, out.id), "有误", date(2009, 5, 22))
    assert uses(filled) == [("入选", "网站")]
    back = bulletin.bulletin(filled, out.id)
    assert (back.number, back.withdrawn, back.withdrawn_on) == (1, "有误", date(2009, 5, 22))
    with filled.writing():
        assert issued(filled, "下一篇").number == 2


def test_only_an_issue_can_be_withdrawn_and_only_once(filled: Ledger) -> None:
    with filled.writing():
        draft, out = drafted(filled, "甲"), issued(filled, "乙")
    with pytest.raises(errors.BulletinNotIssued), filled.writing():
        bulletin.withdraw(filled, draft, "有误", MAY_20)
    with filled.writing():
        bulletin.withdraw(filled, bulletin.bulletin(filled, out.id), "有误", MAY_20)
    with pytest.raises(errors.BulletinWithdrawn), filled.writing():
        bulletin.withdraw(filled, bulletin.bulletin(filled, out.id), "有误", MAY_20)


DRAFT = "insert into bulletin (name, created_on, {columns}) values ('简报', '2009-05-08', {its})"


@pytest.fixture(scope="module")
def out(filled_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with an issue that is out, which nothing changes."""
    path = Path(shutil.copy(filled_file, tmp_path_factory.mktemp("out")))
    with closing(opened(path)) as one, one.writing():
        issued(one, "入选")
    return path


@pytest.mark.parametrize(
    "sql",
    [
        "update bulletin set extra = 2",
        "update bulletin set extra = 1",
        "update bulletin set extra_on = '2009-05-20', extra_number = 1",
        "update bulletin set extra_number = 1",
        "update bulletin set copies = 0",
        "update bulletin set copies = 'x'",
        "update bulletin set note = ''",
        "update bulletin set signer = 'a' || char(0)",
        "update bulletin set withdrawn = '误'",
        "update bulletin set withdrawn_on = '2009-05-20'",
        "update bulletin set withdrawn = '误', withdrawn_on = '2009-02-30'",
        "update bulletin_item set title = ''",
        "update bulletin_item set body = char(0)",
        DRAFT.format(columns="withdrawn, withdrawn_on", its="'误', '2009-05-09'"),
        DRAFT.format(columns="extra, extra_on", its="1, '2009-05-09'"),
        DRAFT.format(columns="extra, extra_number", its="1, 1"),
    ],
)
def test_what_no_issue_can_be_is_refused_by_the_file_itself(out: Path, sql: str) -> None:
    before = out.read_bytes()
    with closing(sqlite3.connect(out)) as other, pytest.raises(sqlite3.IntegrityError):
        other.execute(sql)
    assert out.read_bytes() == before


def test_an_issue_of_an_older_file_is_what_it_was(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    older(path)
    with closing(opened(path)) as now:
        assert now.rows("pragma user_version")[0][0] == SCHEMA
        [out] = bulletin.bulletins(now)
        assert (out.issued, out.number, out.total, out.extra) == (MAY_20, 3, 7, False)
        [item] = bulletin.bulletin(now, 1).items
        assert (item.printed_title, item.printed_text) == ("情况", "原文。")
        assert item.pictures[0].caption is None
        with now.writing():
            assert issued(now, "新篇", on=date(2009, 6, 1)).total == 8
        kept = shape(now)
    with create(tmp_path / "new.db") as fresh:
        assert shape(fresh) == kept


def older(path: Path) -> None:
    """A file of schema 2 with an issue that is out."""
    with of_schema(path, 2) as old:
        unit.add(old, Unit("甲社区", "community"))
        submission.add(old, report(text="原文。"))
        for sql in OF_THEN:
            old.change(sql)


OF_THEN = (
    "insert into bulletin values (1, '工作简报', '2009-05-18', '2009-05-20', 3, 7)",
    "insert into bulletin_item values (1, 1, 'whole', 1)",
    "insert into attachment (submission_id, name, sha256, content) values (1, '图', 'x', x'00')",
    (
        "insert into adoption (submission_id, level, adopted_on, bulletin_id) values"
        " (1, 'street', '2009-05-20', 1)"
    ),
)


def shape(ledger: Ledger) -> list[tuple[object, ...]]:
    return ledger.tuples("select type, name, sql from sqlite_schema order by type, name")


# Through the command line


def text_file(office: Program, text: str, name: str = "text.txt") -> Path:
    path = office.db.with_name(name)
    path.write_text(text, encoding="utf-8")
    return path


@made_once
def begun(office: Program) -> Program:
    """An office with a draft that holds two reports."""
    office.well("unit", "add", "甲社区", "--group", "community")
    text = text_file(office, "第一段。\n第二段。\n")
    for ref in ("a1", "a2"):
        about = ("--ref", ref, "--received", "2009-05-08", "--text", text)
        office.well("submission", "add", "甲社区", f"甲社区情况{ref}", *about)
    office.well("bulletin", "new")
    for ref in ("a1", "a2"):
        office.well("bulletin", "add", ref)
    return office


def test_a_draft_is_edited_shown_issued_and_withdrawn(begun: Program) -> None:
    begun.well("bulletin", "edit", "--note", "选编。", "--copies", "50", "--also", "某办")
    text = text_file(begun, "第一段。\n第二段，已改。\n", "edited.txt")
    begun.well("bulletin", "edit", 1, "--item", "a2", "--title", "改题", "--text", text)
    begun.well("bulletin", "edit", "--item", "a2", "--position", "1", "--item-note", "可学。")
    listed = begun("bulletin", "show", "--json").json
    assert [(one["ref"], one["edited"]) for one in listed["items"]] == [
        ("a2", ["title", "text", "note"]),
        ("a1", []),
    ]
    assert (listed["issue"]["copies"], listed["issue"]["note"]) == (50, "选编。")
    one = begun("bulletin", "show", "a2", "--json").json
    assert one["original"] == {"title": "甲社区情况a2", "text": "第一段。\n第二段。\n"}
    assert one["printed"] == {"title": "改题", "text": "第一段。\n第二段，已改。"}
    assert "+第二段，已改。" in begun.well("bulletin", "show", "a2").out.splitlines()
    begun.well("bulletin", "edit", "--item", "a2", "--original", "--note", "")
    assert begun("bulletin", "show", "a2", "--json").json["changes"] == []
    begun.well("bulletin", "issue", "--yes")
    assert begun("bulletin", "edit", 1, "--item", "a1", "--form", "brief").status == 4
    assert len(begun("adoption", "list", "--json").json["adoptions"]) == 2
    assert begun("bulletin", "withdraw", 1, "--reason", "有误").status == 2
    begun.well("bulletin", "withdraw", 1, "--reason", "有误", "--yes")
    assert begun("adoption", "list", "--json").json["adoptions"] == []
    [out] = begun("bulletin", "list", "--json").json["bulletins"]
    assert (out["number"], out["withdrawn"], out["extra"]) == (1, "有误", False)


def test_an_extra_issue_is_told_as_one(begun: Program) -> None:
    begun.well("bulletin", "issue", "--yes")
    begun.well("bulletin", "new", "--extra")
    assert "used by 街道 already" in begun("bulletin", "add", "a1").err
    assert "extra issue 1, 1 reports used" in begun("bulletin", "issue", "--yes").out
    path = begun.db.with_name("增刊.json")
    begun.well("export", "bulletin", "--bulletin", 2, "-o", path)
    assert '"增刊第1期"' in path.read_text(encoding="utf-8")
    assert "extra issue" in begun.well("bulletin", "list").out


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ((), "nothing-to-change"),
        (("--title", "题"), "usage"),
        (("--original",), "usage"),
        (("--note", "一", "--note-file", "x.txt"), "usage"),
        (("--copies", "0"), "out-of-range"),
        (("--item", "a1", "--position", "0"), "out-of-range"),
        (("--item", "a1", "--title", "长" * 201), "too-long"),
        (("--item", "a1", "--form", "半"), "unknown-word"),
        (("--item", "a9", "--title", "题"), "unknown-submission"),
    ],
)
def test_an_edit_that_cannot_be_is_refused(
    begun: Program, options: tuple[str, ...], code: str
) -> None:
    before = begun.db.read_bytes()
    ran = begun("bulletin", "edit", *options)
    assert f"error[{code}]" in ran.err
    assert begun.db.read_bytes() == before


@pytest.mark.parametrize(
    "words", [("show", "a9"), ("remove", "a9"), ("edit", "--item", "a9", "--title", "题")]
)
def test_a_report_that_a_draft_does_not_hold_is_told_from_an_unknown_one(
    begun: Program, words: tuple[str, ...]
) -> None:
    begun.well("submission", "add", "甲社区", "不在稿中", "--received", "2009-05-08", "--ref", "a9")
    ran = begun("bulletin", *words)
    assert (ran.status, ran.err) == (
        4,
        (
            "inforeport: error[not-in-bulletin]: a9 is not in issue or draft 1 of the bulletin\n"
            "inforeport: hint: what it holds: inforeport bulletin show --bulletin 1\n"
        ),
    )


# What must not spoil the paper


HOSTILE = "甲\x1b[31m社区\x07 [bold]<w:p>&amp; \u202e倒\u200b"


def drawn(office: Program, *options: str, status: int = 0) -> list[str]:
    """The paragraphs of the exported draft."""
    path = office.db.with_name("简报.docx")
    ran = office("export", "bulletin", "-o", path, *options)
    assert ran.status == status, ran
    paper = Document(str(path))
    every = paper.element.body.iter(qn("w:p"))  # those of the foot stand in a table
    return [Drawn(one, paper).text for one in every]


def test_marks_and_controls_are_text_or_nothing(begun: Program) -> None:
    note = text_file(begun, HOSTILE, "note.txt")
    begun.well("bulletin", "edit", "--note-file", note, "--also", HOSTILE, "--editor", HOSTILE)
    begun.well("bulletin", "edit", "--item", "a1", "--title", HOSTILE, "--item-note", HOSTILE)
    clean = "甲社区 [bold]<w:p>&amp; 倒"
    paragraphs = drawn(begun)
    assert sum(clean in one.replace("\n", "") for one in paragraphs) == 6  # the title twice
    assert clean in begun("bulletin", "show", "a1").out
    assert "\x1b" not in begun("bulletin", "show").out


def test_a_very_long_paragraph_and_title_are_printed_whole(begun: Program) -> None:
    long = "甲社区情况。" * 5000
    begun.well("bulletin", "edit", "--item", "a1", "--text", text_file(begun, long, "long.txt"))
    begun.well("bulletin", "edit", "--item", "a1", "--title", "长" * 200)
    paragraphs = drawn(begun)
    assert long in paragraphs
    assert "长" * 200 in [one.replace("\n", "") for one in paragraphs]


def test_a_draft_with_nothing_in_it_can_be_looked_at_but_not_issued(office: Program) -> None:
    office.well("bulletin", "new")
    assert "工作简报" in drawn(office)
    assert "error[bulletin-empty]" in office("bulletin", "issue", "--yes").err


def image(form: str, *, mode: str = "RGB", exif: Image.Exif | None = None) -> bytes:
    out = io.BytesIO()
    picture = Image.new(mode, (300, 200), 0)
    picture.save(out, form, **({"exif": exif} if exif else {}))
    return out.getvalue()


def sized(side: int) -> bytes:
    """A PNG that says to have so many pixels a side."""
    content = bytearray(image("PNG", mode="1"))
    content[16:24] = side.to_bytes(4, "big") * 2
    content[29:33] = zlib.crc32(content[12:29]).to_bytes(4, "big")
    return bytes(content)


def without_data() -> bytes:
    """A PNG whose head is followed by its end."""
    whole = image("PNG")
    return whole[:33] + whole[-12:]


def bad_pictures() -> Iterator[tuple[str, bytes]]:
    whole = image("JPEG")
    yield "半张", whole[: len(whole) // 2]
    yield "巨图", sized(40_000)
    yield "零图", sized(0)
    yield "缺图", without_data()
    yield "网页", b"<html><img src=x></html>"
    yield "图标", image("ICO")
    yield "矢量", b"<svg xmlns='http://www.w3.org/2000/svg'/>"
    yield "空", b""


@pytest.mark.parametrize(("name", "content"), [*bad_pictures()], ids=lambda one: str(one)[:4])
def test_bar_47_a_bad_picture_leaves_a_line_and_the_paper_is_made(
    begun: Program, name: str, content: bytes
) -> None:
    keep(begun, f"{name}.jpg", content)
    path = begun.db.with_name("简报.docx")
    ran = begun("export", "bulletin", "-o", path)
    assert ran.status == 3
    row, error, hint = ran.err.splitlines()
    assert row.startswith(f"简报.docx:1:{name}.jpg: error[picture-left-out]: ")
    assert error.endswith("简报.docx was written; pictures that could not be used: 1")
    assert "attach" in hint
    [line] = [one.text for one in Document(str(path)).paragraphs if name in one.text]
    assert "图片" in line


def keep(office: Program, name: str, content: bytes) -> None:
    """Keep a file with report a1 as another program might have done, unlooked at."""
    with closing(opened(office.db)) as ledger, ledger.writing():
        submission.attach(ledger, submission.submission(ledger, "a1"), name, content)


@pytest.mark.parametrize(
    ("form", "mode"),
    [
        *(("JPEG", mode) for mode in ("CMYK", "L", "RGB")),
        *(("PNG", mode) for mode in ("1", "P", "LA", "RGBA", "I;16")),
        *((form, "RGB") for form in ("GIF", "BMP", "TIFF", "WEBP")),
    ],
)
def test_bar_47_a_good_picture_of_any_make_is_printed(begun: Program, form: str, mode: str) -> None:
    path = begun.db.with_name(f"picture.{form.lower()}")
    path.write_bytes(image(form, mode=mode))
    begun.well("submission", "attach", "a1", path, "--caption", "会场")
    assert "会场" in drawn(begun)


def test_bar_48_a_photograph_is_upright_and_does_not_say_where(begun: Program) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    exif[0x0110] = "SECRETPHONE"
    exif.get_ifd(0x8825)[1] = "N"
    path = begun.db.with_name("photo.jpg")
    path.write_bytes(image("JPEG", exif=exif))
    begun.well("submission", "attach", "a1", path)
    drawn(begun)
    with ZipFile(begun.db.with_name("简报.docx")) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    [picture] = [content for name, content in parts.items() if "media" in name]
    with Image.open(io.BytesIO(picture)) as printed:
        assert printed.size == (200, 300)
        assert not printed.getexif()
    assert not any(b"SECRETPHONE" in content for content in parts.values())


def test_a_caption_is_kept_and_can_be_given_later(begun: Program) -> None:
    path = begun.db.with_name("IMG_1.png")
    path.write_bytes(image("PNG"))
    begun.well("submission", "attach", "a1", path)
    assert "会场" not in drawn(begun)
    begun.well("submission", "attach", "a1", path, "--caption", "会场")
    assert "会场" in drawn(begun, "--force")
    begun.well("submission", "attach", "a1", path)
    assert drawn(begun, "--force").count("会场") == 1
