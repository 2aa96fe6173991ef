"""Mails from the outbox to the server: each once, with what the server answers."""

from datetime import datetime

from inforeport.cli._session import Session
from inforeport.errors import MailSettled
from inforeport.model.outgoing import STATES, Outgoing
from inforeport.store import original
from inforeport.store import outbox as store
from inforeport.words import Message


def content_of(session: Session, one: Outgoing, *, is_sent: bool = False) -> bytes:
    """The bytes of a mail. Raises `MailSettled` where its address was forgotten."""
    from inforeport.render.eml import Attached, Mail, composed

    if one.address is None:
        raise MailSettled(number=one.id, state=Message(STATES["dropped"]))
    ledger = session.ledger
    server = store.server(ledger)
    files = [Attached(file.name, original.content(ledger, file.sha256)) for file in one.files]
    return composed(
        Mail(
            subject=one.subject,
            body=one.body,
            files=files,
            sender=(session.profile.name, server.sender) if server else None,
            to=(one.recipient or "", one.address),
            number=f"{one.id}",
            sent=datetime.fromisoformat(session.office.now) if is_sent else None,
        )
    )
