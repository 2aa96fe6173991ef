"""A period as it is printed on a day, made into a seal."""

from datetime import date

from msgspec.structs import replace

from inforeport.errors import PeriodRunning
from inforeport.model import Seal
from inforeport.model.papers import Listed
from inforeport.office.archive import encoded, packed
from inforeport.office.results import Results
from inforeport.office.seals import EDITION, Stationery, evidence, fingerprint
from inforeport.office.sources import Live
from inforeport.period import Period
from inforeport.version import __version__


def check_over(results: Results, period: Period, day: date) -> None:
    """That a period may be sealed, with papers of a day.

    Raises `PeriodRunning`, `PeriodNotBegun`, or `PeriodNotWhole`.
    """
    results.snapshot.schemes.whole(period, results.today)
    if results.today <= period.last or day <= period.last:
        raise PeriodRunning(period=period.name, today=min(results.today, day), day=period.end)


def seal_of(live: Live, *, day: date, moment: str, number: str = "") -> Seal:
    """The seal of a period as its papers have it, with that day and number on them."""
    stationery = replace(_stationery(live), number=number)
    facts = evidence(live.results.counted_from(live.period))
    return Seal(
        period=live.period,
        day=day,
        closed=moment,
        office=live.office.name,
        version=__version__,
        fingerprint=fingerprint(facts),
        units={unit.id: unit.name for unit in live.snapshot.units},
        schemes=tuple(part.stored for part in live.snapshot.schemes.over(live.period)),
        result=encoded(replace(live.result, remarks=())),
        counts=encoded(live.counts),
        rewards=encoded(live.rewards),
        stationery=encoded(stationery),
        facts=packed(facts),
        log=live.log,
    )


def _stationery(live: Live) -> Stationery:
    """What is printed beside the figures.

    What was owed reaches farthest: asked for first, it brings the facts for all the rest.
    """
    dues = live.dues
    listed = Listed(
        submissions=live.submissions,
        uses=live.uses,
        uses_of_sent=live.uses_of_sent,
        dues=dues,
        items=live.items,
    )
    return Stationery(
        edition=EDITION,
        prize_print=live.prize_print,
        circular=live.circular_terms,
        listed=listed,
        tables=live.tables,
        beside=live.beside,
        past=live.past,
    )
