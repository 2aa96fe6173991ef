"""`dayoff`: days off and make-up days of work, which stand over those that the program knows."""

from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from inforeport.cli._common import answer_list
from inforeport.cli._listing import Listing
from inforeport.cli._named import day_wanted, name
from inforeport.cli._options import DryRun, When
from inforeport.cli._output import done, note
from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.cli._streams import taken_in
from inforeport.documents import daysoff as pages
from inforeport.errors import EndsBeforeStart, NothingToChange, NoticeUnclear
from inforeport.model import DayOff
from inforeport.period import Period
from inforeport.store import dayoff as store
from inforeport.text import one_line
from inforeport.words import message

app = Noun()

DaysArg = Annotated[str, typer.Argument(metavar="DAYS", help="a day, or two with .. between them")]
NoticeArg = Annotated[
    Path,
    typer.Argument(
        metavar="FILE", help="the notice as text; - reads standard input", readable=False
    ),
]
ReasonOpt = Annotated[str, typer.Option("--reason", metavar="TEXT", help="the notice, or why")]
NewReasonOpt = Annotated[
    str | None, typer.Option("--reason", metavar="TEXT", help="the notice, else each holiday")
]
WorksOpt = Annotated[bool, typer.Option("--works", help="days of work, though of a weekend")]
YearOpt = Annotated[
    int | None, typer.Option(metavar="YEAR", help="of which year, where the notice does not say")
]


@app.command("add")
def add(
    session: Session,
    days: DaysArg,
    reason: ReasonOpt,
    works: WorksOpt = False,
    dry_run: DryRun = False,
) -> None:
    """Put days off on file, or days of work; they change every deadline that knows holidays.

    A month that is sealed stays as it is.
    """
    why = name(reason, what="--reason")
    _put(session, [DayOff(one, why, works) for one in _span(session, days)], dry_run=dry_run)


@app.command("import")
def import_(
    session: Session,
    notice: NoticeArg,
    year: YearOpt = None,
    reason: NewReasonOpt = None,
    dry_run: DryRun = False,
) -> None:
    """Read the days off of a year from the notice, in the words in which it is printed.

    A line is: 元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。 One that
    does not hold together is named, and then nothing is put on file.
    """
    from inforeport.intake import text
    from inforeport.intake.notice import days_off

    file = one_line(notice.name)
    days, problems = days_off(text(taken_in(notice), file), file, year)
    if problems or not days:
        raise NoticeUnclear(file=file, problems=problems)
    why = name(reason, what="--reason") if reason else ""
    _put(session, [DayOff(one.day, why or one.reason, one.works) for one in days], dry_run=dry_run)


@app.command("list")
def list_(session: Session, when: When, sink: Listing) -> None:
    """List the days off and of work that are on file."""
    period = when.of(session.office.calendar, session.today) or Period()
    every = [one for one in store.days(session.ledger) if one.day in period]
    keys = partial(pages.days_off, every, spoken=False)
    answer_list(session, "days", pages.days_off(every), sink, keys=keys)


@app.command("remove")
def remove(session: Session, days: DaysArg, dry_run: DryRun = False) -> None:
    """Take days off the file that were entered by mistake."""
    with session.ledger.writing(keep=not dry_run):
        gone = [one for one in _span(session, days) if store.remove(session.ledger, one)]
        if not gone:
            raise NothingToChange(what=one_line(days))
    done(session, message("removed: {n} days", n=len(gone)), dry_run=dry_run)


def _put(session: Session, days: list[DayOff], *, dry_run: bool) -> None:
    with session.ledger.writing(keep=not dry_run):
        added, changed, again = store.put(session.ledger, days)
    told = {"added": added, "changed": changed, "known": again}
    counted = message("added: {added}, changed: {changed}, on file already: {known}", **told)
    if session.office.schemes.keep_holidays:
        note(session, message("no scheme moves a deadline on a day off: this changes none"))
    done(session, counted, dry_run=dry_run)


def _span(session: Session, days: str) -> list[date]:
    """The days from one to another. Raises `NotADay` or `EndsBeforeStart`."""
    first, more, last = days.partition("..")
    since = day_wanted(session, first, behind=session.today)
    until = day_wanted(session, last, behind=since) if more else since
    if until < since:
        raise EndsBeforeStart(name=one_line(days), since=since, until=until)
    return [since + timedelta(days=n) for n in range((until - since).days + 1)]
