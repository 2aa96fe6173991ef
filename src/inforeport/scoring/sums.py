"""The sums of lines: a unit's score, a person's, and what a unit is paid."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from msgspec.structs import replace

from inforeport.figures import count, rounded
from inforeport.model import Due, Score, ScoreLine, Unit
from inforeport.scoring.owing import duties

_CENTS = 2


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
        _total(Unit(person, unit), its, owed=(Decimal(0), Decimal(0)), places=places)
        for (unit, person), its in of_person.items()
    ]
    return tuple(sorted(scores, key=lambda score: -score.points))


def _owed(dues: Iterable[Due]) -> dict[str, tuple[Decimal, Decimal]]:
    """What each unit owed and was credited with, over all windows."""
    owed: dict[str, tuple[Decimal, Decimal]] = defaultdict(lambda: (Decimal(0), Decimal(0)))
    for (unit, _, _), duty in duties(dues).items():
        before = owed[unit]
        owed[unit] = (
            sum((one.owed for one in duty), before[0]),
            sum((one.received for one in duty), before[1]),
        )
    return owed


def _total(
    unit: Unit, lines: Sequence[ScoreLine], *, owed: Sequence[Decimal], places: int
) -> Score:
    points = sum((line.points for line in lines), Decimal(0))
    return Score(
        unit=unit.name,
        group=unit.group,
        points=rounded(points, places),
        due=count(owed[0]),
        counted=count(owed[1]),
        parts=_sums(lines, lambda line: line.part, places),
        levels=_sums(lines, _level, places),
        flags=tuple(dict.fromkeys(line.flag for line in lines if line.flag)),
        lines=tuple(_shown(line, places) for line in lines),
    )


def _level(line: ScoreLine) -> str | None:
    """The level under whose column the points of a use stand."""
    return line.level if line.part == "adoption" else None


def _sums(
    lines: Iterable[ScoreLine], key: Callable[[ScoreLine], str | None], places: int
) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for line in lines:
        name = key(line)
        if name is not None:
            sums[name] = sums.get(name, Decimal(0)) + line.points
    return {name: rounded(points, places) for name, points in sums.items() if name != "flag"}


def _shown(line: ScoreLine, places: int) -> ScoreLine:
    """A line with its own figure as it is shown: what is no decimal is rounded for itself."""
    if type(line.points) is Decimal:  # nearly all are; asking for a ratio takes longer
        return line if line.given is None else replace(line, given=None)
    return replace(line, points=rounded(line.points, max(places, _CENTS)), given=None)
