"""What came in, as it came, and its pieces; what heads of lists mean; the office's days off.

What came may hold people's telephones, so it stands beside the trail, as contacts do: the trail
tells a hash with a salt, and all of it goes when a person is forgotten.
"""

from typing import TYPE_CHECKING

from inforeport.store.migrations.checks import day, flag, text

if TYPE_CHECKING:
    from sqlite_utils import Database

_LETTERS = f"""
create table incoming (
  id integer primary key,
  sha256 text unique,
  content blob,
  salt text,
  mark text
) strict;

create table letter (
  id integer primary key,
  incoming_id integer not null unique references incoming,
  name text not null {text("name")},
  kind text not null {text("kind")},
  came_on text not null {day("came_on")},
  sender text {text("sender")},
  subject text {text("subject")},
  received_at text {text("received_at")},
  message_id text {text("message_id")}
) strict;

create table piece (
  id integer primary key,
  letter_id integer not null references letter,
  place text not null {text("place")},
  fact text not null {text("fact")},
  came_id integer not null references incoming,
  words_id integer not null references incoming,
  state text not null check (state in ('taken', 'known', 'held', 'dropped')),
  fact_id integer,
  same_id integer references piece,
  code text {text("code")},
  reason text,
  why text {text("why")},
  unique (letter_id, place),
  check ((state = 'held') = (code is not null)),
  check ((state = 'held') = (reason is not null)),
  check ((state = 'dropped') = (why is not null))
) strict;

create index piece_came on piece (came_id);
create index piece_held on piece (id) where state = 'held';

create table learnt_head (
  shape text not null {text("shape")},
  head text not null {text("head")},
  key text not null,
  primary key (shape, head)
) strict, without rowid;
"""

_DAYS_OFF = f"""
create table dayoff (
  day text primary key {day("day")},
  works integer not null {flag("works")},
  reason text not null {text("reason")}
) strict, without rowid;
"""


def make(tables: "Database") -> None:
    """The tables; no row is touched."""
    for script in (_LETTERS, _DAYS_OFF):
        tables.executescript(script)
