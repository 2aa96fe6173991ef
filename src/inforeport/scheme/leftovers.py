"""What a scheme declares and never uses: no mistake, but mostly a clause that was forgotten."""

from collections.abc import Iterator, Mapping
from typing import Any

from inforeport.rules import Rule
from inforeport.scheme.shape import Scheme
from inforeport.words import Message, message

_OF_LEVELS = ("level", "requested_by", "forwarded", "instructed", "used")


def unused(scheme: Scheme) -> tuple[Message, ...]:
    """Each level that no rule, bulletin or condition uses; each group for which no rule holds."""
    return (*_levels(scheme), *_groups(scheme))


def _levels(scheme: Scheme) -> Iterator[Message]:
    rules = [entry.rule for entry in (*scheme.entries, *scheme.fees)]
    if not scheme.parts or any(rule.takes_all_levels for rule in rules):
        return  # where there are no points a level is there to be counted
    used = {level for rule in rules for level in _used(rule)}
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


def _used(rule: Rule) -> Iterator[str]:
    """The levels that a rule names, in its conditions or as the head of a table."""
    for _, where in rule.wheres():
        for name in _OF_LEVELS:
            yield from _listed(getattr(where, name))
    for figure, condition in rule.keyed.items():
        table = getattr(rule, figure)
        if condition == "level" and isinstance(table, Mapping):
            yield from table


def _listed(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return value if isinstance(value, tuple) else ()
