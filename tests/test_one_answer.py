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
