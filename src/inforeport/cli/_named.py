"""From what people type to what they mean: units, reports, words of the scheme, names."""

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any

import typer

from inforeport.cli._asking import chosen
from inforeport.cli._options import When
from inforeport.cli._session import Session
from inforeport.errors import (
    AmbiguousNumber,
    AmbiguousSubmission,
    EmptyName,
    FigureOutOfRange,
    NameTooLong,
    NotADay,
    NotAFigure,
    Status,
    UnknownSubmission,
    UnknownWord,
)
from inforeport.fields import MOST, Fact
from inforeport.model import Submission, Unit
from inforeport.period import Period
from inforeport.text import BETWEEN, NAME, TITLE, meant, one_line, plain, unquoted
from inforeport.text import figure as exact
from inforeport.words import Message, message

_SHOWN = 9
"""So many reports are shown of those that a title fits."""


def unit_named(session: Session, wanted: str) -> Unit:
    """The unit of that name, alias or number; at a terminal a unique beginning will do.

    Raises `UnknownUnit` or `AmbiguousUnit`.
    """
    from inforeport.store.unit import unit

    return unit(session.ledger, wanted, typed=True, guess=session.at_terminal)


def report_named(session: Session, ref: str) -> Submission:
    """The report of that number of the office, or of the file, or of so much of its title.

    One of several is asked for at a terminal. Raises `UnknownSubmission` or `AmbiguousSubmission`.
    """
    from inforeport.store.submission import called, submission

    ref = one_line(ref)
    for number in dict.fromkeys((ref, plain(ref))):
        with suppress(UnknownSubmission):
            return _of_number(session, submission(session.ledger, number, typed=True), number)
    reports = called(session.ledger, unquoted(ref))
    if not reports:
        raise UnknownSubmission(ref=ref)
    return reports[0] if len(reports) == 1 else _one_of(session, ref, reports)


def _of_number(session: Session, report: Submission, number: str) -> Submission:
    """The report of a number, which may be the office's of one report and ours of another.

    Raises `AmbiguousNumber`, but at a terminal.
    """
    from inforeport.store.submission import submission

    if report.ref != number or not number.isdecimal():
        return report
    with suppress(UnknownSubmission):
        ours = submission(session.ledger, f"#{number}")
        if ours.id != report.id and not ours.ref:
            if session.at_terminal:
                return _one_of(session, number, [report, ours])
            raise AmbiguousNumber(ref=number, first=report.title, second=ours.title)
    return report


def reports_named(session: Session, refs: Iterable[str]) -> list[Submission]:
    """The reports of several numbers or titles, each once; numbers may have commas between them."""
    apart = [one for ref in refs for one in _apart(ref)]
    reports = [report_named(session, ref) for ref in apart]
    return list({report.id: report for report in reports}.values())


def _apart(ref: str) -> list[str]:
    """The numbers in 1、4, or what is written."""
    parts = re.split(BETWEEN, plain(ref))
    return parts if all(part.isdecimal() for part in parts) else [ref]


def of_report(fact: Fact[Any], report: Submission | None) -> dict[str, Any]:
    """What a fact takes from its report, by the names of its fields; of no report nothing."""
    fields = [one for one in fact.fields if one.of_report]
    return {one.name: getattr(report, one.of_report, None) for one in fields}


def _one_of(session: Session, ref: str, reports: Sequence[Submission]) -> Submission:
    """The report that somebody chooses of those that a title fits; else the run ends."""
    names = [
        message("{ref}, {title} ({unit})", ref=one.number, title=one.title, unit=one.unit)
        for one in reports[:_SHOWN]
    ]
    more = [message("and {n} more", n=len(reports) - _SHOWN)] if len(reports) > _SHOWN else []
    if not session.at_terminal:
        raise AmbiguousSubmission(title=ref, near=[*names, *more])
    place = chosen(session, message("Which one?"), names)
    if not isinstance(place, int):
        session.note(message("nothing was changed"))
        raise typer.Exit(Status.REFUSED)
    return reports[place]


