"""The facts of a period, all at once, as the rules want them."""

from collections.abc import Iterator
from datetime import date

from inforeport.model import Adoption, Facts, Submission
from inforeport.period import Period
from inforeport.store import unit
from inforeport.store._row import iso
from inforeport.store.ledger import Ledger

_SENT = """
select unit.name, title, received_on, ref, kind, form, category, submission.id
from submission
join unit on unit.id = submission.unit_id
where received_on >= :start and received_on < :end
  and withdrawn is null
order by received_on, submission.id
"""

_USED = """
select unit.name, ifnull(submission.ref, '#' || submission.id), title, received_on, level,
  adoption.form, adopted_on, publication, issue, proof, submission.id, bulletin_id, adoption.id
from adoption
join submission on submission.id = adoption.submission_id
join unit on unit.id = submission.unit_id
where withdrawn is null
  and {day} >= :start and {day} < :end
order by adopted_on, adoption.id
"""

_USED_BY = {
    "adopted": _USED.format(day="adopted_on"),
    "received": _USED.format(day="received_on"),
}


def facts(ledger: Ledger, during: Period, *, uses_by: str = "adopted") -> Facts:
    """Units, reports and their uses of all the days of a period; what was withdrawn is no fact.

    The day of a use is that of its adoption, or with `uses_by="received"` that of its report.
    """
    return Facts(
        units=unit.units(ledger),
        submissions=tuple(_sent(ledger, during)),
        adoptions=tuple(_used(ledger, during, uses_by)),
    )


def _sent(ledger: Ledger, during: Period) -> Iterator[Submission]:
    """The reports without their texts: a year's texts are not needed to count it."""
    rows = ledger.rows(_SENT, start=iso(during.start), end=iso(during.end))
    for unit_name, title, received, ref, kind, form, category, number in rows:
        yield Submission(
            unit=unit_name,
            title=title,
            received=date.fromisoformat(received),
            ref=ref,
            kind=kind,
            form=form,
            category=category,
            id=number,
        )


def _used(ledger: Ledger, during: Period, uses_by: str) -> Iterator[Adoption]:
    rows = ledger.rows(_USED_BY[uses_by], start=iso(during.start), end=iso(during.end))
    for unit_name, item, title, received, level, form, on, *rest in rows:
        days = date.fromisoformat(received), date.fromisoformat(on)
        yield Adoption(unit_name, item, title, days[0], level, form, days[1], *rest)
