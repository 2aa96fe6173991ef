"""What stands on slips, letters, in circulars and on screens says one and the same, in whole words.

Figures are worked out by hand.
"""

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

import books
from conftest import Program, first
from inforeport.model import Adoption, Due, Facts
from inforeport.office.owing import gaps
from inforeport.period import Window
from inforeport.rules.adoption import use_words
from inforeport.rules.consequences import Consequences
from inforeport.rules.met import met_by_unit
from inforeport.words import say

WEEK = Window(date(2009, 5, 2), date(2009, 5, 9))


class Judged(Consequences, frozen=True, kw_only=True):
    """What a duty gives, without the duty."""


def duty(what: str, owed: int, received: int) -> Due:
    return Due(
        unit="甲社区", window=WEEK, owed=Decimal(owed), received=Decimal(received), what=what
    )


def reasons(dues: Iterable[Due]) -> list[str]:
    """Why what was missed or exceeded gives what it gives."""
    judge = Judged(base=Decimal(20), missing=Decimal(-5), extra=Decimal(1), short="lose base")
    return [say(line.because, "zh") for line in judge.judged(met_by_unit(dues))]


@pytest.mark.parametrize(
    ("dues", "said"),
    [
        ([duty("submitted", 4, 1)], ["尚缺3篇，不计基础分", "应报4篇，实报1篇，尚缺3篇"]),
        ([duty("adopted", 2, 3)], ["应被采用2篇，实被采用3篇，超出1篇"]),
        ([duty("points", 10, 8)], ["尚缺2分，不计基础分", "应得10分，实得8分，尚缺2分"]),
        (
            [duty("submitted", 4, 1), duty("points", 10, 8)],
            ["共缺5，不计基础分", "应报4篇，实报1篇、应得10分，实得8分，共缺5"],
        ),
    ],
)
def test_what_is_missing_and_above_is_said_with_its_measure(
    dues: list[Due], said: list[str]
) -> None:
    assert reasons(dues)[1:] == said


@pytest.mark.parametrize(
    ("level", "publication", "form", "said"),
    [
        ("区", None, "综合采用", "区综合采用：题"),
        ("区", "政务", "综合采用", "区综合采用，政务：题"),
        ("市级采用", None, None, "市级采用：题"),
        ("市级采用", "动态", None, "市级采用，动态：题"),
        ("市级采用", None, "简讯", "市级采用简讯：题"),
        ("区", None, "简讯", "区简讯采用：题"),
    ],
)
def test_that_it_is_a_use_is_said_once(
    level: str, publication: str | None, form: str | None, said: str
) -> None:
    day = date(2009, 5, 8)
    use = Adoption("甲社区", "a1", "题", day, level, form, day, publication=publication)
    assert say(use_words(use, Facts()), "zh") == said


JULY = date(2009, 7, 3)


def answer(run: Program, *words: str) -> Any:
    """What a command answers programs."""
    return json.loads(run.well(*words, "--json", today=JULY).out)


def paper(run: Program, name: str) -> list[dict[str, Any]]:
    """The blocks of a paper on June."""
    path = run.db.with_name(f"{name}.json")
    run.well("export", name, "--month", "6", "-o", path, "--force", today=JULY)
    blocks: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["blocks"]
    return blocks


def column(blocks: list[dict[str, Any]], key: str) -> list[Any]:
    """A column of the first table; its last row is the sum."""
    rows = next(block["rows"] for block in blocks if "rows" in block)
    return [row[key] for row in rows]


def test_what_a_unit_sent_that_had_left_counts_nowhere_and_is_said_apart(run: Program) -> None:
    """甲 sent one in June, 丙 two after it had left in May: one counts of three that came."""
    run = books.under(run, first("street"))
    run.take("unit", [{"unit": unit, "group": "社区"} for unit in ("甲社区", "乙社区", "丙社区")])
    run.well("unit", "retire", "丙社区", "--on", "2009-05-15", today=JULY)
    sent = [("甲社区", 10), ("丙社区", 10), ("丙社区", 12)]
    rows = [
        {"unit": unit, "title": f"第{n}题", "received": f"2009-06-{day}"}
        for n, (unit, day) in enumerate(sent)
    ]
    run.take("submission", rows, today=JULY)
    circular = paper(run, "circular")
    said = "".join(block.get("text", "") for block in circular)
    assert (
        "2个社区应报送信息8篇，实报1篇。本期收到3篇，其中2篇按办法不计入本期。"  # 2 × 4 weeks
        in said
    )
    assert column(circular, "counted") == [1, 0, 1]
    assert column(paper(run, "statistics"), "sent") == [1, 0, 2, 3]
    assert [row["unit"] for row in answer(run, "score", "6月")["units"]] == ["甲社区", "乙社区"]


