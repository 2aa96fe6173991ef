"""What arrived, and the files that came with it. A report is withdrawn, never deleted."""

from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from sqlite3 import Row

from msgspec.structs import replace

from inforeport.errors import (
    AdoptedBeforeReceived,
    SubmissionExists,
    UnknownSubmission,
    UnknownUnit,
)
from inforeport.model import Attachment, Draft, Outcome, Problem, Submission
from inforeport.period import Period
from inforeport.store import unit as unit_store
from inforeport.store._row import adds_nothing, iso, numbered, refused
from inforeport.store.ledger import Ledger
from inforeport.text import fold

_COLUMNS = """
select submission.id, submission.ref, unit.name as unit, title, received_on, received_at,
  kind, form, category, channel, body, withdrawn
from submission
join unit on unit.id = submission.unit_id
"""

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

_ADD = """
insert into submission
  (ref, unit_id, title, received_on, received_at, kind, form, category, channel, body)
values
  (:ref, :unit, :title, :received, :moment, :kind, :form, :category, :channel, :text)
"""

_FIRST_USE = "select min(adopted_on) as day from adoption where submission_id = :submission"

_ATTACH = """
insert or ignore into attachment (submission_id, name, sha256, content)
values (:submission, :name, :sha256, :content)
"""

_GIVEN = (
    "ref",
    "unit",
    "title",
    "received",
    "moment",
    "kind",
    "form",
    "category",
    "channel",
    "text",
)


def submissions(ledger: Ledger, during: Period, unit: str | None = None) -> list[Submission]:
    """What arrived in a period (from one unit), the withdrawn ones too, in order of arrival."""
    rows = ledger.rows(_DURING, start=iso(during.start), end=iso(during.end), unit=unit)
    return [_record(row) for row in rows]


def submission(ledger: Ledger, wanted: str, *, typed: bool = False) -> Submission:
    """The report of that number of the office, or `#12` for its number in the file.

    Where it was `typed`, a bare 12 that is no number of the office will do. Raises
    `UnknownSubmission`.
    """
    row = ledger.row(_ONE, ref=wanted, id=numbered(wanted, bare=typed))
    if row is None:
        raise UnknownSubmission(ref=wanted)
    return _record(row)


def alike(ledger: Ledger, unit: str, title: str) -> list[Submission]:
    """The reports of a unit with that title."""
    return [_record(row) for row in ledger.rows(_ALIKE, unit=unit, title=title)]


def add(ledger: Ledger, new: Submission) -> Submission:
    """The report as put on file.

    Raises `UnknownUnit`, or `SubmissionExists` where its number, or the same title of the same
    unit on the same day, is on file.
    """
    unit = unit_store.unit(ledger, new.unit)
    new = replace(new, unit=unit.name)
    there = _there(ledger, new)
    if there:
        raise SubmissionExists(ref=there.label, title=there.title, unit=there.unit)
    number = ledger.change(_ADD, **_columns(new, unit.id))
    return replace(new, id=number)


def edit(ledger: Ledger, known: Submission, changed: Submission) -> None:
    """Write what is changed.

    Raises `UnknownUnit`, `SubmissionExists` for a second copy, or `AdoptedBeforeReceived` where
    the report was used before its new day.
    """
    unit = unit_store.unit(ledger, changed.unit)
    changed = replace(changed, unit=unit.name)
    there = _there(ledger, changed)
    if there and there.id != known.id:
        raise SubmissionExists(ref=there.label, title=there.title, unit=there.unit)
    used = ledger.rows(_FIRST_USE, submission=known.id)[0]["day"]
    if used and used < changed.received.isoformat():
        raise AdoptedBeforeReceived(ref=known.label, day=used, received=changed.received)
    columns = _columns(changed, unit.id)
    names = {"unit": "unit_id", "received": "received_on", "moment": "received_at", "text": "body"}
    ledger.update(
        "submission", known.id, {names.get(key, key): value for key, value in columns.items()}
    )


