"""Flags, places, prizes, titles, fees and running totals, as people and programs see them."""

import json
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from books import under
from conftest import Program
from inforeport.documents import records
from inforeport.documents.circular import circular_page
from inforeport.documents.lists import lines_page
from inforeport.documents.page import Heading, Paragraph, Several
from inforeport.documents.ranking import rank_page, score_page
from inforeport.documents.rewards import rewards_page
from inforeport.model import (
    GroupResult,
    Profile,
    Result,
    Score,
    ScoreLine,
    Standing,
    StoredScheme,
    Undecided,
)
from inforeport.model.papers import Rewards, Titled
from inforeport.period import Period
from inforeport.rules.columns import part_head
from inforeport.words import message, say
from material import stated

# A report owed every week of May 2009 (four weeks): base 20, 10 off for each missing, 1 for each
# more. The first sends five (21), the second four (20), the third three (10), the fourth none
# (-20). Above 20.5 bars from titles and prizes, below 0 costs the place.
SCHEME = """
title  = "信息报送办法"
since  = 2009-05-02
until  = 2009-07-31
period = "month"

[groups]
community = "社区"

[calendar]
deadline = "friday"

[[rule]]
kind    = "quota"
name    = "weekly"
clause  = "一"
every   = "week"
owed    = 1
base    = 20
missing = -10
extra   = 1

[[rule]]
kind   = "flag"
clause = "二"
flag   = "不得评先"
above  = 20.5
effect = "no title"

[[rule]]
kind   = "flag"
clause = "三"
flag   = "一票否决"
below  = 0
effect = "unranked"

[[fee]]
kind    = "task"
clause  = "四"
of      = ["weekly"]
missing = -50
extra   = 12.5

[ranking]
ties    = "gap"
running = "whole"

[[ranking.duty]]
group = "community"
last  = "在会上作情况说明"

[[reward]]
group  = "community"
prizes = [300, 200, 100]

[[honour]]
group = "community"
title = "先进社区"
first = 1
"""
SENT = {"甲社区": 5, "乙社区": 4, "丙社区": 3, "丁社区": 0}
FEES_ONLY = (
    SCHEME[: SCHEME.index("base    = 20")]
    + SCHEME[SCHEME.index("[[fee]]") : SCHEME.index("[ranking]")]
)


