"""What every paper of the table says, made of a small month."""

import io
import json
import shutil
from contextlib import ExitStack
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from docx import Document
from msgspec.structs import replace

from conftest import Program
from inforeport.documents import PAPERS, write
from inforeport.documents.page import Ends, Form, Page, PageBreak, Paragraph, Table
from inforeport.model import (
    Adoption,
    Award,
    Due,
    Facts,
    GroupResult,
    Prize,
    Reporter,
    Result,
    Score,
    ScoreLine,
    Standing,
    Submission,
    Undecided,
    Unit,
)
from inforeport.model.counts import Names
from inforeport.model.papers import Rewards, Titled, Wanted
from inforeport.office.owing import gaps
from inforeport.period import Period, Window
from inforeport.render.word import draw
from inforeport.rules.columns import part_head
from inforeport.scoring.counting import Basis, counted
from inforeport.words import message, say
from material import COMMUNITIES, DAY, EXPLAIN, ISSUE, MAY, RESULT, as_printed, standing, stated

_FOR_GOOD = ExitStack()


@pytest.mark.parametrize("paper", PAPERS)
def test_each_paper_bears_the_office_and_the_day(paper: str) -> None:
    page = write(paper, stated())
    assert (page.issuer, page.day) == ("街道实践办", ISSUE.issued if paper == "bulletin" else DAY)


def texts(page: Page) -> list[str]:
    """What stands outside tables and forms."""
    return [say(one.text, "zh") for one in page.blocks if isinstance(one, Paragraph)]


def forms(page: Page) -> list[dict[str, str]]:
    """What stands in each form, by its labels."""
    return [
        {say(field.label, "zh"): say(field.value, "zh") for row in one.rows for field in row}
        for one in page.blocks
        if isinstance(one, Form)
    ]


def breaks(page: Page) -> int:
    return sum(isinstance(one, PageBreak) for one in page.blocks)


def only(*standings: Standing, key: str = "community", word: str = "社区") -> Result:
    return replace(RESULT, groups=(GroupResult(key, word, standings),))


# Slips


def test_each_unit_has_a_slip_with_every_point_and_their_sum() -> None:
    line = ScoreLine(
        *(), unit="甲社区", points=Decimal(8), part="adoption", because="街道采用",
        clause="三.3", item="a1", on=date(2009, 5, 11),
    )  # fmt: skip
    base = ScoreLine(unit="甲社区", points=Decimal(20), part="base", because="计基础分")
    first = standing(1, "甲社区", 4, 5)
    score = replace(first.score, lines=(base, line), points=Decimal(28))
    first = replace(first, score=score, tied=True)
    page = write("slips", stated(result=only(first, COMMUNITIES.standings[-1])))
    assert breaks(page) == 2
    assert texts(page)[:3] == [
        "信息报送得分通知单",
        "甲社区：",
        (
            "2009年5月，你单位应报送信息4篇，实报5篇，合计得28分，社区排名并列第1名。"
            "现将得分明细通知如下，请核对。"
        ),
    ]
    rows = page.tables()[0].rows
    assert [row[4] for row in rows] == [20, 8, 28]
    assert as_printed(rows)[1] == ("三.3", part_head("adoption"), "a1", "5月11日", 8, "街道采用")
    assert "须在下个月的会议上作情况说明。" in "".join(texts(page))


def test_a_slip_says_what_rounding_makes_of_the_points() -> None:
    thirds = tuple(
        ScoreLine(unit="甲社区", points=Decimal("0.333"), part="base", because="") for _ in range(3)
    )
    one = standing(1, "甲社区", 0, 0)
    one = replace(one, place=None, score=replace(one.score, lines=thirds, points=Decimal(1)))
    page = write("slips", stated(result=only(one)))
    assert page.tables()[0].rows[-2:] == (
        (None, None, None, None, Decimal("0.001"), "总分取舍"),
        ("合计", None, None, None, 1, None),
    )
    assert texts(page)[2].startswith("2009年5月，你单位实报0篇，合计得1分，不列名次。")


# The statistics form


def sent(unit: str, day: int, kind: str, **more: Any) -> Submission:
    return Submission(unit, "标题", date(2009, 5, day), kind=kind, ref=f"{unit}{day}", **more)


def use(one: Submission, level: str, day: int, **more: Any) -> Adoption:
    received = one.received, level, None, date(2009, 5, day)
    return Adoption(one.unit, one.label, one.title, *received, submission=one.id, **more)


