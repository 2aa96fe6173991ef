"""Where a user's own things lie on this computer: the office's file, where none is named.

It knows no command and opens nothing.
"""

import os
from pathlib import Path

from inforeport.errors import NoHome

FILE = "INFOREPORT_DB"
"""The variable of the environment that names the office's file."""


def office_file(named: str | None) -> tuple[Path, str]:
    """The office's file, and what names it: `"--db"`, `"INFOREPORT_DB"` or `"default"`.

    Raises `NoHome` where nothing does and the user has no folder.
    """
    if named:
        return Path(named), "--db"
    if os.environ.get(FILE):
        return Path(os.environ[FILE]), FILE
    return _data_folder() / "inforeport.db", "default"


def _data_folder() -> Path:
    """The user's data folder; raises `NoHome` where the user has none."""
    from platformdirs import user_data_path

    try:
        return user_data_path("inforeport", appauthor=False)
    except RuntimeError:
        raise NoHome from None