def word(words: Mapping[str, str], given: str, *, what: Message) -> str:
    """The key of a group, level or form that was given as key or word; raises `UnknownWord`."""
    key = meant(words, given)
    if key is None:
        known = [f"{key} ({its})" for key, its in words.items()]
        raise UnknownWord(what=what, word=given, words=known)
    return key


def optional(given: str | None) -> str | None:
    """A text as it is kept; one of nothing but spaces is none."""
    return one_line(given or "") or None


def edited(given: str | None, known: str | None) -> str | None:
    """A text after an edit: as it was where nothing was given, none where nothing was written."""
    return known if given is None else optional(given)


def day_named(session: Session, text: str | None, *, behind: date | None = None) -> date | None:
    """The day that an option names, if it was given; one whose year was guessed is told.

    A deadline lies `behind` a day: today, or that on which its span begins. Raises `NotADay`.
    """
    from inforeport.days import read_day

    if not text:
        return None
    day, sure = read_day(text, session.today, ahead=behind is not None)
    if behind:
        later = read_day(text, behind, ahead=True)
        if (later.day.month, later.day.day) == (day.month, day.day):  # 今天 is today's
            day, sure = later
    if not sure:
        session.note(message("{text} is taken for {day}", text=one_line(text), day=day))
    return day


def day_wanted(session: Session, text: str, *, behind: date | None = None) -> date:
    """The same where a day has to be named: an empty text is none. Raises `NotADay`."""
    day = day_named(session, text, behind=behind)
    if day is None:
        raise NotADay(text=text)
    return day


def period_or_last(session: Session, when: When) -> Period:
    """The period that is asked for; where none is, the last one that is over, which is told.

    Where none is over yet it is the first.
    """
    office = session.office
    period = when.of(office.calendar, office.today)
    if period is None:
        period = office.last_period
        words = {"period": period.name}
        if period.last < office.today:
            session.note(message("no period is named; taken: {period}", **words))
        else:
            session.note(message("no period is named; taken: {period}, as none is over", **words))
    return period


def edited_day(session: Session, given: str | None, known: date | None) -> date | None:
    """A day after an edit; an empty one clears it."""
    return known if given is None else day_named(session, given)


def edited_word(
    words: Mapping[str, str], given: str | None, known: str | None, *, what: Message
) -> str | None:
    """A level or form after an edit; an empty one clears it."""
    if given is None:
        return known
    return word(words, given, what=what) if one_line(given) else None


def edited_figure(
    given: str | None, known: Decimal | None, *, what: str, least: int = 0, most: int = 1
) -> Decimal | None:
    """A figure after an edit, within limits; an empty one clears it."""
    if given is None:
        return known
    return figure(given, what=what, least=least, most=most) if one_line(given) else None


def edited_whole(given: str | None, known: int | None, *, what: str, least: int = 0) -> int | None:
    """A whole number after an edit; an empty one clears it."""
    number = edited_figure(given, None, what=what, least=least, most=MOST)
    if number is not None and number % 1:
        raise NotAFigure(what=what, text=plain(given or ""))
    return known if given is None else number if number is None else int(number)


def figure(given: str, *, what: str, least: int = 0, most: int = MOST) -> Decimal:
    """An exact figure as it was typed; raises `NotAFigure` or `FigureOutOfRange`."""
    number = exact(given)
    if number is None:
        raise NotAFigure(what=what, text=plain(given))
    if not least <= number <= most:
        raise FigureOutOfRange(what=what, least=least, most=most, text=plain(given))
    return number


def name(given: str, *, what: str, most: int = NAME) -> str:
    """A name as it is kept: on one line, clean; raises `EmptyName` or `NameTooLong`."""
    kept = one_line(given)
    if not kept:
        raise EmptyName(what=Message(what))
    if len(kept) > most:
        raise NameTooLong(what=Message(what), length=len(kept), most=most)
    return kept


def titled(given: str, *, what: str) -> str:
    """A title as it is kept, without the quotation marks around it; raises as `name` does.

    One without a letter or figure is empty.
    """
    title = unquoted(given)
    return name(title if any(map(str.isalnum, title)) else "", what=what, most=TITLE)