NAMES = Names(
    groups={"community": "社区", "department": "部门"},
    kinds={"brief": "简报", "info": "信息"},
    levels={"street": "街道", "city": "市委"},
    forms={"whole": "整篇"},
)
UNITS = (Unit("甲社区", "community"), Unit("乙社区", "community"), Unit("甲部门", "department"))


def test_the_statistics_form_counts_by_kind_and_level_below_two_heads() -> None:
    one, two = sent("甲社区", 8, "brief"), sent("甲社区", 9, "info")
    facts = Facts(
        units=UNITS, submissions=(one, two), items={one.label: one},
        adoptions=(use(one, "street", 11), use(one, "city", 12)),
    )  # fmt: skip
    counts = counted(Basis(facts=facts), NAMES, by="unit", period=MAY)
    page = write("statistics", stated(counts=counts))
    communities, departments, levels = page.tables()
    assert [row[:2] for row in levels.rows] == [("街道", 1), ("市委", 1)]
    assert communities.caption == "2009年5月社区信息报送情况统计表"
    assert departments.caption == "2009年5月部门信息报送情况统计表"
    assert [(column.over, say(column.head, "zh")) for column in communities.columns] == [
        ("", "序号"), ("", "单位"),
        ("报送（篇）", "简报"), ("报送（篇）", "信息"), ("报送（篇）", "合计"),
        ("采用（篇次）", "街道"), ("采用（篇次）", "市委"), ("采用（篇次）", "合计"),
        ("", "已采用篇数"), ("", "采用率（%）"), ("", "备注"),
    ]  # fmt: skip
    assert communities.rows == (
        (1, "甲社区", 1, 1, 2, 1, 1, 2, 1, 50, None),
        (2, "乙社区", 0, 0, 0, 0, 0, 0, 0, None, None),
        (None, message("all together"), 1, 1, 2, 1, 1, 2, 1, 50, None),
    )
    assert page.blocks[0] == PageBreak(turned=None, loose=True)  # turned if it is too wide


def test_a_narrow_statistics_form_stands_upright() -> None:
    counts = counted(Basis(facts=Facts(units=UNITS[:1])), Names(), by="unit", period=MAY)
    page = write("statistics", stated(counts=counts))
    assert isinstance(page.blocks[1], Table)
    paper = Document(io.BytesIO(draw(page, "zh")))
    assert [section.orientation for section in paper.sections] == [0]


# Who writes for the units

PEOPLE = (
    Reporter("甲部门", "张三", post="科员", phone="8000001"),
    Reporter("甲社区", "李四", mobile="13800000000", email="li@example.org"),
)


def test_the_roster_follows_the_register_and_names_who_is_missing() -> None:
    page = write("roster", stated(units=UNITS, reporters=PEOPLE))
    assert as_printed(page.tables()[0].rows) == (
        (1, "甲社区", "李四", None, None),
        (2, "甲部门", "张三", "科员", None),
    )
    assert "尚未报送信息员名单的单位：乙社区。" in texts(page)


def test_the_kind_of_person_stands_on_a_roster_that_has_any() -> None:
    people = (PEOPLE[0], replace(PEOPLE[1], kind="青年"))
    page = write("roster", stated(units=UNITS, reporters=people))
    assert [column.head for column in page.tables()[0].columns][3] == "人员类别"
    assert [row[3] for row in page.tables()[0].rows] == ["青年", None]


def test_contacts_stand_on_a_roster_only_where_they_were_asked_for() -> None:
    asked = Wanted(contacts=True)
    plain, full = (
        write("roster", stated(units=UNITS, reporters=PEOPLE, wanted=wanted))
        for wanted in (Wanted(), asked)
    )
    assert "8000001" not in repr(plain)
    assert full.tables()[0].rows[0] == (
        *(1, "甲社区", "李四", None),
        *(None, "13800000000", "li@example.org", None),
    )


def test_a_roster_has_no_column_for_a_way_in_which_nobody_can_be_reached() -> None:
    given = stated(units=UNITS, reporters=PEOPLE[1:], wanted=Wanted(contacts=True))
    keys = [column.key for column in write("roster", given).tables()[0].columns]
    assert keys == ["no", "unit", "name", "post", "mobile", "email", "remark"]


