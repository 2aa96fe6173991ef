"""The reports one by one: which were used, by whom, for how many points; what came of each.

Which of them count was decided by the rules; the lines of a result tell it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from inforeport.documents.chinese import day_within, period_words
from inforeport.documents.lists import cell
from inforeport.documents.page import Cell, Column, Table, trimmed
from inforeport.fields import SUBMISSION
from inforeport.model import Adoption, Result, Score, ScoreLine, Submission
from inforeport.model.papers import Material
from inforeport.period import Period
from inforeport.words import say

_UNCOUNTED = "计分为0的采用，已按办法由同一信息的其他采用代替或不予计分，不计入采用篇次。"

Key = tuple[str, str]
"""A unit and the number of a report; of a joint report each unit has its own."""


class Used(NamedTuple):
    """What one unit has of the uses of one report at one level, and their points."""

    unit: str
    item: str
    level: str
    lines: tuple[ScoreLine, ...]

    @property
    def points(self) -> Decimal:
        """What is left after all that was taken back."""
        return sum((line.points for line in self.lines), Decimal(0))


def scores(result: Result) -> list[Score]:
    """The scores of all groups, in the order of the standings."""
    return [one.score for group in result.groups for one in group.standings]


def used(result: Result) -> list[Used]:
    """The uses that stand in the lines of a result, unit by unit: a report once at each level."""
    lines = [line for score in scores(result) for line in score.lines]
    of_use = {"adoption", *(line.part for line in lines if line.rule == "adoption")}
    found: dict[tuple[str, str, str], list[ScoreLine]] = defaultdict(list)
    for line in lines:
        if line.level and line.item and line.part in of_use:
            found[line.unit, line.item, line.level].append(line)
    return [Used(*key, tuple(its)) for key, its in found.items()]


def used_table(material: Material) -> tuple[Table, tuple[str, ...]] | None:
    """Every use that the rules looked at, with its points, and small print; none of no uses."""
    result, titles = material.result, _titles(material)
    found = used(result)
    if not found:
        return None
    columns = (*_of_a_use(), Column("points", "计分", "right"))
    rows = tuple(
        (place, one.unit, titles.get(one.item, one.item), *_where(one, result), one.points)
        for place, one in enumerate(found, 1)
    )
    notes = (_UNCOUNTED,) if any(one.points <= 0 for one in found) else ()
    return trimmed(Table(_caption(material), columns, rows), "publication"), notes


def uses_table(material: Material) -> Table | None:
    """Every use of a scheme without points; none of no uses."""
    words, uses = material.result.words, material.uses
    rows = tuple(
        (
            *(place, one.unit, one.title, words.get(one.level, one.level)),
            *(words.get(one.form or "", one.form), one.publication),
            day_within(material.period, one.on),
        )
        for place, one in enumerate(uses, 1)
    )
    return trimmed(Table(_caption(material), _of_a_use(), rows), "publication") if rows else None


def _caption(material: Material) -> str:
    return f"{period_words(material.period)}信息采用明细表"


def _of_a_use() -> tuple[Column, ...]:
    return (
        Column("no", "序号"),
        Column("unit", "单位", "left"),
        Column("title", "标题", "left"),
        Column("level", "采用级别"),
        Column("form", "采用形式"),
        Column("publication", "刊物", "left"),
        Column("on", "采用日期"),
    )


def _where(one: Used, result: Result) -> tuple[Cell, ...]:
    """The level, and what is known of its uses: forms, publications, days."""
    words = result.words
    forms = [words.get(line.form, line.form) if line.form else None for line in one.lines]
    days = sorted({line.on for line in one.lines if line.on})
    return (
        words.get(one.level, result.levels.get(one.level, one.level)),
        _joined(forms),
        _joined(line.publication for line in one.lines),
        _joined(day_within(result.period, day) for day in days),
    )


def _joined(words: Iterable[str | None]) -> str:
    return "；".join(dict.fromkeys(word for word in words if word))


def items_table(material: Material) -> Table:
    """What every unit sent and what came of it, for the unit to check."""
    known, lines = _reports(material), _lines(material.result)
    uses: dict[str, list[Adoption]] = defaultdict(list)
    for use in material.uses:
        uses[use.item].append(use)
    words = material.result.words
    rows = []
    for key in _keys(material, lines):
        report = known.get(key[1])
        came = uses_text(uses[key[1]], words, material.period) or "未采用"
        printed = printed_cells(report, words)
        rows.append((*_sent(key, report, material), *printed, came, *_worth(lines, key)))
    table = Table(
        f"{period_words(material.period)}信息报送及采用逐篇核对表", _item_columns(), tuple(rows)
    )
    return table if material.result.parts else _without(table, "points", "because")


def _item_columns() -> tuple[Column, ...]:
    return (
        Column("unit", head("unit"), "left"),
        Column("ref", head("ref")),
        Column("title", head("title"), "left"),
        Column("received", "收到日期"),
        Column("state", "登记情况"),
        *printed_columns(),
        Column("used", "采用情况", "left"),
        Column("points", "计分", "right"),
        Column("because", "不计分或扣分原因", "left"),
    )


def head(name: str) -> str:
    """How papers head a field of a report."""
    return SUBMISSION.named(name).head


def printed_columns() -> tuple[Column, ...]:
    """The columns of a report that papers print beside those that have their own place."""
    return tuple(Column(field.key, field.head) for field in SUBMISSION.fields if field.paper)


def printed_cells(report: Submission | None, words: Mapping[str, str]) -> tuple[Cell, ...]:
    """What stands in them."""
    return tuple(cell(field, report, words) for field in SUBMISSION.fields if field.paper)


def _keys(material: Material, lines: Mapping[Key, object]) -> list[Key]:
    """Every report of every unit that has a part in it, in the order of the standings."""
    heirs = {unit.name: unit.counts_for for unit in material.units if unit.counts_for}
    sent = ((heirs.get(one.unit, one.unit), one.label) for one in material.submissions)
    used_ = ((use.unit, use.item) for use in material.uses)
    order = {score.unit: place for place, score in enumerate(scores(material.result))}
    keys = dict.fromkeys([*sent, *lines, *used_])
    return sorted(keys, key=lambda key: order.get(key[0], len(order)))


def _without(table: Table, *keys: str) -> Table:
    kept = [at for at, column in enumerate(table.columns) if column.key not in keys]
    rows = tuple(tuple(row[at] for at in kept) for row in table.rows)
    return Table(table.caption, tuple(table.columns[at] for at in kept), rows)


def _reports(material: Material) -> Mapping[str, Submission]:
    """The reports by number; of one received earlier only what its use tells."""
    known = {use.item: Submission(use.unit, use.title, use.received) for use in material.uses}
    return known | {one.label: one for one in material.submissions}


def _titles(material: Material) -> Mapping[str, str]:
    return {label: one.title for label, one in _reports(material).items()}


def _lines(result: Result) -> Mapping[Key, list[ScoreLine]]:
    found: dict[Key, list[ScoreLine]] = defaultdict(list)
    for score in scores(result):
        for line in score.lines:
            if line.item:
                found[score.unit, line.item].append(line)
    return found


def _sent(key: Key, one: Submission | None, material: Material) -> tuple[Cell, ...]:
    unit, label = key
    if one is None:
        return unit, label, None, None, "此前收到"
    received = day_within(material.period, one.received)
    return unit, label, one.title, received, _state(one, material)


def _state(one: Submission, material: Material) -> str:
    if one.withdrawn:
        return "已撤回，不统计"
    if one.received not in material.period:
        return "此前收到"
    return "已登记（迟报）" if one.late else "已登记"


def _worth(lines: Mapping[Key, Sequence[ScoreLine]], key: Key) -> tuple[Cell, Cell]:
    """The points of a report, and why it has none, or lost some."""
    its = lines.get(key, ())
    why = _joined(say(line.because, "zh") for line in its if line.points <= 0)
    return sum((line.points for line in its), Decimal(0)), why


def uses_text(uses: Iterable[Adoption], words: Mapping[str, str], period: Period) -> str:
    """Who used a report: 街道整篇（街道网站，5月6日）；区委简讯（5月8日）."""
    return "；".join(_use_text(use, words, period) for use in uses)


def _use_text(use: Adoption, words: Mapping[str, str], period: Period) -> str:
    where = [*_publication(use), day_within(period, use.on)]
    form = words.get(use.form, use.form) if use.form else "采用"
    return f"{words.get(use.level, use.level)}{form}（{'，'.join(where)}）"


def _publication(use: Adoption) -> Iterator[str]:
    if use.publication:
        yield f"{use.publication}{use.issue or ''}"
