"""What a scheme declares and never uses: no mistake, but mostly a clause that was forgotten."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from inforeport.rules import Entry
from inforeport.rules.facts import Adopted, Forwarded, Instructed
from inforeport.rules.priced import Priced
from inforeport.rules.quota import Quota
from inforeport.rules.where import Where
from inforeport.scheme.shape import Scheme
from inforeport.words import Message, message

_OF_LEVELS = ("level", "requested_by", "forwarded", "instructed")


def unused(scheme: Scheme) -> tuple[Message, ...]:
    """Each level that no rule, bulletin or condition uses; each group for which no rule holds."""
    return (*_levels(scheme), *_groups(scheme))


def _levels(scheme: Scheme) -> Iterator[Message]:
    entries = (*scheme.entries, *scheme.fees)
    if not scheme.parts or any(_takes_every_level(entry) for entry in entries):
        return  # where there are no points a level is there to be counted
    used = {level for entry in entries for level in _used(entry.rule)}
    if scheme.bulletin:
        used.add(scheme.bulletin.level)
    for key, word in scheme.levels.items():
        if key not in used:
            yield message("no rule says anything of level {level}", level=f"{word} ({key})")


def _groups(scheme: Scheme) -> Iterator[Message]:
    entries = (*scheme.entries, *scheme.fees)
    for key, word in scheme.groups.items():
        if entries and not any(not one.groups or key in one.groups for one in entries):
            yield message("no rule holds for group {group}", group=f"{word} ({key})")


def _takes_every_level(entry: Entry) -> bool:
    """Whether it prices a fact whatever its level."""
    rule = entry.rule
    if not isinstance(rule, Adopted | Instructed | Forwarded) or _named(rule.where):
        return False
    plain = rule.points is not None and not isinstance(rule.points, Mapping)
    return plain or any(not _named(row) for row in rule.rows)


def _named(where: Where | None) -> bool:
    return where is not None and where.level is not None


def _used(rule: Any) -> Iterator[str]:
    """The levels that a rule names, in its conditions or as the head of a table."""
    for where in _wheres(rule):
        for name in _OF_LEVELS:
            yield from _listed(getattr(where, name))
    if isinstance(rule, Adopted | Instructed | Forwarded) and isinstance(rule.points, Mapping):
        yield from rule.points


def _wheres(rule: Any) -> Iterator[Where]:
    rows: Iterable[Where] = rule.rows if isinstance(rule, Priced) else ()
    weights: Iterable[Where] = rule.weights if isinstance(rule, Quota) else ()
    alone = (getattr(rule, "where", None), getattr(rule, "unless", None))
    return (one for one in (*alone, *rows, *weights) if one is not None)


def _listed(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return value if isinstance(value, tuple) else ()
