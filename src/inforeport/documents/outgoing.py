"""The outbox on the screen and for programs: mails, one row each, and one with all that it says."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from msgspec.structs import replace

from inforeport.documents import contacts
from inforeport.documents.page import Cell, Page, Paragraph, Several, Table, grid, trimmed
from inforeport.model.outgoing import PURPOSES, STATES, Outgoing
from inforeport.words import Message, Text, message

Say = Callable[[Text], str]
Record = dict[str, Any]


def mails(every: Iterable[Outgoing]) -> Table:
    """Mails, one row each."""
    heads = {
        "mail": message("no."),
        "made": message("drafted on"),
        "unit": message("unit"),
        "recipient": message("to whom"),
        "email": message("mailbox"),
        "subject": message("subject"),
        "files": message("files"),
        "state": message("state"),
        "answer": message("answer of the server"),
    }
    table = grid(message("Mails"), heads, [_row(one) for one in every])
    return trimmed(table, "recipient", "files", "answer")


def _row(mail: Outgoing) -> tuple[Cell, ...]:
    files = Several(tuple(file.name for file in mail.files)) if mail.files else None
    cells = (mail.subject, files, Message(STATES[mail.state]), mail.answer)
    return (mail.id, mail.made, mail.unit, mail.recipient, mail.address, *cells)


def mail_page(mail: Outgoing, issuer: str, day: date) -> Page:
    """One mail: where it goes, what became of it, what it says."""
    rows: list[tuple[Text, Cell]] = [
        (message("purpose"), Message(PURPOSES[mail.purpose])),
        (message("unit"), mail.unit),
        (message("to whom"), mail.recipient),
        (message("mailbox"), mail.address),
        (message("subject"), mail.subject),
        (
            message("files"),
            Several(tuple(file.name for file in mail.files)) if mail.files else None,
        ),
        (message("state"), Message(STATES[mail.state])),
        (message("answer of the server"), mail.answer),
        (message("answered at"), mail.answered),
    ]
    table = grid(
        message("Mail {number}", number=mail.id),
        {"field": message("field"), "says": message("what it says")},
        [row for row in rows if row[1] is not None],
    )
    lines = [Paragraph(line, "remark") for line in mail.body.splitlines() if line]
    return Page(table.caption, issuer, day, (table, *lines))


def covered(one: Outgoing) -> Outgoing:
    """A mail without the mailbox that it goes to, but that there is one."""
    return replace(one, address=contacts.covered(one.address)) if one.address else one


def record(mail: Outgoing) -> Record:
    """A mail for programs."""
    names = ("purpose", "about", "unit", "recipient", "subject", "body", "made", "state")
    return {
        "mail": mail.id,
        **{name: getattr(mail, name) for name in names},
        "email": mail.address,
        "files": [file.name for file in mail.files],
        **{name: getattr(mail, name) for name in ("answer", "answered")},
    }
