"""The facts of a period that nothing asked for tells apart, counted together.

A report is told apart always that is joint or signed, or on which there is something by hand; one
that was used more than once, where that matters. Those are read one by one, in `facts`.
"""

from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from inforeport.model import Submission
from inforeport.model.apart import Apart
from inforeport.model.facts import Adoptions, Submissions
from inforeport.period import Period
from inforeport.store._row import figure, iso
from inforeport.store.ledger import Ledger

_SPECIAL = """
select submission_id from submission_partner
union select submission_id from submission_author
union select submission_id from instruction
union select submission_id from forwarding
union select submission_id from mark where submission_id is not null
union select submission_id from commission where submission_id is not null
"""

_REUSED = {
    "adopted": """
union select submission_id
from (
  select submission_id
  from adoption
  where adopted_on >= :start and adopted_on < :end
  group by submission_id
  having count(*) > 1
)
""",
    "received": """
union select submission_id
from (
  select submission_id
  from adoption
  join submission on submission.id = submission_id
  where received_on >= :start and received_on < :end
  group by submission_id
  having count(*) > 1
)
""",
}

_SENT = """
select unit_id, count(*), submission.form{columns}
from submission
where withdrawn is null and received_on >= :first and received_on < :after
  and submission.id not in ({single})
group by unit_id, submission.form{columns}
"""

_USED = """
select unit_id, count(*), level, adoption.form, publication, position, share{columns}
from adoption
join submission on submission.id = submission_id
where withdrawn is null and {day} >= :first and {day} < :after
  and submission_id not in ({single})
group by unit_id, level, adoption.form, publication, position, share{columns}
"""

_DAY = {"adopted": "adopted_on", "received": "received_on"}

_FLAGS = {"late", "urgent"}

Names = Mapping[int, str]
"""The names of units by their numbers."""


def single(apart: Apart | None, fact: str, uses_by: str) -> str:
    """SQL for the numbers of the reports that are told apart; none where each is."""
    if apart is None or fact in apart.names:
        return ""
    reused = fact == "adoptions" and "item" in apart.names
    return _SPECIAL + (_REUSED[uses_by] if reused else "")


def submissions(ledger: Ledger, during: Period, apart: Apart, units: Names) -> Iterator[Submission]:
    """The reports of a period that are not told apart, by units, windows and what is looked at."""
    which = single(apart, "submissions", "")
    if not which:
        return
    sql = _SENT.format(columns=_sql(apart), single=which)
    numbers = count()
    for piece in apart.pieces(during):
        day = piece.start
        for unit, n, form, *values in ledger.tuples(sql, **_days(piece, during)):
            columns = _columns(apart, values) if values else {}
            label = f"sent {next(numbers)}"
            yield Submissions(units[unit], "", day, label, form=form, n=n, **columns)


def adoptions(
    ledger: Ledger, during: Period, apart: Apart, units: Names, uses_by: str
) -> Iterator[tuple[Adoptions, Submission]]:
    """The same of uses, each with the report that stands for those that were used."""
    which = single(apart, "adoptions", uses_by)
    if not which:
        return
    sql = _USED.format(columns=_sql(apart), single=which, day=_DAY[uses_by])
    numbers = count()
    for piece in apart.pieces(during):
        day = piece.start
        for unit, n, level, form, publication, position, share, *values in ledger.tuples(
            sql, **_days(piece, during)
        ):
            columns = _columns(apart, values) if values else {}
            report = Submissions(units[unit], "", day, f"used {next(numbers)}", **columns)
            of_use = {"publication": publication, "position": position, "share": figure(share)}
            own = report.unit, report.label, "", day, level, form, day
            yield Adoptions(*own, **of_use, n=n), report


def _columns(apart: Apart, values: list[Any]) -> dict[str, Any]:
    """What the reports that are counted together have in common."""
    return {
        name: value == 1 if name in _FLAGS else value
        for name, value in zip(apart.columns, values, strict=True)
    }


def _sql(apart: Apart) -> str:
    return "".join(f", submission.{name}" for name in apart.columns)


def _days(piece: Period, during: Period) -> dict[str, str | None]:
    days = {"first": piece.start, "after": piece.end, "start": during.start, "end": during.end}
    return {name: iso(day) for name, day in days.items()}
