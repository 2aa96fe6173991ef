"""What the columns of a list may be: each way to call one, and the key that it is taken for.

A key of another fact, which a list of reports or reporters tells beside its own, has the table of
that fact before it: `unit:group`, `adoption:adopted`. What passes a column over is no key.
"""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from inforeport.fields import FACTS, Field
from inforeport.fields.heads import PASSED, USED
from inforeport.text import fold
from inforeport.words import LANGUAGES, Message, say

PASS = ""
"""The key of a column that is passed over."""

USES = "adoption:*"
"""The key of a column that tells the uses of a report in words."""

LEVEL = "adoption:="
"""What the key of a column for the uses by one level begins with; the level follows."""

UNDER = "/"
"""What stands between the name above and the name below, in a head over two lines."""

_BESIDE = {"submission": "adoption", "reporter": "unit", "unit": "reporter"}
_OWN, _OTHER, _NONE = 0, 100, 200


class Meant(NamedTuple):
    """What a head is taken for; of two heads for one key that of the lower rank is it."""

    rank: int
    key: str


class Family(NamedTuple):
    """The columns that the list of a fact may have, by every folded way to call them."""

    fact: str
    names: Mapping[str, Meant]
    fields: Mapping[str, Field]
    own: tuple[Mapping[str, Meant], ...]
    """What our own lists of the fact call their columns, by language; they have all of these."""

    @property
    def required(self) -> set[str]:
        """The keys without which no row can be read."""
        return {key for key, field in self.fields.items() if field.required}

    def meant(self, names: tuple[str, ...]) -> list[Meant | None]:
        """What each name of a head is taken for, none where nobody knows it."""
        folded = [fold(one) for one in names]
        own = next((one for one in self.own if {*one} <= {*folded}), {})
        return [own.get(one) or self._look(name) for one, name in zip(folded, names, strict=True)]

    def _look(self, name: str) -> Meant | None:
        """What a name is taken for; of one under another both together, or the lower."""
        upper, stroke, lower = name.partition(UNDER)
        ways = (upper + lower, lower) if stroke else (name,)
        return next((self.names[one] for one in map(fold, ways) if one in self.names), None)


def family(fact: str, levels: Mapping[str, str]) -> Family:
    """The columns of the list of a fact, whose uses may be told by these levels."""
    return _family(fact, tuple(levels.items()))


@cache  # every table of every file asks for it, in a folder hundreds
def _family(fact: str, levels: tuple[tuple[str, str], ...]) -> Family:
    fields = {field.key: field for field in FACTS[fact].fields if field.head}
    names = {fold(one): Meant(_NONE, PASS) for one in PASSED}
    names |= {fold(one.key): Meant(_NONE, PASS) for one in FACTS[fact].fields if not one.head}
    names |= _beside(_BESIDE.get(fact, ""))
    if fact == "submission":
        names |= _of_levels(dict(levels))
        names |= {fold(one): Meant(_OTHER, USES) for one in USED}
    for field in reversed(fields.values()):
        names |= _names(field, field.key, _OWN)
    return Family(fact, names, fields, tuple(_own(fact, language) for language in LANGUAGES))


def _names(field: Field, key: str, least: int) -> dict[str, Meant]:
    """Every way to call a field: by our two names, or as offices do."""
    also = {fold(name): Meant(least + at, key) for at, name in enumerate(field.also, 1)}
    return also | {fold(name): Meant(least, key) for name in (field.key, field.head)}


def _beside(fact: str) -> dict[str, Meant]:
    """The columns of another fact that a list may tell beside its own."""
    names: dict[str, Meant] = {}
    for field in FACTS[fact].fields if fact else ():
        if field.head and field.key not in {"unit", "title", "ref"}:
            names |= _names(field, f"{fact}:{field.key}", _OTHER)
    return names


def _of_levels(levels: Mapping[str, str]) -> dict[str, Meant]:
    """The columns that bear the name of a level."""
    ways = ("{}", "{}采用", *(f"{head}{{}}" for head in USED))
    return {
        fold(way.format(word)): Meant(_OTHER, f"{LEVEL}{key}")
        for key, word in levels.items()
        for way in ways
    }


def _own(fact: str, language: str) -> dict[str, Meant]:
    """How our own lists call the columns that they always have."""
    listed = [one for one in FACTS[fact].listed if not one.rare]
    return {
        fold(say(Message(one.word), language)): Meant(_OWN, one.key if one.head else PASS)
        for one in listed
    }