def test_a_roster_of_nobody_names_the_units_only() -> None:
    page = write("roster", stated(units=UNITS))
    assert page.tables() == ()
    assert "尚未报送信息员名单的单位：甲社区、乙社区、甲部门。" in texts(page)
    assert write("roster", stated(units=())).blocks == ()


def test_the_form_has_a_blank_row_for_each_unit() -> None:
    page = write("form", stated(units=UNITS))
    rows = page.tables()[0].rows
    assert [row[:2] for row in rows] == [(1, "甲社区"), (2, "乙社区"), (3, "甲部门")]
    assert all(cell is None for row in rows for cell in row[2:])
    ends = [one for one in page.blocks if isinstance(one, Ends)]
    assert [(str(one.left)[:7], one.role) for one in ends] == [
        ("填报单位（盖章", "form ends"),
        ("填表人：　　　", "form ends"),
    ]
    assert write("form", stated(units=())).blocks == ()


# The letter and the sheet


def due(unit: str, start: date, days: int = 7, owed: int = 1, received: int = 0) -> Due:
    window = Window(start, start + timedelta(days))
    return Due(unit, window, Decimal(owed), Decimal(received))


def reminded(*dues: Due, **more: Any) -> Page:
    return write("letter", stated(gaps=gaps(dues, DAY), **more))


def test_who_sent_nothing_is_written_to() -> None:
    page = reminded(
        due("己社区", date(2009, 5, 2)),
        due("己社区", date(2009, 5, 9)),
        due("己社区", date(2009, 5, 16), owed=0),
        due("甲社区", date(2009, 5, 23), received=1),
    )
    assert texts(page)[:5] == [
        "街道实践办",
        "",
        "关于催报2009年5月信息的函",
        "己社区：",
        (
            "按照《信息报送评分办法》，你单位2009年5月应报送信息2篇，"
            "报送截止日期分别为2009年5月8日、5月15日。"
            "截至2009年6月3日，未收到2009年5月报送的信息。"
        ),
    ]
    assert texts(page)[-2:] == ["街道实践办", "2009年6月3日"]
    assert breaks(page) == 1


def test_who_sent_less_than_was_owed_is_written_to_too() -> None:
    weeks = [
        due("甲社区", date(2009, 5, 2), received=2),
        due("甲社区", date(2009, 5, 9)),
        due("甲社区", date(2009, 5, 16)),
    ]
    assert texts(reminded(*weeks))[4].endswith(
        "应报送信息3篇，报送截止日期分别为2009年5月8日、5月15日、5月22日。"
        "截至2009年6月3日，实报2篇，尚缺1篇。"
    )


def test_a_letter_says_why_what_came_and_what_is_missing_are_more_than_was_owed() -> None:
    """Two in the first week do not make up for the second, in which none came."""
    weeks = (due("甲社区", date(2009, 5, 2), received=2), due("甲社区", date(2009, 5, 9)))
    apart = (replace(week, heals=False) for week in weeks)
    assert texts(reminded(*apart))[4].endswith(
        "实报2篇，尚缺1篇（各期、各项任务分别计算，互不抵补）。"
    )


def test_a_letter_asks_for_nothing_that_has_not_begun() -> None:
    page = reminded(due("甲社区", date(2009, 5, 30)), due("甲社区", date(2009, 6, 6)))
    assert "应报送信息1篇，报送截止日期为2009年6月5日，尚未到期。" in texts(page)[4]


@pytest.mark.parametrize(
    ("windows", "words"),
    [
        (1, "应报送信息1篇，报送截止日期为2009年3月6日。"),
        (9, "应报送信息9篇，自2009年3月6日至2009年5月1日共有9个报送截止日期。"),
    ],
)
def test_the_letter_names_the_days_as_far_as_one_can_read_them(windows: int, words: str) -> None:
    dues = (due("己社区", date(2009, 2, 28) + timedelta(7 * n)) for n in range(windows))
    assert words in texts(reminded(*dues))[4]


def test_where_nobody_owes_whoever_sent_nothing_is_written_to() -> None:
    counts = counted(
        Basis(facts=Facts(units=UNITS, submissions=(sent("甲社区", 8, "info"),))),
        NAMES,
        by="unit",
        period=MAY,
    )
    page = write("letter", stated(counts=counts))
    assert [text for text in texts(page) if text.endswith("：")] == ["乙社区：", "甲部门："]
    assert breaks(page) == 2
    assert texts(page)[4] == "截至2009年6月3日，未收到你单位2009年5月报送的信息。"
    one = write("letter", stated(counts=counts, wanted=Wanted(unit="甲部门")))
    assert [text for text in texts(one) if text.endswith("：")] == ["甲部门："]


