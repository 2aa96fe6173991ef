"""Files as older versions of the program left them."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from inforeport.model import Profile
from inforeport.store import Ledger
from inforeport.store import office as office_store
from inforeport.store._connection import APPLICATION
from inforeport.store.ledger import STEPS, connected
from inforeport.store.migrations import steps


@contextmanager
def of_schema(path: Path, schema: int) -> Iterator[Ledger]:
    """A new file of the version with that schema, to be filled as that version did."""
    path.touch(mode=0o600)
    with closing(connected(path)) as connection:
        old = Ledger(connection, path)
        with old.writing():
            tables = old.tables()
            steps().apply(tables, stop_before=list(STEPS)[schema])
            tables.execute(f"pragma application_id = {APPLICATION}")
            tables.execute(f"pragma user_version = {schema}")
            office_store.write(old, Profile("街道办", "zh", "Asia/Shanghai"))
            yield old
