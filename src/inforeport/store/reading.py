"""Issues that went down to the units: when, when each was received, when it was read."""

from collections.abc import Iterable
from datetime import date
from sqlite3 import Row

from msgspec.structs import replace

from inforeport.errors import (
    AnswerTooEarly,
    BulletinNotOut,
    BulletinWithdrawn,
    NotSentDown,
    SentTooEarly,
)
from inforeport.model import Bulletin, Unit
from inforeport.model.reading import Answer, Copy
from inforeport.store._row import day, iso
from inforeport.store.ledger import Ledger
from inforeport.words import message

_ALL = """
select bulletin_copy.id, bulletin_id, unit.name as unit, sent_on, received_on, read_on, reader
from bulletin_copy
join unit on unit.id = unit_id
join bulletin on bulletin.id = bulletin_id
where (:bulletin is null or bulletin_id = :bulletin)
  and (:all or read_on is null)
  and (:bulletin is not null or withdrawn is null)
order by bulletin_id, unit.id
"""

_ADD = """
insert into bulletin_copy (bulletin_id, unit_id, sent_on)
values (:bulletin, :unit, :sent)
"""

_JOIN = """
update bulletin_copy
set sent_on = min(bulletin_copy.sent_on, gone.sent_on),
  received_on = min(
    ifnull(bulletin_copy.received_on, gone.received_on),
    ifnull(gone.received_on, bulletin_copy.received_on)
  ),
  read_on = ifnull(bulletin_copy.read_on, gone.read_on),
  reader = iif(bulletin_copy.read_on is null, gone.reader, bulletin_copy.reader)
from bulletin_copy as gone
where bulletin_copy.unit_id = :other and gone.unit_id = :gone
  and gone.bulletin_id = bulletin_copy.bulletin_id
"""

_LEAVE = """
delete from bulletin_copy
where unit_id = :gone
  and bulletin_id in (select bulletin_id from bulletin_copy where unit_id = :other)
"""


def copies(ledger: Ledger, bulletin: int | None = None, *, unread: bool = False) -> list[Copy]:
    """The copies of one issue, or of all that stand, in the order of the units.

    With `unread` those alone that nobody has said to be read.
    """
    return [_record(row) for row in ledger.rows(_ALL, bulletin=bulletin, all=not unread)]


def send(ledger: Ledger, bulletin: Bulletin, units: Iterable[Unit], on: date) -> int:
    """Put on file that an issue went down to units on a day; how many had not been sent it.

    A unit that was sent it before keeps the day. Raises `BulletinNotOut`, `BulletinWithdrawn`, or
    `SentTooEarly`.
    """
    if bulletin.issued is None:
        raise BulletinNotOut(number=bulletin.id)
    if bulletin.withdrawn:
        raise BulletinWithdrawn(number=bulletin.number, day=bulletin.withdrawn_on)
    if on < bulletin.issued:
        raise SentTooEarly(number=bulletin.number, issued=bulletin.issued, day=on)
    there = {one.unit for one in copies(ledger, bulletin.id)}
    new = {unit.id: unit for unit in units if unit.name not in there}
    for number in new:
        ledger.change(_ADD, bulletin=bulletin.id, unit=number, sent=iso(on))
    return len(new)


def answered(ledger: Ledger, bulletin: Bulletin, answer: Answer) -> bool:
    """Put on file what a unit says of its copy; whether that is anything new.

    A day that is on file gives way to another: a mistake is corrected so. Raises `NotSentDown` or
    `AnswerTooEarly`.
    """
    copy_of = {one.unit: one for one in copies(ledger, bulletin.id)}
    if answer.unit not in copy_of:
        raise NotSentDown(number=bulletin.number or bulletin.id, id=bulletin.id, unit=answer.unit)
    before = copy_of[answer.unit]
    after = _after(before, answer)
    told = [after.sent, *filter(None, (after.received, after.read))]
    if told != sorted(told):
        never = message("never")
        facts = {"received": after.received or never, "read": after.read or never}
        raise AnswerTooEarly(unit=after.unit, sent=after.sent, **facts)
    days = {"received_on": iso(after.received), "read_on": iso(after.read)}
    ledger.update("bulletin_copy", before.id, {**days, "reader": after.reader})
    return after != before


def join(ledger: Ledger, gone: Unit, other: Unit) -> None:
    """Make one copy of two, where two units that become one were sent the same issue."""
    ledger.change(_JOIN, gone=gone.id, other=other.id)
    ledger.change(_LEAVE, gone=gone.id, other=other.id)


def _after(before: Copy, answer: Answer) -> Copy:
    """A copy with what its unit says; who has read it has it, that day at the latest."""
    read = answer.read or before.read
    return replace(
        before,
        received=answer.received or before.received or read,
        read=read,
        reader=answer.reader or before.reader,
    )


def _record(row: Row) -> Copy:
    return Copy(
        bulletin=row["bulletin_id"],
        unit=row["unit"],
        sent=date.fromisoformat(row["sent_on"]),
        received=day(row["received_on"]),
        read=day(row["read_on"]),
        reader=row["reader"],
        id=row["id"],
    )
