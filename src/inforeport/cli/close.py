"""`close`: seals a period as it is printed."""

from datetime import date
from typing import Annotated

import typer

from inforeport.cli._named import day_named
from inforeport.cli._open import objections, waiting
from inforeport.cli._options import DryRun, When, Yes
from inforeport.cli._output import ask, done, remark
from inforeport.cli._progress import keep_copy, working
from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.cli._wanted import document_number
from inforeport.errors import MonthClosed
from inforeport.office import Office
from inforeport.period import Period
from inforeport.words import Text, message

app = Noun()

PrintedOpt = Annotated[
    str | None, typer.Option("--on", metavar="DAY", help="the day on its papers, else today")
]
NumberOpt = Annotated[
    str, typer.Option("--number", metavar="TEXT", help="the number of its circular, as 〔2009〕1号")
]


@app.command()
def close(
    session: Session,
    when: When,
    on: PrintedOpt = None,
    number: NumberOpt = "",
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """Seal a period: what is printed of it stays as it is, whatever comes later.

    Open objections, and what came in and waits, are named first. A period that is sealed already is
    left as it is.
    """
    office = session.office
    period = when.wanted(office)
    if _is_sealed(office, period):
        done(session, message("{period} is sealed already", period=period.name))
        return
    printed, numbered = day_named(session, on) or office.today, document_number(number)
    office.check_sealable(period, printed)
    question = message("Seal {period} as it is printed now?", period=period.name)
    knowing = [*objections(office, period), *waiting(office, period)]
    ask(session, question, yes=yes or dry_run, knowing=knowing)
    remark(session, _seal(session, period, printed, number=numbered, dry_run=dry_run))
    done(session, message("sealed: {period}", period=period.name), dry_run=dry_run)


def _seal(
    session: Session, period: Period, printed: date, *, number: str, dry_run: bool
) -> tuple[Text, ...]:
    """Seal it, after a copy was made; what there is to remark."""
    if not dry_run:
        keep_copy(session, "close")
    with session.ledger.writing(keep=not dry_run), working(session, message("sealing")):
        return session.office.seal(period, printed, number)


def _is_sealed(office: Office, period: Period) -> bool:
    """Whether a period is sealed; raises `MonthClosed` where it would be printed otherwise."""
    with office.snapshot():
        sealed = office.sealed(period)
        if sealed and office.differences(period)[0].found:
            raise MonthClosed(period=sealed.period.name, day=sealed.seal.day)
    return sealed is not None
