"""A mailbox that the office fetches from, and how far it was read."""

from typing import Literal

from msgspec import Struct

Unlock = Literal["prompt", "keyring", "command"]
"""How a password is come by: asked for, kept by the system, printed by a command of the user's."""


class Mark(Struct, frozen=True):
    """How far a mailbox was read: a hint, which saves fetching again what is on file.

    `validity` is the server's number for the numbering of its messages, `last` the highest number
    that was read, `below` how many messages there were up to it.
    """

    validity: int
    last: int
    below: int


class Mailbox(Struct, frozen=True, kw_only=True):
    """A folder of a mailbox on a server.

    `unlock_command` prints the password, where that is how it is come by; `authority` is a
    certificate, as PEM, that vouches for the server beside those that the system trusts;
    `refusals` how often in a row the server refused the password.
    """

    name: str
    host: str
    user: str
    port: int = 993
    folder: str = "INBOX"
    unlock: Unlock = "prompt"
    unlock_command: str | None = None
    authority: str | None = None
    mark: Mark | None = None
    refusals: int = 0
    id: int = 0
