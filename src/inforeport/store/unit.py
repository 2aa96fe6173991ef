"""Units with their aliases: found by name, alias or number, never by guessing in a file."""

from collections.abc import Iterable

from msgspec.structs import replace

from inforeport.directory import Directory
from inforeport.errors import (
    AmbiguousUnit,
    CountsForChain,
    CountsForItself,
    EndsBeforeStart,
    InforeportError,
    UnitExists,
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

_DROP_ALIAS = "delete from unit_alias where fold = :fold and unit_id = :unit"

_OFFICE = "select name from office"

_GIVEN = UNIT.given("name")


def units(ledger: Ledger) -> tuple[Unit, ...]:
    """All units, in the order in which they were added."""
    return tuple(_UNITS.records(ledger.tuples(_ALL)))


def directory(ledger: Ledger) -> Directory:
    """All units, to be found by the names people write."""
    offices = ledger.rows(_OFFICE)
    return Directory(units(ledger), offices[0]["name"] if offices else "")


def unit(ledger: Ledger, wanted: str, *, typed: bool = False, guess: bool = False) -> Unit:
    """The unit of that name, in whatever form it is written, or `#3`.

    Where it was `typed` a bare 3 will do, with `guess` a unique beginning. Raises `UnknownUnit`
    with the nearest names, or `AmbiguousUnit` where a name or a beginning fits several.
    """
    every = directory(ledger)
    meant = every.find(wanted)
    if meant is None and (number := numbered(wanted, bare=typed)):
        meant = next((one for one in every.units if one.id == number), None)
    if meant is None and guess:
        beginning = every.begins(wanted)
        if len(beginning) > 1:
            raise AmbiguousUnit(name=wanted, near=[one.name for one in beginning])
        meant = next(iter(beginning), None)
    return meant or every.whose(wanted)


def add(ledger: Ledger, new: Unit) -> Unit:
    """The unit as it was put on file.

    Raises `UnitExists` where a name or alias is taken, or the name is another way to write that of
    a unit; `EndsBeforeStart`, `UnknownUnit` where the one that it counts for is not on file,
    `CountsForItself`, or `CountsForChain`.
    """
    there = directory(ledger)
    if other := there.meant(new.name):
        raise UnitExists(name=new.name, unit=other.name)
    return _put(ledger, _fitting(new, there, there), there)


def _fitting(new: Unit, there: Directory, coming: Directory) -> Unit:
    """A new unit, with the own name of the one that it counts for; raises as `add` does.

    `there` are the units that it stands beside, `coming` those of its file.
    """
    check_span(new.name, new.since, new.until)
    for name in (new.name, *new.aliases):
        if fold(name) in there.exact:
            raise UnitExists(name=name, unit=there.exact[fold(name)].name)
    if new.counts_for is None:
        return new
    if Directory([new]).find(new.counts_for):
        raise CountsForItself(unit=new.name)
    later = coming.find(new.counts_for)
    other = there.find(new.counts_for)
    if other is None and not (later and later.counts_for):
        there.whose(new.counts_for)
    if other is None or other.counts_for:
        raise CountsForChain(unit=new.name, other=new.counts_for)
    return replace(new, counts_for=other.name)


def _put(ledger: Ledger, new: Unit, there: Directory) -> Unit:
    """Put a unit on file that fits; `there` holds the number of the one that it counts for."""
    number = ledger.change(_ADD, **_columns(new, there))
    for alias in new.aliases:
        ledger.change(_ADD_ALIAS, fold=fold(alias), alias=alias, unit=number)
    return replace(new, id=number)


def add_alias(ledger: Ledger, unit: Unit, alias: str) -> None:
    """Another name by which a unit is known. Raises `UnitExists` where somebody has it."""
    other = directory(ledger).exact.get(fold(alias))
    if other and other.id != unit.id:
        raise UnitExists(name=alias, unit=other.name)
    ledger.change(_ADD_ALIAS, fold=fold(alias), alias=alias, unit=unit.id)


def edit(ledger: Ledger, before: Unit, changed: Unit) -> None:
    """Write what is changed; the old name stays an alias. Raises as `add` does."""
    check_span(changed.name, changed.since, changed.until)
    there = directory(ledger)
    other = there.exact.get(fold(changed.name))
    if other and other.id != before.id:
        raise UnitExists(name=changed.name, unit=other.name)
    if changed.counts_for and changed.counts_for != before.counts_for:
        _check_counting(before, changed.counts_for, there)
    ledger.update("unit", before.id, _columns(changed, there))
    if fold(changed.name) != fold(before.name):
        ledger.change(_DROP_ALIAS, fold=fold(changed.name), unit=before.id)
        add_alias(ledger, before, before.name)


def _check_counting(unit: Unit, wanted: str, there: Directory) -> None:
    """That a unit on file may count for another: points are handed on once, not in a chain."""
    other = there.whose(wanted)
    if other.id == unit.id:
        raise CountsForItself(unit=unit.name)
    if other.counts_for or any(one.counts_for == unit.name for one in there.units):
        raise CountsForChain(unit=unit.name, other=other.name)


def take(ledger: Ledger, drafts: Iterable[Draft[Unit]]) -> Outcome:
    """Put many on file; one that is there already and says the same changes nothing.

    One may count for another that comes later: those that count for none are looked at first, and
    all are put on file in the order of the file.
    """
    rows = tuple(drafts)
    there, coming = directory(ledger), Directory(draft.record for draft in rows)
    fitting: dict[int, Unit] = {}
    problems: list[Problem] = []
    again: set[str] = set()
    order = sorted(range(len(rows)), key=lambda place: rows[place].record.counts_for is not None)
    for place in order:
        try:
            new = _new(rows[place].record, there, coming)
        except InforeportError as error:
            problems.append(refused(rows[place], error, _column(error)))
            continue
        if new:
            fitting[place] = new
            there.add(new)
        else:
            again.add(rows[place].place)
    _put_all(ledger, [fitting[place] for place in sorted(fitting)])
    return Outcome(len(fitting), len(again), tuple(problems), there=frozenset(again))


def _new(new: Unit, there: Directory, coming: Directory) -> Unit | None:
    """A unit that is to be put on file; none where it is there and says the same.

    Raises as `add` does, or `AmbiguousUnit`.
    """
    there_already = there.find(new.name)
    if there_already is None:
        return _fitting(new, there, coming)
    if not _same(there_already, new, there):
        raise UnitExists(name=new.name, unit=there_already.name)
    return None


def _put_all(ledger: Ledger, fitting: list[Unit]) -> None:
    """Put units on file in their order, and then for whom they count: that may be a later one."""
    nobody = Directory(())
    numbers = [_put(ledger, replace(new, counts_for=None), nobody).id for new in fitting]
    if not any(new.counts_for for new in fitting):
        return
    there = directory(ledger)
    for number, new in zip(numbers, fitting, strict=True):
        if new.counts_for:
            ledger.update("unit", number, {"counts_for": there.whose(new.counts_for).id})


def _column(error: InforeportError) -> str:
    """The column of a file that comes in that an error is about."""
    return "unit" if isinstance(error, UnitExists | EndsBeforeStart) else "counts_for"


def _same(before: Unit, new: Unit, there: Directory) -> bool:
    """Whether a row says nothing that is not on file."""
    more = {fold(alias) for alias in new.aliases} - {fold(alias) for alias in before.aliases}
    other = there.find(new.counts_for) if new.counts_for else None
    new = replace(new, counts_for=other.name) if other else new
    return not more and adds_nothing(new, before, _GIVEN)


def _columns(new: Unit, there: Directory) -> Columns:
    other = there.whose(new.counts_for).id if new.counts_for else None
    return written(UNIT, new, fold=fold(new.name), counts_for=other)
