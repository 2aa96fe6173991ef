"""The list of mailboxes."""

from collections.abc import Iterable

from inforeport.documents.page import Table, grid
from inforeport.model.mailbox import Mailbox
from inforeport.words import message

_UNLOCKS = {
    "prompt": message("typed"),
    "keyring": message("kept by the system"),
    "command": message("from a command"),
}


def mailboxes(every: Iterable[Mailbox], *, keys: bool = False) -> Table:
    """Each mailbox with its server, how its password is come by, and how far it was read.

    With `keys` as programs want it.
    """
    heads = {
        "name": message("mailbox"),
        "host": message("server"),
        "port": message("port"),
        "user": message("user"),
        "folder": message("folder"),
        "unlock": message("password from"),
        "read": message("messages read"),
    }
    rows = []
    for box in every:
        unlock = box.unlock if keys else _UNLOCKS[box.unlock]
        rows.append((box.name, box.host, box.port, box.user, box.folder, unlock, _read(box)))
    return grid(message("Mailboxes"), heads, rows)


def _read(mailbox: Mailbox) -> int:
    return mailbox.mark.below if mailbox.mark else 0
