"""A report in a Word file: its title, its text, whose it is, its day and its pictures."""

import io
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest

from conftest import Program
from inforeport.errors import FileUnreadable, MarkedSecret
from inforeport.intake import drafts
from inforeport.intake.around import around, day_line, signature
from inforeport.intake.asked import Asked
from inforeport.intake.word import letter
from inforeport.model import Author, Problem, Submission
from inforeport.model.letters import Letter, Piece
from typed_up import W, body, box, docx, para, picture, png, run, table, title

STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
TODAY = date(2009, 6, 3)
ASKED = Asked(today=TODAY)
FIRST = "5月7日，甲社区开展消防演练，居民二百多人参加。"
SECOND = "居民代表说：“很及时。”"


def read(*blocks: str, name: str = "信息(1).docx", **parts: object) -> Letter:
    """The letter that a Word file of these blocks makes."""
    return letter(docx(*blocks, **parts), name, ASKED)  # type: ignore[arg-type]


def only(*blocks: str, name: str = "信息(1).docx", **parts: object) -> Piece:
    """The one report in it."""
    (piece,) = read(*blocks, name=name, **parts).pieces
    return piece


def codes(problems: Iterable[Problem]) -> list[str]:
    return [one.code for one in problems]


# The usual report


def test_a_report_has_title_unit_author_day_and_text() -> None:
    came = read(
        title("甲社区开展消防演练"),
        para("（供稿：甲社区 张三）", align="center"),
        body(FIRST),
        body(SECOND),
        para("2009年5月8日", align="right", size=32),
    )
    (piece,) = came.pieces
    assert (piece.place, piece.fact, piece.doubts, came.passed) == ("第1篇", "submission", (), ())
    assert piece.cells == {
        "title": "甲社区开展消防演练",
        "unit": "甲社区",
        "authors": "张三",
        "received": "2009-05-08",
        "text": f"{FIRST}\n{SECOND}",
    }
    (drafted,) = drafts(came, {"forms": {}, "levels": {}})
    assert drafted.draft
    assert drafted.draft.record == Submission(
        unit="甲社区",
        title="甲社区开展消防演练",
        received=date(2009, 5, 8),
        text=f"{FIRST}\n{SECOND}",
        authors=(Author("张三", ""),),
    )


@pytest.mark.parametrize(
    "first",
    [
        para("甲社区开展消防演练", align="center"),
        para("甲社区开展消防演练", size=36),
        para("甲社区开展消防演练", bold=True),
        para("甲社区开展消防演练", style="T"),
        para("甲社区开展消防演练"),
    ],
)
def test_a_title_stands_out_or_is_a_short_first_line(first: str) -> None:
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:styleId="T">'
        '<w:name w:val="heading 1"/></w:style></w:styles>'
    )
    piece = only(first, para(FIRST), parts={"word/styles.xml": styles})
    assert (piece.cells["title"], piece.cells["text"]) == ("甲社区开展消防演练", FIRST)
    assert piece.doubts == ()


@pytest.mark.parametrize(
    "head",
    [
        (title("关于甲社区开展消防演练\n情况的报告"),),
        (title("关于甲社区开展消防演练"), title("情况的报告")),
    ],
)
def test_a_title_that_is_broken_is_put_together(head: tuple[str, ...]) -> None:
    assert only(*head, body(FIRST)).cells["title"] == "关于甲社区开展消防演练情况的报告"


def test_a_title_may_exclaim() -> None:
    assert only(title("让老人笑起来！"), body(FIRST)).cells["title"] == "让老人笑起来！"


@pytest.mark.parametrize(
    "blocks",
    [
        (para("甲社区"), para("开展消防演练"), para(FIRST)),
        (para("甲社区", align="center"), title("开展消防演练"), body(FIRST)),
        (para("开展消防演练"), para("甲社区"), para(FIRST)),
        (title("开展消防演练"), para("甲社区", align="center"), body(FIRST)),
        (para("开展消防演练"), para(FIRST), para("甲社区")),
    ],
)
def test_a_unit_on_a_line_of_its_own_is_no_title(blocks: tuple[str, ...]) -> None:
    piece = only(*blocks)
    assert piece.doubts == ()
    assert piece.cells == {"unit": "甲社区", "title": "开展消防演练", "text": FIRST}


