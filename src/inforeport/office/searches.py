"""What stands where, and what is odd of the reports of a period when they are seen together."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import groupby
from operator import attrgetter

from inforeport.model import Submission
from inforeport.model.found import Alike, Found, Heap, Odd
from inforeport.office.alike import alike, compared
from inforeport.office.snapshot import Snapshot
from inforeport.period import Period
from inforeport.scheme import Scheme
from inforeport.store import Ledger, bulletin, search
from inforeport.text import fold

_COPY, _SLICE = 0.5, 0.3
"""From what share on two texts are copies, and two reports of one unit are of one event."""
_EVENT = timedelta(days=10)
"""Reports of one event follow each other within so many days."""
_HEAP = 3
"""So many on one day, and half of the month, are a heap."""


def hits(ledger: Ledger, snapshot: Snapshot, words: Sequence[str]) -> Found:
    """Everything in which all of some words stand."""
    wanted = [fold(word) for word in words]

    def holds(*texts: str | None) -> bool:
        return any(all(word in fold(text or "") for word in wanted) for text in texts)

    return Found(
        reports=tuple(search.reports(ledger, words)),
        units=tuple(one for one in snapshot.units if holds(one.name, *one.aliases)),
        reporters=tuple(one for one in snapshot.reporters if holds(one.name, one.post)),
        issues=tuple(one for one in bulletin.bulletins(ledger) if holds(one.name, one.note)),
    )


def odd(snapshot: Snapshot, scheme: Scheme, period: Period) -> Odd:
    """What is odd of the reports of a period that stand."""
    reports = [one for one in snapshot.reports(period) if not one.withdrawn]
    pairs = list(_pairs(reports))
    limit = _length(scheme)
    return Odd(
        copies=tuple(one for one in pairs if one.first.unit != one.second.unit),
        slices=tuple(one for one in pairs if one.first.unit == one.second.unit),
        heaps=tuple(_heaps(reports)),
        short=tuple(one for one in reports if limit and (_chars(one) or limit) < limit),
        limit=limit,
    )


def _pairs(reports: Iterable[Submission]) -> Iterator[Alike]:
    """The copies among units, and the reports of one unit that are of one event."""
    by_number = {one.id: one for one in reports}
    texts = {number: compared(report) for number, report in by_number.items()}
    for number, other, share in alike(texts, share=_SLICE):
        pair = by_number[number], by_number[other]
        first, second = sorted(pair, key=lambda report: (report.received, report.id))
        near = second.received - first.received <= _EVENT
        if share >= _COPY or (first.unit == second.unit and near):
            yield Alike(first, second, share)


def _heaps(reports: Iterable[Submission]) -> Iterator[Heap]:
    """The units that sent most of a month on the last day on which they sent anything."""
    by_unit: dict[tuple[str, int, int], list[Submission]] = defaultdict(list)
    for one in reports:
        by_unit[one.unit, one.received.year, one.received.month].append(one)
    for (unit, _, _), sent in sorted(by_unit.items()):
        days = groupby(sorted(sent, key=attrgetter("received")), key=attrgetter("received"))
        day, count = [(day, len([*each])) for day, each in days][-1]
        if count >= _HEAP and count * 2 >= len(sent):
            yield Heap(unit, day, count, len(sent))


def _length(scheme: Scheme) -> int | None:
    """The shortest length that a rule asks of reports, if any does."""
    wheres = (where for rule in scheme.rules for _, where in rule.wheres())
    return min((where.min_chars for where in wheres if where.min_chars), default=None)


def _chars(report: Submission) -> int | None:
    """How long a report is: as is on file, else as its text is; nothing where neither is there."""
    return report.chars or (len(fold(report.text)) if report.text else None)
