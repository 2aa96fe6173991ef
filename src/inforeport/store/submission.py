"""What arrived, and the files that came with it. A report is withdrawn, never deleted."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from typing import Literal

import msgspec
from msgspec.structs import replace

from inforeport.directory import Directory
from inforeport.errors import (
    AdoptedBeforeReceived,
    BeforeReceived,
    SubmissionExists,
    UnknownSubmission,
)
from inforeport.fields import SUBMISSION
from inforeport.model import Attachment, Submission
from inforeport.model.numbering import Numbering
from inforeport.period import Period
from inforeport.store import _parties as parties
from inforeport.store import original
from inforeport.store import unit as unit_store
from inforeport.store._many import each
from inforeport.store._parties import signed
from inforeport.store._reader import Reader
from inforeport.store._row import iso, numbered
from inforeport.store._writer import Columns, insertion, written, written_all
from inforeport.store.ledger import Ledger
from inforeport.store.numbers import Numbers
from inforeport.text import fold, title_key
from inforeport.words import N_, Message

NEAR = timedelta(days=31)
"""How far a row's day may be from that on file of the same title, and the row be asked about."""

_DAY = timedelta(days=1)
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

_WITHDRAWN = f"""{_COLUMNS}
where received_on >= :start and received_on < :end
  and withdrawn is not null
order by received_on, submission.id
"""

_ONE = f"""{_COLUMNS}
where submission.ref = :ref or submission.id = :id
order by submission.ref is :ref desc
"""

_THESE = _REPORTS.select("""
from submission
join unit on unit.id = submission.unit_id
where submission.id in (select value from json_each(:items))
order by received_on, submission.id
""")

