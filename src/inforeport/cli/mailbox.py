"""`mailbox`: where mail is fetched from; `intake fetch` does it."""

from typing import Annotated

import typer

from inforeport.cli._common import answer_list
from inforeport.cli._listing import Listing
from inforeport.cli._named import name
from inforeport.cli._options import DryRun
from inforeport.cli._output import done
from inforeport.cli._password import keep, kept, typed
from inforeport.cli._root import Noun
from inforeport.cli._session import Session
from inforeport.cli._unlocking import (
    AuthorityOpt,
    CommandOpt,
    KeyringOpt,
    authority,
    unlock,
    unlock_command,
)
from inforeport.documents import mailboxes as pages
from inforeport.errors import PasswordMissing
from inforeport.model.mailbox import Mailbox
from inforeport.store import mailbox as store
from inforeport.text import one_line
from inforeport.words import message

app = Noun()

_ADD = "inforeport mailbox add"

NameArg = Annotated[str, typer.Argument(metavar="NAME", help="what the office calls it")]
HostOpt = Annotated[str, typer.Option(metavar="HOST", help="the IMAP server, as imap.163.com")]
UserOpt = Annotated[str, typer.Option(metavar="USER", help="the mailbox, or the user's name")]
PortOpt = Annotated[int, typer.Option(metavar="N", min=1, max=65535, help="where it speaks TLS")]
FolderOpt = Annotated[str, typer.Option(metavar="FOLDER", help="the folder that is read")]


@app.command("add")
def add(
    session: Session,
    named: NameArg,
    host: HostOpt,
    user: UserOpt,
    port: PortOpt = 993,
    folder: FolderOpt = "INBOX",
    keyring: KeyringOpt = False,
    password_command: CommandOpt = None,
    ca: AuthorityOpt = None,
    dry_run: DryRun = False,
) -> None:
    """Put a mailbox on file; its password is never kept there.

    It is asked for each time, or kept by the system (--keyring), or printed by a command of yours
    (--password-command), as cron needs it.
    """
    new = Mailbox(
        name=name(named, what="NAME"),
        host=name(host, what="--host"),
        port=port,
        user=name(user, what="--user"),
        folder=name(folder, what="--folder"),
        unlock=unlock(keyring=keyring, command=password_command, of=_ADD),
        unlock_command=unlock_command(password_command, of=_ADD),
        authority=authority(ca),
    )
    with session.ledger.writing(keep=not dry_run):
        number = store.add(session.ledger, new)
        if keyring and not dry_run:
            _have_kept(session, new)
    done(session, message("added: mailbox {name}", name=new.name), dry_run=dry_run, number=number)


def _have_kept(session: Session, new: Mailbox) -> None:
    """Ask for the password and let the system keep it; without a terminal it must be there."""
    if session.at_terminal:
        keep(new, typed(session, new))
    elif not kept(session, new):
        raise PasswordMissing(name=new.name, why=message("nobody is at a terminal to type it"))


@app.command("list")
def list_(session: Session, sink: Listing) -> None:
    """List the mailboxes that are on file."""
    every = store.mailboxes(session.ledger)
    keys = pages.mailboxes(every, keys=True)
    answer_list(session, "mailboxes", pages.mailboxes(every), sink, keys=keys)


@app.command("test")
def test(session: Session, named: NameArg) -> None:
    """Open a mailbox and tell what is in it; nothing is fetched.

    The password is tried once, also one that was refused before.
    """
    from inforeport.cli._fetch import SECONDS, Accounts, looked_into

    mailbox = store.mailbox(session.ledger, one_line(named))
    with looked_into(mailbox, Accounts(session, anyway=True), seconds=SECONDS) as box:
        numbers, _ = box.after(mailbox.mark)
        facts = {"name": mailbox.name, "n": box.count, "new": len(numbers)}
    folder = mailbox.folder
    done(session, message("{name}: messages in {folder}: {n}, new: {new}", folder=folder, **facts))


@app.command("remove")
def remove(session: Session, named: NameArg, dry_run: DryRun = False) -> None:
    """Take a mailbox off the file; what came from it stays, and on the server nothing changes."""
    with session.ledger.writing(keep=not dry_run):
        gone = store.mailbox(session.ledger, one_line(named))
        store.remove(session.ledger, gone)
    done(session, message("removed: mailbox {name}", name=gone.name), dry_run=dry_run)
