"""What stands on slips, letters, in circulars and on screens says one and the same, in whole words.

Figures are worked out by hand.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import pytest

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
