"""Which scheme is in force when: the schemes of the file, each over its part of a period."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from inforeport.cli._session import Session
from inforeport.errors import (
    NoSchemeInForce,
    PeriodNotBegun,
    PeriodNotWhole,
    UnitsWithoutGroup,
    WeeksDiffer,
)
from inforeport.model import StoredScheme
from inforeport.period import Calendar, Period, Window
from inforeport.scheme import EDITION, Scheme, read, revive
from inforeport.store import scheme as scheme_store
from inforeport.words import N_, Message

PERS = {
    "week": N_("week"),
    "fortnight": N_("fortnight"),
    "halfmonth": N_("half-month"),
    "month": N_("month"),
    "bimonth": N_("two months"),
    "quarter": N_("quarter"),
    "half": N_("half-year"),
    "year": N_("year"),
    "whole": N_("campaign"),
}


class Reign(NamedTuple):
    """A scheme and the part of a period in which it is in force."""

    stored: StoredScheme
    scheme: Scheme
    period: Period


def checked(stored: StoredScheme) -> Scheme:
    """A scheme of the file; one that another version understood is read from its text again."""
    if stored.version == EDITION:
        return revive(stored.checked)
    return read(stored.text, stored.title)


def in_force(session: Session, on: date | None = None) -> Scheme:
    """The scheme in force on a day, else today."""
    return checked(scheme_store.in_force(session.ledger, on or session.today))


def calendar(session: Session) -> Calendar:
    """The calendar by which the office names its periods: that of its newest scheme.

    Raises `NoSchemeInForce`.
    """
    known = _schemes(session)
    newest = continued(known, known[-1]).timetable()
    return replace(newest, anchor=newest.first_window, since=max(newest.since, known[0].begins))


def reigns_of(session: Session, period: Period) -> list[Reign]:
    """The schemes in force in a period, each with its part; a window falls where it ends.

    Raises `NoSchemeInForce`.
    """
    known = _schemes(session)
    ends = [one.begins for one in known[1:]] + [date.max]
    reigns = []
    for stored, end in zip(known, ends, strict=True):
        part = period & Period(stored.begins, end)
        if part:
            reigns.append(Reign(stored, continued(known, stored), part))
    return reigns


def whole_reigns(session: Session, period: Period) -> list[Reign]:
    """The same, for a period that is to be scored.

    Raises `PeriodNotBegun`, or `PeriodNotWhole` for a span of other days.
    """
    reigns = reigns_of(session, period)
    _check_whole(session, reigns, period)
    return reigns


def supposed_reign(session: Session, stored: StoredScheme, period: Period) -> Reign:
    """Another scheme over a whole period, as if it had been in force since the first one was.

    Raises what `whole_reigns` raises, and `UnitsWithoutGroup`.
    """
    known = scheme_store.schemes(session.ledger)
    scheme = continued(known, stored) if known else checked(stored)
    _check_groups(session, scheme)
    reign = Reign(stored, scheme, period)
    _check_whole(session, [reign], period)
    return reign


def _check_whole(session: Session, reigns: list[Reign], period: Period) -> None:
    if session.today < period.start:
        raise PeriodNotBegun(period=period.name, today=session.today)
    if not _is_whole(reigns, period):
        per = reigns[-1].scheme.period if reigns else in_force(session, period.last).period
        raise PeriodNotWhole(per=Message(PERS[per]), period=period.name)


def _check_groups(session: Session, scheme: Scheme) -> None:
    """That no unit is left without a group."""
    from inforeport.store import unit as unit_store

    left = [one.name for one in unit_store.units(session.ledger) if one.group not in scheme.groups]
    if left:
        raise UnitsWithoutGroup(units=left)


def words(session: Session) -> tuple[dict[str, str], dict[str, str]]:
    """The levels and forms of all schemes of the office: what a list of uses may name."""
    every = [checked(one) for one in scheme_store.schemes(session.ledger)]
    return union(one.levels for one in every), union(one.forms for one in every)


def own_lines(session: Session) -> list[str]:
    """The lines in which the office says how to reach it, in all of its schemes."""
    every = [checked(one) for one in scheme_store.schemes(session.ledger)]
    feet = [line for one in every if one.bulletin for line in one.bulletin.foot]
    return feet + [one.circular.contact for one in every if one.circular]


def codes(session: Session) -> dict[str, str]:
    """The codes of all schemes of the office: what a list of marks may name."""
    return union(checked(one).code_words() for one in scheme_store.schemes(session.ledger))


def check_follows(session: Session, stored: StoredScheme) -> None:
    """That a scheme can follow those in force: its weeks fall in, no unit is left without group.

    Raises `WeeksDiffer` or `UnitsWithoutGroup`.
    """
    known = scheme_store.schemes(session.ledger)
    if not known:
        return
    scheme, first = continued(known, stored), checked(known[0])
    _check_groups(session, scheme)
    everys = {entry.every for one in (scheme, first) for entry in one.entries}
    tile = 14 if "fortnight" in everys else 7 if "week" in everys else 1
    old, new = first.timetable().first_window, scheme.timetable().first_window
    if (new - old).days % tile:
        raise WeeksDiffer(old=old, new=new)


def continued(known: tuple[StoredScheme, ...], stored: StoredScheme) -> Scheme:
    """A scheme that goes on counting weeks from where the office's first scheme began."""
    first = checked(known[0])
    if stored == known[0]:
        return first
    scheme = checked(stored)
    days = scheme.calendar
    if days.anchor is None and days.deadline == first.calendar.deadline:
        days = replace(days, anchor=first.timetable().first_window)
    return replace(scheme, since=min(scheme.since, first.since), calendar=days)


def union(words: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """What any of the schemes of a period declares, the later words for the same keys."""
    return {key: word for some in words for key, word in some.items()}


def _schemes(session: Session) -> tuple[StoredScheme, ...]:
    known = scheme_store.schemes(session.ledger)
    if not known:
        raise NoSchemeInForce
    return known


def _is_whole(reigns: list[Reign], period: Period) -> bool:
    """Whether a period is made of whole months (or whatever the scheme scores by).

    It may begin before the campaign and end after it. Weeks need not end with a month.
    """
    windows = [one for reign in reigns for one in _windows(reign)]
    if not windows:
        return False
    first, last = reigns[0].scheme, reigns[-1].scheme
    begins = windows[0].start >= period.start or period.start <= first.since
    ends = windows[-1].end == period.end or period.last >= last.timetable().until
    return last.period in {"week", "fortnight"} or (begins and ends)


def _windows(reign: Reign) -> tuple[Window, ...]:
    return reign.scheme.timetable().windows(reign.scheme.period, reign.period)
