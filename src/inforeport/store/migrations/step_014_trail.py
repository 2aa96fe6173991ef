"""Indexes that find what there is on a report, however old the file is."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_INDEXES = """
create index mark_report on mark (submission_id) where submission_id is not null;

create index commission_report on commission (submission_id) where submission_id is not null;
"""


def make(tables: "Database") -> None:
    """The indexes; no row is touched."""
    tables.executescript(_INDEXES)
