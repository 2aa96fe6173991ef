"""What was printed of a sealed period, read back from its seal."""

from collections.abc import Mapping
from functools import cached_property

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from inforeport.model import Facts, Imprint, Result, Seal
from inforeport.model.counts import Counts
from inforeport.model.papers import Beside, Listed, Past, Rewards
from inforeport.model.stationery import CircularTerms
from inforeport.model.tables import Span, TableTerms
from inforeport.office.archive import decoded
from inforeport.words import N_, Message, Text

EDITION = 8
"""Which fields a seal has that is made now, and how its papers are laid out.

`ADDED` says which fields an older one lacks, `documents.manner` how its papers were put.
"""

ADDED: Mapping[str, tuple[int, str]] = {
    "submissions": (2, N_("the reports that arrived")),
    "uses": (2, N_("the uses one by one")),
    "uses_of_sent": (2, N_("what came of each report")),
    "dues": (2, N_("what was owed by when")),
    "gaps": (2, N_("what was owed by when")),
    "number": (4, N_("the number of the circular")),
    "items": (3, N_("which reports and uses count, one by one")),
}
"""Fields of `Material` that a seal of an earlier edition does not have: their edition, a word.

What comes to be printed later is a line here: in an old seal it is unknown, and not empty.
"""


class Stationery(Struct, frozen=True, kw_only=True):
    """What else was printed: the small print of the prizes, what papers have beside figures.

    A seal that says nothing of its edition is of the first, or of the second where it has lists.
    One without `tables` has none of the office's own: when it was made no scheme could lay any out.
    """

    edition: int | None = None
    prize_print: tuple[Text, ...] = ()
    circular: CircularTerms = CircularTerms()
    listed: Listed | None = None
    number: str = ""
    tables: tuple[TableTerms, ...] = ()
    beside: Mapping[Span, Beside] = {}
    past: tuple[Past, ...] = ()


_ON_FILE = (
    *("units", "submissions", "adoptions", "instructions", "forwardings", "commissions", "marks"),
    *(
        "targets",
        "exemptions",
        "reporters",
        "items",
        "instructed",
        "forwarded",
        "marked",
        "commissioned",
    ),
    "counts_on",
)
"""What of facts is on file; the rest says with what a rule is asked of them."""


def evidence(facts: Facts) -> bytes:
    """The facts of a period as JSON that is the same for the same facts."""
    return msgspec.json.encode({name: getattr(facts, name) for name in _ON_FILE})


def fingerprint(facts: bytes) -> str:
    """What tells such facts from others: their sha256."""
    from hashlib import sha256  # only where something is sealed

    return sha256(facts).hexdigest()


class Sealed:
    """A seal with what was printed, each part decoded when it is first asked for."""

    def __init__(self, seal: Seal) -> None:
        self.seal = seal
        self.period = seal.period
        self.names: Mapping[int, str] = seal.units

    @cached_property
    def result(self) -> Result:
        """The result with its places, lines, fees and small print."""
        imprint = Imprint(self.seal.day, self.seal.office, self.edition)
        return replace(decoded(self.seal.result, Result), imprint=imprint)

    @cached_property
    def counts(self) -> Counts:
        """What was sent and used, unit by unit."""
        return decoded(self.seal.counts, Counts)

    @cached_property
    def rewards(self) -> Rewards:
        """What the places were paid."""
        return decoded(self.seal.rewards, Rewards)

    @cached_property
    def stationery(self) -> Stationery:
        """What else was printed."""
        return decoded(self.seal.stationery, Stationery)

    @cached_property
    def facts(self) -> Facts:
        """What was on file of the period when it was sealed."""
        return decoded(self.seal.facts, Facts)

    @property
    def listed(self) -> Listed:
        """What papers list beside the result; of an old seal `unknown` tells that it does not."""
        return self.stationery.listed or Listed()

    @property
    def edition(self) -> int:
        """The edition of its fields."""
        return self.stationery.edition or (2 if self.stationery.listed else 1)

    @property
    def unknown(self) -> dict[str, Message]:
        """The fields of `Material` that were not printed yet when it was sealed, in words."""
        return {
            name: Message(word) for name, (edition, word) in ADDED.items() if edition > self.edition
        }
