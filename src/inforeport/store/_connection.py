"""A bare connection to a file of ours, for what only looks and must load little."""

import sqlite3
from pathlib import Path
from typing import Literal

APPLICATION = 0x49524550  # "IREP", at offset 68 of the file
_WAIT = 10.0  # seconds until another writer is too long about it


def connection(
    path: Path, *, mode: Literal["rw", "ro"], wait: float | None = None
) -> sqlite3.Connection:
    """A connection to a file that is there. Raises SQLite's own errors."""
    # as_uri(): a `#` or `?` in a folder's name must not cut the path and make another file
    uri = f"{path.resolve().as_uri()}?mode={mode}"
    timeout = _WAIT if wait is None else wait
    return sqlite3.connect(uri, uri=True, timeout=timeout, isolation_level=None)
