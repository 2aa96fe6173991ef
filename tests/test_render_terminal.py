"""The screen: nothing cut, nothing coloured, nothing that commands the terminal."""

from collections import Counter
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from inforeport.documents.page import Block, Column, Ends, Page, Paragraph, Picture, Table
from inforeport.render.terminal import draw

TABLE = Table(
    "社区",
    (
        Column("place", "名次", "right"),
        Column("unit", "单位", "left"),
        Column("total", "总分", "right"),
    ),
    ((1, "甲社区", Decimal(31)), (2, "乙社区", Decimal(-20))),
)


def drawn(*blocks: Block, width: int | None = None) -> str:
    return draw(Page("通报", "街道实践办", date(2009, 6, 3), blocks), "en", width)


def test_a_table_has_an_underlined_head_and_columns_in_line() -> None:
    assert drawn(TABLE).splitlines() == [
        "",
        "社区",
        "名次  单位    总分",
        "-------------------",
        "   1  甲社区    31",
        "   2  乙社区   -20",
    ]


def test_paragraphs_and_ends_are_plain_lines() -> None:
    picture = Picture(b"", "会场.jpg", "会场")
    assert drawn(Paragraph("第一行\n第二行"), Ends("甲", "乙"), picture) == (
        "第一行\n第二行\n甲    乙\n[会场.jpg] 会场\n"
    )


@pytest.mark.parametrize("width", [20, 40, 80])
def test_nothing_is_cut_and_no_line_is_wider_than_the_terminal(width: int) -> None:
    long = "".join(chr(0x4E00 + n) for n in range(190))
    table = Table(long, (Column("a", "题"), Column("b", "次")), ((long, 7),))
    shown = drawn(table, Paragraph(long), width=width)
    assert max(map(cell_len, shown.splitlines())) <= width
    assert all(shown.count(sign) >= 3 for sign in long)


def test_in_a_pipe_a_line_is_as_long_as_its_text() -> None:
    long = "某" * 500
    assert drawn(Paragraph(long)) == f"{long}\n"


@pytest.mark.parametrize("text", ["[red]甲[/red]", "[/]", "[x-y]", ":smile:", "[link=a]b"])
def test_markup_in_data_is_printed_letter_by_letter(text: str) -> None:
    table = Table(text, (Column("a", text),), ((text,),))
    assert drawn(Paragraph(text), table).count(text) == 4


@pytest.mark.parametrize(
    "text",
    [
        "甲\x1b[31m乙",
        "甲\x1b]0;title\x07乙",
        "甲\x9b1m乙",
        "甲\x00\x7f\u202e\u2066乙",
        "甲\ufeff乙",
    ],
)
def test_control_characters_never_reach_the_screen(text: str) -> None:
    assert drawn(Paragraph(text)) == "甲乙\n"


def test_the_environment_brings_no_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b" not in drawn(TABLE)


def test_every_sign_of_a_table_is_in_gbk() -> None:
    assert drawn(TABLE).encode("gbk")


def test_the_heads_are_folded_before_the_names() -> None:
    """Ten columns of four characters and a name, in 60 columns: every cell stays on its line."""
    heads = [Column("unit", "单位", "left")]
    heads += [Column(f"c{number}", "基础得分", "right") for number in range(9)]
    wide = Table("", tuple(heads), (("甲甲甲社区", *[Decimal(-10)] * 9),))
    lines = drawn(wide, width=60).splitlines()
    assert lines[-1].split() == ["甲甲甲社区", *["-10"] * 9]
    assert all(cell_len(line) <= 60 for line in lines)


def test_a_table_that_is_too_wide_comes_in_parts_with_its_first_columns() -> None:
    heads = (Column("place", "名次", "right"), Column("unit", "单位", "left"))
    more = tuple(Column(f"c{number}", "基础得分", "right") for number in range(5))
    lines = drawn(Table("", heads + more, ((1, "甲社区", *range(5)),)), width=30).splitlines()
    assert [line.split() for line in lines if line.strip("- ")] == [
        *(["基础", "基础"], ["名次", "单位", "得分", "得分"], ["1", "甲社区", "0", "1"]),
        *(["基础", "基础"], ["名次", "单位", "得分", "得分"], ["1", "甲社区", "2", "3"]),
        *(["名次", "单位", "基础得分"], ["1", "甲社区", "4"]),
    ]


def test_nothing_is_cut_where_not_even_a_name_fits() -> None:
    wide = Table("", (Column("c", "基础", "left"),) * 2, (("甲乙丙丁",) * 2,))
    text = drawn(wide, width=6)
    assert [text.count(sign) for sign in "甲乙丙丁基础"] == [2] * 6
    assert all(cell_len(line) <= 6 for line in text.splitlines())


@pytest.mark.parametrize("width", [8, 9, 10, 11])
def test_no_line_begins_with_a_stop_or_ends_with_an_opening_sign(width: int) -> None:
    text = "没有名为“丙小区”的单位（可能是“丙社区”），日期为2009-05-04。"
    for shown in (
        drawn(Paragraph(text), width=width),
        drawn(Table("", (Column("a", "备注"),), ((text,),)), width=width + 2),
    ):
        assert not [line for line in shown.splitlines() if line.lstrip()[:1] in {*"”）。，"} - {""}]
        assert not [line for line in shown.splitlines() if line[-1:] in {*"“（"}]


def test_both_heads_of_a_column_stand_together() -> None:
    columns = (Column("unit", "单位"), Column("sent", "报送", over="五月"))
    assert drawn(Table("", columns, (("甲", 1),))).splitlines()[1].split() == [
        "单位",
        "五月",
        "报送",
    ]


_ALPHABET = "甲乙ab1 ，é"
_cells = st.text(_ALPHABET, max_size=12)


@given(
    rows=st.lists(st.tuples(_cells, _cells, _cells), min_size=1, max_size=6),
    aligns=st.tuples(*[st.sampled_from(["left", "right", "centre"])] * 3),
    width=st.sampled_from([None, 12, 20, 40]),
)
def test_a_table_fits_and_holds_every_sign_in_its_column(
    rows: list[tuple[str, ...]], aligns: tuple[Any, ...], width: int | None
) -> None:
    columns = tuple(Column(str(at), f"列{at}", align) for at, align in enumerate(aligns))
    lines = drawn(Table("表", columns, tuple(rows)), width=width).splitlines()
    assert width is None or all(cell_len(line) <= width for line in lines)
    # at least as often as there: where a table is drawn in parts, its first columns are repeated
    assert Counter("".join(chain.from_iterable(rows)).replace(" ", "")) <= Counter("".join(lines))
