"""What was sent and used, counted as it stands on file: by unit, kind, category, level or month.

It gives no points and judges nobody; what is printed of it is said in `documents.stats`.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from inforeport.model import Adoption, Facts, Submission
from inforeport.period import Period
from inforeport.text import fold, spellings

By = Literal["unit", "kind", "category", "level", "month", "publication"]

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


def counted(facts: Facts, names: Names, *, by: By, period: Period) -> Counts:
    """The facts of a period counted; a use counts for the unit and kind of its report.

    What the scheme declares comes first, in its order, then the rest as it is met, and last what
    nobody stated. A report is `used` where a use of it is among the facts.
    """
    facts = _plain(facts, names)
    known = {**facts.items, **{one.label: one for one in facts.submissions}}
    sent, uses = _keys(by, facts, known)
    rows = [*_declared(by, facts, names, period)]
    found = dict.fromkeys([*rows, *sorted(sent), *sorted(uses)])
    groups = {unit.name: unit.group for unit in facts.units} if by == "unit" else {}
    used = {use.item for use in facts.adoptions}
    return Counts(
        period=period,
        by=by,
        names=names,
        rows=tuple(
            _tally(name, sent.get(name, []), uses.get(name, []), used=used, group=groups.get(name))
            for name in sorted(found, key=lambda name: not name)
        ),
        total=_tally("", facts.submissions, facts.adoptions, used=used),
        uses_on=facts.counts_on,
    )


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


def _plain(facts: Facts, names: Names) -> Facts:
    """The same facts, their reports under the scheme's keys for kinds and categories."""
    kind, category = _keyed(names.kinds), _keyed(names.categories)

    def plain(one: Submission) -> Submission:
        return replace(one, kind=kind(one.kind), category=category(one.category))

    return replace(
        facts,
        submissions=[plain(one) for one in facts.submissions],
        items={label: plain(one) for label, one in facts.items.items()},
    )


def _keyed(words: Mapping[str, str]) -> Callable[[str | None], str]:
    """What finds the key of a word, however it is spelled; another word stands for itself."""
    keys = spellings(words)

    @cache
    def key(word: str | None) -> str:
        return keys.get(fold(word), word) if word else ""

    return key


def _keys(
    by: By, facts: Facts, known: Mapping[str, Submission]
) -> tuple[dict[str, list[Submission]], dict[str, list[Adoption]]]:
    """The reports, and the uses, by the row that they are counted in."""
    sent: dict[str, list[Submission]] = {}
    uses: dict[str, list[Adoption]] = {}
    for one in facts.submissions if by not in {"level", "publication"} else ():
        name = f"{one.received:%Y-%m}" if by == "month" else getattr(one, by)
        sent.setdefault(name or "", []).append(one)
    for use in facts.adoptions:
        if by == "month":
            name = f"{facts.day_of(use):%Y-%m}"
        else:
            name = getattr(known.get(use.item) if by in {"kind", "category"} else use, by, None)
        uses.setdefault(name or "", []).append(use)
    return sent, uses


def _declared(by: By, facts: Facts, names: Names, period: Period) -> Iterator[str]:
    """The rows that there are even with nothing in them, in order."""
    if by == "unit":
        order = {group: place for place, group in enumerate(names.groups)}
        units = sorted(facts.units, key=lambda one: order.get(one.group, len(order)))
        yield from (unit.name for unit in units)
    elif by == "month":
        yield from _months(period)
    elif by != "publication":
        yield from {"kind": names.kinds, "category": names.categories, "level": names.levels}[by]


def _months(period: Period) -> Iterator[str]:
    first = period.start.year * 12 + period.start.month - 1
    for month in range(first, period.last.year * 12 + period.last.month):
        yield f"{month // 12}-{month % 12 + 1:02}"


def _tally(
    name: str,
    sent: Sequence[Submission],
    uses: Sequence[Adoption],
    *,
    used: set[str],
    group: str | None = None,
) -> Tally:
    return Tally(
        name=name,
        group=group or "",
        sent=len(sent),
        kinds=Counter(one.kind or "" for one in sent),
        categories=Counter(one.category or "" for one in sent),
        pictured=sum(bool(one.pictures) for one in sent),
        used=sum(one.label in used for one in sent),
        uses=len(uses),
        levels=Counter(one.level for one in uses),
        forms=Counter(one.form or "" for one in uses),
        reports=len({one.item for one in uses}),
    )
