"""The password of a mailbox: typed unseen, kept by the system, or printed by a command of the user.

It is never in the office's file, in the log, on a command line or in a sentence.
"""

import shlex
import subprocess
import sys
from collections.abc import Callable, Mapping
from typing import Any

from inforeport.cli._session import Session
from inforeport.errors import KeyringMissing, PasswordMissing, reason
from inforeport.model.mailbox import Mailbox, Unlock
from inforeport.words import Text, message

_SECONDS = 60  # until a command that prints a password must have done so


def password(session: Session, mailbox: Mailbox) -> str:
    """The password of a mailbox. Raises `PasswordMissing`, `KeyringMissing`."""
    given = _WAYS[mailbox.unlock](session, mailbox)
    if not given:
        raise _missing(mailbox, message("it is empty"))
    if not given.isprintable():
        raise _missing(mailbox, message("there are signs in it that nobody can type"))
    return given


def typed(session: Session, mailbox: Mailbox) -> str:
    """What somebody types at the terminal, unseen. Raises `PasswordMissing` where nobody is."""
    if not session.at_terminal:
        raise _missing(mailbox, message("nobody is at a terminal to type it"))
    import getpass

    account = {"user": mailbox.user, "host": mailbox.host}
    question = session.say(message("password of {user} at {host} (it is not shown):", **account))
    try:
        return getpass.getpass(f"{question} ", stream=sys.stderr)
    except EOFError:
        return ""


def keep(mailbox: Mailbox, given: str) -> None:
    """Let the system keep a password. Raises `KeyringMissing`."""
    _keyring(lambda keyring: keyring.set_password(_service(mailbox), mailbox.user, given))


def kept(_session: Session, mailbox: Mailbox) -> str:
    """What the system keeps, nothing where it keeps none. Raises `KeyringMissing`."""
    return _keyring(lambda keyring: keyring.get_password(_service(mailbox), mailbox.user)) or ""


def _printed(_session: Session, mailbox: Mailbox) -> str:
    """The first line that the user's command prints; no shell comes between."""
    command = mailbox.unlock_command or ""
    try:
        words = command if sys.platform == "win32" else shlex.split(command)
        ran = subprocess.run(  # noqa: S603  it is the user's own
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
        )
    except ValueError:
        raise _missing(mailbox, message("its command has a quotation mark too many")) from None
    except subprocess.TimeoutExpired:
        raise _missing(mailbox, message("its command does not come to an end")) from None
    except OSError as error:
        why = message("its command cannot be run: {why}", why=reason(error))
        raise _missing(mailbox, why) from None
    if ran.returncode:
        raise _missing(mailbox, message("its command ended with status {n}", n=ran.returncode))
    return ran.stdout.decode("utf-8", "replace").partition("\n")[0].rstrip("\r")


_WAYS: Mapping[Unlock, Callable[[Session, Mailbox], str]] = {
    "prompt": typed,
    "keyring": kept,
    "command": _printed,
}


def _keyring(ask: Callable[[Any], str | None]) -> str | None:
    """What the system's store of passwords answers."""
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        raise KeyringMissing(why=message("the package keyring is not installed")) from None
    try:
        return ask(keyring)
    except (KeyringError, RuntimeError):
        raise KeyringMissing(why=message("it has no store for them, or did not open it")) from None


def _service(mailbox: Mailbox) -> str:
    return f"inforeport {mailbox.host}"


def _missing(mailbox: Mailbox, why: Text) -> PasswordMissing:
    return PasswordMissing(name=mailbox.name, why=why)
