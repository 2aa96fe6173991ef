"""The correction (更正) of a circular: what of its text and its tables was printed otherwise."""

from collections import Counter
from collections.abc import Iterator, Sequence

from inforeport.documents.chinese import cell_words, day_words, numeral, period_words
from inforeport.documents.circular import circular_parts, units_word
from inforeport.documents.counted import counts_parts
from inforeport.documents.manner import TODAY, figured
from inforeport.documents.notice import (
    Annex,
    Parts,
    below_text,
    foot,
    head,
    issued,
    on_sheets,
    title_of,
)
from inforeport.documents.page import Block, Cell, Column, Heading, Page, Paragraph, Table, grid
from inforeport.documents.recount import why
from inforeport.documents.sections import Section
from inforeport.documents.shorter import SAID, is_long, short_text, shorter
from inforeport.model.papers import Correction, Difference, Material
from inforeport.words import say

_NONE = "未列入"


def page(material: Material) -> Page:
    """Which circular it is about and what in it changes; no blocks where nothing does."""
    recount = material.correction
    was, now = _parts(recount.printed), _parts(recount.now)
    printed = _parts(figured(recount.printed))
    changes = [*_texts(was, now, printed), *_tables(was, now, printed)]
    called = f"关于更正{period_words(material.period)}信息报送及采用情况通报的通知"
    title = issued(material, called)
    if not changes:
        return Page(title, material.office.name, material.day, ())
    blocks = [
        *head(material, title),
        Paragraph(_short_lead(recount)),
        *_numbered([*_figures(recount), *changes]),
        Paragraph("特此通知。"),
        *below_text(material, ()),
        *foot(material),
    ]
    return Page(title, material.office.name, material.day, tuple(on_sheets(blocks)))


def _parts(material: Material) -> Parts:
    return circular_parts(material) if material.result.parts else counts_parts(material)


def _short_lead(told: Correction) -> str:
    """The same in short names, where it would be long with the full ones."""
    text, names = "".join(_lead(told)), shorter(told.printed)
    if not is_long(text, names):
        return text
    return short_text(text, names).removesuffix("。") + f"{SAID}。"


def _lead(correction: Correction) -> Iterator[str]:
    """Which circular is corrected, whose figures were wrong, whose places only moved."""
    number = f"（{correction.number}）" if correction.number else ""
    yield f"{day_words(correction.printed.day)}印发的《{title_of(correction.printed)}》{number}，"
    word = units_word(correction.printed)
    wrong = [one.unit for one in correction.units if _is_wrong(one)]
    moved = [one.unit for one in correction.units if not _is_wrong(one)]
    if wrong:
        yield f"经核对，{TODAY.some(wrong, word)}的统计结果有误，"
    if moved:
        yield f"{TODAY.some(moved, word)}得分不变，名次相应调整，"
    yield (
        "现更正如下，其余内容不变。" if wrong or moved else "经核对有误，现更正如下，其余内容不变。"
    )


def _is_wrong(one: Difference) -> bool:
    """Whether its own figures were wrong, and not its place only."""
    return bool(one.went or one.came) or one.points[0] != one.points[1]


def _numbered(sections: Sequence[Section]) -> Iterator[Block]:
    for place, (name, blocks) in enumerate(sections, 1):
        yield Heading(f"{numeral(place)}、{name}")
        yield from blocks


def _figures(correction: Correction) -> Iterator[Section]:
    """The points and places of each unit, with the reasons."""
    if correction.units:
        heads = {
            "unit": "单位",
            "old_points": "原得分",
            "new_points": "现得分",
            "old_place": "原名次",
            "new_place": "现名次",
            "why": "原因",
        }
        rows = [_row(one) for one in correction.units]
        yield "得分和名次", [grid("得分、名次更正表", heads, rows)]


def _row(one: Difference) -> tuple[Cell, ...]:
    """A unit that stood in no table is said so; where nothing was scored the place is left open."""
    points = [_NONE if its is None else its for its in one.points]
    return (one.unit, *points, *one.places, say(why(one), "zh"))