def test_a_title_may_break_behind_its_unit() -> None:
    for blocks in ((title("甲社区\n开展消防演练"),), (title("甲社区"), title("开展消防演练"))):
        piece = only(*blocks, body(FIRST))
        assert (piece.cells["title"], "unit" in piece.cells) == ("甲社区开展消防演练", False)
    piece = only(title("甲社区召开"), title("动员大会"), body(FIRST))
    assert (piece.cells["title"], "authors" in piece.cells) == ("甲社区召开动员大会", False)


def test_a_unit_between_two_texts_is_doubted() -> None:
    piece = only(
        *(para("开展消防演练"), para(FIRST), para("甲社区")),
        *(para("召开动员会"), para(SECOND), para("乙社区")),
    )
    assert codes(piece.doubts) == ["several-reports"]


def test_a_second_title_below_a_dash_goes_with_the_first() -> None:
    piece = only(title("防患未然"), para("——甲社区开展消防演练", align="center"), body(FIRST))
    assert piece.cells["title"] == "防患未然——甲社区开展消防演练"


def test_two_lines_that_both_might_be_the_title_are_doubted() -> None:
    second = para("甲社区的消防演练很及时也很好看", align="center", size=36)
    piece = only(title("防患未然"), second, body(FIRST))
    assert codes(piece.doubts) == ["title"]


def test_without_a_title_its_first_sentence_is_proposed() -> None:
    piece = only(body(f"{FIRST}{SECOND}"), body(SECOND))
    assert codes(piece.doubts) == ["no-title"]
    assert piece.cells["title"] == FIRST.removesuffix("。")
    assert piece.cells["text"] == f"{FIRST}{SECOND}\n{SECOND}"


def test_a_first_line_that_is_a_greeting_or_a_number_is_no_title() -> None:
    for first in ("领导您好：", "一、基本情况"):
        assert codes(only(body(first), body(FIRST)).doubts) == ["no-title"]


def test_the_masthead_of_a_bulletin_is_no_title() -> None:
    came = read(
        para("甲社区信息", align="center", size=72),
        para("第3期", align="center"),
        title("甲社区开展消防演练"),
        body(FIRST),
    )
    assert came.pieces[0].cells["title"] == "甲社区开展消防演练"
    assert codes(came.passed) == ["left-out", "left-out"]


# Whose it is, who wrote it, when


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("供稿：甲社区 张三", {"unit": "甲社区", "authors": "张三"}),
        ("（甲社区供稿）", {"unit": "甲社区"}),
        ("（张三供稿）", {"authors": "张三"}),
        ("(甲社区张三)", {"unit": "甲社区", "authors": "张三"}),
        (
            "（甲社区居委会 张三 5月8日）",
            {"unit": "甲社区居委会", "authors": "张三", "received": "2009-05-08"},
        ),
        ("（甲社区、乙社区）", {"unit": "甲社区", "with": "乙社区"}),
        ("【甲社区】", {"unit": "甲社区"}),
        ("【甲社区工作动态】", {"unit": "甲社区"}),
        ("【甲社区要闻】", None),
        (
            "报送单位：甲社区（盖章）　报送时间：5月8日",
            {"unit": "甲社区", "received": "2009-05-08"},
        ),
        ("报送单位（盖章）：某某俱乐部", {"unit": "某某俱乐部"}),
        ("（文字:蔡某,审核:徐某）", {"authors": "蔡某", "": "审核"}),
        ("（文/房某）", {"authors": "房某"}),
        ("作 者：张三、李四", {"authors": "张三;李四"}),
        ("（特约通讯员：李某）", {"authors": "李某"}),
        ("通讯员 李某 张三", {"authors": "李某;张三"}),
        ("信息员队伍建设", None),
        ("二〇〇九年五月二十八日", {"received": "2009-05-28"}),
        ("（2009-05-08）", {"received": "2009-05-08"}),
        ("联系电话：8133360", {"": "联系电话"}),
        ("（图为活动现场）", None),
        ("（完）", None),
        ("甲社区开展活动", None),
        ("报送：甲社区开展了活动。效果很好", None),
        ("5.8", None),
        ("", None),
    ],
)
def test_a_line_around_a_text_tells_of_it(line: str, cells: dict[str, str] | None) -> None:
    assert around(line, TODAY) == cells


