"""`doctor`: which file is in use and why, and what is wrong with it."""

from contextlib import suppress
from datetime import UTC, date, datetime

import typer

from inforeport.cli._health import AS_IT_IS, BEFORE, INSIDE
from inforeport.cli._options import Sink
from inforeport.cli._output import answer
from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.documents import lists
from inforeport.documents.health import Remark, health, record
from inforeport.errors import InforeportError, Status
from inforeport.store.ledger import SCHEMA

app = Noun()

_UNOPENED = {Status.DATABASE, Status.BUSY, Status.OUTPUT}


@app.command()
def doctor(session: Session, sink: Sink) -> None:
    """Tell which file is in use and why, its rights, copies and gaps; an older one stays older.

    Exits with 8 where something must be done, with 5 where the file cannot be opened; with
    `--quiet` only that is told.
    """
    remarks = [remark for check in BEFORE for remark in check(session)]
    refused = _inside(session, remarks)
    told = [one for one in remarks if not one.well or not session.quiet]
    table = health(told)
    page = lists.page(table.caption, [table], issuer="", day=_day(session))
    answer(session, lambda: page, record(remarks, session.say), sink)
    if refused and refused.status in _UNOPENED:
        raise refused
    if not all(one.well for one in remarks):
        raise typer.Exit(Status.FINDINGS)


def _inside(session: Session, remarks: list[Remark]) -> InforeportError | None:
    """Add what the file itself tells; what keeps it from telling, if anything does."""
    try:
        remarks += [remark for check in AS_IT_IS for remark in check(session)]
        if session.as_it_is.schema() == SCHEMA:
            remarks += [remark for check in INSIDE for remark in check(session)]
    except InforeportError as error:
        remarks.append(Remark("file", error.message, well=False))
        return error
    return None


def _day(session: Session) -> date:
    """The office's day; that of the world where no office can be asked."""
    with suppress(InforeportError):
        return session.today
    return datetime.now(UTC).date()
