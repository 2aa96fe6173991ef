"""Which report on file a row that comes in is: the same list comes in again and again, and grows.

A report is known by the office's number, else by unit, title and day. What was corrected on file
since is no second report: the trail tells what was on file before.
"""

from bisect import insort
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import Any

from inforeport.errors import SameRow
from inforeport.fields import SUBMISSION, Field
from inforeport.model import Submission, Unit
from inforeport.store._writer import kept
from inforeport.store.candidates import Candidates, Told, mark, nearly
from inforeport.store.ledger import Ledger
from inforeport.store.submission import NEAR, on_file
from inforeport.text import title_key

_GIVEN = [one for one in SUBMISSION.fields if one.head]
"""What a row that comes in may say."""

_arrival = attrgetter("received", "id")


class Known:
    """The reports on file that rows may be, each with what was on file of it before.

    A row of a file takes one. With `texts`, rows may also be those that have the same text.
    """

    def __init__(self, ledger: Ledger, units: Iterable[Unit], *, texts: bool) -> None:
        self._ledger, self._by_text = ledger, texts
        self._units = {unit.id: unit.name for unit in units}
        self._candidates = Candidates(ledger, units)
        self._read: set[int] = set()
        self._before: dict[int, Told] = {}
        self._of_ref: dict[str, Submission] = {}
        self._listed: dict[str, Submission] = {}
        self._titled: dict[tuple[str, str], list[Submission]] = defaultdict(list)
        self._of_day: dict[tuple[str, date], list[Submission]] = defaultdict(list)
        self._of_text: dict[tuple[str, int], list[Submission]] = defaultdict(list)
        self._taken: dict[int, str] = {}

    def begin(self, claimed: Mapping[int, str], coming: Sequence[Submission]) -> None:
        """Begin another list; reports of these numbers are rows of it already, at these places."""
        self._taken = dict(claimed)
        texts = map(self._candidates.of_text, coming if self._by_text else ())
        self._look_up(self._candidates.of(coming).union(*texts))

    def _look_up(self, numbers: Collection[int]) -> None:
        """Take in those of these numbers in the file that were not read yet."""
        unread = {*numbers} - self._read
        self._before |= self._candidates.before(unread)
        for report in on_file(self._ledger, unread) if unread else ():
            self.add(report)

    def add(self, report: Submission, place: str = "") -> None:
        """Take in a report; one that comes from a row is taken by it."""
        self._read.add(report.id)
        if report.ref:
            self._of_ref[report.ref] = report
        elif report.id:
            self._listed |= {report.number: report, report.label: report}
        for unit in self._values(report, "unit_id", report.unit):
            for title in {title_key(one) for one in self._values(report, "title", report.title)}:
                insort(self._titled[unit, title], report, key=_arrival)
        insort(self._of_day[report.unit, report.received], report, key=_arrival)
        if report.text:
            insort(self._of_text[report.unit, mark(report.text)], report, key=_arrival)
        if place:
            self._taken[report.id] = place

    def renew(self, report: Submission) -> None:
        """Take in what has become of a report on file."""
        self._look_up([report.id])
        for lists in (self._titled, self._of_day, self._of_text):
            for there in lists.values():
                there[:] = [one for one in there if one.id != report.id]
        self.add(report)

    def same(self, new: Submission, place: str, *, twice: bool = False) -> Submission | None:
        """The report that a row is, none for a new one.

        Raises `SameRow` where an earlier row of the file is that report already, unless two such
        rows may be two reports.
        """
        same = self._same(new)
        free = [one for one in same if one.id not in self._taken]
        if not free and same and (not twice or new.ref):
            raise SameRow(place=self._taken[same[0].id])
        if not free:
            return None
        self._taken[free[0].id] = place
        return free[0]

    def _same(self, new: Submission) -> list[Submission]:
        if new.ref and new.ref in self._of_ref:
            return [self._of_ref[new.ref]]
        listed = self._listed.get(new.ref or "")
        if listed and self._is_of(listed, new):
            return [listed]
        return [one for one in self._alike(new) if new.received in self._days(one)]

    def _is_of(self, listed: Submission, new: Submission) -> bool:
        """Whether a row that has a report's own number for the office's is a row of our own list.

        An office may have numbers like ours, so the unit must be the same, and the title or day.
        """
        titles = set(map(title_key, self._values(listed, "title", listed.title)))
        is_title, is_day = title_key(new.title) in titles, new.received in self._days(listed)
        return new.unit in self._values(listed, "unit_id", listed.unit) and (is_title or is_day)

    def near(self, new: Submission) -> Submission | None:
        """A report of the unit with that title from some days before or after, which no row is."""
        free = [one for one in self._alike(new) if one.id not in self._taken]
        near = [one for one in free if abs(one.received - new.received) <= NEAR]
        return min(near, key=lambda one: abs(one.received - new.received), default=None)

    def alike(self, new: Submission) -> Submission | None:
        """A report of the unit that a piece may be though its title differs, and which no row is.

        It has the very same text, or came on the same day under nearly the same title.
        """
        texts = self._of_text.get((new.unit, mark(new.text)), []) if new.text else []
        days = [
            one
            for one in self._of_day.get((new.unit, new.received), ())
            if nearly(one.title, new.title)
        ]
        alike = [one for one in (*texts, *days) if one.id not in self._taken]
        return next((one for one in alike if not (one.ref and new.ref)), None)

    def titled(self, unit: str, title: str) -> list[Submission]:
        """The reports of a unit with that title, or one that is nearly that; the newest first."""
        for fits in (title_key(title).__eq__, lambda its: nearly(its, title)):
            self._look_up(self._candidates.titled(unit, fits))
            near = (its for (of, key), its in self._titled.items() if of == unit and fits(key))
            named = {one.id: one for its in near for one in its}
            if named:
                return sorted(named.values(), key=lambda one: one.received, reverse=True)
        return []

    def agrees(self, new: Submission, there: Submission) -> bool:
        """Whether a row says nothing that is not on file of a report, or was before."""
        return all(self._agrees(one, new, there) for one in _GIVEN)

    def _agrees(self, field: Field, new: Submission, there: Submission) -> bool:
        mine, theirs = getattr(new, field.name), getattr(there, field.name)
        if mine is None or mine is False or mine in {(), theirs}:
            return True
        if field.name == "ref" and not theirs:
            return mine in {there.number, there.label}
        if field.name == "pictures":  # those that were attached since count too
            return bool(mine <= (theirs or 0))
        if field.name == "title":
            titles = self._values(there, "title", theirs)
            return title_key(mine) in set(map(title_key, titles))
        column = "unit_id" if field.name == "unit" else field.column
        return bool(column) and kept(field, mine) in self._values(
            there, column, kept(field, theirs)
        )

    def _alike(self, new: Submission) -> list[Submission]:
        """The reports of the unit with that title, but of two numbers of the office."""
        titled = self._titled.get((new.unit, title_key(new.title)), ())
        return [one for one in titled if not (one.ref and new.ref)]

    def _days(self, report: Submission) -> set[date]:
        days = self._before.get(report.id, {}).get("received_on", ())
        return {report.received, *map(date.fromisoformat, days)}

    def _values(self, report: Submission, column: str, now: Any) -> set[Any]:
        """What is on file in a column of a report, and what was before; units by name."""
        before = self._before.get(report.id, {}).get(column, set())
        if column == "unit_id":
            before = {self._units[one] for one in before if one in self._units}
        return {now, *before}
