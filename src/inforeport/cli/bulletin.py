"""`bulletin`: an issue of the office's bulletin, from the draft to the issue."""

from datetime import date
from typing import Annotated

import typer

from inforeport.cli._common import answer_list
from inforeport.cli._named import name, report_named, word
from inforeport.cli._options import DayOpt, DryRun, IssueOpt, RefArg, Sink, Yes, day
from inforeport.cli._output import ask, done, note
from inforeport.cli._reigns import in_force
from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.documents import lists
from inforeport.errors import NoBulletinTerms
from inforeport.stationery import BulletinTerms
from inforeport.store import bulletin as store
from inforeport.words import message

app = Noun()

NumberOpt = Annotated[
    int | None,
    typer.Option("--bulletin", metavar="NUMBER", help="which draft, if there are several"),
]
FormOpt = Annotated[str, typer.Option("--form", metavar="FORM", help="whole or brief")]
NameOpt = Annotated[
    str | None, typer.Option("--name", metavar="NAME", help="another name than the scheme's")
]


@app.command("new")
def new(session: Session, name_: NameOpt = None, dry_run: DryRun = False) -> None:
    """Begin a draft."""
    called = name(name_, what="--name") if name_ else _terms(session).name
    with session.ledger.writing(keep=not dry_run):
        draft = store.new(session.ledger, called, session.today)
    said = message("begun: draft {number} of {name}", number=draft.id, name=draft.name)
    done(session, said, dry_run=dry_run)


@app.command("add")
def add(
    session: Session,
    ref: RefArg,
    form: FormOpt = "whole",
    bulletin: NumberOpt = None,
    dry_run: DryRun = False,
) -> None:
    """Choose a report for a draft, whole or brief."""
    how = word(in_force(session).forms, form, what=message("form"))
    with session.ledger.writing(keep=not dry_run):
        draft = store.bulletin(session.ledger, bulletin)
        known = report_named(session, ref)
        store.add(session.ledger, draft, known, how)
    if not known.text:
        bare = message("{ref} has no text on file; only its title is printed", ref=known.label)
        note(session, bare)
    said = message(
        "draft {number} holds {ref}: {title}", number=draft.id, ref=known.label, title=known.title
    )
    done(session, said, dry_run=dry_run)


@app.command("remove")
def remove(
    session: Session, ref: RefArg, bulletin: NumberOpt = None, dry_run: DryRun = False
) -> None:
    """Take a report out of a draft."""
    with session.ledger.writing(keep=not dry_run):
        draft = store.bulletin(session.ledger, bulletin)
        known = report_named(session, ref)
        store.remove(session.ledger, draft, known)
    said = message("draft {number} no longer holds {ref}", number=draft.id, ref=known.label)
    done(session, said, dry_run=dry_run)


@app.command("show")
def show(session: Session, sink: Sink, bulletin: IssueOpt = None) -> None:
    """Show what an issue or draft holds."""
    issue = store.bulletin(session.ledger, bulletin)
    table = lists.bulletin_items(issue, in_force(session).words())
    answer_list(session, "items", table, sink, keys=lists.bulletin_items(issue, {}))


@app.command("list")
def list_(session: Session, sink: Sink) -> None:
    """List the issues and the drafts."""
    table = lists.bulletins(store.bulletins(session.ledger))
    answer_list(session, "bulletins", table, sink)


@app.command("issue")
def issue(
    session: Session,
    bulletin: NumberOpt = None,
    on: DayOpt = None,
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """Issue a draft: it gets the next number, and each report in it counts as used."""
    issued_on = day(on) or session.today
    terms = _terms(session, issued_on)
    draft = store.bulletin(session.ledger, bulletin)
    if not dry_run:
        what = {"number": draft.id, "name": draft.name, "count": len(draft.items)}
        question = message("Issue draft {number} of {name} with {count} reports?", **what)
        ask(session, question, yes=yes)
    with session.ledger.writing(keep=not dry_run):
        draft = store.bulletin(session.ledger, draft.id)
        issued = store.issue(session.ledger, draft, level=terms.level, on=issued_on)
    said = message(
        "issued: {name}, issue {issue} (running {total}), {count} reports used",
        name=issued.name,
        issue=issued.number,
        total=issued.total,
        count=len(issued.items),
    )
    done(session, said, dry_run=dry_run)


def _terms(session: Session, on: date | None = None) -> BulletinTerms:
    terms = in_force(session, on).bulletin
    if terms is None:
        raise NoBulletinTerms
    return terms