MONTHS = """
edition = 2
title   = "办法"
since   = 2009-04-01
groups  = { community = "社区" }
levels  = { street = "街道" }

[[rule]]
type    = "duty"
clause  = "1"
every   = "week"
missing = -1

[[rule]]
type   = "duty"
clause = "2"
judged = "quarter"
where  = { category = "调研" }
flat   = -3
"""
"""A report a week, and one of a kind in the quarter: two duties over the same days."""


def letters(run: Program, unit: str) -> str:
    """What the letter on June tells a unit that it owed and what came."""
    blocks = paper(run, "letter")
    place = next(n for n, block in enumerate(blocks) if block.get("text") == f"{unit}：")
    text: str = blocks[place + 1]["text"]
    return text


def test_a_letter_counts_what_the_circular_counts_and_says_apart_what_runs_longer(
    run: Program,
) -> None:
    """Weeks end on Sundays, of June the 7th, 14th, 21st and 28th. 甲 sent four, 乙 one; neither the
    one of the quarter.
    """
    run = books.under(run, MONTHS)
    run.take("unit", [{"unit": unit, "group": "社区"} for unit in ("甲社区", "乙社区")])
    sent = [*[("甲社区", day) for day in (4, 11, 18, 25)], ("乙社区", 4)]
    rows = [
        {"unit": unit, "title": f"第{day}题", "received": f"2009-06-{day:02}"} for unit, day in sent
    ]
    run.take("submission", rows, today=JULY)
    said = "".join(block.get("text", "") for block in paper(run, "circular"))
    assert "2个社区应报送信息8篇，实报5篇。" in said
    apart = "另有跨期考核的任务应报送信息1篇，报送截止日期为2009年6月30日，实报0篇，尚缺1篇。"
    days = "报送截止日期分别为2009年6月7日、6月14日、6月21日、6月28日"
    basis = "按照《办法》，你单位2009年6月应报送信息4篇"
    assert letters(run, "甲社区") == (
        f"{basis}，{days}。截至2009年7月3日，实报4篇，已报齐。{apart}"
    )
    assert letters(run, "乙社区") == (
        f"{basis}，{days}。截至2009年7月3日，实报1篇，尚缺3篇。{apart}"
    )
    run.well("export", "letter", "--week", "24", "-o", run.db.with_name("w.json"), today=JULY)


def weekly(owed: int, received: int, week: int) -> Due:
    """The duty of a week of May."""
    window = Window(date(2009, 5, 1 + 7 * week), date(2009, 5, 8 + 7 * week))
    figures = Decimal(owed), Decimal(received)
    return Due("甲社区", window, *figures, clause="1", heals=True, judged=MONTH)


MONTH = Window(date(2009, 5, 1), date(2009, 6, 1))
SPECIAL = Due("甲社区", MONTH, Decimal(1), Decimal(0), clause="2", general=False, judged=MONTH)


def test_a_gap_has_the_figures_of_the_duty_and_what_is_missing_of_another() -> None:
    """Four weeks are met, and the one of a kind is not: 4 owed, 4 received, 1 missing."""
    [gap] = gaps([*(weekly(1, 1, week) for week in range(4)), SPECIAL], JULY)
    assert [*map(int, (gap.owed, gap.received, gap.missing))] == [4, 4, 1]
    assert gap.deadlines[-1] == date(2009, 5, 31)


def test_what_came_in_a_week_that_owes_nothing_makes_up_for_another_as_it_does_in_the_score() -> (
    None
):
    [gap] = gaps([weekly(1, 0, 0), weekly(0, 1, 1)], JULY)
    assert [*map(int, (gap.owed, gap.received, gap.missing))] == [1, 1, 0]
    assert gap.deadlines == (date(2009, 5, 7),)


