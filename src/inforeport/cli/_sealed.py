"""Reads what was printed of sealed periods: the one place that decides whether one is sealed."""

import zlib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from inforeport.cli._session import Session
from inforeport.counts import Counts
from inforeport.documents.material import Listed
from inforeport.documents.rewards import Rewards
from inforeport.model import Facts, Imprint, Office, Result, Seal
from inforeport.period import Period
from inforeport.recount import renamed
from inforeport.said import decoded
from inforeport.stationery import CircularTerms
from inforeport.store import seal as seal_store
from inforeport.store import unit as unit_store
from inforeport.words import Text


class Stationery(Struct, frozen=True, kw_only=True):
    """What else was printed: the small print of the prizes, what papers have beside figures."""

    prize_print: tuple[Text, ...] = ()
    circular: CircularTerms = CircularTerms()
    listed: Listed = Listed()


class Sealed:
    """A seal with what was printed, each part read when it is first asked for."""

    def __init__(self, seal: Seal) -> None:
        self.seal = seal
        self.period = seal.period
        self.names: Mapping[int, str] = seal.units

    @cached_property
    def result(self) -> Result:
        """The result with its places, lines, fees and small print."""
        imprint = Imprint(self.seal.day, self.seal.office)
        return replace(decoded(self.seal.result, Result), imprint=imprint)

    @cached_property
    def counts(self) -> Counts:
        """What was sent and used, unit by unit."""
        return decoded(self.seal.counts, Counts)

    @cached_property
    def rewards(self) -> Rewards:
        """What the places were paid."""
        return decoded(self.seal.rewards, Rewards)

    @cached_property
    def stationery(self) -> Stationery:
        """What else was printed."""
        return decoded(self.seal.stationery, Stationery)

    @cached_property
    def facts(self) -> Facts:
        """What was on file of the period when it was sealed."""
        return decoded(zlib.decompress(self.seal.facts), Facts)

    def called_now(self, session: Session) -> dict[str, str]:
        """The names of today by those that were printed, where they are others."""
        units = unit_store.units(session.ledger)
        named = ((self.names.get(one.id), one.name) for one in units)
        return {old: new for old, new in named if old and old != new}

    def as_named(self, session: Session, found: Result) -> Result:
        """A result of today with the names of units that were printed."""
        return renamed(found, {new: old for old, new in self.called_now(session).items()})


def sealed(session: Session, period: Period) -> Sealed | None:
    """What was printed of just that period, if it is sealed."""
    seal = seal_store.standing(session.ledger, period)
    return Sealed(seal) if seal else None


def inside(session: Session, period: Period) -> Iterator[Sealed]:
    """The sealed periods inside a longer one; they fall where their last days do."""
    length = period.end - period.start
    for seal in seal_store.seals(session.ledger):
        longer = length > seal.period.end - seal.period.start
        if longer and seal.period.last in period and seal.reopened is None:
            yield Sealed(seal_store.whole(session.ledger, seal))


def imprint(session: Session, found: Result | Sealed | None) -> tuple[Office, date]:
    """Whose paper it is and the day on it: today, or what was printed of a sealed period."""
    if isinstance(found, Sealed):
        found = found.result
    if found is None or found.imprint is None:
        return session.office, session.today
    return replace(session.office, name=found.imprint.office), found.imprint.day