def test_a_day_without_a_year_is_the_newest_that_has_begun_or_stays_unread() -> None:
    assert day_line("12月28日", TODAY) == "2008-12-28"
    assert day_line("5月8日", None) is None
    assert day_line("2009年5月8日", None) == "2009-05-08"


def test_a_signature_names_a_unit() -> None:
    assert signature("甲社区 张三", TODAY) == {"unit": "甲社区", "authors": "张三"}
    assert signature("张三", TODAY) is None
    assert signature("会议，讲话", TODAY) is None


@pytest.mark.parametrize(
    "last",
    [
        (para("甲社区", align="right"), para("5月8日", align="right")),
        (para("甲社区"), para("二○○九年五月八日")),
        (para("（甲社区）　5月8日"),),
    ],
)
def test_unit_and_day_stand_below_the_text(last: tuple[str, ...]) -> None:
    piece = only(title("开展消防演练"), body(FIRST), *last)
    if len(last) == 2:
        assert (piece.cells["unit"], piece.cells["received"]) == ("甲社区", "2009-05-08")
        assert piece.cells["text"] == FIRST
    else:  # in no form that is known: it stays in the text, and the unit is asked for
        assert "unit" not in piece.cells


def test_the_supplier_may_stand_behind_the_last_sentence() -> None:
    piece = only(title("开展消防演练"), body(f"{FIRST}（甲社区 张三）"))
    assert piece.cells["text"] == FIRST
    assert (piece.cells["unit"], piece.cells["authors"]) == ("甲社区", "张三")


def test_what_stands_in_brackets_behind_a_sentence_and_is_no_supplier_stays() -> None:
    piece = only(title("开展消防演练"), body(f"{FIRST}（略）"))
    assert piece.cells["text"] == f"{FIRST}（略）"


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("5月/甲社区信息(1).docx", "甲社区"),
        ("【甲社区】消防演练.docx", "甲社区"),
        ("消防演练（甲社区居委会）.docx", "甲社区居委会"),
        ("2009年5月甲社区.docx", "甲社区"),
        ("甲社区/新建 Microsoft Word 文档.docx", "甲社区"),
        ("甲社区开展消防演练.docx", None),
        ("信息.docx", None),
    ],
)
def test_where_the_text_names_no_unit_the_name_of_the_file_may(name: str, unit: str | None) -> None:
    assert only(title("开展消防演练"), body(FIRST), name=name).cells.get("unit") == unit


def test_the_text_is_believed_before_the_name_of_the_file() -> None:
    piece = only(title("消防演练"), body(FIRST), para("（乙社区）"), name="甲社区信息.docx")
    assert piece.cells["unit"] == "乙社区"


def test_two_units_for_one_report_are_doubted() -> None:
    piece = only(title("消防演练"), para("（乙社区）"), body(FIRST), para("供稿：甲社区"))
    assert codes(piece.doubts) == ["two-units"]
    same = only(title("消防演练"), para("（甲社区）"), body(FIRST), para("供稿：甲社区居委会"))
    assert (same.doubts, same.cells["unit"]) == ((), "甲社区")


def test_what_no_field_holds_is_left_out_and_said() -> None:
    came = read(title("消防演练"), body(FIRST), para("审核：李四　联系电话：8133360"))
    assert came.pieces[0].cells["text"] == FIRST
    assert [str(one.what) for one in came.passed] == ["left out: 审核 联系电话"]


# Several in one file


def test_reports_are_cut_apart_behind_their_suppliers() -> None:
    came = read(
        title("甲社区开展消防演练"),
        body(FIRST),
        para("（甲社区供稿）", align="right"),
        title("乙社区召开动员会"),
        body("5月8日，乙社区召开动员会。"),
        para("（乙社区 李四）", align="right"),
    )
    told = [(one.place, one.cells["unit"], one.cells["title"], one.doubts) for one in came.pieces]
    assert told == [
        ("第1篇", "甲社区", "甲社区开展消防演练", ()),
        ("第2篇", "乙社区", "乙社区召开动员会", ()),
    ]