def test_nobody_is_written_to_where_all_have_sent_something() -> None:
    assert reminded(due("甲社区", date(2009, 5, 2), received=1)).blocks == ()


def test_whoever_must_explain_is_given_a_sheet_with_the_figures() -> None:
    used = ScoreLine(
        unit="乙社区", points=Decimal(3), part="adoption", because="", level="street", item="b1"
    )
    one = replace(standing(2, "乙社区", 4, 3), duty=EXPLAIN, tied=True)
    one = replace(one, score=replace(one.score, lines=(used,)))
    page = write("explanation", stated(result=only(one, COMMUNITIES.standings[-1])))
    assert breaks(page) == 2
    assert forms(page)[0] == {
        "单位": "乙社区",
        "考核时段": "2009年5月",
        "得分": "10分",
        "名次": "社区并列第2名",
        "报送情况": "应报4篇，实报3篇",
        "采用情况": "被采用1篇次，计3分",
        "说明事项": "须在下个月的会议上作情况说明",
        "原因分析": "",
        "整改措施": "",
        "主要负责人签字": "",
        "日期": "　　　年　　月　　日",
        "审核意见": "",
    }
    assert forms(page)[1]["采用情况"] == "未被采用"
    assert write("explanation", stated(result=only(standing(1, "甲社区", 4, 4)))).blocks == ()


# The register


def test_the_register_tells_what_came_of_each_report() -> None:
    one = sent("甲社区", 8, "brief", id=1)
    two = sent("甲部门", 9, "自编", id=2, withdrawn="重复", form="whole")
    three = sent("乙社区", 10, "info", id=3)
    uses = (use(one, "street", 11, publication="工作简报", issue="第3期"), use(one, "city", 12))
    counts = counted(Basis(facts=Facts()), NAMES, by="unit", period=MAY)
    given = stated(submissions=(one, two, three), uses_of_sent=uses, counts=counts)
    page = write("submissions", given)
    told = "街道采用（工作简报第3期，5月11日）；市委采用（5月12日）"
    assert as_printed(page.tables()[0].rows) == (
        (1, "甲社区8", "5月8日", "甲社区", "标题", "简报", told),
        (2, "甲部门9", "5月9日", "甲部门", "标题", "整篇", "已撤回"),
        (3, "乙社区10", "5月10日", "乙社区", "标题", "信息", "未采用"),
    )
    assert write("submissions", stated()).blocks == ()


def test_a_register_has_no_column_for_forms_where_none_is_told() -> None:
    counts = counted(Basis(facts=Facts()), NAMES, by="unit", period=MAY)
    report = replace(sent("甲社区", 8, ""), kind=None)
    given = stated(submissions=(report,), counts=counts)
    keys = ["no", "ref", "received", "unit", "title", "used"]
    assert [one.key for one in write("submissions", given).tables()[0].columns] == keys
    assert "form" in {
        one.key for one in write("submissions", replace(given, edition=7)).tables()[0].columns
    }


# The ranking


def test_a_ranking_calls_its_period_as_other_papers_do() -> None:
    quarter = Period(date(2009, 4, 1), date(2009, 7, 1), "2009-Q2")
    given = stated(period=quarter, result=replace(RESULT, period=quarter))
    assert texts(write("ranking", given)) == ["2009年第二季度信息报送及采用情况统计表"]
    assert say(write("ranking", given).tables()[0].caption, "zh") == "社区（2009年第二季度）"
    then = replace(given, edition=7)
    assert texts(write("ranking", then)) == ["2009年4月至6月信息报送及采用情况统计表"]


# What is paid


def test_prizes_are_summed_in_capitals_and_what_is_undecided_is_said() -> None:
    undecided = Undecided(
        places=(3, 4), units=("丙社区", "丁社区"), amounts=(), ways={}, because="并列跨奖"
    )
    paid = (
        Prize(place=1, unit="甲社区", amount=Decimal(3000)),
        Prize(place=2, unit="乙社区", amount=Decimal("2500.5"), note="补定"),
    )
    page = write("rewards", stated(rewards=Rewards(prizes={"community": (paid, (undecided,))})))
    assert as_printed(page.tables()[0].rows) == (
        (1, "甲社区", 3000, None, None),
        (2, "乙社区", Decimal("2500.5"), None, None),
        ("合计", None, Decimal("5500.5"), None, None),
    )
    assert texts(page)[1:4] == [
        "合计人民币5500.5元（大写：伍仟伍佰元伍角）（尚未确定的奖金不在内）。",
        "乙社区：补定。",
        "社区待定：丙社区、丁社区，名次3、4：并列跨奖。",
    ]


