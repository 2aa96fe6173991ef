"""Gathers what a paper asks for, when it asks for it."""

from datetime import date, timedelta
from functools import cached_property

from msgspec.structs import replace

from inforeport import scoring
from inforeport.cli._counts import counts
from inforeport.cli._gather import counted, dues, only, readings
from inforeport.cli._payouts import payouts
from inforeport.cli._reigns import checked, in_force
from inforeport.cli._session import Session
from inforeport.counts import Counts
from inforeport.documents.material import Wanted
from inforeport.documents.rewards import Rewards
from inforeport.model import Adoption, Bulletin, Due, Office, Reporter, Result, Submission, Unit
from inforeport.period import Period
from inforeport.stationery import BulletinTerms, CircularTerms
from inforeport.store import adoption as adoption_store
from inforeport.store import bulletin as bulletin_store
from inforeport.store import facts as fact_store
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
        return self._session.office

    @property
    def day(self) -> date:
        """The day on the paper."""
        return self._session.today

    @cached_property
    def whole(self) -> Result:
        """The result of all units, with its small print."""
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
        return counts(self._session, self.period)

    @cached_property
    def rewards(self) -> Rewards:
        """What the places are paid."""
        return payouts(self.whole, checked(self.whole.scheme))

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
        return submission_store.submissions(self._session.ledger, self.period, self.wanted.unit)

    @cached_property
    def uses(self) -> tuple[Adoption, ...]:
        """The uses that count in the period, under the units they count for."""
        by = in_force(self._session, self.period.last).counting.counts_on
        facts = fact_store.facts(self._session.ledger, self.period, uses_by=by)
        return tuple(scoring.attributed(facts).adoptions)

    @cached_property
    def uses_of_sent(self) -> list[Adoption]:
        """Every use of what was sent in the period, whenever it was."""
        sent = {one.id for one in self.submissions}
        since = Period(self.period.start)
        uses = adoption_store.adoptions(self._session.ledger, since, self.wanted.unit)
        return [use for use in uses if use.submission in sent]

    @cached_property
    def dues(self) -> tuple[Due, ...]:
        """What was owed in the period, unit by unit and window by window."""
        return dues(self._session, self.period)

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
        return in_force(self._session, self.period.last).circular or CircularTerms()

    def _is_there(self, one: Unit | Reporter, unit: str) -> bool:
        return self.wanted.unit in {None, unit} and scoring.there(one, self.period)
