"""What a file is made of but its rows: tables, indexes, numbers; beside what a new one has."""

import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, cast

from inforeport.store.ledger import Ledger
from inforeport.store.migrations import STEP_MODULES

if TYPE_CHECKING:
    from sqlite_utils import Database

_PARTS = """
select name, ifnull(sql, '')
from sqlite_schema
where type <> 'trigger' and name not glob 'sqlite_*' and tbl_name not glob '_sqlite_*'
"""
"""Triggers are looked at by themselves; a few tables and all nameless indexes are SQLite's own."""

_SET_OTHERWISE = re.compile(r'[\s"]+')
"""Signs in which two SQLites may word the same table otherwise."""

Parts = dict[str, str]
"""What tables and indexes are made with, by their names."""


def made(ledger: Ledger) -> Parts:
    """The tables and indexes that are in the file."""
    return _plain(ledger.tuples(_PARTS))


def wanted() -> Parts:
    """Those that a new file has: the steps are run in memory."""
    with closing(sqlite3.connect(":memory:")) as new:
        for step in STEP_MODULES:
            step.make(cast("Database", new))  # which executes scripts just the same
        return _plain(new.execute(_PARTS).fetchall())


def _plain(parts: list[tuple[str, str]]) -> Parts:
    return {name: _SET_OTHERWISE.sub("", sql) for name, sql in parts}
