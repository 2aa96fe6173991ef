"""The Word file, opened again: styles, measures, tables, pictures, and the same bytes each time."""

import io
import re
import struct
import zlib
from datetime import date
from decimal import Decimal
from itertools import accumulate, pairwise
from pathlib import Path
from typing import get_args
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as Paper
from docx.oxml.ns import qn
from docx.shared import Mm
from PIL import Image

from inforeport.documents.page import (
    Block,
    Column,
    Ends,
    Heading,
    Kind,
    Page,
    PageBreak,
    Paragraph,
    Phrase,
    Picture,
    Role,
    Several,
    Table,
)
from inforeport.files.picture import UnusablePictureError, printable
from inforeport.render.lines import balanced, width
from inforeport.render.measure import head_lines, set_in
from inforeport.render.template import SHIPPED
from inforeport.render.widths import Said, asks, laid
from inforeport.render.word import draw
from roles import role, roles, styled

TABLE = Table(
    caption="社区统计表",
    columns=(Column("unit", "单位", "left"), Column("total", "总分", "right")),
    rows=(("甲社区", Decimal("31.0")), ("乙社区", Decimal(-20))),
    unit_note="单位：分",
)


def page(*blocks: Block) -> Page:
    return Page("通报", "街道实践办", date(2009, 6, 3), blocks)


def opened(*blocks: Block) -> Paper:
    return Document(io.BytesIO(draw(page(*blocks), "zh")))


def photograph(*, wide: int = 300, high: int = 200, form: str = "JPEG", turned: int = 1) -> bytes:
    """A picture with a position and an orientation in its metadata."""
    about = Image.Exif()
    about[0x0112] = turned
    about.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    Image.new("RGB", (wide, high), "navy").save(out, form, exif=about, comment=b"secret")
    return out.getvalue()


def test_each_role_has_a_style_with_an_east_asian_font_in_the_template() -> None:
    paper = opened()
    for name in (*get_args(Role), "masthead ends", "foot ends", "heading 1", "heading 2"):
        fonts = styled(paper, name).element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        assert fonts.get(qn("w:eastAsia")) in {"仿宋", "楷体", "黑体", "宋体", "方正小标宋简体"}


def test_the_page_is_a4_with_the_margins_of_the_standard_and_numbers_on_both_sides() -> None:
    paper = opened()
    section = paper.sections[0]
    edges = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(edge.mm) for edge in edges if edge] == [37, 35, 28, 26]
    assert paper.settings.odd_and_even_pages_header_footer
    footers = (section.footer.paragraphs[0], section.even_page_footer.paragraphs[0])
    assert [footer.alignment for footer in footers] == [None, None]
    assert roles(footers) == [
        "page number odd",
        "page number even",
    ]


def test_body_text_is_set_as_28_characters_a_line_and_22_lines_a_page() -> None:
    style = styled(opened(), "body").element
    assert style.find(f"{qn('w:rPr')}/{qn('w:sz')}").get(qn("w:val")) == "32"
    assert style.find(f"{qn('w:rPr')}/{qn('w:spacing')}").get(qn("w:val")) == "-5"
    spacing = style.find(f"{qn('w:pPr')}/{qn('w:spacing')}")
    assert (spacing.get(qn("w:line")), spacing.get(qn("w:lineRule"))) == ("579", "exact")
    indent = style.find(f"{qn('w:pPr')}/{qn('w:ind')}")
    assert indent.get(qn("w:firstLineChars")) == "200"


def test_the_file_says_who_issued_it_and_when_and_nothing_else() -> None:
    about = opened().core_properties
    assert (about.title, about.author) == ("通报", "街道实践办")
    assert about.created is not None
    assert about.created.date() == about.modified.date() == date(2009, 6, 3)


def test_two_draws_give_the_same_bytes() -> None:
    blocks = (Paragraph("正文"), TABLE, Picture(photograph(), "会场.jpg"))
    assert draw(page(*blocks), "zh") == draw(page(*blocks), "zh")


