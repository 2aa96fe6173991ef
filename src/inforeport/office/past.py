"""The sealed periods right before one, for how its units fared since: as they were printed.

A period that is open is none of them: what it comes to may still change.
"""

from inforeport.model import Result
from inforeport.model.papers import Past
from inforeport.office.beside import before
from inforeport.office.snapshot import Snapshot
from inforeport.period import Period
from inforeport.scoring.differences import renamed

_MOST = 5


def past(snapshot: Snapshot, period: Period) -> tuple[Past, ...]:
    """So many sealed periods of the same length right before one as there are, the oldest first.

    None of a campaign, and none where no points were given; units have their names of today.
    """
    months: list[Past] = []
    earlier = period
    while period.name != "campaign" and len(months) < _MOST:
        earlier = before(earlier)
        sealed = snapshot.sealed(earlier)
        if sealed is None or not sealed.result.parts:
            break
        months.append(fared(renamed(sealed.result, dict(snapshot.names_now(sealed))), earlier))
    return tuple(reversed(months))


def fared(result: Result, period: Period) -> Past:
    """The points and places of a result."""
    standings = [one for group in result.groups for one in group.standings]
    points = {one.score.unit: one.score.points for one in standings}
    places = {one.score.unit: one.place for one in standings if one.place is not None}
    return Past(period=period, points=points, places=places)
