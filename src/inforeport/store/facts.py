"""The facts of a period, all at once, as the rules want them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from inforeport.fields import ADOPTION, SUBMISSION
from inforeport.model import Facts, Forwarding, Instruction, Mark, Submission, Unit
from inforeport.model.apart import Apart
from inforeport.period import Period
from inforeport.store import unit
from inforeport.store._parties import signed
from inforeport.store._reader import Reader
from inforeport.store._row import iso
from inforeport.store.groups import ALL, Groups
from inforeport.store.ledger import Ledger
from inforeport.store.register import Register
from inforeport.store.registers import (
    COMMISSIONS,
    EXEMPTIONS,
    FORWARDINGS,
    INSTRUCTIONS,
    MARKS,
    TARGETS,
)

_REPORTS = Reader(SUBMISSION, plain=True, omit=("text", "withdrawn"))
"""Without their texts: a year's texts are not needed to count it."""

_SENT = _REPORTS.select("""
from submission
where withdrawn is null
  and received_on >= :start and received_on < :end{single}
order by received_on, submission.id
""")

_NAMED = _REPORTS.select("""
from submission
join json_each(:items) on value = submission.id
where withdrawn is null
""")

_USES = Reader(ADOPTION, plain=True)

_USED_BY = {
    "adopted": _USES.select("""
from adoption
where adopted_on >= :start and adopted_on < :end{single}
order by adopted_on, adoption.id
"""),
    "received": _USES.select("""
from adoption
join submission on submission.id = submission_id
where received_on >= :start and received_on < :end{single}
order by adopted_on, adoption.id
"""),
}

_BY_HAND = """
select submission_id
from mark
where noted_on >= :start and noted_on < :end and submission_id is not null
union
select submission_id
from commission
where due_on >= :start and due_on < :end and submission_id is not null
"""

_ANY = """
select
  exists (select 1 from instruction) as instruction,
  exists (select 1 from forwarding) as forwarding,
  exists (select 1 from mark where submission_id is not null) as mark
"""

_ANSWERS = """
select submission_id, min(coalesce(asked_on, due_on))
from commission
where submission_id is not null
group by submission_id
"""

OnReport = TypeVar("OnReport", Instruction, Forwarding, Mark)

Row = tuple[Any, ...]


class _Reports:
    """The reports that facts are about, by their numbers in the file; not the withdrawn ones.

    `read` are all that were asked for.
    """

    def __init__(self, ledger: Ledger, units: Iterable[Unit]) -> None:
        self._ledger = ledger
        self.units = {one.id: one.name for one in units}
        self.read: dict[int, Submission] = {}

    def of(self, rows: Iterable[Row]) -> tuple[Submission, ...]:
        """Those of rows."""
        reports = tuple(signed(self._ledger, _REPORTS.records(rows, units=self.units)))
        self.read |= {report.id: report for report in reports}
        return reports

    def numbered(self, numbers: set[int]) -> dict[int, Submission]:
        """Those of these numbers, in order; what was not read yet is read in one go."""
        missing = sorted(numbers - self.read.keys())
        if missing:
            items = msgspec.json.encode(missing).decode()
            self.of(self._ledger.tuples(_NAMED, items=items))
        return {number: self.read[number] for number in sorted(numbers & self.read.keys())}


