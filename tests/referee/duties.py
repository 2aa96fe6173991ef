"""Duties: what is owed and done in each window, what meets them, and what follows."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import Any

from referee.days import TILES, NotCovered, Row, Window, inside, windows, year_start
from referee.facts import exact, fits, holds, shares
from referee.lines import Ask, Due, Piece, total
from referee.within import works

CONSEQUENCES = ("base", "missing", "flat", "extra", "rate")


def dues(ask: Ask) -> Iterator[Due]:
    """What each unit owed and did in the window, as the duty itself counts it."""
    for unit in ask.units():
        judged = [
            (owed, done, came)
            for window, owed, done, came in _each(ask, unit)
            if inside(window, ask.window) and owed is not None
        ]
        if not judged:
            continue
        owed = _sum(it[0] for it in judged)
        done = _sum(it[1] for it in judged)
        came = _sum(it[2] for it in judged)
        short = [max(owed - done, Fraction(0)) for owed, done, _ in judged]
        above = [max(done - owed, Fraction(0)) for owed, done, _ in judged]
        if ask.figure("surplus", unit, "heals") == "heals":
            short, above = [max(owed - done, Fraction(0))], [max(done - owed, Fraction(0))]
        unmet = sum(1 for it in short if it)
        yield Due(ask.entry, ask.window, unit, owed, done, _sum(short), _sum(above), unmet, came)


def _sum(figures: Iterable[Fraction]) -> Fraction:
    return sum(figures, Fraction(0))


def _together(of: list[Due]) -> tuple[Fraction, Fraction, Fraction]:
    """What dues owe, lack and have above together, what one leaves to the next but once."""
    owed, missing = _sum(due.owed for due in of), _sum(due.missing for due in of)
    extra = _sum(due.extra for due in of)
    seen: set[int] = set()
    for due in sorted(of, key=lambda it: it.window.start):
        if id(due.entry) in seen:
            owed -= due.came
            missing -= max(due.came, Fraction(0))
            extra += min(due.came, Fraction(0))
        seen.add(id(due.entry))
    return owed, missing, extra


def _each(ask: Ask, unit: str) -> Iterator[tuple[Window, Fraction | None, Fraction, Fraction]]:
    """What is owed, none where the unit is not bound, done, and left by the one before."""
    every = ask.figure("every", unit) or ask.window.per
    run, carry = ask.ledger.run, ask.figure("carry", unit)
    left, year = Fraction(0), None
    if carry and ask.entry["number"][0]:
        raise NotCovered("what an earlier scheme carries on")
    for window in windows(ask.scheme, every, run, ask.window.last):
        if carry and window.last < ask.entry.get("since", date.min):
            continue
        if year != (year := year_start(ask.scheme, window.belongs)):
            left = Fraction(0)
        owed = _owed(ask, unit, window)
        done = _done(ask, unit, window)
        if owed is None or not carry:
            yield window, owed, done, Fraction(0)
            continue
        need = owed + left
        left = need - done
        if (left > 0 and carry == "surplus") or (left < 0 and carry == "missing"):
            left = Fraction(0)
        yield window, max(need, Fraction(0)), done, max(need, Fraction(0)) - owed


def binds(ask: Ask, unit: str, window: Window) -> bool:
    """Whether a unit that joins later is bound by a window already."""
    joined = ask.ledger.units[unit].get("since")
    if joined is None:
        return True
    starts = ask.scheme.get("counting", {}).get("joining", "ends after") == "starts after"
    return bool(window.start >= joined if starts else window.last >= joined)


def _owed(ask: Ask, unit: str, window: Window) -> Fraction | None:
    if not binds(ask, unit, window) or _exempt(ask, unit, window):
        return None
    if _waived(ask, window):
        return Fraction(0)
    owed = exact(ask.figure("owed", unit, 1))
    if ask.figure("target", unit):
        target = _target(ask, unit, window)
        if target is None:
            return None
        owed = exact(target)
    for season in ask.figure("seasons", unit, ()):
        if window.last.month in season["months"]:
            owed = exact(season["owed"])
    if ask.figure("heads", unit):
        staff = ask.ledger.units[unit].get("headcount")
        if staff is None:
            return None
        owed *= ceil(Fraction(staff, ask.figure("heads", unit)))
    return owed


def _waived(ask: Ask, window: Window) -> bool:
    """Whether nothing is owed because the last day is a day off."""
    waives = ask.scheme.get("calendar", {}).get("holidays", "keep") == "waive"
    return waives and window.per in TILES and not works(window.last, ask.scheme)


def _exempt(ask: Ask, unit: str, window: Window) -> bool:
    """Whether the duty does not run for the unit on the window's last day."""
    return any(
        one["unit"] == unit
        and str(one["clause"]) == str(ask.entry["clause"])
        and one["since"] <= window.last <= one["until"]
        for one in ask.ledger.exemptions
    )


def _target(ask: Ask, unit: str, window: Window) -> Any:
    """The number that is set for a unit, for just this duty."""
    where = ask.entry.get("where", {})
    for target in ask.ledger.targets:
        narrow = all(
            target.get(key) in _words(where.get(key))
            for key in ("category", "level", "publication")
        )
        mine = (target["unit"], target["what"], target["per"])
        if narrow and mine == (unit, ask.entry.get("what", "submitted"), window.per):
            return target["n"]
    return None


