"""`due`: who owes what by when, who is to be reminded, what more reports would change."""

from collections.abc import Sequence
from typing import Annotated

import typer

from inforeport.cli._options import Sink, UnitOpt, When
from inforeport.cli._output import answer, remark
from inforeport.cli._progress import working
from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.cli._streams import put_out_text
from inforeport.documents import dues as documents
from inforeport.documents import lists, records
from inforeport.documents.page import Page, Table
from inforeport.errors import Status, WrongUsage
from inforeport.model import Due
from inforeport.period import Period
from inforeport.words import message

app = Noun()

MissingOpt = Annotated[bool, typer.Option("--missing", help="only what is still missing")]
MessageOpt = Annotated[
    bool, typer.Option("--message", help="the sentence for the units' chat group, to be pasted")
]
ForecastOpt = Annotated[
    bool, typer.Option("--forecast", help="what one more report of a unit would change")
]


@app.command()
def due(
    session: Session,
    when: When,
    sink: Sink,
    unit: UnitOpt = None,
    missing: MissingOpt = False,
    message_: MessageOpt = False,
    forecast: ForecastOpt = False,
) -> None:
    """List what is owed and was received: overdue, by the next deadline, later.

    Exits with 8 where a deadline has passed and something is missing. Without a period it is this
    week, or the window of the shortest duty, where that is longer. --message and --forecast
    reckon as the scheme does: where it lets one window make up for another, what was sent too
    much in the period is not asked for again.
    """
    _check(message_ and forecast)
    days, today = session.office.calendar, session.office.today
    period = when.of(days, today) or session.office.schemes.due_period(today)
    if message_ or forecast:
        (_remind if message_ else _look_ahead)(session, period, sink, unit)
        return
    windows = _list(session, period, sink, unit=unit, missing=missing)
    if any(due.received < due.owed and due.window.last < session.today for due in windows):
        raise typer.Exit(Status.FINDINGS)


def _check(both: bool) -> None:
    """That one thing is asked. Raises `WrongUsage`."""
    if both:
        what = message("{one} and {other} are two questions", one="--message", other="--forecast")
        raise WrongUsage(what=what, command="inforeport due")


def _list(
    session: Session, period: Period, sink: Sink, *, unit: str | None, missing: bool
) -> Sequence[Due]:
    """Answer with the windows that are wanted."""
    office = session.office
    with office.snapshot() as snapshot, working(session, message("counting")):
        name = snapshot.unit(unit).name if unit else None
        dues, scheme = office.dues(period), office.schemes.stored_on(period.last)
    windows = [
        due
        for due in dues.windows
        if name in {None, due.unit} and (due.received < due.owed or not missing)
    ]
    remark(session, dues.remarks)
    record = records.due(period, scheme, windows) | documents.apart_record(windows, session.today)
    answer(session, lambda: _page(session, sink, windows), record, sink)
    return windows


def _page(session: Session, sink: Sink, windows: Sequence[Due]) -> Page:
    """The windows apart for people, in one table for a spreadsheet."""
    whole = documents.dues_table(windows)
    apart = [] if sink.is_rows else documents.dues_apart(windows, session.today)
    tables: Sequence[Table] = apart or [whole]
    return lists.page(whole.caption, tables, issuer=session.profile.name, day=session.today)


def _remind(session: Session, period: Period, sink: Sink, unit: str | None) -> None:
    """Answer with the message to the units, on one line, as it is pasted."""
    from inforeport.documents.reminder import reminder_page, reminder_record, reminder_words

    reminder = session.office.reminder(period, unit=unit)
    if sink.json or sink.output:
        office = session.profile
        answer(session, lambda: reminder_page(reminder, office), reminder_record(reminder), sink)
    else:
        put_out_text(f"{reminder_words(reminder)}\n")


def _look_ahead(session: Session, period: Period, sink: Sink, unit: str | None) -> None:
    """Answer with what more reports would change."""
    forecasts = session.office.forecasts(period, unit=unit)
    office = session.profile

    def draw() -> Page:
        return documents.forecast_page(forecasts, office, session.today)

    answer(session, draw, documents.forecast_record(forecasts), sink)
