"""`forwarding`: reports that the office sent up (转报)."""

from dataclasses import dataclass
from typing import Annotated

import typer
from msgspec.structs import replace

from inforeport.cli import _entry as entry
from inforeport.cli._common import answer_list, put_on_file
from inforeport.cli._named import edited, report_named
from inforeport.cli._options import (
    DayOpt,
    DryRun,
    FileArg,
    LevelOpt,
    NewLevelOpt,
    NumberArg,
    Reading,
    RefArg,
    Sink,
    UnitOpt,
    When,
    Yes,
    day,
)
from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.documents import events
from inforeport.model import Forwarding
from inforeport.store import forwarding as store

app = Noun()


@dataclass(frozen=True)
class About:
    """What may be told of a forwarding beside its report and level."""

    on: DayOpt = None
    as_: Annotated[
        str | None, typer.Option("--as", metavar="NAME", help="under which name it went up")
    ] = None

    def told(self, known: Forwarding) -> Forwarding:
        """The forwarding with what was given."""
        return replace(known, on=day(self.on) or known.on, name=edited(self.as_, known.name))


@app.command("add")
def add(
    session: Session, ref: RefArg, level: LevelOpt, about: About, dry_run: DryRun = False
) -> None:
    """Record that a report was sent up."""
    on = day(about.on) or session.today
    item, at = report_named(session, ref).label, entry.level(session, level, on)
    new = about.told(Forwarding(item=item, level=at, on=on))
    entry.put(session, store.REGISTER, new, dry_run=dry_run)


@app.command("list")
def list_(session: Session, when: When, sink: Sink, unit: UnitOpt = None) -> None:
    """List the reports sent up, in order of the days."""
    during, of = entry.span(session, when), entry.unit(session, unit)
    found = store.forwardings(session.ledger, during, of)
    table = events.forwardings(found, session.office.scheme().words())
    answer_list(session, "forwardings", table, sink, keys=events.forwardings(found, {}))


@app.command("edit")
def edit(
    session: Session,
    number: NumberArg,
    about: About,
    level: NewLevelOpt = None,
    dry_run: DryRun = False,
) -> None:
    """Change what is on file of a forwarding."""

    def told(known: Forwarding) -> Forwarding:
        new = about.told(known)
        return replace(new, level=entry.level(session, level, new.on)) if level else new

    entry.change(session, store.REGISTER, number, told, dry_run=dry_run)


@app.command("remove")
def remove(session: Session, number: NumberArg, yes: Yes = False, dry_run: DryRun = False) -> None:
    """Take a forwarding off the file that was entered by mistake."""
    entry.remove(session, store.REGISTER, number, yes=yes, dry_run=dry_run)


@app.command("import")
def import_(session: Session, file: FileArg, reading: Reading) -> None:
    """Put the forwardings of a CSV file on file; the same rows again change nothing."""
    from inforeport import intake

    levels = session.office.schemes.levels
    came_in = intake.forwardings(file, levels=levels, encoding=reading.encoding)
    put_on_file(session, came_in, store.take, reading)
