"""`objection`: what units say against what was counted of them (异议)."""

from functools import partial
from typing import Annotated

import typer

from inforeport.cli._common import answer_list
from inforeport.cli._listing import Listing
from inforeport.cli._named import day_named, name, report_named, unit_named, word
from inforeport.cli._options import DayOpt, DryRun, NumberArg, UnitArg, When
from inforeport.cli._output import done
from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.documents import objections as pages
from inforeport.model import Objection
from inforeport.store import objection as store
from inforeport.text import TITLE
from inforeport.words import message

app = Noun()

TextArg = Annotated[str, typer.Argument(metavar="TEXT", help="what it objects to")]
RefOpt = Annotated[str | None, typer.Option(metavar="REF", help="the report that it is about")]
OutcomeOpt = Annotated[
    str, typer.Option("--outcome", metavar="upheld|dismissed", help="how it was decided")
]
WhyOpt = Annotated[str, typer.Option("--reason", metavar="TEXT", help="why")]
OpenOpt = Annotated[bool, typer.Option("--open", help="only those that are not settled")]


@app.command("add")
def add(
    session: Session,
    unit: UnitArg,
    text: TextArg,
    when: When,
    ref: RefOpt = None,
    on: DayOpt = None,
    dry_run: DryRun = False,
) -> None:
    """Put an objection of a unit on file."""
    new = Objection(
        unit=unit_named(session, unit).name,
        text=name(text, what="TEXT", most=TITLE),
        on=day_named(session, on) or session.today,
        period=when.of(session.office.calendar, session.today),
        item=report_named(session, ref).label if ref else None,
    )
    with session.ledger.writing(keep=not dry_run):
        added = store.add(session.ledger, new)
    said = message("added: objection {number} of {unit}", number=added.id, unit=added.unit)
    done(session, said, dry_run=dry_run)


@app.command("settle")
def settle(
    session: Session,
    number: NumberArg,
    outcome: OutcomeOpt,
    reason: WhyOpt,
    on: DayOpt = None,
    dry_run: DryRun = False,
) -> None:
    """Say how an objection was decided, and why."""
    key = word(pages.OUTCOMES, outcome, what=message("outcome"))
    why = name(reason, what="--reason", most=TITLE)
    settled = day_named(session, on) or session.today
    with session.ledger.writing(keep=not dry_run):
        objection = store.objection(session.ledger, number)
        store.settle(session.ledger, objection, on=settled, outcome=key, reason=why)
    deed = message(
        "settled: objection {number} of {unit}", number=objection.id, unit=objection.unit
    )
    done(session, deed, dry_run=dry_run)


@app.command("list")
def list_(session: Session, sink: Listing, only_open: OpenOpt = False) -> None:
    """List objections in order of their days, and how they were settled."""
    known = store.objections(session.ledger, only_open=only_open)
    table, keys = pages.objections(known, pages.OUTCOMES), partial(pages.objections, known, {})
    answer_list(session, "objections", table, sink, keys=keys)
