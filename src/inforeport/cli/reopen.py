"""`reopen`: takes the seal off a period."""

from typing import Annotated

import typer

from inforeport.cli._named import name
from inforeport.cli._options import DryRun, When, Yes
from inforeport.cli._output import ask, done
from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.errors import NotSealed
from inforeport.store import seal as seal_store
from inforeport.words import message

app = Noun()


@app.command()
def reopen(
    session: Session,
    when: When,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="why")],
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """Open a sealed period again: it is counted anew from the facts; the old seal stays on file."""
    period, why = when.wanted(session.office), name(reason, what="--reason")
    seal = seal_store.standing(session.ledger, period)
    if seal is None:
        raise NotSealed(period=period.name)
    if not dry_run:
        what = message("Open {period} again, printed on {day}?", period=period.name, day=seal.day)
        ask(session, what, yes=yes)
    with session.ledger.writing(keep=not dry_run):
        seal_store.reopen(session.ledger, seal, session.today, why)
    done(session, message("opened again: {period}", period=period.name), dry_run=dry_run)
