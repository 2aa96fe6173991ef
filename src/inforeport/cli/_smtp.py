"""The way to the server that takes mails, over SMTP and TLS: the only module that sends anything.

The password is told once, in one way: a second try might lock the office out. Of each mail it is
known whether the server took it, did not, or was lost before it answered.
"""

import smtplib
import ssl
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from msgspec import Struct

from inforeport.cli._tls import amiss, trusting
from inforeport.errors import MailPasswordRefused, MailServerFailed
from inforeport.model.outgoing import Server, State
from inforeport.text import of_bytes, one_line
from inforeport.words import Text, message

SECONDS = 60.0
"""How long a server may be silent."""

_NAME = "localhost"  # what this computer is called is nobody's business
_TAKEN = {250, 251}
_LET_IN, _GO_ON = 235, 334
_COVER = "****"
_LONGEST = 300  # characters of an answer that are kept


class Answer(Struct, frozen=True):
    """What became of a mail, and what the server said to it."""

    state: State
    said: str


class Post:
    """A server that is open, until it breaks off."""

    def __init__(self, smtp: smtplib.SMTP) -> None:
        self._smtp = smtp
        self.is_open = True

    def deliver(self, sender: str, to: str, content: bytes) -> Answer:
        """Hand a mail over to one mailbox."""
        try:
            refused = self._asked(sender, to)
        except (smtplib.SMTPException, OSError) as error:
            self.is_open = False
            return Answer("drafted", _failure(error))
        return refused or self._handed_over(content)

    def _asked(self, sender: str, to: str) -> Answer | None:
        """What is said against the sender or whom it goes to; nothing where they are taken."""
        for ask, address in ((self._smtp.mail, sender), (self._smtp.rcpt, to)):
            code, words = ask(address)
            if code not in _TAKEN:
                self._smtp.rset()
                return Answer("drafted", _answer(code, words))
        return None

    def _handed_over(self, content: bytes) -> Answer:
        """What the server says to the mail; where it says nothing more it may have it."""
        try:
            code, words = self._smtp.data(content)
        except smtplib.SMTPDataError as error:
            return Answer("drafted", _answer(error.smtp_code, error.smtp_error))
        except (smtplib.SMTPException, OSError) as error:
            self.is_open = False
            return Answer("sending", _failure(error))
        return Answer("sent" if code in _TAKEN else "drafted", _answer(code, words))


@contextmanager
def opened(server: Server, password: str, *, seconds: float = SECONDS) -> Iterator[Post]:
    """The server, for as long as mails are handed to it.

    Raises `MailServerFailed` or `MailPasswordRefused`; then no mail was spoken of.
    """
    try:
        smtp = _connected(server, seconds)
        try:
            _let_in(smtp, server, password)
        except BaseException:
            smtp.close()
            raise
    except ssl.SSLCertVerificationError as error:
        why = message("its certificate cannot be trusted: {why}", why=amiss(error))
        raise _failed(server, why) from None
    except (smtplib.SMTPException, OSError) as error:
        raise _failed(server, _failure(error)) from None
    try:
        yield Post(smtp)
    finally:
        with suppress(smtplib.SMTPException, OSError):
            smtp.quit()
        smtp.close()


def _connected(server: Server, seconds: float) -> smtplib.SMTP:
    context = trusting(server.authority)
    host, port = server.host, server.port
    if not server.starttls:
        return smtplib.SMTP_SSL(host, port, _NAME, timeout=seconds, context=context)
    smtp = smtplib.SMTP(host, port, _NAME, timeout=seconds)
    smtp.ehlo()
    if not smtp.has_extn("starttls"):
        smtp.close()
        raise _failed(server, message("it does not turn to TLS"))
    smtp.starttls(context=context)
    return smtp


def _let_in(smtp: smtplib.SMTP, server: Server, password: str) -> None:
    """Say who we are, by the one way that the server names first of those that we know."""
    smtp.ehlo()
    offered = smtp.esmtp_features.get("auth", "").upper().split()
    way = next((one for one in ("PLAIN", "LOGIN") if one in offered), None)
    if way is None:
        raise _failed(server, message("it takes no password"))
    code, words = _authenticated(smtp, way, server.user, password)
    if code != _LET_IN:
        why = _answer(code, words).replace(password, _COVER).replace(_coded(password), _COVER)
        raise MailPasswordRefused(host=server.host, user=server.user, why=why)


def _authenticated(smtp: smtplib.SMTP, way: str, user: str, password: str) -> tuple[int, bytes]:
    """What the server says to a password; the library's own would take ASCII alone."""
    if way == "PLAIN":
        return smtp.docmd("AUTH", f"PLAIN {_coded(f'{chr(0)}{user}{chr(0)}{password}')}")
    code, words = smtp.docmd("AUTH", "LOGIN")
    for secret in (user, password):
        if code == _GO_ON:
            code, words = smtp.docmd(_coded(secret))
    return code, words


def _coded(text: str) -> str:
    return b64encode(text.encode()).decode()


def _failed(server: Server, why: Text) -> MailServerFailed:
    return MailServerFailed(host=server.host, port=server.port, why=why)


def _failure(error: Exception) -> str:
    """What went wrong, in the words of whoever said it; never what was told in secret."""
    if isinstance(error, smtplib.SMTPResponseException):
        return _answer(error.smtp_code, error.smtp_error)
    if isinstance(error, TimeoutError):
        return "timed out"
    return one_line(str(error))[:_LONGEST] or type(error).__name__


def _answer(code: int, said: bytes | str) -> str:
    """An answer on one line, in whatever characters the server writes."""
    words = said if isinstance(said, str) else of_bytes(said)
    return one_line(f"{code} {words}")[:_LONGEST]
