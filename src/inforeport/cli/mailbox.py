"""`mailbox`: where mail is fetched from; `intake fetch` does it."""

from functools import partial
from pathlib import Path, PurePath
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
from inforeport.cli._streams import taken_in
from inforeport.documents import mailboxes as pages
from inforeport.errors import PasswordMissing, WrongUsage
from inforeport.model.mailbox import Mailbox, Unlock
from inforeport.store import mailbox as store
from inforeport.text import TITLE, one_line
from inforeport.words import message

app = Noun()

NameArg = Annotated[str, typer.Argument(metavar="NAME", help="what the office calls it")]
HostOpt = Annotated[str, typer.Option(metavar="HOST", help="the IMAP server, as imap.163.com")]
UserOpt = Annotated[str, typer.Option(metavar="USER", help="the mailbox, or the user's name")]
PortOpt = Annotated[int, typer.Option(metavar="N", min=1, max=65535, help="where it speaks TLS")]
FolderOpt = Annotated[str, typer.Option(metavar="FOLDER", help="the folder that is read")]
KeyringOpt = Annotated[
    bool, typer.Option("--keyring", help="the system keeps the password, asked for once")
]
CommandOpt = Annotated[
    str | None,
    typer.Option(
        "--password-command",
        metavar="COMMAND",
        help="a command whose first line is the password; never write the password itself here",
    ),
]
AuthorityOpt = Annotated[
    Path | None,
    typer.Option("--ca", metavar="FILE", help="the certificate of the office's own server, PEM"),
]


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
        unlock=_unlock(keyring=keyring, command=password_command),
        unlock_command=_command(password_command),
        authority=_authority(ca),
    )
    with session.ledger.writing(keep=not dry_run):
        number = store.add(session.ledger, new)
        if keyring and not dry_run:
            _have_kept(session, new)
    done(session, message("added: mailbox {name}", name=new.name), dry_run=dry_run, number=number)


def _unlock(*, keyring: bool, command: str | None) -> Unlock:
    if keyring and command is not None:
        what = message("--keyring and --password-command: only one of them")
        raise WrongUsage(what=what, command="inforeport mailbox add")
    return "keyring" if keyring else "prompt" if command is None else "command"


def _command(given: str | None) -> str | None:
    """The command that prints the password, which is not one that holds it: it is kept in the file.

    Raises `WrongUsage`.
    """
    if given is None:
        return None
    command = name(given, what="--password-command", most=TITLE)
    if PurePath(command.split()[0].strip("'\"")).stem.lower() in {"echo", "printf"}:
        what = message("the command is kept in the file and must not hold the password itself")
        raise WrongUsage(what=what, command="inforeport mailbox add")
    return command


def _authority(path: Path | None) -> str | None:
    if path is None:
        return None
    from inforeport.cli._imap import authority

    return authority(taken_in(path), one_line(path.name))


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
    keys = partial(pages.mailboxes, every, keys=True)
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
