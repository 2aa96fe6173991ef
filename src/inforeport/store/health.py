"""Whether the file is what its trail says, whole, and as nobody but inforeport wrote it.

What is wrong is found and named; nothing is put right here.
"""

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from typing import Any

from msgspec import json

from inforeport.errors import InforeportError
from inforeport.model import Problem
from inforeport.pace import paced
from inforeport.store import _command, _contact, _schema, _states, _tables, _triggers, witness
from inforeport.store.ledger import SCHEMA, Ledger
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

_ORIGINALS = "select sha256, content from original"

_ATTACHED = """
select attachment.id, original.sha256 is not null
from attachment
left join original using (sha256)
where original.sha256 is null or sha256 in (select value from json_each(:bad))
order by attachment.id
"""

_SEALED = """
select distinct seal.id
from seal
join json_each(
  json_array(units, newest, schemes, stationery, rewards, counts, result, facts)
) as part
left join original on original.sha256 = part.value
where original.sha256 is null or part.value in (select value from json_each(:bad))
order by seal.id
"""

_UNUSED = """
select value
from json_each(:bad)
where value not in (select sha256 from attachment) and not exists (
  select 1
  from seal
  where value in (units, newest, schemes, stationery, rewards, counts, result, facts)
)
"""

_CONTACTS = "select id, sha256, salt, phone, mobile, email from contact order by id"

_INCOMING = "select id, mark, salt, content from incoming order by id"

_NO_MORE: tuple[float, Iterable[Any]] = float("inf"), ()
"""After the changes of the last command."""

Look = Callable[[Ledger], Iterator[Problem]]

_ASTRAY = {
    (True, True): N_("it is not what its last change made of it"),
    (True, False): N_("it is gone, and no change took it away"),
    (False, True): N_("no change put it on file"),
}


def findings(ledger: Ledger) -> list[Problem]:
    """All that is wrong with the file; none where it is well."""
    return [one for look in paced(_LOOKS) for one in _seen(look, ledger)]


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


def _parts(ledger: Ledger) -> Iterator[Problem]:
    """Tables and indexes that somebody took away, changed, or put there."""
    made, wanted = _schema.made(ledger), _schema.wanted()
    for name in sorted({*made, *wanted}):
        if name not in made:
            yield Problem(name, "schema", message("it is part of the file, and was taken away"))
        elif name not in wanted:
            yield Problem(name, "schema", message("it is no part of the file: who put it there?"))
        elif made[name] != wanted[name]:
            what = message("it is not made as inforeport makes it: its checks may be gone")
            yield Problem(name, "schema", what)


def _numbers(ledger: Ledger) -> Iterator[Problem]:
    """Numbers by which the file says what it is, and how it is written."""
    number = ledger.number
    if number != SCHEMA:
        wrong = message("its schema number was set to {found}", found=number)
        yield Problem("file", "schema", wrong)
    if ledger.had_log:
        wrong = message("it was made to write a log beside itself; that is set right now")
        yield Problem("file", "schema", wrong)


def _chain(ledger: Ledger) -> Iterator[Problem]:
    """Commands whose fingerprint is not theirs, or not of what came before."""
    groups = groupby(ledger.each(_CHANGES), itemgetter(0))
    of, changes = next(groups, _NO_MORE)
    before: bytes = b""
    for number, sha256_, own, *head in ledger.each(_COMMANDS):
        while of < number:
            of, changes = next(groups, _NO_MORE)
        mine = (change[1:] for change in changes) if of == number else ()
        if head[0] != before or _command.fingerprint(head, mine) != sha256_:
            what = message("the trail of this command was changed after it was written")
            yield Problem(f"command {number}", "chain", what)
        before = own


def _strangers(ledger: Ledger) -> Iterator[Problem]:
    """What another program wrote into the file."""
    sentence = message("another program wrote into the file")
    for (number,) in ledger.tuples(_STRANGERS):
        yield Problem(f"command {number}", "stranger", sentence)
    if ledger.tuples(_LOOSE)[0][0]:
        yield Problem("file", "stranger", sentence)


def _rows(ledger: Ledger) -> Iterator[Problem]:
    """Rows that are not what the trail says."""
    for astray in _states.astray(ledger):
        what = Message(_ASTRAY[astray.trail is not None, astray.row is not None])
        yield Problem(f"{astray.table} {_number(astray.key)}", "row", what)


def _number(key: str) -> str:
    """What a row is named by; where that cannot be read any more, as the trail has it."""
    try:
        return " ".join(map(str, _tables.decoded(key).values()))
    except ValueError:
        return key


def _marked(ledger: Ledger) -> Iterator[Problem]:
    """Rows with a sign that the trail keeps for itself; what it tells of them cannot be read."""
    why = message("the sign {sign} can stand in no text that is kept", sign="U+FDD0")
    for table in _tables.tables(ledger):
        for (number,) in ledger.each(table.marked()):
            yield Problem(f"{table.name} {number}", "row", why)


def _originals(ledger: Ledger) -> Iterator[Problem]:
    """Files that came with reports, or were printed, and are not what they were."""
    digests = ((name, sha256(content).hexdigest()) for name, content in ledger.each(_ORIGINALS))
    bad = json.encode([name for name, digest in digests if digest != name]).decode()
    for number, there in ledger.tuples(_ATTACHED, bad=bad):
        missing = message("its content is missing")
        wrong = message("its content is not what was attached") if there else missing
        yield Problem(f"attachment {number}", "original", wrong)
    for (number,) in ledger.tuples(_SEALED, bad=bad):
        wrong = message("what was printed is missing, or is not what was printed")
        yield Problem(f"seal {number}", "original", wrong)
    for (name,) in ledger.tuples(_UNUSED, bad=bad):
        yield Problem(f"original {name}", "original", message("it is not what was kept"))


def _contacts(ledger: Ledger) -> Iterator[Problem]:
    """Telephones and mailboxes that are not what was put on file."""
    for number, mark, salt, *reached_by in ledger.each(_CONTACTS):
        if _contact.digest(salt, reached_by) != mark:
            what = message("it is not what was put on file")
            yield Problem(f"contact {number}", "row", what)


def _incoming(ledger: Ledger) -> Iterator[Problem]:
    """What came in and is not what came."""
    for number, mark, salt, content in ledger.each(_INCOMING):
        digest = sha256(content).hexdigest() if content is not None else None
        if _contact.digest(salt, [digest]) != mark:
            yield Problem(f"incoming {number}", "original", message("it is not what came in"))


_LOOKS: Iterable[Look] = (
    _pages,
    _references,
    _guards,
    _parts,
    _numbers,
    _chain,
    _strangers,
    _rows,
    _marked,
    _originals,
    _contacts,
    _incoming,
    witness.of_seals,
    witness.of_copies,
)
