"""All entries of all schemes of a ledger, one after another, and what a period comes to."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from referee import duties, sums
from referee.days import Row, Run, Window, inside, length, named, windows, year_start
from referee.facts import PRICED, World, exact, fits, world
from referee.lines import Ask, Due, Flag, Line, Piece, difference, total
from referee.prices import prices, waits_for_answers

SUMS = {
    "highest": sums.highest,
    "limit": sums.limit,
    "factor": sums.factor,
    "void": sums.void,
    "average": sums.average,
    "scale": sums.scale,
}


@dataclass
class Scored:
    """What the ledger came to, line by line, up to the end of a period."""

    ledger: World
    period: Window
    lines: list[Line] = field(default_factory=list)
    fees: list[Line] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)
    dues: list[Due] = field(default_factory=list)
    decimals: int = 2

    def of(self, unit: str) -> list[Line]:
        """The lines of a unit that stand in the period."""
        return [line for line in self.lines if line.piece.unit == unit and self.stands(line)]

    def stands(self, line: Line) -> bool:
        """Whether a line stands in the period: it is of a window that is not longer."""
        return self._holds(line.window)

    def owed(self, unit: str) -> list[Due]:
        """What a unit owed in the period."""
        return [due for due in self.dues if due.unit == unit and self._holds(due.window)]

    def _holds(self, window: Window) -> bool:
        """Whether a window is no longer than the period, or what the run leaves of it is not."""
        run = self.ledger.run
        first, last = max(window.start, run.since), min(window.last, run.until)
        left = self.period.has(first) and self.period.has(last)
        return inside(window, self.period) or left

    def points(self) -> dict[str, Fraction]:
        """The points of every unit, rounded once."""
        return {
            unit: self.rounded(total(it.piece for it in self.of(unit)))
            for unit in self.ledger.units
        }

    def by(self, key: str, unit: str) -> dict[str, Fraction]:
        """The points of a unit by clause or part, exact; what comes to nothing is left out."""
        found: dict[str, Fraction] = {}
        for line in self.of(unit):
            name = getattr(line.piece, key)
            found[name] = found.get(name, Fraction(0)) + line.piece.points
        return {name: points for name, points in found.items() if points}

    def rounded(self, points: Fraction) -> Fraction:
        """To the scheme's decimals; half is rounded away from nothing."""
        unit = 10**self.decimals
        whole = int(abs(points) * unit + Fraction(1, 2))
        return Fraction(whole if points >= 0 else -whole, unit)

    def marked(self, unit: str, *, effect: bool = False) -> list[Flag]:
        """The flags of a unit that stand in the period, or have their effect in it."""
        found = []
        for flag in self.flags:
            own = length(flag.window.per) == length(self.period.per) and not (
                effect and flag.applies
            )
            longer = flag.applies is not None and length(self.period.per) >= length(flag.applies)
            lies = inside(flag.window, self.period)
            if flag.unit == unit and lies and (own or longer):
                found.append(flag)
        return found


def score(ledger: Row, schemes: list[tuple[date, Row]], period: str) -> Scored:
    """What a period comes to under the schemes, each in force from its day on."""
    first, last = schemes[0][1], schemes[-1][1]
    run = Run(first["since"], last.get("until", date.max))
    span = named(period, last, run)
    done = Scored(world(ledger, last, run), span)
    done.decimals = last.get("counting", {}).get("places", 2)
    ends = [day - timedelta(days=1) for day, _ in schemes[1:]] + [run.until]
    for number, ((day, scheme), end) in enumerate(zip(schemes, ends, strict=True)):
        begins = run.since if number == 0 else day
        for table, lines in (("rule", done.lines), ("fee", done.fees)):
            for place, entry in enumerate(scheme.get(table, [])):
                named_entry = {**entry, "number": (number, table, place)}
                _book(done, lines, named_entry, scheme, (begins, end))
    return done