def test_a_table_repeats_its_head_keeps_its_rows_whole_and_fills_the_text_block() -> None:
    table = opened(TABLE).tables[0]
    rows = [row._tr.trPr for row in table.rows]  # noqa: SLF001  python-docx has no other way
    assert [row.find(qn("w:tblHeader")) is not None for row in rows] == [True, False, False]
    assert all(row.find(qn("w:cantSplit")) is not None for row in rows)
    assert sum(column.width.mm for column in table.columns if column.width) == pytest.approx(
        156, abs=0.01
    )
    assert [cell.text for cell in table.rows[1].cells] == ["甲社区", "31"]


def test_a_negative_figure_has_a_minus_sign_that_no_line_breaks_at() -> None:
    paper = opened(TABLE, Paragraph("得-20分，电话0716-8133360，2009-05-08"))
    assert paper.tables[0].rows[2].cells[1].text == "−20"
    assert paper.paragraphs[-1].text == "得−20分，电话0716-8133360，2009-05-08"


def widths(
    heads: list[str], rows: list[list[str]], kinds: list[Kind] | None = None, total: float = 156
) -> list[float]:
    """Millimetres for each column, and that they fill the page."""
    told = Said(
        heads, [""] * len(heads), rows, ["left"] * len(heads), kinds or ["text"] * len(heads)
    )
    given, _ = laid(asks(told), total)
    assert sum(given) == pytest.approx(total)
    return given


@pytest.mark.parametrize("columns", [2, 11, 16, 80])
def test_columns_fill_the_text_width_however_many_there_are(columns: int) -> None:
    widths(["街道采用"] * columns, [["甲社区"] * columns])


def test_a_long_cell_leaves_short_ones_whole() -> None:
    unit, duty = widths(["单位", "须办事项"], [["甲社区居委会", "在会议上作情况说明" * 9]])
    assert unit >= 6 * 3.75
    assert duty > unit


def test_the_widest_columns_give_way_so_that_most_cells_take_as_few_lines() -> None:
    rows = [["5月20日", "a17", "标" * 30, "用" * 50]]
    day, number, title, used = widths(["日期", "编号", "标题", "采用情况"], rows)
    assert day == pytest.approx((3.5 + 3 * 0.15 + 3 * 0.23) * 3.75 + 2, abs=0.05)
    assert number == pytest.approx(9.5, abs=0.05)
    # two lines of 30 characters and three of 50 take 15 and 17 of the 32 that are left
    assert (title - 2) / 3.75 >= 15
    assert (used - 2) / 3.75 >= 50 / 3


@pytest.mark.parametrize(
    ("signs", "figures", "size"), [(8, 13, 10.5), (8, 14, 9.0), (11, 13, 9.0), (13, 12, 10.5)]
)
def test_letters_are_smaller_where_names_then_take_one_line(
    signs: int, figures: int, size: float
) -> None:
    """Of 156 mm 13 figures and a name of 8 signs take 155.5 in 五号, 14 take 145.7 in 小五. What is
    longer than a name is read in two lines of 五号 rather.
    """
    row = ["某" * signs, *["0"] * figures]
    figure: Kind = "figure"
    heads = ["单位", *["得分"] * figures]
    told = Said(
        heads, [""] * len(row), [row] * 30, ["left"] * len(row), ["text", *[figure] * figures]
    )
    assert laid(asks(told), 156)[1] == size


def test_a_few_long_titles_take_more_lines_where_all_other_cells_then_take_one() -> None:
    """Two of ten titles have 60 signs, of which 100 mm hold three lines beside three of each
    publication, or five beside one: 44 lines of all cells, or 28.
    """
    publication = "某某工作简报第一二三四期"
    rows = [["某" * (60 if at < 2 else 4), publication] for at in range(10)]
    _, wide = widths(["标题", "刊物"], rows, total=100)
    assert wide >= 12 * 3.75 + 2


