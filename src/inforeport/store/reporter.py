"""The people who write for the units, from a day to a day, and how to reach them.

How to reach them stands in rows of its own that no edit changes: a new one is written, so that
`undo` finds the old one; the trail gets no more than a hash. Only `forget` empties them.
"""

from collections.abc import Iterable

from msgspec.structs import replace

from inforeport.errors import (
    AmbiguousReporter,
    AmbiguousUnit,
    ReporterExists,
    UnknownReporter,
    UnknownUnit,
)
from inforeport.fields import REPORTER
from inforeport.model import Draft, Outcome, Problem, Reporter
from inforeport.store import letter as letter_store
from inforeport.store import outbox as outbox_store
from inforeport.store import unit as unit_store
from inforeport.store._contact import reach
from inforeport.store._reader import Reader
from inforeport.store._row import adds_nothing, check_span, refused
from inforeport.store._writer import insertion, written
from inforeport.store.ledger import Ledger
from inforeport.text import fold, plain

_REACHED_BY = ("phone", "mobile", "email")

_REPORTERS = Reader(REPORTER, more={name: f"contact.{name}" for name in _REACHED_BY})

_ALL = _REPORTERS.select("""
from reporter
join unit on unit.id = reporter.unit_id
left join contact on contact.id = contact_id
order by unit.id, reporter.id
""")

_OWN = [one.column for one in REPORTER.fields if one.column]

_ADD = insertion("reporter", [*_OWN, "contact_id"])

_NEXT = "select ifnull(max(id), 0) + 1 as id from reporter"

_REACH = """
insert into contact (reporter_id, phone, mobile, email, salt, sha256)
values (:reporter, :phone, :mobile, :email, :salt, :sha256)
"""

_FORGET = """
update contact
set phone = null, mobile = null, email = null, salt = null, sha256 = null
where reporter_id = :reporter
"""

_GIVEN = [one.name for one in REPORTER.fields if one.head and one.name not in {"unit", "name"}]


def reporters(ledger: Ledger) -> tuple[Reporter, ...]:
    """All reporters, unit by unit."""
    return tuple(_REPORTERS.records(ledger.tuples(_ALL)))


def reporter(ledger: Ledger, wanted: str, unit: str | None = None) -> Reporter:
    """The reporter of that name (of that unit) or number.

    Raises `UnknownReporter`, or `AmbiguousReporter`.
    """
    every = [one for one in reporters(ledger) if unit in {None, one.unit}]
    exact = [one for one in every if one.name == wanted]
    number = plain(wanted).removeprefix("#")
    meant = exact or [
        one for one in every if fold(one.name) == fold(wanted) or f"{one.id}" == number
    ]
    if not meant:
        raise UnknownReporter(name=wanted)
    if len(meant) > 1:
        raise AmbiguousReporter(name=wanted, near=[f"{one.unit} #{one.id}" for one in meant])
    return meant[0]


def add(ledger: Ledger, new: Reporter) -> Reporter:
    """The reporter as put on file.

    Raises `UnknownUnit`, `ReporterExists` within the unit, or `EndsBeforeStart`.
    """
    unit = unit_store.unit(ledger, new.unit)
    _check(ledger, replace(new, unit=unit.name))
    added = replace(new, id=ledger.rows(_NEXT)[0]["id"], unit=unit.name)
    contact = _reach(ledger, added) if any(_contact(new)) else None
    columns = written(REPORTER, added, unit_id=unit.id, contact_id=contact)
    ledger.change(_ADD, id=added.id, **columns)
    return added


def edit(ledger: Ledger, before: Reporter, changed: Reporter) -> None:
    """Write what is changed of a reporter's name, post, contacts and days.

    Raises `ReporterExists` for a name that the unit has already, or `EndsBeforeStart`.
    """
    _check(ledger, replace(changed, id=before.id))
    columns = written(REPORTER, changed)
    if _contact(changed) != _contact(before):
        columns["contact_id"] = _reach(ledger, replace(changed, id=before.id))
    ledger.update("reporter", before.id, columns)


def forget(ledger: Ledger, reporter: Reporter) -> None:
    """Empty all that was ever on file of how to reach a reporter; his reports stay his unit's.

    The lists and forms that he came in with are emptied whole; mails to him that wait are dropped.
    The trail gets no more than that he has a new, empty contact; its hashes have lost their salt.
    """
    outbox_store.forget(ledger, reporter)  # which looks for his mailboxes
    ledger.change(_FORGET, reporter=reporter.id)
    letter_store.forget(ledger, reporter)
    nobody = replace(reporter, phone=None, mobile=None, email=None)
    ledger.update("reporter", reporter.id, {"contact_id": _reach(ledger, nobody)})


def take(ledger: Ledger, drafts: Iterable[Draft[Reporter]]) -> Outcome:
    """Put many on file; one that is there already and says the same changes nothing."""
    added, again = 0, list[str]()
    problems: list[Problem] = []
    units = unit_store.directory(ledger)
    on_file = {(one.unit, fold(one.name)): one for one in reporters(ledger)}
    for draft in drafts:
        try:
            unit = units.whose(draft.record.unit).name
            there = on_file.get((unit, fold(draft.record.name)))
            if there and adds_nothing(draft.record, there, _GIVEN):
                again.append(draft.place)
                continue
            fresh = add(ledger, draft.record)
        except (UnknownUnit, AmbiguousUnit, ReporterExists) as error:
            key = "name" if isinstance(error, ReporterExists) else "unit"
            problems.append(refused(draft, error, key))
            continue
        on_file[unit, fold(fresh.name)] = fresh
        added += 1
    return Outcome(added, len(again), tuple(problems), there=frozenset(again))


def _contact(reporter: Reporter) -> tuple[str | None, ...]:
    return tuple(getattr(reporter, name) for name in _REACHED_BY)


def _reach(ledger: Ledger, reporter: Reporter) -> int:
    """The number of a new row of how to reach a reporter."""
    reached_by = _contact(reporter)
    salt, digest = reach(reached_by)
    columns = dict(zip(_REACHED_BY, reached_by, strict=True))
    return ledger.change(_REACH, reporter=reporter.id, salt=salt, sha256=digest, **columns)


def _check(ledger: Ledger, wanted: Reporter) -> None:
    check_span(wanted.name, wanted.since, wanted.until)
    for other in reporters(ledger):
        is_named_so = (other.unit, fold(other.name)) == (wanted.unit, fold(wanted.name))
        if is_named_so and other.id != wanted.id:
            raise ReporterExists(name=wanted.name, unit=wanted.unit)
