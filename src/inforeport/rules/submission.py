"""Points of each report that was sent: `submission`."""

from collections.abc import Mapping
from datetime import date
from operator import attrgetter
from typing import ClassVar

from inforeport.model import Facts, Submission
from inforeport.rules.priced import Priced
from inforeport.rules.where import OF_REPORT
from inforeport.words import N_, Titled, message

_IN_TIME = message("sent: {title}")
_LATE = message("sent late: {title}")
_sent = attrgetter("form", "late", "n")


class Sent(Priced, frozen=True, kw_only=True):
    """Points of each report that was sent, used or not: by category, kind, length, pictures."""

    summary = N_("points of each report that was sent, used or not")
    columns: ClassVar[Mapping[str, str]] = {"submission": N_("sending")}
    keyed: ClassVar[Mapping[str, str]] = {"points": "category"}
    fact = "submissions"
    subject = N_("each report sent")
    has_form = True
    asks = OF_REPORT | {"form", "within"}

    def item_of(self, fact: Submission, facts: Facts) -> Submission:
        """The report itself."""
        del facts
        return fact

    def day_of(self, fact: Submission) -> date:
        """The day it was received."""
        return fact.received

    def alike(self, fact: Submission) -> tuple[object, ...]:
        """Its form, and whether it came late."""
        return _sent(fact)

    def because(self, fact: Submission, facts: Facts) -> Titled:
        """Which report."""
        del facts
        return Titled(_LATE if fact.late else _IN_TIME, fact.title)
