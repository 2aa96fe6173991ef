"""Which levels and codes the rules of a scheme have anything to say of."""

from collections.abc import Iterable, Iterator, Mapping

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
    named = frozenset(word for rule in rules for word in _named(rule, condition))
    return named | _asked_of_reports(scheme) if condition == "code" else named


def _asked_of_reports(scheme: Scheme) -> frozenset[str]:
    """The codes of marks that a rule of another kind of fact asks of its reports."""
    words: set[str] = set()
    for entry in (*scheme.entries, *scheme.fees):
        for _, where in entry.rule.wheres():
            words |= _several(where.marked)
            if where.within:
                words |= _several(where.within.event) | _several(where.within.answer)
    return frozenset(words)


def _several(words: str | Iterable[str] | None) -> set[str]:
    return {words} if isinstance(words, str) else {*(words or ())}


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
        yield from _several(getattr(where, condition))
    for figure, of in rule.keyed.items():
        table = getattr(rule, figure)
        if of == condition and isinstance(table, Mapping):
            yield from table
