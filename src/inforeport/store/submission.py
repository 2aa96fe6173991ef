"""What arrived, and the files that came with it. A report is withdrawn, never deleted."""

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec.structs import replace

from inforeport.errors import (
    AdoptedBeforeReceived,
    BeforeReceived,
    PartnerTwice,
    SubmissionExists,
    UnknownSubmission,
    UnknownUnit,
)
from inforeport.fields import SUBMISSION
from inforeport.model import Attachment, Draft, Outcome, Problem, Submission, Unit
from inforeport.period import Period
from inforeport.store import _parties as parties
from inforeport.store import original
from inforeport.store import unit as unit_store
from inforeport.store._parties import signed
from inforeport.store._reader import Reader
from inforeport.store._row import adds_nothing, iso, numbered, refused
from inforeport.store._writer import Columns, insertion, written
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

_ALIKE = f"""{_COLUMNS}
where unit.name = :unit and title = :title
order by received_on, submission.id
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

_ATTACH = """
insert into attachment (submission_id, name, sha256, caption)
values (:submission, :name, :sha256, :caption)
on conflict do update set caption = excluded.caption where excluded.caption is not null
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
    """The reports of a unit with that title."""
    rows = ledger.tuples(_ALIKE, unit=unit, title=title)
    return signed(ledger, _REPORTS.records(rows))


def add(ledger: Ledger, new: Submission) -> Submission:
    """The report as put on file.

    Raises `UnknownUnit` or `PartnerTwice`, or `SubmissionExists` where its number, or the same
    title of the same unit on the same day, is on file.
    """
    units = unit_store.by_name(unit_store.units(ledger))
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
    units = unit_store.by_name(unit_store.units(ledger))
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
) -> None:
    """Keep a file that came with a report; the same content again changes its caption only."""
    digest = original.keep(ledger, content)
    ledger.change(_ATTACH, submission=report.id, sha256=digest, name=name, caption=caption)


def attachments(ledger: Ledger, report: Submission) -> tuple[Attachment, ...]:
    """The files that came with a report, in the order in which they were attached."""
    rows = ledger.rows(_ATTACHMENTS, id=report.id)
    return tuple(Attachment(**dict(zip(row.keys(), row, strict=True))) for row in rows)


def take(ledger: Ledger, drafts: Iterable[Draft[Submission]]) -> Outcome:
    """Put many on file; one that is there already and says the same changes nothing."""
    units = unit_store.by_name(unit_store.units(ledger))
    by_ref, by_day = _on_file(ledger)
    last = ledger.rows(_LAST)[0]["id"]
    fresh: list[tuple[int, Submission]] = []
    again = 0
    problems: list[Problem] = []
    for draft in drafts:
        try:
            new = parties.named(draft.record, units)
        except (UnknownUnit, PartnerTwice) as error:
            problems.append(refused(draft, error, parties.column(draft.record, error)))
            continue
        there = by_ref.get(new.ref) if new.ref else None
        there = there or _alike(by_day.get(_key(new)), new)
        if there is None:
            new = replace(new, id=last + len(fresh) + 1)
            fresh.append((new.id, new))
            by_day[_key(new)] = new
            if new.ref:
                by_ref[new.ref] = new
        elif adds_nothing(new, there, _GIVEN):
            again += 1
        else:
            taken = SubmissionExists(ref=there.label, title=there.title, unit=there.unit)
            problems.append(refused(draft, taken, "ref"))
    ledger.change_many(_ADD, [{"id": number, **_columns(new, units)} for number, new in fresh])
    parties.write(ledger, fresh, units)
    return Outcome(len(fresh), again, tuple(problems))


def _on_file(
    ledger: Ledger,
) -> tuple[dict[str | None, Submission], dict[tuple[str, str, date], Submission]]:
    """All reports by the office's number, and by unit, title and day."""
    every = submissions(ledger, Period())
    return {one.ref: one for one in every if one.ref}, {_key(one): one for one in every}


def _there(ledger: Ledger, new: Submission) -> Submission | None:
    """The report on file that `new` would be a second copy of."""
    report = _read(ledger, ref=new.ref, number=None) if new.ref else None
    if report:
        return report
    same = [one for one in alike(ledger, new.unit, new.title) if one.received == new.received]
    return next((one for one in same if _alike(one, new)), None)


def _alike(there: Submission | None, new: Submission) -> Submission | None:
    """A report of the same unit, title and day is the same, unless both have their own number."""
    return None if there is None or (there.ref and new.ref) else there


def _key(report: Submission) -> tuple[str, str, date]:
    return report.unit, report.title, report.received


def _columns(new: Submission, units: Mapping[str, Unit]) -> Columns:
    return written(SUBMISSION, new, unit_id=units[fold(new.unit)].id)
