"""Whether a scheme that is well formed makes sense: its words used, its weeks, its order."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from inforeport.rules.highest import Highest
from inforeport.scheme.mistakes import At, not_among
from inforeport.scheme.shape import WEEKDAYS, Scheme
from inforeport.words import Text, message

Found = Iterator[tuple[At, Text]]


def contradictions(scheme: Scheme, rules: Sequence[Mapping[str, Any]]) -> Found:
    """Each place where the scheme contradicts itself, and how; `rules` as they were written."""
    yield from _days(scheme)
    yield from _groups(scheme, rules)
    yield from _levels(scheme, rules)
    yield from _order(scheme, rules)
    if not rules:
        yield ("rule",), message("the scheme has no [[rule]]")


def _days(scheme: Scheme) -> Found:
    if scheme.until and scheme.until < scheme.since:
        until, since = scheme.until, scheme.since
        what = message("until = {until} comes before since = {since}", until=until, since=since)
        yield ("until",), what
    anchor, first = scheme.calendar.anchor, WEEKDAYS.index(scheme.calendar.deadline) + 1
    if anchor and anchor.weekday() != first % 7:
        right = anchor + timedelta(days=(first - anchor.weekday()) % 7)
        what = message(
            "anchor = {anchor}: no week that ends on {deadline} begins then; write {right}",
            anchor=anchor,
            deadline=scheme.calendar.deadline,
            right=right,
        )
        yield ("calendar", "anchor"), what
    if not 1 <= scheme.calendar.year_starts <= 12:  # noqa: PLR2004  the months of a year
        yield ("calendar", "year_starts"), message("year_starts is a month, from 1 to 12")


def _groups(scheme: Scheme, rules: Sequence[Mapping[str, Any]]) -> Found:
    for index, rule in enumerate(rules):
        tables = [value for key, value in rule.items() if key != "points"]
        used = [
            *rule.get("groups", ()),
            *(key for one in tables if isinstance(one, dict) for key in one),
        ]
        yield from (
            (("rule", index, "groups"), not_among("groups", name, list(scheme.groups)))
            for name in used
            if name not in scheme.groups
        )
    named = [
        *(
            (("ranking", "duty", at, "group"), one.group)
            for at, one in enumerate(scheme.ranking.duty)
        ),
        *((("reward", at, "group"), one.group) for at, one in enumerate(scheme.reward)),
    ]
    for at, name in named:
        if name not in scheme.groups:
            yield at, not_among("group", name, list(scheme.groups))


def _levels(scheme: Scheme, rules: Sequence[Mapping[str, Any]]) -> Found:
    for index, rule in enumerate(rules):
        points = rule.get("points", {})
        if rule.get("kind") != "adoption" or not isinstance(points, dict):
            continue
        for level, figure in points.items():
            if level not in scheme.levels:
                yield ("rule", index, "points"), not_among("level", level, list(scheme.levels))
            for form in figure if isinstance(figure, dict) else ():
                if form not in scheme.forms:
                    yield ("rule", index, "points"), not_among("form", form, list(scheme.forms))
    if scheme.bulletin and scheme.bulletin.level not in scheme.levels:
        what = not_among("level", scheme.bulletin.level, list(scheme.levels))
        yield ("bulletin", "level"), what


def _order(scheme: Scheme, rules: Sequence[Mapping[str, Any]]) -> Found:
    """A rule over lines must come after the rules whose lines it reads."""
    given: set[str] = set()
    for entry in scheme.entries:
        if isinstance(entry.rule, Highest) and entry.rule.of not in given:
            index = next(at for at, rule in enumerate(rules) if rule.get("kind") == "highest")
            what = message("highest: no rule above gives points in part {part}", part=entry.rule.of)
            yield ("rule", index), what
        given |= {*entry.parts}
