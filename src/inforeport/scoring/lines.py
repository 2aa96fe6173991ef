"""The lines of a period: the entries of all schemes asked window by window, in their order."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from inforeport.model import Adoption, Due, Facts, ScoreLine
from inforeport.period import Period
from inforeport.rules import Entry
from inforeport.rules.adoption import use_words
from inforeport.scoring.book import Book, inside
from inforeport.scoring.cut import Cutter
from inforeport.scoring.looking import less
from inforeport.scoring.owing import dues_of
from inforeport.scoring.spans import Ruling, Span, horizon
from inforeport.words import message

_Use = tuple[str | None, str | None, date | None, str | None, str | None, str | None]
"""Which use a line of points is of."""


class Scored(Struct, frozen=True):
    """What a period came to: the lines of all units, what they owed and sent, lines of money."""

    lines: tuple[ScoreLine, ...]
    dues: tuple[Due, ...]
    fees: tuple[ScoreLine, ...] = ()


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
    money.dues = points.dues.copy()  # a duty of money is none of points
    for ruling in rulings:
        _Asked(ruling, money, far, paid=points).ask(ruling.fees)
    return Scored(
        tuple(points.standing_lines(rulings, period)),
        tuple(points.standing_dues(rulings, period)),
        tuple(money.standing_lines(rulings, period)),
    )


class _Asked:
    """One scheme's turn: its entries asked, and what they gave booked."""

    def __init__(self, ruling: Ruling, book: Book, far: Period, paid: Book | None = None) -> None:
        self.ruling = ruling
        self.book = book
        self.far = far
        self.paid = paid
        self.cutter = Cutter(ruling.facts, terms=ruling.terms)
        self._priced: set[_Use] = set()

    def ask(self, entries: Iterable[Entry]) -> None:
        """Ask entries in their turn, each for all windows: none of them sees another of its own."""
        for entry in entries:
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
            if entry.looks_back and (last := self._last_before(entry, span)):
                if last not in made:  # an earlier scheme decided it: what this one would have made
                    made[last] = self._answer(entry, last)
                lines = [*less(lines, made[last])]
            yield span, lines

    def _last_before(self, entry: Entry, span: Span) -> Span | None:
        """The window before one, if the entry looks back to it."""
        days = Period(self.ruling.looked(entry, span).start, span.window.end)
        earlier = [one for one in self.ruling.spans(entry.per, days) if one.on < span.on]
        return earlier[-1] if earlier else None

    def _answer(self, entry: Entry, span: Span) -> list[ScoreLine]:
        """The lines of one window; of a duty what is owed in it is booked first."""
        days = self.ruling.looked(entry, span)
        names = self.cutter.names(entry, span.window)
        so_far = list(inside(self.book.lines, span, days, names))
        facts = replace(
            self.cutter.cut(entry, span.window, days),
            dues=tuple(inside(self.book.dues, span, days, names)),
            scored=list(inside(self.paid.lines, span, days, names)) if self.paid else (),
        )
        if entry.rule.owes:
            facts = replace(facts, dues=tuple(dues_of(entry, span, facts, so_far)))
            self.book.dues[span] += facts.dues
        return [line for line in entry.rule.lines(facts, so_far) if line.unit in names]

    def _enter(self, entry: Entry, span: Span, lines: Iterable[ScoreLine]) -> None:
        """Book the lines of a window."""
        rows = entry.rule.own_parts, entry.rule.own_clauses
        stamped = [_stamped(line, entry, span, rows) for line in lines]
        if entry.kind == "adoption":
            self._priced.update(_use(line) for line in stamped)
        if marking := entry.rule.marking:
            self.book.words[span] += [(line, marking.applies) for line in stamped]
        else:
            self.book.lines[span] += stamped

    def _tell_unpriced(self, entries: Iterable[Entry]) -> None:
        """A line of nothing for each use that no entry of adoption had a figure for."""
        entry = next((one for one in entries if one.kind == "adoption"), None)
        if entry is None:
            return
        for span in self.ruling.judges(entry, self.far):
            everybody, window = replace(entry, groups=()), span.window
            facts = self.cutter.cut(everybody, window, window)
            names = self.cutter.names(everybody, window)
            for use in facts.adoptions:
                if use.unit in names and _use(use) not in self._priced:
                    self.book.lines[span].append(_unpriced(use, facts, entry, span))


def _use(fact: Adoption | ScoreLine) -> _Use:
    return fact.item, fact.level, fact.on, fact.publication, fact.position, fact.form


def _unpriced(use: Adoption, facts: Facts, entry: Entry, span: Span) -> ScoreLine:
    because = message(
        "{use}: {title} (the scheme sets no points for this)",
        use=use_words(use, facts),
        title=use.title,
    )
    line = ScoreLine(
        unit=use.unit,
        points=Decimal(0),
        part="adoption",
        because=because,
        level=use.level,
        item=use.item,
        on=use.on,
        publication=use.publication,
        position=use.position,
        form=use.form,
    )
    return _stamped(line, entry, span)


_Rows = tuple[tuple[str, ...], tuple[str, ...]]
"""The parts and the clauses that rows of an entry have of their own."""


def _stamped(line: ScoreLine, entry: Entry, span: Span, rows: _Rows = ((), ())) -> ScoreLine:
    """A line in its window, by the clause and in the part of its entry, or of a row of it."""
    parts, clauses = rows
    return replace(
        line,
        part=line.part if line.part in parts else entry.part or line.part,
        rule=entry.kind,
        clause=line.clause if line.clause in clauses else entry.clause,
        window=span.window,
    )
