"""The tables that many ledgers come to together: their columns, and their rows of one ledger.

`docs/rollup.md` says the same for those who read them. Nothing here knows a file format.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from inforeport.figures import rounded
from inforeport.model import Due, Result, ScoreLine
from inforeport.model.counts import CROSSED, Counts
from inforeport.model.rollup import Row, Told
from inforeport.words import say

Kind = Literal["text", "figure", "whole", "flag", "day"]

PLACES = 8
"""Decimals of a figure; a third of a point has more, and is rounded to so many."""

_HEAD: Mapping[str, Kind] = {"office": "text", "period": "text"}
_UNIT: Mapping[str, Kind] = {**_HEAD, "unit": "text"}
_WINDOW: Mapping[str, Kind] = {"window_from": "day", "window_to": "day"}
_COUNTED = (
    *("sent", "pictured", "late", "used", "counted", "owed", "credited", "missing"),
    *("uses", "reports"),
)

COLUMNS: Mapping[str, Mapping[str, Kind]] = {
    "offices": {
        **_HEAD,
        "first": "day",
        "last": "day",
        "scheme": "text",
        "sha256": "text",
        "sealed": "flag",
        "ledger": "text",
    },
    "standings": {
        **_UNIT,
        "unit_group": "text",
        "group_word": "text",
        "place": "whole",
        "tied": "flag",
        "points": "figure",
        "due": "figure",
        "counted": "figure",
        "flags": "text",
    },
    "lines": {
        **_UNIT,
        "person": "text",
        "points": "figure",
        "part": "text",
        "rule": "text",
        "clause": "text",
        "level": "text",
        "form": "text",
        "publication": "text",
        "item": "text",
        "day": "day",
        **_WINDOW,
        "flag": "text",
        "because": "text",
    },
    "dues": {
        **_UNIT,
        "person": "text",
        "name": "text",
        "clause": "text",
        "counts": "text",
        "binding": "flag",
        **_WINDOW,
        "owed": "figure",
        "received": "figure",
        "missing": "figure",
    },
    "counts": {
        **_UNIT,
        "unit_group": "text",
        **dict.fromkeys(_COUNTED, "figure"),
    },
    "uses": {**_UNIT, **dict.fromkeys(CROSSED, "text"), "uses": "whole"},
}
"""The columns of each table, and the kind of each."""


def office(told: Told) -> Row:
    """The row of a ledger: what it was asked for, and by which rules it answered."""
    period = told.period
    days = period.start, period.last
    return told.office, period.name, *days, told.scheme, told.sha256, told.sealed, told.path


def standings(result: Result, words: Mapping[str, str]) -> Iterator[Row]:
    """Every unit with its place in its own group; `words` are those of the groups."""
    for group in result.groups:
        for standing in group.standings:
            score = standing.score
            figures = map(_figure, (score.points, score.due, score.counted))
            flags = "、".join(score.flags) or None
            word = words.get(score.group, score.group)
            yield (score.unit, score.group, word, standing.place, standing.tied, *figures, flags)


def lines(result: Result) -> Iterator[Row]:
    """Every line of every unit, then those of persons that are theirs alone."""
    for group in result.groups:
        for standing in group.standings:
            yield from (_line(standing.score.unit, None, one) for one in standing.score.lines)
    for person in result.persons:  # the group of such a score is the unit
        yield from (_line(person.group, person.unit, one) for one in person.lines)


def dues(windows: Iterable[Due]) -> Iterator[Row]:
    """What every unit, or person, owed and sent in each window."""
    for due in windows:
        whose = due.unit, due.person, due.name or None, due.clause or None
        window = due.window.start, due.window.last
        figures = map(_figure, (due.owed, due.received, due.missing))
        yield (*whose, due.what, due.binding, *window, *figures)


def counts(counts: Counts) -> Iterator[Row]:
    """What was sent, owed and used, a row for each unit."""
    for tally in counts.rows:
        yield (tally.name, tally.group, *(_figure(getattr(tally, name)) for name in _COUNTED))


def uses(counts: Counts) -> Iterator[Row]:
    """The uses of each unit by level, form, publication, category and kind, all together."""
    for tally in counts.rows:
        for words, count in tally.crossed.items():
            yield (tally.name, *(word or None for word in words.split("\t")), count)


def _line(unit: str, person: str | None, line: ScoreLine) -> Row:
    rule = line.part, line.rule or None, line.clause or None
    use = line.level, line.form, line.publication, line.item, line.on
    window = (line.window.start, line.window.last) if line.window else (None, None)
    because = say(line.because, "zh")
    return (unit, person, _figure(line.points), *rule, *use, *window, line.flag, because)


def _figure(value: Decimal | Fraction | int) -> Decimal:
    return rounded(Fraction(value) if isinstance(value, int) else value, PLACES)
