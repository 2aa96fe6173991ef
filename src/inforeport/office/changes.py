"""What a change of scheme does to the windows that it falls into."""

from collections.abc import Iterator
from datetime import date, timedelta

from inforeport.model import StoredScheme
from inforeport.office.schemes import Schemes
from inforeport.period import Per, Period
from inforeport.rules import Entry
from inforeport.scheme import Scheme
from inforeport.words import Message, Text, message

_YEAR = timedelta(days=366)


def divided(schemes: Schemes, new: StoredScheme) -> Iterator[Message]:
    """What is to be said of each window that begins under one scheme and ends under the new one.

    Only windows of whose sums one of the two makes something: a limit, an average, a scale.
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


def _around(scheme: Scheme, per: Per, day: date) -> Iterator[Period]:
    """The window of a length that holds a day and the day before."""
    calendar = scheme.timetable()
    reach = Period(day, calendar.until if per == "whole" else day + _YEAR)
    for window in calendar.windows(per, reach):
        if max(window.start, calendar.since) < day <= window.last:
            yield window


def _clauses(scheme: Scheme, per: Per) -> Text:
    clauses = dict.fromkeys(entry.clause for entry in _of_sums(scheme) if entry.per == per)
    if not clauses:
        return message("no clause")
    return message("clause {clauses}", clauses=[*clauses])
