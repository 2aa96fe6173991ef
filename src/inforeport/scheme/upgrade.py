"""A scheme file of the first edition, rewritten into the newest: its keys alone are changed.

Comments, order and layout stay as they are.
"""

import re
import tomllib
from collections.abc import Iterator

from msgspec.structs import FieldInfo, replace

from inforeport.errors import SchemeMeansOther
from inforeport.rules.editions import NEWEST, formerly, key_of, type_of
from inforeport.scheme.reader import read
from inforeport.scheme.shape import Scheme
from inforeport.scheme.spots import Spot, spots
from inforeport.scheme.wording import LISTS, Wording

Change = tuple[int, int, str]
"""From where to where in a text, and what is written there instead."""


def upgraded(text: str, place: str) -> str:
    """The text of a scheme in the newest edition; one that is of it stays as it is.

    Raises `SchemeMistakes`, or `SchemeMeansOther` where it would be read otherwise than before.
    """
    before = read(text, place)
    if before.edition == NEWEST:
        return text
    new = text
    for start, end, instead in sorted(_changes(text), reverse=True):
        new = f"{new[:start]}{instead}{new[end:]}"
    if _bare(read(new, place)) != _bare(before):
        raise SchemeMeansOther(file=place)
    return new


def _bare(scheme: Scheme) -> Scheme:
    """A scheme without the edition that it is written in."""
    return replace(scheme, edition=NEWEST, named=())


def _changes(text: str) -> Iterator[Change]:
    """Every key and word that the newest edition writes otherwise, and the edition itself."""
    document = tomllib.loads(text)
    wording = Wording(1)
    wording.head_of(document)
    for name in LISTS:
        wording.rules_of(document, name)
    every = [*spots(text)]
    if "edition" not in document:
        yield every[0].start, every[0].start, f"edition = {NEWEST}\n"
    for spot in every:
        if spot.at == ("edition",) and spot.value is not None:
            yield spot.value, spot.value + 1, str(NEWEST)
        elif spot.end > spot.start and (field := wording.field_at(spot.at)):
            yield from _renamed(text, spot, field)


def _renamed(text: str, spot: Spot, field: FieldInfo) -> Iterator[Change]:
    """A key by its new name, and the word that is written for it."""
    old, new = key_of(field, 1), key_of(field, NEWEST)
    if new != old:
        blanks = _blanks(text, spot)
        wide = max(1, spot.end + blanks - spot.start - len(new)) if blanks else 0
        yield spot.start, spot.end + blanks, new + " " * wide
    if spot.value is not None and (word := _QUOTED.match(text, spot.value)):
        former = formerly(field)
        words = former.words if former else {}
        right = type_of(word[1], NEWEST) if new == "type" else words.get(word[1], word[1])
        if right != word[1]:
            yield word.start(1), word.end(1), right


def _blanks(text: str, spot: Spot) -> int:
    """How many blanks keep the `=` behind a key in its column; none where it has no line."""
    if spot.value is None or text[text.rfind("\n", 0, spot.start) + 1 : spot.start].strip():
        return 0
    behind = text[spot.end : spot.value]
    return len(behind) - len(behind.lstrip())


_QUOTED = re.compile(r"[\"'](\w+)[\"']")
