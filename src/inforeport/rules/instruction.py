"""Points of each leader's instruction: `instruction`."""

from collections.abc import Mapping
from typing import ClassVar

from inforeport.model import Facts, Instruction
from inforeport.rules.priced import Priced
from inforeport.rules.where import OF_REPORT
from inforeport.words import N_, Text, message


class Instructed(Priced, frozen=True, kw_only=True):
    """Points of each leader's instruction (批示): by level, publication, kind of leader."""

    summary = N_("points of each leader's instruction on a report")
    columns: ClassVar[Mapping[str, str]] = {"instruction": N_("instructions")}
    fact = "instructions"
    subject = N_("each leader's instruction")
    asks = OF_REPORT | {"level", "publication", "media", "leader_kind", "within"}

    def because(self, fact: Instruction, facts: Facts) -> Text:
        """Who wrote on which report."""
        words = {"level": facts.word(fact.level), "title": fact.title}
        if fact.publication:
            words["publication"] = fact.publication
            return message("instruction, {level}, on {publication}: {title}", **words)
        return message("instruction, {level}: {title}", **words)
