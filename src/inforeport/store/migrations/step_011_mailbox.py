"""The mailboxes from which the office fetches, and how far each was read.

How far is a hint that saves fetching again: which messages are there, their hashes say. No password
stands here, only how one is come by.
"""

from typing import TYPE_CHECKING

from inforeport.store.migrations.checks import text

if TYPE_CHECKING:
    from sqlite_utils import Database

_MAILBOX = f"""
create table mailbox (
  id integer primary key,
  name text not null unique {text("name")},
  host text not null {text("host")},
  port integer not null check (port between 1 and 65535),
  user text not null {text("user")},
  folder text not null {text("folder")},
  unlock text not null check (unlock in ('prompt', 'keyring', 'command')),
  unlock_command text {text("unlock_command")},
  authority text {text("authority")},
  validity integer,
  last_uid integer,
  below integer,
  refusals integer not null default 0 check (refusals >= 0),
  check ((unlock = 'command') = (unlock_command is not null)),
  check ((validity is null) = (last_uid is null) and (validity is null) = (below is null))
) strict;
"""


def make(tables: "Database") -> None:
    """The table."""
    tables.executescript(_MAILBOX)
