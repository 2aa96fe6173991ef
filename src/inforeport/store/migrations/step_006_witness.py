"""What lets a change from outside be noticed: a hash of each contact, a fingerprint in each seal.

A contact's hash is told in the trail, which stays; the salt in it goes when the contact is
forgotten, so that nobody finds out from the hash what the number was.
"""

from typing import TYPE_CHECKING

from inforeport.store._contact import reach

if TYPE_CHECKING:
    from sqlite_utils import Database

_MORE = """
alter table contact add column salt text;
alter table contact add column sha256 text;

alter table seal add column command integer;
alter table seal add column command_sha256 text
  check (length(command_sha256) = 64)
  check ((command is null) = (command_sha256 is null));
"""

_CONTACTS = "select id, phone, mobile, email from contact"

_MARK = "update contact set salt = :salt, sha256 = :sha256 where id = :id"


def make(tables: "Database") -> None:
    """The columns, and the hash of every contact that is there."""
    tables.executescript(_MORE)
    for number, *reached_by in tables.execute(_CONTACTS).fetchall():
        salt, digest = reach(reached_by)
        tables.execute(_MARK, {"id": number, "salt": salt, "sha256": digest})
