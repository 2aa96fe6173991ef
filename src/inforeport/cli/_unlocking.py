"""How a mail server is opened to us: what `mailbox add` and `outbox server` are told alike."""

from pathlib import Path, PurePath
from typing import Annotated

import typer

from inforeport.cli._named import name
from inforeport.cli._streams import taken_in
from inforeport.errors import WrongUsage
from inforeport.model.mailbox import Unlock
from inforeport.text import TITLE, one_line
from inforeport.words import message

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


def unlock(*, keyring: bool, command: str | None, of: str) -> Unlock:
    """Where the password comes from. Raises `WrongUsage` of the command `of`."""
    if keyring and command is not None:
        what = message("--keyring and --password-command: only one of them")
        raise WrongUsage(what=what, command=of)
    return "keyring" if keyring else "prompt" if command is None else "command"


def unlock_command(given: str | None, *, of: str) -> str | None:
    """The command that prints the password, which is not one that holds it: it is kept in the file.

    Raises `WrongUsage` of the command `of`.
    """
    if given is None:
        return None
    command = name(given, what="--password-command", most=TITLE)
    if PurePath(command.split()[0].strip("'\"")).stem.lower() in {"echo", "printf"}:
        what = message("the command is kept in the file and must not hold the password itself")
        raise WrongUsage(what=what, command=of)
    return command


def authority(path: Path | None) -> str | None:
    """The certificate that vouches for the server. Raises `AuthorityUnusable`."""
    if path is None:
        return None
    from inforeport.cli._imap import authority

    return authority(taken_in(path), one_line(path.name))
