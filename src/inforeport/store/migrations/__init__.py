"""The steps that made the file's tables, in order. A step that was released is never edited.

One file a step; `STEPS` names them.
"""

from sqlite_utils import Migrations

from inforeport.store.ledger import APPLICATION, SCHEMA, Ledger
from inforeport.store.migrations import facts, first, seal

STEPS = {"001_first": first.make, "002_facts": facts.make, "005_seal": seal.make}


def steps() -> Migrations:
    """The steps as sqlite-utils runs and records them."""
    known = Migrations("inforeport")
    for name, make in STEPS.items():
        known(name=name)(make)
    return known


def migrate(ledger: Ledger) -> None:
    """Bring the file to the newest schema; the caller holds the lock and keeps it whole."""
    tables = ledger.tables()
    steps().apply(tables)
    tables.execute(f"pragma application_id = {APPLICATION}")
    tables.execute(f"pragma user_version = {SCHEMA}")
