"""CSV: what Excel opens, and what it must not run."""

from datetime import date
from decimal import Decimal

import pytest

from inforeport.documents.page import (
    Block,
    Cell,
    Column,
    Day,
    Field,
    Form,
    Page,
    Paragraph,
    Phrase,
    Several,
    Table,
)
from inforeport.render.csv_ import draw, with_heads
from inforeport.words import message

UNIT, TOTAL = Column("unit", "单位"), Column("total", "总分")


def drawn(*tables: Block) -> list[str]:
    page = Page("通报", "街道实践办", date(2009, 6, 3), (Paragraph("正文"), *tables))
    content = with_heads(page, "en")
    assert content.startswith(b"\xef\xbb\xbf")
    return content.decode("utf-8-sig").split("\r\n")


def test_one_table_is_a_head_and_its_rows() -> None:
    table = Table("社区", (UNIT, TOTAL), (("甲社区", Decimal("31.50")), ("乙社区", None)))
    assert drawn(table) == ["单位,总分", "甲社区,31.5", "乙社区,", ""]


def test_several_tables_are_told_apart_by_a_first_column() -> None:
    tables = (
        Table("社区", (UNIT, TOTAL), (("甲社区", 31),)),
        Table("部门", (UNIT, TOTAL), (("甲部门", 20),)),
    )
    assert drawn(*tables) == ["table,单位,总分", "社区,甲社区,31", "部门,甲部门,20", ""]


def test_a_table_with_other_columns_has_a_head_of_its_own() -> None:
    tables = (Table("社区", (UNIT, TOTAL), (("甲", 31),)), Table("名单", (UNIT,), (("乙",),)))
    assert drawn(*tables) == ["table,单位,总分", "社区,甲,31", "", "table,单位", "名单,乙", ""]


def test_both_heads_of_a_column_stand_together() -> None:
    columns = (UNIT, Column("sent", "报送", over="五月"), Column("used", "采用", over="五月"))
    assert drawn(Table("", columns, (("甲", 1, 2),)))[0] == "单位,五月 报送,五月 采用"


def test_the_fields_of_a_form_stand_below_each_other() -> None:
    form = Form(((Field("填报单位", "=甲社区"), Field("填表人")), (Field("意见", "同意"),)))
    below = ["填报单位,'=甲社区", "填表人,", "意见,同意", ""]
    assert drawn(form) == below
    assert drawn(Table("", (UNIT,), (("甲",),)), form) == ["单位", "甲", "", *below]


def test_a_head_is_no_formula_either() -> None:
    assert drawn(Table("", (Column("a", "=1"),), ())) == ["'=1", ""]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("－5", "'－5"),
        ("\t=1", "'\t=1"),
        ("\x00=1", "'=1"),
        ("甲=乙", "甲=乙"),
        (Decimal(-10), "-10"),
        (-2, "-2"),
        (Decimal(-10) * 0, "0"),
        (date(2009, 5, 8), "2009-05-08"),
    ],
)
def test_text_is_never_a_formula_and_figures_stay_figures(cell: Cell, expected: str) -> None:
    assert drawn(Table("", (UNIT,), ((cell,),)))[1] == expected


def test_a_page_without_tables_is_an_empty_file() -> None:
    assert drawn() == [""]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_programs_find_the_same_keys_in_every_language(language: str) -> None:
    heads = Column("unit", message("unit"), "left"), Column("sent", message("reports sent"))
    one = Table("社区", heads, (("甲社区", 2),))
    both = Page(
        "通报", "街道实践办", date(2009, 6, 3), (one, Table("部门", heads, (("乙部门", 1),)))
    )
    lines = draw(both, language).decode("utf-8-sig").split("\r\n")
    assert lines == ["table,unit,sent", "社区,甲社区,2", "部门,乙部门,1", ""]


def test_days_are_iso_and_several_stand_in_one_cell() -> None:
    day = Day(date(2009, 5, 8), "5月8日")
    several = Several((Phrase(("街道整篇（", day, "）")), "区委简讯"), none="未采用")
    rows = ((day, several), (None, Several((), none="未采用")))
    assert drawn(Table("", (UNIT, TOTAL), rows))[1:] == [
        "2009-05-08,街道整篇（2009-05-08）；区委简讯",
        ",未采用",
        "",
    ]
