"""The workbook, opened by a reader that did not write it: what is a number, what is text."""

import io
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from inforeport.documents.page import (
    Block,
    Cell,
    Column,
    Ends,
    Field,
    Form,
    Page,
    Paragraph,
    Picture,
    Table,
)
from inforeport.errors import CellTooLong
from inforeport.render.sheet_names import sheet_names
from inforeport.render.xlsx import draw
from inforeport.words import message

UNIT = Column("unit", "单位", "left")
TOTAL = Column("total", "总分", "right")
TABLE = Table(
    "社区统计表", (UNIT, TOTAL), (("甲社区", Decimal("31.50")), ("乙社区", -20)), "单位：分"
)


def opened(*blocks: Block) -> Workbook:
    page = Page("通报", "街道实践办", date(2009, 6, 3), blocks)
    return load_workbook(io.BytesIO(draw(page, "zh")))


def stored(cell: Cell) -> tuple[object, str]:
    """What one cell holds, and as what."""
    found = opened(Table("", (UNIT,), ((cell,),)))["1"]["A2"]
    return found.value, found.data_type


def test_a_table_has_a_sheet_of_its_name_with_caption_unit_heads_and_rows() -> None:
    sheet = opened(TABLE)["社区统计表"]
    assert list(sheet.values) == [
        ("社区统计表", None),
        ("单位：分", None),
        ("单位", "总分"),
        ("甲社区", 31.5),
        ("乙社区", -20),
    ]
    assert sheet.freeze_panes == "A4"
    assert sheet.print_title_rows == "$3:$3"
    assert {str(one) for one in sheet.merged_cells.ranges} == {"A1:B1", "A2:B2"}


def test_every_table_has_a_sheet_and_the_text_one_of_its_own() -> None:
    again = Table("社区统计表", (UNIT,), ())
    form = Form(((Field("填报单位", "甲社区"), Field("填表人")),))
    book = opened(Paragraph("正文\n第二行"), TABLE, again, form, Ends("甲", "乙"))
    assert book.sheetnames == ["社区统计表", "社区统计表 (2)", "登记表", "文字"]
    assert list(book["登记表"].values) == [("填报单位", "甲社区"), ("填表人", None)]
    assert [row[0] for row in book["文字"].values] == ["正文", "第二行", "甲", "乙"]


def test_heads_of_two_rows_are_merged() -> None:
    columns = (UNIT, Column("a", "报送", over="五月"), Column("b", "采用", over="五月"))
    sheet = opened(Table("", columns, (("甲社区", 1, 2),)))["1"]
    assert list(sheet.values) == [
        ("单位", "五月", None),
        (None, "报送", "采用"),
        ("甲社区", 1, 2),
    ]
    assert {str(one) for one in sheet.merged_cells.ranges} == {"A1:A2", "B1:C1"}
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A3", "$1:$2")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "{=1}", "http://a", "007"])
def test_text_is_text_whatever_it_begins_with(text: str) -> None:
    assert stored(text) == (text, "s")


def test_text_that_looks_like_a_formula_stays_text_when_it_is_edited() -> None:
    sheet = opened(Table("", (UNIT,), (("=1+1",), ("甲",))))["1"]
    assert [bool(sheet[place].quotePrefix) for place in ("A2", "A3")] == [True, False]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (Decimal("31.50"), (31.5, "n")),
        (Decimal("0.1"), (0.1, "n")),
        (Decimal(-10) * 0, (0, "n")),
        (Decimal("1E+2"), (100, "n")),
        (3, (3, "n")),
        (1234567890123456789, ("1234567890123456789", "s")),
        (date(2009, 5, 8), (datetime(2009, 5, 8), "d")),  # noqa: DTZ001  a workbook knows no zone
        (date(1900, 2, 28), ("1900-02-28", "s")),
        (None, (None, "n")),
        (message("unit"), ("单位", "s")),
        ("a_x0041_b", ("a_x0041_b", "s")),
        ("甲\x1b[31m\x00\u202e社区", ("甲社区", "s")),
        (" 甲 ", (" 甲 ", "s")),
    ],
)
def test_a_cell_holds_what_it_is(cell: Cell, expected: tuple[object, str]) -> None:
    assert stored(cell) == expected


