"""The outbox: mails that were drafted, what became of each, and the server that takes them.

The mailbox that a mail goes to stands beside the trail, as contacts do: the trail tells a hash with
a salt, and it is emptied when the person is forgotten.
"""

from typing import TYPE_CHECKING

from inforeport.store.migrations.checks import day, flag, text

if TYPE_CHECKING:
    from sqlite_utils import Database

_OUTBOX = f"""
create table outgoing_address (
  id integer primary key,
  reporter_id integer references reporter,
  address text {text("address")},
  salt text,
  sha256 text
) strict;

create table outgoing (
  id integer primary key,
  purpose text not null check (purpose in ('receipt', 'reminder', 'paper')),
  about text not null {text("about")},
  unit text {text("unit")},
  recipient text {text("recipient")},
  address_id integer not null references outgoing_address,
  subject text not null {text("subject")},
  body text not null {text("body")},
  made_on text not null {day("made_on")},
  state text not null check (state in ('drafted', 'sending', 'sent', 'dropped')),
  answer text {text("answer")},
  answered_at text {text("answered_at")},
  check ((answer is null) = (answered_at is null))
) strict;

create index outgoing_waits on outgoing (id) where state in ('drafted', 'sending');

create table outgoing_file (
  outgoing_id integer not null references outgoing,
  place integer not null,
  name text not null {text("name")},
  sha256 text not null references original (sha256),
  primary key (outgoing_id, place)
) strict, without rowid;

create table mail_server (
  id integer primary key check (id = 1),
  host text not null {text("host")},
  port integer not null check (port between 1 and 65535),
  sender text not null {text("sender")},
  user text not null {text("user")},
  starttls integer not null {flag("starttls")},
  unlock text not null check (unlock in ('prompt', 'keyring', 'command')),
  unlock_command text {text("unlock_command")},
  authority text {text("authority")},
  check ((unlock = 'command') = (unlock_command is not null))
) strict;
"""


def make(tables: "Database") -> None:
    """The tables; no row is touched."""
    tables.executescript(_OUTBOX)
