"""Whether a scheme that is well formed makes sense: its words declared, its figures possible.

`strangers` needs the tables only, so that it can be asked beside other mistakes;
`contradictions` wants a scheme in which nothing else is wrong.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any, get_args

import msgspec

from inforeport.period import Per
from inforeport.rules import Entry
from inforeport.rules.highest import Highest
from inforeport.rules.quota import Quota
from inforeport.scheme.mistakes import At, not_among
from inforeport.scheme.shape import WEEKDAYS, Scheme
from inforeport.text import fold
from inforeport.words import Text, message

Found = Iterator[tuple[At, Text]]
Tables = Sequence[Mapping[str, Any]]

_LENGTHS = get_args(Per)  # from the shortest window to the longest
_YEARS = range(1900, 3000)
_MOST_PLACES = 6
_LARGEST = 10**9


def strangers(document: Mapping[str, Any], rules: Tables) -> Found:
    """Each group, level and form that is used and not declared, and the nearest that is."""
    for name in ("groups", "levels", "forms"):
        yield from _twice(name, _table(document, name))
    groups, levels, forms = (_declared(document, name) for name in ("groups", "levels", "forms"))
    forms = forms or ["whole", "brief"]
    for at, group in _groups_used(document, rules):
        if group not in groups:
            yield at, not_among(str(at[-1]), group, groups)
    for index, rule in enumerate(rules):
        for level, figure in _table(rule, "points").items():
            if level not in levels:
                yield ("rule", index, "points", level), not_among("level", level, levels)
            for form in figure if isinstance(figure, dict) else ():
                if form not in forms:
                    yield ("rule", index, "points", level, form), not_among("form", form, forms)
    used = _table(document, "bulletin").get("level")
    if used is not None and used not in levels:
        yield ("bulletin", "level"), not_among("level", used, levels)


def contradictions(scheme: Scheme, entries: Sequence[tuple[int, Entry]]) -> Found:
    """Each place where the scheme contradicts itself; `entries` with the index of their rule."""
    yield from _days(scheme)
    yield from _figures(scheme)
    given: set[str] = set()
    for index, entry in entries:
        if entry.per == "whole" and not scheme.until:
            what = message("per = whole wants the day on which the campaign ends, as until")
            yield ("rule", index, "per"), what
        yield from _of_rule(("rule", index), entry, given)
        given |= {*entry.parts}


def _of_rule(at: At, entry: Entry, given: set[str]) -> Found:
    figures = _decimals(msgspec.to_builtins(entry.rule, builtin_types=(Decimal,)))
    if any(abs(figure) >= _LARGEST for figure in figures):
        yield at, message("no figure may be {most} or more", most=_LARGEST)
    every, per = entry.every, entry.per
    if _LENGTHS.index(every) > _LENGTHS.index(per):
        what = message("every = {every} is longer than per = {per}", every=every, per=per)
        yield (*at, "every"), what
    if isinstance(entry.rule, Quota) and entry.rule.owed < 0:
        yield (*at, "owed"), message("{key} must not be below {least}", key="owed", least=0)
    if isinstance(entry.rule, Highest):
        if entry.rule.keep < 1:
            yield (*at, "keep"), message("{key} must not be below {least}", key="keep", least=1)
        if not entry.rule.by:
            yield (*at, "by"), message("{key} is empty", key="by")
        if entry.rule.of not in given:
            # it reads the lines of the rules above it
            part = entry.rule.of
            yield at, message("highest: no rule above gives points in part {part}", part=part)


def _days(scheme: Scheme) -> Found:
    since, until, deadline = scheme.since, scheme.until, scheme.calendar.deadline
    if since.year not in _YEARS:
        yield (
            ("since",),
            message("{key} = {found} is not a day of this age", key="since", found=since),
        )
    if until and until < since:
        what = message("until = {until} comes before since = {since}", until=until, since=since)
        yield ("until",), what
    anchor, first = scheme.calendar.anchor, WEEKDAYS.index(deadline) + 1
    if anchor and anchor.weekday() != first % 7:
        right = anchor + timedelta(days=(first - anchor.weekday()) % 7)
        what = message(
            "anchor = {anchor}: no week that ends on {deadline} begins then; write {right}",
            anchor=anchor,
            deadline=deadline,
            right=right,
        )
        yield ("calendar", "anchor"), what
    if not 1 <= scheme.calendar.year_starts <= 12:  # noqa: PLR2004  the months of a year
        yield ("calendar", "year_starts"), message("year_starts is a month, from 1 to 12")


def _figures(scheme: Scheme) -> Found:
    yield from _once("reward", (one.group for one in scheme.reward), "reward")
    yield from _once("duty", (one.group for one in scheme.ranking.duty), "ranking", "duty")
    if not scheme.title.strip():
        yield ("title",), message("{key} is empty", key="title")
    if not 0 <= scheme.counting.places <= _MOST_PLACES:
        what = message("places is a number of decimals, from 0 to {most}", most=_MOST_PLACES)
        yield ("counting", "places"), what
    for index, reward in enumerate(scheme.reward):
        if any(prize.amount is not None and prize.amount < 0 for prize in reward.prizes):
            at = ("reward", index, "prizes")
            yield at, message("{key} must not be below {least}", key="prizes", least=0)


def _groups_used(document: Mapping[str, Any], rules: Tables) -> Iterator[tuple[At, str]]:
    """Every group that is named, and where: in lists, and as keys of figures by group."""
    for index, rule in enumerate(rules):
        for key, value in rule.items():
            by_group = isinstance(value, dict) and key != "points"
            if by_group or (key == "groups" and isinstance(value, list)):
                yield from ((("rule", index, key), group) for group in value)
    duties = _listed(_table(document, "ranking"), "duty")
    yield from ((("ranking", "duty", at, "group"), one) for at, one in _groups_of(duties))
    rewards = _listed(document, "reward")
    yield from ((("reward", at, "group"), one) for at, one in _groups_of(rewards))


def _groups_of(tables: Iterable[tuple[int, Mapping[str, Any]]]) -> Iterator[tuple[int, str]]:
    return ((at, table["group"]) for at, table in tables if "group" in table)


def _twice(name: str, words: Mapping[str, Any]) -> Found:
    """Two keys with one word could not be told apart where people write the word."""
    folded = Counter(fold(str(spelling)) for key, word in words.items() for spelling in {key, word})
    for key, word in words.items():
        if folded[fold(str(word))] > 1:
            yield (
                (name, key),
                message("{key} = {found}: another has that word", key=key, found=word),
            )


def _once(name: str, groups: Iterable[str], *at: str) -> Found:
    """What is said of a group twice would leave open which is meant."""
    groups = list(groups)
    for index, group in enumerate(groups):
        if group in groups[:index]:
            yield (
                (*at, index, "group"),
                message("{name}: {group} is there twice", name=name, group=group),
            )


def _decimals(value: Any) -> Iterator[Decimal]:
    if isinstance(value, Decimal):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _decimals(one)


def _declared(document: Mapping[str, Any], name: str) -> list[str]:
    return list(_table(document, name))


def _table(document: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = document.get(name)
    return found if isinstance(found, dict) else {}


def _listed(document: Mapping[str, Any], name: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    found = document.get(name)
    for index, one in enumerate(found if isinstance(found, list) else ()):
        if isinstance(one, dict):
            yield index, one
