"""sqlite-utils as we use it: it runs a script statement by statement inside a transaction.

Its own way asks after every character whether a statement ends there, with all that went before: a
third of the time that a new file takes. Loaded only where a file is made or changed.
"""

import sqlite3
from collections.abc import Iterator

from sqlite_utils import Database


class Tables(Database):
    """The file's tables."""

    def executescript(self, sql: str) -> sqlite3.Cursor:
        """Run the statements of a script; what is changed stays in the transaction that is open."""
        cursor = self.conn.cursor()
        for statement in statements(sql):
            cursor.execute(statement)
        return cursor


def statements(script: str) -> Iterator[str]:
    r"""The statements of a script, of which each ends with its line.

    >>> [*statements("select 1;\nselect ';';\nselect\n2")]
    ['select 1;\n', "select ';';\n", 'select\n2']
    """
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if line.rstrip().endswith(";") and sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement
