"""What an issue of the bulletin says beside its reports; extra issues; captions of pictures."""

from typing import TYPE_CHECKING

from inforeport.store.migrations.checks import day, flag, text

if TYPE_CHECKING:
    from sqlite_utils import Database

# An extra issue has its day and number in columns of their own: the old ones are the main series,
# in which a day has a running number too.
_MORE = f"""
alter table bulletin add column extra integer not null default 0
  {flag("extra")} check (not extra or issued_on is null);
alter table bulletin add column extra_on text {day("extra_on")} check (extra or extra_on is null);
alter table bulletin add column extra_number integer
  check (extra_number > 0) check ((extra_on is null) = (extra_number is null));
alter table bulletin add column note text {text("note")};
alter table bulletin add column copies integer check (copies > 0);
alter table bulletin add column also text {text("also")};
alter table bulletin add column editor text {text("editor")};
alter table bulletin add column checker text {text("checker")};
alter table bulletin add column signer text {text("signer")};
alter table bulletin add column withdrawn text {text("withdrawn")}
  check (withdrawn is null or ifnull(issued_on, extra_on) is not null);
alter table bulletin add column withdrawn_on text
  {day("withdrawn_on")} check ((withdrawn is null) = (withdrawn_on is null));

create unique index bulletin_extra_number on bulletin (substr(extra_on, 1, 4), extra_number)
  where extra_number is not null;

alter table bulletin_item add column title text {text("title")};
alter table bulletin_item add column body text check (instr(body, char(0)) = 0);
alter table bulletin_item add column note text {text("note")};

alter table attachment add column caption text {text("caption")};
"""


def make(tables: "Database") -> None:
    """More columns; no row is touched."""
    tables.executescript(_MORE)