def test_titles_fees_and_who_is_barred_stand_on_the_list() -> None:
    titled = Titled(
        *(), title="先进单位", group="community", undecided=(),
        awards=(Award(title="先进单位", place=1, unit="甲社区"),),
    )  # fmt: skip
    fee = Score(unit="甲社区", group="community", points=Decimal(60))
    person = Score(unit="张三", group="甲社区", points=Decimal(30))
    out = Score(unit="乙社区", group="community", points=Decimal(0), flags=("一票否决", "迟报"))
    result = replace(RESULT, untitled=frozenset({"一票否决"}))
    rewards = Rewards(titles=(titled,), fees=(fee,), persons=(person,), barred=(out,))
    page = write("rewards", stated(result=result, rewards=rewards))
    assert [(table.caption, table.rows) for table in page.tables()] == [
        ("社区先进单位", ((1, "甲社区", "先进单位", None, None),)),
        ("单位稿酬", (("甲社区", 60, None, None), ("合计", 60, None, None))),
        ("个人稿酬", (("甲社区", "张三", 30, None, None), ("合计", None, 30, None, None))),
    ]
    assert "乙社区一票否决，不参加评奖。" in texts(page)
    assert "合计人民币60元（大写：陆拾元整）。" in texts(page)


def test_where_nothing_is_to_be_paid_there_is_no_list() -> None:
    assert write("rewards", stated()).blocks == ()


# Through the command line

MADE = {
    "circular": ("--month", "5", "--draft", "--number", "某办〔2009〕5号"),
    "ranking": ("--month", "5"),
    "slips": ("--month", "5", "--unit", "甲社区"),
    "statistics": ("--month", "5"),
    "submissions": ("--month", "5"),
    "letter": ("--month", "5"),
    "explanation": ("--month", "5"),
    "rewards": ("--month", "5"),
    "evaluation": ("--month", "5"),
    "roster": ("--show-contact",),
    "form": ("--unit", "甲科室"),
}


