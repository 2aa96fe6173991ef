"""`adoption`: who used a report, and how."""

from typing import Annotated

import typer
from msgspec.structs import replace

from inforeport.cli._common import answer_list, put_on_file
from inforeport.cli._named import edited, optional, report_named, unit_named, word
from inforeport.cli._options import (
    DayOpt,
    DryRun,
    FileArg,
    Reading,
    RefArg,
    Sink,
    UnitOpt,
    When,
    Yes,
    day,
)
from inforeport.cli._output import ask, done
from inforeport.cli._reigns import calendar, in_force, words
from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.documents import lists
from inforeport.errors import NothingToChange
from inforeport.model import Use
from inforeport.period import Period
from inforeport.store import adoption as store
from inforeport.words import message

app = Noun()

NumberArg = Annotated[int, typer.Argument(metavar="NUMBER", help="number of the use")]
LevelOpt = Annotated[str, typer.Option("--level", metavar="LEVEL", help="a level of the scheme")]
FormOpt = Annotated[str, typer.Option("--form", metavar="FORM", help="a form of the scheme")]
PublicationOpt = Annotated[str | None, typer.Option(metavar="TEXT", help="in which publication")]
IssueOpt = Annotated[str | None, typer.Option(metavar="TEXT", help="which issue of it")]
ProofOpt = Annotated[str | None, typer.Option(metavar="TEXT", help="what proves it")]


@app.command("add")
def add(
    session: Session,
    ref: RefArg,
    level: LevelOpt,
    form: FormOpt = "whole",
    on: DayOpt = None,
    publication: PublicationOpt = None,
    issue: IssueOpt = None,
    proof: ProofOpt = None,
    dry_run: DryRun = False,
) -> None:
    """Record that a report was used."""
    used_on = day(on) or session.today
    scheme = in_force(session, used_on)
    at, how = (
        word(scheme.levels, level, what=message("level")),
        word(scheme.forms, form, what=message("form")),
    )
    with session.ledger.writing(keep=not dry_run):
        known = report_named(session, ref)
        use = Use(
            ref=f"#{known.id}",
            level=at,
            form=how,
            on=used_on,
            publication=optional(publication),
            issue=optional(issue),
            proof=optional(proof),
        )
        added = store.add(session.ledger, use)
    said = message(
        "added: {ref} used by {level}, {form} (no. {number})",
        ref=known.label,
        level=scheme.levels[at],
        form=scheme.forms[how],
        number=added.id,
    )
    done(session, said, dry_run=dry_run)


@app.command("list")
def list_(session: Session, when: When, sink: Sink, unit: UnitOpt = None) -> None:
    """List uses, in order of their days."""
    known = unit_named(session, unit).name if unit else None
    period = when.of(calendar(session), session.today) or Period()
    found = store.adoptions(session.ledger, period, known)
    table = lists.adoptions(found, in_force(session).words())
    answer_list(session, "adoptions", table, sink, keys=lists.adoptions(found, {}))


@app.command("edit")
def edit(
    session: Session,
    number: NumberArg,
    level: Annotated[
        str | None, typer.Option(metavar="LEVEL", help="a level of the scheme")
    ] = None,
    form: Annotated[str | None, typer.Option(metavar="FORM", help="a form of the scheme")] = None,
    on: DayOpt = None,
    publication: PublicationOpt = None,
    issue: IssueOpt = None,
    proof: ProofOpt = None,
    dry_run: DryRun = False,
) -> None:
    """Change what is on file of a use."""
    with session.ledger.writing(keep=not dry_run):
        known = store.adoption(session.ledger, number)
        scheme = in_force(session, day(on) or known.on)
        changed = replace(
            known,
            level=word(scheme.levels, level, what=message("level")) if level else known.level,
            form=word(scheme.forms, form, what=message("form")) if form else known.form,
            on=day(on) or known.on,
            publication=edited(publication, known.publication),
            issue=edited(issue, known.issue),
            proof=edited(proof, known.proof),
        )
        if changed == known:
            raise NothingToChange(what=known.item)
        store.edit(session.ledger, known, changed)
    done(
        session,
        message("changed: use {number} of {ref}", number=number, ref=known.item),
        dry_run=dry_run,
    )


@app.command("remove")
def remove(session: Session, number: NumberArg, yes: Yes = False, dry_run: DryRun = False) -> None:
    """Take a use off the file that was entered by mistake."""
    known = store.adoption(session.ledger, number)
    what = {"number": number, "ref": known.item, "title": known.title}
    if not dry_run:
        ask(session, message("Remove use {number} of {ref}, {title}?", **what), yes=yes)
    with session.ledger.writing(keep=not dry_run):
        store.remove(session.ledger, known)
    done(session, message("removed: use {number} of {ref}", **what), dry_run=dry_run)


@app.command("import")
def import_(session: Session, file: FileArg, reading: Reading) -> None:
    """Put the uses of a CSV file on file; the same rows again change nothing."""
    from inforeport import intake

    levels, forms = words(session)
    came_in = intake.adoptions(file, levels=levels, forms=forms, encoding=reading.encoding)
    put_on_file(session, came_in, store.take, reading)
