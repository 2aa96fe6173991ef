"""What was sent and used in a period, counted as it stands on file."""

from msgspec.structs import replace

from inforeport import scoring
from inforeport.model.counts import By, Counts, Names
from inforeport.office.schemes import union
from inforeport.office.snapshot import Snapshot
from inforeport.period import Period
from inforeport.scoring.counting import counted


def counts(snapshot: Snapshot, period: Period, by: By = "unit") -> Counts:
    """What was sent and used in a period of any days; reports and uses count on their own days.

    Raises `NoSchemeInForce`.
    """
    uses_by = snapshot.schemes.on(period.last).counting.counts_on
    facts = scoring.attributed(snapshot.facts(period, uses_by))
    busy = {one.unit for one in facts.submissions} | {one.unit for one in facts.adoptions}
    units = [unit for unit in facts.units if unit.name in busy or scoring.there(unit, period)]
    return counted(
        replace(facts, units=tuple(units)), _names(snapshot, period), by=by, period=period
    )


def _names(snapshot: Snapshot, period: Period) -> Names:
    """What the schemes of a period declare."""
    schemes = [part.scheme for part in snapshot.schemes.over(period)]
    return Names(
        groups=union(scheme.groups for scheme in schemes),
        levels=union(scheme.levels for scheme in schemes),
        forms=union(scheme.forms for scheme in schemes),
        kinds=union(scheme.kinds for scheme in schemes),
        categories=union(scheme.categories for scheme in schemes),
    )
