"""Gathers what a paper asks for, when it asks for it."""

from datetime import date, timedelta
from functools import cached_property

from msgspec.structs import replace

from inforeport.cli._counts import counts
from inforeport.cli._gather import counted, only, readings
from inforeport.cli._payouts import paid
from inforeport.cli._recount import correction
from inforeport.cli._reigns import in_force
from inforeport.cli._sealed import Sealed, imprint, sealed
from inforeport.cli._session import Session
from inforeport.counts import Counts
from inforeport.documents.material import Wanted
from inforeport.documents.recount import Recount
from inforeport.documents.rewards import Rewards
from inforeport.model import Bulletin, Office, Reporter, Result, Submission, Unit
from inforeport.period import Period
from inforeport.scoring import there
from inforeport.stationery import BulletinTerms, CircularTerms
from inforeport.store import bulletin as bulletin_store
from inforeport.store import reporter as reporter_store
from inforeport.store import submission as submission_store
from inforeport.store import unit as unit_store


class Gathered:
    """The `Material` of a paper, read from the office's file.

    `period` is the day of the paper for one that is of no period.
    """

    def __init__(self, session: Session, wanted: Wanted, period: Period | None) -> None:
        self._session = session
        self.wanted = wanted
        self.period = period or Period(session.today, session.today + timedelta(days=1))

    @property
    def office(self) -> Office:
        """Whose paper it is."""
        return imprint(self._session, self._seal)[0]

    @property
    def day(self) -> date:
        """The day on the paper; of a sealed period the day that was printed."""
        return imprint(self._session, self._seal)[1]

    @cached_property
    def whole(self) -> Result:
        """The result of all units, with its small print."""
        if self._seal:
            return self._seal.result
        found = counted(self._session, self.period)
        return replace(found, readings=readings(self._session, found))

    @property
    def result(self) -> Result:
        """The same, of the one unit that was asked for where one was."""
        unit = self.wanted.unit
        return only(self._session, self.whole, unit) if unit else self.whole

    @cached_property
    def counts(self) -> Counts:
        """What was sent and used, unit by unit."""
        return self._seal.counts if self._seal else counts(self._session, self.period)

    @cached_property
    def rewards(self) -> Rewards:
        """What the places are paid."""
        return paid(self._session, self.whole)[1]

    @cached_property
    def correction(self) -> Recount:
        """What would be printed otherwise than it was."""
        return correction(self._session, self.period)

    @cached_property
    def units(self) -> list[Unit]:
        """The units that are there in the period, or the one that was asked for."""
        every = unit_store.units(self._session.ledger)
        return [one for one in every if there(one, self.period) and self._is_wanted(one.name)]

    @cached_property
    def reporters(self) -> list[Reporter]:
        """The people who write for them."""
        every = reporter_store.reporters(self._session.ledger)
        return [one for one in every if there(one, self.period) and self._is_wanted(one.unit)]

    @cached_property
    def submissions(self) -> list[Submission]:
        """What they sent in the period."""
        return submission_store.submissions(self._session.ledger, self.period, self.wanted.unit)

    @cached_property
    def issue(self) -> Bulletin:
        """The issue of the bulletin that was asked for, else the draft."""
        return bulletin_store.bulletin(self._session.ledger, self.wanted.bulletin)

    @cached_property
    def bulletin_terms(self) -> BulletinTerms | None:
        """What the scheme of the day of issue says of the bulletin."""
        return in_force(self._session, self.issue.issued).bulletin

    @cached_property
    def circular_terms(self) -> CircularTerms:
        """What the scheme of the period's last day says of circulars."""
        if self._seal:
            return self._seal.stationery.circular
        return in_force(self._session, self.period.last).circular or CircularTerms()

    @cached_property
    def _seal(self) -> Sealed | None:
        """What was printed of the period, where it is sealed."""
        return sealed(self._session, self.period)

    def _is_wanted(self, unit: str) -> bool:
        return self.wanted.unit in {None, unit}