def withdraw(ledger: Ledger, known: Submission, reason: str) -> None:
    """Mark a report as withdrawn: it stays on file and counts nowhere."""
    ledger.update("submission", known.id, {"withdrawn": reason})


def attach(ledger: Ledger, known: Submission, name: str, content: bytes) -> None:
    """Keep a file that came with a report; the same content again changes nothing."""
    digest = sha256(content).hexdigest()
    ledger.change(_ATTACH, submission=known.id, name=name, sha256=digest, content=content)


def attachments(ledger: Ledger, known: Submission) -> tuple[Attachment, ...]:
    """The files that came with a report, in the order in which they were attached."""
    rows = ledger.rows(
        "select id, name, sha256, content from attachment where submission_id = :id order by id",
        id=known.id,
    )
    return tuple(Attachment(row["name"], row["sha256"], row["content"], row["id"]) for row in rows)


def take(ledger: Ledger, drafts: Iterable[Draft[Submission]]) -> Outcome:
    """Put many on file; one that is there already and says the same changes nothing."""
    units = unit_store.by_name(unit_store.units(ledger))
    by_ref, by_day = _on_file(ledger)
    rows: list[dict[str, object]] = []
    known = 0
    problems: list[Problem] = []
    for draft in drafts:
        unit = units.get(fold(draft.record.unit))
        if unit is None:
            error = UnknownUnit.nearest(draft.record.unit, [one.name for one in units.values()])
            problems.append(refused(draft, error, "unit"))
            continue
        new = replace(draft.record, unit=unit.name)
        there = by_ref.get(new.ref) if new.ref else None
        there = there or _alike(by_day.get(_key(new)), new)
        if there is None:
            rows.append(_columns(new, unit.id))
            by_day[_key(new)] = new
            if new.ref:
                by_ref[new.ref] = new
        elif adds_nothing(new, there, _GIVEN):
            known += 1
        else:
            taken = SubmissionExists(ref=there.label, title=there.title, unit=there.unit)
            problems.append(refused(draft, taken, "ref"))
    ledger.change_many(_ADD, rows)
    return Outcome(len(rows), known, tuple(problems))


def _on_file(
    ledger: Ledger,
) -> tuple[dict[str | None, Submission], dict[tuple[str, str, date], Submission]]:
    """All reports by the office's number, and by unit, title and day."""
    every = submissions(ledger, Period())
    return {one.ref: one for one in every if one.ref}, {_key(one): one for one in every}


def _there(ledger: Ledger, new: Submission) -> Submission | None:
    """The report on file that `new` would be a second copy of."""
    row = ledger.row(_ONE, ref=new.ref, id=None) if new.ref else None
    if row:
        return _record(row)
    same = [one for one in alike(ledger, new.unit, new.title) if one.received == new.received]
    return next((one for one in same if _alike(one, new)), None)


def _alike(there: Submission | None, new: Submission) -> Submission | None:
    """A report of the same unit, title and day is the same, unless both have their own number."""
    return None if there is None or (there.ref and new.ref) else there


def _key(one: Submission) -> tuple[str, str, date]:
    return one.unit, one.title, one.received


def _columns(new: Submission, unit: int) -> dict[str, object]:
    return {
        "ref": new.ref,
        "unit": unit,
        "title": new.title,
        "received": iso(new.received),
        "moment": new.moment,
        "kind": new.kind,
        "form": new.form,
        "category": new.category,
        "channel": new.channel,
        "text": new.text,
    }


def _record(row: Row) -> Submission:
    return Submission(
        unit=row["unit"],
        title=row["title"],
        received=date.fromisoformat(row["received_on"]),
        ref=row["ref"],
        moment=row["received_at"],
        kind=row["kind"],
        form=row["form"],
        category=row["category"],
        channel=row["channel"],
        text=row["body"],
        withdrawn=row["withdrawn"],
        id=row["id"],
    )