def test_columns_are_as_wide_as_what_stands_in_them_within_reason() -> None:
    rows = (("甲社区居民委员会", 1), ("在会议上作情况说明" * 30, 2))
    sheet = opened(Table("", (UNIT, TOTAL), rows))["1"]
    widths = [sheet.column_dimensions[name].width for name in "AB"]
    assert 60 <= widths[0] < 62
    assert 6 <= widths[1] < 8
    assert sheet.row_dimensions[3].height == 15 * 10  # 540 digits in 58


def test_a_wide_table_is_printed_on_the_long_side_of_a4() -> None:
    wide = Table("", tuple(Column(str(n), "街道采用次数") for n in range(16)), ())
    book = opened(TABLE, wide)
    assert [sheet.page_setup.orientation for sheet in book] == ["portrait", "landscape"]
    assert {str(sheet.page_setup.paperSize) for sheet in book} == {"9"}


def test_the_file_says_who_issued_it_and_when() -> None:
    about = opened(TABLE).properties
    assert (about.title, about.creator) == ("通报", "街道实践办")
    assert about.created.date() == date(2009, 6, 3)


def test_a_long_text_stands_in_as_many_rows_as_show_it() -> None:
    sheet = opened(Paragraph("长" * 30_000))["文字"]
    assert "".join(str(row[0]) for row in sheet.values) == "长" * 30_000
    assert all(sheet.row_dimensions[row].height <= 409 for row in range(1, sheet.max_row + 1))


@pytest.mark.parametrize("text", ["长" * 32_768, "😀" * 16_384])
def test_a_cell_that_would_be_cut_is_refused(text: str) -> None:
    with pytest.raises(CellTooLong, match="row 1, column 1 holds more than the 32767 characters"):
        opened(Table("", (UNIT,), ((text,),)))


def test_a_cell_as_long_as_can_be_is_kept() -> None:
    assert stored("长" * 32_767) == ("长" * 32_767, "s")


def test_a_picture_is_named() -> None:
    sheet = opened(Picture(b"", "会场.jpg", "会场"))["文字"]
    assert list(sheet.values) == [("[会场.jpg] 会场",)]


def test_a_page_with_nothing_is_an_empty_workbook() -> None:
    assert opened().sheetnames == ["文字"]


@pytest.mark.parametrize(
    "name", ["", "a[b]:c*d?/e\\f", "'甲'", "History", "长" * 50, "😀" * 31, "\n", "甲\t乙"]
)
def test_names_of_sheets_are_such_as_excel_takes(name: str) -> None:
    names = sheet_names([name] * 12)
    assert len({one.casefold() for one in names}) == 12
    for one in names:
        assert 1 <= len(one.encode("utf-16-le")) // 2 <= 31
        assert not set(one) & set("[]:*?/\\\n\t")
        assert one.strip("'") == one
        assert one.casefold() != "history"


def test_names_differ_also_where_only_the_case_does() -> None:
    assert all(
        one.casefold() != other.casefold() for one, other in pairwise(sheet_names(["A", "a"]))
    )


def test_a_form_has_its_title_above_it_and_room_for_a_hand() -> None:
    columns = (Column("unit", "单位"), Column("mobile", "手机", by_hand=True))
    title = Paragraph("信息报送人员登记表", "title")
    book = opened(title, Table("", columns, (("甲社区", None),)))
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]] == ["信息报送人员登记表", None]
    assert sheet.column_dimensions["B"].width >= 35 / 1.9  # millimetres of a digit
    assert sheet.row_dimensions[3].height >= 10 / 25.4 * 72
