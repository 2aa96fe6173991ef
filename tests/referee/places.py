"""Places of a group, and titles by place."""

from fractions import Fraction

from referee.days import Row, length
from referee.score import Scored


def places(done: Scored, scheme: Row, group: str) -> dict[str, int | None]:
    """The place of every unit of a group, none where it has no place."""
    ranking = scheme.get("ranking", {})
    points = done.points()
    units = [unit for unit in done.ledger.units if done.ledger.group(unit) == group]
    ranked = [unit for unit in units if _has_a_place(done, ranking, unit)]

    def order(unit: str) -> tuple[Fraction, ...]:
        parts = done.by("part", unit)
        decide = (parts.get(part, Fraction(0)) for part in ranking.get("tiebreak", ()))
        return (points[unit], *decide)

    found: dict[str, int | None] = dict.fromkeys(units)
    orders = sorted((order(unit) for unit in ranked), reverse=True)
    for number, unit in enumerate(ranked):
        ahead = [it for it in orders if it > order(unit)]
        match ranking.get("ties", "gap"):
            case "dense":
                found[unit] = len(set(ahead)) + 1
            case "order":
                found[unit] = (
                    len(ahead) + 1 + sum(order(it) == order(unit) for it in ranked[:number])
                )
            case _:
                found[unit] = len(ahead) + 1
    return found


def _has_a_place(done: Scored, ranking: Row, unit: str) -> bool:
    if any(flag.effect == "unranked" for flag in done.marked(unit, effect=True)):
        return False
    return ranking.get("nothing", "ranked") == "ranked" or bool(done.of(unit))


def titles(done: Scored, scheme: Row, group: str) -> dict[str, list[str]]:
    """Who has each title: the first so many, passing over those who have one or may have none."""
    points, given = done.points(), dict[str, list[str]]()
    standing = {unit: place for unit, place in places(done, scheme, group).items() if place}
    for unit in [*standing]:
        if any(flag.effect == "no title" for flag in done.marked(unit, effect=True)):
            del standing[unit]
    for honour in scheme.get("honour", []):
        if honour["group"] != group or (
            "per" in honour and length(honour["per"]) != length(done.period.per)
        ):
            continue
        free = {
            unit: place
            for unit, place in standing.items()
            if (honour.get("also") or not any(unit in units for units in given.values()))
            and points[unit] >= honour.get("least", points[unit])
        }
        count = honour.get("first", len(free))
        best = sorted(free, key=lambda unit: free[unit])
        border = free[best[count]] if count < len(best) else None  # a tie there is not decided
        given[honour["title"]] = [unit for unit in best[:count] if free[unit] != border]
    return given
