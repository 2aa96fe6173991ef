"""What arrived, and the files that came with it. A report is withdrawn, never deleted."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from msgspec.structs import replace

from inforeport.directory import Directory
from inforeport.errors import (
    AdoptedBeforeReceived,
    AmbiguousUnit,
    BeforeReceived,
    InforeportError,
    PartnerTwice,
    SubmissionExists,
    SubmissionNear,
    UnknownSubmission,
    UnknownUnit,
)
from inforeport.fields import SUBMISSION
from inforeport.model import Attachment, Draft, Outcome, Submission
from inforeport.period import Period
from inforeport.store import _parties as parties
from inforeport.store import original
from inforeport.store import unit as unit_store
from inforeport.store._parties import signed
from inforeport.store._reader import Reader
from inforeport.store._row import iso, numbered, refused
from inforeport.store._writer import Columns, insertion, written
from inforeport.store.identity import NEAR, Known
from inforeport.store.ledger import Ledger
from inforeport.text import fold
from inforeport.words import N_, Message

_WHAT = {"instruction": N_("instruction"), "forwarding": N_("forwarding")}

_REPORTS = Reader(SUBMISSION)

_COLUMNS = _REPORTS.select("""
from submission
join unit on unit.id = submission.unit_id
""")

_DURING = f"""{_COLUMNS}
where received_on >= :start and received_on < :end
  and (:unit is null or unit.name = :unit)
