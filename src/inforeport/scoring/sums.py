"""The sums of lines: a unit's score, a person's, and what a unit is paid."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from operator import attrgetter

from msgspec.structs import replace

from inforeport.figures import count, rounded
from inforeport.model import Due, Score, ScoreLine, Unit
from inforeport.scoring.owing import duties

_CENTS = 2
_NOUGHT = Decimal(0)
_NONE_OWED = _NOUGHT, _NOUGHT


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
    total = _Totals(places)
    return tuple(
        [total.of(it, of_unit[it.name], owed=owed.get(it.name, _NONE_OWED)) for it in units]
    )


def persons(lines: Iterable[ScoreLine], *, places: int = 2) -> tuple[Score, ...]:
    """The score of each person of each unit, best first; `group` is the unit."""
    of_person: dict[tuple[str, str], list[ScoreLine]] = defaultdict(list)
    for line in lines:
        if line.person is not None:
            of_person[line.unit, line.person].append(line)
    total = _Totals(places)
    scores = [
        total.of(Unit(person, unit), its, owed=_NONE_OWED)
        for (unit, person), its in of_person.items()
    ]
    return tuple(sorted(scores, key=lambda score: -score.points))


def _owed(dues: Iterable[Due]) -> dict[str, tuple[Decimal, Decimal]]:
    """What each unit owed and was credited with, over all windows."""
    of_unit: dict[str, list[Due]] = defaultdict(list)
    for due in dues:
        if due.what == "submitted":
            of_unit[due.unit].append(due)
    return {unit: _credited(its) for unit, its in of_unit.items()}


def _credited(dues: Sequence[Due]) -> tuple[Decimal, Decimal]:
    """What a unit owed and was credited with, by the duty of those over the same days."""
    owed, credited, end = _NOUGHT, _NOUGHT, date.min
    settles = any(due.general for due in dues)  # without such a one all of them add up
    for due in dues:
        if due.carried or (settles and due.window.start < end):
            (duty,) = duties(dues).values()
            return duty.came.owed, duty.came.received
        owed, credited, end = owed + due.owed, credited + due.received, due.window.end
    return owed, credited


class _Totals:
    """Scores, of which thousands have the same figures: what these come to is worked out once."""

    def __init__(self, places: int) -> None:
        self._places = places
        self._alike: dict[tuple[object, ...], Score] = {}

    def of(self, unit: Unit, lines: Sequence[ScoreLine], *, owed: tuple[Decimal, Decimal]) -> Score:
        """The score of a unit, whose lines and duties those are."""
        figures = owed, *map(_figures, lines)
        score = self._alike.get(figures)
        if score is None:
            score = self._alike[figures] = _total(lines, owed=owed, places=self._places)
        mine = tuple([it if _is_plain(it) else _shown(it, self._places) for it in lines])
        return replace(score, unit=unit.name, group=unit.group, lines=mine)


_figures = attrgetter("part", "level", "points", "flag")


def _total(lines: Sequence[ScoreLine], *, owed: tuple[Decimal, Decimal], places: int) -> Score:
    """What lines sum up to, for nobody yet."""
    points = _NOUGHT
    parts: dict[str, Decimal] = {}
    levels: dict[str, Decimal] = {}
    for line in lines:
        worth, part = line.points, line.part
        points += worth
        if part != "flag":
            parts[part] = parts.get(part, _NOUGHT) + worth
        if part == "adoption" and line.level is not None:  # the column of a use is its level
            levels[line.level] = levels.get(line.level, _NOUGHT) + worth
    return Score(
        unit="",
        group="",
        points=rounded(points, places),
        due=count(owed[0]),
        counted=count(owed[1]),
        parts={part: rounded(worth, places) for part, worth in parts.items()},
        levels={level: rounded(worth, places) for level, worth in levels.items()},
        flags=tuple(dict.fromkeys([line.flag for line in lines if line.flag])),
    )


def _is_plain(line: ScoreLine) -> bool:
    """Whether a line is shown as it is, as nearly all are."""
    return type(line.points) is Decimal and line.given is None and line.carried is None


def _shown(line: ScoreLine, places: int) -> ScoreLine:
    """A line with its own figure as it is shown: what is no decimal is rounded for itself."""
    points = line.points
    if type(points) is not Decimal:
        points = rounded(points, max(places, _CENTS))
    return replace(line, points=points, given=None, carried=None)
