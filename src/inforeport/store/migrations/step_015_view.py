"""What the triggers of all tables hand to the one that writes the trail; and whose a change is.

No row is touched. The indexes find the changes of a unit and of a report, each with its command,
by what `store.trail` asks.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_VIEW = """
create view trail (table_name, old_key, old_others, new_key, new_others) as
select null, null, null, null, null
where false;
"""

_UNIT, _REPORT = (
    f"substr({{row}}, nullif(instr({{row}}, '\"{key}\":'), 0) + {len(key) + 3})"
    for key in ("unit_id", "submission_id")
)
_OF_UNIT = f"""cast(case table_name
  when 'unit' then substr(key, 7)
  else {_UNIT.format(row="ifnull(after, before)")} end as integer)"""
_OF_REPORT = f"""cast(case table_name
  when 'submission' then '-' || substr(key, 7)
  else {_REPORT.format(row="ifnull(after, before)")} end as integer)"""

_INDEXES = f"""
create index change_unit on change ({_OF_UNIT}, command_id)
where {_OF_UNIT} is not null;

create index change_was on change (cast({_UNIT.format(row="before")} as integer), command_id)
where before is not null;

create index change_report on change ({_OF_REPORT}, command_id)
where {_OF_REPORT} is not null;
"""


def make(tables: "Database") -> None:
    """The indexes, and the view, in which there is nothing to see."""
    for script in (_INDEXES, _VIEW):  # in the order in which a copy has them
        tables.executescript(script)
