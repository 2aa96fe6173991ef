"""The people who write for the units, from a day to a day."""

from collections.abc import Iterable

from msgspec.structs import replace

from inforeport.errors import AmbiguousReporter, ReporterExists, UnknownReporter, UnknownUnit
from inforeport.model import Draft, Outcome, Problem, Reporter
from inforeport.store import unit as unit_store
from inforeport.store._row import adds_nothing, check_span, day, iso, refused
from inforeport.store.ledger import Ledger

_ALL = """
select reporter.id, unit.name as unit, reporter.name, post, phone, mobile, email,
  reporter.since, reporter.until
from reporter
join unit on unit.id = reporter.unit_id
order by unit.id, reporter.id
"""

_ADD = """
insert into reporter (unit_id, name, post, phone, mobile, email, since, until)
values (:unit, :name, :post, :phone, :mobile, :email, :since, :until)
"""

_GIVEN = ("post", "phone", "mobile", "email", "since", "until")


def reporters(ledger: Ledger) -> tuple[Reporter, ...]:
    """All reporters, unit by unit."""
    return tuple(
        Reporter(
            unit=row["unit"],
            name=row["name"],
            post=row["post"],
            phone=row["phone"],
            mobile=row["mobile"],
            email=row["email"],
            since=day(row["since"]),
            until=day(row["until"]),
            id=row["id"],
        )
        for row in ledger.rows(_ALL)
    )


def reporter(ledger: Ledger, wanted: str, unit: str | None = None) -> Reporter:
    """The reporter of that name (of that unit) or number.

    Raises `UnknownReporter`, or `AmbiguousReporter`.
    """
    known = reporters(ledger)
    found = [
        one
        for one in known
        if (one.name == wanted or f"{one.id}" == wanted.removeprefix("#"))
        and unit in {None, one.unit}
    ]
    if not found:
        raise UnknownReporter(name=wanted)
    if len(found) > 1:
        raise AmbiguousReporter(name=wanted, near=[f"{one.unit} #{one.id}" for one in found])
    return found[0]


def add(ledger: Ledger, new: Reporter) -> Reporter:
    """The reporter as put on file.

    Raises `UnknownUnit`, `ReporterExists` within the unit, or `EndsBeforeStart`.
    """
    unit = unit_store.unit(ledger, new.unit)
    _check(ledger, replace(new, unit=unit.name))
    number = ledger.change(
        _ADD,
        unit=unit.id,
        name=new.name,
        post=new.post,
        phone=new.phone,
        mobile=new.mobile,
        email=new.email,
        since=iso(new.since),
        until=iso(new.until),
    )
    return replace(new, id=number, unit=unit.name)


def edit(ledger: Ledger, known: Reporter, changed: Reporter) -> None:
    """Write what is changed of a reporter's name, post, contacts and days.

    Raises `ReporterExists` for a name that the unit has already, or `EndsBeforeStart`.
    """
    _check(ledger, replace(changed, id=known.id))
    ledger.update(
        "reporter",
        known.id,
        {
            "name": changed.name,
            "post": changed.post,
            "phone": changed.phone,
            "mobile": changed.mobile,
            "email": changed.email,
            "since": iso(changed.since),
            "until": iso(changed.until),
        },
    )


def take(ledger: Ledger, drafts: Iterable[Draft[Reporter]]) -> Outcome:
    """Put many on file; one that is there already and says the same changes nothing."""
    added = known = 0
    problems: list[Problem] = []
    on_file = {(one.unit, one.name): one for one in reporters(ledger)}
    for draft in drafts:
        try:
            unit = unit_store.unit(ledger, draft.record.unit).name
            there = on_file.get((unit, draft.record.name))
            if there and adds_nothing(draft.record, there, _GIVEN):
                known += 1
                continue
            fresh = add(ledger, draft.record)
        except (UnknownUnit, ReporterExists) as error:
            key = "unit" if isinstance(error, UnknownUnit) else "name"
            problems.append(refused(draft, error, key))
            continue
        on_file[unit, fresh.name] = fresh
        added += 1
    return Outcome(added, known, tuple(problems))


def _check(ledger: Ledger, wanted: Reporter) -> None:
    check_span(wanted.name, wanted.since, wanted.until)
    for one in reporters(ledger):
        if (one.unit, one.name) == (wanted.unit, wanted.name) and one.id != wanted.id:
            raise ReporterExists(name=wanted.name, unit=wanted.unit)
