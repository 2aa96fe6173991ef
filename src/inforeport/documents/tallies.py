"""What papers say of counts: how many were owed and came, and where two figures differ, why.

The same sentences stand in the circular, the statistics and the register.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from inforeport.documents import older
from inforeport.figures import count, number
from inforeport.model import ends_in_use
from inforeport.model.counts import Counts, Tally, in_order
from inforeport.model.papers import Material
from inforeport.words import say


def counts_of(material: Material) -> Counts:
    """The counts that a paper with points says; of a period sealed long ago those of then."""
    return material.counts if material.counts.complete else older.counted(material)


def sent(tally: Tally) -> str:
    """How many reports were owed and counted; what nobody owes is not mentioned."""
    if not tally.owed:
        return f"实报信息{counted(tally)}"
    return f"应报送信息{owed(tally)}，实报{counted(tally)}"


def owed(tally: Tally) -> str:
    """How many reports were owed."""
    return f"{number(count(tally.owed))}篇"


def counted(tally: Tally) -> str:
    """How many reports count, and as how many, where that is another number."""
    if tally.credited == tally.counted:
        return f"{_figure(tally.counted)}篇"
    return f"{_figure(tally.counted)}篇（按办法折算为{number(count(tally.credited))}篇）"


def _figure(many: int | Decimal) -> str:
    return number(many + Decimal(0))


def aside(material: Material, counts: Counts) -> Iterator[str]:
    """How what came in the days of the period differs from what counts, if it does.

    Of a period that runs, what came in a window whose last day has not come does not count yet.
    """
    reports, uses = counts.reports_aside, counts.uses_aside
    yet = "" if material.until is None else "（含报送周期尚未截止的）"
    if reports:
        bits = [f"本期收到{counts.total.sent}篇", *_moved(reports.left, reports.brought, yet=yet)]
        yield f"{bits[0]}，其中{'；'.join(bits[1:])}。" if reports.left else f"{'；'.join(bits)}。"
    if uses:
        of_days = counts.total.uses + uses.left - uses.brought
        bits = [
            f"本期采用{of_days}篇次",
            *_moved(uses.left, uses.brought, unit="篇次", verb="采用"),
        ]
        yield f"{bits[0]}，其中{'；'.join(bits[1:])}。" if uses.left else f"{'；'.join(bits)}。"


def _moved(
    left: int, brought: int, *, unit: str = "篇", verb: str = "收到", yet: str = ""
) -> Iterator[str]:
    if left:
        yield f"{left}{unit}按办法不计入本期{yet}"
    if brought:
        yield f"期外{verb}的{brought}{unit}按办法计入本期"


def shared(counts: Counts) -> Iterator[str]:
    """How what several units have a part in is counted, where there is any."""
    if counts.sharing:
        ways = "；".join(say(one, "zh").rstrip("。") for one in counts.sharing)
        yield f"几个单位共同报送的信息，合计时只计一次。{ways}。"


def used_by(word: str, many: int) -> str:
    """How often a level used something.

    >>> used_by("市委", 2), used_by("市级采用", 2)
    ('市委采用2篇次', '市级采用2篇次')
    """
    return f"{word}{'' if ends_in_use(word) else '采用'}{many}篇次"


def levels(counts: Counts, words: Mapping[str, str]) -> Sequence[tuple[str, int]]:
    """How many uses there were at each level that had any, in order."""
    of_level = counts.total.levels
    keys = in_order(words, [of_level])
    return [(words.get(key, key), of_level[key]) for key in keys if of_level.get(key)]
