"""The facts of a period, all at once, as the rules want them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from inforeport.model import Adoption, Facts, Forwarding, Instruction, Submission, Unit
from inforeport.period import Period
from inforeport.store import (
    _parties,
    commission,
    exemption,
    forwarding,
    instruction,
    mark,
    target,
    unit,
)
from inforeport.store._row import figure, iso
from inforeport.store.ledger import Ledger

_COLUMNS = """
select unit_id, title, received_on, ref, received_at, kind, form, category, channel, chars,
  pictures, late, urgent, requested_by, submission.id
from submission
"""

_SENT = f"""{_COLUMNS}
where withdrawn is null
  and received_on >= :start and received_on < :end
order by received_on, submission.id
"""

_NAMED = f"""{_COLUMNS}
join json_each(:items) on value = submission.id
where withdrawn is null
"""

_USED = """
select submission_id, level, adoption.form, adopted_on, publication, issue, proof, position,
  share, rewritten, proof_on, submission_id, bulletin_id, adoption.id
from adoption
"""

_USED_BY = {
    "adopted": f"""{_USED}
where adopted_on >= :start and adopted_on < :end
order by adopted_on, adoption.id
""",
    "received": f"""{_USED}
join submission on submission.id = submission_id
where received_on >= :start and received_on < :end
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

_TOLD = """
select
  exists (select 1 from instruction) as instruction,
  exists (select 1 from forwarding) as forwarding
"""

_ANSWERS = "select submission_id from commission where submission_id is not null"

Told = TypeVar("Told", Instruction, Forwarding)


Fields = tuple[Any, ...]
"""What a row holds, or a record, in order."""


class _Days(dict[str | None, Any]):
    """Days by what a column holds, each read once: a month has thirty, in thousands of rows."""

    def __missing__(self, text: str | None) -> Any:
        found = self[text] = date.fromisoformat(text) if text else None
        return found


class _Reports:
    """The reports that facts are about, by their numbers in the file; not the withdrawn ones."""

    def __init__(self, ledger: Ledger, units: Iterable[Unit], days: _Days) -> None:
        self._ledger = ledger
        self._units = {one.id: one.name for one in units}
        self._days = days
        self._known: dict[int, Submission] = {}

    def of(self, rows: list[Fields]) -> tuple[Submission, ...]:
        """Those of rows, without their texts: a year's texts are not needed to count it."""
        partners, authors = _parties.of(self._ledger, [row[-1] for row in rows])
        days, units = self._days, self._units
        # by place, and each column by a name of its own: it takes a third of the time
        found = tuple([
            Submission(
                units[unit], title, days[on], ref, at, kind, form, category, channel, None, None,
                partners.get(number, ()), authors.get(number, ()), chars, pictures,
                late == 1, urgent == 1, by, number,
            )
            for unit, title, on, ref, at, kind, form, category, channel, chars, pictures, late,
                urgent, by, number in rows
        ])  # fmt: skip
        self._known |= {one.id: one for one in found}
        return found

    def named(self, numbers: set[int]) -> dict[int, Submission]:
        """Those of these numbers, in order; what is not known yet is read in one go."""
        missing = sorted(numbers - self._known.keys())
        if missing:
            items = msgspec.json.encode(missing).decode()
            self.of(self._ledger.tuples(_NAMED, items=items))
        return {number: self._known[number] for number in sorted(numbers & self._known.keys())}


def facts(ledger: Ledger, during: Period, *, uses_by: str = "adopted") -> Facts:
    """All that happened in a period, and the reports that it happened to.

    What concerns a withdrawn report is no fact. The day of a use is that of its adoption, or with
    `uses_by="received"` that of its report; a commission counts by the day it was due. Targets and
    exemptions are all there are.
    """
    units, days = unit.units(ledger), _Days()
    reports = _Reports(ledger, units, days)
    told = Facts(
        units=units,
        submissions=reports.of(ledger.tuples(_SENT, **_span(during))),
        instructions=tuple(instruction.instructions(ledger, during, standing=True)),
        forwardings=tuple(forwarding.forwardings(ledger, during, standing=True)),
        commissions=tuple(commission.commissions(ledger, during, standing=True)),
        marks=tuple(mark.marks(ledger, during, standing=True)),
        targets=tuple(target.targets(ledger)),
        exemptions=tuple(exemption.exemptions(ledger)),
    )
    uses = ledger.tuples(_USED_BY[uses_by], **_span(during))
    about = reports.named(_numbers(ledger, told, uses, during))
    told = replace(told, adoptions=_used(uses, about, days))
    every = {one.id: one for one in told.submissions} | about
    return replace(told, items={one.label: one for one in about.values()}, **_ever(ledger, every))


def _numbers(ledger: Ledger, told: Facts, uses: list[Fields], during: Period) -> set[int]:
    """The numbers in the file of all reports that some fact is about."""
    found: set[int] = {row[0] for row in uses}
    found |= {one.submission for one in told.instructions}
    found |= {one.submission for one in told.forwardings}
    if told.marks or told.commissions:
        found |= {number for (number,) in ledger.tuples(_BY_HAND, **_span(during))}
    return found


def _used(rows: list[Fields], about: Mapping[int, Submission], days: _Days) -> tuple[Adoption, ...]:
    labels = {number: one.label for number, one in about.items()}
    return tuple([
        Adoption(
            of.unit, labels[of.id], of.title, of.received, level, form, days[on], publication,
            issue, proof, position, figure(share), figure(rewritten), days[proof_on], *rest,
        )
        for number, level, form, on, publication, issue, proof, position, share, rewritten,
            proof_on, *rest in rows
        if (of := about.get(number))
    ])  # fmt: skip


def _ever(ledger: Ledger, about: Mapping[int, Submission]) -> dict[str, Any]:
    """All instructions on these reports, all their forwardings, which were asked for: ever."""
    ((any_instruction, any_forwarding),) = ledger.tuples(_TOLD)
    answers = (number for (number,) in ledger.tuples(_ANSWERS))
    asked = [*about]
    instructed = instruction.REGISTER.about(ledger, asked) if any_instruction else ()
    forwarded = forwarding.REGISTER.about(ledger, asked) if any_forwarding else ()
    return {
        "instructed": _by_item(instructed),
        "forwarded": _by_item(forwarded),
        "delivered": frozenset(about[number].label for number in answers if number in about),
    }


def _by_item(told: Iterable[Told]) -> Mapping[str, tuple[Told, ...]]:
    """What was told, in order of the days, by the label of its report."""
    found: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        found[one.item].append(one)
    return {item: tuple(its) for item, its in found.items()}


def _span(during: Period) -> dict[str, str | None]:
    return {"start": iso(during.start), "end": iso(during.end)}
