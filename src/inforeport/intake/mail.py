"""A message that came in, made a letter of the reports in it: in its files, else in its text.

Whose a report is the office finds out; what the message tells of it is kept beside each piece: the
sender, of one that was sent on the first; the day on which the office's server took it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime

from msgspec.structs import replace

from inforeport.intake import mail_header as header
from inforeport.intake.asked import Asked
from inforeport.intake.kind import Kind
from inforeport.intake.mail_files import SUBMISSION, Opened, Reader
from inforeport.intake.mail_kinds import no_report
from inforeport.intake.mail_parts import Whole, cut
from inforeport.intake.secrecy import refuse_secret_name
from inforeport.model.letters import Letter, Piece


def letter(content: bytes, name: str, asked: Asked, read: Reader) -> Letter:
    """What a message holds; `read` reads what is attached. Raises `FileUnreadable`, `MarkedSecret`.

    Its bytes are kept with the line ends that it had on its way, so that it is the same message
    from a mailbox, a folder or a server.
    """
    sent = as_sent(content)
    whole = cut(sent, name)
    subject = header.field(whole.head, "Subject")
    refuse_secret_name(subject, name)
    blank = Letter(
        name=name,
        kind=Kind.MAIL,
        content=sent,
        sender=str(header.sender(whole.head) or "") or None,
        subject=subject or None,
        received=header.traced(whole.head),
        message_id=header.field(whole.head, "Message-ID") or None,
    )
    why = no_report(whole.head, subject)
    return replace(blank, passed=(why,)) if why else _opened(whole, blank, asked, read)


def as_sent(content: bytes) -> bytes:
    """The bytes of a message as they were on their way, however they are kept."""
    lines = content.replace(b"\r\n", b"\n").rstrip(b"\n")
    return lines.replace(b"\n", b"\r\n") + b"\r\n"


def _opened(whole: Whole, blank: Letter, asked: Asked, read: Reader) -> Letter:
    """The letter with what lies in the message."""
    at, sent_at = (_local(one, asked) for one in (blank.received, header.dated(whole.head)))
    its = replace(asked, today=at.date() if at else asked.today)
    opened = Opened(blank.name, its, read).of(whole)
    pieces = [*(_timed(one, at, sent_at) for one in opened.pieces), *opened.listed]
    passed, heads = tuple(opened.passed), tuple(opened.heads)
    return replace(blank, pieces=tuple(_apart(pieces)), passed=passed, heads=heads)


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
