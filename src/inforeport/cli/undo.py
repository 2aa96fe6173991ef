"""`undo`: takes back the last command that changed something."""

from typing import Annotated

import typer

from inforeport.cli._options import DryRun, Yes
from inforeport.cli._output import ask, done
from inforeport.cli._progress import keep_copy
from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.documents import trail as pages
from inforeport.store import trail
from inforeport.words import message

app = Noun()

NumberArg = Annotated[
    int | None, typer.Argument(metavar="NUMBER", help="its number in the log, else the last")
]


@app.command()
def undo(
    session: Session, number: NumberArg = None, yes: Yes = False, dry_run: DryRun = False
) -> None:
    """Take back the last command that changed something, whole.

    This is a command like others: undo right after it brings back what it took. To go further
    back, name the command before: the last one that still stands can always be taken back.
    """
    command = trail.to_take_back(session.ledger, number)
    rows = pages.what_changed(command.touched)
    facts = {"number": command.number, "command": pages.typed(command), "rows": rows}
    if not dry_run:
        ask(session, message("Take back command {number}, {command} ({rows})?", **facts), yes=yes)
        keep_copy(session, "undo")
    with session.ledger.writing(keep=not dry_run, undoes=command.number):
        trail.take_back(session.ledger, command)
    said = message("taken back: command {number}, {command} ({rows})", **facts)
    done(session, said, dry_run=dry_run)
