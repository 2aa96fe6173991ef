"""Points of each commission: `commission`."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from inforeport.model import Commission, Facts, ScoreLine, Submission
from inforeport.rules.priced import Priced
from inforeport.rules.where import OF_REPORT
from inforeport.words import N_, Text, message


class Commissioned(Priced, frozen=True, kw_only=True):
    """Points of each commission (约稿) on its last day: `delivered` in time, `late` or `missed`.

    Before that day one that is not delivered is not missed.
    """

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

    def _line(
        self, facts: Facts, so_many: Counter[str], fact: Commission, item: Submission | None
    ) -> ScoreLine | None:
        if fact.outcome == "missed" and fact.due > facts.asof:
            return None
        return super()._line(facts, so_many, fact, item)

    def because(self, fact: Commission, facts: Facts) -> Text:
        """What was asked for, and what became of it."""
        del facts
        words = {"title": fact.title, "due": fact.due}
        if fact.outcome == "missed":
            return message("commission not delivered by {due}: {title}", **words)
        if fact.outcome == "late":
            return message("commission delivered after {due}: {title}", **words)
        return message("commission delivered: {title}", **words)
