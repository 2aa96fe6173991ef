"""The HTML page, read by a parser that did not write it: what it says, what it asks for."""

import io
import re
from base64 import b64decode
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser

from PIL import Image

from inforeport.documents.page import (
    Block,
    Column,
    Ends,
    Field,
    Form,
    Heading,
    Page,
    PageBreak,
    Paragraph,
    Picture,
    Table,
)
from inforeport.render.html import draw

UNIT = Column("unit", "单位", "left")
TABLE = Table(
    "统计表", (UNIT, Column("total", "总分", "right")), (("甲", Decimal(-20)),), "单位：分"
)
NO_END = {"br", "img", "meta"}


@dataclass
class Read(HTMLParser):
    """The elements of a page in their order, each with its own text."""

    elements: list[tuple[str, dict[str, str | None], list[str]]] = field(default_factory=list)
    within: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs), []))
        if tag not in NO_END:
            self.within.append(len(self.elements) - 1)

    def handle_endtag(self, tag: str) -> None:
        assert self.elements[self.within.pop()][0] == tag  # every element is closed where it should

    def handle_data(self, data: str) -> None:
        if self.within:
            self.elements[self.within[-1]][2].append(data)

    def texts(self, tag: str) -> list[str]:
        """The texts of all elements of one kind."""
        return ["".join(said) for name, _, said in self.elements if name == tag]

    def attributes(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of all elements of one kind."""
        return [its for name, its, _ in self.elements if name == tag]


def drawn(*blocks: Block, language: str = "zh") -> str:
    return draw(Page("通报<1>", "街道&办", date(2009, 6, 3), blocks), language).decode()


def read(*blocks: Block) -> Read:
    page = Read()
    page.feed(drawn(*blocks))
    page.close()
    assert page.within == []
    return page


def photograph() -> bytes:
    about = Image.Exif()
    about.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    Image.new("RGB", (300, 200), "navy").save(out, "JPEG", exif=about)
    return out.getvalue()


def test_headings_and_paragraphs_keep_their_roles() -> None:
    page = read(
        Paragraph("关于信息报送的通报", "title"),
        Heading("一、总体情况"),
        Heading("（一）社区", 2),
        Paragraph("第一行\n第二行"),
        Paragraph("按语", "editor's note"),
        Ends("街道实践办", "2009年6月3日"),
    )
    assert page.texts("h1") == ["关于信息报送的通报"]
    assert (page.texts("h2"), page.texts("h3")) == (["一、总体情况"], ["（一）社区"])
    assert [its["class"] for its in page.attributes("p")] == [
        "body",
        "editors-note",
        "ends masthead-ends",
    ]
    assert "第一行<br>第二行" in drawn(Paragraph("第一行\n第二行"))


def test_the_page_says_its_language_title_and_issuer() -> None:
    page = read()
    assert page.attributes("html") == [{"lang": "zh-CN"}]
    assert page.texts("title") == ["通报<1>"]
    assert {"name": "author", "content": "街道&办"} in page.attributes("meta")
    assert 'lang="en"' in drawn(language="en")


def test_a_table_has_a_caption_heads_with_a_scope_and_aligned_cells() -> None:
    page = read(TABLE)
    assert page.texts("span") == ["统计表", "单位：分"]
    assert page.attributes("th") == [{"scope": "col"}] * 2
    assert page.texts("td") == ["甲", "-20"]
    assert [its["class"] for its in page.attributes("td")] == ["left", "right figure"]


def test_heads_of_two_rows_span_what_they_stand_over() -> None:
    columns = (UNIT, Column("a", "报送", over="五月"), Column("b", "采用", over="五月"))
    page = read(Table("", columns, ()))
    assert page.texts("th") == ["单位", "五月", "报送", "采用"]
    assert page.attributes("th") == [
        {"scope": "col", "rowspan": "2"},
        {"scope": "colgroup", "colspan": "2"},
        {"scope": "col"},
        {"scope": "col"},
    ]
    assert page.attributes("caption") == []


def test_days_are_written_as_on_paper() -> None:
    table = Table("", (UNIT,), ((date(2009, 5, 8),),))
    assert read(table).texts("td") == ["2009年5月8日"]


def test_a_form_has_a_place_for_each_field() -> None:
    page = read(Form(((Field("填报单位", "甲社区"), Field("领导意见", lines=3)),)))
    assert page.texts("th") == ["填报单位", "领导意见"]
    assert page.texts("td") == ["甲社区", ""]
    assert page.attributes("td")[1]["style"] == "height: 6em"


def test_a_row_of_a_form_is_not_scrolled_and_leaves_room_beside_its_labels() -> None:
    text = drawn(Form(((Field("原因分析", lines=5),),)))
    assert '<div class="table"><table class="form">' not in text
    assert "table-layout: fixed" in text
    assert "table.form th { width: 7em; }" in text


def test_the_number_of_a_report_is_not_broken_and_no_name_stands_sign_below_sign() -> None:
    columns = (Column("ref", "编号"), Column("unit", "单位"))
    page = read(Table("", columns, (("2009-017", "甲社区"),)))
    assert [its["class"] for its in page.attributes("td")] == ["centre figure", "centre"]
    assert "td.centre { min-width: 3em; }" in drawn()


def test_annexes_stand_below_each_other_in_their_list() -> None:
    """附件： stands two characters in, and each name below the first."""
    text = drawn(Paragraph("附件：1．甲表\n2．乙表", "annex list"))
    assert '<p class="annex-list">附件：1．甲表<br>2．乙表</p>' in text
    assert ".annex-list { padding-left: 5em; text-indent: -3em; }" in text


def test_a_page_break_begins_a_section_which_may_be_turned() -> None:
    page = read(Paragraph("正文"), PageBreak(), TABLE, PageBreak(turned=True), TABLE)
    assert page.attributes("section") == [{}, {}, {"class": "turned"}]


def test_a_picture_is_in_the_page_without_its_metadata() -> None:
    (its,) = read(Picture(photograph(), "会场.jpg", "会场")).attributes("img")
    kind, content = (its["src"] or "").split(",")
    assert kind == "data:image/jpeg;base64"
    assert b"Exif" not in b64decode(content)
    assert its["alt"] == "会场"


def test_a_bad_picture_leaves_a_line() -> None:
    page = read(Picture(b"<html>", "坏图.jpg", "会场"))
    assert page.attributes("img") == []
    assert "坏图.jpg" in page.texts("p")[0]


def test_nothing_is_run_and_nothing_is_asked_for() -> None:
    hostile = '<script>x()</script><img src=//a onerror=x()>" onload="x()&#60;'
    page = read(
        Paragraph(hostile),
        Heading(hostile),
        Table(hostile, (Column("a", hostile),), ((hostile,),)),
        Form(((Field(hostile, hostile),),)),
        Picture(b"", hostile, hostile),
        Picture(photograph(), hostile, hostile),
    )
    tags = {name for name, _, _ in page.elements}
    assert not tags & {"script", "link", "iframe", "object", "form"}
    assert page.texts("h2") == page.texts("td")[:1] == [hostile]
    names = {name for _, its, _ in page.elements for name in its}
    assert not {name for name in names if name.startswith("on")}
    style = "".join(page.texts("style"))
    assert not re.search(r"url\(|@import|http", style)
    assert "size: A4" in style


def test_what_commands_a_screen_is_gone() -> None:
    page = drawn(Paragraph("甲\x1b[31m社区\x00\u202e"))
    assert "甲社区" in page
    assert not re.search(r"[\x00-\x09\x0b-\x1f\u202e]", page)


def test_a_blank_of_a_table_has_the_room_for_a_hand() -> None:
    columns = (Column("unit", "单位"), Column("mobile", "手机", by_hand=True))
    text = drawn(Table("", columns, (("甲社区", None),)))
    assert '<td class="centre phone"></td>' in text
    assert "td.phone { min-width: 35mm; }" in text
