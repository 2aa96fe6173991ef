"""`close`: seals a period as it is printed."""

from collections.abc import Iterator
from typing import Annotated

import typer

from inforeport.cli._named import day_named
from inforeport.cli._options import DryRun, When, Yes
from inforeport.cli._output import ask, done, remark
from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.errors import MonthClosed
from inforeport.office import Office
from inforeport.period import Period
from inforeport.words import Message, message

app = Noun()

PrintedOpt = Annotated[
    str | None, typer.Option("--on", metavar="DAY", help="the day on its papers, else today")
]


@app.command()
def close(
    session: Session, when: When, on: PrintedOpt = None, yes: Yes = False, dry_run: DryRun = False
) -> None:
    """Seal a period: what is printed of it stays as it is, whatever comes later.

    Open objections are named first. A period that is sealed already is left as it is.
    """
    office = session.office
    period = when.wanted(office.calendar, office.today)
    if _is_sealed(office, period):
        done(session, message("{period} is sealed already", period=period.name))
        return
    printed = day_named(session, on) or office.today
    office.check_sealable(period, printed)
    question = message("Seal {period} as it is printed now?", period=period.name)
    ask(session, question, yes=yes or dry_run, knowing=_objections(office, period))
    if not dry_run:
        session.keep("close")
    with session.ledger.writing(keep=not dry_run):
        remarks = office.seal(period, printed)
    remark(session, remarks)
    done(session, message("sealed: {period}", period=period.name), dry_run=dry_run)


def _is_sealed(office: Office, period: Period) -> bool:
    """Whether a period is sealed; raises `MonthClosed` where it would be printed otherwise."""
    with office.snapshot():
        sealed = office.sealed(period)
        if sealed and office.differences(period)[0].found:
            raise MonthClosed(period=sealed.period.name, day=sealed.seal.day)
    return sealed is not None


def _objections(office: Office, period: Period) -> Iterator[Message]:
    """Each objection that is still open to the period, or to what came before it or to nothing."""
    for objection in office.open_objections:
        if objection.period is None or objection.period & period:
            yield message(
                "open objection {number} of {unit}: {text}",
                number=objection.id,
                unit=objection.unit,
                text=objection.text,
            )
