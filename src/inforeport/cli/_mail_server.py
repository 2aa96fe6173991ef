"""The server that takes the office's mails, as it is named on the command line."""

from dataclasses import dataclass
from typing import Annotated

import typer

from inforeport.cli._named import name
from inforeport.cli._password import keep, typed
from inforeport.cli._session import Session
from inforeport.cli._unlocking import (
    AuthorityOpt,
    CommandOpt,
    KeyringOpt,
    authority,
    unlock,
    unlock_command,
)
from inforeport.errors import NotAMailbox, WrongUsage
from inforeport.model.mailbox import Mailbox
from inforeport.model.outgoing import Server
from inforeport.text import plain
from inforeport.words import message

_COMMAND = "inforeport outbox server"


@dataclass(frozen=True)
class AboutServer:
    """What is told of the server."""

    host: Annotated[
        str | None, typer.Option(metavar="HOST", help="the SMTP server, as smtp.163.com")
    ] = None
    sender: Annotated[
        str | None, typer.Option(metavar="MAILBOX", help="the mailbox that mails are sent from")
    ] = None
    user: Annotated[
        str | None, typer.Option(metavar="USER", help="the name there, else the mailbox")
    ] = None
    port: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, max=65535, help="where it speaks TLS, else 465"),
    ] = None
    starttls: Annotated[
        bool, typer.Option("--starttls", help="it turns to TLS after the greeting, as on port 587")
    ] = False
    keyring: KeyringOpt = False
    password_command: CommandOpt = None
    ca: AuthorityOpt = None

    @property
    def is_given(self) -> bool:
        """Whether a server is named."""
        return any((self.host, self.sender, self.user, self.port, self.ca, self.starttls))

    def server(self) -> Server:
        """The server. Raises `WrongUsage`, `NotAMailbox` or `AuthorityUnusable`."""
        if self.host is None or self.sender is None:
            what = message("--host and --sender are both wanted")
            raise WrongUsage(what=what, command=_COMMAND)
        return Server(
            host=name(self.host, what="--host"),
            port=self.port or (587 if self.starttls else 465),
            sender=_mailbox(self.sender),
            user=name(self.user or self.sender, what="--user"),
            starttls=self.starttls,
            unlock=unlock(keyring=self.keyring, command=self.password_command, of=_COMMAND),
            unlock_command=unlock_command(self.password_command, of=_COMMAND),
            authority=authority(self.ca),
        )


def keep_password(session: Session, server: Server) -> None:
    """Ask for the password and let the system keep it. Raises as `keep` and `typed` do."""
    mailbox = account(server)
    keep(mailbox, typed(session, mailbox))


def account(server: Server) -> Mailbox:
    """The server as what a password is asked for."""
    return Mailbox(
        name=server.sender,
        host=server.host,
        port=server.port,
        user=server.user,
        unlock=server.unlock,
        unlock_command=server.unlock_command,
    )


def _mailbox(given: str) -> str:
    """A mailbox as it was typed. Raises `NotAMailbox`."""
    from inforeport.render.eml import is_address

    written = plain(given)
    if not is_address(written):
        raise NotAMailbox(text=written)
    return written
