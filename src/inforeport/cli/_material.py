"""Gathers what a paper asks for, when it asks for it."""

from datetime import date, timedelta
from functools import cached_property

from msgspec.structs import replace

from inforeport import scoring
from inforeport.cli import _listed
from inforeport.cli._counts import counts
from inforeport.cli._gather import counted, dues, only, readings
from inforeport.cli._payouts import paid
from inforeport.cli._recount import correction
from inforeport.cli._reigns import in_force
from inforeport.cli._sealed import Sealed, imprint, sealed
from inforeport.cli._session import Session
from inforeport.counts import Counts
from inforeport.documents.material import Listed, Wanted
from inforeport.documents.recount import Recount
from inforeport.documents.rewards import Rewards
from inforeport.model import Adoption, Bulletin, Due, Office, Reporter, Result, Submission, Unit
from inforeport.period import Period
from inforeport.stationery import BulletinTerms, CircularTerms
from inforeport.store import bulletin as bulletin_store
from inforeport.store import reporter as reporter_store
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
        return [one for one in every if self._is_there(one, one.name)]

    @cached_property
    def reporters(self) -> list[Reporter]:
        """The people who write for them."""
        every = reporter_store.reporters(self._session.ledger)
        return [one for one in every if self._is_there(one, one.unit)]

    @cached_property
    def submissions(self) -> list[Submission]:
        """What they sent in the period."""
        sealed, live = self._listed, _listed.submissions
        every = sealed.submissions if sealed else live(self._session, self.period)
        return [one for one in every if self.wanted.unit in {None, one.unit}]

    @cached_property
    def uses(self) -> tuple[Adoption, ...]:
        """The uses that count in the period, under the units they count for."""
        sealed = self._listed
        return sealed.uses if sealed else _listed.uses(self._session, self.period)

    @cached_property
    def uses_of_sent(self) -> list[Adoption]:
        """Every use of what was sent in the period, whenever it was."""
        sealed, live = self._listed, _listed.uses_of_sent
        sent = {one.id for one in self.submissions}
        every = sealed.uses_of_sent if sealed else live(self._session, self.period)
        return [use for use in every if use.submission in sent]

    @cached_property
    def dues(self) -> tuple[Due, ...]:
        """What was owed in the period, unit by unit and window by window."""
        sealed = self._listed
        return sealed.dues if sealed else dues(self._session, self.period)

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

    @property
    def _listed(self) -> Listed | None:
        """What papers of the period list, where it is sealed."""
        return self._seal.stationery.listed if self._seal else None

    def _is_there(self, one: Unit | Reporter, unit: str) -> bool:
        return self.wanted.unit in {None, unit} and scoring.there(one, self.period)
