"""What is learnt from whoever says whose pieces are: another name of the unit, or a mailbox."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from inforeport.cli._output import note
from inforeport.cli._session import Session
from inforeport.model import Reporter, Unit
from inforeport.model.desk import Kept
from inforeport.office.outbox import mailbox_of
from inforeport.store import reporter as reporter_store
from inforeport.store import unit as unit_store
from inforeport.text import fold, one_line
from inforeport.words import message


def remember(session: Session, unit: Unit, pieces: Iterable[Kept]) -> None:
    """Know a unit by what some pieces call it, or where they say nothing, by who sent them."""
    pieces = [*pieces]
    units = unit_store.directory(session.ledger)
    written = {one_line(one.words.cells.get("unit") or "") for one in pieces}
    for alias in sorted(written - {""}):
        if units.meant(alias) is None:  # or it was a slip, and not another name
            unit_store.add_alias(session.ledger, unit, alias)
    silent = [one for one in pieces if not one.words.cells.get("unit")]
    for sender in sorted({one.words.cells.get("sender") or "" for one in silent} - {""}):
        _know(session, unit, sender)


def _know(session: Session, unit: Unit, sender: str) -> None:
    """Put a sender's mailbox on file of the only reporter whose it can be; else say so."""
    name, address = mailbox_of(sender)
    every = reporter_store.reporters(session.ledger)
    if "@" not in address or any((one.email or "").lower() == address.lower() for one in every):
        return
    his = _whose([one for one in every if one.unit == unit.name], name)
    if his is None:
        what = message("nobody of {unit} is the only one whose mailbox it may be", unit=unit.name)
        note(session, what)
        return
    reporter_store.edit(session.ledger, his, replace(his, email=address))
    note(session, message("the mailbox is that of {name} now", name=his.name))


def _whose(reporters: Sequence[Reporter], name: str) -> Reporter | None:
    """The reporter of that name, else the only one; he must have no mailbox yet."""
    named = [one for one in reporters if fold(one.name) == fold(name)]
    free = [one for one in named or reporters if not one.email]
    return free[0] if len(free) == 1 else None
