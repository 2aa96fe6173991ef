"""Points of each mark that the office made: `mark`."""

from collections.abc import Mapping
from typing import ClassVar

from inforeport.model import Facts, Mark
from inforeport.rules.priced import Priced
from inforeport.rules.where import OF_MARK
from inforeport.words import N_, Text, message


class Marked(Priced, frozen=True, kw_only=True):
    """Points of each mark that the office made: by code, circulated or not, or as it judged."""

    summary = N_("points of each mark that the office made, by its code")
    columns: ClassVar[Mapping[str, str]] = {"mark": N_("marks")}
    keyed: ClassVar[Mapping[str, str]] = {"points": "code"}
    fact = "marks"
    subject = N_("each mark of the office")
    is_judged = True
    asks = OF_MARK | {"within"}

    def because(self, fact: Mark, facts: Facts) -> Text:
        """What was marked, and why."""
        return message("{code}: {reason}", code=facts.word(fact.code), reason=fact.reason)