def test_reports_are_cut_apart_before_titles_with_suppliers_below() -> None:
    came = read(
        title("甲社区开展消防演练"),
        para("（甲社区）", align="center"),
        body(FIRST),
        title("乙社区召开动员会"),
        para("（乙社区）", align="center"),
        body("5月8日，乙社区召开动员会。"),
    )
    told = [(one.cells["unit"], one.cells["title"], one.cells["text"]) for one in came.pieces]
    assert told == [
        ("甲社区", "甲社区开展消防演练", FIRST),
        ("乙社区", "乙社区召开动员会", "5月8日，乙社区召开动员会。"),
    ]


def test_reports_are_cut_apart_below_unit_and_day() -> None:
    came = read(
        *(title("开展消防演练"), body(FIRST), para("甲社区"), para("5月8日")),
        *(title("召开动员会"), body(SECOND), para("乙社区"), para("5月9日")),
    )
    told = [(one.cells["unit"], one.cells["received"]) for one in came.pieces]
    assert told == [("甲社区", "2009-05-08"), ("乙社区", "2009-05-09")]


def test_what_may_be_several_reports_is_doubted() -> None:
    piece = only(title("开展消防演练"), body(FIRST), title("召开动员会"), body(SECOND))
    assert codes(piece.doubts) == ["several-reports"]


def test_headings_inside_a_text_do_not_cut_it() -> None:
    piece = only(title("消防演练"), body(FIRST), para("一、做法", bold=True), body(SECOND))
    assert piece.doubts == ()
    assert piece.cells["text"] == f"{FIRST}\n一、做法\n{SECOND}"


def test_an_annex_below_the_supplier_goes_with_the_report() -> None:
    piece = only(title("消防演练"), body(FIRST), para("（甲社区供稿）"), para("附件：名单"))
    assert (piece.cells["text"], piece.cells["unit"]) == (f"{FIRST}\n附件：名单", "甲社区")


def test_a_supplier_in_the_middle_of_a_text_is_doubted() -> None:
    piece = only(
        title("消防演练"),
        para("（甲社区供稿）"),
        para("居民说好"),
        para("（乙社区供稿）"),
        body(FIRST),
    )
    assert codes(piece.doubts) == ["several-reports"]


# What else a file holds


def test_tables_boxes_and_breaks_are_text() -> None:
    piece = only(
        title("消防演练"),
        body("参加的有：\n居民二百多人。"),
        table(("居民", "人数"), ("甲", "200")),
        box(body("演练很及时。")),
        body(SECOND),
    )
    wanted = "参加的有：\n居民二百多人。\n居民\t人数\n甲\t200\n演练很及时。\n"
    assert piece.cells["text"] == f"{wanted}{SECOND}"


def test_a_table_of_one_column_only_frames_a_text() -> None:
    framed = f"<w:tbl><w:tr><w:tc>{title('消防演练')}{body(FIRST)}</w:tc></w:tr></w:tbl>"
    piece = only(framed)
    assert (piece.cells["title"], piece.cells["text"]) == ("消防演练", FIRST)


def test_deleted_moved_and_hidden_text_is_left_out() -> None:
    hidden = run("看不见的话。", hidden=True)
    gone = "<w:del><w:r><w:delText>删去的话。</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{run('移走的话。')}</w:moveFrom><w:ins>{run('加上的话。')}</w:ins>"
    came = read(title("消防演练"), para(FIRST, size=32, more=hidden + gone + moved))
    assert came.pieces[0].cells["text"] == f"{FIRST}加上的话。"
    assert codes(came.passed) == ["hidden-text"]


def test_the_numbers_of_a_list_are_part_of_the_text() -> None:
    numbering = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0">'
        '<w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>'
        '<w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    )

    def item(text: str, level: int) -> str:
        number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
        return f"<w:p><w:pPr>{number}</w:pPr>{run(text, size=32)}</w:p>"

    items = (
        ("发动群众。", 0),
        ("上门。", 1),
        ("张贴。", 1),
        ("总结经验。", 0),
        ("评比。", 1),
        ("好。", 2),
    )
    piece = only(
        title("消防演练"), *(item(*one) for one in items), parts={"word/numbering.xml": numbering}
    )
    wanted = ["一、发动群众。", "1.上门。", "2.张贴。", "二、总结经验。", "1.评比。", "好。"]
    assert piece.cells["text"].split("\n") == wanted


