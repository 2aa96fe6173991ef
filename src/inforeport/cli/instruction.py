"""`instruction`: leaders' words on reports (批示)."""

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
    PublicationOpt,
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
from inforeport.model import Instruction
from inforeport.store import instruction as store

app = Noun()


@dataclass(frozen=True)
class About:
    """What may be told of an instruction beside its report and level."""

    on: DayOpt = None
    leader: Annotated[str | None, typer.Option(metavar="NAME", help="who gave it")] = None
    leader_kind: Annotated[
        str | None, typer.Option(metavar="TEXT", help="which kind of leader, as 主要领导")
    ] = None
    publication: PublicationOpt = None

    def told(self, known: Instruction) -> Instruction:
        """The instruction with what was given."""
        return replace(
            known,
            on=day(self.on) or known.on,
            leader=edited(self.leader, known.leader),
            leader_kind=edited(self.leader_kind, known.leader_kind),
            publication=edited(self.publication, known.publication),
        )


@app.command("add")
def add(
    session: Session, ref: RefArg, level: LevelOpt, about: About, dry_run: DryRun = False
) -> None:
    """Record a leader's words on a report."""
    on = day(about.on) or session.today
    item, at = report_named(session, ref).label, entry.level(session, level, on)
    new = about.told(Instruction(item=item, level=at, on=on))
    entry.put(session, store.REGISTER, new, dry_run=dry_run)


@app.command("list")
def list_(session: Session, when: When, sink: Sink, unit: UnitOpt = None) -> None:
    """List leaders' words on reports, in order of their days."""
    during, of = entry.span(session, when), entry.unit(session, unit)
    found = store.instructions(session.ledger, during, of)
    table = events.instructions(found, session.office.scheme().words())
    answer_list(session, "instructions", table, sink, keys=events.instructions(found, {}))


@app.command("edit")
def edit(
    session: Session,
    number: NumberArg,
    about: About,
    level: NewLevelOpt = None,
    dry_run: DryRun = False,
) -> None:
    """Change what is on file of an instruction."""

    def told(known: Instruction) -> Instruction:
        new = about.told(known)
        return replace(new, level=entry.level(session, level, new.on)) if level else new

    entry.change(session, store.REGISTER, number, told, dry_run=dry_run)


@app.command("remove")
def remove(session: Session, number: NumberArg, yes: Yes = False, dry_run: DryRun = False) -> None:
    """Take an instruction off the file that was entered by mistake."""
    entry.remove(session, store.REGISTER, number, yes=yes, dry_run=dry_run)


@app.command("import")
def import_(session: Session, file: FileArg, reading: Reading) -> None:
    """Put the instructions of a CSV file on file; the same rows again change nothing."""
    from inforeport import intake

    levels = session.office.schemes.levels
    came_in = intake.instructions(file, levels=levels, encoding=reading.encoding)
    put_on_file(session, came_in, store.take, reading)
