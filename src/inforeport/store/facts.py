"""The facts of a period, all at once, as the rules want them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from inforeport.fields import ADOPTION, SUBMISSION
from inforeport.model import Adoption, Facts, Forwarding, Instruction, Mark, Submission, Unit
from inforeport.model.apart import EACH, Apart
from inforeport.period import Period
from inforeport.store import unit
from inforeport.store._parties import signed
from inforeport.store._reader import Reader
from inforeport.store._row import iso
from inforeport.store.groups import ALL, SPECIAL, Groups, Single, any_special
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

_SENT = """
from submission
where withdrawn is null
  and received_on >= :start and received_on < :end{among}
order by received_on, submission.id
"""

_NAMED = """
from submission
join json_each(:items) on value = submission.id
where withdrawn is null{among}
"""

_USES = Reader(ADOPTION, plain=True)

_USED_BY = {
    "adopted": """
from adoption
where adopted_on >= :start and adopted_on < :end{among}
order by adopted_on, adoption.id
""",
    "received": """
from adoption
join submission on submission.id = submission_id
where received_on >= :start and received_on < :end{among}
order by adopted_on, adoption.id
""",
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

_SHOWN = ("id", "ref", "unit", "title", "received", "form", "late")
"""What a line of a report shows of it, and what says which it is."""

_PROOFS = {"proof", "proof_on"}
_RARE = _PROOFS | {"issue", "rewritten", "bulletin"}
"""What no line shows of a use."""

_PARTS = ("in", "not in")


class _Reports:
    """The reports that facts are about, by their numbers in the file; not the withdrawn ones.

    `read` are all that were asked for. With `lean`, only those on which there is something by hand
    have all their columns.
    """

    def __init__(
        self, ledger: Ledger, units: Iterable[Unit], lean: Reader[Submission] | None
    ) -> None:
        self.ledger = ledger
        self._lean = lean
        self.units = {one.id: one.name for one in units}
        self.read: dict[int, Submission] = {}

    def sent(self, during: Period, single: Single) -> tuple[Submission, ...]:
        """Those of a period, in order."""
        among = single.among("submission.id")
        return tuple(self._of(_SENT, among, **_span(during), **single.given))

    def numbered(self, numbers: set[int]) -> dict[int, Submission]:
        """Those of these numbers, in order; what was not read yet is read in one go."""
        missing = sorted(numbers - self.read.keys())
        if missing:
            self._of(_NAMED, "", items=msgspec.json.encode(missing).decode())
        return {number: self.read[number] for number in sorted(numbers & self.read.keys())}

    def _of(self, rows: str, among: str, **given: Any) -> list[Submission]:
        """Those of a question."""
        if self._lean is None:
            reports = signed(self.ledger, self._records(_REPORTS, rows, among, **given))
        elif not self._any_special:
            reports = self._records(self._lean, rows, among, **given)
        else:
            whole, rest = (f"{among}\n  and +submission.id {it} ({SPECIAL})" for it in _PARTS)
            special = signed(self.ledger, self._records(_REPORTS, rows, whole, **given))
            reports = self._records(self._lean, rows, rest, **given)
            reports = sorted([*reports, *special], key=attrgetter("received", "id"))
        self.read |= {report.id: report for report in reports}
        return reports

    @cached_property
    def _any_special(self) -> bool:
        return any_special(self.ledger)

    def _records(
        self, reader: Reader[Submission], rows: str, among: str, **given: Any
    ) -> list[Submission]:
        sql = reader.select(rows.format(among=among))
        return reader.records(self.ledger.tuples(sql, **given), units=self.units)


def _lean(apart: Apart) -> tuple[Reader[Submission], Reader[Adoption]]:
    """What reads of reports and uses no more than lines show, and what they are told apart by."""
    of_report = {*apart.columns("submission"), *apart.columns("adoption.item"), *_SHOWN}
    of_use = {*apart.columns("adoption")}
    of_use |= _PROOFS if of_use & _PROOFS else set()
    unread = {field.name for field in SUBMISSION.fields} - of_report
    return (
        Reader(SUBMISSION, plain=True, omit=unread),
        Reader(ADOPTION, plain=True, omit=_RARE - of_use),
    )


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
    of_reports, of_uses = _lean(apart) if apart and apart.lean else (None, _USES)
    reports = _Reports(ledger, units, of_reports)
    told = apart if apart and not apart.names >= EACH else None
    groups = Groups(ledger, during, told, uses_by, reports.units) if told else None
    sent, used = (groups.sent, groups.used) if groups else (ALL, ALL)
    entered = Facts(units=units, submissions=reports.sent(during, sent), **_entered(ledger, during))
    sql = of_uses.select(_USED_BY[uses_by].format(among=used.among("submission_id")))
    rows = ledger.tuples(sql, **_span(during), **used.given)
    with_uses = _with_uses(entered, reports, reader=of_uses, rows=rows, during=during)
    return _with_groups(with_uses, groups)


def _with_uses(
    entered: Facts, reports: _Reports, *, reader: Reader[Adoption], rows: list[Row], during: Period
) -> Facts:
    """The facts with the uses in these rows, and with the reports that all of it is about."""
    ledger = reports.ledger
    about = reports.numbered(_numbers(ledger, entered, reader.reports(rows), during))
    return replace(
        entered,
        adoptions=tuple(reader.records(rows, reports=about)),
        items={report.label: report for report in about.values()},
        **_ever(ledger, reports.read),
    )


def _with_groups(read: Facts, groups: Groups | None) -> Facts:
    """The facts with those that are counted together, if any are."""
    if groups is None:
        return read
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


def _numbers(ledger: Ledger, entered: Facts, used: set[int], during: Period) -> set[int]:
    """The numbers in the file of all reports that some fact is about, beside those `used`."""
    numbers = used | {instruction.submission for instruction in entered.instructions}
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