@pytest.mark.parametrize("ref", ["ZX〔2009〕006号", "〔2009〕6号"])
def test_the_number_of_a_document_is_not_broken(ref: str) -> None:
    rows = [[ref, "召开动员大会部署下一阶段的工作" * 3]]
    number, _ = widths(["信息编号", "标题"], rows, total=60)
    assert number >= width(ref) * 3.75


def test_one_long_cell_does_not_widen_its_column() -> None:
    rows = [["整篇", "标" * 26] for _ in range(19)]
    form, title = widths(
        ["采用形式", "标题"], [*rows, ["整篇；简讯；约稿；专报", "标" * 26]], total=80
    )
    assert (form - 2) / 3.75 < 5
    assert title > 3 * form


@pytest.mark.parametrize(
    ("head", "kind", "least"), [("职务", "hand", 25.0), ("手机", "phone", 35.0)]
)
def test_a_blank_has_the_room_for_a_hand(head: str, kind: Kind, least: float) -> None:
    _, blank = widths(["单位", head], [["某" * 40, ""]], ["text", kind], total=70)
    assert blank >= least


def test_rows_to_be_written_in_are_ten_millimetres_high() -> None:
    columns = (Column("unit", "单位"), Column("name", "姓名", by_hand=True))
    (table,) = opened(Table("", columns, (("甲社区", None),))).tables
    assert [row.height.mm if row.height else None for row in table.rows] == [
        None,
        pytest.approx(10, abs=0.02),
    ]


@pytest.mark.parametrize(
    ("head", "wide", "lines"),
    [
        ("基础分", 2.9993, "基础分"),
        ("报送（篇）", 3, "报送\n（篇）"),
        ("采用率（%）", 3.5, "采用率\n（%）"),
        ("信息员姓名", 3, "信息员\n姓名"),
        ("领取人签字", 4, "领取人\n签字"),
        ("已采用篇数", 4, "已采用\n篇数"),
    ],
)
def test_a_head_is_folded_beside_a_word_and_never_in_it(head: str, wide: float, lines: str) -> None:
    assert head_lines(head, wide) == lines


def test_a_day_in_a_cell_is_not_broken_nor_a_sign_left_alone() -> None:
    assert set_in("街道整篇（6月2日）", 8.5) == "街道整篇\n（6月2日）"
    assert set_in("某" * 9, 8) == "某" * 4 + "\n" + "某" * 5
    assert set_in("某" * 12, 8) == "某" * 12  # the page folds it well enough


def test_a_mailbox_is_broken_before_its_at_and_its_dots_only() -> None:
    assert set_in("zhang.san.shequ@example.gov.cn", 9) == "zhang.san\n.shequ\n@example\n.gov.cn"


def test_several_things_stand_below_each_other_and_each_is_whole() -> None:
    uses = Several((Phrase(("街道整篇（5月6日）",)), Phrase(("区委简讯（5月8日）",))))
    table = opened(Table("", (Column("used", "采用情况", "left"),), ((uses,),))).tables[0]
    assert table.rows[1].cells[0].text == "街道整篇（5月6日）；\n区委简讯（5月8日）"


def many(columns: int) -> Table:
    heads = (
        Column("unit", "单位", "left"),
        *(Column(f"c{at}", "得分", "right") for at in range(columns)),
    )
    return Table("统计表", heads, (("某街道甲社区居民委员会", *range(columns)),))


@pytest.mark.parametrize(("columns", "turned"), [(11, 0), (15, 0), (24, 1)])
def test_a_table_is_turned_only_if_it_does_not_fit_upright(columns: int, turned: int) -> None:
    paper = opened(PageBreak(turned=None, loose=True), many(columns))
    assert [section.orientation for section in paper.sections] == [turned]


def test_a_table_of_eighty_columns_comes_in_parts_that_can_be_read() -> None:
    tables = opened(PageBreak(turned=None, loose=True), many(80)).tables
    heads = [[cell.text for cell in table.rows[0].cells] for table in tables]
    assert {row[0] for row in heads} == {"单位"}
    assert sum(len(row) - 1 for row in heads) == 80
    figures = [cell.text for table in tables for cell in table.rows[1].cells[1:]]
    assert figures == [str(at) for at in range(80)]
    sizes = [run.font.size for t in tables for c in t.rows[1].cells for run in c.paragraphs[0].runs]
    assert min(size.pt for size in sizes if size) >= 7.5


