"""The head of a list: where it is, what its columns are, and what stands around the rows."""

from datetime import date

import pytest

from inforeport.fields import FACTS
from inforeport.intake import Asked, letter
from inforeport.intake.columns import family
from inforeport.intake.dated import year_in
from inforeport.model.letters import Letter
from inforeport.text import fold

LEVELS = {"street": "街道", "district": "区委", "city": "市委"}
FORMS = {"whole": "整篇", "brief": "简讯"}
WORDS = {"levels": LEVELS, "forms": FORMS, "groups": {"community": "社区"}}


def read(text: str, **asked: object) -> Letter:
    given = {"today": date(2009, 8, 3), "words": WORDS, **asked}
    return letter(text.encode(), "台账.csv", Asked(**given))  # type: ignore[arg-type]


def cells(found: Letter) -> list[dict[str, str]]:
    return [dict(one.cells) for one in found.pieces]


ROW = {"unit": "甲社区", "title": "一", "received": "2009-05-08"}


@pytest.mark.parametrize("fact", FACTS)
def test_no_two_fields_of_a_fact_are_called_alike(fact: str) -> None:
    names = [
        fold(name)
        for field in FACTS[fact].fields
        if field.head
        for name in {field.key, field.head, *field.also}
    ]
    assert len(names) == len({*names})
    assert {*names} <= family(fact, LEVELS).names.keys()


def test_a_title_above_the_head_is_none() -> None:
    found = read("某街道信息台账,,,\n,,,\n序号,报送单位,题目,报送时间\n1,甲社区,一,5月8日\n")
    assert cells(found) == [ROW]
    assert [(one.fact, one.row) for one in found.heads] == [("submission", 3)]


def test_a_head_may_go_over_two_lines_without_merged_cells() -> None:
    text = (
        "序号,单位,标题,报送时间,采用情况,,,备注\n,,,,街道,区委,市委,\n"
        "1,甲社区,一,5.8,√,,,\n2,甲社区,二,5.9,,整篇,简讯,\n3,甲社区,三,5.10,,×,,\n"
    )
    found = read(text)
    assert [one.uses for one in found.pieces] == [
        ({"adopted": "2009-05-08", "level": "街道"},),
        (
            {"adopted": "2009-05-09", "level": "区委", "form": "整篇"},
            {"adopted": "2009-05-09", "level": "市委", "form": "简讯"},
        ),
        (),
    ]


def test_a_use_has_its_own_day_and_publication_where_the_list_tells_them() -> None:
    found = read(
        "单位,标题,报送时间,采用情况,采用日期,采用刊物\n甲社区,一,5.8,区委整篇,5月12日,区委信息\n"
    )
    [use] = found.pieces[0].uses
    assert use == {
        "adopted": "2009-05-12",
        "publication": "区委信息",
        "level": "区委",
        "form": "整篇",
    }


@pytest.mark.parametrize(
    ("told", "levels"),
    [
        ("街道采用", ["街道"]),
        ("街道、区委", ["街道", "区委"]),
        ("街道采用1篇；市委采用", ["街道", "市委"]),
        ("被区委录用", ["区委"]),
        ("未采用", []),
        ("—", []),
        ("采用", None),
        ("省委", None),
        ("街道待定", None),
    ],
)
def test_who_used_a_report_is_read_or_doubted(told: str, levels: list[str] | None) -> None:
    [piece] = read(f"单位,标题,报送时间,采用情况\n甲社区,一,5.8,{told}\n").pieces
    assert [one.code for one in piece.doubts] == (["unknown-use"] if levels is None else [])
    assert [one["level"] for one in piece.uses] == (levels or [])


def test_what_is_no_row_is_passed_over_and_said() -> None:
    text = (
        "单位,标题,报送时间\n甲社区,一,5.8\n小计,1,\n单位,标题,报送时间\n乙社区,二,5.9\n"
        "合计：,2,\n本表由办公室填写,,\n"
    )
    found = read(text)
    assert [one.cells["unit"] for one in found.pieces] == ["甲社区", "乙社区"]
    assert [(one.place, str(one.what)) for one in found.passed] == [
        ("3", "a total; it was passed over"),
        ("4", "the head once more; it was passed over"),
        ("6", "a total; it was passed over"),
        ("7", "a note; it was passed over"),
    ]


def test_what_was_settled_of_a_list_holds_for_the_next_of_its_make() -> None:
    text = "谁写的,写了什么,哪天,说了什么\n甲社区,一,5.8,好\n"
    assert read(text).pieces == ()
    shape = "谁写的|写了什么|哪天|说了什么"
    settled = {"谁写的": "unit", "写了什么": "title", "哪天": "received", "说了什么": ""}
    found = read(text, learnt={shape: settled})
    assert cells(found) == [ROW]
    assert (found.heads[0].shape, found.heads[0].columns) == (shape, settled)


def test_of_two_columns_for_one_field_the_surer_is_it() -> None:
    found = read("单位,标题,报送时间,登记日期,日期\n甲社区,一,5.8,5.9,5.10\n")
    assert cells(found) == [ROW]
    assert str(found.passed[0].what) == "columns passed over: 登记日期, 日期"


def test_a_page_of_text_is_no_list() -> None:
    found = read("关于活动的报告\n各社区：,现将情况报告如下。\n")
    assert (found.pieces, [one.code for one in found.passed]) == ((), ["no-head"])


@pytest.mark.parametrize(
    ("texts", "year"),
    [
        (["信息台账", "2009年5月"], 2009),
        (["２００９年度信息台账"], 2009),
        (["2008-2009年度"], None),
        (["联系电话13820091234", "台账"], None),
        ([], None),
    ],
)
def test_the_year_of_a_list_is_the_only_one_that_it_names(
    texts: list[str], year: int | None
) -> None:
    assert year_in(texts) == year
