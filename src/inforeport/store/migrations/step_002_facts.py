"""Instructions, forwardings, commissions, marks, targets, exemptions; more of what was there.

The form of an adoption need not be stated any more, which takes a new table.
"""

from typing import TYPE_CHECKING

from inforeport.store.migrations.checks import day, figure, flag, share, text

if TYPE_CHECKING:
    from sqlite_utils import Database

_MORE = f"""
alter table unit add column headcount integer check (headcount > 0);
alter table unit add column counts_for integer references unit check (counts_for <> id);

alter table submission add column chars integer check (chars >= 0);
alter table submission add column pictures integer check (pictures >= 0);
alter table submission add column late integer not null default 0 {flag("late")};
alter table submission add column urgent integer not null default 0 {flag("urgent")};
alter table submission add column requested_by text {text("requested_by")};

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
  name text not null {text("name")},
  unit_id integer not null references unit,
  primary key (submission_id, position)
) strict, without rowid;

create table adoption_anew (
  id integer primary key,
  submission_id integer not null references submission,
  level text not null {text("level")},
  form text {text("form")},
  adopted_on text not null {day("adopted_on")},
  publication text,
  issue text,
  proof text,
  position text {text("position")},
  share text {share("share")},
  rewritten text {share("rewritten")},
  proof_on text {day("proof_on")},
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
  level text not null {text("level")},
  instructed_on text not null {day("instructed_on")},
  leader text {text("leader")},
  publication text {text("publication")},
  leader_kind text {text("leader_kind")}
) strict;

create unique index instruction_same on instruction (
  submission_id, level, instructed_on, ifnull(leader, ''), ifnull(publication, '')
);

create index instruction_day on instruction (instructed_on);

create table forwarding (
  id integer primary key,
  submission_id integer not null references submission,
  level text not null {text("level")},
  forwarded_on text not null {day("forwarded_on")},
  name text {text("name")}
) strict;

create unique index forwarding_same on forwarding (submission_id, level, ifnull(name, ''));

create index forwarding_day on forwarding (forwarded_on);

create table commission (
  id integer primary key,
  unit_id integer not null references unit,
  title text not null {text("title")},
  asked_on text {day("asked_on")},
  due_on text not null {day("due_on")},
  submission_id integer references submission,
  unique (unit_id, title, due_on)
) strict;

create index commission_due on commission (due_on);

create table mark (
  id integer primary key,
  unit_id integer not null references unit,
  code text not null {text("code")},
  noted_on text not null {day("noted_on")},
  reason text not null {text("reason")},
  submission_id integer references submission,
  points text {figure("points")},
  count integer check (count > 0),
  circulated integer not null {flag("circulated")}
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
  level text {text("level")},
  category text {text("category")},
  publication text {text("publication")},
  n text not null {figure("n")} check (cast(n as real) >= 0)
) strict;

create unique index target_same on target (
  unit_id, what, per, ifnull(level, ''), ifnull(category, ''), ifnull(publication, '')
);

create table exemption (
  id integer primary key,
  unit_id integer not null references unit,
  clause text not null {text("clause")},
  since text not null {day("since")},
  until text not null {day("until")},
  reason text not null {text("reason")},
  unique (unit_id, clause, since),
  check (since <= until)
) strict;
"""


def make(tables: "Database") -> None:
    """The tables of the facts beside submissions and adoptions."""
    for script in (_MORE, _MOVE, _NEW):
        tables.executescript(script)
