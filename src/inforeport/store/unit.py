"""Units with their aliases: found by name, alias or number, never by guessing in a file."""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from inforeport.errors import (
    AmbiguousUnit,
    CountsForChain,
    CountsForItself,
    EndsBeforeStart,
    InforeportError,
    UnitExists,
    UnknownUnit,
)
from inforeport.fields import UNIT
from inforeport.model import Draft, Outcome, Problem, Unit
from inforeport.store._reader import Reader
from inforeport.store._row import adds_nothing, check_span, numbered, refused
from inforeport.store._writer import Columns, insertion, written
from inforeport.store.ledger import Ledger
from inforeport.text import fold

_UNITS = Reader(UNIT, more={"counts_for": "other.name", "aliases": "group_concat(alias, char(10))"})

_ALL = _UNITS.select("""
from unit
left join unit as other on other.id = unit.counts_for
left join unit_alias on unit_alias.unit_id = unit.id
group by unit.id
order by unit.id
""")

_ADD = insertion(
    "unit", ["fold", *(one.column for one in UNIT.fields if one.column not in {"", "id"})]
)

_ADD_ALIAS = """
insert or ignore into unit_alias (fold, alias, unit_id)
values (:fold, :alias, :unit)
"""


_GIVEN = UNIT.given("name")


def units(ledger: Ledger) -> tuple[Unit, ...]:
    """All units, in the order in which they were added."""
    return tuple(_UNITS.records(ledger.tuples(_ALL)))


def unit(ledger: Ledger, wanted: str, *, typed: bool = False, guess: bool = False) -> Unit:
    """The unit of that name, alias or `#3`.

    Where it was `typed` a bare 3 will do, with `guess` a unique beginning. Raises `UnknownUnit`
    with the nearest names, or `AmbiguousUnit` where a beginning fits several.
    """
    every = units(ledger)
    meant = by_name(every).get(fold(wanted))
    if meant is None and (number := numbered(wanted, bare=typed)):
        meant = next((one for one in every if one.id == number), None)
    if meant is None and guess and fold(wanted):
        beginning = [one for one in every if fold(one.name).startswith(fold(wanted))]
        if len(beginning) > 1:
            raise AmbiguousUnit(name=wanted, near=[one.name for one in beginning])
        meant = next(iter(beginning), None)
    if meant is None:
        raise UnknownUnit.nearest(wanted, [one.name for one in every])
    return meant


def by_name(units: Iterable[Unit]) -> dict[str, Unit]:
    """Units by every folded name and alias they have."""
    return {fold(name): one for one in units for name in (one.name, *one.aliases)}


def add(ledger: Ledger, new: Unit) -> Unit:
    """The unit as it was put on file.

    Raises `UnitExists` where a name or alias is taken, `EndsBeforeStart`, `UnknownUnit` where the
    one that it counts for is not on file, `CountsForItself`, or `CountsForChain`.
    """
    named = by_name(units(ledger))
    return _put(ledger, _fitting(new, named, named), named)


def _fitting(new: Unit, named: Mapping[str, Unit], coming: Mapping[str, Unit]) -> Unit:
    """A new unit, with the own name of the one that it counts for; raises as `add` does.

    `named` are the units that it stands beside, `coming` those of its file.
    """
    check_span(new.name, new.since, new.until)
    for name in (new.name, *new.aliases):
        if fold(name) in named:
            raise UnitExists(name=name, unit=named[fold(name)].name)
    if new.counts_for is None:
        return new
    if fold(new.counts_for) in by_name([new]):
        raise CountsForItself(unit=new.name)
    other = named.get(fold(new.counts_for))
    later = coming.get(fold(new.counts_for))
    if other is None and not (later and later.counts_for):
        raise UnknownUnit.nearest(new.counts_for, [one.name for one in named.values()])
    if other is None or other.counts_for:
        raise CountsForChain(unit=new.name, other=new.counts_for)
    return replace(new, counts_for=other.name)


def _put(ledger: Ledger, new: Unit, named: Mapping[str, Unit]) -> Unit:
    """Put a unit on file that fits; `named` holds the number of the one that it counts for."""
    number = ledger.change(_ADD, **_columns(new, named))
    for alias in new.aliases:
        ledger.change(_ADD_ALIAS, fold=fold(alias), alias=alias, unit=number)
    return replace(new, id=number)


