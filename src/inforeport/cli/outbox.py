"""`outbox`: mails to the units, drafted and kept, and sent only when somebody says so."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from inforeport.cli._common import list_page
from inforeport.cli._mail_server import AboutServer, keep_password
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
    Yes,
)
from inforeport.cli._outbox import draft_paper, draft_receipts, draft_reminders
from inforeport.cli._output import answer, ask, done, note, put_file
from inforeport.cli._posting import content_of
from inforeport.cli._posting import send as post
from inforeport.cli._root import Group, Noun
from inforeport.cli._session import Session
from inforeport.documents import outgoing as pages
from inforeport.errors import MailSettled, NoMailServer, Status, WrongUsage
from inforeport.model.outgoing import STATES, Outgoing, State
from inforeport.model.papers import Wanted
from inforeport.store import letter as letter_store
from inforeport.store import outbox as store
from inforeport.words import N_, Message, message


class _Outbox(Group):
    """A noun whose plain name lists."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse; where nothing is named, `list` is meant."""
        return super().parse_args(ctx, args or ["list"])


app = Noun(cls=_Outbox)

_WAITING: tuple[State, ...] = ("drafted", "sending")
_DOUBTFUL = N_(
    "mail {number} to {unit} was being sent when the program ended; it may have arrived"
    " (once more: inforeport outbox send {number}; not again: inforeport outbox drop {number})"
)

MailArg = Annotated[int, typer.Argument(metavar="NUMBER", help="number of a mail")]
MailsArg = Annotated[
    list[int], typer.Argument(metavar="NUMBER…", help="numbers of mails, as the list shows them")
]
AllOpt = Annotated[bool, typer.Option("--all", help="also those that were sent or dropped")]
SomeMailsArg = Annotated[
    list[int] | None,
    typer.Argument(metavar="NUMBER…", help="numbers of mails, as the list shows them"),
]
SendAllOpt = Annotated[bool, typer.Option("--all", help="all that are drafted")]
EmlOpt = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE.eml", help="write the mail there"),
]


@app.command("list")
def list_(
    session: Session, sink: Sink, all_: AllOpt = False, show_contact: ContactsOpt = False
) -> None:
    """List the mails that wait; with --all those that were sent or dropped too."""
    every = store.mails(session.ledger, *(() if all_ else _WAITING))
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
    kept = store.mail(session.ledger, mail)
    if output:
        _write(session, kept, output, force=force)
        return
    shown = kept if show_contact else pages.covered(kept)
    page = pages.mail_page(shown, session.profile.name, session.today)
    answer(session, lambda: page, {"schema": 1, "mail": pages.record(shown)}, Sink(json=json))


def _write(session: Session, one: Outgoing, path: Path, *, force: bool) -> None:
    from inforeport.files.disk import PRIVATE

    put_file(session, path, content_of(session, one), force=force, mode=PRIVATE)
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
    """Draft what is missing now, or of a period, to each unit that owes it."""
    days, today = session.office.calendar, session.office.today
    period = when.of(days, today) or session.office.schemes.due_period(today)
    draft_reminders(session, period, unit, dry_run=dry_run)


@app.command("circular")
def circular(session: Session, when: When, unit: UnitOpt = None, dry_run: DryRun = False) -> None:
    """Draft the circular of a period as a mail to the reporters of each unit."""
    period = period_or_last(session, when)
    of = [unit_named(session, unit).name] if unit else None
    draft_paper(session, "circular", period, of=of, dry_run=dry_run)


@app.command("bulletin")
def bulletin(
    session: Session, bulletin: IssueOpt = None, unit: UnitOpt = None, dry_run: DryRun = False
) -> None:
    """Draft an issue of the bulletin as a mail to the reporters of each unit."""
    of = [unit_named(session, unit).name] if unit else None
    wanted = Wanted(bulletin=bulletin)
    draft_paper(session, "bulletin", None, wanted=wanted, of=of, dry_run=dry_run)


@app.command("server")
def server(session: Session, about: AboutServer, dry_run: DryRun = False) -> None:
    """Name the server that takes the office's mails; without an option, show it.

    The password is never on file: it is asked for each time, or kept by the system (--keyring),
    or printed by a command of yours (--password-command), as cron needs it.
    """
    if about.is_given:
        with session.ledger.writing(keep=not dry_run):
            store.set_server(session.ledger, about.server())
        if about.keyring and not dry_run:
            keep_password(session, about.server())
    mail_server = about.server() if about.is_given else store.server(session.ledger)
    if mail_server is None:
        raise NoMailServer
    facts = {name: getattr(mail_server, name) for name in ("host", "port", "sender", "user")}
    said = message("mails go from {sender} by {host}:{port}, as {user}", **facts)
    done(session, said, dry_run=dry_run)


@app.command("send")
def send(
    session: Session,
    mails: SomeMailsArg = None,
    all_: SendAllOpt = False,
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """Send mails, each once; exits with 3 where one was not taken, or may not have arrived.

    One that was being sent when the program ended may have arrived: --all leaves it, by its
    number it is sent again.
    """
    chosen = _chosen(session, mails or (), all_=all_)
    doubtful = store.mails(session.ledger, "sending") if all_ else []
    for one in doubtful:
        note(session, _doubt(one))
    if chosen and not dry_run:
        _confirm(session, chosen, yes=yes)
    if chosen and store.server(session.ledger) is None:
        raise NoMailServer
    counts = Counter(sent=len(chosen)) if dry_run or not chosen else post(session, chosen)
    done(session, _sent(counts), dry_run=dry_run)
    if doubtful or counts.total() > counts["sent"]:
        raise typer.Exit(Status.PARTIAL)


def _confirm(session: Session, chosen: Sequence[Outgoing], *, yes: bool) -> None:
    """Go on only if somebody says yes, having been told which may have arrived."""
    question = message("Send {n} mails? They cannot be called back.", n=len(chosen))
    knowing = [_doubt(one) for one in chosen if one.state == "sending"]
    ask(session, question, yes=yes, knowing=knowing)


def _doubt(one: Outgoing) -> Message:
    """That a mail may have arrived, and what can be done about it."""
    return message(_DOUBTFUL, number=one.id, unit=one.unit or "")


def _sent(counts: Counter[str]) -> Message:
    """How many mails were sent, and were not."""
    facts = {key: counts[key] for key in ("sent", "drafted", "sending", "left")}
    return message(
        "sent: {sent}, not taken: {drafted}, perhaps sent: {sending}, not tried: {left}", **facts
    )


def _chosen(session: Session, numbers: Sequence[int], *, all_: bool) -> list[Outgoing]:
    """The mails that are meant. Raises `WrongUsage`, `UnknownEntry` or `MailSettled`."""
    if bool(numbers) == all_:
        what = message("name the mails to be sent, or --all")
        raise WrongUsage(what=what, command="inforeport outbox send")
    if all_:
        return store.mails(session.ledger, "drafted")
    return [_waiting(session, number) for number in dict.fromkeys(numbers)]


def _waiting(session: Session, number: int) -> Outgoing:
    mail = store.mail(session.ledger, number)
    if mail.state not in _WAITING:
        raise MailSettled(number=number, state=Message(STATES[mail.state]))
    return mail


@app.command("drop")
def drop(session: Session, mails: MailsArg, dry_run: DryRun = False) -> None:
    """Leave mails unsent for good; the same words are not drafted again."""
    with session.ledger.writing(keep=not dry_run):
        for number in mails:
            store.settle(session.ledger, _waiting(session, number).id, "dropped")
    for number in mails:
        done(session, message("dropped: mail {number}", number=number), dry_run=dry_run)
