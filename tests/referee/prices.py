"""Points of facts: a table, rows above it, once and further, and whose they are."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

from referee.days import Row
from referee.facts import exact, fits, form, holds, media, shares, waits
from referee.lines import Ask, Piece

Priced = tuple[Row, str, Fraction, Fraction, Row]
"""A fact, the unit whose it is, what it is worth, the unit's share, and the row that fits."""
FIGURES = {"points", "least", "most", "after", "clause", "part"}
"""What is no condition of a row."""


def prices(ask: Ask) -> Iterator[Piece]:
    """The points of every fact that the entry is about and sees."""
    entry = ask.entry
    if entry.get("whom") == "persons":
        return
    so_many: Counter[str] = Counter()
    once = entry.get("once", ())
    once = [once] if isinstance(once, str) else once
    priced: dict[Any, list[Priced]] = {}
    for fact in sorted(ask.ledger.facts[entry["kind"]], key=lambda it: it["day"]):
        if not _is_about(ask, fact):
            continue
        so_many[_unit(fact)] += 1
        row = _row(ask, fact, so_many[_unit(fact)])
        worth = _worth(ask, fact, row)
        if worth is None:
            continue
        for name, share in _shares(entry, fact).items():
            unit = ask.ledger.counted_for.get(name, name)
            if unit in ask.units():
                alike = (unit, *(_key(key, ask, fact) for key in once))
                group = alike if entry.get("once") else (unit, fact["id"])
                priced.setdefault(group, []).append((fact, unit, worth, share, row or {}))
    for same in priced.values():
        yield from _of_those_alike(ask, same)


def _of_those_alike(ask: Ask, same: list[Priced]) -> Iterator[Piece]:
    """The dearest, or the first, count; each one beyond gives `further`."""
    if ask.entry.get("which", "dearest") == "first":
        same = sorted(same, key=lambda it: it[0]["day"])
    else:
        same = sorted(same, key=lambda it: (-abs(it[2] * it[3]), it[0]["day"]))
    for number, (fact, unit, worth, share, row) in enumerate(same):
        beyond = bool(ask.entry.get("once")) and number >= ask.figure("keep", unit, 1)
        points = share * (exact(ask.figure("further", unit, 0)) if beyond else worth)
        piece = ask.piece(
            unit,
            points,
            ask.entry["kind"],
            clause=str(row.get("clause", ask.entry["clause"])),
            id=fact["id"],
            item=fact.get("ref"),
            level=fact.get("level"),
            publication=fact.get("publication"),
        )
        yield replace(piece, part=row.get("part", piece.part))


def _unit(fact: Row) -> str:
    return str(fact.get("unit") or fact["report"]["unit"])


def _is_about(ask: Ask, fact: Row) -> bool:
    """Whether the entry is about a fact, and sees it."""
    entry = ask.entry
    if any(_waits(ask, entry.get(key, {}), fact) for key in ("where", "unless")):
        return False
    return ask.sees(fact["day"]) and fits(entry, fact, ask.ledger, ask.scheme, ask.asof)


def _worth(ask: Ask, fact: Row, row: Row | None) -> Fraction | None:
    """The points of a fact; none where the entry has no figure for it."""
    entry = ask.entry
    figure = _figure(ask, fact, row)
    if figure is None:
        return None
    factor = 1
    if entry.get("times") in {"pictures", "chars"}:
        factor = fact["report"].get(entry["times"]) or 0
    elif entry.get("times") == "count":
        factor = 1 if fact.get("count") is None else fact["count"]
    return exact(figure) * (int(factor) // int(entry.get("step", 1)))


def _row(ask: Ask, fact: Row, number: int) -> Row | None:
    """The first row that fits a fact, or may still: it is the one of that number."""
    for row in ask.entry.get("rows", ()):
        conditions = _conditions(row)
        if number <= row.get("after", 0):
            continue
        holds_now = holds(conditions, fact, ask.ledger, ask.scheme, ask.asof)
        if holds_now or _waits(ask, conditions, fact):
            return dict(row)
    return None


def _conditions(row: Row) -> Row:
    return {key: it for key, it in row.items() if key not in FIGURES}


def _figure(ask: Ask, fact: Row, row: Row | None) -> Any:
    if row is not None:
        if _waits(ask, _conditions(row), fact):
            return None
        if isinstance(row.get("points"), dict):
            return row["points"].get(form(fact, ask.scheme))
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
