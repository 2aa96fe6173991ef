"""Points of each report that the office sent up: `forwarding`."""

from collections.abc import Mapping
from typing import ClassVar

from inforeport.model import Facts, Forwarding
from inforeport.rules.priced import Priced
from inforeport.rules.where import OF_REPORT
from inforeport.words import N_, Text, message


class Forwarded(Priced, frozen=True, kw_only=True):
    """Points of each report that the office sent up (转报): by level, and as what."""

    summary = N_("points of each report that the office sent up")
    columns: ClassVar[Mapping[str, str]] = {"forwarding": N_("sent up")}
    fact = "forwardings"
    subject = N_("each report sent up")
    asks = OF_REPORT | {"level", "sent_as", "within"}

    def because(self, fact: Forwarding, facts: Facts) -> Text:
        """To whom which report was sent up, and as what."""
        words = {"level": facts.word(fact.level), "title": fact.title}
        if fact.name:
            return message("sent up to {level} as {name}: {title}", **words, name=fact.name)
        return message("sent up to {level}: {title}", **words)
