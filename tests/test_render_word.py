"""The Word file, opened again: styles, measures, tables, pictures, and the same bytes each time."""

import io
import re
import shutil
import subprocess
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import get_args
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as Paper
from docx.oxml.ns import qn
from PIL import Image

from inforeport.documents.page import (
    Block,
    Column,
    Ends,
    Heading,
    Page,
    PageBreak,
    Paragraph,
    Picture,
    Role,
    Table,
)
from inforeport.files.picture import UnusablePictureError, printable
from inforeport.render.lines import balanced, width
from inforeport.render.word import draw
from inforeport.render.word_table import widths
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
    assert paper.paragraphs[-1].text == "得−20\u2060分，电话0716-8133360，2009-05-08"


@pytest.mark.parametrize("columns", [2, 11, 16])
def test_columns_fill_the_text_width_however_many_there_are(columns: int) -> None:
    found = widths(["街道采用"] * columns, [["甲社区"] * columns])
    assert sum(found) == pytest.approx(156)


def test_a_long_cell_leaves_short_ones_whole() -> None:
    unit, duty = widths(["单位", "须办事项"], [["甲社区居委会", "在会议上作情况说明" * 9]])
    assert unit >= 6 * 3.75
    assert duty > unit


def test_the_widest_columns_give_way_first_and_to_one_width() -> None:
    found = widths(["日期", "编号", "标题", "采用情况"], [["5月20日", "a17", "标" * 30, "用" * 50]])
    day = (3.5 + 3 * 0.15) * 3.75 + 2  # a digit is half a character and somewhat more
    assert found[:2] == pytest.approx([day, 9.5])
    assert found[2] == found[3] == pytest.approx((156 - day - 9.5) / 2)


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
    ],
)
def test_a_long_title_is_broken_by_sense(title: str, expected: list[str]) -> None:
    assert balanced(title, 20).split("\n") == expected


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
    name, *figures = widths(["单位", *["得分"] * 8], [["某" * 40, *["−12.5"] * 8]])
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
    out = io.BytesIO()
    Image.new("1", size).save(out, "PNG")
    with pytest.raises(UnusablePictureError, match="12000 pixels"):
        printable(out.getvalue())


def test_a_bad_picture_leaves_a_line_and_the_text() -> None:
    broken = page(Paragraph("正文"), Picture(b"<html>", "坏图.jpg"))
    paper = Document(io.BytesIO(draw(broken, "en")))
    assert [one.text for one in paper.paragraphs] == [
        "正文",
        "[picture 坏图.jpg could not be used: not a picture, or a damaged one]",
    ]


# As another program sees it


@pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")),
    reason="LibreOffice and pdftotext are needed to lay out the pages",
)
def test_the_pages_come_out_as_meant(tmp_path: Path) -> None:
    paper = page(
        Paragraph("关于2009年5月信息报送情况的通报", "title"),
        *(Paragraph("某" * length) for length in (200, 200, 75)),  # fills the first page
        Paragraph("街道实践办", "signature"),
        Paragraph("2009年6月3日", "signature"),
        PageBreak(),
        Paragraph("附件1", "annex mark"),
        TABLE,
    )
    (tmp_path / "paper.docx").write_bytes(draw(paper, "zh"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "paper.docx"]
    subprocess.run(convert, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    shown = subprocess.run(
        ["pdftotext", "-layout", "paper.pdf", "-"],  # noqa: S607
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
    ).stdout
    *pages, after = shown.split("\f")
    assert (len(pages), after) == (3, "")
    assert "—1—" in pages[0].replace(" ", "")
    assert "2009" in pages[1]
    assert "某" in pages[1]  # the signature did not come alone
    assert "−20" in pages[2]


@pytest.mark.parametrize("length", [300, 10_000])
def test_a_title_that_is_none_is_left_to_the_page(length: int) -> None:
    """To search for its best breaks would take for ever."""
    title = "长" * length
    paper = Document(io.BytesIO(draw(page(Paragraph(title, "item title")), "zh")))
    assert paper.paragraphs[-1].text == title
