"""Reads from the file what was sent and used in a period, and has it counted."""

from msgspec.structs import replace

from inforeport import scoring
from inforeport.cli._reigns import in_force, reigns_of, union
from inforeport.cli._session import Session
from inforeport.counts import By, Counts, Names, counted
from inforeport.period import Period
from inforeport.store import facts as fact_store


def counts(session: Session, period: Period, by: By = "unit") -> Counts:
    """What was sent and used in a period of any days; reports and uses count on their own days.

    Raises `NoSchemeInForce`.
    """
    last = in_force(session, period.last)
    schemes = [reign.scheme for reign in reigns_of(session, period)]
    uses_by = last.counting.counts_on
    facts = scoring.attributed(fact_store.facts(session.ledger, period, uses_by=uses_by))
    busy = {one.unit for one in facts.submissions} | {one.unit for one in facts.adoptions}
    units = [one for one in facts.units if one.name in busy or scoring.there(one, period)]
    names = Names(
        groups=union(one.groups for one in schemes),
        levels=union(one.levels for one in schemes),
        forms=union(one.forms for one in schemes),
        kinds=union(one.kinds for one in schemes),
        categories=union(one.categories for one in schemes),
    )
    facts = replace(facts, units=tuple(units), counts_on=uses_by)
    return counted(facts, names, by=by, period=period)
