"""The sections of a circular out of their data: heads, and texts with figures by name."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from string import Formatter

from inforeport.documents.page import Block, Paragraph
from inforeport.model.stationery import CircularTerms, SectionTerms

Section = tuple[str, list[Block]]
"""A head without its numeral, and what stands below it."""

Sentences = Mapping[str, Sequence[Block]]
"""What the program words itself, by name: paragraphs, and heads of groups."""

OF_POINTS = (
    SectionTerms(head="总体情况", text="{overall}\n{comparison}"),
    SectionTerms(head="报送和采用情况较好的单位", text="{praise}"),
    SectionTerms(head="未报送信息的单位", text="{silent}"),
    SectionTerms(head="未完成报送任务的单位", text="{below_quota}"),
    SectionTerms(head="不列名次的单位", text="{unranked}"),
    SectionTerms(head="排名{last_word}的单位", text="{last}"),
    SectionTerms(head="存在问题", text="{problems}"),
)
"""The usual sections where a scheme gives points."""

OF_COUNTS = (
    SectionTerms(head="报送情况", text="{sending}\n{comparison}"),
    SectionTerms(head="报送内容", text="{contents}"),
    SectionTerms(head="采用情况", text="{using}"),
    SectionTerms(head="未报送信息的单位", text="{silent}"),
    SectionTerms(head="未完成报送任务的单位", text="{below_quota}"),
    SectionTerms(head="存在问题", text="{problems}"),
)
"""The usual sections where it gives none."""


def sections(
    terms: Iterable[SectionTerms], sentences: Sentences, numbers: Mapping[str, str]
) -> Iterator[Section]:
    """Each section that says something; where all of its figures are empty it says nothing."""
    plain = {name: _joined(blocks) for name, blocks in sentences.items()} | dict(numbers)
    for section in terms:
        named = [name for line in section.text.split("\n") for name in names_in(line)]
        if named and not any(plain[name] for name in named):
            continue
        blocks = [
            block for line in section.text.split("\n") for block in _line(line, sentences, plain)
        ]
        yield section.head.format_map(plain), blocks


def names_in(text: str) -> list[str]:
    """The figures that are named in a text."""
    return [name for _, name, _, _ in Formatter().parse(text) if name is not None]


def _line(line: str, sentences: Sentences, plain: Mapping[str, str]) -> Iterator[Block]:
    """A line of a text: the paragraphs of its one figure, or a paragraph of its own."""
    whole = re.fullmatch(r"\{(\w+)\}", line.strip())
    if whole and whole[1] in sentences:
        yield from sentences[whole[1]]
    elif said := line.format_map(plain).strip():
        yield Paragraph(said)


def _joined(blocks: Sequence[Block]) -> str:
    return "".join(str(block.text) for block in blocks if isinstance(block, Paragraph))


def counted_by(terms: CircularTerms, text: str) -> str:
    """A text in which reports and uses are counted by the office's words: 12条, 3条次.

    >>> counted_by(CircularTerms(report="条", use="条次"), "实报2篇，采用3篇次")
    '实报2条，采用3条次'
    """
    text = re.sub(r"(?<=\d)篇次", f"\0{terms.use}", text)
    return re.sub(r"(?<=\d)篇", terms.report, text).replace("\0", "")