order by received_on, submission.id
"""

_ONE = f"""{_COLUMNS}
where submission.ref = :ref or submission.id = :id
order by submission.ref is :ref desc
"""

_ADD = insertion("submission", [one.column for one in SUBMISSION.fields if one.column])

_LAST = "select ifnull(max(id), 0) as id from submission"

_FIRST_USE = "select min(adopted_on) as day from adoption where submission_id = :submission"

_FIRST_WORD = """
select day, what
from (
  select min(instructed_on) as day, 'instruction' as what
  from instruction
  where submission_id = :submission
  union all
  select min(forwarded_on), 'forwarding'
  from forwarding
  where submission_id = :submission
)
where day < :received
"""

_ATTACHED = """
select id, caption
from attachment
where submission_id = :submission and sha256 = :sha256
"""

_ATTACH = """
insert into attachment (submission_id, name, sha256, caption)
values (:submission, :name, :sha256, :caption)
"""

_COUNT_PICTURES = """
update submission
set pictures = max(ifnull(pictures, 0), (
  select count(*) from attachment where submission_id = :submission
))
where id = :submission
"""

_ATTACHMENTS = """
select name, sha256, content, id, caption
from attachment
join original using (sha256)
where submission_id = :id
order by id
"""

_GIVEN = [one.name for one in SUBMISSION.fields if one.head] + ["moment"]
"""What a row that comes in may say."""

_KNOWN_BY = {"unit", "title", "received", "moment"}
"""By what it was found: its spelling may differ."""

_NOTHING = (None, False, ())


def submissions(ledger: Ledger, during: Period, unit: str | None = None) -> list[Submission]:
    """What arrived in a period (from one unit), the withdrawn ones too, in order of arrival."""
    rows = ledger.tuples(_DURING, start=iso(during.start), end=iso(during.end), unit=unit)
    return signed(ledger, _REPORTS.records(rows))


def submission(ledger: Ledger, wanted: str, *, typed: bool = False) -> Submission:
    """The report of that number of the office, or `#12` for its number in the file.

    Where it was `typed`, a bare 12 that is no number of the office will do. Raises
    `UnknownSubmission`.
    """
    return signed(ledger, [plain(ledger, wanted, typed=typed)])[0]


def plain(ledger: Ledger, wanted: str, *, typed: bool = False) -> Submission:
    """The same without partners and authors: what a fact about a report wants to know of it."""
    report = _read(ledger, ref=wanted, number=numbered(wanted, bare=typed))
    if report is None:
        raise UnknownSubmission(ref=wanted)
    return report


def _read(ledger: Ledger, *, ref: str, number: int | None) -> Submission | None:
    """The report of that number of the office, else of the file."""
    reports = _REPORTS.records(ledger.tuples(_ONE, ref=ref, id=number)[:1])
    return reports[0] if reports else None


def alike(ledger: Ledger, unit: str, title: str) -> list[Submission]:
    """The reports of a unit with that title, however it is spelled."""
    wanted = fold(title)
    return [one for one in submissions(ledger, Period(), unit) if fold(one.title) == wanted]


def add(ledger: Ledger, new: Submission) -> Submission:
    """The report as put on file.

    Raises `UnknownUnit` or `PartnerTwice`, or `SubmissionExists` where its number, or the same
    title of the same unit on the same day, is on file.
    """
    units = unit_store.directory(ledger)
    new = parties.named(new, units)
    there = _there(ledger, new)
    if there:
        raise SubmissionExists(ref=there.label, title=there.title, unit=there.unit)
    number = ledger.change(_ADD, id=None, **_columns(new, units))
    parties.write(ledger, [(number, new)], units)
    return replace(new, id=number)


def edit(ledger: Ledger, before: Submission, changed: Submission) -> None:
    """Write what is changed.

    Raises as `add` does, or `AdoptedBeforeReceived` or `BeforeReceived` where the report was used,
    instructed on or forwarded before its new day.
    """
    units = unit_store.directory(ledger)
    changed = parties.named(changed, units)
    there = _there(ledger, changed)
    if there and there.id != before.id:
        raise SubmissionExists(ref=there.label, title=there.title, unit=there.unit)
    _check_day(ledger, before, changed.received)
    ledger.update("submission", before.id, _columns(changed, units))
    if (changed.partners, changed.authors) != (before.partners, before.authors):
        parties.erase(ledger, before.id)
        parties.write(ledger, [(before.id, changed)], units)


def _check_day(ledger: Ledger, report: Submission, received: date) -> None:
    """That nothing is told of a report before the day on which it is to have come."""
    used = ledger.rows(_FIRST_USE, submission=report.id)[0]["day"]
    if used and used < received.isoformat():
        raise AdoptedBeforeReceived(ref=report.label, day=used, received=received)
    first = ledger.row(_FIRST_WORD, submission=report.id, received=iso(received))
    if first:
        what = Message(_WHAT[first["what"]])
        raise BeforeReceived(ref=report.label, what=what, day=first["day"], received=received)


def withdraw(ledger: Ledger, report: Submission, reason: str) -> None:
    """Mark a report as withdrawn: it stays on file and counts nowhere."""
    ledger.update("submission", report.id, {"withdrawn": reason})


def attach(
    ledger: Ledger, report: Submission, name: str, content: bytes, *, caption: str | None = None
) -> Literal["attached", "caption changed", "attached already"]:
    """Keep a file that came with a report, a picture of it more; the same content again changes
    its caption only. Which of these was done is told.
    """
    digest = original.keep(ledger, content)
    there = ledger.row(_ATTACHED, submission=report.id, sha256=digest)
    if there is None:
        values = {"submission": report.id, "sha256": digest, "name": name, "caption": caption}
        ledger.change(_ATTACH, **values)
        ledger.change(_COUNT_PICTURES, submission=report.id)
        return "attached"
    if caption is None or caption == there["caption"]:
        return "attached already"
    ledger.update("attachment", there["id"], {"caption": caption})
    return "caption changed"


def attachments(ledger: Ledger, report: Submission) -> tuple[Attachment, ...]:
    """The files that came with a report, in the order in which they were attached."""
    rows = ledger.rows(_ATTACHMENTS, id=report.id)
    return tuple(Attachment(**dict(zip(row.keys(), row, strict=True))) for row in rows)


class Arrival(NamedTuple):
    """What became of a report that came in: the one on file, or the error that keeps it out."""

    how: Literal["added", "known", "changed", "refused"]
    report: Submission | None = None
    error: InforeportError | None = None


def take(
    ledger: Ledger,
    drafts: Iterable[Draft[Submission]],
    *,
    update: bool = False,
    twice: bool = False,
) -> Outcome:
    """Put many on file; one that is there already and says the same changes nothing.

    What a row says otherwise is refused, or with `update` written. Two like rows are one report
    and named, or with `twice` two.
    """
    taking = Taking(ledger, update=update, twice=twice)
    came_in = tuple(drafts)
    arrivals = [*zip(came_in, taking.take(came_in), strict=True)]
    wrong = ((one, its.error) for one, its in arrivals if its.error)
    problems = tuple(refused(one, error, _column(one.record, error)) for one, error in wrong)
    n = Counter(its.how for _, its in arrivals)
    known = frozenset(one.place for one, its in arrivals if its.how == "known")
    return Outcome(n["added"], n["known"], problems, changed=n["changed"], there=known)


class Taking:
    """Reports that come in, list by list, while nobody else changes the file.

    With `complete` what a known report does not say yet is written, and one that may be another
    that was corrected is refused.
    """

    def __init__(
        self, ledger: Ledger, *, update: bool = False, twice: bool = False, complete: bool = False
    ) -> None:
        self._ledger, self._update, self._twice = ledger, update, twice
        self._complete = complete
        self.units = unit_store.directory(ledger)
        self._known = Known(ledger, submissions(ledger, Period()), self.units.units)
        self._last = ledger.rows(_LAST)[0]["id"]
        self._fresh: list[tuple[int, Submission]] = []

    def take(
        self, drafts: Sequence[Draft[Submission]], claimed: Mapping[int, str] | None = None
    ) -> list[Arrival]:
        """What becomes of each report of one list; when it is clear which are on file already.

        Those that are `claimed` by number are rows of it that are dealt with, at these places.
        """
        self._known.begin(claimed or {})
        arrivals = [self._tried(self._met, draft) for draft in drafts]
        for place, draft in enumerate(drafts):
            arrivals[place] = arrivals[place] or self._tried(self._taken, draft)
        self._put_on_file()
        return [one for one in arrivals if one]

    def put(self, draft: Draft[Submission]) -> Arrival:
        """Put a report on file as one of its own, whatever is there already but its number."""
        arrival = self._tried(self._own, draft)
        self._put_on_file()
        return arrival or Arrival("refused")

    def meet(self, draft: Draft[Submission], there: Submission, *, update: bool) -> Arrival:
        """Take a report for one on file; what it says otherwise is written only where it is to."""
        new = draft.record if update else _blanks(draft.record, there)
        named = parties.named(replace(new, unit=there.unit), self.units)
        return self._write(named, there) if named != there else Arrival("known", there)

    def _put_on_file(self) -> None:
        rows = [{"id": number, **_columns(new, self.units)} for number, new in self._fresh]
        self._ledger.change_many(_ADD, rows)
        parties.write(self._ledger, self._fresh, self.units)
        self._fresh = []

    def _own(self, new: Submission, place: str) -> Arrival:
        there = _read(self._ledger, ref=new.ref, number=None) if new.ref else None
        if there:
            raise SubmissionExists(ref=there.label, title=there.title, unit=there.unit)
        new = replace(new, id=self._last + 1)
        self._last += 1
        self._fresh.append((new.id, new))
        self._known.add(new, place)
        return Arrival("added", new)

    def _tried(
        self, what: Callable[[Submission, str], Arrival | None], draft: Draft[Submission]
    ) -> Arrival | None:
        try:
            return what(parties.named(draft.record, self.units), draft.place)
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
        raise SubmissionExists(ref=there.label, title=there.title, unit=there.unit)

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
        what = {"ref": near.label, "title": near.title, "unit": near.unit}
        raise SubmissionNear(day=near.received, **what)

    def _near(self, new: Submission) -> Submission | None:
        near = self._known.near(new)
        return near or (self._known.alike(new) if self._complete else None)

    def _write(self, new: Submission, there: Submission) -> Arrival:
        """What a row says otherwise of a report, written."""
        said = {name: value for name in _GIVEN if (value := getattr(new, name)) not in _NOTHING}
        before = submission(self._ledger, f"#{there.id}")
        changed = replace(before, **said)
        edit(self._ledger, before, changed)
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


def _there(ledger: Ledger, new: Submission) -> Submission | None:
    """The report on file that `new` would be a second copy of."""
    report = _read(ledger, ref=new.ref, number=None) if new.ref else None
    if report:
        return report
    same = [one for one in alike(ledger, new.unit, new.title) if one.received == new.received]
    return next((one for one in same if not (one.ref and new.ref)), None)


def near(ledger: Ledger, new: Submission) -> list[Submission]:
    """The other reports of its unit with its title from some days before or after."""
    return [
        one
        for one in alike(ledger, new.unit, new.title)
        if one.id != new.id and abs(one.received - new.received) <= NEAR
    ]


def _columns(new: Submission, units: Directory) -> Columns:
    return written(SUBMISSION, new, unit_id=units.whose(new.unit).id)
