"""The server that takes the office's mails, as it is named on the command line."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from inforeport.cli._named import name
from inforeport.cli._password import keep, typed
from inforeport.cli._session import Session
from inforeport.cli._streams import taken_in
from inforeport.errors import NotAMailbox, WrongUsage
from inforeport.model.mailbox import Mailbox
from inforeport.model.outgoing import Server
from inforeport.text import TITLE, one_line, plain
from inforeport.words import Message, message


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
    keyring: Annotated[
        bool, typer.Option("--keyring", help="the system keeps the password, asked for once")
    ] = False
    password_command: Annotated[
        str | None,
        typer.Option(
            "--password-command",
            metavar="COMMAND",
            help="a command whose first line is the password; never write the password itself here",
        ),
    ] = None
    ca: Annotated[
        Path | None,
        typer.Option(
            "--ca", metavar="FILE", help="the certificate of the office's own server, PEM"
        ),
    ] = None

    @property
    def is_given(self) -> bool:
        """Whether a server is named."""
        return any((self.host, self.sender, self.user, self.port, self.ca, self.starttls))

    def server(self) -> Server:
        """The server. Raises `WrongUsage`, `NotAMailbox` or `AuthorityUnusable`."""
        if self.host is None or self.sender is None:
            raise _wrong(message("--host and --sender are both wanted"))
        if self.keyring and self.password_command:
            raise _wrong(message("--keyring and --password-command: only one of them"))
        command = self.password_command
        return Server(
            host=name(self.host, what="--host"),
            port=self.port or (587 if self.starttls else 465),
            sender=_mailbox(self.sender),
            user=name(self.user or self.sender, what="--user"),
            starttls=self.starttls,
            unlock="keyring" if self.keyring else "command" if command else "prompt",
            unlock_command=name(command, what="--password-command", most=TITLE)
            if command
            else None,
            authority=_authority(self.ca) if self.ca else None,
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


def _wrong(what: Message) -> WrongUsage:
    return WrongUsage(what=what, command="inforeport outbox server")


def _mailbox(given: str) -> str:
    """A mailbox as it was typed. Raises `NotAMailbox`."""
    from inforeport.render.eml import is_address

    written = plain(given)
    if not is_address(written):
        raise NotAMailbox(text=written)
    return written


def _authority(path: Path) -> str:
    from inforeport.cli._imap import authority

    return authority(taken_in(path), one_line(path.name))
