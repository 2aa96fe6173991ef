"""Whether a rule makes sense in its place: what it reads is there, its rows can be reached.

It knows the kinds of rule one by one; what all rules share is looked at in `sense`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from inforeport.rules import Entry
from inforeport.rules.facts import Adopted, Marked, Sent
from inforeport.rules.flag import Flag
from inforeport.rules.given import Band, Rate
from inforeport.rules.highest import Highest
from inforeport.rules.priced import Priced
from inforeport.rules.quota import Quota
from inforeport.rules.task import Task
from inforeport.rules.totals import Factor, Limit, Over, Void
from inforeport.rules.where import Filtered, Where, stated
from inforeport.scheme.figures import at_least
from inforeport.scheme.mistakes import At, not_among
from inforeport.words import Message, Text, message

Found = Iterator[tuple[At, Text]]

_OF_REPORT = {
    *("category", "kind", "channel", "requested_by", "min_chars", "max_chars", "min_pictures"),
    *("by_day", "late", "urgent", "joint", "commissioned", "forwarded", "instructed"),
}
_OF_USE = {"level", "form", "publication", "media", "position", "min_rewritten", "proof"}
_OF_LINE = {"level", "form", "publication", "media", "position"}
_ASKS: Mapping[str, set[str]] = {
    "quota": _OF_REPORT | {"form"},
    "submission": _OF_REPORT | {"form"},
    "adoption": _OF_REPORT | _OF_USE,
    "instruction": _OF_REPORT | {"level", "publication", "media", "leader_kind"},
    "forwarding": _OF_REPORT | {"level", "name"},
    "commission": _OF_REPORT | {"outcome"},
    "mark": _OF_REPORT | {"code", "circulated", "min_count", "max_count"},
    "task": set(),  # it is about duties, and those have asked already
    "rate": _OF_REPORT | {"form"},
    "limit": _OF_REPORT | _OF_LINE,
    "factor": _OF_REPORT | _OF_LINE,
    "average": _OF_LINE,
    "scale": _OF_LINE,
    "void": _OF_REPORT | {"code", "circulated", "min_count", "max_count"},
    "flag": _OF_REPORT | {"code", "circulated", "min_count", "max_count"},
}
"""Which conditions each kind can ask its facts."""


class Above:
    """What the rules above a rule give: parts of points, quotas by their names and clauses."""

    def __init__(self) -> None:
        self.parts: dict[str, None] = {}
        self.names: dict[str, None] = {}
        self.clauses: dict[str, None] = {}

    def add(self, entry: Entry) -> None:
        """Take in a rule, for those below it."""
        self.parts |= dict.fromkeys(entry.parts)
        if isinstance(entry.rule, Quota):
            self.clauses[entry.clause] = None
            if entry.rule.name:
                self.names[entry.rule.name] = None


def of_kind(at: At, entry: Entry, above: Above) -> Found:
    """What is wrong with a rule of its kind, after the rules above it."""
    for shape, look in _LOOKS.items():
        if isinstance(entry.rule, shape):
            yield from look(at, entry.rule, above)


def conditions(at: At, entry: Entry) -> Found:
    """Conditions that the facts of this kind can never meet."""
    rule: object = entry.rule
    if not isinstance(rule, (Filtered, Quota)):
        return
    asks = _ASKS[entry.kind]
    if isinstance(rule, Quota) and rule.what != "submitted":
        asks = _ASKS["adoption"] if rule.what == "adopted" else set()
    wheres: list[tuple[At, Where | None]] = [
        ((*at, "where"), rule.where),
        ((*at, "unless"), rule.unless),
    ]
    if isinstance(rule, Priced):
        wheres += [((*at, "rows", index), row) for index, row in enumerate(rule.rows)]
    if isinstance(rule, Quota):
        wheres += [((*at, "weights", index), row) for index, row in enumerate(rule.weights)]
    for place, where in wheres:
        for name in stated(where or Where()):
            if name not in asks:
                yield (*place, name), _not_asked(name, entry.kind, sorted(asks))


def _not_asked(name: str, kind: str, names: Sequence[str]) -> Message:
    if not names:
        return message("{name} says nothing here: there is nothing to ask it of", name=name)
    return message(
        "{name} says nothing of a rule of kind {kind}; there are {names}",
        name=name,
        kind=kind,
        names=names,
    )


def _quota(at: At, rule: Quota, above: Above) -> Found:
    yield from at_least(at, "owed", rule.owed, 0)
    yield from at_least(at, "heads", rule.heads, 1)
    for index, weight in enumerate(rule.weights):
        shadow = _shadow(weight, rule.weights[:index])
        if shadow is not None:
            what = message(
                "weight {number} can never be reached: weight {above} takes all of it; "
                "put it above",
                number=index + 1,
                above=shadow + 1,
            )
            yield (*at, "weights", index), what
    if rule.name and rule.name in above.names:
        yield (*at, "name"), message("another quota above has the name {name}", name=rule.name)
    if rule.what == "points":
        yield from _parts_given(at, rule.of, above)


def _task(at: At, rule: Task, above: Above) -> Found:
    if not rule.parts:
        yield at, message("it gives and takes nothing: write base, missing, flat or extra")
    yield from _quotas_given((*at, "of"), rule.of, above)
    yield from _quotas_given((*at, "needs"), rule.needs, above)


def _flag(at: At, rule: Flag, above: Above) -> Found:
    if rule.where is None and rule.below is None and rule.above is None and not rule.unmet:
        yield at, message("it says of nobody when it holds: write where, below, above or unmet")
    yield from at_least(at, "times", rule.times, 1)
    yield from _quotas_given((*at, "unmet"), rule.unmet, above)


def _rate(at: At, rule: Rate, above: Above) -> Found:
    yield from _quotas_given((*at, "of"), rule.of, above)
    for index, band in enumerate(rule.bands):
        if any(_covers(one, band) for one in rule.bands[:index]):
            what = message("band {number} can never be reached", number=index + 1)
            yield (*at, "bands", index), what


def _covers(wide: Band, narrow: Band) -> bool:
    """Whether every rate in one band is in the other too."""
    from_it = wide.least is None or (narrow.least is not None and narrow.least >= wide.least)
    to_it = wide.below is None or (narrow.below is not None and narrow.below <= wide.below)
    return from_it and to_it


def _highest(at: At, rule: Highest, above: Above) -> Found:
    yield from at_least(at, "keep", rule.keep, 1)
    # it reads the lines of the rules above it
    if rule.of not in above.parts:
        yield at, message("highest: no rule above gives points in part {part}", part=rule.of)


def _limit(at: At, rule: Limit, above: Above) -> Found:
    del above
    if rule.most is None and rule.least is None:
        yield at, message("it limits nothing: write most or least")
    elif rule.most is not None and rule.least is not None and rule.most < rule.least:
        words = {"most": rule.most, "least": rule.least}
        yield (*at, "most"), message("most = {most} is below least = {least}", **words)


def _over(at: At, rule: Over, above: Above) -> Found:
    yield from _parts_given(at, rule.of, above)
    if isinstance(rule, Factor) and rule.factor == 1:
        yield (*at, "factor"), message("a factor of 1 changes nothing")
    if isinstance(rule, Void):
        yield from at_least(at, "times", rule.times, 1)


def _priced(at: At, rule: Priced, above: Above) -> Found:
    del above
    if rule.points is None and not rule.rows:
        yield at, message("it has no figures: write points or rows")
    if isinstance(rule.points, Mapping) and not isinstance(rule, (Adopted, Sent)):
        for word in (one for one, figure in rule.points.items() if isinstance(figure, Mapping)):
            what = message("{key}: only a use or a report has a form", key=word)
            yield (*at, "points", word), what
    yield from at_least(at, "keep", rule.keep, 1)
    for index in range(len(rule.rows)):
        yield from ((((*at, "rows", index)), what) for what in _row(rule, index))


def _row(rule: Priced, index: int) -> Iterator[Text]:
    """What is wrong with a row of a table of points."""
    row, number = rule.rows[index], index + 1
    judged = row.least is not None or row.most is not None
    if judged is (row.points is not None):
        yield message("row {number}: write points, or least and most", number=number)
    elif judged and not isinstance(rule, Marked):
        yield message("row {number}: only a mark carries points of its own", number=number)
    shadow = _shadow(row, rule.rows[:index])
    if shadow is not None:
        yield message(
            "row {number} can never be reached: row {above} takes all of it; put it above",
            number=number,
            above=shadow + 1,
        )


def _shadow(row: Where, above: Sequence[Where]) -> int | None:
    """The row above that takes everything that this one would."""
    mine = stated(row)
    for index, one in enumerate(above):
        wide = stated(one)
        if all(name in mine and _within(name, mine[name], its) for name, its in wide.items()):
            return index
    return None


def _within(name: str, narrow: Any, wide: Any) -> bool:
    """Whether what a condition lets pass with one value it lets pass with the other too."""
    if name.startswith("min_"):
        return bool(narrow >= wide)
    if name.startswith("max_") or name == "by_day":
        return bool(narrow <= wide)
    if isinstance(wide, bool) or isinstance(narrow, bool):
        return narrow is wide
    if isinstance(wide, (str, tuple)) and isinstance(narrow, (str, tuple)):
        return {*_several(narrow)} <= {*_several(wide)}
    return bool(narrow == wide)


def _several(words: str | tuple[str, ...]) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else words


def _parts_given(at: At, parts: Sequence[str], above: Above) -> Found:
    """That what a rule reads is given by a rule above it."""
    for part in parts:
        if part not in above.parts:
            yield (*at, "of"), _not_above(part, list(above.parts))
    if not parts and not above.parts:
        yield at, message("no rule above gives points: there is nothing to change")


def _not_above(part: str, known: list[str]) -> Message:
    if not known:
        return message("no rule above gives points in part {part}", part=part)
    return message(
        "no rule above gives points in part {part}; there are {known}", part=part, known=known
    )


def _quotas_given(at: At, names: Sequence[str], above: Above) -> Found:
    for name in names:
        if name not in above.names and name not in above.clauses:
            if above.clauses:
                known = list(above.names | above.clauses)
                yield at, not_among(str(at[-1]), name, known)
            else:
                yield at, message("no quota is stated above: {name} means none", name=name)


_LOOKS: Mapping[type, Callable[[At, Any, Above], Found]] = {
    Quota: _quota,
    Task: _task,
    Flag: _flag,
    Rate: _rate,
    Highest: _highest,
    Limit: _limit,
    Over: _over,
    Priced: _priced,
}
