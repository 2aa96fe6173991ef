"""What a file is made of but its rows: tables, indexes, numbers; beside what a new one has."""

import re
from contextlib import closing
from functools import cache

from inforeport.store.ledger import Ledger
from inforeport.store.migrations import blank

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


@cache
def wanted() -> Parts:
    """Those that a new file has; one process may look over many."""
    with closing(blank()) as new:
        return _plain(new.execute(_PARTS).fetchall())


def _plain(parts: list[tuple[str, str]]) -> Parts:
    return {name: _SET_OTHERWISE.sub("", sql) for name, sql in parts}
