"""`exemption`: duties that do not bind a unit for a time."""

from typing import Annotated

import typer
from msgspec.structs import replace

from inforeport.cli import _entry as entry
from inforeport.cli._common import answer_list, put_on_file
from inforeport.cli._named import name, unit_named
from inforeport.cli._options import (
    DryRun,
    FileArg,
    NumberArg,
    Reading,
    SinceOpt,
    Sink,
    UnitArg,
    UnitOpt,
    UntilOpt,
    When,
    Yes,
    day,
)
from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.documents import events
from inforeport.model import Exemption
from inforeport.period import parse_day
from inforeport.store import exemption as store
from inforeport.text import TITLE

app = Noun()

ClauseOpt = Annotated[str, typer.Option("--clause", metavar="TEXT", help="clause of the scheme")]
FromOpt = Annotated[str, typer.Option("--since", metavar="DAY", help="the first day")]
ToOpt = Annotated[str, typer.Option("--until", metavar="DAY", help="the last day")]
WhyOpt = Annotated[str, typer.Option("--reason", metavar="TEXT", help="why")]


@app.command("add")
def add(
    session: Session,
    unit: UnitArg,
    clause: ClauseOpt,
    since: FromOpt,
    until: ToOpt,
    reason: WhyOpt,
    dry_run: DryRun = False,
) -> None:
    """Free a unit from the duty of a clause for a time."""
    new = Exemption(
        unit=unit_named(session, unit).name,
        clause=name(clause, what="--clause"),
        since=parse_day(since),
        until=parse_day(until),
        reason=name(reason, what="--reason", most=TITLE),
    )
    entry.put(session, store.REGISTER, new, dry_run=dry_run)


@app.command("list")
def list_(session: Session, when: When, sink: Sink, unit: UnitOpt = None) -> None:
    """List the duties that do not run on some day of a period, or at all."""
    during, of = entry.span(session, when), entry.unit(session, unit)
    table = events.exemptions(store.exemptions(session.ledger, during, of))
    answer_list(session, "exemptions", table, sink)


@app.command("edit")
def edit(
    session: Session,
    number: NumberArg,
    since: SinceOpt = None,
    until: UntilOpt = None,
    reason: Annotated[str | None, typer.Option(metavar="TEXT", help="why")] = None,
    dry_run: DryRun = False,
) -> None:
    """Change the days of an exemption, or its reason."""

    def told(known: Exemption) -> Exemption:
        return replace(
            known,
            since=day(since) or known.since,
            until=day(until) or known.until,
            reason=name(reason, what="--reason", most=TITLE) if reason else known.reason,
        )

    entry.change(session, store.REGISTER, number, told, dry_run=dry_run)


@app.command("remove")
def remove(session: Session, number: NumberArg, yes: Yes = False, dry_run: DryRun = False) -> None:
    """Take an exemption off the file that was entered by mistake."""
    entry.remove(session, store.REGISTER, number, yes=yes, dry_run=dry_run)


@app.command("import")
def import_(session: Session, file: FileArg, reading: Reading) -> None:
    """Put the exemptions of a CSV file on file; the same rows again change nothing."""
    from inforeport import intake

    came_in = intake.exemptions(file, encoding=reading.encoding)
    put_on_file(session, came_in, store.take, reading)
