"""`close`: seals a period as it is printed."""

from collections.abc import Iterator
from typing import Annotated

import typer

from inforeport.cli._closing import check_over, put
from inforeport.cli._options import DryRun, When, Yes, day
from inforeport.cli._output import ask, done
from inforeport.cli._recount import recount
from inforeport.cli._reigns import calendar
from inforeport.cli._root import Noun
from inforeport.cli._sealed import sealed
from inforeport.cli._session import Session
from inforeport.errors import MonthClosed
from inforeport.period import Period
from inforeport.store import objection as objection_store
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
    period = when.wanted(calendar(session), session.today)
    if _is_sealed(session, period):
        done(session, message("{period} is sealed already", period=period.name))
        return
    printed = day(on) or session.today
    check_over(session, period, printed)
    question = message("Seal {period} as it is printed now?", period=period.name)
    ask(session, question, yes=yes or dry_run, knowing=_objections(session, period))
    if not dry_run:
        session.keep("close")
    with session.ledger.writing(keep=not dry_run):
        put(session, period, printed)
    done(session, message("sealed: {period}", period=period.name), dry_run=dry_run)


def _is_sealed(session: Session, period: Period) -> bool:
    """Whether a period is sealed; raises `MonthClosed` where it would be printed otherwise."""
    seal = sealed(session, period)
    if seal and recount(session, seal):
        raise MonthClosed(period=seal.period.name, day=seal.seal.day)
    return seal is not None


def _objections(session: Session, period: Period) -> Iterator[Message]:
    """Each objection that is still open to the period, or to what came before it or to nothing."""
    for one in objection_store.objections(session.ledger, only_open=True):
        if one.period is None or one.period & period:
            yield message(
                "open objection {number} of {unit}: {text}",
                number=one.id,
                unit=one.unit,
                text=one.text,
            )
