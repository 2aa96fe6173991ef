"""The sums of lines: a unit's score, a person's, and what a unit is paid."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from msgspec.structs import replace

from inforeport.figures import count, rounded
from inforeport.model import Due, Score, ScoreLine, Unit
from inforeport.scoring.owing import duties

_CENTS = 2
_NOUGHT = Decimal(0)


def totals(
    units: Iterable[Unit], lines: Iterable[ScoreLine], *, dues: Iterable[Due] = (), places: int = 2
) -> tuple[Score, ...]:
    """The score of each unit: the sum of its lines, rounded once, here.

    Lines of persons are left out; what was owed and counted is of reports sent.
    """
    of_unit: dict[str, list[ScoreLine]] = defaultdict(list)
    for line in lines:
        if line.person is None:
            of_unit[line.unit].append(line)
    owed = _owed(due for due in dues if due.person is None)
    return tuple(
        _total(unit, of_unit[unit.name], owed=owed[unit.name], places=places) for unit in units
    )


def persons(lines: Iterable[ScoreLine], *, places: int = 2) -> tuple[Score, ...]:
    """The score of each person of each unit, best first; `group` is the unit."""
    of_person: dict[tuple[str, str], list[ScoreLine]] = defaultdict(list)
    for line in lines:
        if line.person is not None:
            of_person[line.unit, line.person].append(line)
    scores = [
        _total(Unit(person, unit), its, owed=(_NOUGHT, _NOUGHT), places=places)
        for (unit, person), its in of_person.items()
    ]
    return tuple(sorted(scores, key=lambda score: -score.points))


def _owed(dues: Iterable[Due]) -> dict[str, tuple[Decimal, Decimal]]:
    """What each unit owed and was credited with, over all windows."""
    owed: dict[str, tuple[Decimal, Decimal]] = defaultdict(lambda: (_NOUGHT, _NOUGHT))
    for (unit, _, _), duty in duties(dues).items():
        due, credited = owed[unit]
        for one in duty:
            due, credited = due + one.owed, credited + one.received
        owed[unit] = due, credited
    return owed


def _total(
    unit: Unit, lines: Sequence[ScoreLine], *, owed: Sequence[Decimal], places: int
) -> Score:
    points = _NOUGHT
    parts: dict[str, Decimal] = defaultdict(Decimal)
    levels: dict[str, Decimal] = defaultdict(Decimal)
    for line in lines:
        points += line.points
        if line.part != "flag":
            parts[line.part] += line.points
        if line.part == "adoption" and line.level is not None:  # the column of a use is its level
            levels[line.level] += line.points
    return Score(
        unit=unit.name,
        group=unit.group,
        points=rounded(points, places),
        due=count(owed[0]),
        counted=count(owed[1]),
        parts={part: rounded(points, places) for part, points in parts.items()},
        levels={level: rounded(points, places) for level, points in levels.items()},
        flags=tuple(dict.fromkeys([line.flag for line in lines if line.flag])),
        lines=tuple([_shown(line, places) for line in lines]),
    )


def _shown(line: ScoreLine, places: int) -> ScoreLine:
    """A line with its own figure as it is shown: what is no decimal is rounded for itself."""
    if type(line.points) is Decimal:  # nearly all are; asking for a ratio takes longer
        is_bare = line.given is None and line.carried is None
        return line if is_bare else replace(line, given=None, carried=None)
    points = rounded(line.points, max(places, _CENTS))
    return replace(line, points=points, given=None, carried=None)
