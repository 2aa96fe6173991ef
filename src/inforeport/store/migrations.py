"""The steps that made the file's tables, in order. A step that was released is never edited."""

from typing import TYPE_CHECKING

from sqlite_utils import Migrations

from inforeport.store.ledger import APPLICATION, SCHEMA, Ledger

if TYPE_CHECKING:
    from sqlite_utils import Database

steps = Migrations("inforeport")


def migrate(ledger: Ledger) -> None:
    """Bring the file to the newest schema; the caller holds the lock and keeps it whole."""
    tables = ledger.tables()
    steps.apply(tables)
    tables.execute(f"pragma application_id = {APPLICATION}")
    tables.execute(f"pragma user_version = {SCHEMA}")


def _day(column: str) -> str:
    """A check that a column holds a day that exists; the usual `date(d) is d` lets 02-30 pass."""
    return (
        f"check ({column} glob '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'"
        f" and date({column}, '+0 days') is {column})"
    )


def _text(column: str) -> str:
    """A check that a column says something and hides nothing behind a NUL."""
    return f"check ({column} <> '' and instr({column}, char(0)) = 0)"


def _figure(column: str) -> str:
    """A check that a column holds an exact figure, as text: SQLite would round any other."""
    return f"check ({column} glob '*[0-9]*' and {column} not glob '*[^0-9.-]*')"


def _share(column: str) -> str:
    """A check that a column holds a part of the whole, from 0 to 1."""
    return f"{_figure(column)} check (cast({column} as real) between 0 and 1)"


def _flag(column: str) -> str:
    """A check that a column says yes or no."""
    return f"check ({column} in (0, 1))"


_SPAN = f"""
  since text {_day("since")},
  until text {_day("until")},
  check (since is null or until is null or since <= until)"""

_FIRST = f"""
create table office (
  id integer primary key check (id = 1),
  name text not null {_text("name")},
  language text not null check (language in ('zh', 'en')),
  zone text not null
) strict;

create table unit (
  id integer primary key,
  name text not null unique {_text("name")},
  fold text not null unique,
  unit_group text not null {_text("unit_group")},
  reason text,{_SPAN}
) strict;

create table unit_alias (
  fold text primary key,
  alias text not null {_text("alias")},
  unit_id integer not null references unit
) strict, without rowid;

create table reporter (
  id integer primary key,
  unit_id integer not null references unit,
  name text not null {_text("name")},
  post text,
  phone text,
  mobile text,
  email text,{_SPAN},
  unique (unit_id, name)
) strict;

create table submission (
  id integer primary key,
  ref text unique {_text("ref")},
  unit_id integer not null references unit,
  title text not null {_text("title")},
  received_on text not null {_day("received_on")},
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
  name text not null {_text("name")},
  sha256 text not null,
  content blob not null,
  unique (submission_id, sha256)
) strict;

create table scheme (
  id integer primary key,
  begins_on text not null unique {_day("begins_on")},
  title text not null {_text("title")},
  body text not null,
  sha256 text not null,
  checked blob not null,
  version text not null
) strict;

create table bulletin (
  id integer primary key,
  name text not null {_text("name")},
  created_on text not null {_day("created_on")},
  issued_on text {_day("issued_on")},
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
  form text not null {_text("form")},
  position integer not null check (position > 0),
  primary key (bulletin_id, submission_id)
) strict, without rowid;

create table adoption (
  id integer primary key,
  submission_id integer not null references submission,
  level text not null {_text("level")},
  form text not null {_text("form")},
  adopted_on text not null {_day("adopted_on")},
  publication text,
  issue text,
  proof text,
  bulletin_id integer references bulletin
) strict;

create unique index adoption_same
  on adoption (submission_id, level, form, adopted_on, ifnull(publication, ''), ifnull(issue, ''));

create index adoption_adopted on adoption (adopted_on);
"""


@steps(name="001_first")
def _first(tables: "Database") -> None:
    """Office, units, reporters, submissions, adoptions, schemes and bulletins."""
    tables.executescript(_FIRST)


