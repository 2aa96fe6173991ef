"""Facts as the rules name them: under the unit they count for (直报点), by the scheme's keys."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from msgspec.structs import replace

from inforeport.model import Facts, Submission, Unit
from inforeport.text import fold

_FACTS = ("submissions", "adoptions", "instructions", "forwardings", "commissions", "marks")


def attributed(facts: Facts) -> Facts:
    """The same facts, with no unit left in them that counts for another."""
    named = {unit.name: unit.counts_for for unit in facts.units if unit.counts_for}
    if not named:
        return facts
    heirs = {unit: _last_heir(unit, named) for unit in named}
    return replace(
        facts,
        units=tuple(unit for unit in facts.units if unit.name not in heirs),
        reporters=tuple(_given(one, heirs) for one in facts.reporters),
        items={label: _given(item, heirs) for label, item in facts.items.items()},
        **{name: tuple(_given(one, heirs) for one in getattr(facts, name)) for name in _FACTS},
    )


def counting_for(unit: str, units: Iterable[Unit]) -> frozenset[str]:
    """The units whose facts count for one in the end, itself among them."""
    named = {one.name: one.counts_for for one in units if one.counts_for}
    return frozenset({unit, *(one for one in named if _last_heir(one, named) == unit)})


def _last_heir(unit: str, named: Mapping[str, str]) -> str:
    """Whom a unit counts for in the end, where that one counts for another in its turn."""
    passed = {unit}
    while (unit := named.get(unit, unit)) in named and unit not in passed:
        passed.add(unit)
    return unit


def _given(fact: Any, heirs: Mapping[str, str]) -> Any:
    """A fact under the name of whom it counts for."""
    if isinstance(fact, Submission):
        partners = (heirs.get(one, one) for one in fact.partners)
        unit = heirs.get(fact.unit, fact.unit)
        authors = tuple(replace(one, unit=heirs.get(one.unit, one.unit)) for one in fact.authors)
        others = tuple(one for one in dict.fromkeys(partners) if one != unit)
        return replace(fact, unit=unit, partners=others, authors=authors)
    return replace(fact, unit=heirs[fact.unit]) if fact.unit in heirs else fact


def keyed(facts: Facts, *, kinds: Mapping[str, str], categories: Mapping[str, str]) -> Facts:
    """The same facts, with the scheme's keys for the kinds and categories that it declares.

    People write the words, and a rule names the keys; both mean the same.
    """
    if not kinds and not categories:
        return facts
    kind_of, category_of = _key_of(kinds), _key_of(categories)

    def keyed_report(item: Submission) -> Submission:
        kind, category = kind_of(item.kind), category_of(item.category)
        if kind == item.kind and category == item.category:
            return item
        return replace(item, kind=kind, category=category)

    return replace(
        facts,
        submissions=tuple(keyed_report(one) for one in facts.submissions),
        items={label: keyed_report(item) for label, item in facts.items.items()},
    )


def _key_of(words: Mapping[str, str]) -> Callable[[str | None], str | None]:
    """What finds the key of a word, however it or the key is written, each looked for once."""
    keys = {fold(spelling): key for key, word in words.items() for spelling in (key, word)}
    return cache(lambda word: keys.get(fold(word or ""), word))
