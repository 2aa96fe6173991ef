"""The lines of a period: the scheme's entries asked window by window, in their order."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal, get_args

from msgspec import Struct
from msgspec.structs import replace

from inforeport.model import Adoption, Due, Facts, ScoreLine
from inforeport.period import Calendar, Per, Period, Window
from inforeport.rules import KINDS, Entry
from inforeport.rules.adoption import use_words
from inforeport.scoring.cut import Cutter
from inforeport.words import message

_YEAR = timedelta(days=366)
_Use = tuple[str | None, str | None, date | None, str | None, str | None, str | None]
"""Which use a line of points is of."""


class Terms(Struct, frozen=True, kw_only=True):
    """What a scheme says of time, beside its entries.

    `joining`: a new unit owes windows that end after its first day, or that start on or after it.
    A window is owed for when its last day has come by `today`, where one is given.
    """

    calendar: Calendar
    joining: Literal["ends after", "starts after"] = "ends after"
    today: date | None = None


class Scored(Struct, frozen=True):
    """What a period came to: the lines of all units, and what they owed and sent."""

    lines: tuple[ScoreLine, ...]
    dues: tuple[Due, ...]


def reach(entries: Iterable[Entry], calendar: Calendar, period: Period) -> Period:
    """The days whose facts are needed to score `period`: all its windows, whole, and the windows
    inside those.
    """
    entries = tuple(entries)
    far = horizon(entries, calendar, period)
    spans = [period, far]
    for entry in entries:
        for window in calendar.windows(entry.per, far):
            spans += [window, *calendar.windows(entry.every, window)]
            if entry.rule.back:
                spans.append(calendar.year_of(window))
    return Period(min(span.start for span in spans), max(span.end for span in spans))


def judging(entries: Iterable[Entry], calendar: Calendar, period: Period) -> Period:
    """The period, made longer until it holds every window whole that has a day in it."""
    near = Period(period.start - _YEAR, min(period.end, calendar.until) + _YEAR)
    spans = [
        window
        for per in dict.fromkeys(entry.per for entry in entries)
        for window in calendar.windows(per, near)
        if window & period
    ]
    ends = [span.end for span in spans]
    return Period(min([period.start, *(span.start for span in spans)]), max([period.end, *ends]))


def score(
    facts: Facts,
    entries: Sequence[Entry],
    *,
    terms: Terms,
    period: Period,
    before: "Scored | None" = None,
) -> Scored:
    """The lines of all units for every window that belongs to `period`, in the scheme's order.

    Each entry is asked once per window, with the facts and the earlier lines of that window and
    of the units it concerns. A window that is longer than the others sees the lines of all of
    them, those of earlier periods too. Where the entries are of money, `before` are the points
    and duties it may be for.
    """
    asked = _Asked(facts, tuple(entries), terms, period)
    asked.ask_all(before)
    mine = {window for per in asked.pers for window in terms.calendar.windows(per, period)}
    whole = {window for window in mine if _fits(window & terms.calendar.run, period)}
    return Scored(
        tuple(line for line in asked.lines if line.window in (whole if _sums(line) else mine)),
        tuple(due for due in asked.dues if due.judged in mine),
    )


def _sums(line: ScoreLine) -> bool:
    """Whether a line changes a sum: what the year's points become is none of December's."""
    return KINDS[line.rule].of_sum


def _fits(window: Period, period: Period) -> bool:
    """Whether a window is no longer than a period."""
    return window.end - window.start <= period.end - period.start


class _Asked:
    """The state of one pass over the entries of a scheme."""

    def __init__(
        self, facts: Facts, entries: tuple[Entry, ...], terms: Terms, period: Period
    ) -> None:
        self.cutter = Cutter(
            facts, calendar=terms.calendar, joining=terms.joining, today=terms.today
        )
        self.calendar = terms.calendar
        self.entries = entries
        self.horizon = horizon(entries, terms.calendar, period)
        self.pers = dict.fromkeys(entry.per for entry in entries)
        self.pers_before: tuple[Per, ...] = ()
        self.dues: list[Due] = []
        self._priced: set[_Use] = set()
        self._of_window: dict[Window, list[ScoreLine]] = defaultdict(list)

    @property
    def lines(self) -> Iterator[ScoreLine]:
        """All lines so far, window by window."""
        return (line for lines in self._of_window.values() for line in lines)

    def ask_all(self, before: Scored | None) -> None:
        """Ask every entry in its turn, of money with what the points came to `before`."""
        if before:
            self.dues += before.dues
            self.pers_before = get_args(Per)
        for entry in self.entries:
            self.ask(entry, before.lines if before else ())
        if before is None:
            self.tell_unpriced()

    def windows(self, entry: Entry) -> Iterator[Window]:
        """The windows that an entry judges."""
        for window in self.calendar.windows(entry.per, self.horizon):
            if window & entry.days if entry.rule.dated else window.last in entry.days:
                yield window

    def ask(self, entry: Entry, points: Sequence[ScoreLine]) -> None:
        """Ask an entry for its lines of all windows: none of them is before another of its own."""
        lines_of = {window: self._answer(entry, window, points) for window in self.windows(entry)}
        for window, lines in lines_of.items():
            self._of_window[window] += lines

    def _answer(self, entry: Entry, window: Window, points: Sequence[ScoreLine]) -> list[ScoreLine]:
        """The lines of one window; a quota is asked too for what was owed in it."""
        inside = self._inside(window)
        cut = self.cutter.cut(entry, window)
        names = self.cutter.names(entry, window)
        year = self.calendar.year_of(window) if entry.rule.back else None
        seen = self._inside(Window(year.start, window.end)) if year else inside
        so_far = [line for one in seen for line in self._of_window[one] if line.unit in names]
        cut = replace(
            cut,
            dues=tuple(due for due in self.dues if due.judged in inside and due.unit in names),
            scored=[line for line in points if line.window in inside and line.unit in names],
        )
        if entry.rule.owes:
            dues = [
                replace(due, clause=entry.clause, judged=window)
                for due in entry.rule.dues(cut, so_far)
            ]
            self.dues += dues
            cut = replace(cut, dues=tuple(dues))
        lines = list(entry.rule.lines(cut, so_far))
        if entry.kind == "adoption":
            self._priced.update(_use(line) for line in lines)
        return [_stamped(line, entry, window) for line in lines if line.unit in names]

    def _inside(self, window: Period) -> list[Window]:
        """The windows that belong to one, itself among them, in the scheme's order."""
        pers = dict.fromkeys((*self.pers, *self.pers_before))
        return list(
            dict.fromkeys(one for per in pers for one in self.calendar.windows(per, window))
        )

    def tell_unpriced(self) -> None:
        """A line of nothing for each use that no entry of adoption had a figure for."""
        entry = next((one for one in self.entries if one.kind == "adoption"), None)
        if entry is None:
            return
        for window in self.windows(entry):
            everybody = replace(entry, groups=())
            cut, names = self.cutter.cut(everybody, window), self.cutter.names(everybody, window)
            for use in cut.adoptions:
                if use.unit in names and _use(use) not in self._priced:
                    self._of_window[window].append(_unpriced(use, cut, entry, window))


def _use(fact: Adoption | ScoreLine) -> _Use:
    return fact.item, fact.level, fact.on, fact.publication, fact.position, fact.form


def _unpriced(use: Adoption, facts: Facts, entry: Entry, window: Window) -> ScoreLine:
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
    return _stamped(line, entry, window)


def horizon(entries: Sequence[Entry], calendar: Calendar, period: Period) -> Period:
    """The period, and back to the start of the longest window, or of the year, it looks at."""
    starts = [
        window.start
        for per in dict.fromkeys(entry.per for entry in entries)
        for window in calendar.windows(per, period)
    ]
    back = {entry.per for entry in entries if entry.rule.back}
    starts += [calendar.year_of(one).start for per in back for one in calendar.windows(per, period)]
    return Period(min([period.start, *starts]), period.end)


def _stamped(line: ScoreLine, entry: Entry, window: Window) -> ScoreLine:
    return replace(
        line,
        part=entry.part or line.part,
        rule=entry.kind,
        clause=entry.clause,
        window=window,
    )
