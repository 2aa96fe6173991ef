"""A period as it is printed on a day, made into a seal."""

import zlib
from datetime import date
from hashlib import sha256

from msgspec.structs import replace

from inforeport import __version__
from inforeport.documents.material import Listed
from inforeport.errors import PeriodRunning
from inforeport.model import Seal
from inforeport.office.papers import Live
from inforeport.office.results import Results
from inforeport.office.seals import EDITION, Stationery, evidence
from inforeport.period import Period
from inforeport.said import encoded


def check_over(results: Results, period: Period, day: date) -> None:
    """That a period may be sealed, with papers of a day.

    Raises `PeriodRunning`, `PeriodNotBegun`, or `PeriodNotWhole`.
    """
    results.snapshot.schemes.whole(period, results.today)
    if results.today <= period.last or day <= period.last:
        raise PeriodRunning(period=period.name, today=min(results.today, day), day=period.end)


def seal_of(live: Live, *, day: date, moment: str) -> Seal:
    """The seal of a period as its papers have it, with that day on them."""
    snapshot, period = live.snapshot, live.period
    # what was owed reaches farthest: asked for first, it brings the facts for all the rest
    dues = live.dues
    lists = Listed(
        submissions=live.submissions, uses=live.uses, uses_of_sent=live.uses_of_sent, dues=dues
    )
    facts = evidence(live.results.counted_from(period))
    return Seal(
        period=period,
        day=day,
        closed=moment,
        office=live.office.name,
        version=__version__,
        fingerprint=sha256(facts).hexdigest(),
        units={unit.id: unit.name for unit in snapshot.units},
        schemes=tuple(part.stored for part in snapshot.schemes.over(period)),
        result=encoded(replace(live.result, remarks=())),
        counts=encoded(live.counts),
        rewards=encoded(live.rewards),
        stationery=encoded(
            Stationery(
                edition=EDITION,
                prize_print=live.prize_print,
                circular=live.circular_terms,
                listed=lists,
            )
        ),
        facts=zlib.compress(facts, 1),
    )
