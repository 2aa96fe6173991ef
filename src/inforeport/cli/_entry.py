"""What the nouns of dated facts do alike: one is put on file, changed, taken off; its level."""

from collections.abc import Callable
from datetime import date

from inforeport.cli._named import unit_named, word
from inforeport.cli._options import When
from inforeport.cli._output import ask, done
from inforeport.cli._session import Session
from inforeport.errors import NothingToChange
from inforeport.period import Period
from inforeport.store.register import Register, T
from inforeport.words import message


def put(session: Session, register: Register[T], new: T, *, dry_run: bool) -> None:
    """Put one on file. Raises as `Register.add` does."""
    with session.ledger.writing(keep=not dry_run):
        added = register.add(session.ledger, new)
    told = {"what": register.what, "unit": added.unit, "number": added.id}
    said = message("added: {what} of {unit} (no. {number})", **told)
    done(session, said, dry_run=dry_run)


def change(
    session: Session,
    register: Register[T],
    number: int,
    told: Callable[[T], T],
    *,
    dry_run: bool,
) -> None:
    """Change one as `told` says. Raises `NothingToChange`, and as `Register.edit` does."""
    what = {"what": register.what, "number": number}
    with session.ledger.writing(keep=not dry_run):
        known = register.one(session.ledger, number)
        changed = told(known)
        if changed == known:
            raise NothingToChange(what=message("{what} {number}", **what))
        register.edit(session.ledger, known, changed)
    said = message("changed: {what} {number} of {unit}", **what, unit=known.unit)
    done(session, said, dry_run=dry_run)


def remove(
    session: Session, register: Register[T], number: int, *, yes: bool, dry_run: bool
) -> None:
    """Take one off the file, if somebody says yes."""
    known = register.one(session.ledger, number)
    what = {"what": register.what, "number": number, "unit": known.unit}
    if not dry_run:
        ask(session, message("Remove {what} {number} of {unit}?", **what), yes=yes)
    with session.ledger.writing(keep=not dry_run):
        register.remove(session.ledger, known)
    done(session, message("removed: {what} {number} of {unit}", **what), dry_run=dry_run)


def span(session: Session, when: When) -> Period:
    """The period of a list; all days where none is asked for."""
    return when.of(session.office.calendar, session.today) or Period()


def unit(session: Session, wanted: str | None) -> str | None:
    """The name of the unit that a list is asked for, if it is for one."""
    return unit_named(session, wanted).name if wanted else None


def level(session: Session, given: str, on: date) -> str:
    """The key of a level of the scheme in force on a day; raises `UnknownWord`."""
    return word(session.office.scheme(on).levels, given, what=message("level"))
