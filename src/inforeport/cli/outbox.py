"""`outbox`: mails to the units, drafted and kept, and sent only when somebody says so."""

from pathlib import Path
from typing import Annotated, Any

import typer

from inforeport.cli._common import list_page
from inforeport.cli._named import period_or_last, unit_named
from inforeport.cli._options import (
    ContactsOpt,
    DryRun,
    ForceOpt,
    IssueOpt,
    JsonOpt,
    Sink,
    UnitOpt,
    When,
)
from inforeport.cli._outbox import draft_paper, draft_receipts, draft_reminders
from inforeport.cli._output import answer, done
from inforeport.cli._root import Group, Noun
from inforeport.cli._session import Session
from inforeport.days import this_week
from inforeport.documents import outgoing as pages
from inforeport.errors import MailSettled
from inforeport.model.outgoing import STATES, Outgoing
from inforeport.model.papers import Wanted
from inforeport.store import letter as letter_store
from inforeport.store import outbox as store
from inforeport.words import Message, message


class _Outbox(Group):
    """A noun whose plain name lists."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse; where nothing is named, `list` is meant."""
        return super().parse_args(ctx, args or ["list"])


app = Noun(cls=_Outbox)

MailArg = Annotated[int, typer.Argument(metavar="NUMBER", help="number of a mail")]
MailsArg = Annotated[
    list[int], typer.Argument(metavar="NUMBER…", help="numbers of mails, as the list shows them")
]
AllOpt = Annotated[bool, typer.Option("--all", help="also those that were sent or dropped")]
EmlOpt = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE.eml", help="write the mail there"),
]


@app.command("list")
def list_(
    session: Session, sink: Sink, all_: AllOpt = False, show_contact: ContactsOpt = False
) -> None:
    """List the mails that wait; with --all those that were sent or dropped too."""
    every = store.mails(session.ledger, () if all_ else ("drafted", "sending"))
    shown = every if show_contact else [pages.covered(one) for one in every]
    record = {"schema": 1, "mails": [pages.record(one) for one in shown]}
    answer(session, list_page(session, pages.mails(shown)), record, sink)


@app.command("show")
def show(
    session: Session,
    mail: MailArg,
    output: EmlOpt = None,
    force: ForceOpt = False,
    json: JsonOpt = False,
    show_contact: ContactsOpt = False,
) -> None:
    """Show one mail with all that it says, or write it as a file for a mail program."""
    one = store.mail(session.ledger, mail)
    if output:
        _write(session, one, output, force=force)
        return
    shown = one if show_contact else pages.covered(one)
    page = pages.mail_page(shown, session.profile.name, session.today)
    answer(session, lambda: page, {"schema": 1, "mail": pages.record(shown)}, Sink(json=json))


def _write(session: Session, one: Outgoing, path: Path, *, force: bool) -> None:
    from inforeport.cli._posting import content_of
    from inforeport.files.disk import PRIVATE
    from inforeport.render.file import write

    write(path, content_of(session, one), force=force, mode=PRIVATE)
    done(session, message("wrote: {path}", path=path))


@app.command("receipts")
def receipts(session: Session, when: When, dry_run: DryRun = False) -> None:
    """Draft a receipt for each mail that came in lately, or in a period.

    It says what was taken, what was there, what is held, and what to do about it. One that was
    drafted before and waits is brought up to date.
    """
    period = when.of(session.office.calendar, session.today) or session.office.last_days(7)
    pieces = letter_store.pieces(session.ledger, came=(period.start, period.end))
    draft_receipts(session, pieces, dry_run=dry_run)


@app.command("due")
def due(session: Session, when: When, unit: UnitOpt = None, dry_run: DryRun = False) -> None:
    """Draft what is missing of this week, or of a period, to each unit that owes it."""
    days, today = session.office.calendar, session.office.today
    period = when.of(days, today) or this_week(days, today)
    draft_reminders(session, period, unit, dry_run=dry_run)


@app.command("circular")
def circular(session: Session, when: When, unit: UnitOpt = None, dry_run: DryRun = False) -> None:
    """Draft the circular of a period as a mail to the reporters of each unit."""
    period = period_or_last(session, when)
    name = unit_named(session, unit).name if unit else None
    draft_paper(session, "circular", period, unit=name, dry_run=dry_run)


@app.command("bulletin")
def bulletin(
    session: Session, bulletin: IssueOpt = None, unit: UnitOpt = None, dry_run: DryRun = False
) -> None:
    """Draft an issue of the bulletin as a mail to the reporters of each unit."""
    name = unit_named(session, unit).name if unit else None
    wanted = Wanted(bulletin=bulletin)
    draft_paper(session, "bulletin", None, wanted=wanted, unit=name, dry_run=dry_run)


@app.command("drop")
def drop(session: Session, mails: MailsArg, dry_run: DryRun = False) -> None:
    """Leave mails unsent for good; the same words are not drafted again."""
    with session.ledger.writing(keep=not dry_run):
        for number in mails:
            one = store.mail(session.ledger, number)
            if one.state not in {"drafted", "sending"}:
                raise MailSettled(number=number, state=Message(STATES[one.state]))
            store.settle(session.ledger, number, "dropped")
    for number in mails:
        done(session, message("dropped: mail {number}", number=number), dry_run=dry_run)
