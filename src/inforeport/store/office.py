"""Whose file it is."""

from typing import TYPE_CHECKING

from inforeport.store.ledger import Ledger

if TYPE_CHECKING:
    from inforeport.model import Profile


def write(ledger: Ledger, office: "Profile") -> None:
    """Write the office into its new file."""
    ledger.change(
        "insert into office (id, name, language, zone) values (1, :name, :language, :zone)",
        name=office.name,
        language=office.language,
        zone=office.zone,
    )


def office(ledger: Ledger) -> "Profile":
    """The office of the file."""
    from inforeport.model import Profile

    row = ledger.rows("select name, language, zone from office")[0]
    return Profile(name=row["name"], language=row["language"], zone=row["zone"])


def edit(ledger: Ledger, office: "Profile") -> None:
    """Write what is changed of the office."""
    told = {"name": office.name, "language": office.language, "zone": office.zone}
    ledger.update("office", 1, told)
