"""The steps that made the file's tables, in order. A step that was released is never edited.

One file a step; `STEPS` names them.
"""

from typing import TYPE_CHECKING

from inforeport.store import _states, _triggers
from inforeport.store.ledger import APPLICATION, SCHEMA, Ledger
from inforeport.store.migrations import facts, first, papers, seal, trail

if TYPE_CHECKING:  # the names of the steps are asked for at every start, the steps hardly ever
    from sqlite_utils import Migrations

STEPS = {
    "001_first": first.make,
    "002_facts": facts.make,
    "003_papers": papers.make,
    "004_trail": trail.make,
    "005_seal": seal.make,
}


def steps() -> "Migrations":
    """The steps as sqlite-utils runs and records them."""
    from sqlite_utils import Migrations

    known = Migrations("inforeport")
    for name, make in STEPS.items():
        known(name=name)(make)
    return known


def migrate(ledger: Ledger) -> None:
    """Bring the file to the newest schema; the caller holds the lock and keeps it whole.

    What the steps made of rows is told in the trail as changes of this command.
    """
    tables = ledger.tables()
    _triggers.drop(ledger)
    steps().apply(tables)
    _triggers.make(ledger)
    _states.take_up(ledger)
    tables.execute(f"pragma application_id = {APPLICATION}")
    tables.execute(f"pragma user_version = {SCHEMA}")
