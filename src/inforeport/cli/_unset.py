"""Numbers that a scheme leaves to each unit and that nobody has set: said, not taken for none."""

from collections import defaultdict
from collections.abc import Container

from inforeport.cli._output import note
from inforeport.cli._session import Session
from inforeport.model import Unit
from inforeport.period import Per
from inforeport.rules import Entry
from inforeport.rules.quota import Quota
from inforeport.scheme import Scheme
from inforeport.words import message


def tell_unset(session: Session, scheme: Scheme) -> None:
    """Name the units without a number, or without a headcount, that a duty asks for."""
    from inforeport.store import unit
    from inforeport.store.registers import TARGETS

    asking = [one for one in scheme.entries if _asks(one)]
    if not asking:
        return
    units = [one for one in unit.units(session.ledger) if one.counts_for is None]
    numbered = {(one.unit, one.what, one.per) for one in TARGETS.among(session.ledger)}
    unset: dict[str, dict[str, None]] = defaultdict(dict)
    for entry in asking:
        for one in units:
            if _concerns(entry, one) and not _is_set(entry, one, numbered):
                unset[entry.clause][one.name] = None
    for clause, names in unset.items():
        what = message(
            "no number is on file for clause {clause}, so nothing is owed: {units}",
            clause=clause,
            units=[*names],
        )
        note(session, what)


def _asks(entry: Entry) -> bool:
    return isinstance(entry.rule, Quota) and (entry.rule.target or entry.rule.heads is not None)


def _concerns(entry: Entry, unit: Unit) -> bool:
    return unit.until is None and (not entry.groups or unit.group in entry.groups)


def _is_set(entry: Entry, unit: Unit, numbered: Container[tuple[str, str, Per]]) -> bool:
    """Whether a unit has a headcount, or a number for such windows.

    For which of several levels it has one is the office's business.
    """
    rule = entry.rule
    if isinstance(rule, Quota) and rule.target:
        return (unit.name, rule.what, entry.every) in numbered
    return unit.headcount is not None
