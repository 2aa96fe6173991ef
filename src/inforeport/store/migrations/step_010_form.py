"""What else the form of reporters asks for: the leader in charge of a reporter, and a remark."""

from typing import TYPE_CHECKING

from inforeport.store.migrations.checks import text

if TYPE_CHECKING:
    from sqlite_utils import Database

_FORM = f"""
alter table reporter add column leader text {text("leader")};

alter table reporter add column remark text {text("remark")};
"""


def make(tables: "Database") -> None:
    """The two columns."""
    tables.executescript(_FORM)
