"""What people decided of a prize or title that the scheme left to them, with the reason."""

from datetime import date

from inforeport.model import Decision, Unit
from inforeport.period import Period
from inforeport.store._row import exact, figure, iso
from inforeport.store.ledger import Ledger

Given = tuple[Unit, str | None]
"""A unit, or a person of it."""

_ADD = """
insert into decision (period, since, until, title, decided_on, reason)
values (:period, :since, :until, :title, :decided_on, :reason)
"""

_ADD_UNIT = """
insert into decision_unit (decision_id, unit_id, amount)
values (:decision, :unit, :amount)
"""

_ADD_PERSON = """
insert into decision_person (decision_id, unit_id, person, amount)
values (:decision, :unit, :person, :amount)
"""

_ALL = """
select decision.id, period, since, until, title, decided_on, reason
from decision
where since = :since and until = :until
order by decision.id
"""

_UNITS = """
select unit.name as name, amount
from decision_unit
join unit on unit.id = unit_id
where decision_id = :decision
union all
select person || '/' || unit.name, amount
from decision_person
join unit on unit.id = unit_id
where decision_id = :decision
"""


def decisions(ledger: Ledger, period: Period) -> tuple[Decision, ...]:
    """Those on just that period, in the order in which they were put on file."""
    rows = ledger.rows(_ALL, since=iso(period.start), until=iso(period.last))
    return tuple(
        Decision(
            period=Period(period.start, period.end, row["period"]),
            on=date.fromisoformat(row["decided_on"]),
            reason=row["reason"],
            title=row["title"],
            given={
                name: figure(amount) for name, amount in ledger.tuples(_UNITS, decision=row["id"])
            },
            id=row["id"],
        )
        for row in rows
    )


def add(ledger: Ledger, new: Decision, who: dict[str, Given]) -> int:
    """Put a decision on file; `who` are the units that it names, and the persons of units."""
    number = ledger.change(
        _ADD,
        period=new.period.name,
        since=iso(new.period.start),
        until=iso(new.period.last),
        title=new.title,
        decided_on=iso(new.on),
        reason=new.reason,
    )
    for name, amount in new.given.items():
        unit, person = who[name]
        given = {"decision": number, "unit": unit.id, "amount": exact(amount)}
        if person:
            ledger.change(_ADD_PERSON, **given, person=person)
        else:
            ledger.change(_ADD_UNIT, **given)
    return number
