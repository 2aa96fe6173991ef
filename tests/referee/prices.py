"""Points of facts: a table, rows above it, once and further, and whose they are."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from referee.days import Row
from referee.facts import exact, fits, form, holds, media, shares, waits
from referee.lines import Ask, Piece


def prices(ask: Ask) -> Iterator[Piece]:
    """The points of every fact that the entry is about and sees."""
    entry = ask.entry
    if entry.get("whom") == "persons":
        return
    so_many: Counter[str] = Counter()
    once = entry.get("once", ())
    once = [once] if isinstance(once, str) else once
    priced: dict[Any, list[tuple[Row, str, Fraction, Fraction]]] = {}
    for fact in sorted(ask.ledger.facts[entry["kind"]], key=lambda it: it["day"]):
        worth = _worth(ask, fact, so_many)
        if worth is None:
            continue
        for name, share in _shares(entry, fact).items():
            unit = ask.ledger.counted_for.get(name, name)
            if unit in ask.units():
                alike = (unit, *(_key(key, ask, fact) for key in once))
                group = alike if entry.get("once") else (unit, fact["id"])
                priced.setdefault(group, []).append((fact, unit, worth, share))
    for same in priced.values():
        yield from _of_those_alike(ask, same)


def _of_those_alike(ask: Ask, same: list[tuple[Row, str, Fraction, Fraction]]) -> Iterator[Piece]:
    """The dearest, or the first, count; each one beyond gives `further`."""
    if ask.entry.get("which", "dearest") == "first":
        same = sorted(same, key=lambda it: it[0]["day"])
    else:
        same = sorted(same, key=lambda it: (-abs(it[2] * it[3]), it[0]["day"]))
    for number, (fact, unit, worth, share) in enumerate(same):
        beyond = bool(ask.entry.get("once")) and number >= ask.figure("keep", unit, 1)
        points = share * (exact(ask.figure("further", unit, 0)) if beyond else worth)
        yield ask.piece(
            unit,
            points,
            ask.entry["kind"],
            id=fact["id"],
            item=fact.get("ref"),
            level=fact.get("level"),
            publication=fact.get("publication"),
        )


def _worth(ask: Ask, fact: Row, so_many: "Counter[str]") -> Fraction | None:
    """The points of a fact; none where the entry has no figure for it."""
    entry = ask.entry
    if any(_waits(ask, entry.get(key, {}), fact) for key in ("where", "unless")):
        return None
    if not ask.sees(fact["day"]) or not fits(entry, fact, ask.ledger, ask.scheme, ask.asof):
        return None
    unit = fact.get("unit") or fact["report"]["unit"]
    so_many[unit] += 1
    figure = _figure(ask, fact, so_many[unit])
    if figure is None:
        return None
    factor = 1
    if entry.get("times") == "pictures":
        factor = fact["report"].get("pictures") or 0
    elif entry.get("times") == "count":
        factor = 1 if fact.get("count") is None else fact["count"]
    return exact(figure) * (int(factor) // int(entry.get("step", 1)))


def _figure(ask: Ask, fact: Row, number: int) -> Any:
    figures = {"points", "least", "most", "after"}
    for row in ask.entry.get("rows", ()):
        conditions = {key: it for key, it in row.items() if key not in figures}
        if number <= row.get("after", 0):
            continue
        if _waits(ask, conditions, fact):
            return None
        if not holds(conditions, fact, ask.ledger, ask.scheme, ask.asof):
            continue
        if "points" in row:
            return row["points"]
        if fact.get("points") is None:
            return 0  # the office has not judged it yet
        judged = exact(fact["points"])
        within = exact(row.get("least", judged)) <= judged <= exact(row.get("most", judged))
        return judged if within else 0
    table = ask.entry.get("points")
    words = {"submission": "category", "commission": "outcome", "mark": "code"}
    if isinstance(table, dict):
        word = words.get(ask.entry["kind"], "level")
        table = table.get(fact["report"].get(word) if word == "category" else fact.get(word))
    if isinstance(table, dict):
        takes_forms = ask.entry["kind"] in {"submission", "adoption"}
        table = table.get(form(fact, ask.scheme)) if takes_forms else None
    return table


def waits_for_answers(entry: Row) -> bool:
    """Whether what decides may come later than the fact: then all there ever was is looked at."""
    tables = [entry.get("where", {}), entry.get("unless", {}), *entry.get("rows", ())]
    spans = [table["within"] for table in tables if "within" in table]
    return any("answer" in span or entry["kind"] == "commission" for span in spans)


def _waits(ask: Ask, conditions: Row, fact: Row) -> bool:
    return waits(conditions, fact, ask.ledger, ask.scheme, ask.asof)


def _shares(entry: Row, fact: Row) -> dict[str, Fraction]:
    if entry["kind"] in {"commission", "mark"}:
        return {fact["unit"]: Fraction(1)}
    parts = shares(entry, fact["report"], fact["report"]["unit"])
    part = exact(fact.get("share") or 1)
    return {unit: share * part for unit, share in parts.items()}


def _key(key: str, ask: Ask, fact: Row) -> Any:
    """What those alike agree in."""
    if key == "unit":
        return None
    if key == "item":
        return fact.get("ref") or fact["id"]
    return media(fact, ask.scheme) if key == "media" else fact.get(key)
