"""`submission`: the reports that arrived."""

from pathlib import Path
from typing import Annotated

import typer
from msgspec.structs import replace

from inforeport.cli._common import answer_list, put_on_file
from inforeport.cli._named import edited, name, optional, report_named, unit_named, word
from inforeport.cli._options import (
    DryRun,
    FileArg,
    Reading,
    RefArg,
    Sink,
    UnitArg,
    UnitOpt,
    When,
    Yes,
    day,
)
from inforeport.cli._output import answer, ask, done
from inforeport.cli._reigns import calendar, in_force
from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.documents import lists, records
from inforeport.documents.page import Page
from inforeport.errors import NothingToChange
from inforeport.model import Submission
from inforeport.period import Period
from inforeport.store import adoption as adoption_store
from inforeport.store import submission as store
from inforeport.text import TITLE
from inforeport.words import message

app = Noun()

TitleArg = Annotated[str, typer.Argument(metavar="TITLE", help="title of the report")]
TitleOpt = Annotated[str | None, typer.Option(metavar="TITLE", help="title of the report")]
RefOpt = Annotated[str | None, typer.Option(metavar="REF", help="the office's own number")]
ReceivedOpt = Annotated[
    str | None, typer.Option(metavar="DAY", help="the day of receipt, else today")
]
NewDayOpt = Annotated[
    str | None, typer.Option("--received", metavar="DAY", help="the day of receipt")
]
FromUnitOpt = Annotated[
    str | None, typer.Option("--unit", metavar="UNIT", help="the unit it comes from")
]
KindOpt = Annotated[str | None, typer.Option(metavar="TEXT", help="kind, as 信息 or 简报")]
FormOpt = Annotated[str | None, typer.Option(metavar="FORM", help="whole or brief, as sent")]
CategoryOpt = Annotated[str | None, typer.Option(metavar="TEXT", help="category, as 动态 or 经验")]
ChannelOpt = Annotated[str | None, typer.Option(metavar="TEXT", help="by which way it came")]
TextOpt = Annotated[
    Path | None, typer.Option("--text", metavar="FILE", help="a text file with the report itself")
]


@app.command("add")
def add(
    session: Session,
    unit: UnitArg,
    title: TitleArg,
    received: ReceivedOpt = None,
    ref: RefOpt = None,
    kind: KindOpt = None,
    form: FormOpt = None,
    category: CategoryOpt = None,
    channel: ChannelOpt = None,
    text: TextOpt = None,
    dry_run: DryRun = False,
) -> None:
    """Put a report on file."""
    new = Submission(
        unit="",
        title=name(title, what="TITLE", most=TITLE),
        received=day(received) or session.today,
        ref=name(ref, what="--ref") if ref is not None else None,
        kind=optional(kind),
        form=word(in_force(session).forms, form, what=message("form")) if form else None,
        category=optional(category),
        channel=optional(channel),
        text=_text(text),
    )
    with session.ledger.writing(keep=not dry_run):
        known = unit_named(session, unit)
        added = store.add(session.ledger, replace(new, unit=known.name))
    said = message(
        "added: {ref}, {title} ({unit})", ref=added.label, title=added.title, unit=added.unit
    )
    done(session, said, dry_run=dry_run)


@app.command("list")
def list_(session: Session, when: When, sink: Sink, unit: UnitOpt = None) -> None:
    """List what arrived, in order of arrival."""
    known = unit_named(session, unit).name if unit else None
    period = when.of(calendar(session), session.today) or Period()
    table = lists.submissions(store.submissions(session.ledger, period, known))
    answer_list(session, "submissions", table, sink)


@app.command("show")
def show(session: Session, ref: RefArg, sink: Sink) -> None:
    """Show one report with its text, its pictures and who used it."""
    known = report_named(session, ref)
    uses = adoption_store.of(session.ledger, known)
    pictures = store.attachments(session.ledger, known)
    words = in_force(session).words()

    def draw() -> Page:
        return lists.submission_page(known, uses, pictures, words=words, office=session.office)

    answer(session, draw, records.submission(known, uses, pictures), sink)


@app.command("edit")
def edit(
    session: Session,
    ref: RefArg,
    unit: FromUnitOpt = None,
    title: TitleOpt = None,
    received: NewDayOpt = None,
    kind: KindOpt = None,
    category: CategoryOpt = None,
    text: TextOpt = None,
    dry_run: DryRun = False,
) -> None:
    """Change what is on file of a report."""
    with session.ledger.writing(keep=not dry_run):
        known = report_named(session, ref)
        changed = replace(
            known,
            unit=unit_named(session, unit).name if unit else known.unit,
            title=name(title, what="--title", most=TITLE) if title else known.title,
            received=day(received) or known.received,
            moment=known.moment if received is None else None,
            kind=edited(kind, known.kind),
            category=edited(category, known.category),
            text=_text(text) or known.text,
        )
        if changed == known:
            raise NothingToChange(what=known.label)
        store.edit(session.ledger, known, changed)
    done(session, message("changed: {ref}", ref=known.label), dry_run=dry_run)


@app.command("attach")
def attach(session: Session, ref: RefArg, file: FileArg, dry_run: DryRun = False) -> None:
    """Keep a picture that came with a report; the bulletin prints it."""
    from inforeport import intake

    content = intake.picture(file)
    with session.ledger.writing(keep=not dry_run):
        known = report_named(session, ref)
        store.attach(session.ledger, known, file.name, content)
    said = message("attached to {ref}: {file}", ref=known.label, file=file.name)
    done(session, said, dry_run=dry_run)


@app.command("withdraw")
def withdraw(
    session: Session,
    ref: RefArg,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="why")],
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """Take a report back: it stays on file and counts nowhere."""
    known = report_named(session, ref)
    if not dry_run:
        what = {"ref": known.label, "title": known.title, "unit": known.unit}
        ask(session, message("Withdraw {ref}, {title} of {unit}, for good?", **what), yes=yes)
    with session.ledger.writing(keep=not dry_run):
        store.withdraw(session.ledger, known, name(reason, what="--reason"))
    done(session, message("withdrawn: {ref}", ref=known.label), dry_run=dry_run)


@app.command("import")
def import_(session: Session, file: FileArg, reading: Reading) -> None:
    """Put the reports of a CSV file on file; the same rows again change nothing."""
    from inforeport import intake

    came_in = intake.submissions(file, forms=in_force(session).forms, encoding=reading.encoding)
    put_on_file(session, came_in, store.take, reading)


def _text(file: Path | None) -> str | None:
    from inforeport import intake

    return intake.text(file) if file else None
