"""What was sent and used, counted as it stands on file: by unit, kind, category, level or month.

It gives no points and judges nobody; what is printed of it is said in `documents.stats`.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from msgspec.structs import replace

from inforeport.model import Adoption, Facts, Submission
from inforeport.model.counts import By, Counts, Names, Tally
from inforeport.period import Period
from inforeport.text import fold, spellings


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
