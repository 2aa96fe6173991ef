"""What papers are made of: one frozen record of the facts and results that they print.

Where each of them comes from, the ledger of today or a seal, is not known here.
"""

from datetime import date
from typing import Any

from msgspec import UNSET, Struct

from inforeport.counts import Counts
from inforeport.documents.recount import Recount
from inforeport.documents.rewards import Rewards
from inforeport.model import Adoption, Bulletin, Due, Office, Reporter, Result, Submission, Unit
from inforeport.period import Period
from inforeport.stationery import BulletinTerms, CircularTerms
from inforeport.words import Text

NOT_GATHERED: Any = UNSET
"""Stands where a paper did not say in `Paper.prints` that it prints a field: it cannot be read."""


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


class Material(Struct, frozen=True, kw_only=True):
    """Whose paper it is, of which day and period, and what is printed in it.

    `units`, `reporters` and `submissions` are those of the period, or of `day` for a paper
    without one; `result` holds its small print. `uses` are those that count in the period,
    `uses_of_sent` all there ever were of its submissions; `dues` what was owed in it.
    `correction` is what would be printed otherwise than it was. Only the fields that a paper
    prints are there; `remarks` are what to tell whoever prints it.
    """

    office: Office
    day: date
    wanted: Wanted
    period: Period
    remarks: tuple[Text, ...] = ()
    result: Result = NOT_GATHERED
    counts: Counts = NOT_GATHERED
    rewards: Rewards = NOT_GATHERED
    correction: Recount = NOT_GATHERED
    units: tuple[Unit, ...] = NOT_GATHERED
    reporters: tuple[Reporter, ...] = NOT_GATHERED
    submissions: tuple[Submission, ...] = NOT_GATHERED
    uses: tuple[Adoption, ...] = NOT_GATHERED
    uses_of_sent: tuple[Adoption, ...] = NOT_GATHERED
    dues: tuple[Due, ...] = NOT_GATHERED
    issue: Bulletin = NOT_GATHERED
    bulletin_terms: BulletinTerms | None = NOT_GATHERED
    circular_terms: CircularTerms = NOT_GATHERED
