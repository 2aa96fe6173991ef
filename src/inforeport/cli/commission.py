"""`commission`: reports that were asked for (约稿)."""

from dataclasses import dataclass
from typing import Annotated

import typer
from msgspec.structs import replace

from inforeport.cli import _entry as entry
from inforeport.cli._common import answer_list, put_on_file
from inforeport.cli._named import edited_day, name, report_named, unit_named
from inforeport.cli._options import (
    DryRun,
    FileArg,
    NumberArg,
    Reading,
    Sink,
    UnitArg,
    UnitOpt,
    When,
    Yes,
    day,
)
from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.documents import events
from inforeport.model import Commission
from inforeport.store import commission as store
from inforeport.text import TITLE, one_line

app = Noun()


@dataclass(frozen=True)
class About:
    """What may be told of a commission beside its unit, title and last day."""

    on: Annotated[
        str | None, typer.Option("--on", metavar="DAY", help="the day on which it was asked for")
    ] = None
    delivered: Annotated[
        str | None, typer.Option(metavar="REF", help="number of the report that came")
    ] = None

    def told(self, session: Session, known: Commission) -> Commission:
        """The commission with what was given."""
        delivered, on = known.delivered, known.delivered_on
        if self.delivered is not None and one_line(self.delivered):
            report = report_named(session, self.delivered)
            delivered, on = report.label, report.received
        elif self.delivered is not None:
            delivered = on = None
        asked = edited_day(self.on, known.on)
        return replace(known, on=asked, delivered=delivered, delivered_on=on)


@app.command("add")
def add(
    session: Session,
    unit: UnitArg,
    title: Annotated[str, typer.Argument(metavar="TITLE", help="what was asked for")],
    due: Annotated[str, typer.Option("--due", metavar="DAY", help="the last day for it")],
    about: About,
    dry_run: DryRun = False,
) -> None:
    """Record that a unit was asked for a report."""
    called, last = name(title, what="TITLE", most=TITLE), day(due) or session.today
    new = Commission(unit=unit_named(session, unit).name, title=called, due=last)
    entry.put(session, store.REGISTER, about.told(session, new), dry_run=dry_run)


@app.command("list")
def list_(session: Session, when: When, sink: Sink, unit: UnitOpt = None) -> None:
    """List the reports asked for, in order of the days on which they were due."""
    during, of = entry.span(session, when), entry.unit(session, unit)
    table = events.commissions(store.commissions(session.ledger, during, of))
    answer_list(session, "commissions", table, sink)


@app.command("edit")
def edit(
    session: Session,
    number: NumberArg,
    about: About,
    title: Annotated[str | None, typer.Option(metavar="TITLE", help="what was asked for")] = None,
    due: Annotated[str | None, typer.Option(metavar="DAY", help="the last day for it")] = None,
    dry_run: DryRun = False,
) -> None:
    """Change a commission, or tell which report came of it."""

    def told(known: Commission) -> Commission:
        called = name(title, what="--title", most=TITLE) if title else known.title
        known = replace(known, title=called, due=day(due) or known.due)
        return about.told(session, known)

    entry.change(session, store.REGISTER, number, told, dry_run=dry_run)


@app.command("remove")
def remove(session: Session, number: NumberArg, yes: Yes = False, dry_run: DryRun = False) -> None:
    """Take a commission off the file that was entered by mistake."""
    entry.remove(session, store.REGISTER, number, yes=yes, dry_run=dry_run)


@app.command("import")
def import_(session: Session, file: FileArg, reading: Reading) -> None:
    """Put the commissions of a CSV file on file; the same rows again change nothing."""
    from inforeport import intake

    came_in = intake.commissions(file, encoding=reading.encoding)
    put_on_file(session, came_in, store.take, reading)
