"""A message that came in, made a letter of the reports in it: in its files, else in its text.

Whose a report is the office finds out; what the message tells of it is kept beside each piece: the
sender, of one that was sent on the first; the day on which the office's server took it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime

from msgspec.structs import replace

from inforeport.intake import mail_header as header
from inforeport.intake.asked import Asked
from inforeport.intake.kind import Kind
from inforeport.intake.mail_files import SUBMISSION, Opened, Reader
from inforeport.intake.mail_kinds import no_report
from inforeport.intake.mail_parts import cut
from inforeport.intake.secrecy import refuse_secret
from inforeport.model.letters import Letter, Piece


def letter(content: bytes, name: str, asked: Asked, read: Reader) -> Letter:
    """What a message holds; `read` reads what is attached. Raises `FileUnreadable`, `MarkedSecret`.

    Its bytes are kept with the line ends that it had on its way, so that it is the same message
    from a mailbox, a folder or a server.
    """
    sent = re.sub(rb"\r?\n", b"\r\n", content).rstrip(b"\r\n") + b"\r\n"
    whole = cut(sent, name)
    received = header.traced(whole)
    subject = header.field(whole, "Subject")
    refuse_secret([subject], name)
    blank = Letter(
        name=name,
        kind=Kind.MAIL,
        content=sent,
        sender=str(header.sender(whole) or "") or None,
        subject=subject or None,
        received=received,
        message_id=header.field(whole, "Message-ID") or None,
    )
    why = no_report(whole, subject)
    if why:
        return replace(blank, passed=(why,))
    at = _local(received, asked)
    its = replace(asked, today=at.date() if at else asked.today)
    opened = Opened(name, its, read).of(whole)
    sent_at = _local(header.dated(whole), asked)
    pieces = [*(_timed(one, at, sent_at) for one in opened.pieces), *opened.listed]
    return replace(
        blank,
        pieces=tuple(_apart(pieces)),
        passed=tuple(opened.passed),
        heads=tuple(opened.heads),
    )


def _local(moment: datetime | None, asked: Asked) -> datetime | None:
    """The moment by the office's clock."""
    return moment.astimezone(asked.zone) if moment and asked.zone else moment


def _timed(piece: Piece, at: datetime | None, sent: datetime | None) -> Piece:
    """A report with when it came, and when its writer says that he sent it."""
    if piece.fact != SUBMISSION:
        return piece
    moments = {"received": at, "sent": sent}
    told = {key: f"{moment:%Y-%m-%d %H:%M}" for key, moment in moments.items() if moment}
    return replace(piece, cells={**piece.cells, **told})


def _apart(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces, each at a place of its own: two files may be called alike."""
    times: Counter[str] = Counter()
    for piece in pieces:
        times[piece.place] += 1
        n = times[piece.place]
        yield replace(piece, place=f"{piece.place}({n})") if n > 1 else piece
