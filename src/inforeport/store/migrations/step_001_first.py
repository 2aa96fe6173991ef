"""Office, units, reporters, submissions, adoptions, schemes and bulletins."""

from typing import TYPE_CHECKING

from inforeport.store.migrations.checks import SPAN, day, text

if TYPE_CHECKING:
    from sqlite_utils import Database

_FIRST = f"""
create table office (
  id integer primary key check (id = 1),
  name text not null {text("name")},
  language text not null check (language in ('zh', 'en')),
  zone text not null
) strict;

create table unit (
  id integer primary key,
  name text not null unique {text("name")},
  fold text not null unique,
  unit_group text not null {text("unit_group")},
  reason text,{SPAN}
) strict;

create table unit_alias (
  fold text primary key,
  alias text not null {text("alias")},
  unit_id integer not null references unit
) strict, without rowid;

create table reporter (
  id integer primary key,
  unit_id integer not null references unit,
  name text not null {text("name")},
  post text,
  phone text,
  mobile text,
  email text,{SPAN},
  unique (unit_id, name)
) strict;

create table submission (
  id integer primary key,
  ref text unique {text("ref")},
  unit_id integer not null references unit,
  title text not null {text("title")},
  received_on text not null {day("received_on")},
  received_at text,
  kind text,
  form text,
  category text,
  channel text,
  body text check (instr(body, char(0)) = 0),
  withdrawn text
) strict;

create index submission_received on submission (received_on);

create unique index submission_same on submission (unit_id, title, received_on)
  where ref is null;

create table attachment (
  id integer primary key,
  submission_id integer not null references submission,
  name text not null {text("name")},
  sha256 text not null,
  content blob not null,
  unique (submission_id, sha256)
) strict;

create table scheme (
  id integer primary key,
  begins_on text not null unique {day("begins_on")},
  title text not null {text("title")},
  body text not null,
  sha256 text not null,
  checked blob not null,
  version text not null
) strict;

create table bulletin (
  id integer primary key,
  name text not null {text("name")},
  created_on text not null {day("created_on")},
  issued_on text {day("issued_on")},
  number integer check (number > 0),
  total integer unique check (total > 0),
  check ((issued_on is null) = (number is null)),
  check ((issued_on is null) = (total is null))
) strict;

create unique index bulletin_number on bulletin (substr(issued_on, 1, 4), number)
  where number is not null;

create table bulletin_item (
  bulletin_id integer not null references bulletin,
  submission_id integer not null references submission,
  form text not null {text("form")},
  position integer not null check (position > 0),
  primary key (bulletin_id, submission_id)
) strict, without rowid;

create table adoption (
  id integer primary key,
  submission_id integer not null references submission,
  level text not null {text("level")},
  form text not null {text("form")},
  adopted_on text not null {day("adopted_on")},
  publication text,
  issue text,
  proof text,
  bulletin_id integer references bulletin
) strict;

create unique index adoption_same
  on adoption (submission_id, level, form, adopted_on, ifnull(publication, ''), ifnull(issue, ''));

create index adoption_adopted on adoption (adopted_on);
"""


def make(tables: "Database") -> None:
    """The first tables."""
    tables.executescript(_FIRST)
