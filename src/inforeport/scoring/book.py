"""What entries gave, by the window it is booked in; what of it stands in the paper of a period."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import chain
from typing import TypeVar

from inforeport.model import Due, Measure, ScoreLine
from inforeport.period import Per, Period, Window
from inforeport.rules.met import Obligation
from inforeport.scoring.spans import Ruling, Span

T = TypeVar("T", ScoreLine, Obligation, Measure)


class Book:
    """The lines, the duties and the words for units, by the windows that they are of.

    With each word stands the length of period from which on it holds in longer ones. Measures are
    by their names too.
    """

    def __init__(self) -> None:
        self.lines: dict[Span, list[ScoreLine]] = defaultdict(list)
        self.dues: dict[Span, list[Obligation]] = defaultdict(list)
        self.words: dict[Span, list[tuple[ScoreLine, Per | None]]] = defaultdict(list)
        self.measures: dict[str, dict[Span, list[Measure]]] = defaultdict(dict)

    def standing_lines(self, rulings: Sequence[Ruling], period: Period) -> Iterator[ScoreLine]:
        """The lines of a period, then the words for its units."""
        holds = cache(partial(_holds, rulings=rulings, period=period))
        words = (
            line
            for span, words in self.words.items()
            for line, applies in words
            if holds(span, applies)
        )
        return chain(_standing(self.lines, rulings, period), words)

    def paid_lines(
        self, rulings: Sequence[Ruling], period: Period, *, earlier: bool
    ) -> Iterator[ScoreLine]:
        """The lines of a period that its list pays, or those that lists of shorter ones pay."""
        for span, lines in self.lines.items():
            paid = any(ruling.pays(span, period) for ruling in rulings)
            if paid or any(ruling.stands(span, period) for ruling in rulings):
                yield from () if paid is earlier else lines

    def standing_measures(
        self, rulings: Sequence[Ruling], period: Period
    ) -> dict[str, tuple[Measure, ...]]:
        """The measures of a period by their names."""
        return {
            name: tuple(_standing(booked, rulings, period))
            for name, booked in self.measures.items()
        }

    def standing_dues(self, rulings: Sequence[Ruling], period: Period) -> Iterator[Due]:
        """What was owed in a period."""
        return chain.from_iterable(_standing(self.dues, rulings, period))


def inside(booked: Mapping[Span, Sequence[T]], span: Span, days: Window) -> Iterator[T]:
    """What is booked in windows of some days that are no longer than a span."""
    wide = Span(days, span.per, span.on)
    spans = sorted(
        (other for other in booked if wide.holds(other)), key=lambda other: (other.rank, other.on)
    )
    return chain.from_iterable(booked[other] for other in spans)


def _standing(
    booked: Mapping[Span, Iterable[T]], rulings: Sequence[Ruling], period: Period
) -> Iterator[T]:
    """What is booked in windows of which none is longer than the period."""
    return chain.from_iterable(
        facts
        for span, facts in booked.items()
        if any(ruling.stands(span, period) for ruling in rulings)
    )


def _holds(span: Span, applies: Per | None, rulings: Sequence[Ruling], period: Period) -> bool:
    """Whether a word for a unit holds in a period: one of just its length, or as its rule says."""
    if any(ruling.is_own(span, period) for ruling in rulings):
        return True
    return applies is not None and any(
        ruling.stands(span, period) and any(ruling.standing(applies, period)) for ruling in rulings
    )
