"""`due`: who owes what by when."""

from typing import Annotated

import typer

from inforeport.cli._common import list_page
from inforeport.cli._gather import dues
from inforeport.cli._named import unit_named
from inforeport.cli._options import Sink, UnitOpt, When
from inforeport.cli._output import answer
from inforeport.cli._reigns import calendar
from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.documents import lists, records
from inforeport.errors import Status
from inforeport.store import scheme as scheme_store

app = Noun()

MissingOpt = Annotated[bool, typer.Option("--missing", help="only what is still missing")]


@app.command()
def due(
    session: Session, when: When, sink: Sink, unit: UnitOpt = None, missing: MissingOpt = False
) -> None:
    """List each unit's windows: what is owed by which day, and what was received.

    Exits with 8 where a deadline has passed and something is missing.
    """
    period = when.wanted(calendar(session), session.today)
    known = unit_named(session, unit).name if unit else None
    found = [
        one
        for one in dues(session, period)
        if known in {None, one.unit} and (one.received < one.owed or not missing)
    ]
    scheme = scheme_store.in_force(session.ledger, period.last)
    draw = list_page(session, lists.dues(found))
    answer(session, draw, records.due(period, scheme, found), sink)
    if any(one.received < one.owed and one.window.last < session.today for one in found):
        raise typer.Exit(Status.FINDINGS)
