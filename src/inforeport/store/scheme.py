"""Dated copies of the schemes: each is in force from its day until the next one's."""

from datetime import date
from sqlite3 import Row

from inforeport.errors import NoSchemeInForce, SchemeBegins
from inforeport.model import StoredScheme
from inforeport.store._row import day, iso
from inforeport.store.ledger import Ledger

_ADD = """
insert into scheme (begins_on, title, body, sha256, checked, version)
values (:begins, :title, :text, :sha256, :checked, :version)
"""


def schemes(ledger: Ledger) -> tuple[StoredScheme, ...]:
    """All schemes of the office, the earliest first."""
    return tuple(_record(row) for row in ledger.rows("select * from scheme order by begins_on"))


def in_force(ledger: Ledger, on: date) -> StoredScheme:
    """The scheme in force on a day; before the first begins, the first.

    Raises `NoSchemeInForce` where the office has none at all.
    """
    every = schemes(ledger)
    if not every:
        raise NoSchemeInForce
    begun = [one for one in every if one.begins <= on]
    return begun[-1] if begun else every[0]


def use(ledger: Ledger, new: StoredScheme) -> bool:
    """Put a scheme in force from its day; false where the very same is there already.

    Raises `SchemeBegins` where another begins on that day.
    """
    for before in schemes(ledger):
        if before.begins == new.begins and before.sha256 != new.sha256:
            raise SchemeBegins(day=new.begins, title=before.title)
        if before.begins == new.begins:
            return False
    ledger.change(
        _ADD,
        begins=iso(new.begins),
        title=new.title,
        text=new.text,
        sha256=new.sha256,
        checked=new.checked,
        version=new.version,
    )
    return True


def end(ledger: Ledger, known: StoredScheme, last: date) -> None:
    """Give a scheme a last day beside its text."""
    ledger.update("scheme", known.id, {"ends_on": iso(last)})


def _record(row: Row) -> StoredScheme:
    return StoredScheme(
        begins=date.fromisoformat(row["begins_on"]),
        title=row["title"],
        text=row["body"],
        sha256=row["sha256"],
        checked=row["checked"],
        version=row["version"],
        id=row["id"],
        ends=day(row["ends_on"]),
    )