@pytest.fixture(scope="module")
def may(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """It is made once, since to export is to change nothing."""
    return in_may(tmp_path_factory.mktemp("may"))


def in_may(folder: Path) -> Program:
    """A May in which one community sent a report that was used, and two units sent nothing."""
    shutil.copytree(_in_may().db.parent, folder, dirs_exist_ok=True)
    return Program(folder / "office.db")


@cache
def _in_may() -> Program:
    """The same, made once; it is copied and never changed."""
    office = Program(Path(_FOR_GOOD.enter_context(TemporaryDirectory())) / "office.db")
    office.well("init", "--office", "街道实践办", "--scheme", "street")
    for unit, group in (("甲社区", "社区"), ("乙社区", "社区"), ("甲科室", "部门")):
        office.well("unit", "add", unit, "--group", group)
    office.well("reporter", "add", "甲社区", "张三", "--phone", "8000001")
    office.well(
        "submission", "add", "甲社区", "开设夜校", "--ref", "a1", "--received", "2009-05-08"
    )
    use = ("--level", "street", "--form", "whole", "--on", "2009-05-11")
    office.well("adoption", "add", "a1", *use)
    return office


@pytest.mark.parametrize("paper", MADE)
@pytest.mark.parametrize("ending", [".json", ".docx"])
def test_each_paper_is_exported(may: Program, tmp_path: Path, paper: str, ending: str) -> None:
    path = tmp_path / f"paper{ending}"
    may.well("export", paper, *MADE[paper], "-o", path)
    assert path.stat().st_size > 100


def exported(may: Program, path: Path, *args: str) -> str:
    may.well("export", *args, "-o", path)
    return path.read_text(encoding="utf-8")


def test_an_evaluation_without_grades_has_room_for_them(may: Program, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    page = json.loads(exported(may, path, "evaluation", "--month", "5"))
    [community, _] = [one for one in page["blocks"] if one["type"] == "table"]
    heads = [one["head"] for one in community["columns"]]
    assert heads[-3:] == ["得分", "评价等次", "负责人签字"]
    assert [(row["grade"], row["signature"]) for row in community["rows"]] == [(None, None)] * 2


def test_all_papers_of_a_month_are_without_the_evaluation_of_a_year(
    may: Program, tmp_path: Path
) -> None:
    may("export", "all", "--month", "5", "-o", tmp_path / "五月")
    names = {one.name for one in (tmp_path / "五月").iterdir()}
    assert "2009年5月报送情况统计表.docx" in names
    assert "2009年5月总结评价表.docx" not in names


def test_a_slip_is_of_the_unit_that_was_asked_for(may: Program, tmp_path: Path) -> None:
    said = exported(may, tmp_path / "a.json", "slips", "--month", "5", "--unit", "甲社区")
    assert "甲社区：" in said
    assert "乙社区" not in said
    assert "社区排名第1名" in said


def test_demands_are_read_from_a_text(may: Program, tmp_path: Path) -> None:
    text = tmp_path / "demands.txt"
    text.write_text("一是抓紧。\n\n二是抓实。\n", encoding="utf-8")
    said = exported(may, tmp_path / "a.json", "circular", "--month", "5", "--demands", str(text))
    assert '工作要求"},{"type":"paragraph","role":"body","text":"一是抓紧。"' in said
    text.write_text("\n", encoding="utf-8")
    ran = may("export", "circular", "--month", "5", "--demands", text, "-o", tmp_path / "b.json")
    assert (ran.status, "error[empty-name]" in ran.err) == (2, True)


def test_the_register_and_the_draft_know_what_was_used(may: Program, tmp_path: Path) -> None:
    for args in (("submissions",), ("circular", "--draft")):
        said = exported(may, tmp_path / f"{args[0]}.json", *args, "--month", "5")
        assert "街道整篇（2009-05-11）" in said


def test_what_a_contact_is_stands_on_no_paper_that_was_not_asked_for_it(
    may: Program, tmp_path: Path
) -> None:
    for paper, args in MADE.items():
        said = exported(may, tmp_path / f"{paper}.json", paper, *args)
        assert ("8000001" in said) is (paper == "roster")
    assert "8000001" not in exported(may, tmp_path / "plain.json", "roster")


def test_a_paper_with_nothing_on_it_is_refused(may: Program, tmp_path: Path) -> None:
    for args in (("letter", "--week", "19", "--unit", "甲社区"), ("submissions", "--month", "6")):
        ran = may("export", *args, "-o", tmp_path / "none.docx")
        assert (ran.status, "error[nothing-to-print]" in ran.err) == (4, True)
    assert not (tmp_path / "none.docx").exists()


def test_a_paper_without_a_name_gets_its_own(
    may: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert may.well("export", "circular", "--month", "5").out == "wrote: 2009年5月通报.docx\n"
    again = may("export", "circular", "--month", "5")
    assert (again.status, "error[exists]" in again.err) == (7, True)
    may.well("export", "roster")
    assert {path.name for path in tmp_path.iterdir()} == {"2009年5月通报.docx", "信息员名册.docx"}


def test_all_papers_of_a_month_go_into_a_folder(may: Program, tmp_path: Path) -> None:
    ran = may("export", "all", "--month", "5", "-o", tmp_path / "五月")
    names = {path.name for path in (tmp_path / "五月").iterdir()}
    assert (ran.status, len(ran.out.splitlines())) == (0, len(names))
    assert {"2009年5月通报.docx", "2009年5月催报函.docx", "2009年5月得分通知单.docx"} <= names
    june = may("export", "all", "--month", "6", "-o", tmp_path / "六月")
    assert "报送登记表: nothing to print: nothing arrived in the period" in june.err
    again = may("export", "all", "--month", "5", "-o", tmp_path / "五月")
    assert (again.status, again.err.count("error[exists]"), again.out) == (7, 1, "")


def test_of_a_month_that_runs_what_looks_final_is_left_out(may: Program, tmp_path: Path) -> None:
    ran = may("export", "all", "--month", "5", "-o", tmp_path, today=date(2009, 5, 20))
    assert (ran.status, "通报: 2009-05 is not over" in ran.err) == (4, True)
    assert "2009年5月通报.docx" not in {path.name for path in tmp_path.iterdir()}
