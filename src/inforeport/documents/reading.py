"""Who has not received or not read an issue of the bulletin, on the screen and for programs."""

from collections.abc import Iterable, Mapping, Sequence

from inforeport.documents import issues
from inforeport.documents.page import Paragraph, Table, grid
from inforeport.model import Bulletin
from inforeport.model.reading import Copy
from inforeport.words import N_, message

WHY = N_("a reply to the bulletin")
"""Why a reply is left out on the desk."""


def copies(of: Sequence[Copy], known: Mapping[int, Bulletin]) -> Table:
    """Copies of issues with what their units said, one a row."""
    heads = {
        "bulletin": message("no."),
        "issue": message("issue"),
        "unit": message("unit"),
        "sent": message("sent down"),
        "received": message("received"),
        "read": message("read"),
        "reader": message("read by"),
    }
    rows = [
        (
            *(one.bulletin, issues.called(known[one.bulletin]), one.unit),
            *(one.sent, one.received, one.read, one.reader),
        )
        for one in of
    ]
    return grid(message("Issues not read"), heads, rows)


def record(of: Iterable[Copy]) -> dict[str, object]:
    """The same for programs."""
    keys = ("bulletin", "unit", "sent", "received", "read", "reader")
    return {"schema": 1, "copies": [{key: getattr(one, key) for key in keys} for one in of]}


def how_far(of: Sequence[Copy]) -> list[Paragraph]:
    """To how many units an issue went down, and who has not received or not read it."""
    if not of:
        return []
    counts = {
        "n": len(of),
        "received": sum(one.received is not None for one in of),
        "read": sum(one.read is not None for one in of),
    }
    lines = [message("sent down to {n} units; received by {received}, read by {read}", **counts)]
    without = [one.unit for one in of if one.received is None]
    unread = [one.unit for one in of if one.received and one.read is None]
    if without:
        lines.append(message("not received by: {units}", units=without))
    if unread:
        lines.append(message("received and not read by: {units}", units=unread))
    return [Paragraph(line, "note") for line in lines]
