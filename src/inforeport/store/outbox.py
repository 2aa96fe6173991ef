"""The outbox: mails drafted, each to one person, what became of them, and the server."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal

from msgspec import json, to_builtins
from msgspec.structs import replace

from inforeport.errors import UnknownEntry
from inforeport.model import Reporter
from inforeport.model.outgoing import Enclosure, Outgoing, Server, State
from inforeport.store import _contact
from inforeport.store._row import NUMBERS, iso
from inforeport.store.ledger import Ledger
from inforeport.words import message

if TYPE_CHECKING:
    from sqlite3 import Row

How = Literal["added", "changed", "known"]
"""What became of a draft: a new one, one that waited and says something else now, none."""

_ALL = """
select outgoing.*, address, reporter_id
from outgoing
join outgoing_address on outgoing_address.id = address_id
where {asked}
order by outgoing.id
"""

_FILES = """
select outgoing_id, name, sha256
from outgoing_file
join outgoing on outgoing.id = outgoing_id
where {asked}
order by outgoing_id, place
"""

_OF_STATES = "state in (select value from json_each(:states))"

_ABOUT = "purpose = :purpose and about = :about"

_ADDRESS = """
insert into outgoing_address (reporter_id, address, salt, sha256)
values (:reporter, :address, :salt, :sha256)
"""

_ADD = """
insert into outgoing
  (purpose, about, unit, recipient, address_id, subject, body, made_on, state)
values (:purpose, :about, :unit, :recipient, :address, :subject, :body, :made, 'drafted')
"""

_ADD_FILE = """
insert into outgoing_file (outgoing_id, place, name, sha256)
values (:outgoing, :place, :name, :sha256)
"""

_OF_REPORTER = """
select outgoing_address.id
from outgoing_address
where reporter_id = :reporter or lower(address) in (
  select lower(email) from contact where reporter_id = :reporter
)
"""

_FORGET = """
update outgoing_address
set address = null, salt = null, sha256 = null
where id = :id
"""

_DROP = """
update outgoing
set state = 'dropped'
where address_id = :id and state in ('drafted', 'sending')
"""

_SET_SERVER = """
insert into mail_server (id, host, port, sender, user, starttls, unlock, unlock_command, authority)
values (1, :host, :port, :sender, :user, :starttls, :unlock, :unlock_command, :authority)
on conflict (id) do update set host = excluded.host, port = excluded.port,
  sender = excluded.sender, user = excluded.user, starttls = excluded.starttls,
  unlock = excluded.unlock, unlock_command = excluded.unlock_command,
  authority = excluded.authority
"""

_SERVER = "select * from mail_server"


def mails(ledger: Ledger, *states: State) -> list[Outgoing]:
    """All mails, or those of some states, in the order in which they were drafted."""
    if not states:
        return _mails(ledger, "true")
    return _mails(ledger, _OF_STATES, states=json.encode(states).decode())


def mail(ledger: Ledger, number: int) -> Outgoing:
    """The mail of that number. Raises `UnknownEntry`."""
    there = _mails(ledger, "outgoing.id = :number", number=number) if 0 <= number < NUMBERS else []
    if not there:
        raise UnknownEntry(what=message("mail"), noun="outbox", number=number)
    return there[0]


def draft(ledger: Ledger, new: Outgoing) -> tuple[Outgoing, How]:
    """A mail as drafted: the same words to the same mailbox are drafted once, sent or not.

    One about the same thing that still waits is written anew.
    """
    about = _mails(ledger, _ABOUT, purpose=new.purpose, about=new.about)
    before = [one for one in about if _mailbox(one) == _mailbox(new)]
    same = next((one for one in before if one.wording == new.wording), None)
    if same:
        return same, "known"
    waiting = next((one for one in before if one.state == "drafted"), None)
    return _rewritten(ledger, waiting, new) if waiting else _added(ledger, new)


def settle(
    ledger: Ledger, number: int, state: State, *, answer: str | None = None, at: str | None = None
) -> None:
    """Write what has become of a mail, and what the server answered at that moment."""
    said = {"answer": answer, "answered_at": at} if answer else {}
    ledger.update("outgoing", number, {"state": state, **said})


def forget(ledger: Ledger, reporter: Reporter) -> None:
    """Empty the mailboxes of a reporter that mails went to; those that wait are dropped."""
    for (number,) in ledger.tuples(_OF_REPORTER, reporter=reporter.id):
        ledger.change(_DROP, id=number)
        ledger.change(_FORGET, id=number)


def server(ledger: Ledger) -> Server | None:
    """The server that takes the office's mails, if one is on file."""
    row = ledger.row(_SERVER)
    if row is None:
        return None
    columns = {name: row[name] for name in Server.__struct_fields__}
    return Server(**columns | {"starttls": bool(row["starttls"])})


def set_server(ledger: Ledger, new: Server) -> None:
    """Put the server on file, in place of the one before."""
    ledger.change(_SET_SERVER, **to_builtins(new))


def _mailbox(one: Outgoing) -> str:
    return (one.address or "").lower()


def _added(ledger: Ledger, new: Outgoing) -> tuple[Outgoing, How]:
    salt, digest = _contact.reach([new.address])
    address = ledger.change(
        _ADDRESS, reporter=new.reporter, address=new.address, salt=salt, sha256=digest
    )
    columns = {name: getattr(new, name) for name in ("purpose", "about", "unit", "recipient")}
    said = {"subject": new.subject, "body": new.body, "made": iso(new.made)}
    number = ledger.change(_ADD, address=address, **columns, **said)
    _enclose(ledger, number, new.files)
    return replace(new, id=number), "added"


def _rewritten(ledger: Ledger, before: Outgoing, new: Outgoing) -> tuple[Outgoing, How]:
    said = {"subject": new.subject, "body": new.body, "made_on": iso(new.made)}
    ledger.update("outgoing", before.id, said)
    if new.files != before.files:
        ledger.change("delete from outgoing_file where outgoing_id = :id", id=before.id)
        _enclose(ledger, before.id, new.files)
    return replace(new, id=before.id), "changed"


def _enclose(ledger: Ledger, number: int, files: Sequence[Enclosure]) -> None:
    for place, one in enumerate(files):
        ledger.change(_ADD_FILE, outgoing=number, place=place, name=one.name, sha256=one.sha256)


def _mails(ledger: Ledger, asked: str, **given: str | int) -> list[Outgoing]:
    """The mails that a condition of SQL asks for, with what is enclosed in each."""
    files: dict[int, list[Enclosure]] = {}
    for of, name, digest in ledger.tuples(_FILES.format(asked=asked), **given):
        files.setdefault(of, []).append(Enclosure(name, digest))
    rows = ledger.rows(_ALL.format(asked=asked), **given)
    return [_outgoing(row, files.get(row["id"], ())) for row in rows]


def _outgoing(row: "Row", files: Sequence[Enclosure]) -> Outgoing:
    names = ("id", "purpose", "about", "unit", "recipient", "address", "subject", "body", "state")
    return Outgoing(
        **{name: row[name] for name in (*names, "answer")},
        made=date.fromisoformat(row["made_on"]),
        answered=row["answered_at"],
        reporter=row["reporter_id"],
        files=tuple(files),
    )
