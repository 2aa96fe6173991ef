"""`check`: whether the file is whole and what the log says, and sealed periods are as printed."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from inforeport.cli._common import answer_list
from inforeport.cli._listing import Listing
from inforeport.cli._options import When
from inforeport.cli._output import answer, done
from inforeport.cli._progress import working
from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.documents import recount as pages
from inforeport.documents import trail
from inforeport.documents.page import Page
from inforeport.errors import Status
from inforeport.files.disk import check_is_file
from inforeport.model import Problem
from inforeport.model.papers import Recount
from inforeport.store import health, witness
from inforeport.store import seal as seal_store
from inforeport.words import message

app = Noun()

ListOpt = Annotated[bool, typer.Option("--list", help="only list what is, or was, sealed")]

SinceOpt = Annotated[
    Path | None,
    typer.Option(
        "--since", metavar="COPY", help="a copy whose log the file must still have", readable=False
    ),
]


@app.command()
def check(
    session: Session, when: When, sink: Listing, list_: ListOpt = False, since: SinceOpt = None
) -> None:
    """See whether the file is whole and is what the log says, and count sealed periods again.

    The log is held against the copies beside the file and the seals in it; with --since against
    another copy too. With a period only that one is counted again: which units would be printed
    otherwise today, and why. Exits with 8 where something is found, and names it. Nothing is put
    right.
    """
    if since:
        check_is_file(since)
    if list_:
        answer_list(session, "seals", pages.seals(seal_store.seals(session.ledger)), sink)
        return
    office = session.office
    with office.snapshot(), working(session, message("looking it over")):
        period = when.of(office.calendar, office.today) if when.is_given else None
        faults = [] if period else health.findings(session.ledger)
        faults += witness.since(session.ledger, since) if since else []
        recounts = [] if faults else office.differences(period)  # what is not whole is not counted
    _tell(session, sink, faults, recounts, whole=period is None)
    if faults or any(one.found for one in recounts):
        raise typer.Exit(Status.FINDINGS)


def _tell(
    session: Session,
    sink: Listing,
    faults: Sequence[Problem],
    recounts: Sequence[Recount],
    *,
    whole: bool,
) -> None:
    record = trail.findings_record(faults, session.say) | pages.record(recounts, session.say)

    def draw() -> Page:
        return pages.check_page(
            [trail.findings(faults)] if faults else [], recounts, session.profile, session.today
        )

    if faults or recounts or sink.asks:
        answer(session, draw, record, sink)
    if whole and not faults and not sink.asks:
        done(session, message("nothing was found: the file is whole and is what the log says"))
