"""Points of each commission: `commission`."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from inforeport.model import Commission, Facts, Submission
from inforeport.rules.priced import Priced
from inforeport.rules.where import OF_REPORT
from inforeport.words import N_, Text, message


class Commissioned(Priced, frozen=True, kw_only=True):
    """Points of each commission (约稿) on its last day: `delivered` in time, `late` or `missed`."""

    summary = N_("points of each commission: delivered in time, late, or not at all")
    columns: ClassVar[Mapping[str, str]] = {"commission": N_("commissions")}
    keyed: ClassVar[Mapping[str, str]] = {"points": "outcome"}
    fact = "commissions"
    subject = N_("each commission")
    asks = OF_REPORT | {"outcome", "within"}

    def item_of(self, fact: Commission, facts: Facts) -> Submission | None:
        """The report that was delivered."""
        return facts.items.get(fact.delivered) if fact.delivered else None

    def day_of(self, fact: Commission) -> date:
        """The last day to deliver."""
        return fact.due

    def because(self, fact: Commission, facts: Facts) -> Text:
        """What was asked for, and what became of it."""
        del facts
        words = {"title": fact.title, "due": fact.due}
        if fact.outcome == "missed":
            return message("commission not delivered by {due}: {title}", **words)
        if fact.outcome == "late":
            return message("commission delivered after {due}: {title}", **words)
        return message("commission delivered: {title}", **words)
