"""The steps that made the file's tables, in order. A step that was released is never edited.

One file a step; `ledger.STEPS` names them.
"""

import re
import sqlite3
from importlib import import_module
from typing import TYPE_CHECKING, cast

from inforeport.store import _states, _triggers
from inforeport.store._connection import APPLICATION
from inforeport.store.ledger import SCHEMA, STEPS, Ledger, damaged

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

_MODULES = {name: import_module(f"{__name__}.step_{name}") for name in STEPS}
_AGAIN = re.compile("already exists|duplicate column name|no such index")
"""What SQLite says to a step that was run before."""


def blank() -> sqlite3.Connection:
    """A file in memory after all steps, without triggers and without a row."""
    new = sqlite3.connect(":memory:")
    for step in _MODULES.values():
        step.make(cast("Database", new))  # which executes scripts just the same
    return new


def steps() -> "Migrations":
    """The steps as sqlite-utils runs and records them."""
    from sqlite_utils import Migrations

    migrations = Migrations("inforeport")
    for name, step in _MODULES.items():
        migrations(name=name)(step.make)
    return migrations


def migrate(ledger: Ledger) -> None:
    """Bring the file to the newest schema; the caller holds the lock and keeps it whole.

    What the steps made of rows is told in the trail as changes of this command. Raises
    `DatabaseDamaged` where the file does not know any more which steps it has seen.
    """
    tables = ledger.tables()
    _triggers.drop(ledger)
    try:
        steps().apply(tables)
    except sqlite3.OperationalError as error:
        if _AGAIN.search(str(error)):
            raise damaged(ledger.path) from None
        raise
    _triggers.make(ledger)
    _states.take_up(ledger)
    tables.execute(f"pragma application_id = {APPLICATION}")
    tables.execute(f"pragma user_version = {SCHEMA}")
