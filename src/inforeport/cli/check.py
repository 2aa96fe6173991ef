"""`check`: whether the office's file is whole and is what its trail says."""

import typer

from inforeport.cli._common import list_page
from inforeport.cli._options import Sink
from inforeport.cli._output import answer, done
from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.documents import trail as pages
from inforeport.errors import Status
from inforeport.store.health import findings
from inforeport.words import message

app = Noun()


@app.command()
def check(session: Session, sink: Sink) -> None:
    """See whether the file is whole, and whether all in it is what the log says.

    Exits with 8 where something is found, and names it. Nothing is put right.
    """
    found = findings(session.ledger)
    if found or sink.json or sink.csv or sink.output:
        draw = list_page(session, pages.findings(found))
        answer(session, draw, pages.findings_record(found, session.say), sink)
    else:
        done(session, message("nothing was found: the file is whole and is what the log says"))
    if found:
        raise typer.Exit(Status.FINDINGS)
