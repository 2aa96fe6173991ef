"""Who did what, and the row of the trail that closes a command over its changes.

The changes themselves are written by the file's own triggers; what they say is not looked at here.
"""

import sqlite3
from collections.abc import Callable, Iterable

from msgspec import Struct
from msgspec.structs import replace

EPOCH = "1970-01-01T00:00:00+00:00"


class Actor(Struct, frozen=True):
    """Who changes the file: the user, the command as typed, the moment (UTC, ISO).

    What is `lasting` cannot be taken back: the making of the file, a new schema.
    """

    who: str = ""
    text: str = "inforeport"
    at: str = EPOCH
    lasting: bool = False


By = Callable[[], Actor]
"""Asked only by what writes: a command that reads is nobody's business."""


def lasting(by: By, text: str | None = None) -> By:
    """The same actor for what cannot be taken back, under a text of our own where one is given."""

    def actor() -> Actor:
        told = by()
        return replace(told, text=text or told.text, lasting=True)

    return actor


_TRAILED = "select 1 from sqlite_schema where name = 'command'"

_LAST = "select id, sha256 from command order by id desc limit 1"

_CHANGES = """
select cast(table_name as blob), cast(key as blob), cast(before as blob), cast(after as blob)
from change
where command_id = :id
order by id
"""

_COMMAND = """
insert into command (id, at, who, text, undoes, lasting, previous, sha256)
values (:id, :at, :who, :text, :undoes, :lasting, :previous, :sha256)
"""


def close(connection: sqlite3.Connection, by: By, *, undoes: int | None = None) -> None:
    """Write the command that made the changes since the last one; none for no changes.

    A command that is `lasting` is written whether it changed a row or not. Before the step that
    makes the trail there is nothing to write.
    """
    if not connection.execute(_TRAILED).fetchone():
        return
    number, previous = connection.execute(_LAST).fetchone() or (0, "")
    changes = connection.execute(_CHANGES, {"id": number + 1}).fetchall()
    actor = by()
    if not changes and not actor.lasting:
        return
    content = {
        "previous": previous,
        "id": number + 1,
        "at": actor.at,
        "who": actor.who,
        "text": actor.text,
        "undoes": undoes,
        "lasting": int(actor.lasting),
    }
    head = [None if value is None else str(value).encode() for value in content.values()]
    connection.execute(_COMMAND, {**content, "sha256": fingerprint(head, changes)})


def close_for_others(connection: sqlite3.Connection, by: By) -> None:
    """Let what another program changed stand as a command of its own, without a text.

    It wrote into the file without saying who it was; the next command must not pass for its author.
    """
    close(connection, lambda: Actor(text="", at=by().at))


def fingerprint(head: Iterable[bytes | None], changes: Iterable[Iterable[bytes | None]]) -> str:
    """The sha256 of a command over the one before it, what is told of it, and all its changes.

    Every field is a netstring (`3:abc`, nothing is `-`), so that no two commands read alike.
    """
    from hashlib import sha256  # OpenSSL takes a tenth of the start of a question that needs none

    digest = sha256(b"".join(map(netstring, head)))
    for change in changes:
        digest.update(b"".join(map(netstring, change)))
    return digest.hexdigest()


def netstring(field: bytes | None) -> bytes:
    """A field with its length before it; nothing is `-`."""
    return b"-" if field is None else b"%d:%b" % (len(field), field)