def set_up(run: Program, scheme: str) -> Program:
    """An office under a scheme, with the reports of May."""
    under(run, scheme)
    run.take("unit", [{"unit": unit, "group": "社区"} for unit in SENT])
    days = ["2009-05-08", "2009-05-15", "2009-05-22", "2009-05-29", "2009-05-20"]
    run.take(
        "submission",
        [
            {"unit": unit, "title": f"第{n}篇", "received": day}
            for unit, count in SENT.items()
            for n, day in enumerate(days[:count], 1)
        ],
    )
    return run


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The office of the scheme above; it is copied and never changed."""
    return set_up(Program(tmp_path_factory.mktemp("kept") / "office.db"), SCHEME)


@pytest.fixture
def street(run: Program, kept: Program) -> Program:
    """A copy of it."""
    shutil.copytree(kept.db.parent, run.db.parent, dirs_exist_ok=True)
    return run


def texts(page: Any) -> list[str]:
    """What a page says outside its tables."""
    return [say(one.text, "zh") for one in page.blocks if isinstance(one, Heading | Paragraph)]


def test_who_is_flagged_out_of_the_ranking_has_no_place_and_no_duty(street: Program) -> None:
    [group] = street.well("rank", "--month", "5", "--json").json["groups"]
    assert [
        (one["place"], one["unit"], one["points"], one["flags"], one["duty"])
        for one in group["standings"]
    ] == [
        (1, "甲社区", 21, ["不得评先"], None),
        (2, "乙社区", 20, [], None),
        (3, "丙社区", 10, [], "在会上作情况说明"),
        (None, "丁社区", -20, ["一票否决"], None),
    ]


def test_the_sum_since_the_campaign_began_stands_beside_the_month(street: Program) -> None:
    june = street("rank", "--period", "2009-06", "--json").json["groups"][0]["standings"]
    both = {one["unit"]: (one["points"], one["running_total"]) for one in june}
    assert both["甲社区"] == (-20, 1)  # 20 - 4 * 10 in June, 21 in May
    columns = street.well("rank", "--period", "2009-06", "--csv").out.splitlines()[0]
    assert "total,running_total" in columns


def test_flags_stand_in_the_scores_and_in_every_line(street: Program) -> None:
    units = street.well("score", "--month", "5", "--json").json["units"]
    assert [one["flags"] for one in units] == [["不得评先"], [], [], ["一票否决"]]
    *_, line = units[0]["lines"]
    assert (line["flag"], line["publication"], line["points"]) == ("不得评先", None, 0)
    assert "persons" not in street.well("score", "--month", "5", "--json").json


def test_figures_are_written_without_closing_zeros(street: Program) -> None:
    out = street.well("reward", "--month", "5", "--json").out
    assert '"amount": 300,' in out
    assert '"amount": 12.5,' in out


def test_the_next_take_what_a_flagged_unit_may_not_have(street: Program) -> None:
    answer = street.well("reward", "--month", "5", "--json").json
    [group] = answer["groups"]
    paid = [(one["place"], one["unit"], one["amount"]) for one in group["prizes"]]
    assert paid == [(2, "乙社区", 300), (3, "丙社区", 200)]  # the fourth has no place
    assert answer["titles"] == [
        {
            "title": "先进社区",
            "group": "community",
            "awards": [{"place": 2, "unit": "乙社区"}],
            "undecided": [],
        }
    ]
    assert (
        "甲社区 (不得评先) is given no title and no prize" in street("reward", "--month", "5").out
    )


def test_fees_are_summed_by_unit_and_told_line_by_line(street: Program) -> None:
    fees = street.well("reward", "--month", "5", "--json").json["fees"]
    assert [(one["unit"], one["amount"]) for one in fees] == [
        ("甲社区", 12.5),
        ("丙社区", -50),
        ("丁社区", -200),
    ]
    [line] = fees[0]["lines"]
    assert (line["amount"], line["clause"], line["rule"]) == (12.5, "四", "task")
    assert line["window"]["name"] == "2009-05"
    assert fees[0]["persons"] == []


def test_the_page_of_rewards_has_what_the_scheme_gives(street: Program) -> None:
    out = street("reward", "--month", "5", lang="zh").out
    heads = ["社区奖励名单", "先进社区（社区）", "单位稿酬", "逐笔明细"]
    assert [head for head in heads if head in out] == heads
    assert "个人稿酬" not in out
    assert "甲社区（不得评先）不参加评奖评优，由其后单位依次递补。" in out


def test_a_scheme_without_points_may_pay_fees(run: Program) -> None:
    office = set_up(run, FEES_ONLY)
    assert "error[no-points]" in office("score", "--month", "5").err
    answer = office.well("reward", "--period", "2009-05", "--json").json
    assert [(one["unit"], one["amount"]) for one in answer["fees"]] == [
        ("甲社区", 12.5),
        ("丙社区", -50),
        ("丁社区", -200),
    ]
    assert (answer["groups"], answer["titles"]) == ([], [])


def test_fees_of_shorter_periods_are_not_paid_again(run: Program) -> None:
    """Four units miss 4 and 5 weeks more at 50 each: -1,800, beside -237.5 of May."""
    office = set_up(run, FEES_ONLY)
    campaign = office.well("reward", "--json").json
    assert (campaign["fees"], campaign["settled"]) == ([], -2037.5)
    assert "stand in their own lists: -2037.5 yuan" in office("reward").out
    assert office.well("reward", "--month", "5", "--json").json["settled"] is None


def test_a_circular_without_points_says_what_was_owed(run: Program, tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    set_up(run, FEES_ONLY).well("export", "circular", "--month", "5", "-o", path)
    blocks = json.loads(path.read_text(encoding="utf-8"))["blocks"]
    said = [block["text"] for block in blocks if "text" in block]
    assert said[4] == (
        "2009年5月，4个社区共报送信息12篇。"
        "按报送任务，应报送信息16篇，实报12篇。2个社区完成报送任务，2个社区未完成。"
    )
    [table] = [block for block in blocks if block["type"] == "table"]
    assert [(row["due"], row["counted"], row["sent"]) for row in table["rows"]] == [
        (4, 5, 5),
        (4, 4, 4),
        (4, 3, 3),
        (4, 0, 0),
        (16, 12, 12),
    ]


def test_the_circular_names_who_is_not_ranked(street: Program, tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    street.well("export", "circular", "--month", "5", "-o", path)
    blocks = json.loads(path.read_text(encoding="utf-8"))["blocks"]
    said = [block["text"] for block in blocks if "text" in block]
    at = said.index("四、不列名次的单位")
    assert said[at : at + 4] == [
        "四、不列名次的单位",
        "丁社区一票否决，不参加排名。",
        "五、排名末位的单位",
        "社区排名末位的是丙社区（10分），须在会上作情况说明。",
    ]
    [table] = [block for block in blocks if block["type"] == "table"]
    *rows, _ = table["rows"]
    assert [row["flags"] for row in rows] == [["不得评先"], [], [], ["一票否决"]]
    for row in table["rows"]:
        assert row["total"] == row["base"] + row["shortfall"] + row["extra"]
        assert row["running_total"] == row["total"]


def test_what_is_owed_says_by_which_clause(street: Program) -> None:
    windows = street("due", "--month", "5", "--json").json["windows"]
    assert {(one["clause"], one["what"], one["name"]) for one in windows} == {
        ("一", "submitted", "weekly")
    }
    assert windows[0]["missing"] == 0


# The tables, from small results

MAY = Period(date(2009, 5, 1), date(2009, 6, 1), "2009-05")
OFFICE = Profile("街道办公室", "zh", "Asia/Shanghai")
JUNE_3 = date(2009, 6, 3)


def standing(place: int | None, unit: str, **given: Any) -> Standing:
    """A unit with points in parts, flags, lines and a running total."""
    parts = {part: Decimal(str(points)) for part, points in given.get("parts", {}).items()}
    points = given.get("points", sum(parts.values(), Decimal(0)))
    score = Score(
        unit=unit,
        group="s",
        points=points,
        parts=parts,
        flags=given.get("flags", ()),
        lines=given.get("lines", ()),
    )
    return Standing(place=place, tied=False, score=score, duty=given.get("duty"))


def result(*standings: Standing, parts: tuple[str, ...] = ("base",), **given: Any) -> Result:
    """A group of these standings."""
    return Result(
        period=MAY,
        scheme=StoredScheme(date(2009, 5, 2), "办法", "", "", b"", "1"),
        groups=(GroupResult("s", "学校", standings),),
        levels={"city": "市"},
        parts=parts,
        **given,
    )


def test_a_place_that_nobody_has_is_left_empty() -> None:
    found = result(standing(1, "甲学校"), standing(None, "乙学校", flags=("不达标",)))
    table = score_page(stated(result=found)).tables()[0]
    flags = [(row[0], row[-1]) for row in table.rows]
    assert flags == [(1, Several((), "、")), (None, Several(("不达标",), "、")), (None, None)]


def test_what_rounding_leaves_has_a_column_so_that_a_row_adds_up() -> None:
    thirds = {"base": "0.33", "bonus": "0.33", "rate": "0.33"}
    one = standing(1, "甲学校", parts=thirds, points=Decimal(1))
    found = result(one, parts=tuple(thirds))
    for page in (score_page(stated(result=found)), rank_page(stated(result=found))):
        [table] = page.tables()
        keys = [column.key for column in table.columns]
        row, *_ = table.rows
        assert row[keys.index("rounding")] == Decimal("0.01")


def test_every_part_that_comes_with_the_program_has_a_head() -> None:
    parts = ["submission", "instruction", "forwarding", "commission", "mark"]
    heads = [say(part_head(part), "zh") for part in (*parts, "rate", "adjustment", "pay", "组织")]
    assert heads == [
        *("报送计分", "批示加分", "转报加分", "约稿计分", "加减分"),
        *("比率计分", "调整", "稿酬", "组织"),
    ]


def test_a_unit_with_nothing_that_has_no_place_is_named_so() -> None:
    some = standing(1, "甲学校", parts={"base": 5})
    found = result(some, standing(None, "乙学校"), standing(None, "丙学校"))
    said = texts(circular_page(stated(result=found)))
    assert "乙学校、丙学校没有得分。" in said
    assert not any("甲学校得5分" in line for line in said)  # the only one that is ranked


def test_a_flag_that_costs_no_place_is_no_reason_for_having_none() -> None:
    out = standing(None, "乙学校", flags=("不达标", "一票否决"))
    found = result(standing(1, "甲学校"), out, unranked=frozenset({"一票否决"}))
    assert "乙学校一票否决，不参加排名。" in texts(circular_page(stated(result=found)))


def test_several_who_must_answer_are_not_all_called_the_last() -> None:
    two = (standing(n, f"第{n}学校", parts={"base": 1}, duty="说明情况") for n in (2, 3))
    found = result(standing(1, "第1学校", parts={"base": 9}), *two)
    said = texts(circular_page(stated(result=found)))
    assert said[said.index("四、排名靠后的单位") + 1].startswith(
        "学校排名靠后的是第2学校（1分）、第3学校"
    )


def test_an_instruction_is_no_use_of_a_report() -> None:
    used, read = (
        ScoreLine(
            unit="甲学校",
            points=Decimal(5),
            part=part,
            because="",
            level="city",
            item="1",
            rule=part,
        )
        for part in ("adoption", "instruction")
    )
    told = standing(1, "甲学校", parts={"adoption": 5, "instruction": 5}, lines=(used, read))
    only = standing(2, "乙学校", parts={"instruction": 5}, lines=(read,))
    found = result(told, only, parts=("adoption", "instruction"))
    assert "信息被市采用1篇次。" in texts(circular_page(stated(result=found)))[4]


# Persons

WRITER = ScoreLine(
    unit="甲学校",
    points=Decimal("250.0"),
    part="pay",
    because="用稿",
    rule="adoption",
    clause="六",
    item="1",
    person="甲员",
)
PERSON = Score(unit="甲员", group="甲学校", points=Decimal("250.0"), lines=(WRITER,))


def test_persons_stand_beside_the_units_in_the_scores() -> None:
    told = records.score(result(standing(1, "甲学校"), persons=(PERSON,)), str)
    [person] = told["persons"]
    assert (person["person"], person["unit"]) == ("甲员", "甲学校")
    assert str(person["points"]) == "250"
    assert [line["clause"] for line in person["lines"]] == ["六"]


def test_persons_have_a_table_of_their_own_and_every_line_of_theirs() -> None:
    found = result(standing(1, "甲学校"), persons=(PERSON,))
    assert score_page(stated(result=found)).tables()[-1].rows == ((1, "甲员", "甲学校", 250),)
    *_, table = lines_page(found, OFFICE, JUNE_3).tables()
    assert say(table.caption, "zh") == "甲学校甲员计分明细"
    assert [row[4] for row in table.rows] == [250, 250]


def test_what_persons_are_paid_is_beside_what_their_unit_is() -> None:
    unit = Score(unit="甲学校", group="s", points=Decimal(0))
    rewards = Rewards(fees=(unit,), persons=(PERSON,))
    [fee] = records.reward(result(standing(1, "甲学校")), rewards, str)["fees"]
    assert (fee["amount"], fee["lines"]) == (0, [])
    [person] = fee["persons"]
    assert (person["person"], str(person["amount"])) == ("甲员", "250")
    assert person["lines"][0] == {
        "amount": 250,
        "clause": "六",
        "rule": "adoption",
        "because": "用稿",
        "item": "1",
        "on": None,
        "window": None,
    }
    page = rewards_page(result(standing(1, "甲学校")), rewards, OFFICE, JUNE_3)
    assert [say(one.caption, "zh") for one in page.tables()] == ["单位稿酬", "个人稿酬", "逐笔明细"]


def test_a_title_that_people_must_decide_is_told_without_money() -> None:
    because = message("a tie across the last place with a title")
    tie = Undecided(places=(1, 2), units=("甲", "乙"), amounts=(), ways={}, because=because)
    titled = Titled(title="先进单位", group="s", awards=(), undecided=(tie,))
    page = rewards_page(result(standing(1, "甲")), Rewards(titles=(titled,)), OFFICE, JUNE_3)
    assert texts(page) == ["待定：甲、乙，名次1、2：并列跨越可授予称号的末位名次。"]