def test_small_annexes_share_a_page_and_larger_ones_do_not() -> None:
    rows = (("甲社区", 1),)
    columns = (Column("unit", "单位"), Column("sent", "篇数", "right"))

    def annexes(count: int) -> list[bool | None]:
        table = Table("统计表", columns, rows * count)
        mark = Paragraph("附件", "annex mark")
        paper = opened(
            *(Paragraph("正文"), PageBreak(turned=None), mark, table),
            *(PageBreak(turned=None, loose=True), mark, table),
        )
        marks = [one for one in paper.paragraphs if one.text == "附件"]
        return [one.paragraph_format.page_break_before for one in marks]

    assert annexes(3) == [True, None]
    assert annexes(20) == [True, True]


def test_a_caption_that_fits_by_a_hair_is_broken_by_sense() -> None:
    """24 characters of 18 points, of which a line holds 24.6, and the gaps beside the figures."""
    caption = "某街道某某某某社区居民委员会2009年10月得分明细表"
    (drawn,) = opened(Paragraph(caption, "caption")).paragraphs
    assert drawn.text == "某街道某某某某社区居民委员会\n2009年10月得分明细表"


def test_a_name_in_the_list_of_annexes_leaves_no_character_alone() -> None:
    names = ("2009年5月社区信息报送及采用情况统计表", "2009年5月（截至5月18日）信息采用明细表")
    listing = "\n".join(f"{at}．{name}" for at, name in enumerate(names, 1))
    first, other = opened(Paragraph(f"附件：{listing}", "annex list")).paragraphs
    assert first.text == "附件：1．2009年5月社区信息报送及采用情况统计表"
    assert other.text == "2．2009年5月（截至5月18日）\n信息采用明细表"


def room_above(called: str, *blocks: Block) -> list[float | None]:
    """The points over each paragraph that is so called, beyond those of its style."""
    every = [one for one in opened(*blocks).paragraphs if one.text == called]
    spaces = [one.paragraph_format.space_before for one in every]
    return [None if space is None else space.pt for space in spaces]


def test_an_annex_on_the_page_of_another_stands_apart_from_it() -> None:
    mark, note = Paragraph("附件", "annex mark"), Paragraph("口径", "note")
    first, other = PageBreak(turned=None), PageBreak(turned=None, loose=True)
    text = Paragraph("正文")
    assert room_above("附件", text, first, mark, TABLE, other, mark, TABLE) == [None, 28.95]
    assert room_above("附件", text, first, mark, TABLE, note, other, mark, TABLE) == [None, 28.95]
    assert room_above("附件", text, first, mark, TABLE, first, mark, TABLE) == [None, None]


def test_text_below_a_table_stands_apart_from_it() -> None:
    assert room_above("正文", TABLE, Paragraph("正文"), Paragraph("正文")) == [14.45, None]
    assert room_above("正文", TABLE, PageBreak(), Paragraph("正文")) == [None]


def test_a_title_stands_apart_from_the_mark_of_what_is_not_final() -> None:
    mark, title = Paragraph("征求意见稿", "draft mark"), Paragraph("通报", "title")
    assert room_above("通报", mark, title) == [28.95]
    assert room_above("通报", title) == [None]


def noted(rows: int) -> list[str]:
    """The small print below a table of so many rows, paragraph by paragraph."""
    columns = (Column("unit", "单位"), Column("sent", "篇数", "right"))
    table = Table("统计表", columns, (("甲社区", 1),) * rows)
    notes = [Paragraph(f"{at}．口径", "note") for at in range(1, 11)]
    paper = opened(Paragraph("正文"), PageBreak(turned=None), table, *notes)
    return [one.text for one in paper.paragraphs if "口径" in one.text]


