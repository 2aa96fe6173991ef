"""Units by every way in which people write their names; what two may be called is neither."""

import doctest

import pytest

import inforeport.directory
from conftest import Program
from inforeport.directory import Directory
from inforeport.errors import AmbiguousUnit, UnknownUnit
from inforeport.model import Unit

OFFICE = "某街道办事处"
UNITS = [
    Unit("甲社区", "community", aliases=("老甲",)),
    Unit("己社区居民委员会", "community"),
    Unit("戊村", "community"),
    Unit("乙科室", "department"),
    Unit("某街道党政办公室", "department"),
]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("甲社区", "甲社区"),
        ("甲 社区\u3000", "甲社区"),
        ("老甲", "甲社区"),
        ("甲居委会", "甲社区"),
        ("甲社区居委会", "甲社区"),
        ("甲社区居民委员会", "甲社区"),
        ("甲居民委员会", "甲社区"),
        ("甲社区（居委会）", "甲社区"),
        ("【甲社区】", "甲社区"),
        ("某街道甲社区", "甲社区"),
        ("某街道办事处甲社区居委会", "甲社区"),
        ("己居委会", "己社区居民委员会"),
        ("己社区(居委会)", "己社区居民委员会"),
        ("己社区", "己社区居民委员会"),
        ("戊村村委会", None),
        ("戊村委会", "戊村"),
        ("戊村民委员会", "戊村"),
        ("党政办", "某街道党政办公室"),
        ("党政办公室", "某街道党政办公室"),
        ("乙科室", "乙科室"),
    ],
)
def test_a_unit_is_known_in_the_forms_that_people_write(written: str, meant: str | None) -> None:
    found = Directory(UNITS, OFFICE).find(written)
    assert (found and found.name) == meant


@pytest.mark.parametrize(
    "written", ["", "甲", "社区", "居委会", "大甲社区", "丙社区", "别街道甲社区"]
)
def test_what_no_unit_is_called_is_not_guessed(written: str) -> None:
    assert Directory(UNITS, OFFICE).find(written) is None
    with pytest.raises(UnknownUnit):
        Directory(UNITS, OFFICE).whose(written)


def test_what_two_units_may_be_called_is_said_of_neither() -> None:
    two = Directory([Unit("甲社区", "community"), Unit("甲居委会", "community")])
    assert [two.whose(one).name for one in ("甲社区", "甲居委会")] == ["甲社区", "甲居委会"]
    with pytest.raises(
        AmbiguousUnit, match="甲社区居民委员会 fits several units: 甲社区, 甲居委会"
    ):
        two.whose("甲社区居民委员会")


def test_the_street_before_all_names_may_be_left_out() -> None:
    named = Directory([Unit("某街道甲社区", "community"), Unit("某街道乙社区", "community")])
    assert named.whose("乙社区居委会").name == "某街道乙社区"
    one_bears_it = Directory([Unit("某街道甲社区", "community"), Unit("乙社区", "community")])
    assert one_bears_it.find("甲社区") is None


def test_a_suggestion_names_no_unit_twice() -> None:
    many = Directory([Unit("甲社区", "community", aliases=("甲小区", "甲新区", "甲园区"))])
    with pytest.raises(UnknownUnit) as error:
        many.whose("甲大区")
    assert error.value.facts["near"] == ["甲社区"]


def test_every_door_knows_the_same_forms(office: Program) -> None:
    office.well("unit", "add", "甲社区", "--group", "社区")
    office.well("unit", "add", "己社区居民委员会", "--group", "社区")
    office.well("submission", "add", "己居委会", "座谈会", "--received", "2009-05-08", "--ref", "1")
    office.well("submission", "edit", "1", "--with", "甲社区（居委会）")
    office.take(
        "submission",
        [
            {
                "单位": "甲社区居民委员会",
                "标题": "走访",
                "报送时间": "2009-05-08",
                "联合单位": "己社区",
            }
        ],
    )
    office.take("reporter", [{"单位": "甲居委会", "姓名": "信息员甲"}])
    office.take("mark", [{"单位": "己社区", "事由": "bonus", "日期": "2009-05-08", "说明": "好"}])
    listed = office.well("submission", "list", "--unit", "甲居委会", "--json").json["submissions"]
    assert [(one["unit"], one["title"]) for one in listed] == [("甲社区", "走访")]
    again = office.well("unit", "import", _units(office))
    assert again.out == "added: 0, on file already: 1, refused: 0\n"


def _units(office: Program) -> str:
    path = office.db.with_name("units.csv")
    path.write_text("单位,组别\n甲社区居委会,社区\n", encoding="utf-8")
    return str(path)


def test_examples() -> None:
    assert doctest.testmod(inforeport.directory).failed == 0