def _book(
    done: Scored, lines: list[Line], entry: Row, scheme: Row, force: tuple[date, date]
) -> None:
    """Everything that an entry gives, window by window, while in force; nothing to persons."""
    if entry.get("persons"):
        return
    begins, end = (
        max(force[0], entry.get("since", date.min)),
        min(force[1], entry.get("until", date.max)),
    )
    groups = entry.get("groups") or list(scheme["groups"])
    pers = entry.get("per") or scheme.get("period", "month")
    earlier = [*lines]
    for group in groups:
        per = str(pers[group] if isinstance(pers, dict) else pers)
        spans = windows(scheme, per, done.ledger.run, done.period.last)
        for number, window in enumerate(spans):
            if begins <= window.belongs <= end:
                seen = _look(entry, scheme, spans[: number + 1])
                ask = Ask(
                    {**entry, "groups": [group]},
                    scheme,
                    done.ledger,
                    window,
                    seen,
                    earlier,
                    done.dues,
                )
                _ask(done, lines, ask)


def _look(entry: Row, scheme: Row, spans: list[Window]) -> list[Window]:
    """The windows that an entry looks at, up to the one that is asked."""
    window = spans[-1]
    match "ever" if waits_for_answers(entry) else entry.get("look", "window"):
        case "ever":
            return spans
        case "year":
            start = year_start(scheme, window.belongs)
            return [it for it in spans if it.belongs >= start]
    return [window]


def _ask(done: Scored, lines: list[Line], ask: Ask) -> None:
    kind, window = ask.entry["kind"], ask.window
    if kind == "quota":
        done.dues += duties.dues(ask)
    if kind == "flag":
        done.flags += _flags(ask)
    now = list(_pieces(ask, done))
    if len(ask.spans) > 1 and (
        kind in PRICED or kind in SUMS
    ):  # less what it made of the windows before
        before = Ask(
            ask.entry, ask.scheme, ask.ledger, ask.spans[-2], ask.spans[:-1], ask.lines, ask.dues
        )
        now = difference(now, _pieces(before, done))
    lines += [Line(piece, window) for piece in now]
    for then in ask.entry.get("then", ()) if kind == "quota" else ():
        booked = done.fees if then.get("yuan") else lines
        booked += [Line(piece, window) for piece in _consequence(done, ask, then)]


def _pieces(ask: Ask, done: Scored) -> Iterator[Piece]:
    kind = ask.entry["kind"]
    if kind in PRICED:
        yield from prices(ask)
    elif kind in SUMS:
        yield from SUMS[kind](ask)
    elif kind == "start":
        for unit in ask.units():
            points = ask.figure("points", unit)
            if points is not None and duties.binds(ask, unit, ask.window):
                yield ask.piece(unit, exact(points), "base")
    elif kind in {"rate", "quota", "task"}:
        for unit in ask.units():
            yield from _of_duties(ask, unit)
    elif kind == "pay" and ask.entry.get("whom", "units") == "units":
        yield from _pay(ask, done)


def _of_duties(ask: Ask, unit: str) -> Iterator[Piece]:
    if ask.entry["kind"] == "rate":
        return duties.rate(ask, unit)
    return duties.follows(ask, _spoken_of(ask, unit), _needed(ask, unit), unit)


def _pay(ask: Ask, done: Scored) -> Iterator[Piece]:
    points = Ask(ask.entry, ask.scheme, ask.ledger, ask.window, ask.spans, done.lines)
    for unit in ask.units():
        above = total(points.earlier(unit)) - exact(ask.figure("above", unit, 0))
        if above > 0:
            yield ask.piece(unit, above * exact(ask.figure("each", unit)), "pay")


def _spoken_of(ask: Ask, unit: str) -> list[Due]:
    """The dues that a duty, or a task, has its points from."""
    if ask.entry["kind"] == "task":
        return duties.spoken_of(ask, ask.entry["of"], unit)
    mine = (ask.entry["number"], ask.window, unit)
    return [it for it in ask.dues if (it.entry["number"], it.window, it.unit) == mine]


def _needed(ask: Ask, unit: str) -> list[Due]:
    needs = ask.entry.get("needs", [])
    return duties.spoken_of(ask, needs, unit) if needs else []