def test_small_print_does_not_run_on_to_a_page_of_its_own_for_a_few_lines() -> None:
    assert len(noted(5)) == 10
    assert noted(20) == ["".join(f"{at}．口径" for at in range(1, 11))]


def test_what_pages_leave_and_heads_said_again_are_reckoned_with() -> None:
    """The title, heads, 43 rows and the small print are 446 mm of 450; heads of 8 mm come again."""
    assert len(noted(42)) == 10
    assert len(noted(43)) == 1


@pytest.mark.parametrize(("margin", "wide"), [(31.7, 146.6), (20, 170)])
def test_a_table_is_as_wide_as_the_block_of_an_own_template(margin: float, wide: float) -> None:
    template, own = Document(str(SHIPPED)), io.BytesIO()
    for section in template.sections:
        section.left_margin = section.right_margin = Mm(margin)
    template.save(own)
    drawn = draw(page(Paragraph("标题", "title"), TABLE), "zh", own.getvalue())
    (table,) = Document(io.BytesIO(drawn)).tables
    assert sum(one.width.mm for one in table.columns if one.width) == pytest.approx(wide, abs=0.1)


def test_the_last_rows_of_a_table_go_with_the_signature() -> None:
    paper = opened(
        TABLE, Paragraph("街道实践办", "signature"), Paragraph("2009年6月3日", "signature")
    )
    kept = [
        row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in paper.tables[0].rows
    ]
    assert kept == [None, True, True]


def test_a_long_paragraph_is_not_moved_with_a_closing_that_stands_by_itself() -> None:
    paper = opened(
        *(Paragraph("某" * 28 * 9), Paragraph("附件：1．甲表\n2．乙表", "annex list")),
        *(Paragraph("街道实践办", "signature"), Paragraph("2009年6月3日", "signature")),
    )
    kept = [one.paragraph_format.keep_with_next for one in paper.paragraphs]
    assert kept == [None, True, True, True, None]


def test_a_list_of_annexes_does_not_stand_alone_on_a_page() -> None:
    paper = opened(
        Paragraph("第一段"), Paragraph("第二段"), Paragraph("附件：1．甲表", "annex list")
    )
    assert [one.paragraph_format.keep_with_next for one in paper.paragraphs][:2] == [True, True]


def test_the_signature_never_stands_alone_on_a_page() -> None:
    text = [Paragraph("第一段"), Paragraph("第二段")]
    paper = opened(
        *text, Paragraph("街道实践办", "signature"), Paragraph("2009年6月3日", "signature")
    )
    kept = [one.paragraph_format.keep_with_next for one in paper.paragraphs]
    assert kept == [True, True, True, None]


def test_an_annex_begins_a_page_without_an_empty_paragraph() -> None:
    paper = opened(Paragraph("正文"), PageBreak(), Paragraph("附件1", "annex mark"))
    assert [one.text for one in paper.paragraphs] == ["正文", "附件1"]
    assert paper.paragraphs[1].paragraph_format.page_break_before


def test_control_characters_do_not_spoil_the_file() -> None:
    paper = opened(Paragraph("甲\x1b[31m社区\x00\u202e"), Heading("一、\ufffe总体"))
    assert [one.text for one in paper.paragraphs] == ["甲社区", "一、总体"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("关于2009年5月信息报送及采用情况的通报", ["关于2009年5月信息报送及采用情况的通报"]),
        (
            "关于2009年5月至7月信息报送及采用情况的通报",
            ["关于2009年5月至7月", "信息报送及采用情况的通报"],
        ),
        (
            "甲社区召开动员大会，全面部署第一阶段学习实践活动",
            ["甲社区召开动员大会，", "全面部署第一阶段学习实践活动"],
        ),
        (
            "某市人民政府办公室信息科关于2014年5月信息报送及采用情况的通报",
            ["某市人民政府办公室信息科关于2014年5月", "信息报送及采用情况的通报"],
        ),
        (
            "某县政府办公室关于2021年第一季度信息报送及采用情况的通报",
            ["某县政府办公室关于2021年第一季度", "信息报送及采用情况的通报"],
        ),
        (
            "某街道办事处关于2009年5月（截至5月18日）信息报送及采用情况的通报",
            ["某街道办事处关于2009年5月", "（截至5月18日）信息报送及采用情况的通报"],
        ),
    ],
)
def test_a_long_title_is_broken_by_sense(title: str, expected: list[str]) -> None:
    assert balanced(title, 20).split("\n") == expected


