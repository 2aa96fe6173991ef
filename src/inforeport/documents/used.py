"""The reports one by one: which were used, by whom, for how many points; what came of each.

Which of them count was decided before; the points are those of the lines of a result.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from inforeport.documents import older
from inforeport.documents.chinese import so_far, told_day
from inforeport.documents.lists import cell
from inforeport.documents.manner import Manner, manner_of
from inforeport.documents.page import Cell, Column, Phrase, Several, Table, trimmed
from inforeport.documents.standings import scores
from inforeport.fields import SUBMISSION
from inforeport.figures import rounded
from inforeport.model import Adoption, Result, ScoreLine, Submission, ends_in_use
from inforeport.model.counts import Item
from inforeport.model.papers import Material
from inforeport.words import say

_UNPRICED = "计分为0的采用，已按办法由同一信息的其他采用代替或不予计分，仍计入采用篇次。"
_ISSUE = re.compile(r"(?:(?P<year>\d{4})(?:年|-))?(?P<extra>增刊)?第?0*(?P<number>\d+)期?")
_ONCE = "几个单位共有的采用只编一个序号，只计一次。"

Key = tuple[str, str]
"""A unit and the number of a report; of a joint report each unit has its own."""

Trait = tuple[object, ...]
"""What tells a use from others; its lines of points have it too."""


def used_table(material: Material) -> tuple[Table, tuple[str, ...]] | None:
    """Every use that counts, with its points, and small print; none of no uses.

    One that several units share stands once for each of them, under one number.
    """
    if not material.counts.complete:
        return _as_printed(material)
    worth, order = _worth_of_uses(material), _order(material.result)
    uses = sorted(material.uses, key=lambda use: order.get(use.unit, len(order)))
    rows = [row for place, use in enumerate(uses, 1) for row in _rows(use, place, worth, material)]
    if not rows:
        return None
    columns = (*_of_a_use(), Column("points", "计分", "right"))
    notes = (
        _UNPRICED if any(not row[-1] for row in rows) else "",
        _ONCE if any(row[0] is None for row in rows) else "",
    )
    table = Table(_caption(material), columns, tuple(rows))
    return trimmed(table, *_spare(material)), tuple(filter(None, notes))


def _spare(material: Material) -> Sequence[str]:
    """The columns of a use that are left out where nothing stands in them."""
    return ("publication", "form") if manner_of(material).trims else ("publication",)


def _rows(
    use: Adoption, place: int, worth: Mapping[Trait, Mapping[str, Decimal]], material: Material
) -> Iterator[tuple[Cell, ...]]:
    """A row of a use for each unit that has points of it, else for the unit whose it is."""
    where = _where(use, material)
    units = worth.get(_trait(use)) or {use.unit: Decimal(0)}
    for number, (unit, points) in enumerate(units.items()):
        yield (None if number else place, unit, use.title, *where, points)


def _where(use: Adoption, material: Material) -> tuple[Cell, ...]:
    """The level, form, publication and day of a use."""
    words = material.result.words
    return (
        words.get(use.level, material.result.levels.get(use.level, use.level)),
        words.get(use.form, use.form) if use.form else None,
        cited(use, manner_of(material)) or None,
        told_day(material.period, use.on),
    )


def _worth_of_uses(material: Material) -> Mapping[Trait, Mapping[str, Decimal]]:
    """The points of each use by unit; uses that nothing tells apart have equal parts of them."""
    result = material.result
    alike = Counter(map(_trait, material.uses))
    worth: dict[Trait, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for line in lines_of_uses(result):
        worth[_trait(line)][line.unit] += line.points
    return {
        trait: {
            unit: rounded(points / (alike[trait] or 1), result.places)
            for unit, points in units.items()
        }
        for trait, units in worth.items()
    }


def lines_of_uses(result: Result) -> list[ScoreLine]:
    """The lines that give points for uses, or take them back."""
    lines = [line for score in scores(result) for line in score.lines if line.level and line.item]
    of_use = {"adoption", *(line.part for line in lines if line.rule == "adoption")}
    return [line for line in lines if line.part in of_use]


def _trait(one: Adoption | ScoreLine) -> Trait:
    return one.item, one.level, one.publication, one.position, one.form, one.on


def _order(result: Result) -> Mapping[str, int]:
    """The place of each unit in the standings."""
    return {score.unit: place for place, score in enumerate(scores(result))}


def _as_printed(material: Material) -> tuple[Table, tuple[str, ...]] | None:
    """The same of a period that was sealed when a report stood once for each level."""
    titles, result = (
        {label: one.title for label, one in _reports(material).items()},
        material.result,
    )
    uses = older.merged(result)
    columns = (*_of_a_use(), Column("points", "计分", "right"))
    rows = tuple(
        (place, one.unit, titles.get(one.item, one.item), *_merged(one, result), one.points)
        for place, one in enumerate(uses, 1)
    )
    notes = (older.UNCOUNTED,) if any(one.points <= 0 for one in uses) else ()
    table = trimmed(Table(_caption(material), columns, rows), "publication")
    return (table, notes) if rows else None


def _merged(use: older.Merged, result: Result) -> tuple[Cell, ...]:
    """The level, and what is known of the uses: forms, publications, days."""
    words = result.words
    forms = [words.get(line.form, line.form) if line.form else None for line in use.lines]
    days = sorted({line.on for line in use.lines if line.on})
    return (
        words.get(use.level, result.levels.get(use.level, use.level)),
        _several(forms),
        _several(line.publication for line in use.lines),
        Several(tuple(told_day(result.period, day) for day in days)),
    )


def uses_table(material: Material) -> Table | None:
    """Every use of a scheme without points; none of no uses."""
    words, uses = material.result.words, material.uses
    rows = tuple(
        (
            *(place, one.unit, one.title, words.get(one.level, one.level)),
            *(words.get(one.form or "", one.form), one.publication),
            told_day(material.period, one.on),
        )
        for place, one in enumerate(uses, 1)
    )
    table = Table(_caption(material), _of_a_use(), rows)
    return trimmed(table, *_spare(material)) if rows else None


def _caption(material: Material) -> str:
    return f"{so_far(material.period, material.until)}信息采用明细表"


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


def _several(words: Iterable[str | None]) -> Several:
    return Several(tuple(dict.fromkeys(word for word in words if word)))


def items_table(material: Material) -> Table:
    """Every report and use that counts, unit by unit, and below what does not count, and why."""
    lines = _lines(material.result)
    of_key: dict[Key, list[Item]] = defaultdict(list)
    for item in material.items:
        for unit in item.units:
            of_key[unit, item.item].append(item)
    order = _order(material.result)
    keys = sorted(
        dict.fromkeys([*of_key, *lines]),
        key=lambda key: (not _counts(of_key[key]), order.get(key[0], len(order))),
    )
    reports = _reports(material)
    rows = tuple(
        (
            *_sent(key, of_key[key], material),
            *printed_cells(reports.get(key[1]), material.result.words),
            _uses_told(of_key[key], material),
            *_worth(lines, key, of_key[key], material.result.places),
        )
        for key in keys
    )
    caption = f"{so_far(material.period, material.until)}信息报送及采用逐篇核对表"
    table = only_filled(Table(caption, _item_columns(), rows))
    return table if material.result.parts else _without(table, "points")


def _counts(items: Sequence[Item]) -> bool:
    return not items or any(one.counts for one in items)


def _item_columns() -> tuple[Column, ...]:
    return (
        Column("unit", head("unit"), "left"),
        Column("ref", head("ref")),
        Column("title", head("title"), "left"),
        Column("received", "收到日期"),
        Column("counts", "计入报送"),
        *printed_columns(),
        Column("used", "采用情况", "left"),
        Column("points", "计分", "right"),
        Column("because", "说明", "left"),
    )


def _uses_told(items: Sequence[Item], material: Material) -> Several:
    """Who used a report, and of what does not count that it does not."""
    words = material.result.words
    uses = [
        _use_told(one, words, material, "" if one.counts else "不计入")
        for one in items
        if one.level
    ]
    return Several(tuple(uses), none="未采用")


def head(name: str) -> str:
    """How papers head a field of a report."""
    return SUBMISSION.named(name).head


def printed_columns() -> tuple[Column, ...]:
    """The columns of a report that papers print beside those that have their own place."""
    return tuple(Column(field.key, field.head) for field in SUBMISSION.fields if field.paper)


def printed_cells(report: Submission | None, words: Mapping[str, str]) -> tuple[Cell, ...]:
    """What stands in them."""
    return tuple(cell(field, report, words) for field in SUBMISSION.fields if field.paper)


def only_filled(table: Table) -> Table:
    """A table without those of these columns in which nothing stands; older papers had none."""
    return trimmed(table, *(column.key for column in printed_columns()))


def _without(table: Table, *keys: str) -> Table:
    kept = [at for at, column in enumerate(table.columns) if column.key not in keys]
    rows = tuple(tuple(row[at] for at in kept) for row in table.rows)
    return Table(table.caption, tuple(table.columns[at] for at in kept), rows)


def _reports(material: Material) -> Mapping[str, Submission]:
    """The reports by number; of one received earlier only what its use tells."""
    known = {use.item: Submission(use.unit, use.title, use.received) for use in material.uses}
    return known | {one.label: one for one in material.submissions}


def _lines(result: Result) -> Mapping[Key, list[ScoreLine]]:
    lines: dict[Key, list[ScoreLine]] = defaultdict(list)
    for score in scores(result):
        for line in score.lines:
            if line.item:
                lines[score.unit, line.item].append(line)
    return lines


def _sent(key: Key, items: Sequence[Item], material: Material) -> tuple[Cell, ...]:
    """Whose report it is, when it came, and whether it counts as sent."""
    unit, label = key
    report = next((one for one in items if not one.level), None)
    title = next((one.title for one in items), None)
    if report is None:
        return unit, label, title, None, "此前收到"
    day = told_day(material.period, report.on)
    return unit, label, title, day, "是" if report.counts else "否"


def _worth(
    lines: Mapping[Key, Sequence[ScoreLine]], key: Key, items: Sequence[Item], places: int | None
) -> tuple[Cell, Cell]:
    """The points of a report, and what there is to say of it, of its uses and of their points."""
    of_use = lines.get(key, ())
    lost = (line.because for line in of_use if line.points <= 0)
    why = _several(say(one, "zh") for one in (*(item.why or "" for item in items), *lost))
    return rounded(sum((line.points for line in of_use), Decimal(0)), places), why


def uses_told(uses: Iterable[Adoption], words: Mapping[str, str], material: Material) -> Several:
    """Who used a report: 街道整篇（街道网站，5月6日）；区委简讯（5月8日）."""
    return Several(tuple(_use_told(use, words, material) for use in uses), none="未采用")


def _use_told(
    use: Adoption | Item, words: Mapping[str, str], material: Material, more: str = ""
) -> Phrase:
    level = words.get(use.level or "", use.level or "")
    form = words.get(use.form, use.form) if use.form else "" if ends_in_use(level) else "采用"
    where = cited(use, manner_of(material))
    where = f"{where}，" if where else ""
    first = f"{level}{form}（{where}"
    return Phrase((first, told_day(material.period, use.on), f"）{more}"))


def cited(use: Adoption | Item, manner: Manner) -> str:
    """Where a use stands, in one way however its issue was written down: 工作简报2026年第2期."""
    if not use.publication:
        return ""
    issue = use.issue or ""
    if manner.issues_in_words and (written := _ISSUE.fullmatch(issue)):
        year = f"{written['year']}年" if written["year"] else ""
        issue = f"{year}{written['extra'] or ''}第{int(written['number'])}期"
    return f"{use.publication}{issue}"
