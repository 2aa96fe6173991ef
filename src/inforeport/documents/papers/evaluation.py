"""The year's evaluation (总结评价表): sent, used by level, mark and grade, signed by each unit.

How counts become a mark and a mark a grade the scheme says: rules that are judged by the year, and
its titles. A grade that it leaves to people is left to be written in.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from inforeport.documents.chinese import listed, period_words
from inforeport.documents.notice import on_sheets, signature
from inforeport.documents.page import Block, Cell, Column, Page, Paragraph, Table
from inforeport.documents.rewards import list_words, undecided_text
from inforeport.documents.tables import shipped
from inforeport.documents.tables.build import Head
from inforeport.documents.tables.paper import group_word, of_group
from inforeport.documents.tables.rows import Listing
from inforeport.model.papers import Material, Rewards
from inforeport.words import say

_SIGNED = Column("signature", "负责人签字", by_hand=True)


def page(material: Material) -> Page:
    """A table for each group that is ranked, what is not decided, and the signature."""
    title = f"{period_words(material.period)}信息报送总结评价表"
    blocks: list[Block] = [*on_sheets(_tables(material))]
    if blocks:
        blocks += [*_noted(material), *signature(material)]
    return Page(title, material.office.name, material.day, tuple(blocks))


def _tables(material: Material) -> Iterator[Table]:
    listing = Listing(result=material.result, counts=material.counts)
    grades = _grades(material.rewards)
    several = len(material.result.groups) > 1
    for group in material.result.groups:
        if group.standings:
            word = group_word(listing, group.key) if several else ""
            caption = f"{period_words(material.period)}{word}信息报送总结评价表"
            table = of_group(shipped.evaluation(), listing, group.key, Head(caption))
            yield _graded(table, [grades[one.score.unit] for one in group.standings])


def _graded(table: Table, grades: Sequence[Sequence[str]]) -> Table:
    """A table with the grade of each row and room to sign; a grade nobody has is written in."""
    column = Column("grade", "评价等次", "left", by_hand=not any(grades))
    cells: list[tuple[Cell, ...]] = [
        (*row, listed(grade) if grade else None, None)
        for row, grade in zip(table.rows, grades, strict=True)
    ]
    return replace(table, columns=(*table.columns, column, _SIGNED), rows=tuple(cells))


def _grades(rewards: Rewards) -> Mapping[str, list[str]]:
    """The titles of each unit; those of persons are none of its."""
    grades: dict[str, list[str]] = defaultdict(list)
    for titled in rewards.titles:
        for award in titled.awards:
            if award.person is None:
                grades[award.unit].append(titled.title)
    return grades


def _noted(material: Material) -> Iterator[Paragraph]:
    """How it was counted, what is not decided, and who is kept from a grade."""
    on = "采用" if material.counts.uses_on == "adopted" else "收到"
    said = f"报送数按收到之日统计，采用数按{on}之日统计；得分和等次按评分办法计算。"
    yield Paragraph(said, "note")
    words = list_words(material.result, material.rewards)
    for titled in material.rewards.titles:
        for tie in titled.undecided:
            word = say(words.get(titled.group, titled.group), "zh")
            yield Paragraph(f"{word}{say(undecided_text(tie), 'zh')}", "note")
    placed = {
        standing.score.unit for group in material.result.groups for standing in group.standings
    }
    left = [row.name for row in material.counts.rows if row.name not in placed]
    if left:
        yield Paragraph(f"{listed(left)}未列入排名，不评等次。", "note")
    for score in material.rewards.barred:
        flags = listed([flag for flag in score.flags if flag in material.result.untitled])
        yield Paragraph(f"{score.unit}{flags}，不评等次。", "note")
