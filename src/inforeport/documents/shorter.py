"""The short names of units (简称), where the full ones would take too much room."""

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from inforeport.directory import short_names
from inforeport.documents.manner import manner_of
from inforeport.documents.page import Block, Heading, Paragraph
from inforeport.documents.sections import Section
from inforeport.documents.standings import scores
from inforeport.model.papers import NOT_GATHERED, Material
from inforeport.words import say

SAID = "（单位用简称）"
_NAMED, _LONG = 6, 5 * 28  # names in a row, and their characters: five lines of a text


def shorter(material: Material) -> Mapping[str, str]:
    """The short name of each unit that has one; none on papers of a time that knew of none."""
    if not manner_of(material).short_names:
        return {}
    return short_names(_names(material), material.office.name)


def _names(material: Material) -> Iterator[str]:
    """All units that the paper may name."""
    if material.counts is not NOT_GATHERED and material.counts.by == "unit":
        yield from (one.name for one in material.counts.rows)
    if material.result is not NOT_GATHERED:
        yield from (one.unit for one in scores(material.result))
    if material.units is not NOT_GATHERED:
        yield from (one.name for one in material.units)


def shortened(sections: Iterable[Section], names: Mapping[str, str]) -> list[Section]:
    """The same with short names throughout, if some text names units in more than a few lines."""
    every = [*sections]
    blocks = [block for _, below in every for block in below]
    if not any(is_long(_text(one), names) for one in blocks):
        return every
    return [(head, [_shortened(one, names) for one in below]) for head, below in every]


def is_long(text: str, names: Mapping[str, str]) -> bool:
    """Whether many units are named in it in more than a few lines."""
    named = [name for name in names if name in text] if len(text) > _LONG else []
    return len(named) >= _NAMED and sum(map(len, named)) > _LONG


def short_text(text: str, names: Mapping[str, str]) -> str:
    """The text with short names, also within it."""
    longest = sorted(names, key=len, reverse=True)
    pattern = "|".join(map(re.escape, longest))
    return re.sub(pattern, lambda hit: names[hit[0]], text) if names else text


def _text(block: Block) -> str:
    return say(block.text, "zh") if isinstance(block, Heading | Paragraph) else ""


def _shortened(block: Block, names: Mapping[str, str]) -> Block:
    if not isinstance(block, Heading | Paragraph):
        return block
    return replace(block, text=short_text(_text(block), names))
