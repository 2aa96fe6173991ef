"""`due`: who owes what by when."""

from typing import Annotated

import typer

from inforeport.cli._common import list_page
from inforeport.cli._options import Sink, UnitOpt, When
from inforeport.cli._output import answer, remark
from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.days import this_week
from inforeport.documents import lists, records
from inforeport.errors import Status

app = Noun()

MissingOpt = Annotated[bool, typer.Option("--missing", help="only what is still missing")]


@app.command()
def due(
    session: Session, when: When, sink: Sink, unit: UnitOpt = None, missing: MissingOpt = False
) -> None:
    """List each unit's windows: what is owed by which day, and what was received.

    Exits with 8 where a deadline has passed and something is missing.
    """
    office = session.office
    with office.snapshot() as snapshot:
        period = when.of(office.calendar, office.today) or this_week(office.calendar, office.today)
        name = snapshot.unit(unit).name if unit else None
        dues, scheme = office.dues(period), office.schemes.stored_on(period.last)
    windows = [
        due
        for due in dues.windows
        if name in {None, due.unit} and (due.received < due.owed or not missing)
    ]
    remark(session, dues.remarks)
    record = records.due(period, scheme, windows)
    answer(session, list_page(session, lists.dues(windows)), record, sink)
    if any(due.received < due.owed and due.window.last < session.today for due in windows):
        raise typer.Exit(Status.FINDINGS)