def _texts(was: Parts, now: Parts, printed: Parts) -> Iterator[Section]:
    """Each section that reads otherwise: as it was printed, and as it is.

    A figure that only has a longer tail in print is not otherwise.
    """
    old, new, quoted = (dict(map(_section_text, one.sections)) for one in (was, now, printed))
    changed = [name for name in dict.fromkeys([*old, *new]) if old.get(name) != new.get(name)]
    blocks = [Paragraph(line) for name in changed for line in _change(name, quoted, new)]
    if blocks:
        yield "正文", list(blocks)


def _section_text(section: Section) -> tuple[str, str]:
    name, blocks = section
    texts = (
        f"{say(block.text, 'zh')}{'：' if isinstance(block, Heading) else ''}"
        for block in blocks
        if isinstance(block, Heading | Paragraph)
    )
    return name, "".join(texts)


def _change(name: str, old: dict[str, str], new: dict[str, str]) -> Iterator[str]:
    if name not in new:
        yield f"删去“{name}”部分：“{old[name]}”"
    elif name not in old:
        yield f"增加“{name}”部分：“{new[name]}”"
    else:
        yield f"“{name}”部分原为：“{old[name]}”"
        yield f"更正为：“{new[name]}”"


def _tables(was: Parts, now: Parts, printed: Parts) -> Iterator[Section]:
    """The cells of each annex that are otherwise; of a list, what is left out and put in."""
    old, new, quoted = (_by_caption(one.annexes) for one in (was, now, printed))
    tables = []
    for caption in dict.fromkeys([*old, *new]):
        rows = [*_otherwise(old.get(caption), new.get(caption), quoted.get(caption))]
        if rows:
            heads = {"what": "项目", "column": "栏目", "was": "原为", "now": "更正为"}
            tables.append(grid(f"{caption}更正内容", heads, rows))
    if tables:
        yield "附件", list(tables)


def _by_caption(annexes: Sequence[Annex]) -> dict[str, Table]:
    return {say(one.table.caption, "zh"): one.table for one in annexes}


def _otherwise(
    was: Table | None, now: Table | None, printed: Table | None
) -> Iterator[tuple[Cell, ...]]:
    """Row by row where each is known by its unit, else as the rows of a list."""
    old, new, quoted = _rows(was), _rows(now), _rows(printed)
    if old is None or new is None or quoted is None:
        yield from _list(was, now, printed)
        return
    for unit in dict.fromkeys([*old, *new]):
        before, after = old.get(unit, {}), new.get(unit, {})
        for head_ in dict.fromkeys([*before, *after]):
            if cell_words(before.get(head_)) != cell_words(after.get(head_)):
                yield unit, head_, quoted.get(unit, {}).get(head_), after.get(head_)


def _rows(table: Table | None) -> dict[str, dict[str, Cell]] | None:
    """The rows by their units; none where a unit has several, or the table is of something else."""
    if table is None:
        return None
    keys = [column.key for column in table.columns]
    if "unit" not in keys or "title" in keys:
        return None
    heads = [_head(column) for column in table.columns]
    at = keys.index("unit")
    rows = {cell_words(row[at]): dict(zip(heads, row, strict=True)) for row in table.rows}
    return rows if len(rows) == len(table.rows) else None


def _head(column: Column) -> str:
    """The head of a column, behind the one over it: 市委采用（得分）."""
    over, head_ = say(column.over, "zh"), say(column.head, "zh")
    return f"{over}（{head_}）" if over else head_


def _list(
    was: Table | None, now: Table | None, printed: Table | None
) -> Iterator[tuple[Cell, ...]]:
    """What a list had and has not any more, and what is new in it; numbers of rows do not count."""
    old, new = Counter(_lines(was)), Counter(_lines(now))
    quoted = dict(zip(_lines(was), _lines(printed), strict=True))
    for line in old - new:
        yield "删去", None, quoted[line], None
    for line in new - old:
        yield "增加", None, None, line


def _lines(table: Table | None) -> list[str]:
    """The rows in words, without their numbers."""
    if table is None:
        return []
    kept = [at for at, column in enumerate(table.columns) if column.key != "no"]
    rows = ([cell_words(row[at]) for at in kept] for row in table.rows)
    return ["，".join(filter(None, row)) for row in rows]
