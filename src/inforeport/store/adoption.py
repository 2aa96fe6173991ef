"""Who used a report: at which level, whole or brief, on which day, in what."""

from collections.abc import Iterable
from datetime import date
from sqlite3 import Row

from inforeport.errors import (
    AdoptedBeforeReceived,
    AdoptionExists,
    AmbiguousSubmission,
    InforeportError,
    UnknownAdoption,
    UnknownSubmission,
    UseOfIssue,
    WithdrawnSubmission,
)
from inforeport.model import Adoption, Draft, Outcome, Problem, Submission, Use
from inforeport.period import Period
from inforeport.store import submission as submission_store
from inforeport.store import unit as unit_store
from inforeport.store._row import NUMBERS, iso, refused
from inforeport.store.ledger import Ledger

_COLUMNS = """
select adoption.id, unit.name as unit, submission.id as submission, submission.ref,
  submission.title, submission.received_on, level, adoption.form, adopted_on, publication, issue,
  proof, bulletin_id
from adoption
join submission on submission.id = adoption.submission_id
join unit on unit.id = submission.unit_id
"""

_DURING = f"""{_COLUMNS}
where adopted_on >= :start and adopted_on < :end
  and (:unit is null or unit.name = :unit)
order by adopted_on, adoption.id
"""

_OF = f"""{_COLUMNS}
where submission.id = :submission
order by adopted_on, adoption.id
"""

_ADD = """
insert into adoption
  (submission_id, level, form, adopted_on, publication, issue, proof, bulletin_id)
values
  (:submission, :level, :form, :adopted, :publication, :issue, :proof, :bulletin)
"""


def adoptions(ledger: Ledger, during: Period, unit: str | None = None) -> list[Adoption]:
    """The uses in a period (of one unit's reports), in order of their days."""
    rows = ledger.rows(_DURING, start=iso(during.start), end=iso(during.end), unit=unit)
    return [_record(row) for row in rows]


def adoption(ledger: Ledger, number: int) -> Adoption:
    """The use of that number; raises `UnknownAdoption`."""
    row = ledger.row(f"{_COLUMNS} where adoption.id = :id", id=number) if number < NUMBERS else None
    if row is None:
        raise UnknownAdoption(number=number)
    return _record(row)


def of(ledger: Ledger, submission: Submission) -> list[Adoption]:
    """The uses of one report."""
    return [_record(row) for row in ledger.rows(_OF, submission=submission.id)]


def add(ledger: Ledger, use: Use, *, bulletin: int | None = None) -> Adoption:
    """The use as put on file.

    Raises what `_meant` raises, `AdoptedBeforeReceived`, `WithdrawnSubmission`, and
    `AdoptionExists` where the same use is on file.
    """
    report = _meant(ledger, use)
    if report.withdrawn:
        raise WithdrawnSubmission(ref=report.label)
    if use.on < report.received:
        raise AdoptedBeforeReceived(ref=report.label, day=use.on, received=report.received)
    _check_new(ledger, report.id, use)
    number = ledger.change(_ADD, **_columns(use, report, bulletin))
    return adoption(ledger, number)


def edit(ledger: Ledger, known: Adoption, changed: Adoption) -> None:
    """Write what is changed of level, form, day, publication, issue and proof.

    Raises `AdoptedBeforeReceived`, or `AdoptionExists` where it becomes the same as another.
    """
    _check_new(ledger, known.submission, changed, but=known.id)
    if changed.on < known.received:
        raise AdoptedBeforeReceived(ref=known.item, day=changed.on, received=known.received)
    ledger.update(
        "adoption",
        known.id,
        {
            "level": changed.level,
            "form": changed.form,
            "adopted_on": iso(changed.on),
            "publication": changed.publication,
            "issue": changed.issue,
            "proof": changed.proof,
        },
    )


def remove(ledger: Ledger, known: Adoption) -> None:
    """Take a use off the file that was entered by mistake.

    Raises `UseOfIssue` for one that an issue of the bulletin stands for.
    """
    if known.bulletin is not None:
        raise UseOfIssue(number=known.id, bulletin=known.bulletin)
    ledger.change("delete from adoption where id = :id", id=known.id)


def take(ledger: Ledger, drafts: Iterable[Draft[Use]]) -> Outcome:
    """Put many on file; the same use again changes nothing."""
    added = known = 0
    problems: list[Problem] = []
    for draft in drafts:
        try:
            add(ledger, draft.record)
            added += 1
        except AdoptionExists:
            known += 1
        except InforeportError as error:
            key = "adopted" if isinstance(error, AdoptedBeforeReceived) else "ref"
            problems.append(refused(draft, error, key))
    return Outcome(added, known, tuple(problems))


def _meant(ledger: Ledger, use: Use) -> Submission:
    """The report that a use names.

    Raises `UnknownSubmission`, `UnknownUnit`, or `AmbiguousSubmission` where unit and title fit
    several reports.
    """
    if use.ref:
        return submission_store.submission(ledger, use.ref)
    unit = unit_store.unit(ledger, use.unit or "")
    found = submission_store.alike(ledger, unit.name, use.title or "")
    if not found:
        raise UnknownSubmission(ref=use.title)
    if len(found) > 1:
        raise AmbiguousSubmission(title=use.title, near=[one.label for one in found])
    return found[0]


def _check_new(
    ledger: Ledger, submission: int, use: Use | Adoption, *, but: int | None = None
) -> None:
    """Raise `AdoptionExists` where a report has the same use already (`but` the one edited)."""
    for one in map(_record, ledger.rows(_OF, submission=submission)):
        if one.id != but and _same(one, use):
            raise AdoptionExists(ref=one.item, number=one.id)


def _same(there: Adoption, use: Use | Adoption) -> bool:
    return (there.level, there.form, there.on, there.publication, there.issue) == (
        use.level,
        use.form,
        use.on,
        use.publication,
        use.issue,
    )


def _columns(use: Use, report: Submission, bulletin: int | None) -> dict[str, object]:
    return {
        "submission": report.id,
        "level": use.level,
        "form": use.form,
        "adopted": iso(use.on),
        "publication": use.publication,
        "issue": use.issue,
        "proof": use.proof,
        "bulletin": bulletin,
    }


def _record(row: Row) -> Adoption:
    return Adoption(
        unit=row["unit"],
        item=row["ref"] or f"#{row['submission']}",
        title=row["title"],
        received=date.fromisoformat(row["received_on"]),
        level=row["level"],
        form=row["form"],
        on=date.fromisoformat(row["adopted_on"]),
        publication=row["publication"],
        issue=row["issue"],
        proof=row["proof"],
        submission=row["submission"],
        bulletin=row["bulletin_id"],
        id=row["id"],
    )
