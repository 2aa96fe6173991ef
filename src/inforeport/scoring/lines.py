"""The lines of a period: the entries of all schemes asked window by window, in their order."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from operator import attrgetter

from msgspec import Struct
from msgspec.structs import replace

from inforeport.model import Adoption, Due, Facts, Measure, ScoreLine
from inforeport.pace import paced
from inforeport.period import Period
from inforeport.rules import Entry
from inforeport.rules.adoption import Adopted, use_words
from inforeport.rules.alike import once_for_all
from inforeport.rules.met import Dues, Obligation
from inforeport.scoring.book import Book, inside
from inforeport.scoring.cut import Cutter
from inforeport.scoring.later import Later
from inforeport.scoring.looking import less
from inforeport.scoring.party import as_units, back, of_whom
from inforeport.scoring.spans import Ruling, Span, horizon

_Use = tuple[str | None, str | None, date | None, str | None, str | None, str | None]
"""Which use a line of points is of."""


class Scored(Struct, frozen=True):
    """What a period came to: the lines of all units, what they owed and sent, lines of money.

    `fees` are those that the period pays, `settled` those that shorter ones in it pay; `measures`
    are the rates that have a name.
    """

    lines: tuple[ScoreLine, ...]
    dues: tuple[Due, ...]
    fees: tuple[ScoreLine, ...] = ()
    settled: tuple[ScoreLine, ...] = ()
    measures: Mapping[str, tuple[Measure, ...]] = {}


def score(rulings: Sequence[Ruling], period: Period) -> Scored:
    """The lines of all units that stand in a period, by the schemes one after another.

    Each entry is asked once per window that its scheme decides, with the facts and the earlier
    lines of that window and of the units it concerns: those of earlier schemes too, so that what
    is done to a longer sum is done by the scheme of its last day. Entries of money see the points
    of all.
    """
    far, points, money = horizon(rulings, period), Book(), Book()
    for ruling in rulings:
        _Asked(ruling, points, far).ask(ruling.entries)
    for span, owed in points.dues.items():
        money.dues[span] += owed  # rules of money see it; a duty of money is none of points
    for ruling in rulings:
        if ruling.fees:
            _Asked(ruling, money, far, paid=points).ask(ruling.fees)
    return Scored(
        tuple(points.standing_lines(rulings, period)),
        tuple(points.standing_dues(rulings, period)),
        tuple(money.paid_lines(rulings, period, earlier=False)),
        tuple(money.paid_lines(rulings, period, earlier=True)),
        points.standing_measures(rulings, period),
    )


def owed(rulings: Sequence[Ruling], period: Period) -> tuple[Due, ...]:
    """What the same come to of duties; of all else only what a duty of points is counted from."""
    if any(entry.rule.owes == "points" for ruling in rulings for entry in ruling.entries):
        return score(rulings, period).dues
    far, book = horizon(rulings, period), Book()
    for ruling in rulings:
        duties = [entry for entry in ruling.entries if entry.rule.owes]
        _Owed(ruling, book, far).ask(duties)
    return tuple(book.standing_dues(rulings, period))


class _Asked:
    """One scheme's turn: its entries asked, and what they gave booked."""

    def __init__(self, ruling: Ruling, book: Book, far: Period, paid: Book | None = None) -> None:
        self.ruling = ruling
        self.book = book
        self.far = far
        self.paid = paid
        self.cutter = Cutter(ruling.facts, terms=ruling.terms)
        self._cutters: dict[object, Cutter] = {None: self.cutter}
        self._priced: set[_Use] = set()

    def ask(self, entries: Iterable[Entry]) -> None:
        """Ask entries in their turn, each for all windows: none of them sees another of its own."""
        for entry in paced(entries):
            answers = [*self._answers(entry)]
            for span, lines in answers:
                self._enter(entry, span, lines)
        if self.paid is None:
            self._tell_unpriced(entries)

    def _answers(self, entry: Entry) -> Iterator[tuple[Span, list[ScoreLine]]]:
        """The windows of an entry with its lines: what is new in each, where it looks further."""
        made: dict[Span, list[ScoreLine]] = {}
        for span in self.ruling.judges(entry, self.far):
            made[span] = lines = self._answer(entry, span)
            if earlier := self.ruling.earlier(entry, span):
                last = earlier[-1]
                if last not in made:  # an earlier scheme decided it: what this one would have made
                    made[last] = self._answer(entry, last)
                lines = [*less(lines, made[last])]
            yield span, lines

    def _answer(self, entry: Entry, span: Span) -> list[ScoreLine]:
        """The lines of one window; of a duty what is owed in it is booked first."""
        names, so_far, facts = self._given(entry, span)
        measures = (it for it in entry.rule.measures(facts) if it.unit in names)
        if told := [*back(entry, measures)]:
            self.book.measures[entry.rule.called].setdefault(span, []).extend(told)
        lines = (line for line in entry.rule.lines(facts, so_far) if line.unit in names)
        return [*back(entry, lines)]

    def _given(self, entry: Entry, span: Span) -> tuple[frozenset[str], Sequence[ScoreLine], Facts]:
        """Whom an entry concerns in a window, the lines so far, and the facts with what is owed."""
        days, cutter = self.ruling.looked(entry, span), self._cutter(entry)
        names = cutter.names(entry, span.window)

        def booked(lines: Mapping[Span, Sequence[ScoreLine]]) -> Iterator[ScoreLine]:
            those = inside(lines, span, days)
            every = as_units(those) if entry.persons else those
            return (line for line in every if line.unit in names)

        so_far = Later(lambda: booked(self.book.lines))
        facts = replace(
            cutter.cut(entry, span.window, days),
            begins=self.ruling.decides_from(entry),
            dues=self._owed(entry, inside(self.book.dues, span, days), names),
            scored=[*booked(self.paid.lines)] if self.paid else (),
        )
        if entry.rule.owes:
            owed = Obligation.of(entry.rule.dues(facts, so_far))
            facts = replace(facts, dues=Dues([owed]))
            self._book(entry, span, owed)
        return names, so_far, facts

    def _owed(
        self, entry: Entry, obligations: Iterable[Obligation], names: frozenset[str]
    ) -> Sequence[Due]:
        """What is owed so far of what an entry sees, by units, or by persons in their place."""
        if entry.persons:
            dues = as_units(due for obligation in obligations for due in obligation)
            return tuple(due for due in dues if due.unit in names)
        return Dues(it.among(names) for it in obligations if not it.any.person)

    def _book(self, entry: Entry, span: Span, owed: Obligation) -> None:
        """Book what is owed in a window, of persons under their units and names again."""
        if entry.persons:
            owed = Obligation({name: [*back(entry, its)] for name, its in owed.dues.items()})
        if owed.dues:
            self.book.dues[span].append(owed)

    def _cutter(self, entry: Entry) -> Cutter:
        """What cuts the facts to windows, for units or for the persons that an entry is for."""
        if entry.persons not in self._cutters:
            facts = of_whom(entry, self.ruling.facts)
            self._cutters[entry.persons] = Cutter(facts, terms=self.ruling.terms)
        return self._cutters[entry.persons]

    def _enter(self, entry: Entry, span: Span, lines: Iterable[ScoreLine]) -> None:
        """Book the lines of a window."""
        stamped = [*map(_stamp(entry, span), lines)]
        if isinstance(entry.rule, Adopted):
            self._priced.update(map(_use, stamped))
        if marking := entry.rule.marking:
            self.book.words[span] += [(line, marking.applies) for line in stamped]
        else:
            self.book.lines[span] += stamped

    def _tell_unpriced(self, entries: Iterable[Entry]) -> None:
        """A line of nothing for each use that no entry of adoption had a figure for."""
        for entry in entries:
            if isinstance(entry.rule, Adopted):
                for span in self.ruling.judges(entry, self.far):
                    self.book.lines[span] += self._unpriced(entry, entry.rule, span)
                return

    def _unpriced(self, entry: Entry, rule: Adopted, span: Span) -> Iterator[ScoreLine]:
        """The same of one window."""
        everybody, window = replace(entry, groups=()), span.window
        facts = self.cutter.cut(everybody, window, window)
        names, stamp = self.cutter.names(everybody, window), _stamp(entry, span)
        line_of = once_for_all(rule, lambda use, _: stamp(_worth_nothing(use, facts)), (), facts)
        mine = (use for use in facts.adoptions if use.unit in names)
        left = (use for use in mine if _use(use) not in self._priced)
        return filter(None, (line_of(use, facts.items.get(use.item)) for use in left))


