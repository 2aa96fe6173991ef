"""The facts of a file as rows that another format can carry, and a ledger in memory made of them.

They are what answers are made of: no trail, no contacts, no texts of reports, no pictures, nothing
that came in or went out. Nobody writes to a ledger that is made so.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

from inforeport.errors import FactsBad
from inforeport.store._command import Actor
from inforeport.store.ledger import SCHEMA, Ledger
from inforeport.words import message

Rows = Sequence[tuple[Any, ...]]

_FACTS = (
    *("office", "scheme", "dayoff", "unit", "unit_alias", "reporter"),
    *("submission", "submission_partner", "submission_author", "adoption"),
    *("instruction", "forwarding", "commission", "mark", "target", "exemption"),
    *("decision", "decision_unit", "decision_person", "seal", "original"),
)
_LEFT_OUT = {"reporter": {"contact_id"}, "submission": {"body"}}
"""Who can be reached how, and what reports say in full: no answer needs either."""

_COLUMNS = "select name, lower(type), pk from pragma_table_info(:table) order by cid"

_PRINTED = """select "from" from pragma_foreign_key_list('seal') where "table" = 'original'"""
"""The columns of a seal that refer to what was printed; no other content is wanted."""

_UNFIT = (sqlite3.Error, OverflowError)


@cache
def tables() -> Mapping[str, Mapping[str, str]]:
    """The columns of each table of facts, and what SQLite calls their kinds."""
    with closing(_empty()) as empty:
        return {table: dict(_columns(empty, table)) for table in _FACTS}


def rows(ledger: Ledger) -> dict[str, Rows]:
    """The rows of each table of a file, which has the newest schema; in the order of their keys."""
    return {table: ledger.tuples(question) for table, question in _questions().items()}


def ledger_of(facts: Mapping[str, Rows], path: Path, source: Path) -> Ledger:
    """A ledger of these rows, which says that it is the one at `path`.

    Raises `FactsBad`, naming `source`, for rows that no ledger could hold.
    """
    connection = _empty()
    try:
        with connection:
            for table, columns in tables().items():
                marks = ", ".join("?" * len(columns))
                insert = f"insert into {table} ({', '.join(columns)}) values ({marks})"  # noqa: S608  our own names
                connection.executemany(insert, facts[table])
        connection.isolation_level = None
        ledger = Ledger(connection, path, Actor)
        ledger.rows("pragma query_only = 1")
    except _UNFIT:
        connection.close()
        raise FactsBad(path=source, why=message("its rows do not fit together")) from None
    ledger.found = SCHEMA
    return ledger


def _columns(connection: sqlite3.Connection, table: str) -> Iterator[tuple[str, str]]:
    for name, kind, _ in connection.execute(_COLUMNS, {"table": table}):
        if name not in _LEFT_OUT.get(table, ()):
            yield name, kind


@cache
def _questions() -> Mapping[str, str]:
    """What asks for the rows of each table."""
    with closing(_empty()) as empty:
        columns_of_seal = [name for (name,) in empty.execute(_PRINTED)]
        of_seals = " union ".join(f"select {name} from seal" for name in columns_of_seal)  # noqa: S608  our own names
        only = {"original": f"where sha256 in ({of_seals})"}
        return {
            table: f"select {', '.join(columns)} from {table} {only.get(table, '')} "  # noqa: S608  our own names
            f"order by {_key(empty, table)}"
            for table, columns in tables().items()
        }


def _key(connection: sqlite3.Connection, table: str) -> str:
    keys = [(pk, name) for name, _, pk in connection.execute(_COLUMNS, {"table": table}) if pk]
    return ", ".join(name for _, name in sorted(keys))


def _empty() -> sqlite3.Connection:
    """A new ledger in memory that keeps no trail: for what is put into it nobody answers here."""
    connection = sqlite3.connect(":memory:")
    connection.deserialize(_template())
    return connection


@cache
def _template() -> bytes:
    """What such a one consists of: to run all the steps for each takes twenty times as long."""
    from inforeport.store.migrations import blank  # hardly ever asked for

    with closing(blank()) as new:
        return new.serialize()
