"""Which levels and codes the rules of a scheme have anything to say of."""

from collections.abc import Iterator, Mapping
from typing import Any

from inforeport.rules import Rule
from inforeport.rules.where import Where
from inforeport.scheme.shape import Scheme


def priced(scheme: Scheme, fact: str, condition: str) -> frozenset[str] | None:
    """The words of a condition that the rules of a kind of fact name; none where they take all.

    `fact` is the plural, as in `Facts`; `condition` is `"level"` or `"code"`.
    """
    rules = [
        entry.rule
        for entry in (*scheme.entries, *scheme.fees)
        if fact in entry.rule.reads and not entry.rule.owes
    ]
    if any(_takes_all(rule, condition) for rule in rules):
        return None
    return frozenset(word for rule in rules for word in _named(rule, condition))


def _takes_all(rule: Rule, condition: str) -> bool:
    """Whether a rule is about a fact whatever its word."""
    only: Where | None = getattr(rule, "where", None)
    if only is not None and getattr(only, condition) is not None:
        return False
    points, rows = getattr(rule, "points", True), getattr(rule, "rows", ())
    plain = points is not None and not isinstance(points, Mapping)
    return plain or any(getattr(row, condition) is None for row in rows)


def _named(rule: Rule, condition: str) -> Iterator[str]:
    for _, where in rule.wheres():
        word: Any = getattr(where, condition)
        yield from (word,) if isinstance(word, str) else word or ()
    for figure, of in rule.keyed.items():
        table = getattr(rule, figure)
        if of == condition and isinstance(table, Mapping):
            yield from table
