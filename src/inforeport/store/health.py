"""Whether the file is what its trail says, whole, and as nobody but inforeport wrote it.

What is wrong is found and named; nothing is put right here.
"""

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256

from inforeport.errors import InforeportError
from inforeport.model import Problem
from inforeport.store import _command, _states, _tables, _triggers
from inforeport.store.ledger import Ledger
from inforeport.words import N_, Message, message

_COMMANDS = """
select id, sha256, cast(sha256 as blob), cast(previous as blob), cast(id as blob),
  cast(at as blob), cast(who as blob), cast(text as blob), cast(undoes as blob),
  cast(lasting as blob)
from command
order by id
"""

_CHANGES = """
select command_id, cast(table_name as blob), cast(key as blob), cast(before as blob),
  cast(after as blob)
from change
order by command_id, id
"""

_STRANGERS = """
select id
from command
where text = '' and id not in (select undoes from command where undoes is not null)
"""

_LOOSE = """
select count(*)
from change
where command_id > (select ifnull(max(id), 0) from command)
"""

_ORIGINALS = """
select attachment.id, sha256, content
from attachment
left join original using (sha256)
order by attachment.id
"""

_SEALS = """
select seal.id, part.value, content
from seal
join json_each(
  json_array(units, newest, schemes, stationery, rewards, counts, result, facts)
) as part
left join original on original.sha256 = part.value
order by seal.id
"""

Look = Callable[[Ledger], Iterator[Problem]]

_ASTRAY = {
    (True, True): N_("it is not what its last change made of it"),
    (True, False): N_("it is gone, and no change took it away"),
    (False, True): N_("no change put it on file"),
}


def findings(ledger: Ledger) -> list[Problem]:
    """All that is wrong with the file; none where it is well."""
    return [one for look in _LOOKS for one in _seen(look, ledger)]


def _seen(look: Look, ledger: Ledger) -> Iterator[Problem]:
    """What one look finds; what keeps it from looking is a finding too."""
    try:
        yield from look(ledger)
    except InforeportError as error:
        yield Problem("file", error.code, error.message)


def _pages(ledger: Ledger) -> Iterator[Problem]:
    """What SQLite itself finds."""
    for (answer,) in ledger.tuples("pragma quick_check"):
        if answer != "ok":
            yield Problem("file", "damaged", str(answer))


def _references(ledger: Ledger) -> Iterator[Problem]:
    """Rows that refer to what is not there; originals and the trail are looked at by their hash."""
    for table, number, other, _ in ledger.tuples("pragma foreign_key_check"):
        if other not in {"original", "command"}:
            what = message("it refers to what is not there ({other})", other=other)
            yield Problem(f"{table} {number}" if number else table, "reference", what)


def _guards(ledger: Ledger) -> Iterator[Problem]:
    """Triggers that somebody took away or put there."""
    made, wanted = _triggers.made(ledger), _triggers.wanted(ledger)
    for name in sorted({*made, *wanted}):
        if made.get(name) != wanted.get(name):
            what = message("a trigger that keeps the trail is missing, or another is there")
            yield Problem(name, "guard", what)


def _chain(ledger: Ledger) -> Iterator[Problem]:
    """Commands whose fingerprint is not theirs, or not of what came before."""
    changes: dict[int, list[tuple[bytes | None, ...]]] = {}
    for number, *change in ledger.tuples(_CHANGES):
        changes.setdefault(number, []).append(tuple(change))
    before: bytes = b""
    for number, sha256_, own, *head in ledger.tuples(_COMMANDS):
        if head[0] != before or _command.fingerprint(head, changes.get(number, ())) != sha256_:
            what = message("the trail of this command was changed after it was written")
            yield Problem(f"command {number}", "chain", what)
        before = own


def _strangers(ledger: Ledger) -> Iterator[Problem]:
    """What another program wrote into the file."""
    what = message("another program wrote into the file")
    for (number,) in ledger.tuples(_STRANGERS):
        yield Problem(f"command {number}", "stranger", what)
    if ledger.tuples(_LOOSE)[0][0]:
        yield Problem("file", "stranger", what)


def _rows(ledger: Ledger) -> Iterator[Problem]:
    """Rows that are not what the trail says."""
    for astray in _states.astray(ledger):
        number = " ".join(str(value) for value in _tables.decoded(astray.key).values())
        what = Message(_ASTRAY[astray.trail is not None, astray.row is not None])
        yield Problem(f"{astray.table} {number}", "row", what)


def _printed(ledger: Ledger) -> Iterator[Problem]:
    """Sealed periods of which something printed is gone or is not what was printed."""
    for number, name, content in ledger.tuples(_SEALS):
        if content is None or sha256(content).hexdigest() != name:
            what = message("what was printed is missing, or is not what was printed")
            yield Problem(f"seal {number}", "original", what)


def _originals(ledger: Ledger) -> Iterator[Problem]:
    """Files that came with reports and are not what came."""
    for number, name, content in ledger.tuples(_ORIGINALS):
        if content is None:
            yield Problem(f"attachment {number}", "original", message("its content is missing"))
        elif sha256(content).hexdigest() != name:
            what = message("its content is not what was attached")
            yield Problem(f"attachment {number}", "original", what)


_LOOKS: Iterable[Look] = (
    _pages,
    _references,
    _guards,
    _chain,
    _strangers,
    _rows,
    _originals,
    _printed,
)
