"""The mailboxes on file, how far each was read, and how often its password was refused."""

from typing import TYPE_CHECKING

from inforeport.errors import MailboxExists, UnknownMailbox
from inforeport.model.mailbox import Mailbox, Mark
from inforeport.store.ledger import Ledger
from inforeport.text import fold

if TYPE_CHECKING:
    from sqlite3 import Row

_ALL = "select * from mailbox order by id"

_ADD = """
insert into mailbox (name, host, port, user, folder, unlock, unlock_command, authority)
values (:name, :host, :port, :user, :folder, :unlock, :unlock_command, :authority)
"""

_REFUSED = """
update mailbox
set refusals = :refusals
where host = :host and port = :port and user = :user
"""


def mailboxes(ledger: Ledger) -> list[Mailbox]:
    """All of them, in the order in which they were added."""
    return [_mailbox(row) for row in ledger.rows(_ALL)]


def mailbox(ledger: Ledger, name: str) -> Mailbox:
    """The one of that name; raises `UnknownMailbox`."""
    every = mailboxes(ledger)
    named = [one for one in every if fold(one.name) == fold(name)]
    if not named:
        raise UnknownMailbox(name=name, names=[one.name for one in every])
    return named[0]


def add(ledger: Ledger, new: Mailbox) -> int:
    """The number of a mailbox as put on file; raises `MailboxExists`."""
    for there in mailboxes(ledger):
        if fold(there.name) == fold(new.name):
            raise MailboxExists(name=there.name)
    columns = ("name", "host", "port", "user", "folder", "unlock", "unlock_command", "authority")
    return ledger.change(_ADD, **{name: getattr(new, name) for name in columns})


def remove(ledger: Ledger, gone: Mailbox) -> None:
    """Take a mailbox off the file; what came from it stays."""
    ledger.delete("mailbox", gone.id)


def read_until(ledger: Ledger, of: Mailbox, mark: Mark) -> None:
    """Keep how far a mailbox was read."""
    told = {"validity": mark.validity, "last_uid": mark.last, "below": mark.below}
    ledger.update("mailbox", of.id, told)


def refused(ledger: Ledger, of: Mailbox, refusals: int) -> None:
    """Keep how often in a row the password was refused, for all folders of that account."""
    account = {"host": of.host, "port": of.port, "user": of.user}
    ledger.change(_REFUSED, refusals=refusals, **account)


def _mailbox(row: "Row") -> Mailbox:
    columns = {name: row[name] for name in Mailbox.__struct_fields__ if name != "mark"}
    is_read = row["validity"] is not None
    mark = Mark(row["validity"], row["last_uid"], row["below"]) if is_read else None
    return Mailbox(**columns, mark=mark)