def facts(
    ledger: Ledger,
    during: Period,
    *,
    uses_by: str = "adopted",
    apart: Apart | None = None,
    units: tuple[Unit, ...] | None = None,
) -> Facts:
    """All that happened in a period, and the reports that it happened to.

    What they are told `apart` by, where that is known, is counted together; `units` are all there
    are, where they were read. What concerns a withdrawn report is no fact. The day of a use is that
    of its adoption, or with `uses_by="received"` of its report, of a commission when it was due.
    """
    units = unit.units(ledger) if units is None else units
    reports = _Reports(ledger, units)
    groups = Groups(ledger, during, apart, uses_by, reports.units) if apart else None
    sent, used = (groups.sent, groups.used) if groups else (ALL, ALL)
    of_sent = _SENT.format(single=sent.among("submission.id"))
    came = reports.of(ledger.tuples(of_sent, **_span(during), **sent.given))
    entered = Facts(units=units, submissions=came, **_entered(ledger, during))
    used_by = _USED_BY[uses_by].format(single=used.among("submission_id"))
    rows = ledger.tuples(used_by, **_span(during), **used.given)
    read = _with_uses(ledger, entered, rows, reports, during)
    return _with_groups(read, groups) if groups else read


def _with_uses(
    ledger: Ledger, entered: Facts, rows: list[Row], reports: "_Reports", during: Period
) -> Facts:
    """The facts with the uses in these rows, and with the reports that all of it is about."""
    about = reports.numbered(_numbers(ledger, entered, rows, during))
    return replace(
        entered,
        adoptions=tuple(_USES.records(rows, reports=about)),
        items={report.label: report for report in about.values()},
        **_ever(ledger, reports.read),
    )


def _with_groups(read: Facts, groups: Groups) -> Facts:
    """The facts with those that are counted together."""
    used = [*groups.adoptions()]
    return replace(
        read,
        submissions=(*read.submissions, *groups.submissions()),
        adoptions=(*read.adoptions, *(use for use, _ in used)),
        items={**read.items, **{report.label: report for _, report in used}},
    )


def _entered(ledger: Ledger, during: Period) -> dict[str, Any]:
    """What was entered by hand of a period, and what holds at all times, by field of `Facts`."""
    dated: tuple[Register[Any], ...] = (INSTRUCTIONS, FORWARDINGS, COMMISSIONS, MARKS)
    lasting: tuple[Register[Any], ...] = (TARGETS, EXEMPTIONS)
    records = {one.fact.plural: one.among(ledger, during, standing=True) for one in dated}
    records |= {one.fact.plural: one.among(ledger) for one in lasting}
    return {plural: tuple(its) for plural, its in records.items()}


def _numbers(ledger: Ledger, entered: Facts, uses: list[Row], during: Period) -> set[int]:
    """The numbers in the file of all reports that some fact is about."""
    numbers = _USES.reports(uses)
    numbers |= {instruction.submission for instruction in entered.instructions}
    numbers |= {forwarding.submission for forwarding in entered.forwardings}
    if entered.marks or entered.commissions:
        numbers |= {number for (number,) in ledger.tuples(_BY_HAND, **_span(during))}
    return numbers


def _ever(ledger: Ledger, about: Mapping[int, Submission]) -> dict[str, Any]:
    """What there ever was on these reports: instructions, forwardings, marks, commissions."""
    ((any_instruction, any_forwarding, any_mark),) = ledger.tuples(_ANY)
    answers = ledger.tuples(_ANSWERS)
    asked = [*about]
    instructed = INSTRUCTIONS.about(ledger, asked) if any_instruction else ()
    forwarded = FORWARDINGS.about(ledger, asked) if any_forwarding else ()
    marked = MARKS.about(ledger, asked) if any_mark else ()
    return {
        "instructed": _by_item(instructed),
        "forwarded": _by_item(forwarded),
        "marked": _by_item(marked),
        "commissioned": {
            about[it].label: date.fromisoformat(day) for it, day in answers if it in about
        },
    }


def _by_item(entries: Iterable[OnReport]) -> Mapping[str, tuple[OnReport, ...]]:
    """Entries on reports, in order of the days, by the label of the report."""
    by_item: dict[str, list[OnReport]] = defaultdict(list)
    for entry in entries:
        by_item[entry.item or ""].append(entry)
    return {item: tuple(its) for item, its in by_item.items()}


def _span(during: Period) -> dict[str, str | None]:
    return {"start": iso(during.start), "end": iso(during.end)}
