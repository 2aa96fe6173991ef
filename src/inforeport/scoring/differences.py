"""A period as it was printed beside the same as it would be counted today: what differs.

Why it differs is found in `recount_why`; nothing here is read, stored or said.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from msgspec.structs import replace

from inforeport.model import Result, ScoreLine, Standing
from inforeport.model.papers import Difference

Key = tuple[object, ...]


def differences(old: Result, new: Result, called: Collection[str] = ()) -> tuple[Difference, ...]:
    """The units that differ, in the printed order; those that were not printed come last.

    Units are the same by name; those in `called` have another one today and so differ too. How a
    line is worded does not matter.
    """
    before, now = _standings(old), _standings(new)
    lines_before, lines_now = _lines(old), _lines(new)
    differing = []
    for unit in dict.fromkeys([*before, *now, *lines_before, *lines_now]):
        was, now_lines = lines_before.get(unit, []), lines_now.get(unit, [])
        difference = Difference(
            unit=unit,
            old=before.get(unit),
            new=now.get(unit),
            went=tuple(_without(was, now_lines)),
            came=tuple(_without(now_lines, was)),
        )
        if unit in called or not difference.by_name_only:
            differing.append(difference)
    return tuple(differing)


def renamed(result: Result, names: Mapping[str, str]) -> Result:
    """The same result with other names for some units."""
    if not names:
        return result

    def line(one: ScoreLine) -> ScoreLine:
        return replace(one, unit=names.get(one.unit, one.unit))

    def standing(placed: Standing) -> Standing:
        score = placed.score
        called = names.get(score.unit, score.unit)
        return replace(
            placed, score=replace(score, unit=called, lines=tuple(map(line, score.lines)))
        )

    groups = tuple(
        replace(group, standings=tuple(map(standing, group.standings))) for group in result.groups
    )
    persons = tuple(
        replace(one, group=names.get(one.group, one.group), lines=tuple(map(line, one.lines)))
        for one in result.persons
    )
    return replace(result, groups=groups, persons=persons, fees=tuple(map(line, result.fees)))


def _standings(found: Result) -> dict[str, Standing]:
    return {one.score.unit: one for group in found.groups for one in group.standings}


def _lines(result: Result) -> dict[str, list[ScoreLine]]:
    """All lines of points and money, of units and of persons, by unit."""
    lines: dict[str, list[ScoreLine]] = {}
    scores = [one.score for one in _standings(result).values()]
    for score in (*scores, *result.persons):
        for line in score.lines:
            lines.setdefault(line.unit, []).append(line)
    for line in result.fees:
        lines.setdefault(line.unit, []).append(line)
    return lines


def _without(lines: Iterable[ScoreLine], others: Iterable[ScoreLine]) -> Iterator[ScoreLine]:
    """The lines that have no counterpart among others."""
    left = Counter(map(_key, others))
    for line in lines:
        key = _key(line)
        if left[key]:
            left[key] -= 1
        else:
            yield line


def _key(line: ScoreLine) -> Key:
    """What a line says, without its words."""
    days = (line.window.start, line.window.end) if line.window else None
    return (*line.source, line.points, line.rule, line.clause, line.flag, days)
