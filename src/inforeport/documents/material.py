"""What papers are made of: the facts and results that any of them may ask for.

Each is gathered when it is first asked for, by whoever has the paper written.
"""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from msgspec import Struct

from inforeport.counts import Counts
from inforeport.documents.recount import Recount
from inforeport.documents.rewards import Rewards
from inforeport.model import Adoption, Bulletin, Due, Office, Reporter, Result, Submission, Unit
from inforeport.period import Period
from inforeport.stationery import BulletinTerms, CircularTerms


class Wanted(Struct, frozen=True, kw_only=True):
    """What was asked of a paper beside its period; each paper takes only some of it.

    `unit` is the name of the one unit it is to be about, `contacts` whether telephones and
    mailboxes are to be printed, `number` the document number, `demands` the paragraphs that take
    the place of the scheme's, `bulletin` which issue, else the draft; `correct` asks for the
    correction of a circular that was printed.
    """

    draft: bool = False
    unit: str | None = None
    contacts: bool = False
    number: str = ""
    demands: tuple[str, ...] = ()
    bulletin: int | None = None
    correct: bool = False


class Listed(Struct, frozen=True, kw_only=True):
    """What papers list beside the result, as it is sealed; the names are those of `Material`."""

    submissions: tuple[Submission, ...] = ()
    uses: tuple[Adoption, ...] = ()
    uses_of_sent: tuple[Adoption, ...] = ()
    dues: tuple[Due, ...] = ()


class Material(Protocol):
    """Whose paper it is, of which day and period, and what can be said in it.

    `units`, `reporters` and `submissions` are those of the period, or of `day` for a paper
    without one; `result` and `rewards` hold their small print. `uses` are those that count in the
    period, `uses_of_sent` all there ever were of its submissions; `dues` what was owed in it.
    `correction` is what would be printed otherwise than it was.
    """

    @property
    def office(self) -> Office: ...
    @property
    def day(self) -> date: ...
    @property
    def wanted(self) -> Wanted: ...
    @property
    def period(self) -> Period: ...
    @property
    def result(self) -> Result: ...
    @property
    def counts(self) -> Counts: ...
    @property
    def rewards(self) -> Rewards: ...
    @property
    def correction(self) -> Recount: ...
    @property
    def units(self) -> Sequence[Unit]: ...
    @property
    def reporters(self) -> Sequence[Reporter]: ...
    @property
    def submissions(self) -> Sequence[Submission]: ...
    @property
    def uses(self) -> Sequence[Adoption]: ...
    @property
    def uses_of_sent(self) -> Sequence[Adoption]: ...
    @property
    def dues(self) -> Sequence[Due]: ...
    @property
    def issue(self) -> Bulletin: ...
    @property
    def bulletin_terms(self) -> BulletinTerms | None: ...
    @property
    def circular_terms(self) -> CircularTerms: ...
