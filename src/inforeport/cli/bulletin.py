"""`bulletin`: an issue of the office's bulletin, from the draft to the issue."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import typer
from msgspec.structs import replace

from inforeport.cli._common import list_page
from inforeport.cli._draft import AboutIssue, AboutItem
from inforeport.cli._edited import read_back
from inforeport.cli._named import day_named, name, report_named, reports_named, unit_named, word
from inforeport.cli._options import DayOpt, DryRun, IssueOpt, NumberArg, RefsArg, Sink, Yes
from inforeport.cli._outbox import draft_paper
from inforeport.cli._output import answer, ask, done, note
from inforeport.cli._reading import Replies, put_on_file
from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.documents import issues, reading
from inforeport.documents.page import trimmed
from inforeport.errors import NoBulletinTerms, NothingToChange, WrongUsage
from inforeport.model import Bulletin, Submission, Unit
from inforeport.model.papers import Wanted
from inforeport.model.stationery import BulletinTerms
from inforeport.period import Period
from inforeport.scoring import there
from inforeport.store import adoption as adoption_store
from inforeport.store import bulletin as store
from inforeport.store import unit as unit_store
from inforeport.store.reading import copies
from inforeport.store.reading import send as send_down
from inforeport.text import TITLE
from inforeport.words import N_, Message, day_text, message

app = Noun()

_TWICE = N_("{ref} is on file as used by {level} already ({day}); the issue is one more use")
NumberOpt = Annotated[
    int | None,
    typer.Option("--bulletin", metavar="NUMBER", help="which draft, if there are several"),
]
FormOpt = Annotated[str, typer.Option("--form", metavar="FORM", help="whole or brief")]
DraftArg = Annotated[
    int | None, typer.Argument(metavar="NUMBER", help="which draft, if there are several")
]
ItemArg = Annotated[
    str | None, typer.Argument(metavar="REF", help="one report in it: as it came, as printed")
]
ExtraOpt = Annotated[
    bool, typer.Option("--extra", help="an extra issue, numbered in a series of its own")
]
ReasonOpt = Annotated[str, typer.Option("--reason", metavar="TEXT", help="why")]
FromOpt = Annotated[
    Path | None,
    typer.Option("--from", metavar="FILE.docx", help="the exported draft, edited in Word"),
]
ToOpt = Annotated[
    list[str] | None,
    typer.Option("--to", metavar="UNIT", help="one unit, else all; may be repeated"),
]
MailOpt = Annotated[bool, typer.Option("--mail", help="draft it as a mail to them too")]
ReaderOpt = Annotated[
    str | None, typer.Option("--by", metavar="NAME", help="which leaders have read it")
]
SpareNumberArg = Annotated[
    int | None, typer.Argument(metavar="NUMBER", help="one issue, as the list shows it")
]
ReadTooOpt = Annotated[bool, typer.Option("--all", help="also those that have read it")]
NameOpt = Annotated[
    str | None, typer.Option("--name", metavar="NAME", help="another name than the scheme's")
]


@app.command("new")
def new(
    session: Session, name_: NameOpt = None, extra: ExtraOpt = False, dry_run: DryRun = False
) -> None:
    """Begin a draft."""
    called = name(name_, what="--name") if name_ else _terms(session).name
    with session.ledger.writing(keep=not dry_run):
        draft = store.new(session.ledger, called, session.today, extra=extra)
    said = message("begun: draft {number} of {name}", number=draft.id, name=draft.name)
    done(session, said, dry_run=dry_run)


@app.command("add")
def add(
    session: Session,
    ref: RefsArg,
    form: FormOpt = "whole",
    bulletin: NumberOpt = None,
    dry_run: DryRun = False,
) -> None:
    """Choose reports for a draft, whole or brief."""
    how = word(session.office.scheme().forms, form, what=message("form"))
    reports = reports_named(session, ref)
    with session.ledger.writing(keep=not dry_run):
        draft = store.bulletin(session.ledger, bulletin)
        for report in reports:
            store.add(session.ledger, draft, report, how)
    for report in reports:
        _tell_used(session, report)
        facts = {"number": draft.id, "ref": report.number, "title": report.title}
        if not report.text:
            note(session, message("{ref} has no text on file; only its title is printed", **facts))
        done(session, message("draft {number} holds {ref}: {title}", **facts), dry_run=dry_run)


@app.command("remove")
def remove(
    session: Session, ref: RefsArg, bulletin: NumberOpt = None, dry_run: DryRun = False
) -> None:
    """Take reports out of a draft."""
    reports = reports_named(session, ref)
    with session.ledger.writing(keep=not dry_run):
        draft = store.bulletin(session.ledger, bulletin)
        for report in reports:
            store.remove(session.ledger, draft, report)
    for report in reports:
        said = message("draft {number} no longer holds {ref}", number=draft.id, ref=report.number)
        done(session, said, dry_run=dry_run)


@app.command("edit")
def edit(
    session: Session,
    about: AboutIssue,
    of_item: AboutItem,
    number: DraftArg = None,
    from_: FromOpt = None,
    dry_run: DryRun = False,
) -> None:
    """Change what a draft says beside its reports, or how it prints one; reports stay as sent.

    With --from the titles and texts are those of the exported draft as somebody edited it in Word.
    """
    of_item.check()
    if from_:
        if (about, of_item) != (AboutIssue(), AboutItem()):
            what = message("{name} goes without other options", name="--from")
            raise WrongUsage(what=what, command="inforeport bulletin edit")
        read_back(session, number, from_, dry_run=dry_run)
        return
    report = report_named(session, of_item.item) if of_item.item else None
    with session.ledger.writing(keep=not dry_run):
        draft = store.bulletin(session.ledger, number)
        _write(session, draft, about.applied_to(draft), of_item, report)
    done(session, message("changed: draft {number}", number=draft.id), dry_run=dry_run)


def _write(
    session: Session,
    draft: Bulletin,
    changed: Bulletin,
    of_item: AboutItem,
    report: Submission | None,
) -> None:
    """Put on file what is changed of a draft, and of how it prints a report."""
    item_before = store.item_of(draft, report) if report else None
    item = of_item.applied_to(session, item_before) if item_before else None
    if (changed, item) == (draft, item_before):
        raise NothingToChange(what=message("draft {number}", number=draft.id))
    if changed != draft:
        store.edit(session.ledger, draft, changed)
    if item and item != item_before:
        store.edit_item(session.ledger, draft, item)


@app.command("show")
def show(session: Session, sink: Sink, ref: ItemArg = None, bulletin: IssueOpt = None) -> None:
    """Show what an issue or draft holds, or how it prints one of its reports."""
    issue = store.bulletin(session.ledger, bulletin)
    if ref:
        item = store.item_of(issue, report_named(session, ref))
        record = issues.item_record(issue, item)
        answer(session, lambda: issues.item_page(issue, item, session.profile), record, sink)
        return
    words = session.office.scheme().words()
    record = issues.items_record(issue)
    sent = copies(session.ledger, issue.id)
    page = issues.issue_page(issue, words, session.profile)
    page = replace(page, blocks=(*page.blocks, *reading.how_far(sent)))
    answer(session, lambda: page, {**record, "copies": reading.record(sent)["copies"]}, sink)


@app.command("list")
def list_(session: Session, sink: Sink) -> None:
    """List the issues and the drafts."""
    every = store.bulletins(session.ledger)
    table = trimmed(issues.bulletins(every), *issues.OF_AN_ISSUE)
    record = {"schema": 1, "bulletins": [issues.issue_record(one) for one in every]}
    answer(session, list_page(session, table), record, sink)


@app.command("issue")
def issue(
    session: Session,
    bulletin: NumberOpt = None,
    on: DayOpt = None,
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """Issue a draft: it gets the next number, and each report in it counts as used."""
    issued_on = day_named(session, on) or session.today
    terms = _terms(session, issued_on)
    draft = store.bulletin(session.ledger, bulletin)
    if not dry_run:
        facts = {"number": draft.id, "name": draft.name, "count": len(draft.items)}
        question = message("Issue draft {number} of {name} with {count} reports?", **facts)
        ask(session, question, yes=yes)
    with session.ledger.writing(keep=not dry_run):
        draft = store.bulletin(session.ledger, draft.id)
        for item in draft.items:
            _tell_used(session, item.submission, issued_on)
        issued = store.issue(session.ledger, draft, level=terms.level, on=issued_on)
    facts = {"name": issued.name, "issue": issued.number, "count": len(issued.items)}
    sentence = (
        message("issued: {name}, extra issue {issue}, {count} reports used", **facts)
        if issued.extra
        else message(
            "issued: {name}, issue {issue} (running {total}), {count} reports used",
            total=issued.total,
            **facts,
        )
    )
    done(session, sentence, dry_run=dry_run)


@app.command("withdraw")
def withdraw(
    session: Session,
    number: NumberArg,
    reason: ReasonOpt,
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """Take an issue back: its reports are no longer used by it, its number stays taken."""
    why = name(reason, what="--reason", most=TITLE)
    issue = store.bulletin(session.ledger, number)
    if not dry_run and issue.issued and not issue.withdrawn:
        ask(session, message("Withdraw {issue}, for good?", issue=issues.called(issue)), yes=yes)
    with session.ledger.writing(keep=not dry_run):
        issue = store.bulletin(session.ledger, number)
        store.withdraw(session.ledger, issue, why, session.today)
    done(session, message("withdrawn: {issue}", issue=issues.called(issue)), dry_run=dry_run)


@app.command("send")
def send(
    session: Session,
    number: NumberArg,
    to: ToOpt = None,
    mail: MailOpt = False,
    on: DayOpt = None,
    dry_run: DryRun = False,
) -> None:
    """Put on file that an issue went down to the units, and to which; again adds those that lack.

    With --mail it is drafted as a mail to the same units too, which waits in the outbox.
    """
    day = day_named(session, on) or session.today
    named = {unit.id: unit for unit in (unit_named(session, one) for one in to or ())}
    units = [*named.values()] or _units_there(session, day)
    issue = store.bulletin(session.ledger, number)
    if mail:
        _draft_mails(session, issue, units, day, dry_run=dry_run)
    with session.ledger.writing(keep=not dry_run):
        new = send_down(session.ledger, issue, units, day)
    facts = {"issue": issues.called(issue), "n": new, "known": len(units) - new}
    what = message("{issue} sent down to units: {n}, before already: {known}", **facts)
    done(session, what, dry_run=dry_run)


def _draft_mails(
    session: Session, issue: Bulletin, units: Sequence[Unit], day: date, *, dry_run: bool
) -> None:
    """Draft an issue as mails to units, if it may go to them at all."""
    with session.ledger.writing(keep=False):
        send_down(session.ledger, issue, units, day)
    of, wanted = [unit.name for unit in units], Wanted(bulletin=issue.id)
    draft_paper(session, "bulletin", None, wanted=wanted, of=of, dry_run=dry_run)


@app.command("received")
def received(
    session: Session, number: NumberArg, replies: Replies, dry_run: DryRun = False
) -> None:
    """Put on file which units have received an issue that was sent down to them."""
    said = replies.answers(session, "received", None)
    put_on_file(session, number, said, replies.reply or (), dry_run=dry_run)


@app.command("read")
def read(
    session: Session,
    number: NumberArg,
    replies: Replies,
    by: ReaderOpt = None,
    dry_run: DryRun = False,
) -> None:
    """Put on file in which units the leaders have read an issue; so the unit has received it."""
    reader = name(by, what="--by", most=TITLE) if by else None
    said = replies.answers(session, "read", reader)
    put_on_file(session, number, said, replies.reply or (), dry_run=dry_run)


@app.command("unread")
def unread(
    session: Session, sink: Sink, number: SpareNumberArg = None, all_: ReadTooOpt = False
) -> None:
    """Name the units that have not received or not read an issue, or any that was sent down."""
    issues_by_number = {one.id: one for one in store.bulletins(session.ledger)}
    if number is not None:
        store.bulletin(session.ledger, number)
    shown = copies(session.ledger, number, unread=not all_)
    table = trimmed(reading.copies(shown, issues_by_number), "received", "read", "reader")
    answer(session, list_page(session, table), reading.record(shown), sink)


def _units_there(session: Session, day: date) -> list[Unit]:
    """The units that there are on a day."""
    period = Period(day, day + timedelta(days=1))
    return [one for one in unit_store.units(session.ledger) if there(one, period)]


def _tell_used(session: Session, report: Submission, on: date | None = None) -> None:
    """Say where a report is on file as used by the bulletin's level already: it counts twice."""
    level = _terms(session, on).level
    called = session.office.schemes.levels.get(level, level)
    for use in adoption_store.of(session.ledger, report):
        if use.level == level:
            facts = {"ref": report.number, "level": called, "day": day_text(use.on)}
            note(session, Message(_TWICE, facts))


def _terms(session: Session, on: date | None = None) -> BulletinTerms:
    terms = session.office.scheme(on).bulletin
    if terms is None:
        raise NoBulletinTerms
    return terms