def _consequence(done: Scored, ask: Ask, then: Row) -> Iterator[Piece]:
    """What a duty's own list gives: each with its clause, all judged on the same dues."""
    entry = {"clause": ask.entry["clause"], "groups": ask.entry["groups"]} | then
    mine = Ask(entry, ask.scheme, ask.ledger, ask.window, ask.spans, ask.lines, ask.dues)
    for unit in ask.units():
        of = _spoken_of(ask, unit)
        yield from duties.follows(mine, of, _needed(mine, unit), unit)
        for due in of:
            if "rate" in then and due.owed:
                yield from duties.banded(mine, unit, 1 - due.missing / due.owed, then["rate"])
        unmet = sum(due.unmet for due in of)
        is_so: bool = (
            unmet >= then.get("times", 1) if then.get("on", "unmet") == "unmet" else not unmet
        )
        if "flag" in then and of and is_so:
            done.flags.append(_flag(mine, unit))


def _flag(ask: Ask, unit: str) -> Flag:
    entry = ask.entry
    return Flag(unit, entry["flag"], ask.window, entry.get("effect", "none"), entry.get("applies"))


def _flags(ask: Ask) -> Iterator[Flag]:
    """A word for a unit, of whom it holds in the window, or in so many one after another."""
    running = ask.entry.get("running", 1)
    spans = windows(ask.scheme, ask.window.per, ask.ledger.run, ask.window.last)[-running:]
    for unit in ask.units():
        if running == 1:
            holds = _holds_now(ask, unit)
        else:
            each = [replace(ask, window=span, spans=[span]) for span in spans]
            holds = len(each) == running and all(
                duties.binds(one, unit, one.window) and _holds_now(one, unit) for one in each
            )
        if holds:
            yield _flag(ask, unit)


def _holds_now(ask: Ask, unit: str) -> bool:
    """By marks, by its sum, by duties unmet or met: any of what is stated, or all of it."""
    entry = ask.entry
    marks = [
        mark
        for mark in ask.ledger.facts["mark"]
        if ask.ledger.counted_for.get(mark["unit"], mark["unit"]) == unit
        and ask.sees(mark["day"])
        and fits(entry, mark, ask.ledger, ask.scheme, ask.asof)
    ]
    come_to, times = total(ask.earlier(unit)), ask.figure("times", unit, 1)
    reasons: list[Any] = []
    if entry.keys() & {"where", "unless"}:
        reasons.append(len(marks) >= times)
    if "below" in entry:
        reasons.append(come_to < exact(ask.figure("below", unit)))
    if "above" in entry:
        reasons.append(come_to > exact(ask.figure("above", unit)))
    if entry.keys() & {"first", "last"}:
        reasons.append(_stands(ask, unit))
    names = _listed(entry.get("unmet", ()))
    for several in [[name] for name in names] if entry.get("all") else [names] if names else []:
        of = duties.spoken_of(ask, several, unit)
        reasons.append(bool(of) and sum(due.unmet for due in of) >= times)
    if met := _listed(entry.get("met", ())):
        of = duties.spoken_of(ask, met, unit)
        reasons.append(bool(of) and not any(due.missing for due in of))
    return bool(reasons) and (all(reasons) if entry.get("all") else any(reasons))


def _stands(ask: Ask, unit: str) -> bool:
    """Whether a unit is among the first, or the last, so many of its group."""
    group = ask.ledger.group(unit)
    all_sums = [
        total(ask.earlier(it))
        for it in ask.units()
        if ask.ledger.group(it) == group and _is_there(ask, it)
    ]
    if not _is_there(ask, unit):
        return False
    mine = total(ask.earlier(unit))
    better, worse = sum(it > mine for it in all_sums), sum(it < mine for it in all_sums)
    wanted = (better, ask.entry.get("first", 0)), (worse, ask.entry.get("last", 0))
    return bool(better or worse) and any(before < count for before, count in wanted)


def _is_there(ask: Ask, unit: str) -> bool:
    joined = ask.ledger.units[unit].get("since")
    if joined is None or joined <= ask.window.start:
        return True
    owes = any(due.owed for due in duties.spoken_of(ask, [], unit))
    return bool(joined <= ask.window.last) and (owes or bool(ask.earlier(unit)))


def _listed(words: Any) -> list[str]:
    return [words] if isinstance(words, str) else [*words]