def test_a_letter_of_a_month_that_runs_says_how_many_of_those_owed_are_not_due(
    run: Program,
) -> None:
    """Of the weeks that end on June 7th, 14th and 21st one is not over on the 17th; the circular
    has two.
    """
    run = books.under(run, MONTHS)
    run.take("unit", [{"unit": "甲社区", "group": "社区"}])
    day, path = date(2009, 6, 17), run.db.with_name("l.json")
    run("export", "letter", "--month", "6", "-o", path, today=day)
    assert (
        "应报送信息3篇，报送截止日期分别为2009年6月7日、6月14日、6月21日，其中1篇尚未到期。"
        in path.read_text(encoding="utf-8")
    )
    [unit] = json.loads(run("score", "6月", "--json", today=day).out)["units"]
    assert unit["due"] == 2
    run.well("submission", "add", "甲社区", "夜校", "--received", "2009-06-16", today=day)
    run("export", "circular", "--month", "6", "--so-far", "-o", path, "--force", today=day)
    assert (
        "实报0篇。本期收到1篇，其中1篇按办法不计入本期（含报送周期尚未截止的）。"  # its week runs
        in path.read_text(encoding="utf-8")
    )


def test_counts_of_a_sealed_month_that_came_out_otherwise_say_so(run: Program) -> None:
    run = books.under(run, MONTHS)
    run.take("unit", [{"unit": "甲社区", "group": "社区"}])
    run.well("submission", "add", "甲社区", "夜校", "--received", "2009-06-04", today=JULY)
    run("close", "--month", "6", "--yes", today=JULY)
    assert "other counts" not in run("stats", "6月", today=JULY).err
    run("submission", "add", "甲社区", "座谈", "--received", "2009-06-11", today=JULY)
    for rows in ("unit", "level"):
        ran = run("stats", "6月", "--by", rows, today=JULY)
        assert "2009-06 was printed with other counts; these are of what is on file" in ran.err
    assert column(paper(run, "statistics"), "sent") == [1, 1]  # the unit, and the sum


def test_a_month_s_duty_is_asked_for_without_a_period_where_none_is_of_a_week(
    run: Program,
) -> None:
    """Two owe four reports a month each; on the 17th of June one has sent one: seven are missing.

    They asked for this week, in which no month ends, and found that nobody owed anything.
    """
    run = books.under(run, MONTHS.replace('every   = "week"', "owed    = 4"))
    run.take("unit", [{"unit": unit, "group": "社区"} for unit in ("甲社区", "乙社区")])
    day = date(2009, 6, 17)
    run.well("submission", "add", "甲社区", "夜校", "--received", "2009-06-04", today=day)
    message = run("due", "--message", today=day).out
    assert "甲社区3篇、乙社区4篇未报送，请于6月30日（周二）前报送" in message
    windows = json.loads(run("due", "--json", today=day).out)["windows"]
    assert [window["missing"] for window in windows if window["clause"] == "1"] == [3, 4]
    assert json.loads(run("status", "--json", today=day).out)["due"] == {
        "deadline": "2009-06-30",
        "missing": 7,
    }
    assert "missing now" in run("status", today=day).out


def test_the_uses_of_a_unit_that_left_are_in_the_quarter_those_of_its_months(run: Program) -> None:
    """No rule prices a use. 丙 left in May and was used in May and in June: one counts."""
    run = books.under(run, MONTHS)
    run.take("unit", [{"unit": unit, "group": "社区"} for unit in ("甲社区", "丙社区")])
    run.well("unit", "retire", "丙社区", "--on", "2009-05-15", today=JULY)
    run.well("submission", "add", "丙社区", "夜校", "--received", "2009-05-04", today=JULY)
    for day in ("2009-05-20", "2009-06-10"):
        ran = run("adoption", "add", "1", "--level", "街道", "--on", day, today=JULY)
        assert ran.status == 0, ran
    uses = [answer(run, "stats", period)["total"]["uses"] for period in ("5月", "6月", "2009-Q2")]
    assert uses == [1, 0, 1]
