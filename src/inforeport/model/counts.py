"""What was sent and used, counted: the words of the schemes, a row for each, the sum of all."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import Any, Literal, TypeVar

from msgspec import Struct

from inforeport.period import Period
from inforeport.words import Text

By = Literal["unit", "kind", "category", "level", "month", "publication"]
"""What the rows of a count are."""
Word = TypeVar("Word", str, tuple[str, ...])

_TENTH = Decimal("0.1")
_NOUGHT = Decimal(0)
_BETWEEN = "\t"  # no word of a scheme holds one


class Names(Struct, frozen=True, kw_only=True):
    """The words of a scheme by key, in its order: what it declares is counted even at nought.

    `together` are the groups that it ranks in one list.
    """

    groups: Mapping[str, str] = {}
    levels: Mapping[str, str] = {}
    forms: Mapping[str, str] = {}
    kinds: Mapping[str, str] = {}
    categories: Mapping[str, str] = {}
    together: tuple[str, ...] = ()


CROSSED = ("level", "form", "publication", "category", "kind")
"""What uses are kept apart by, all together."""


class Tally(Struct, frozen=True, kw_only=True):
    """The counts of one unit, kind, month …, called `name`, or of a group or all together.

    A report is one report and a use is one use, whoever shares it and whatever it is worth: a row
    has those that its unit has a part in, and a total has each once; `shared` of them stand in
    more than one row.

    Received on the days of the period: how many were `sent`, of each kind and category, with
    pictures, `late`, and how many of them are `used`. Counted for the period, by the windows that
    belong to it: how many reports are `counted`; how many were `owed`, what the counted ones are
    `credited` as by shares and weights, and how many are `missing` by the scheme's reading; how
    many `uses` (篇次), of each level, form, publication and category, of how many `reports`;
    instructions and forwardings by level, commissions by what came of them, marks by code. The uses
    are there `crossed` too: of each level in each form, and so on, the words of `CROSSED` in a row.

    Keys are the scheme's, or as they were written; "" is what nobody stated.
    """

    name: str = ""
    group: str = ""
    sent: int = 0
    kinds: Mapping[str, int] = {}
    categories: Mapping[str, int] = {}
    pictured: int = 0
    late: int = 0
    used: int = 0
    counted: int | Decimal = 0  # of a time that told no reports from parts of them
    owed: Decimal = _NOUGHT
    credited: Decimal = _NOUGHT
    missing: Decimal = _NOUGHT
    uses: int = 0
    levels: Mapping[str, int] = {}
    forms: Mapping[str, int] = {}
    publications: Mapping[str, int] = {}
    used_categories: Mapping[str, int] = {}
    reports: int = 0
    instructions: Mapping[str, int] = {}
    forwardings: Mapping[str, int] = {}
    commissions: Mapping[str, int] = {}
    marks: Mapping[str, int] = {}
    crossed: Mapping[str, int] = {}
    shared: int = 0

    def uses_of(self, asked: Mapping[str, str]) -> int:
        """How many uses are of all that is asked: of a level, in a form …

        >>> Tally(crossed={crossed("city", "brief", "", "", ""): 2}).uses_of({"form": "brief"})
        2
        """
        places = {CROSSED.index(name): word for name, word in asked.items()}
        return sum(
            count
            for words, count in self.crossed.items()
            if all(words.split(_BETWEEN)[at] == word for at, word in places.items())
        )

    @property
    def came(self) -> bool:
        """Whether anything came on the days of the period, or counts for it."""
        return bool(self.sent or self.counted)

    @property
    def rate(self) -> Decimal | None:
        """How many in a hundred of the reports sent were used, to a tenth; none of nothing.

        >>> Tally(sent=3, used=2).rate
        Decimal('66.7')
        """
        if not self.sent:
            return None
        return (Decimal(100 * self.used) / self.sent).quantize(_TENTH, ROUND_HALF_UP)


def crossed(*words: str) -> str:
    """The words of `CROSSED` in a row, as the key of a count."""
    return _BETWEEN.join(words)


class Aside(Struct, frozen=True):
    """How many of the days of a period are not counted for it, and how many of other days are."""

    left: int = 0
    brought: int = 0

    def __bool__(self) -> bool:
        return bool(self.left or self.brought)


class Item(Struct, frozen=True, kw_only=True, gc=False):
    """A report, or with a `level` a use of one, that was looked at for a period.

    `units` have a part in it, `on` is the day it was received, or used. `why` it is not counted,
    or is counted though it came on another day; `counts` says which of the two.
    """

    item: str
    title: str
    units: tuple[str, ...]
    on: date
    level: str | None = None
    form: str | None = None
    publication: str | None = None
    issue: str | None = None
    position: str | None = None
    counts: bool = True
    why: Text | None = None


class Counts(Struct, frozen=True, kw_only=True, dict=True):
    """The counts of a period: a tally for each row, for each group, and that of all together.

    Rows of units are of those that are there in the period or have something in it; `groups` has
    the tallies of groups by key. `uses_on` says on which day a use counts: its own, or that of its
    report. `sharing` says whose a shared report is, where there is any. Reports and uses `aside`
    are those by which what came in the days of the period differs from what counts for it.
    Counts that were sealed before all these figures were kept are not `complete`: what they lack
    is unknown, and not nought.
    """

    period: Period
    by: By
    names: Names
    rows: tuple[Tally, ...]
    total: Tally
    groups: Mapping[str, Tally] = {}
    uses_on: Literal["adopted", "received"] = "adopted"
    sharing: tuple[Text, ...] = ()
    reports_aside: Aside = Aside()
    uses_aside: Aside = Aside()
    complete: bool = False

    def of_group(self, key: str) -> Tally:
        """The tally of a group; of counts without one, the sum of its units."""
        return self.groups.get(key) or together(one for one in self.rows if one.group == key)

    def of(self, unit: str) -> Tally:
        """The tally of a unit; that of nothing where it has none."""
        return self._of_name.get(unit) or Tally(name=unit)

    @cached_property
    def _of_name(self) -> Mapping[str, Tally]:
        return {tally.name: tally for tally in self.rows}


def together(rows: Iterable[Tally]) -> Tally:
    """The sum of the tallies of units that share nothing."""
    every = list(rows)
    columns = {name: [getattr(one, name) for one in every] for name in _SUMMED}
    return Tally(**{name: _sum(column, _SUMMED[name]) for name, column in columns.items()})


def tallied(words: Iterable[Word]) -> dict[Word, int]:
    """How often each word comes, in the order in which they are met.

    `Counter` does the same; for the few words of a unit it takes three times as long.
    """
    counts: dict[Word, int] = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return counts


def _sum(column: list[Any], none: Any) -> Any:
    if not isinstance(none, Mapping):
        return sum(column, none)
    sums: dict[str, int] = {}
    for counts in column:
        for word, count in counts.items():
            sums[word] = sums.get(word, 0) + count
    return sums


_SUMMED: Mapping[str, Any] = {
    name: none
    for name in Tally.__struct_fields__
    if not isinstance(none := getattr(Tally(), name), str)
}
"""The figures of a tally, and what each is of nothing."""


def in_order(words: Iterable[str], seen: Iterable[Mapping[str, int]]) -> list[str]:
    """The declared keys, then what else was counted by name; what nobody stated comes last.

    >>> in_order(["b"], [{"": 1, "c": 2}, {"a": 1}])
    ['b', 'a', 'c', '']
    """
    others = sorted({key for one in seen for key in one})
    return sorted(dict.fromkeys([*words, *others]), key=lambda key: not key)