def _words(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _done(ask: Ask, unit: str, window: Window) -> Fraction:
    what = ask.entry.get("what", "submitted")
    if what == "points":
        span = Ask(ask.entry, ask.scheme, ask.ledger, window, [window], ask.lines)
        done = total(span.earlier(unit))
    else:
        sort = {"submitted": "submission", "adopted": "adoption"}[what]
        done = sum(
            (
                _counts(ask, fact, window.last) * _share(ask, fact, unit)
                for fact in _new(ask, sort, window)
            ),
            Fraction(0),
        )
    return Fraction(floor(done)) if ask.figure("whole", unit) else done


def _new(ask: Ask, sort: str, window: Window) -> Iterator[Row]:
    """The reports of a window, each once: in the window, or as far as the duty looks."""
    looks = ask.entry.get("look", "window") if "item" in ask.entry.get("once", ()) else "window"
    start = {
        "window": window.start,
        "ever": date.min,
        "year": year_start(ask.scheme, window.belongs),
    }
    seen = set()
    for fact in sorted(ask.ledger.facts[sort], key=lambda it: it["day"]):
        item = fact["id"] if sort == "submission" else fact["ref"]
        if not min(start[looks], window.start) <= fact["day"] <= window.last or item in seen:
            continue
        if fits(ask.entry, fact, ask.ledger, ask.scheme, window.last):
            seen.add(item)
            if window.has(fact["day"]):
                yield fact


def _counts(ask: Ask, fact: Row, asof: date) -> Fraction:
    for row in ask.entry.get("weights", ()):
        conditions = {key: it for key, it in row.items() if key != "counts"}
        if holds(conditions, fact, ask.ledger, ask.scheme, asof):
            return exact(row["counts"])
    return Fraction(1)


def _share(ask: Ask, fact: Row, unit: str) -> Fraction:
    parts = shares(ask.entry, fact["report"], fact["report"]["unit"])
    return parts.get(unit, Fraction(0)) * exact(fact.get("share") or 1)


# What follows


def spoken_of(ask: Ask, names: list[str], unit: str) -> list[Due]:
    """The dues of a unit in the window, of the duties of those names or clauses."""
    return [
        due
        for due in ask.dues
        if due.unit == unit
        and (not names or {due.entry.get("name"), str(due.entry["clause"])} & {*names})
        and inside(due.window, ask.window)
    ]


def follows(ask: Ask, of: list[Due], needs: list[Due], unit: str) -> Iterator[Piece]:
    """The points that one consequence gives a unit for duties, judged once."""
    if not of or ask.entry.get("whom") == "persons":
        return
    owed, missing, extra = _together(of)
    figures = {key: exact(ask.figure(key, unit, 0)) for key in ("base", "missing", "flat", "extra")}
    lacks_another = any(due.missing for due in needs)
    base, taken = figures["base"], figures["missing"] * missing
    if missing:
        taken += figures["flat"]
    short = ask.figure("short", unit) or ("subtract" if figures["missing"] else "lose base")
    if lacks_another or (missing and short == "lose base"):
        base = Fraction(0)
    elif missing and short == "pro rata":
        base -= base * missing / owed
    elif missing and short == "to zero":
        taken = max(taken, -base)
    if base:
        yield ask.piece(unit, base, "base")
    if taken:
        yield ask.piece(unit, taken, "shortfall")
    if extra and figures["extra"] and not lacks_another:
        points = figures["extra"] * extra
        most = ask.figure("most_extra", unit)
        yield ask.piece(unit, points if most is None else min(points, exact(most)), "extra")


def rate(ask: Ask, unit: str) -> Iterator[Piece]:
    """The points of a rate, by the first band that holds."""
    measure = ask.entry["measure"]
    if measure == "met":
        of = spoken_of(ask, ask.entry.get("of", []), unit)
        whole, missing, _ = _together(of)
        part = whole - missing
    else:
        sent = [
            fact
            for fact in ask.ledger.facts["submission"]
            if ask.sees(fact["day"])
            and fits(ask.entry, fact, ask.ledger, ask.scheme, ask.asof)
            and ask.ledger.counted_for.get(fact["unit"], fact["unit"]) == unit
        ]
        used = {it["ref"] for it in ask.ledger.facts["adoption"] if it["day"] <= ask.asof}
        good = [
            it for it in sent if (it["ref"] in used if measure == "adopted" else not it.get("late"))
        ]
        whole, part = Fraction(len(sent)), Fraction(len(good))
    if whole:
        yield from banded(ask, unit, part / whole, ask.entry.get("bands", []))


def banded(ask: Ask, unit: str, share: Fraction, bands: list[Row]) -> Iterator[Piece]:
    """The points of a share, by the first band that holds."""
    for band in bands:
        if exact(band.get("least", 0)) <= share and (
            "below" not in band or share < exact(band["below"])
        ):
            points = exact(band["points"])
            if "step" in band:
                limit = exact(band["below"] if "below" in band else band.get("least", 0))
                steps = abs(share - limit) / exact(band["step"])
                whole: dict[str, Callable[[Fraction], Any]]
                whole = {"nothing": floor, "whole": ceil, "share": Fraction}
                points *= whole[band.get("part", "nothing")](steps)
            yield ask.piece(unit, points, "rate")
            return