def add_alias(ledger: Ledger, unit: Unit, alias: str) -> None:
    """Another name by which a unit is known. Raises `UnitExists` where somebody has it."""
    other = by_name(units(ledger)).get(fold(alias))
    if other and other.id != unit.id:
        raise UnitExists(name=alias, unit=other.name)
    ledger.change(_ADD_ALIAS, fold=fold(alias), alias=alias, unit=unit.id)


def edit(ledger: Ledger, before: Unit, changed: Unit) -> None:
    """Write what is changed; the old name stays an alias. Raises as `add` does."""
    check_span(changed.name, changed.since, changed.until)
    named = by_name(units(ledger))
    other = named.get(fold(changed.name))
    if other and other.id != before.id:
        raise UnitExists(name=changed.name, unit=other.name)
    if changed.counts_for and changed.counts_for != before.counts_for:
        _check_counting(before, changed.counts_for, named)
    ledger.update("unit", before.id, _columns(changed, named))
    if fold(changed.name) != fold(before.name):
        add_alias(ledger, before, before.name)


def _check_counting(unit: Unit, wanted: str, named: Mapping[str, Unit]) -> None:
    """That a unit on file may count for another: points are handed on once, not in a chain."""
    other = named.get(fold(wanted))
    if other is None:
        raise UnknownUnit.nearest(wanted, [one.name for one in named.values()])
    if other.id == unit.id:
        raise CountsForItself(unit=unit.name)
    if other.counts_for or any(one.counts_for == unit.name for one in named.values()):
        raise CountsForChain(unit=unit.name, other=other.name)


def take(ledger: Ledger, drafts: Iterable[Draft[Unit]]) -> Outcome:
    """Put many on file; one that is there already and says the same changes nothing.

    One may count for another that comes later: those that count for none are looked at first, and
    all are put on file in the order of the file.
    """
    rows = tuple(drafts)
    named = by_name(units(ledger))
    coming = by_name(draft.record for draft in rows)
    fitting: dict[int, Unit] = {}
    problems: list[Problem] = []
    order = sorted(range(len(rows)), key=lambda place: rows[place].record.counts_for is not None)
    for place in order:
        new = rows[place].record
        there = named.get(fold(new.name))
        try:
            if there is None:
                fitting[place] = _fitting(new, named, coming)
                named |= by_name([fitting[place]])
            elif not _same(there, new, named):
                raise UnitExists(name=new.name, unit=there.name)
        except InforeportError as error:
            problems.append(refused(rows[place], error, _column(error)))
    _put_all(ledger, [fitting[place] for place in sorted(fitting)], named)
    return Outcome(len(fitting), len(rows) - len(fitting) - len(problems), tuple(problems))


def _put_all(ledger: Ledger, fitting: list[Unit], named: Mapping[str, Unit]) -> None:
    """Put units on file in their order, and then for whom they count: that may be a later one."""
    on_file = dict(named)
    for draft in fitting:
        on_file |= by_name([_put(ledger, replace(draft, counts_for=None), named)])
    for draft in fitting:
        if draft.counts_for:
            number = on_file[fold(draft.name)].id
            other = on_file[fold(draft.counts_for)].id
            ledger.update("unit", number, {"counts_for": other})


def _column(error: InforeportError) -> str:
    """The column of a file that comes in that an error is about."""
    return "unit" if isinstance(error, UnitExists | EndsBeforeStart) else "counts_for"


def _same(there: Unit, new: Unit, named: Mapping[str, Unit]) -> bool:
    """Whether a row says nothing that is not on file."""
    more = {fold(alias) for alias in new.aliases} - {fold(alias) for alias in there.aliases}
    other = named.get(fold(new.counts_for)) if new.counts_for else None
    new = replace(new, counts_for=other.name) if other else new
    return not more and adds_nothing(new, there, _GIVEN)


def _columns(new: Unit, named: Mapping[str, Unit]) -> Columns:
    other = named[fold(new.counts_for)].id if new.counts_for else None
    return written(UNIT, new, fold=fold(new.name), counts_for=other)