_MORE = f"""
alter table unit add column headcount integer check (headcount > 0);
alter table unit add column counts_for integer references unit check (counts_for <> id);

alter table submission add column chars integer check (chars >= 0);
alter table submission add column pictures integer check (pictures >= 0);
alter table submission add column late integer not null default 0 {_flag("late")};
alter table submission add column urgent integer not null default 0 {_flag("urgent")};
alter table submission add column requested_by text {_text("requested_by")};

create table submission_partner (
  submission_id integer not null references submission,
  unit_id integer not null references unit,
  position integer not null check (position > 0),
  primary key (submission_id, unit_id),
  unique (submission_id, position)
) strict, without rowid;

create table submission_author (
  submission_id integer not null references submission,
  position integer not null check (position > 0),
  name text not null {_text("name")},
  unit_id integer not null references unit,
  primary key (submission_id, position)
) strict, without rowid;

create table adoption_anew (
  id integer primary key,
  submission_id integer not null references submission,
  level text not null {_text("level")},
  form text {_text("form")},
  adopted_on text not null {_day("adopted_on")},
  publication text,
  issue text,
  proof text,
  position text {_text("position")},
  share text {_share("share")},
  rewritten text {_share("rewritten")},
  proof_on text {_day("proof_on")},
  bulletin_id integer references bulletin
) strict;
"""

_MOVE = """
insert into adoption_anew
  (id, submission_id, level, form, adopted_on, publication, issue, proof, bulletin_id)
select id, submission_id, level, form, adopted_on, publication, issue, proof, bulletin_id
from adoption;

drop table adoption;

alter table adoption_anew rename to adoption;

create unique index adoption_same on adoption (
  submission_id, level, ifnull(form, ''), adopted_on, ifnull(publication, ''), ifnull(issue, '')
);

create index adoption_adopted on adoption (adopted_on);
"""

_NEW = f"""
create table instruction (
  id integer primary key,
  submission_id integer not null references submission,
  level text not null {_text("level")},
  instructed_on text not null {_day("instructed_on")},
  leader text {_text("leader")},
  publication text {_text("publication")},
  leader_kind text {_text("leader_kind")}
) strict;

create unique index instruction_same on instruction (
  submission_id, level, instructed_on, ifnull(leader, ''), ifnull(publication, '')
);

create index instruction_day on instruction (instructed_on);

create table forwarding (
  id integer primary key,
  submission_id integer not null references submission,
  level text not null {_text("level")},
  forwarded_on text not null {_day("forwarded_on")},
  name text {_text("name")}
) strict;

create unique index forwarding_same on forwarding (submission_id, level, ifnull(name, ''));

create index forwarding_day on forwarding (forwarded_on);

create table commission (
  id integer primary key,
  unit_id integer not null references unit,
  title text not null {_text("title")},
  asked_on text {_day("asked_on")},
  due_on text not null {_day("due_on")},
  submission_id integer references submission,
  unique (unit_id, title, due_on)
) strict;

create index commission_due on commission (due_on);

create table mark (
  id integer primary key,
  unit_id integer not null references unit,
  code text not null {_text("code")},
  noted_on text not null {_day("noted_on")},
  reason text not null {_text("reason")},
  submission_id integer references submission,
  points text {_figure("points")},
  count integer check (count > 0),
  circulated integer not null {_flag("circulated")}
) strict;

create unique index mark_same on mark (
  unit_id, code, noted_on, reason, ifnull(submission_id, 0)
);

create index mark_day on mark (noted_on);

create table target (
  id integer primary key,
  unit_id integer not null references unit,
  what text not null check (what in ('submitted', 'adopted', 'points')),
  per text not null check (
    per in (
      'week', 'fortnight', 'halfmonth', 'month', 'bimonth', 'quarter', 'half', 'year', 'whole'
    )
  ),
  level text {_text("level")},
  category text {_text("category")},
  publication text {_text("publication")},
  n text not null {_figure("n")} check (cast(n as real) >= 0)
) strict;

create unique index target_same on target (
  unit_id, what, per, ifnull(level, ''), ifnull(category, ''), ifnull(publication, '')
);

create table exemption (
  id integer primary key,
  unit_id integer not null references unit,
  clause text not null {_text("clause")},
  since text not null {_day("since")},
  until text not null {_day("until")},
  reason text not null {_text("reason")},
  unique (unit_id, clause, since),
  check (since <= until)
) strict;
"""


@steps(name="002_facts")
def _facts(tables: "Database") -> None:
    """Instructions, forwardings, commissions, marks, targets, exemptions; more of what was there.

    The form of an adoption need not be stated any more, which takes a new table.
    """
    for script in (_MORE, _MOVE, _NEW):
        tables.executescript(script)
