"""Whether the log of a file is still the one that others bear witness of.

Whoever writes a file anew can write its log anew as well, and nothing in it will tell. What was
kept elsewhere does: each copy says beside itself how far the log went, each seal within, and so
does each circular. What nobody bears witness of cannot be noticed.
"""

from collections.abc import Iterator
from contextlib import closing, suppress
from itertools import zip_longest
from pathlib import Path

from inforeport.errors import CopyBad, InforeportError
from inforeport.model import Problem, Witness
from inforeport.store.copy_files import folder_of, witnesses
from inforeport.store.ledger import Ledger, connected
from inforeport.words import Message, message

_LOGGED = "select 1 from sqlite_schema where name = 'command'"

_NEWEST = "select id, sha256 from command order by id desc limit 1"

_THIS = "select 1 from command where id = :number and sha256 = :sha256"

_LOG = "select id, sha256 from command order by id"

_SEALS = """
select seal.id, seal.command, seal.command_sha256
from seal
left join command on command.id = seal.command
where command.sha256 is not seal.command_sha256
order by seal.id
"""


def newest(ledger: Ledger) -> Witness | None:
    """How far the log goes; none where there is nothing in it."""
    row = ledger.row(_NEWEST)
    return Witness(*row) if row else None


def newest_of_any(ledger: Ledger) -> Witness | None:
    """The same of a file of any schema, also of one that has no log yet."""
    return newest(ledger) if ledger.row(_LOGGED) else None


def bears_out(ledger: Ledger, witness: Witness) -> bool:
    """Whether the log has what somebody bears witness of."""
    return bool(ledger.row(_THIS, number=witness.number, sha256=witness.sha256))


def problem(ledger: Ledger, place: str, witness: Witness) -> Problem:
    """What has become of a log that a witness tells otherwise."""
    return Problem(place, "witness", _cut_or_anew(ledger, witness))


def of_copies(ledger: Ledger) -> Iterator[Problem]:
    """Copies beside the file that tell otherwise: of all the newest, which has seen the most."""
    for copy, witness in witnesses(ledger.path, folder_of(ledger.path)):
        if not bears_out(ledger, witness):
            amiss = problem(ledger, copy.name, witness)
            with suppress(CopyBad):  # what stands beside it is enough
                amiss = next(since(ledger, copy), amiss)
            yield amiss
            return


def of_seals(ledger: Ledger) -> Iterator[Problem]:
    """Seals within the file that tell otherwise."""
    for number, *told in ledger.tuples(_SEALS):
        yield problem(ledger, f"seal {number}", Witness(*told))


def since(ledger: Ledger, copy: Path) -> Iterator[Problem]:
    """What of a copy's log the file does not have: nothing where it only went on since.

    Raises `CopyBad` for what is no copy.
    """
    try:
        with closing(Ledger(connected(copy, mode="ro"), copy)) as kept:
            last = newest_of_any(kept)
            fork = _fork(kept, ledger) if last else None
    except InforeportError as error:
        raise CopyBad(path=copy, why=error.message) from None
    if last is None:
        raise CopyBad(path=copy, why=message("it has no log yet"))
    if fork is not None:
        yield Problem(copy.name, "witness", _cut_or_anew(ledger, last, fork))


def _fork(kept: Ledger, ledger: Ledger) -> int | None:
    """The first command of a copy that is not that of the file."""
    with closing(ledger.each(_LOG)) as ours:
        for theirs, mine in zip_longest(kept.each(_LOG), ours):
            if theirs is None:
                return None
            if theirs != mine:
                return int(theirs[0])
    return None


def _cut_or_anew(ledger: Ledger, witness: Witness, fork: int | None = None) -> Message:
    last = newest(ledger)
    end = last.number if last else 0
    if end < witness.number and fork in {None, end + 1}:
        return message(
            "the log ends with command {end}, and went on to {number}: what came after was cut"
            " off, or an older file was put in its place",
            end=end,
            number=witness.number,
        )
    if fork is None:
        return message("command {number} is not the one that the log had", number=witness.number)
    return message("from command {number} on the log was written anew", number=fork)
