"""Reports that come in, list by list: which are on file already, and what becomes of the others."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from msgspec.structs import replace

from inforeport.errors import (
    AmbiguousUnit,
    InforeportError,
    PartnerTwice,
    SubmissionExists,
    SubmissionNear,
    UnknownUnit,
)
from inforeport.fields import SUBMISSION
from inforeport.model import Draft, Outcome, Submission
from inforeport.model.numbering import Numbering
from inforeport.pace import paced
from inforeport.store import _parties as parties
from inforeport.store import unit as unit_store
from inforeport.store._row import refused
from inforeport.store.identity import Known
from inforeport.store.ledger import Ledger
from inforeport.store.numbers import Numbers
from inforeport.store.submission import edit, newest, of_office, put_all, submission

_GIVEN = [one.name for one in SUBMISSION.fields if one.head] + ["moment"]
"""What a row that comes in may say."""

_KNOWN_BY = {"unit", "title", "received", "moment"}
"""By what it was found: its spelling may differ."""

_NOTHING = (None, False, ())


class Arrival(NamedTuple):
    """What became of a report that came in: the one on file, or the error that keeps it out."""

    how: Literal["added", "known", "changed", "refused"]
    report: Submission | None = None
    error: InforeportError | None = None


class _Row(NamedTuple):
    """A report that comes in, from where, and what is wrong with its units."""

    record: Submission
    place: str
    error: InforeportError | None = None


def take(
    ledger: Ledger,
    drafts: Iterable[Draft[Submission]],
    *,
    update: bool = False,
    twice: bool = False,
    numbering: Numbering | None = None,
) -> Outcome:
    """Put many on file; one that is there already and says the same changes nothing.

    What a row says otherwise is refused, or with `update` written. Two like rows are one report
    and named, or with `twice` two.
    """
    taking = Taking(ledger, update=update, twice=twice, numbering=numbering)
    came_in = tuple(drafts)
    arrivals = [*zip(came_in, taking.take(came_in), strict=True)]
    wrong = ((one, its.error) for one, its in arrivals if its.error)
    problems = tuple(refused(one, error, _column(one.record, error)) for one, error in wrong)
    n = Counter(its.how for _, its in arrivals)
    known = frozenset(one.place for one, its in arrivals if its.how == "known")
    return Outcome(n["added"], n["known"], problems, changed=n["changed"], there=known)


class Taking:
    """Reports that come in, list by list, while nobody else changes the file.

    One that brings no number along is given the next by `numbering`. With `complete` what a known
    report does not say yet is written, and one that may be another that was corrected is refused.
    """

    def __init__(
        self,
        ledger: Ledger,
        *,
        update: bool = False,
        twice: bool = False,
        complete: bool = False,
        numbering: Numbering | None = None,
    ) -> None:
        self._ledger, self._update, self._twice = ledger, update, twice
        self._complete = complete
        self.units = unit_store.directory(ledger)
        self._known = Known(ledger, self.units.units, texts=complete)
        self._last = newest(ledger)
        self._numbers = Numbers(ledger, numbering)
        self._fresh: list[tuple[int, Submission]] = []
        self._has_written = False

    def take(
        self, drafts: Sequence[Draft[Submission]], claimed: Mapping[int, str] | None = None
    ) -> list[Arrival]:
        """What becomes of each report of one list; when it is clear which are on file already.

        Those that are `claimed` by number are rows of it that are dealt with, at these places.
        """
        rows = [self._row(draft) for draft in drafts]
        self._known.begin(claimed or {}, [row.record for row in rows if not row.error])
        self._numbers.reserve(one.record.ref for one in drafts)
        arrivals = [self._tried(self._met, row) for row in rows]
        for place, row in enumerate(paced(rows)):
            arrivals[place] = arrivals[place] or self._tried(self._taken, row)
        self._put_on_file()
        return [one for one in arrivals if one]

    def put(self, draft: Draft[Submission]) -> Arrival:
        """Put a report on file as one of its own, whatever is there already but its number."""
        arrival = self._tried(self._free, self._row(draft))
        self._put_on_file()
        return arrival or Arrival("refused")

    def meet(self, draft: Draft[Submission], there: Submission, *, update: bool) -> Arrival:
        """Take a report for one on file; what it says otherwise is written only where it is to."""
        new = draft.record if update else _blanks(draft.record, there)
        named = parties.named(replace(new, unit=there.unit), self.units)
        return self._write(named, there) if named != there else Arrival("known", there)

    def titled(self, unit: str, title: str) -> list[Submission]:
        """The reports on file that a correction may be of, the likeliest first."""
        return self._known.titled(unit, title)

    def _put_on_file(self) -> None:
        put_all(self._ledger, self._fresh, self.units)
        self._fresh = []

    def _free(self, new: Submission, place: str) -> Arrival:
        """The same of one report, unless its number is on file."""
        self._check_free(new.ref)
        return self._own(new, place)

    def _own(self, new: Submission, place: str) -> Arrival:
        if self._has_written:  # a number of this list may have become that of another report
            self._check_free(new.ref)
        new = replace(self._numbers.given(new), id=self._last + 1)
        self._last += 1
        self._fresh.append((new.id, new))
        self._known.add(new, place)
        return Arrival("added", new)

    def _row(self, draft: Draft[Submission]) -> _Row:
        """A row with its units under their names in the file, or why it cannot have them."""
        try:
            return _Row(parties.named(draft.record, self.units), draft.place)
        except InforeportError as error:
            return _Row(draft.record, draft.place, error)

    def _check_free(self, ref: str | None) -> None:
        there = of_office(self._ledger, ref)
        if there:
            raise SubmissionExists(ref=there.number, title=there.title, unit=there.unit)

    def _tried(
        self, taking: Callable[[Submission, str], Arrival | None], row: _Row
    ) -> Arrival | None:
        if row.error:
            return Arrival("refused", error=row.error)
        try:
            return taking(row.record, row.place)
        except InforeportError as error:
            return Arrival("refused", error=error)

    def _met(self, new: Submission, place: str) -> Arrival | None:
        """What becomes of a report that is on file; nothing of another."""
        there = self._known.same(new, place, twice=self._twice)
        if there is None:
            return None
        if self._known.agrees(new, there):
            return Arrival("known", there)
        if self._update:
            return self._write(new, there)
        if self._complete and not there.withdrawn and _only_adds(new, there):
            return self._write(_blanks(new, there), there)
        raise SubmissionExists(ref=there.number, title=there.title, unit=there.unit)

    def _taken(self, new: Submission, place: str) -> Arrival:
        """Put a report on file that is none of those there, unless one may be meant."""
        met = self._met(new, place)  # a row of this list before it is the same
        if met:
            return met
        near = None if self._twice else self._near(new)
        if near is None:
            return self._own(new, place)
        if self._update:
            return self._write(new, near)
        what = {"ref": near.number, "title": near.title, "unit": near.unit}
        raise SubmissionNear(day=near.received, **what)

    def _near(self, new: Submission) -> Submission | None:
        near = self._known.near(new)
        return near or (self._known.alike(new) if self._complete else None)

    def _write(self, new: Submission, there: Submission) -> Arrival:
        """What a row says otherwise of a report, written."""
        given = {name: value for name in _GIVEN if (value := getattr(new, name)) not in _NOTHING}
        before = submission(self._ledger, f"#{there.id}")
        changed = replace(before, **given)
        edit(self._ledger, before, changed)
        self._has_written = True
        if self._complete:
            self._known.renew(changed)
        return Arrival("changed", changed)


def _blanks(new: Submission, there: Submission) -> Submission:
    """A report as it is on file, with what only the other says."""
    blank = [name for name in _GIVEN if getattr(there, name) in _NOTHING]
    return replace(there, **{name: getattr(new, name) for name in blank})


def _only_adds(new: Submission, there: Submission) -> bool:
    """Whether a report says nothing that contradicts what is on file of it."""
    said = (one for one in _GIVEN if getattr(new, one) not in _NOTHING and one not in _KNOWN_BY)
    return all(getattr(there, one) in {*_NOTHING, getattr(new, one)} for one in said)


def _column(new: Submission, error: InforeportError) -> str:
    """The column of a file that comes in that an error is about."""
    about_units = isinstance(error, UnknownUnit | AmbiguousUnit | PartnerTwice)
    return parties.column(new, error) if about_units else "ref"
