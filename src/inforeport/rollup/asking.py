"""The pure function that every engine runs: what one office tells, or why it cannot be asked."""

import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from inforeport.errors import (
    DatabaseOlder,
    DatabaseReadOnly,
    DatabaseUnfinished,
    InforeportError,
)
from inforeport.model import Problem, Result
from inforeport.model.counts import Counts
from inforeport.model.rollup import Ask, Filed, Place, Row, Source, Told
from inforeport.office import Office
from inforeport.period import Calendar, Period
from inforeport.rollup import facts, tables
from inforeport.store.access import opened_as_is
from inforeport.store.ledger import SCHEMA
from inforeport.words import message

T = TypeVar("T")
Answer = Told | Problem
Named = Callable[[Calendar, date], Period | None]


def answer_of(ask: Ask, source: Source) -> Answer:
    """What an office tells, or why it cannot be asked."""
    return told_by(source, ask, partial(asked, ask))


def told_by(source: Source, ask: Ask, question: Callable[[Office], T]) -> T | Problem:
    """What a question gets of an office, in one state of its ledger, which is only read.

    One that cannot be asked is a problem with a place.
    """
    try:
        with opened(source, ask) as office, office.snapshot():
            return question(office)
    except DatabaseReadOnly:  # as we only read: what is half done cannot be taken back
        cut_short = DatabaseUnfinished(path=source)
        return Problem(str(source), cut_short.code, cut_short.message)
    except InforeportError as error:
        return Problem(str(source), error.code, error.message)
    except Exception as error:  # noqa: BLE001  one file that is broken in a new way stops no other
        where = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(where.filename).name}:{where.lineno}"
        fault = message(
            "a fault of the program: {kind} at {place}", kind=type(error).__name__, place=place
        )
        return Problem(str(source), "bug", fault)


def opened(source: Source, ask: Ask) -> Office:
    """The office of a ledger that is never written, or of facts that were written once.

    Raises `DatabaseOlder`, and what opening does; of facts what `facts.ledger` raises.
    """
    if isinstance(source, Filed):
        return Office(facts.ledger(source), ask.today, scheme=ask.scheme)
    ledger = opened_as_is(source, mode="ro", wait=ask.wait)
    if ledger.found < SCHEMA:
        ledger.close()
        raise DatabaseOlder(path=source, found=ledger.found, known=SCHEMA)
    return Office(ledger, ask.today, scheme=ask.scheme)


def offices(folder: Path | str, today: date | str | None = None) -> Iterator[Office]:
    """Each office whose facts lie in a folder, one after the other; each is closed by the next.

    Raises `NoLedgers`, `FactsBad`, `FactsOlder`, `DatabaseNewer` or `EngineMissing`.
    """
    for source in facts.filed(folder):
        with Office(facts.ledger(source), today) as office:
            yield office


def first_period(ask: Ask, sources: Iterable[Source], named: Named) -> Period:
    """The period that is meant by the calendar of the first office that can be asked.

    Where none is named it is the last that is over there; where none can be asked, none. Raises
    what is wrong with the words, such as `NotAPeriod`.
    """
    for source in sources:
        with suppress(Exception), opened(source, ask) as office:  # it is named when it is asked
            calendar, today, last = office.calendar, office.today, office.last_period
            break
    else:
        return Period()
    return named(calendar, today) or last


def _span(office: Office, period: Period) -> Period:
    """The period of the same name by an office's own calendar. Raises `NotAPeriod`."""
    if period.name == "campaign":
        return office.calendar.campaign(office.today)
    return office.period(period.name)


def asked(ask: Ask, office: Office) -> Told:
    """What an office tells. Raises what its answers raise, as `NoSchemeInForce`."""
    if ask.scheme:
        office.check_follows(ask.scheme)
    span = _span(office, ask.period)
    result, sealed = office.result(span, lines=ask.rows), office.sealed(span)
    counts = sealed.counts if sealed else office.counts(span)
    return Told(
        path=str(office.ledger.path),
        office=office.profile.name,
        period=span,
        scheme=result.scheme.title,
        sha256=result.scheme.sha256,
        sealed=sealed is not None,
        over=span.last < office.today,
        received=counts.total.sent,
        uses=counts.total.uses,
        units=tuple(_places(office, result)),
        rows=_rows(office, result, counts) if ask.rows else {},
    )


def _places(office: Office, result: Result) -> Iterator[Place]:
    name, words = office.profile.name, _groups(office, result)
    for group in result.groups:
        for standing in group.standings:
            score, word = standing.score, words.get(standing.score.group, standing.score.group)
            yield Place(
                office=name, unit=score.unit, group=word, points=score.points, place=standing.place
            )


def _groups(office: Office, result: Result) -> Mapping[str, str]:
    """The words of the groups by their keys."""
    return office.scheme(result.period.last).groups


def _rows(office: Office, result: Result, counts: Counts) -> dict[str, tuple[Row, ...]]:
    """The rows of the tables that are of one ledger alone."""
    head = office.profile.name, result.period.name
    dues = office.dues(result.period).windows
    rows = {
        "standings": tables.standings(result, _groups(office, result)),
        "lines": tables.lines(result),
        "dues": tables.dues(dues),
        "counts": tables.counts(counts),
        "uses": tables.uses(counts),
    }
    return {name: tuple((*head, *row) for row in its) for name, its in rows.items()}
