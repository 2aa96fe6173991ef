"""Which reports on file one that comes in may be, found by what the file has an index of.

By number, by unit and day, by what the trail tells of those that were changed; only where a text
or a title of any day is asked for are those of its unit gone through. Which of them it is, is
decided in `identity`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from difflib import SequenceMatcher
from typing import Any
from zlib import crc32

import msgspec

from inforeport.model import Submission, Unit
from inforeport.period import Period
from inforeport.store._row import iso, numbered
from inforeport.store.ledger import Ledger
from inforeport.store.submission import NEAR
from inforeport.store.trail import OF_REPORT
from inforeport.text import fold, title_key

_ALIKE = 0.85
"""How much of two titles must be the same that one may be the other corrected."""

_DAY = timedelta(days=1)

_NUMBERED = """
select id
from submission
where ref in (select value from json_each(:refs))
union
select id
from submission
where id in (select value from json_each(:numbers))
"""

_NEAR = """
select id
from submission
where received_on >= :start and received_on < :end
  and +unit_id in (select value from json_each(:units))
"""
"""A plus keeps SQLite from going through all that a unit ever sent."""

_TEXTS = "select id, body from submission where unit_id = :unit and body is not null"

_TITLES = "select id, title from submission where unit_id = :unit"

_CHANGED = """
select json_extract(key, '$.id'), before, case when json_valid(after) then after end
from change
where table_name = 'submission' and before is not null and json_valid(before)
"""
"""They stand in an index of their own, `change_was`; most reports are never changed."""

_BEFORE = f"""
select -{OF_REPORT}, before, after is null
from change
where {OF_REPORT} in (select -value from json_each(:items))
  and table_name = 'submission' and before is not null and json_valid(before)
order by id
"""  # noqa: S608  our own names

_FOUND_BY = ("unit_id", "title", "received_on")
"""The columns by which a report is found; of another row than now where one was changed."""

Told = Mapping[str, set[Any]]
"""By column, what was on file of a report before it was changed."""


class Candidates:
    """Finds the reports on file that others may be, by their numbers in the file."""

    def __init__(self, ledger: Ledger, units: Iterable[Unit]) -> None:
        self._ledger = ledger
        self._units = {unit.name: unit.id for unit in units}
        self._texts: dict[str, dict[int, list[int]]] = {}
        self._changed: set[int] = set()
        self._moved: dict[str, set[int]] = defaultdict(set)
        self._look_at_changes()

    def _look_at_changes(self) -> None:
        """See which were changed; and by their titles, then and now, those found by it."""
        for number, *rows in self._ledger.each(_CHANGED):
            self._changed.add(number)
            before, after = (msgspec.json.decode(row or "{}") for row in rows)
            if any(before.get(name) != after.get(name) for name in _FOUND_BY):
                for row in (before, after):
                    self._moved[title_key(row.get("title") or "")].add(number)

    def of(self, coming: Sequence[Submission]) -> set[int]:
        """Those that have a number of one that comes in, or its unit, and its title or near day."""
        moved = (self._moved.get(title_key(one.title), ()) for one in coming if self._moved)
        return {*self._numbered(coming), *self._near(coming)}.union(*moved)

    def _numbered(self, coming: Iterable[Submission]) -> Iterator[int]:
        refs = [one.ref for one in coming if one.ref]
        numbers = [number for ref in refs if (number := numbered(ref, bare=True))]
        return self._numbers(_NUMBERED, refs=_json(refs), numbers=_json(numbers))

    def _near(self, coming: Iterable[Submission]) -> Iterator[int]:
        units = _json([*{self._units[one.unit] for one in coming}])
        for span in _around({one.received for one in coming}):
            yield from self._numbers(_NEAR, start=iso(span.start), end=iso(span.end), units=units)

    def _numbers(self, sql: str, **given: object) -> Iterator[int]:
        return (number for (number,) in self._ledger.tuples(sql, **given))

    def of_text(self, coming: Submission) -> Sequence[int]:
        """Those of its unit that have the very same text, of whatever day."""
        if not coming.text:
            return ()
        if coming.unit not in self._texts:
            texts: dict[int, list[int]] = defaultdict(list)
            for number, text in self._ledger.each(_TEXTS, unit=self._units[coming.unit]):
                texts[mark(text)].append(number)
            self._texts[coming.unit] = texts
        return self._texts[coming.unit].get(mark(coming.text), ())

    def titled(self, unit: str, fits: Callable[[str], bool]) -> set[int]:
        """Those of a unit whose title fits, as it is compared, and all that once had such a one."""
        once = (numbers for title, numbers in self._moved.items() if fits(title))
        rows = self._ledger.each(_TITLES, unit=self._units.get(unit))
        return {number for number, title in rows if fits(title_key(title))}.union(*once)

    def before(self, numbers: Iterable[int]) -> Mapping[int, Told]:
        """By report, what the trail says that was on file of it before it was changed.

        The number of one that was taken back is given again: what was told of that one is not of
        the next.
        """
        values: dict[int, dict[str, set[Any]]] = defaultdict(lambda: defaultdict(set))
        items = _json(sorted(self._changed.intersection(numbers)))
        for number, before, is_gone in self._ledger.tuples(_BEFORE, items=items):
            if is_gone:
                values.pop(number, None)
                continue
            for column, value in msgspec.json.decode(before, strict=False).items():
                values[number][column].add(value)
        return values


def mark(text: str) -> int:
    """By what texts are found again: spaces and width make no difference."""
    return crc32(fold(text).encode())


def nearly(title: str, other: str) -> bool:
    """Whether a title may be another one that was corrected."""
    match = SequenceMatcher(None, title_key(title), title_key(other), autojunk=False)
    return match.real_quick_ratio() >= _ALIKE <= match.quick_ratio() and match.ratio() >= _ALIKE


def _around(days: Iterable[date]) -> list[Period]:
    """The spans of the days that are near one of these."""
    spans: list[Period] = []
    for day in sorted(days):
        start = day - min(NEAR, day - date.min)
        end = day + min(NEAR + _DAY, date.max - day)
        if spans and start <= spans[-1].end:
            spans[-1] = Period(spans[-1].start, end)
        else:
            spans.append(Period(start, end))
    return spans


def _json(values: Sequence[object]) -> str:
    return msgspec.json.encode(values).decode()
