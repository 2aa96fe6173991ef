"""Seals a period as it is printed today, and opens a sealed one again."""

import zlib
from datetime import date
from hashlib import sha256

import msgspec
from msgspec.structs import replace

from inforeport import __version__, scoring
from inforeport.cli._counts import counts
from inforeport.cli._gather import counted, readings
from inforeport.cli._listed import listed
from inforeport.cli._payouts import paid
from inforeport.cli._reigns import Reign, in_force, reigns_of, whole_reigns
from inforeport.cli._sealed import Stationery, sealed
from inforeport.cli._session import Session
from inforeport.errors import PeriodRunning
from inforeport.model import Facts, Seal
from inforeport.period import Period
from inforeport.said import encoded
from inforeport.stationery import CircularTerms
from inforeport.store import facts as fact_store
from inforeport.store import seal as seal_store
from inforeport.store import unit as unit_store


def check_over(session: Session, period: Period, day: date) -> None:
    """That a period may be sealed, with papers of a day.

    Raises `PeriodRunning`, `PeriodNotBegun`, or `PeriodNotWhole`.
    """
    whole_reigns(session, period)
    if session.today <= period.last or day <= period.last:
        raise PeriodRunning(period=period.name, today=min(session.today, day), day=period.end)


def put(session: Session, period: Period, day: date) -> None:
    """Put a period on file as its papers have it now; one that was sealed meanwhile stays.

    The caller holds the lock, so that nothing arrives between counting and sealing.
    """
    if sealed(session, period) is None:
        uses_by = in_force(session, period.last).counting.counts_on
        seal_store.add(session.ledger, printed(session, period, day), counts_on=uses_by)


def printed(session: Session, period: Period, day: date) -> Seal:
    """A period as its papers have it, with that day on them; raises as `counted` does."""
    found = counted(session, period, change=True)
    money, rewards = paid(session, found)
    terms = in_force(session, period.last).circular or CircularTerms()
    facts = on_file(session, period)
    return Seal(
        period=period,
        day=day,
        closed=session.now,
        office=session.office.name,
        version=__version__,
        fingerprint=sha256(facts).hexdigest(),
        units={one.id: one.name for one in unit_store.units(session.ledger)},
        schemes=tuple(reign.stored for reign in reigns_of(session, period)),
        result=encoded(replace(found, readings=readings(session, found))),
        counts=encoded(counts(session, period)),
        rewards=encoded(rewards),
        stationery=encoded(
            Stationery(prize_print=money.readings, circular=terms, listed=listed(session, period))
        ),
        facts=zlib.compress(facts, 1),
    )


def on_file(session: Session, period: Period) -> bytes:
    """All facts that a period is counted from, as JSON that is the same for the same facts."""
    reigns = reigns_of(session, period)
    reaches = [_reach(reign) for reign in reigns]
    span = Period(min(one.start for one in reaches), max(one.end for one in reaches))
    uses_by = reigns[-1].scheme.counting.counts_on
    found = fact_store.facts(session.ledger, span, uses_by=uses_by)
    return msgspec.json.encode(
        Facts(
            units=found.units,
            submissions=found.submissions,
            adoptions=found.adoptions,
            instructions=found.instructions,
            forwardings=found.forwardings,
            commissions=found.commissions,
            marks=found.marks,
            targets=found.targets,
            exemptions=found.exemptions,
        )
    )


def _reach(reign: Reign) -> Period:
    scheme = reign.scheme
    return scoring.reach((*scheme.entries, *scheme.fees), scheme.timetable(), reign.period)
