"""Sealed periods with what was printed of them, and what units object to.

What was printed is kept as `original`: the trail tells of it by its hash.
"""

from typing import TYPE_CHECKING

from inforeport.store.migrations.checks import day, text

if TYPE_CHECKING:
    from sqlite_utils import Database

_SEAL = f"""
create table seal (
  id integer primary key,
  period text not null {text("period")},
  since text not null {day("since")},
  until text not null {day("until")},
  closed_at text not null {text("closed_at")},
  printed_on text not null {day("printed_on")},
  reopened_on text {day("reopened_on")},
  reason text {text("reason")},
  counts_on text not null check (counts_on in ('adopted', 'received')),
  office text not null {text("office")},
  version text not null {text("version")},
  fingerprint text not null check (length(fingerprint) = 64),
  units text not null references original,
  newest text not null references original,
  schemes text not null references original,
  stationery text not null references original,
  rewards text not null references original,
  counts text not null references original,
  result text not null references original,
  facts text not null references original,
  check (since <= until),
  check ((reopened_on is null) = (reason is null))
) strict;

create unique index seal_standing on seal (since, until) where reopened_on is null;

create table objection (
  id integer primary key,
  unit_id integer not null references unit,
  body text not null {text("body")},
  raised_on text not null {day("raised_on")},
  submission_id integer references submission,
  period text {text("period")},
  since text {day("since")},
  until text {day("until")},
  settled_on text {day("settled_on")},
  outcome text check (outcome in ('upheld', 'dismissed')),
  reason text {text("reason")},
  check ((period is null) = (since is null) and (period is null) = (until is null)),
  check ((settled_on is null) = (outcome is null) and (settled_on is null) = (reason is null)),
  check (settled_on is null or raised_on <= settled_on)
) strict;
"""


def make(tables: "Database") -> None:
    """The tables of seals and objections."""
    tables.executescript(_SEAL)
