"""Nothing yet."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def make(tables: "Database") -> None:
    """No table yet."""
