"""`mark`: what the office notes of a unit by hand, with its reason."""

from dataclasses import dataclass
from typing import Annotated

import typer
from msgspec.structs import replace

from inforeport.cli import _entry as entry
from inforeport.cli._common import answer_list, put_on_file
from inforeport.cli._named import edited_figure, edited_whole, name, report_named, unit_named, word
from inforeport.cli._options import (
    DayOpt,
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
from inforeport.model import Mark
from inforeport.store import mark as store
from inforeport.text import TITLE, one_line
from inforeport.words import message

app = Noun()

MOST = 10**6
CodeArg = Annotated[str, typer.Argument(metavar="CODE", help="for what: a code of the scheme")]
WhyOpt = Annotated[str, typer.Option("--reason", metavar="TEXT", help="why")]


@dataclass(frozen=True)
class About:
    """What may be told of a mark beside its unit, code and reason."""

    on: DayOpt = None
    ref: Annotated[
        str | None, typer.Option(metavar="REF", help="number of the report it is about")
    ] = None
    points: Annotated[
        str | None,
        typer.Option(metavar="N", help="points, where the scheme leaves them to the office"),
    ] = None
    count: Annotated[
        str | None, typer.Option(metavar="N", help="a number that goes with it, as how often")
    ] = None
    circulated: Annotated[
        bool | None,
        typer.Option("--circulated/--not-circulated", help="the unit was named in a circular"),
    ] = None

    def told(self, session: Session, known: Mark) -> Mark:
        """The mark with what was given."""
        item = known.item
        if self.ref is not None:
            item = report_named(session, self.ref).label if one_line(self.ref) else None
        points = edited_figure(self.points, known.points, what="--points", least=-MOST, most=MOST)
        return replace(
            known,
            on=day(self.on) or known.on,
            item=item,
            points=points,
            count=edited_whole(self.count, known.count, what="--count", least=1),
            circulated=known.circulated if self.circulated is None else self.circulated,
        )


@app.command("add")
def add(
    session: Session,
    unit: UnitArg,
    code: CodeArg,
    reason: WhyOpt,
    about: About,
    dry_run: DryRun = False,
) -> None:
    """Note something of a unit by hand."""
    on = day(about.on) or session.today
    its = _code(session, code)
    why = name(reason, what="--reason", most=TITLE)
    new = Mark(unit=unit_named(session, unit).name, code=its, on=on, reason=why)
    entry.put(session, store.REGISTER, about.told(session, new), dry_run=dry_run)


@app.command("list")
def list_(session: Session, when: When, sink: Sink, unit: UnitOpt = None) -> None:
    """List what was noted by hand, in order of the days."""
    found = store.marks(session.ledger, entry.span(session, when), entry.unit(session, unit))
    table = events.marks(found, session.office.scheme().words(), (None, message("yes")))
    answer_list(session, "marks", table, sink, keys=events.marks(found, {}))


@app.command("edit")
def edit(
    session: Session,
    number: NumberArg,
    about: About,
    code: Annotated[str | None, typer.Option(metavar="CODE", help="a code of the scheme")] = None,
    reason: Annotated[str | None, typer.Option(metavar="TEXT", help="why")] = None,
    dry_run: DryRun = False,
) -> None:
    """Change what is on file of a mark."""

    def told(known: Mark) -> Mark:
        why = name(reason, what="--reason", most=TITLE) if reason else known.reason
        its = _code(session, code) if code else known.code
        return about.told(session, replace(known, code=its, reason=why))

    entry.change(session, store.REGISTER, number, told, dry_run=dry_run)


@app.command("remove")
def remove(session: Session, number: NumberArg, yes: Yes = False, dry_run: DryRun = False) -> None:
    """Take a mark off the file that was entered by mistake."""
    entry.remove(session, store.REGISTER, number, yes=yes, dry_run=dry_run)


@app.command("import")
def import_(session: Session, file: FileArg, reading: Reading) -> None:
    """Put the marks of a CSV file on file; the same rows again change nothing."""
    from inforeport import intake

    came_in = intake.marks(file, codes=session.office.schemes.codes, encoding=reading.encoding)
    put_on_file(session, came_in, store.take, reading)


def _code(session: Session, given: str) -> str:
    return word(session.office.schemes.codes, given, what=message("code"))