@pytest.mark.parametrize(
    "title",
    [
        "2022年4月至6月信息报送及采用情况统计表",
        "2009年5月各单位信息报送及采用情况统计表",
        "2009年10月学校信息报送及采用情况统计表",
    ],
)
def test_a_title_that_fits_by_a_hair_is_broken_by_sense(title: str) -> None:
    """Between figures and characters programs leave a gap, and in many a font figures are wider."""
    (drawn,) = opened(Paragraph(title, "title")).paragraphs
    assert drawn.text == title.replace("信息报送及", "\n信息报送及")


TITLES = (Path(__file__).parent / "samples" / "titles" / "long.txt").read_text("utf8").split()


@pytest.mark.parametrize("limit", [20, 16, 13])
@pytest.mark.parametrize("title", TITLES)
def test_a_long_title_is_broken_between_words(title: str, limit: int) -> None:
    """The marks in the sample say where its words end."""
    words = title.split("|")
    ends = {*accumulate(map(len, words))}
    lines = balanced("".join(words), limit).split("\n")
    assert {*accumulate(map(len, lines))} <= ends


@pytest.mark.parametrize("length", [*range(21, 70, 7), 101, 200, 221])
def test_no_line_of_a_title_holds_a_lone_character(length: int) -> None:
    found = balanced("某" * length, 20).split("\n")
    assert all(2 < width(line) <= 20 for line in found)


@pytest.mark.parametrize("word", ["2009年5月8日", "ISO9001", "12.5%"])
def test_a_very_long_title_splits_no_figure_and_no_latin_word(word: str) -> None:
    title = (f"甲社区召开大会{word}部署活动" * 20)[:200]
    found = balanced(title, 20).split("\n")
    assert "".join(found) == title
    assert all(2 <= width(line) <= 20.5 for line in found)
    for before, after in pairwise(found):
        assert not re.search("[A-Za-z0-9.]$", before) or not re.match("[A-Za-z0-9.%]", after)


def test_a_very_long_paragraph_is_kept_whole() -> None:
    text = "某" * 30_000
    assert opened(Paragraph(text)).paragraphs[0].text == text


def test_a_long_name_of_a_unit_is_folded_and_the_figures_beside_it_are_not() -> None:
    kinds: list[Kind] = ["text", *("figure",) * 8]
    name, *figures = widths(["单位", *["得分"] * 8], [["某" * 40, *["−12.5"] * 8]], kinds)
    assert min(figures) >= 3.75 * 2.5
    assert name >= 3.75 * 7


def test_neighbours_share_a_second_head_that_is_repeated_too() -> None:
    columns = (
        Column("unit", "单位", "left"),
        *(Column(key, word, "right", "采用") for key, word in (("a", "街道"), ("b", "区级"))),
    )
    (table,) = opened(Table("统计表", columns, (("甲社区", 1, 2),))).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["单位", "采用", "采用"],
        ["单位", "街道", "区级"],
        ["甲社区", "1", "2"],
    ]
    rows = [row._tr.trPr for row in table.rows]  # noqa: SLF001  python-docx has no other way
    assert [row.find(qn("w:tblHeader")) is not None for row in rows] == [True, True, False]


def test_a_table_fills_a_turned_page() -> None:
    (table,) = opened(PageBreak(turned=True), TABLE).tables
    wide = sum(column.width.mm for column in table.columns if column.width)
    assert wide == pytest.approx(225, abs=0.05)


def test_a_masthead_too_long_for_one_line_steps_down_in_size() -> None:
    names = ("工作简报", "学习实践活动工作简报", "街道学习实践活动领导小组工作简报")
    paper = opened(*(Paragraph(name, "masthead name") for name in names))
    assert roles(paper.paragraphs) == [
        "masthead name",
        "masthead name long",
        "masthead name longer",
    ]


