"""Rules over what was given before: highest, limit, factor, void, average, scale."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from referee.days import NotCovered, Row, inside, windows, year_start
from referee.duties import binds
from referee.facts import exact, fits, media
from referee.lines import Ask, Piece, total


def highest(ask: Ask) -> Iterator[Piece]:
    """Of several uses alike only the dearest, or the first, count."""
    entry = {**ask.entry, "of": ask.entry.get("of", "adoption")}
    ask = Ask(entry, ask.scheme, ask.ledger, ask.window, ask.spans, ask.lines)
    facts = {fact["id"]: fact for facts in ask.ledger.facts.values() for fact in facts}
    names = [entry["by"]] if isinstance(entry["by"], str) else entry["by"]
    for unit in ask.units():
        uses: dict[Any, list[Piece]] = {}
        for piece in ask.earlier(unit):
            if piece.id is not None and (piece.item or "item" not in names):
                uses.setdefault(piece.id, []).append(piece)
        alike: dict[Any, list[list[Piece]]] = {}
        for number, use in uses.items():
            if total(use) > 0:
                key = tuple(_agrees(by, use[0], facts[number], ask) for by in names)
                alike.setdefault(key, []).append(use)
        for same in alike.values():
            if entry.get("which", "dearest") == "first":
                same.sort(key=lambda use: facts[use[0].id]["day"])
            else:
                same.sort(key=lambda use: (-total(use), facts[use[0].id]["day"]))
            for use in same[ask.figure("keep", unit, 1) :]:
                yield ask.correction(use[0], -total(use))


def _agrees(by: str, piece: Piece, fact: Row, ask: Ask) -> Any:
    if by == "unit":
        return None
    return media(fact, ask.scheme) if by == "media" else getattr(piece, by)


def limit(ask: Ask) -> Iterator[Piece]:
    """What is above a cap is taken of what was given, what is below a floor given back of what was
    taken; `only` looks at one of these sides.
    """
    each = ask.entry.get("each", "unit")
    if "carry" in ask.entry:
        yield from _carrying(ask)
        return
    for unit in ask.units():
        seen: dict[Any, list[Piece]] = {"": []} if each == "unit" else {}
        for piece in about(ask, unit):
            if each == "unit" or getattr(piece, each):
                seen.setdefault("" if each == "unit" else getattr(piece, each), []).append(piece)
        for pieces in seen.values():
            yield from _limited(ask, unit, pieces)


def _limited(ask: Ask, unit: str, pieces: list[Piece]) -> Iterator[Piece]:
    only = ask.entry.get("only")
    if only:
        pieces = [piece for piece in pieces if piece.given is (only == "given")]
    come_to = total(pieces)
    most, least = ask.figure("most", unit), ask.figure("least", unit)
    item = pieces[0].item if pieces and ask.entry.get("each") == "item" else None
    if most is not None and come_to > exact(most):
        yield ask.piece(unit, exact(most) - come_to, ask.sum_part(), given=True, item=item)
    if least is not None and come_to < exact(least):
        yield ask.piece(unit, exact(least) - come_to, ask.sum_part(), given=False, item=item)


def _carrying(ask: Ask) -> Iterator[Piece]:
    """What is outside a limit goes over to the next window of the year, as far as it says."""
    if ask.entry["number"][0]:
        raise NotCovered("what an earlier scheme carries on")
    start = year_start(ask.scheme, ask.window.belongs)
    every = windows(ask.scheme, ask.window.per, ask.ledger.run, ask.window.last)
    for unit in ask.units():
        left = Fraction(0)
        joined = ask.ledger.units[unit].get("since") or date.min
        for span in (it for it in every if it.belongs >= start and it.last >= joined):
            pieces = about(replace(ask, window=span, spans=[span]), unit)
            if only := ask.entry.get("only"):
                pieces = [piece for piece in pieces if piece.given is (only == "given")]
            came, come_to = left, total(pieces) + left
            most, least = ask.figure("most", unit), ask.figure("least", unit)
            over = max(come_to - exact(most), Fraction(0)) if most is not None else Fraction(0)
            under = min(come_to - exact(least), Fraction(0)) if least is not None else Fraction(0)
            left = {"surplus": over, "missing": under, "both": over + under}[ask.entry["carry"]]
            if span == ask.window and came:
                yield ask.piece(unit, came, ask.sum_part())
            if span == ask.window and (over or under):
                yield ask.piece(unit, -over - under, ask.sum_part(), given=over > 0)


def about(ask: Ask, unit: str) -> list[Piece]:
    """The pieces of a unit; with conditions, those of reports of which they hold."""
    pieces = ask.earlier(unit)
    if not ask.entry.keys() & {"where", "unless"}:
        return pieces
    return [piece for piece in pieces if piece.item and _speaks_of(ask, piece)]


def _speaks_of(ask: Ask, piece: Piece) -> bool:
    facts = {fact["id"]: fact for facts in ask.ledger.facts.values() for fact in facts}
    report = {it["ref"]: it for it in ask.ledger.facts["submission"] if it.get("ref")}
    fact = facts.get(piece.id) or report[piece.item or ""]
    return fits(ask.entry, fact, ask.ledger, ask.scheme, ask.asof)


def factor(ask: Ask) -> Iterator[Piece]:
    """Each report's points multiplied, or a unit's sum."""
    for unit in ask.units():
        more = exact(ask.figure("factor", unit)) - 1
        if ask.entry.get("each", "item") == "unit":
            yield from _proportional(ask, unit, about(ask, unit), more)
            continue
        for piece in about(ask, unit):
            if piece.item:
                yield ask.correction(piece, piece.points * more)


def _proportional(ask: Ask, unit: str, pieces: list[Piece], part: Fraction) -> Iterator[Piece]:
    """A part more of a sum, on both of its sides."""
    for given in (True, False):
        side = total(piece for piece in pieces if piece.given is given)
        if side * part:
            yield ask.piece(unit, side * part, ask.sum_part(), given=given)


def void(ask: Ask) -> Iterator[Piece]:
    """All points of a report, or of a unit, back to nothing, because of marks."""
    marks = [
        mark
        for mark in ask.ledger.facts["mark"]
        if ask.sees(mark["day"]) and fits(ask.entry, mark, ask.ledger, ask.scheme, ask.asof)
    ]
    sides = {"given": [True]}.get(ask.entry.get("only", ""), [True, False])
    for unit in ask.units():
        mine = [it for it in marks if ask.ledger.counted_for.get(it["unit"], it["unit"]) == unit]
        pieces = [it for it in ask.earlier(unit) if it.given in sides]
        if ask.entry.get("what", "all") == "item":
            items = [mark["ref"] for mark in mine if mark.get("ref")]
            for piece in pieces:
                if piece.item and items.count(piece.item) >= ask.entry.get("times", 1):
                    yield ask.correction(piece, -piece.points)
        elif len(mine) >= ask.entry.get("times", 1):
            yield from _proportional(ask, unit, pieces, Fraction(-1))


def average(ask: Ask) -> Iterator[Piece]:
    """The sum made the average of the windows that bind the unit, or of its heads."""
    for unit in ask.units():
        if heads_of := ask.entry.get("divided_by"):
            heads = ask.ledger.units[unit].get("headcount") or 1
            if heads_of != "staff":
                raise NotCovered("persons")
            yield from _proportional(ask, unit, ask.earlier(unit), Fraction(1, heads) - 1)
            continue
        every = ask.figure("every", unit) or ask.scheme.get("period", "month")
        parts = windows(ask.scheme, every, ask.ledger.run, ask.asof)
        bound = [it for it in parts if inside(it, ask.window) and binds(ask, unit, it)]
        if bound:
            yield from _proportional(ask, unit, ask.earlier(unit), Fraction(1, len(bound)) - 1)


def scale(ask: Ask) -> Iterator[Piece]:
    """A sum folded into another score, in proportion or by the place in the group."""
    for unit in ask.units():
        if "places" in ask.entry:
            mine = total(ask.earlier(unit))
            group = [it for it in ask.units() if ask.ledger.group(it) == ask.ledger.group(unit)]
            better = sum(total(ask.earlier(it)) > mine for it in group)
            worth = [*ask.entry["places"], *[0] * len(group)][better]
            yield ask.piece(unit, exact(worth) - mine, ask.sum_part())
            continue
        full = exact(ask.figure("full", unit, 100))
        if ask.figure("best", unit):
            group = [it for it in ask.units() if ask.ledger.group(it) == ask.ledger.group(unit)]
            full = max(total(ask.earlier(it)) for it in group)
        if full > 0:
            into = exact(ask.figure("into", unit))
            yield from _proportional(ask, unit, ask.earlier(unit), into / full - 1)