_TITLES = """
select id, title
from submission
where withdrawn is null
order by received_on desc, id desc
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

_ENCLOSED = """
select submission_id, name || ' ' || ifnull(caption, '')
from attachment
order by submission_id, id
"""

_ATTACHMENTS = """
select name, sha256, content, id, caption
from attachment
join original using (sha256)
where submission_id = :id
order by id
"""


def submissions(ledger: Ledger, during: Period, unit: str | None = None) -> list[Submission]:
    """What arrived in a period (from one unit), the withdrawn ones too, in order of arrival."""
    rows = ledger.tuples(_DURING, start=iso(during.start), end=iso(during.end), unit=unit)
    return signed(ledger, _REPORTS.records(rows))


def every(ledger: Ledger) -> Iterator[Submission]:
    """All that ever arrived, one by one, in order of arrival; without partners and authors."""
    ever = Period()
    rows = ledger.each(_DURING, start=iso(ever.start), end=iso(ever.end), unit=None)
    return each(_REPORTS, rows)


def withdrawn(ledger: Ledger, during: Period) -> list[Submission]:
    """What arrived in a period and was withdrawn, in order of arrival."""
    rows = ledger.tuples(_WITHDRAWN, start=iso(during.start), end=iso(during.end))
    return signed(ledger, _REPORTS.records(rows)) if rows else []


def submissions_of(ledger: Ledger, numbers: Sequence[int]) -> list[Submission]:
    """The reports of these numbers in the file, in this order."""
    found = {one.id: one for one in on_file(ledger, numbers)}
    return [found[number] for number in numbers]


def on_file(ledger: Ledger, numbers: Collection[int]) -> list[Submission]:
    """Those of these numbers that are on file, in order of arrival."""
    items = msgspec.json.encode([*numbers]).decode()
    return signed(ledger, _REPORTS.records(ledger.tuples(_THESE, items=items)))


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


def of_office(ledger: Ledger, ref: str | None) -> Submission | None:
    """The report of a number of the office, if there is one."""
    return _read(ledger, ref=ref, number=None) if ref else None


def _read(ledger: Ledger, *, ref: str, number: int | None) -> Submission | None:
    """The report of that number of the office, else of the file."""
    reports = _REPORTS.records(ledger.tuples(_ONE, ref=ref, id=number)[:1])
    return reports[0] if reports else None


def called(ledger: Ledger, written: str) -> list[Submission]:
    """The reports that stand, of that title; else whose title begins so; else in which it stands.

    The newest first.
    """
    wanted = fold(written)
    titles = [(number, fold(title)) for number, title in ledger.tuples(_TITLES)] if wanted else []
    for fits in (str.__eq__, str.startswith, str.__contains__):
        numbers = [number for number, title in titles if fits(title, wanted)]
        if numbers:
            return submissions_of(ledger, numbers)
    return []


def alike(ledger: Ledger, new: Submission, span: timedelta) -> list[Submission]:
    """The reports of its unit with its title, however spelled, from so long before it or after."""
    wanted = title_key(new.title)
    start = new.received - span if new.received - date.min > span else date.min
    end = new.received + span + _DAY if date.max - new.received > span else date.max
    there = submissions(ledger, Period(start, end), new.unit)
    return [one for one in there if title_key(one.title) == wanted]


def add(ledger: Ledger, new: Submission, *, numbering: Numbering | None = None) -> Submission:
    """The report as put on file, numbered by the office where it brings no number along.

    Raises `UnknownUnit` or `PartnerTwice`, or `SubmissionExists` where its number, or the same
    title of the same unit on the same day, is on file.
    """
    units = unit_store.directory(ledger)
    new = parties.named(new, units)
    there = _there(ledger, new)
    if there:
        raise SubmissionExists(ref=there.number, title=there.title, unit=there.unit)
    new = Numbers(ledger, numbering).given(new)
    number = ledger.change(_ADD, id=None, **_columns(new, units))
    parties.write(ledger, [(number, new)], units)
    return replace(new, id=number)


def put_all(ledger: Ledger, fresh: Sequence[tuple[int, Submission]], units: Directory) -> None:
    """Put reports on file that are new and fit, under their numbers in the file."""
    reports = [(new, {"id": number, **_given(new, units)}) for number, new in fresh]
    ledger.change_many(_ADD, written_all(SUBMISSION, reports))
    parties.write(ledger, fresh, units)


def newest(ledger: Ledger) -> int:
    """The highest number of a report in the file, 0 where there is none."""
    return int(ledger.rows(_LAST)[0]["id"])


def edit(ledger: Ledger, before: Submission, changed: Submission) -> None:
    """Write what is changed.

    Raises as `add` does, or `AdoptedBeforeReceived` or `BeforeReceived` where the report was used,
    instructed on or forwarded before its new day.
    """
    units = unit_store.directory(ledger)
    changed = parties.named(changed, units)
    there = _there(ledger, changed, beside=before.id)
    if there:
        raise SubmissionExists(ref=there.number, title=there.title, unit=there.unit)
    _check_day(ledger, before, changed.received)
    ledger.update("submission", before.id, _columns(changed, units))
    if (changed.partners, changed.authors) != (before.partners, before.authors):
        parties.erase(ledger, before.id)
        parties.write(ledger, [(before.id, changed)], units)


def _check_day(ledger: Ledger, report: Submission, received: date) -> None:
    """That nothing is told of a report before the day on which it is to have come."""
    used = ledger.rows(_FIRST_USE, submission=report.id)[0]["day"]
    if used and used < received.isoformat():
        raise AdoptedBeforeReceived(ref=report.number, day=used, received=received)
    first = ledger.row(_FIRST_WORD, submission=report.id, received=iso(received))
    if first:
        what = Message(_WHAT[first["what"]])
        raise BeforeReceived(ref=report.number, what=what, day=first["day"], received=received)


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


def enclosed(ledger: Ledger) -> dict[int, list[str]]:
    """What the files of each report are called, and what stands below them, by its number."""
    names: dict[int, list[str]] = {}
    for number, name in ledger.tuples(_ENCLOSED):
        names.setdefault(number, []).append(name)
    return names


def attachments(ledger: Ledger, report: Submission) -> tuple[Attachment, ...]:
    """The files that came with a report, in the order in which they were attached."""
    rows = ledger.rows(_ATTACHMENTS, id=report.id)
    return tuple(Attachment(**dict(zip(row.keys(), row, strict=True))) for row in rows)


def _there(ledger: Ledger, new: Submission, *, beside: int = 0) -> Submission | None:
    """The report on file, beside one, that `new` would be a second copy of."""
    report = of_office(ledger, new.ref)
    if report and report.id != beside:
        return report
    same = [one for one in alike(ledger, new, timedelta()) if one.id != beside]
    return next((one for one in same if not (one.ref and new.ref)), None)


def near(ledger: Ledger, new: Submission) -> list[Submission]:
    """The other reports of its unit with its title from some days before or after."""
    return [one for one in alike(ledger, new, NEAR) if one.id != new.id]


def _columns(new: Submission, units: Directory) -> Columns:
    return written(SUBMISSION, new, **_given(new, units))


def _given(new: Submission, units: Directory) -> Columns:
    return {"unit_id": units.whose(new.unit).id}