class _Owed(_Asked):
    """The same asked for what is owed, and for no lines."""

    def _answer(self, entry: Entry, span: Span) -> list[ScoreLine]:
        self._given(entry, span)
        return []


_use: Callable[[Adoption | ScoreLine], _Use] = attrgetter(
    "item", "level", "on", "publication", "position", "form"
)


def _worth_nothing(use: Adoption, facts: Facts) -> ScoreLine:
    return ScoreLine(
        unit=use.unit,
        points=Decimal(0),
        part="adoption",
        because=use_words(use, facts, priced=False),
        level=use.level,
        item=use.item,
        on=use.on,
        publication=use.publication,
        position=use.position,
        form=use.form,
    )


def _stamp(entry: Entry, span: Span) -> Callable[[ScoreLine], ScoreLine]:
    """What puts lines in their window, by the clause and in the part of their entry.

    A row of it may have a part and a clause of its own.
    """
    parts, clauses = entry.rule.own_parts, entry.rule.own_clauses
    stamp = partial(replace, rule=entry.kind, window=span.window)

    def of_row(line: ScoreLine) -> ScoreLine:
        part = line.part if line.part in parts else entry.part or line.part
        clause = line.clause if line.clause in clauses else entry.clause
        return stamp(line, part=part, clause=clause)

    if parts or clauses:
        return of_row
    part = {"part": entry.part} if entry.part else {}
    return partial(stamp, clause=entry.clause, **part)
