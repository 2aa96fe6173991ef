"""`target`: numbers that the scheme sets unit by unit."""

from dataclasses import dataclass
from typing import Annotated

import typer
from msgspec.structs import replace

from inforeport.cli import _entry as entry
from inforeport.cli._common import answer_list, put_on_file
from inforeport.cli._named import edited, edited_word, figure, unit_named, word
from inforeport.cli._options import (
    DryRun,
    FileArg,
    NewLevelOpt,
    NumberArg,
    PublicationOpt,
    Reading,
    Sink,
    UnitArg,
    UnitOpt,
    Yes,
)
from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.documents import events
from inforeport.model import Target
from inforeport.store import target as store
from inforeport.words import message

app = Noun()

WhatOpt = Annotated[
    str, typer.Option("--what", metavar="WHAT", help="submitted, adopted or points")
]
PerOpt = Annotated[str, typer.Option("--per", metavar="SPAN", help="week, month, quarter, year …")]
FigureOpt = Annotated[str, typer.Option("--n", metavar="N", help="how many")]


@dataclass(frozen=True)
class About:
    """What a number may be narrowed to."""

    level: NewLevelOpt = None
    category: Annotated[str | None, typer.Option(metavar="TEXT", help="of which category")] = None
    publication: PublicationOpt = None

    def told(self, session: Session, known: Target) -> Target:
        """The target with what was given."""
        levels = session.office.scheme().levels
        return replace(
            known,
            level=edited_word(levels, self.level, known.level, what=message("level")),
            category=edited(self.category, known.category),
            publication=edited(self.publication, known.publication),
        )


@app.command("add")
def add(
    session: Session,
    unit: UnitArg,
    what: WhatOpt,
    per: PerOpt,
    n: FigureOpt,
    about: About,
    dry_run: DryRun = False,
) -> None:
    """Set a number for a unit."""
    from inforeport.intake.nouns import PER, WHAT

    kind, span = word(WHAT, what, what=message("target")), word(PER, per, what=message("span"))
    told = {"what": kind, "per": span}  # keys of the two tables
    new = Target(unit=unit_named(session, unit).name, n=figure(n, what="--n"), **told)  # type: ignore[arg-type]
    entry.put(session, store.REGISTER, about.told(session, new), dry_run=dry_run)


@app.command("list")
def list_(session: Session, sink: Sink, unit: UnitOpt = None) -> None:
    """List the numbers set unit by unit."""
    from inforeport.intake.nouns import PER, WHAT

    found = store.targets(session.ledger, entry.unit(session, unit))
    table = events.targets(found, {**session.office.scheme().words(), **WHAT, **PER})
    answer_list(session, "targets", table, sink, keys=events.targets(found, {}))


@app.command("edit")
def edit(
    session: Session,
    number: NumberArg,
    about: About,
    n: Annotated[str | None, typer.Option("--n", metavar="N", help="how many")] = None,
    dry_run: DryRun = False,
) -> None:
    """Change a number set for a unit."""

    def told(known: Target) -> Target:
        new = about.told(session, known)
        return replace(new, n=figure(n, what="--n")) if n else new

    entry.change(session, store.REGISTER, number, told, dry_run=dry_run)


@app.command("remove")
def remove(session: Session, number: NumberArg, yes: Yes = False, dry_run: DryRun = False) -> None:
    """Take a target off the file that was entered by mistake."""
    entry.remove(session, store.REGISTER, number, yes=yes, dry_run=dry_run)


@app.command("import")
def import_(session: Session, file: FileArg, reading: Reading) -> None:
    """Put the targets of a CSV file on file; the same rows again change nothing."""
    from inforeport import intake

    levels = session.office.schemes.levels
    came_in = intake.targets(file, levels=levels, encoding=reading.encoding)
    put_on_file(session, came_in, store.take, reading)
