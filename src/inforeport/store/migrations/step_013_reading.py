"""To which units an issue of the bulletin went down, and when each had received and read it."""

from typing import TYPE_CHECKING

from inforeport.store.migrations.checks import day, text

if TYPE_CHECKING:
    from sqlite_utils import Database

_READING = f"""
create table bulletin_copy (
  id integer primary key,
  bulletin_id integer not null references bulletin,
  unit_id integer not null references unit,
  sent_on text not null {day("sent_on")},
  received_on text {day("received_on")},
  read_on text {day("read_on")},
  reader text {text("reader")},
  unique (bulletin_id, unit_id),
  check (received_on >= sent_on),
  check (read_on is null or ifnull(read_on >= received_on, 0)),
  check (reader is null or read_on is not null)
) strict;
"""


def make(tables: "Database") -> None:
    """The table."""
    tables.executescript(_READING)
