"""Sealed periods counted again: what would be printed otherwise today, and why."""

from collections.abc import Container, Iterable, Mapping
from datetime import date
from typing import Any

from msgspec.structs import replace

from inforeport.errors import InforeportError, NotSealed
from inforeport.model import Facts, StoredScheme
from inforeport.model.papers import Difference, Material, Recount
from inforeport.office.archive import decoded
from inforeport.office.results import Results
from inforeport.office.seals import Sealed, evidence
from inforeport.pace import paced
from inforeport.period import Period
from inforeport.scoring.differences import differences
from inforeport.scoring.reasons import Since, explained
from inforeport.version import __version__


def of_seal(results: Results, sealed: Sealed) -> tuple[Difference, ...]:
    """The units of a sealed period that would be printed otherwise today, each with the reasons."""
    new = results.as_printed(sealed)
    differing = differences(sealed.result, new, results.snapshot.names_now(sealed))
    return explained(differing, _since(results, sealed)) if differing else ()


def of_period(results: Results, period: Period) -> Recount:
    """The same of a sealed period, with its days. Raises `NotSealed`."""
    sealed = results.snapshot.sealed(period)
    if sealed is None:
        raise NotSealed(period=period.name)
    return _recount(results, sealed)


def of_all(results: Results) -> list[Recount]:
    """The same of every sealed period."""
    return [_recount(results, sealed) for sealed in paced(results.snapshot.every_seal())]


def differing(results: Results, names: Container[str]) -> frozenset[str]:
    """Which of the sealed periods of these names differ by more than what units are called.

    One that cannot be counted differs.
    """
    seals = (one for one in results.snapshot.every_seal() if one.period.name in names)
    return frozenset(one.period.name for one in seals if _differs(results, one))


def _differs(results: Results, sealed: Sealed) -> bool:
    try:
        new = results.as_printed(sealed)
    except InforeportError:
        return True
    found = differences(sealed.result, new, results.snapshot.names_now(sealed))
    return not all(difference.by_name_only for difference in found)


def corrected(results: Results, period: Period) -> tuple[Sealed, tuple[Difference, ...]]:
    """What was printed last of a period, also where it was opened again, and the units that differ.

    Raises `NotSealed` where it never was sealed.
    """
    sealed = results.snapshot.last_sealed(period)
    if sealed is None:
        raise NotSealed(period=period.name)
    every = of_seal(results, sealed)
    return sealed, tuple(difference for difference in every if not difference.by_name_only)


def renamed(live: Material, names: Mapping[str, str]) -> Material:
    """The same with other names for some units."""
    if not names:
        return live

    def called(facts: Iterable[Any]) -> tuple[Any, ...]:
        return tuple(replace(fact, unit=names.get(fact.unit, fact.unit)) for fact in facts)

    rows = tuple(replace(one, name=names.get(one.name, one.name)) for one in live.counts.rows)
    return replace(
        live,
        counts=replace(live.counts, rows=rows),
        uses=called(live.uses),
        submissions=called(live.submissions),
    )


def _recount(results: Results, sealed: Sealed) -> Recount:
    return Recount(sealed.period, sealed.seal.day, of_seal(results, sealed), results.today)


def _since(results: Results, sealed: Sealed) -> Since:
    """What was changed since a period was sealed: the facts, the schemes, the program."""
    snapshot = results.snapshot
    old = {_in_force(stored, sealed.period) for stored in sealed.seal.schemes}
    schemes = [part.stored for part in snapshot.schemes.over(sealed.period)]
    return Since(
        before=sealed.facts,
        now=decoded(evidence(results.counted_from(sealed.period)), Facts),
        newest=sealed.seal.newest,
        names={new: old for old, new in snapshot.names_now(sealed).items()},
        words={**sealed.result.words, **sealed.result.levels},
        schemes=tuple(
            stored.title for stored in schemes if _in_force(stored, sealed.period) not in old
        ),
        program=sealed.seal.version != __version__,
    )


def _in_force(stored: StoredScheme, period: Period) -> tuple[str, date | None]:
    """A scheme by its text, and by the last day that it was given within a period."""
    last = stored.ends
    return stored.sha256, last if last and last in period else None
