"""What the office has of what goes out by mail: drafts, what became of each, and the server."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from msgspec import Struct

from inforeport.model.desk import Kept, Received
from inforeport.model.mailbox import Unlock
from inforeport.words import N_

State = Literal["drafted", "sending", "sent", "dropped"]
"""What became of a mail. One that is `sending` was being sent when the program ended: nobody knows
whether it arrived."""

STATES: Mapping[State, str] = {
    "drafted": N_("drafted"),
    "sending": N_("perhaps sent"),
    "sent": N_("sent"),
    "dropped": N_("called off"),
}
"""The same in words."""

Purpose = Literal["receipt", "reminder", "paper"]

PURPOSES: Mapping[Purpose, str] = {
    "receipt": N_("receipt"),
    "reminder": N_("reminder"),
    "paper": N_("paper"),
}
"""What mails are for, in words."""


class Enclosure(Struct, frozen=True):
    """A file that goes with a mail; its content is kept under its sha256."""

    name: str
    sha256: str


class Outgoing(Struct, frozen=True, kw_only=True):
    """A mail to one person, as drafted.

    `about` is what it is made of: a letter's number, a period, a paper and its period. `reporter`
    is the number of the person, where it is one on file. `answer` is the server's last, at
    `answered`. It has no address any more where the person was forgotten.
    """

    purpose: Purpose
    about: str
    address: str | None
    subject: str
    body: str
    made: date
    unit: str | None = None
    recipient: str | None = None
    reporter: int | None = None
    files: tuple[Enclosure, ...] = ()
    state: State = "drafted"
    answer: str | None = None
    answered: str | None = None
    id: int = 0

    @property
    def wording(self) -> tuple[object, ...]:
        """All that whoever gets it reads."""
        return (self.subject, self.body, self.files)


class Addressee(Struct, frozen=True):
    """Somebody whom a mail goes to: a reporter on file with his number, or who wrote to us."""

    address: str
    unit: str | None = None
    name: str | None = None
    reporter: int | None = None


class Receipt(Struct, frozen=True):
    """A mail that came, what became of its pieces, and who is to be told."""

    letter: Received
    pieces: tuple[Kept, ...]
    to: Addressee


class Server(Struct, frozen=True, kw_only=True):
    """The server that takes the office's mails, and the mailbox that they are sent from.

    `user` is the name by which the server knows the office, `starttls` whether it is greeted in
    the open, and then turns to TLS, as on port 587. `unlock` is how the password is come
    by, `unlock_command` what prints it; `authority` a certificate, as PEM, that vouches for the
    server beside those that the system trusts.
    """

    host: str
    port: int
    sender: str
    user: str
    starttls: bool = False
    unlock: Unlock = "prompt"
    unlock_command: str | None = None
    authority: str | None = None
