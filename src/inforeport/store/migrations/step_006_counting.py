"""What counting once asks of the file: like reports that are two, pictures, ends, decisions.

Two reports of a unit may have one title and one day where somebody says that they are two; what
was attached counts as a picture; a campaign without an end is given one; and what people decided
of a prize that a tie left to them is kept with its reason.
"""

from typing import TYPE_CHECKING

from inforeport.store.migrations.checks import day, text

if TYPE_CHECKING:
    from sqlite_utils import Database

_LIKE_REPORTS = """
drop index submission_same;

create index submission_titled on submission (unit_id, title, received_on);
"""

_PICTURES = """
update submission
set pictures = attached
from (select submission_id, count(*) as attached from attachment group by submission_id)
where submission.id = submission_id and ifnull(pictures, 0) < attached;
"""

_ENDS = f"""
alter table scheme add column ends_on text {day("ends_on")};
"""

_DECISIONS = f"""
create table decision (
  id integer primary key,
  period text not null {text("period")},
  since text not null {day("since")},
  until text not null {day("until")},
  title text {text("title")},
  decided_on text not null {day("decided_on")},
  reason text not null {text("reason")},
  check (since <= until)
) strict;

create table decision_unit (
  decision_id integer not null references decision,
  unit_id integer not null references unit,
  amount text,
  primary key (decision_id, unit_id)
) strict;
"""


def make(tables: "Database") -> None:
    """The looser index, the pictures, the ends of schemes, the decisions."""
    for script in (_LIKE_REPORTS, _PICTURES, _ENDS, _DECISIONS):
        tables.executescript(script)