def test_a_file_of_the_strict_kind_is_read() -> None:
    content = docx(title("消防演练"), body(FIRST))
    strict = docx()

    with ZipFile(io.BytesIO(content)) as archive:
        text = archive.read("word/document.xml").decode()
    strict = docx(
        parts={
            "word/document.xml": text.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
        }
    )
    assert letter(strict, "a.docx", ASKED).pieces[0].cells["title"] == "消防演练"


def test_pictures_come_with_what_stands_below_them() -> None:
    came = read(
        title("消防演练"),
        body(FIRST),
        picture("p1"),
        para("图为演练现场", align="center"),
        picture("p2"),
        body(SECOND),
        picture("p3"),
        picture("p4"),
        relations={"p1": "media/a.png", "p2": "media/b.png", "p3": "media/c.emf", "p4": "../NULL"},
        parts={"word/media/a.png": png(1), "word/media/b.png": png(2), "word/media/c.emf": b"EMF"},
    )
    (piece,) = came.pieces
    assert piece.cells["text"] == f"{FIRST}\n{SECOND}"
    assert piece.cells["pictures"] == "4"
    told = [(one.name, one.caption, one.content) for one in piece.images]
    assert told == [("a.png", "图为演练现场", png(1)), ("b.png", None, png(2))]
    assert codes(came.passed) == ["picture", "picture"]


def test_headers_and_footers_are_no_text() -> None:
    header = f'<w:hdr xmlns:w="{W}">{para("某某单位")}</w:hdr>'
    piece = only(title("消防演练"), body(FIRST), parts={"word/header1.xml": header})
    assert piece.cells["text"] == FIRST


# What is not taken in


@pytest.mark.parametrize(
    "mark", ["秘密", "机密★1年", "绝 密", "密级：秘密", "【机密】", "秘密★长期"]
)
def test_a_text_marked_secret_is_refused(mark: str) -> None:
    with pytest.raises(MarkedSecret):
        read(para(mark), title("消防演练"), body(FIRST))
    with pytest.raises(MarkedSecret):
        read(title("消防演练"), body(FIRST), box(para(mark)))
    header = f'<w:hdr xmlns:w="{W}">{para(mark)}</w:hdr>'
    with pytest.raises(MarkedSecret):
        read(title("消防演练"), body(FIRST), parts={"word/header1.xml": header})


def test_a_text_may_speak_of_secrets() -> None:
    piece = only(title("机密文件管理培训"), body("5月7日，甲社区讲解了保守秘密的办法。"))
    assert piece.cells["title"] == "机密文件管理培训"


def test_what_is_no_word_file_is_refused_with_the_reason() -> None:
    for content in (b"", b"PK\x03\x04", docx()[:200], b"\xd0\xcf\x11\xe0" * 50):
        with pytest.raises(FileUnreadable):
            letter(content, "a.docx", ASKED)


# Through the commands


def test_a_word_file_is_a_list_of_reports(office: Program, tmp_path: Path) -> None:
    office.well("unit", "add", "甲社区", "--group", "community")
    file = tmp_path / "信息.docx"
    file.write_bytes(docx(title("消防演练"), body(FIRST), para("甲社区"), para("2009-05-08")))
    ran = office("submission", "import", file)
    assert (ran.status, ran.out) == (0, "added: 1, on file already: 0, refused: 0\n")
    assert office.well("submission", "import", file).out.startswith("added: 0, on file already: 1")
    (shown,) = office.well("submission", "list", "--json").json["submissions"]
    assert (shown["unit"], shown["title"], shown["received"]) == (
        "甲社区",
        "消防演练",
        "2009-05-08",
    )
    wrong = office("unit", "import", file)
    assert wrong.status == 3
    assert "信息.docx:第1篇: error[other-fact]: these are reports" in wrong.err


def test_the_text_of_a_report_may_be_a_word_file(office: Program, tmp_path: Path) -> None:
    office.well("unit", "add", "甲社区", "--group", "community")
    file = tmp_path / "信息.docx"
    file.write_bytes(docx(title("消防演练"), body(FIRST), para("（甲社区供稿）")))
    office.well("submission", "add", "甲社区", "消防", "--text", file)
    assert office.well("submission", "show", "#1", "--json").json["text"] == FIRST
    ran = office("submission", "edit", "#1", "--text", "-", stdin=f"{SECOND}\n".encode())
    assert ran.out == "changed: #1\n"
    assert office.well("submission", "show", "#1", "--json").json["text"].strip() == SECOND