def test_issuer_and_day_stand_on_one_line_when_they_fit() -> None:
    day = "2009年6月3日"
    long, longer = "街道学习实践活动领导小组办公室信息简报编辑组", "中共某某街道工作委员会" * 3
    paper = opened(*(Ends(left, day) for left in ("街道实践办", long, longer)))
    assert [one.text for one in paper.paragraphs] == [
        f"街道实践办\t{day}",
        f"{long}\t{day}",
        f"{longer}\n\t{day}",
    ]
    assert paper.paragraphs[1].style is not None
    assert role(paper.paragraphs[1].style) == "masthead ends small"


# Pictures


def test_a_picture_comes_without_its_metadata_and_upright() -> None:
    file = draw(page(Picture(photograph(turned=6), "会场.jpg", "会场")), "zh")
    with ZipFile(io.BytesIO(file)) as archive:
        (name,) = [name for name in archive.namelist() if name.startswith("word/media/")]
        content = archive.read(name)
    assert b"Exif" not in content
    assert b"secret" not in content
    assert Image.open(io.BytesIO(content)).size == (200, 300)


@pytest.mark.parametrize(
    ("wide", "high", "expected"),
    [(3000, 2000, (150, 100)), (2000, 3000, (75, 112)), (378, 189, (100, 50))],
)
def test_a_picture_is_fitted_to_the_text_width_and_half_a_page(
    wide: int, high: int, expected: tuple[int, int]
) -> None:
    fit = printable(photograph(wide=wide, high=high))
    assert (round(fit.width), round(fit.height)) == expected
    assert max(Image.open(io.BytesIO(fit.content)).size) <= 1600


@pytest.mark.parametrize("form", ["PNG", "GIF", "BMP", "TIFF", "WEBP"])
def test_common_formats_are_printed(form: str) -> None:
    out = io.BytesIO()
    Image.new("RGB", (30, 20), "navy").save(out, form)
    assert printable(out.getvalue()).content.startswith(b"\xff\xd8")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<html>", "not a picture, or a damaged one"),
        (b"", "not a picture, or a damaged one"),
        (photograph()[:400], "not a picture, or a damaged one"),
        (b"\0" * 20_000_001, "more than 20 MB"),
    ],
)
def test_a_bad_picture_is_refused_with_its_reason(content: bytes, reason: str) -> None:
    with pytest.raises(UnusablePictureError, match=reason):
        printable(content)


@pytest.mark.parametrize("size", [(12_001, 10), (9000, 9000), (30_000, 30_000)])
def test_a_picture_with_too_many_pixels_is_refused_before_it_is_decoded(
    size: tuple[int, int],
) -> None:
    with pytest.raises(UnusablePictureError, match="12000 pixels"):
        printable(announced(size))


def announced(size: tuple[int, int]) -> bytes:
    """A picture of one pixel whose head says that it has so many."""
    out = io.BytesIO()
    Image.new("1", (1, 1)).save(out, "PNG")
    content = out.getvalue()
    head = b"IHDR" + struct.pack(">II", *size) + content[24:29]
    return content[:12] + head + struct.pack(">I", zlib.crc32(head)) + content[33:]


def test_a_bad_picture_leaves_a_line_and_the_text() -> None:
    broken = page(Paragraph("正文"), Picture(b"<html>", "坏图.jpg"))
    paper = Document(io.BytesIO(draw(broken, "en")))
    assert [one.text for one in paper.paragraphs] == [
        "正文",
        "[picture 坏图.jpg could not be used: not a picture, or a damaged one]",
    ]


@pytest.mark.parametrize("length", [300, 10_000])
def test_a_title_that_is_none_is_left_to_the_page(length: int) -> None:
    """To search for its best breaks would take for ever."""
    title = "长" * length
    paper = Document(io.BytesIO(draw(page(Paragraph(title, "item title")), "zh")))
    assert paper.paragraphs[-1].text == title
