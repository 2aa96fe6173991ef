"""Units with their aliases: found by name, alias or number, never by guessing in a file."""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from inforeport.errors import AmbiguousUnit, UnitExists, UnknownUnit
from inforeport.model import Draft, Outcome, Problem, Unit
from inforeport.store._row import adds_nothing, check_span, day, iso, numbered, refused
from inforeport.store.ledger import Ledger
from inforeport.text import fold

_ALL = """
select unit.id, name, unit_group, since, until, reason, group_concat(alias, char(10)) as aliases
from unit
left join unit_alias on unit_alias.unit_id = unit.id
group by unit.id
order by unit.id
"""

_ADD = """
insert into unit (name, fold, unit_group, since, until, reason)
values (:name, :fold, :group, :since, :until, :reason)
"""

_ADD_ALIAS = """
insert or ignore into unit_alias (fold, alias, unit_id)
values (:fold, :alias, :unit)
"""


def units(ledger: Ledger) -> tuple[Unit, ...]:
    """All units, in the order in which they were added."""
    return tuple(
        Unit(
            name=row["name"],
            group=row["unit_group"],
            since=day(row["since"]),
            until=day(row["until"]),
            aliases=tuple((row["aliases"] or "").split("\n")) if row["aliases"] else (),
            reason=row["reason"],
            id=row["id"],
        )
        for row in ledger.rows(_ALL)
    )


def unit(ledger: Ledger, wanted: str, *, typed: bool = False, guess: bool = False) -> Unit:
    """The unit of that name, alias or `#3`.

    Where it was `typed` a bare 3 will do, with `guess` a unique beginning. Raises `UnknownUnit`
    with the nearest names, or `AmbiguousUnit` where a beginning fits several.
    """
    known = units(ledger)
    found = by_name(known).get(fold(wanted))
    if found is None and (number := numbered(wanted, bare=typed)):
        found = next((one for one in known if one.id == number), None)
    if found is None and guess and fold(wanted):
        begin = [one for one in known if fold(one.name).startswith(fold(wanted))]
        if len(begin) > 1:
            raise AmbiguousUnit(name=wanted, near=[one.name for one in begin])
        found = next(iter(begin), None)
    if found is None:
        raise UnknownUnit.nearest(wanted, [one.name for one in known])
    return found


def by_name(known: Iterable[Unit]) -> dict[str, Unit]:
    """Units by every folded name and alias they have."""
    return {fold(name): one for one in known for name in (one.name, *one.aliases)}


def add(ledger: Ledger, new: Unit) -> Unit:
    """The unit as it was put on file.

    Raises `UnitExists` where a name or alias is taken, or `EndsBeforeStart`.
    """
    return _put(ledger, new, by_name(units(ledger)))


def _put(ledger: Ledger, new: Unit, taken: Mapping[str, Unit]) -> Unit:
    """Put a unit on file beside those whose names are taken."""
    check_span(new.name, new.since, new.until)
    for name in (new.name, *new.aliases):
        if fold(name) in taken:
            raise UnitExists(name=name, unit=taken[fold(name)].name)
    number = ledger.change(
        _ADD,
        name=new.name,
        fold=fold(new.name),
        group=new.group,
        since=iso(new.since),
        until=iso(new.until),
        reason=new.reason,
    )
    for alias in new.aliases:
        ledger.change(_ADD_ALIAS, fold=fold(alias), alias=alias, unit=number)
    return replace(new, id=number)


def add_alias(ledger: Ledger, known: Unit, alias: str) -> None:
    """Another name by which a unit is known. Raises `UnitExists` where somebody has it."""
    other = by_name(units(ledger)).get(fold(alias))
    if other and other.id != known.id:
        raise UnitExists(name=alias, unit=other.name)
    ledger.change(_ADD_ALIAS, fold=fold(alias), alias=alias, unit=known.id)


def edit(ledger: Ledger, known: Unit, changed: Unit) -> None:
    """Write what is changed; the old name stays an alias. Raises as `add` does."""
    check_span(changed.name, changed.since, changed.until)
    other = by_name(units(ledger)).get(fold(changed.name))
    if other and other.id != known.id:
        raise UnitExists(name=changed.name, unit=other.name)
    changes: Mapping[str, object] = {
        "name": changed.name,
        "fold": fold(changed.name),
        "unit_group": changed.group,
        "since": iso(changed.since),
        "until": iso(changed.until),
        "reason": changed.reason,
    }
    ledger.update("unit", known.id, changes)
    if fold(changed.name) != fold(known.name):
        add_alias(ledger, known, known.name)


def take(ledger: Ledger, drafts: Iterable[Draft[Unit]]) -> Outcome:
    """Put many on file; one that is there already and says the same changes nothing."""
    added = known = 0
    problems: list[Problem] = []
    on_file = by_name(units(ledger))
    for draft in drafts:
        there = on_file.get(fold(draft.record.name))
        if there is None:
            try:
                fresh = _put(ledger, draft.record, on_file)
            except UnitExists as error:
                problems.append(refused(draft, error, "unit"))
                continue
            on_file |= by_name([fresh])
            added += 1
        elif _same(there, draft.record):
            known += 1
        else:
            taken = UnitExists(name=draft.record.name, unit=there.name)
            problems.append(refused(draft, taken, "unit"))
    return Outcome(added, known, tuple(problems))


def _same(there: Unit, new: Unit) -> bool:
    """Whether a row says nothing that is not on file."""
    more = {fold(alias) for alias in new.aliases} - {fold(alias) for alias in there.aliases}
    return not more and adds_nothing(new, there, ("group", "since", "until"))
