"""Short names of units: where they are used, that they name one unit only, and who keeps full ones.

And what else of a long table is said again, kept together or set alike when it is printed.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO

from docx import Document
from docx.oxml.ns import qn

from inforeport.directory import short_names
from inforeport.documents.compared import Silent, problems
from inforeport.documents.page import Cell, Column, Page, Paragraph, Table
from inforeport.documents.sections import Section
from inforeport.documents.shorter import shortened
from inforeport.model.counts import Counts, Names, Tally
from inforeport.period import Period
from inforeport.render.html import draw as draw_html
from inforeport.render.word import draw

FRONT = "某某市某某新城区某某东路街道"
NAMES = [
    f"{FRONT}{name}社区居民委员会"
    for name in ("甲山", "乙山", "丙山", "丁山", "戊山", "己山", "庚山", "辛山", "壬山", "癸山")
]
SHORT = {name: name.removeprefix(FRONT).replace("居民委员会", "") for name in NAMES}
SILENT: list[Section] = [("未报送信息的单位", [Paragraph(f"{'、'.join(NAMES)}未报送信息。")])]


def page_of(*tables: Table, shorter: dict[str, str] | None = None, is_short: bool = False) -> Page:
    return Page(
        "统计表", "某办", date(2026, 6, 1), tables, shorter=shorter or {}, is_short=is_short
    )


def cells(page: Page) -> list[list[list[str]]]:
    """The rows of each table as Word has them; a cell that is covered has no text."""
    tables = Document(BytesIO(draw(page, "zh"))).tables
    return [
        [
            ["".join(one.text or "" for one in cell.iter(qn("w:t"))) for cell in row.tc_lst]
            for row in table._tbl.tr_lst  # noqa: SLF001
        ]
        for table in tables
    ]


def wide(columns: int, names: Sequence[str]) -> Table:
    """A table whose many figures leave its names little room."""
    every = (
        Column("unit", "单位", "left"),
        *(Column(f"c{n}", "基础分", "right") for n in range(columns)),
    )
    rows: list[tuple[Cell, ...]] = [(name, *[Decimal(1000)] * columns) for name in names]
    return Table("", every, tuple(rows))


def test_a_name_is_shortened_only_where_it_tells_its_unit_from_all_others() -> None:
    twice = [f"{FRONT}甲山社区居民委员会", f"{FRONT}甲山社区居委会", f"{FRONT}乙山社区居委会"]
    assert short_names(twice) == {twice[2]: "乙山社区"}


def test_a_body_that_would_be_taken_for_another_keeps_its_word() -> None:
    assert short_names(["甲街道乙村民委员会", "甲街道丙居民委员会", "甲街道丁办公室"]) == {
        "甲街道乙村民委员会": "乙村",
        "甲街道丙居民委员会": "丙居民委员会",
        "甲街道丁办公室": "丁办公室",
    }


def test_units_without_a_common_front_keep_it() -> None:
    assert short_names(["甲街道一社区", "乙街道一社区"]) == {}


def test_tables_have_short_names_where_full_ones_take_three_lines() -> None:
    (table,) = cells(page_of(wide(14, NAMES), shorter=SHORT))
    assert [row[0] for row in table[1:]] == [*SHORT.values()]
    said = [
        one.text
        for one in Document(BytesIO(draw(page_of(wide(14, NAMES), shorter=SHORT), "zh"))).paragraphs
    ]
    assert "表中单位用简称。" in said


def test_tables_with_room_keep_the_full_names() -> None:
    (table,) = cells(page_of(wide(3, NAMES), shorter=SHORT))
    assert [row[0] for row in table[1:]] == NAMES


def test_all_tables_of_a_paper_name_units_alike() -> None:
    first, second = cells(page_of(wide(3, NAMES), wide(14, NAMES), shorter=SHORT))
    assert first[1][0] == second[1][0] == "甲山社区"


def test_a_web_page_keeps_the_full_names() -> None:
    html = draw_html(page_of(wide(14, NAMES), shorter=SHORT), "zh")
    assert NAMES[0] in html.decode()


def test_a_text_that_names_many_units_has_short_names_throughout() -> None:
    led: Section = ("较好的单位", [Paragraph(f"{NAMES[0]}得80分。")])
    assert shortened([led, *SILENT], SHORT) == [
        ("较好的单位", [Paragraph("甲山社区得80分。")]),
        ("未报送信息的单位", [Paragraph(f"{'、'.join(SHORT.values())}未报送信息。")]),
    ]


def test_a_text_that_names_a_few_keeps_the_full_ones() -> None:
    few: list[Section] = [("未报送信息的单位", [Paragraph(f"{'、'.join(NAMES[:3])}未报送信息。")])]
    assert shortened(few, SHORT) == few


def counts(names: Sequence[str]) -> Counts:
    rows = tuple(Tally(name=name, owed=Decimal(2), missing=Decimal(2)) for name in names)
    may = Period(date(2026, 5, 1), date(2026, 6, 1))
    return Counts(period=may, by="unit", names=Names(), rows=rows, total=Tally())


def test_many_that_are_named_in_a_section_are_counted_where_problems_are_told() -> None:
    ten, three = counts(NAMES), counts(NAMES[:3])
    assert "".join(problems(ten, NAMES, Silent(NAMES, elsewhere=True), "社区")) == (
        "一是10个社区未完成报送任务，共缺20篇；二是10个社区未报送信息。"
    )
    told = "".join(problems(three, NAMES[:3], Silent(NAMES[:3], elsewhere=True), "社区"))
    assert told.endswith(f"二是{'、'.join(NAMES[:3])}未报送信息。")
    assert NAMES[9] in "".join(problems(ten, NAMES, Silent(NAMES), "社区"))


MERGED = Table(
    "",
    (
        Column("unit", "单位", "left"),
        Column("title", "篇目", "left"),
        Column("points", "得分", "right"),
    ),
    (*(("甲社区", f"情况{n}", 80) for n in range(12)), ("乙社区", "情况", 8)),
    bands=(12, 1),
    merged=(0, 2),
)


def test_a_unit_of_many_rows_is_named_every_few_and_its_points_are_said_once() -> None:
    (table,) = cells(page_of(MERGED))
    names = [at for at, row in enumerate(table[1:]) if row[0] == "甲社区"]
    points = [at for at, row in enumerate(table[1:]) if row[2] == "80"]
    assert (names, points) == ([0, 4, 8], [0])


def held(table: Table) -> list[bool]:
    """Whether each row stays on the page of the next."""
    rows = Document(BytesIO(draw(page_of(table), "zh"))).tables[0].rows
    return [
        next(row._tr.iter(qn("w:keepNext")), None) is not None  # noqa: SLF001
        for row in rows
    ]


def test_rows_of_a_unit_stay_on_one_page() -> None:
    assert held(MERGED)[1:] == [*[True, True, True, False] * 2, *[True] * 4, False]


def test_no_page_ends_with_one_row_and_none_begins_with_the_last() -> None:
    assert held(wide(3, NAMES))[1:] == [True, *[False] * 6, True, True, False]


def test_columns_of_units_side_by_side_are_alike() -> None:
    columns = (
        *(Column("unit", "单位", "left"), Column("sent", "篇数", "right")),
        *(Column("unit_2", "单位", "left"), Column("sent_2", "篇数", "right")),
    )
    rows = ((NAMES[0], 1, "乙社区", 100), ("丙社区", 2, "丁社区", 3))
    table = Table("", columns, rows, alike=2)
    grid = Document(BytesIO(draw(page_of(table), "zh"))).tables[0]._tbl.tblGrid  # noqa: SLF001
    widths = [int(one.get(qn("w:w"))) for one in grid]
    assert abs(widths[0] - widths[2]) <= 2
    assert abs(widths[1] - widths[3]) <= 2
