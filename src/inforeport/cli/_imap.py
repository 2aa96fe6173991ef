"""The way to a mailbox's server, over IMAP and TLS: the only module that opens a socket for mail.

It asks for a password once, says which program it is, and takes no more of an answer than there
ought to be. What is asked of the mailbox stands in `_box`.
"""

import imaplib
import re
import socket
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from inforeport.cli._folders import quoted
from inforeport.cli._tls import amiss, trusting
from inforeport.errors import (
    AuthorityUnusable,
    InforeportError,
    MailboxDropped,
    MailboxStalled,
    MailboxUnreachable,
    PasswordRefused,
    ServerSenseless,
    ServerUntrusted,
)
from inforeport.model.mailbox import Mailbox
from inforeport.text import of_bytes, one_line
from inforeport.version import __version__
from inforeport.words import Text, message

LARGEST = 50_000_000
"""Bytes of the largest message that is fetched whole."""

_SPARE = 2_000_000  # bytes that an answer may have beside a message
_PEM = re.compile(rb"-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----")
_PASSING = re.compile(r"\[(?:UNAVAILABLE|LIMIT|INUSE|SERVERBUG|CONTACTADMIN)\]", re.IGNORECASE)
"""What a server says that refuses anybody for now, and not this password."""


class Connection(imaplib.IMAP4_SSL):
    """The library's, which takes no more of an answer than there ought to be."""

    left = _SPARE

    def begin(self) -> None:
        """Let the next answer be as long as one may be."""
        self.left = LARGEST + _SPARE

    def read(self, size: int) -> bytes:
        """So many bytes, where they are not too many."""
        self._spend(size)
        return super().read(size)

    def readline(self) -> bytes:
        """A line, where it is not one too much."""
        line = super().readline()
        self._spend(len(line))
        return line

    def _spend(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise self.error(f"an answer of more than {LARGEST} bytes")


@contextmanager
def opened(mailbox: Mailbox, password: str, *, seconds: float) -> Iterator[Connection]:
    """The server of a mailbox, as long as it is asked.

    `seconds` is how long it may be silent. Raises `MailboxUnreachable`, `ServerUntrusted`,
    `PasswordRefused`; while it is asked `MailboxStalled`, `MailboxDropped`, `ServerSenseless`.
    """
    with _in_our_words(mailbox, seconds):
        connection = _connected(mailbox, seconds)
        try:
            _log_in(connection, mailbox, password)
            yield connection
            with suppress(imaplib.IMAP4.error, OSError):
                connection.logout()
        finally:
            with suppress(OSError):
                connection.shutdown()


def authority(content: bytes, file: str) -> str:
    """The certificates of a file, without what else stands there, as a key may.

    Raises `AuthorityUnusable` where there are none.
    """
    certificates = b"\n".join(_PEM.findall(content)).decode("ascii")
    if not certificates:
        raise AuthorityUnusable(file=file)
    try:
        trusting(certificates)
    except (ssl.SSLError, ValueError):
        raise AuthorityUnusable(file=file) from None
    return certificates


def _connected(mailbox: Mailbox, seconds: float) -> Connection:
    context = trusting(mailbox.authority)
    try:
        return Connection(mailbox.host, mailbox.port, ssl_context=context, timeout=seconds)
    except ssl.SSLCertVerificationError as error:
        raise ServerUntrusted(name=mailbox.name, host=mailbox.host, why=amiss(error)) from None
    except ssl.SSLError:
        raise _unreachable(mailbox, message("it does not speak TLS there")) from None
    except socket.gaierror:
        raise _unreachable(mailbox, message("no such host is known")) from None
    except TimeoutError:
        raise _unreachable(mailbox, message("it does not answer")) from None
    except ConnectionRefusedError:
        raise _unreachable(mailbox, message("nothing answers at that port")) from None
    except (OSError, imaplib.IMAP4.error):
        raise _unreachable(mailbox, message("the connection does not come about")) from None


def _unreachable(mailbox: Mailbox, why: Text) -> MailboxUnreachable:
    return MailboxUnreachable(name=mailbox.name, host=mailbox.host, port=mailbox.port, why=why)


def _log_in(connection: Connection, mailbox: Mailbox, password: str) -> None:
    """Say who asks, and with which program: 163 and 126 open no folder to one that does not."""
    user = mailbox.user
    if f"{user}{password}".isascii():
        answer, lines = connection.xatom("LOGIN", quoted(user), quoted(password))
    else:
        answer, lines = _authenticated(connection, f"\0{user}\0{password}".encode())
    if answer != "OK":
        why = server_words(lines).replace(password, "****")
        if _PASSING.search(why):
            raise ServerSenseless(name=mailbox.name, why=why)
        raise PasswordRefused(name=mailbox.name, user=user, why=why)
    connection.state = "AUTH"
    _introduce(connection)


def _authenticated(connection: Connection, given: bytes) -> tuple[str, list[Any]]:
    """The server's answer to a user or a password that are not plain letters."""
    try:
        connection.authenticate("PLAIN", lambda _: given)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        return "NO", [str(error).encode()]
    return "OK", []


def _introduce(connection: Connection) -> None:
    try:
        connection.xatom("ID", f'("name" "inforeport" "version" "{__version__}")')
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error:
        return  # an old server, which has no ear for it


@contextmanager
def _in_our_words(mailbox: Mailbox, seconds: float) -> Iterator[None]:
    """Say what the library complains of in our words."""
    try:
        yield
    except InforeportError:
        raise
    except TimeoutError:
        raise MailboxStalled(name=mailbox.name, seconds=f"{seconds:g}") from None
    except imaplib.IMAP4.abort:
        raise MailboxDropped(name=mailbox.name) from None
    except imaplib.IMAP4.error as error:
        raise ServerSenseless(name=mailbox.name, why=one_line(str(error))) from None
    except OSError:
        raise MailboxDropped(name=mailbox.name) from None


def server_words(told: Sequence[Any]) -> str:
    """A server's own words for people."""
    return one_line(of_bytes(told[-1] or b"") if told and isinstance(told[-1], bytes) else "")
