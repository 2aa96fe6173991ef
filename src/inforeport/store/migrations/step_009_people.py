"""What kind of person a reporter is, and what people decided of the ties of persons.

Schemes may state duties of some kinds of persons, and prizes and titles of persons among persons.
"""

from typing import TYPE_CHECKING

from inforeport.store.migrations.checks import text

if TYPE_CHECKING:
    from sqlite_utils import Database

_PEOPLE = f"""
alter table reporter add column kind text {text("kind")};

create table decision_person (
  decision_id integer not null references decision,
  unit_id integer not null references unit,
  person text not null {text("person")},
  amount text,
  primary key (decision_id, unit_id, person)
) strict;
"""


def make(tables: "Database") -> None:
    """The kind of a reporter, the decisions on persons."""
    tables.executescript(_PEOPLE)
