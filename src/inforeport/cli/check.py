"""`check`: counts sealed periods again and names what would be printed otherwise."""

from typing import Annotated

import typer

from inforeport.cli._common import answer_list
from inforeport.cli._options import Sink, When
from inforeport.cli._output import answer
from inforeport.cli._recount import recounts
from inforeport.cli._reigns import calendar
from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.documents import recount as pages
from inforeport.errors import Status
from inforeport.store import seal as seal_store

app = Noun()

ListOpt = Annotated[bool, typer.Option("--list", help="only list what is, or was, sealed")]


@app.command()
def check(session: Session, when: When, sink: Sink, list_: ListOpt = False) -> None:
    """Count sealed periods again: units that would be printed otherwise today, and why.

    Exits with 8 where any would. Without a period all sealed ones are counted.
    """
    if list_:
        answer_list(session, "seals", pages.seals(seal_store.seals(session.ledger)), sink)
        return
    found = recounts(session, when.of(calendar(session), session.today))
    answer(
        session,
        lambda: pages.recount_page(found, session.office, session.today),
        pages.record(found, session.say),
        sink,
    )
    if any(one.found for one in found):
        raise typer.Exit(Status.FINDINGS)
