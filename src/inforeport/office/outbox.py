"""To whom mails go: the reporters of the units, and whoever sent a mail in."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from inforeport.model import Reporter
from inforeport.model.desk import Kept
from inforeport.model.outgoing import Addressee, Receipt
from inforeport.period import Period
from inforeport.scoring import there


def addressees(
    reporters: Iterable[Reporter], day: date, units: Iterable[str] | None = None
) -> list[Addressee]:
    """The reporters with a mailbox who are there on a day, of some units or of all.

    One mailbox gets one mail, in whoever's name comes first.
    """
    wanted = None if units is None else {*units}
    today = Period(day, day + timedelta(days=1))
    every = [
        Addressee(one.email, one.unit, one.name, one.id)
        for one in reporters
        if one.email and there(one, today) and (wanted is None or one.unit in wanted)
    ]
    return [*{(one.unit, one.address.lower()): one for one in reversed(every)}.values()][::-1]


def mailbox_of(sender: str) -> tuple[str, str]:
    """What a sender calls himself, and his mailbox.

    >>> mailbox_of("信息员甲 <jia@example.cn>"), mailbox_of("jia@example.cn")
    (('信息员甲', 'jia@example.cn'), ('', 'jia@example.cn'))
    """
    name, _, address = sender.rpartition("<")
    return name.strip(' "'), address.strip("> ")


def receipts(pieces: Iterable[Kept], reporters: Sequence[Reporter]) -> Iterator[Receipt]:
    """What is to be told of each mail that came, to whoever sent it.

    Who that is, the pieces of a mail say. One without a piece says nothing.
    """
    by_letter = sorted(pieces, key=lambda one: (one.letter.id, one.id))
    for _, some in groupby(by_letter, key=lambda one: one.letter.id):
        group = tuple(some)
        letter = group[0].letter
        to = sender(group, reporters)
        if "@" in (to.address or ""):
            yield Receipt(letter, group, to)


def sender(pieces: Sequence[Kept], reporters: Sequence[Reporter]) -> Addressee:
    """Who sent the pieces of a mail: the only reporter of that mailbox, or the only unit meant."""
    said = (one.words.cells.get("sender", "") for one in pieces)
    _, address = mailbox_of(next(filter(None, said), ""))
    reached = [one for one in reporters if (one.email or "").lower() == address.lower()]
    if len(reached) == 1:
        return Addressee(address, reached[0].unit, reached[0].name, reached[0].id)
    units = {one.unit for one in pieces if one.unit}
    return Addressee(address, next(iter(units)) if len(units) == 1 else None)
