"""What was sent and used, counted: the words of the schemes, a row for each, the sum of all."""

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from msgspec import Struct

from inforeport.period import Period

By = Literal["unit", "kind", "category", "level", "month", "publication"]
"""What the rows of a count are."""

_TENTH = Decimal("0.1")


class Names(Struct, frozen=True, kw_only=True):
    """The words of a scheme by key, in its order: what it declares is counted even at nought."""

    groups: Mapping[str, str] = {}
    levels: Mapping[str, str] = {}
    forms: Mapping[str, str] = {}
    kinds: Mapping[str, str] = {}
    categories: Mapping[str, str] = {}


class Tally(Struct, frozen=True, kw_only=True):
    """The counts of one unit, kind, month …, called `name`, or of all together.

    Reports: how many were `sent`, of each kind and category, with pictures, and how many of them
    are `used`. Uses (篇次): how many, by level and form, and of how many `reports`. Kinds and
    categories stand under the scheme's keys, or as they were written; "" is what nobody stated.
    """

    name: str = ""
    group: str = ""
    sent: int = 0
    kinds: Mapping[str, int] = {}
    categories: Mapping[str, int] = {}
    pictured: int = 0
    used: int = 0
    uses: int = 0
    levels: Mapping[str, int] = {}
    forms: Mapping[str, int] = {}
    reports: int = 0

    @property
    def rate(self) -> Decimal | None:
        """How many in a hundred of the reports sent were used, to a tenth; none of nothing.

        >>> Tally(sent=3, used=2).rate
        Decimal('66.7')
        """
        if not self.sent:
            return None
        return (Decimal(100 * self.used) / self.sent).quantize(_TENTH, ROUND_HALF_UP)


class Counts(Struct, frozen=True, kw_only=True):
    """The counts of a period: a tally for each row, and that of all together.

    `uses_on` says on which day a use counts: its own, or that of its report.
    """

    period: Period
    by: By
    names: Names
    rows: tuple[Tally, ...]
    total: Tally
    uses_on: Literal["adopted", "received"] = "adopted"


def together(rows: Iterable[Tally]) -> Tally:
    """The sum of the tallies of different units."""
    rows = list(rows)
    return Tally(
        sent=sum(one.sent for one in rows),
        kinds=_summed(one.kinds for one in rows),
        categories=_summed(one.categories for one in rows),
        pictured=sum(one.pictured for one in rows),
        used=sum(one.used for one in rows),
        uses=sum(one.uses for one in rows),
        levels=_summed(one.levels for one in rows),
        forms=_summed(one.forms for one in rows),
        reports=sum(one.reports for one in rows),
    )


def in_order(words: Iterable[str], seen: Iterable[Mapping[str, int]]) -> list[str]:
    """The declared keys, then what else was counted by name; what nobody stated comes last.

    >>> in_order(["b"], [{"": 1, "c": 2}, {"a": 1}])
    ['b', 'a', 'c', '']
    """
    others = sorted({key for one in seen for key in one})
    return sorted(dict.fromkeys([*words, *others]), key=lambda key: not key)


def _summed(maps: Iterable[Mapping[str, int]]) -> dict[str, int]:
    sums: Counter[str] = Counter()
    for one in maps:
        sums.update(one)
    return dict(sums)
