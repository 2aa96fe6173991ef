"""Mails from the outbox to the server: each once, with what the server answers.

That a mail is being sent is on file before the server hears of it. So one that was cut short by a
kill, or whose answer was lost, is known for one that may have arrived, and is not sent again unless
somebody says so.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from inforeport.cli._mail_server import account
from inforeport.cli._output import note
from inforeport.cli._password import password
from inforeport.cli._session import Session
from inforeport.documents.contacts import redacted
from inforeport.errors import MailSettled, NoMailServer
from inforeport.model.outgoing import STATES, Outgoing, State
from inforeport.store import original
from inforeport.store import outbox as store
from inforeport.words import Message, message

if TYPE_CHECKING:
    from inforeport.cli._smtp import Post


def send(session: Session, mails: Sequence[Outgoing]) -> Counter[str]:
    """Send mails, each once; how many were sent, not taken, perhaps sent, not tried.

    Raises `NoMailServer`, and what `opened` and `password` raise.
    """
    from inforeport.cli._smtp import opened

    server = store.server(session.ledger)
    if server is None:
        raise NoMailServer
    counts: Counter[str] = Counter()
    with opened(server, password(session, account(server))) as post:
        for mail in mails:
            if post.is_open:
                counts[_delivered(session, post, mail, server.sender)] += 1
            else:
                counts["left"] += 1
    return counts


def _delivered(session: Session, post: "Post", mail: Outgoing, sender: str) -> State:
    """What became of one mail, which is on file before and after the server hears of it."""
    content = content_of(session, mail, is_sent=True)
    with _for_good(session, mail):
        store.settle(session.ledger, mail.id, "sending")
    answer = post.deliver(sender, mail.address or "", content)
    words = redacted(answer.said)
    with _for_good(session, mail):
        now = session.office.now
        store.settle(session.ledger, mail.id, answer.state, answer=words, at=now)
    if answer.state != "sent":
        told = {"number": mail.id, "state": Message(STATES[answer.state]), "why": words}
        note(session, message("mail {number} is {state}: {why}", **told))
    return answer.state


def content_of(session: Session, mail: Outgoing, *, is_sent: bool = False) -> bytes:
    """The bytes of a mail. Raises `MailSettled` where its address was forgotten."""
    from inforeport.render.eml import Attached, Mail, composed

    if mail.address is None:
        raise MailSettled(number=mail.id, state=Message(STATES["dropped"]))
    ledger = session.ledger
    server = store.server(ledger)
    files = [Attached(file.name, original.content(ledger, file.sha256)) for file in mail.files]
    return composed(
        Mail(
            subject=mail.subject,
            body=mail.body,
            files=files,
            sender=(session.profile.name, server.sender) if server else None,
            to=(mail.recipient or "", mail.address),
            number=f"{mail.id}",
            sent=datetime.fromisoformat(session.office.now) if is_sent else None,
        )
    )


@contextmanager
def _for_good(session: Session, one: Outgoing) -> Iterator[None]:
    """A command that names the mail; what went out, no `undo` takes back."""
    ledger = session.ledger
    by = ledger.by
    ledger.by = lambda: replace(by(), text=f"{by().text} # {one.id}", lasting=True)
    try:
        with ledger.writing():
            yield
    finally:
        ledger.by = by
