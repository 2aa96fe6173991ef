"""What a change of scheme does to the windows that it falls into."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from inforeport.model import StoredScheme
from inforeport.office.schemes import Schemes
from inforeport.period import Per, Period
from inforeport.rules import Entry
from inforeport.scheme import Scheme
from inforeport.words import N_, Message, Text, day_text, message

_YEAR = timedelta(days=366)


def divided(schemes: Schemes, new: StoredScheme) -> Iterator[Message]:
    """What is to be said of each window that begins under one scheme and ends under the new one.

    Of windows of whose sums one of the two makes something (a limit, an average, a scale), and of
    those of other lengths than before, so that what came in them counts twice or not at all.
    """
    before = [stored for stored in schemes.stored if stored.begins < new.begins]
    if not before:
        return
    old, scheme = schemes.continued(before[-1]), schemes.continued(new)
    pers = dict.fromkeys(entry.per for one in (old, scheme) for entry in _of_sums(one))
    for per in pers:
        for window in _around(scheme, per, new.begins):
            yield message(
                "{window}: 《{title}》 makes its sum, by {new}; 《{before}》 did so by {old}.",
                window=window.name,
                title=new.title,
                new=_clauses(scheme, per),
                before=before[-1].title,
                old=_clauses(old, per),
            )
    for kind in dict.fromkeys(entry.kind for entry in _of_facts(old)):
        of_kind = ([it for it in _of_facts(one) if it.kind == kind] for one in (old, scheme))
        yield from _of_other_lengths(_Change(before[-1], old, new, scheme), *of_kind)


class _Change(NamedTuple):
    """A scheme, and the one that comes after it."""

    stored: StoredScheme
    old: Scheme
    newer: StoredScheme
    new: Scheme

    def sentence(
        self, text: str, window: Period, old: Sequence[Entry], new: Sequence[Entry]
    ) -> Message:
        """A sentence of a window, and of the clauses of both that judge facts of a kind."""
        return Message(
            text,
            {
                "window": window.name,
                "day": day_text(self.newer.begins),
                "before": self.stored.title,
                "old": _named(old),
                "title": self.newer.title,
                "new": _named(new),
            },
        )


def _of_other_lengths(
    change: _Change, old: Sequence[Entry], new: Sequence[Entry]
) -> Iterator[Message]:
    """The windows of which both judge what came before the new one, or neither does."""
    day, reach = change.newer.begins, change.newer.begins
    for per in dict.fromkeys(entry.per for entry in new):
        for window in _around(change.new, per, day):
            reach = min(reach, window.start)
            past, calendar = Period(window.start, day), change.old.timetable()
            done = [entry for entry in old if calendar.windows(entry.per, past)]
            if done:
                again = [entry for entry in new if entry.per == per]
                yield change.sentence(_TWICE, window, done, again)
    lost = [window for entry in old for window in _around(change.old, entry.per, day)]
    if new and len(lost) == len(old) and all(window.start < reach for window in lost):
        yield change.sentence(_NEVER, lost[0], old, new)


_TWICE = N_(
    "{window}: what came before {day} counted by 《{before}》, {old}, and counts once more by "
    "《{title}》, {new}."
)
_NEVER = N_(
    "{window}: what came before {day} counts by neither: 《{before}》, {old}, looks at the whole, "
    "and 《{title}》, {new}, at what comes from then on."
)


def sums_made(schemes: Schemes, period: Period) -> Iterator[Text]:
    """By which scheme the sums of a period are made, where it began under another one."""
    in_force = schemes.over(period)
    title, scheme = in_force[-1].stored.title, in_force[-1].scheme
    for entry in _of_sums(scheme) if len(in_force) > 1 else ():
        if _goes_over(scheme, entry.per, period, in_force[-1].stored.begins):
            yield message(
                "What is done to the sum of the whole period is done by 《{title}》, "
                "clause {clause}.",
                title=title,
                clause=entry.clause,
            )


def _goes_over(scheme: Scheme, per: Per, period: Period, begins: date) -> bool:
    """Whether a period holds a window of a length which began under another scheme."""
    windows = scheme.timetable().windows(per, period)
    return any(window.start < begins <= window.last for window in windows)


def _of_sums(scheme: Scheme) -> Iterator[Entry]:
    return (entry for entry in scheme.entries if entry.rule.of_sum)


def _of_facts(scheme: Scheme) -> Iterator[Entry]:
    """The entries that judge facts, each for itself."""
    return (entry for entry in scheme.entries if entry.rule.reads and not entry.rule.of_sum)


def _around(scheme: Scheme, per: Per, day: date) -> Iterator[Period]:
    """The window of a length that holds a day and the day before."""
    calendar = scheme.timetable()
    reach = Period(day, calendar.until if per == "whole" else day + _YEAR)
    for window in calendar.windows(per, reach):
        if max(window.start, calendar.since) < day <= window.last:
            yield window


def _clauses(scheme: Scheme, per: Per) -> Text:
    return _named(entry for entry in _of_sums(scheme) if entry.per == per)


def _named(entries: Iterable[Entry]) -> Text:
    clauses = dict.fromkeys(clause for entry in entries for clause in entry.clauses)
    if not clauses:
        return message("no clause")
    return message("clause {clauses}", clauses=[*clauses])
