"""The facts of a period that nothing asked for tells apart, counted together.

A report is told apart always that is joint or signed, or on which there is something by hand; one
that was used more than once, where that matters. Those are read one by one, in `facts`.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any

import msgspec
from msgspec import Struct

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

_SENT_SINGLE = """
select id
from submission
where received_on >= :start and received_on < :end and +id in ({special})
"""
"""A plus keeps SQLite from looking up all that there ever was on reports one by one."""

_USED_SINGLE = """
select submission_id
from adoption
{join}
where {day} >= :start and {day} < :end and +submission_id in ({special})
"""

_REUSED = """
select submission_id
from adoption
{join}
where {day} >= :start and {day} < :end
group by submission_id
having count(*) > 1
"""

_SENT_OF = """
select id
from submission
where received_on >= :start and received_on < :end and unit_id in (select value from json_each(:of))
"""

_USED_OF = """
select submission_id
from adoption
join submission on submission.id = submission_id
where {day} >= :start and {day} < :end and unit_id in (select value from json_each(:of))
"""

_JOIN = "join submission on submission.id = submission_id"

_AMONG = "(select value from json_each(:single))"

_SENT = """
select unit_id, count(*){columns}
from submission
where withdrawn is null and received_on >= :start and received_on < :end{others}
group by unit_id{columns}
"""

_USED = """
select unit_id, count(*), level, share{columns}
from adoption
join submission on submission.id = submission_id
where withdrawn is null and {day} >= :start and {day} < :end{others}
group by unit_id, level, share{columns}
"""

_DAY = {"adopted": "adopted_on", "received": "received_on"}

_FLAGS = {"late", "urgent"}

_PROVED = "case when adoption.proof <> '' or adoption.proof_on is not null then 'there' end"

_AS = {"adoption.proof": _PROVED}
"""What is asked of a column, where that is not its value."""


class Single(Struct, frozen=True):
    """The numbers of the reports that are told apart; none where all of them are."""

    numbers: Sequence[int] | None

    def among(self, number: str) -> str:
        """SQL for those of a column; nothing for all."""
        if self.numbers is None:
            return ""
        return f"\n  and {number} in {_AMONG}" if self.numbers else "\n  and false"

    def others(self, number: str) -> str:
        """SQL for all but those."""
        return f"\n  and {number} not in {_AMONG}" if self.numbers else ""

    @property
    def given(self) -> dict[str, str]:
        """What these ask for."""
        return {"single": msgspec.json.encode(self.numbers).decode()} if self.numbers else {}


ALL = Single(None)


class Groups:
    """What is counted together of a period, and which reports are not."""

    def __init__(
        self, ledger: Ledger, during: Period, apart: Apart, uses_by: str, units: Mapping[int, str]
    ) -> None:
        self._ledger = ledger
        self._during = during
        self._apart = apart
        self._day = _DAY[uses_by]
        self._units = units
        self.sent, self.used = ALL, ALL
        if "submissions" not in apart.names:
            mine = self._of_units(_SENT_OF) if "submissions" in apart.listed else set()
            self.sent = Single(sorted(mine | self._numbers(_SENT_SINGLE)))
        if "adoptions" not in apart.names:
            mine = self._of_units(_USED_OF) if "adoptions" in apart.listed else set()
            reused = self._numbers(_REUSED) if "item" in apart.names else set()
            self.used = Single(sorted(mine | reused | self._numbers(_USED_SINGLE)))

    def _of_units(self, sql: str) -> set[int]:
        """The numbers of the reports of the units that are told apart."""
        numbers = [number for number, name in self._units.items() if name in self._apart.units]
        return self._numbers(sql, of=msgspec.json.encode(numbers).decode())

    def _numbers(self, sql: str, **named: str) -> set[int]:
        """The numbers that a question about the period gives."""
        join = _JOIN if self._day == "received_on" else ""
        asked = sql.format(day=self._day, join=join, special=_SPECIAL)
        return {number for (number,) in self._ledger.tuples(asked, **_days(self._during), **named)}

    def submissions(self) -> Iterator[Submission]:
        """The reports, by units, windows and what is looked at."""
        names, numbers, units = self._apart.columns("submission"), count(), self._units
        sql = _SENT.format(columns=_sql(submission=names), others=self.sent.others("submission.id"))
        for piece in self._pieces(self.sent):
            day = piece.start
            for unit, n, *values in self._ledger.tuples(sql, **_days(piece), **self.sent.given):
                more = _columns(names, values) if values else {}
                yield Submissions(units[unit], "", day, f"sent {next(numbers)}", n=n, **more)

    def adoptions(self) -> Iterator[tuple[Adoptions, Submission]]:
        """The same of uses, each with the report that stands for those that were used."""
        of_use, of_report = self._apart.columns("adoption"), self._apart.columns("submission")
        columns, others = (
            _sql(adoption=of_use, submission=of_report),
            self.used.others("submission_id"),
        )
        sql = _USED.format(columns=columns, others=others, day=self._day)
        numbers, at = count(), len(of_use)
        for piece in self._pieces(self.used):
            day = piece.start
            for number, n, level, share, *values in self._ledger.tuples(
                sql, **_days(piece), **self.used.given
            ):
                unit, label = self._units[number], f"used {next(numbers)}"
                more = {"form": None, "share": figure(share), **_columns(of_use, values[:at])}
                use = Adoptions(unit, label, "", day, level, on=day, n=n, **more)
                yield use, Submissions(unit, "", day, label, **_columns(of_report, values[at:]))

    def _pieces(self, single: Single) -> Iterator[Period]:
        """The pieces of the period, in each of which days are alike; none where nothing is."""
        return iter(()) if single is ALL else self._apart.pieces(self._during)


def _columns(names: Sequence[str], values: Sequence[Any]) -> dict[str, Any]:
    """What those that are counted together have in common."""
    return {
        name: value == 1 if name in _FLAGS else value
        for name, value in zip(names, values, strict=True)
    }


def _sql(**columns: Sequence[str]) -> str:
    every = (f"{table}.{name}" for table, names in columns.items() for name in names)
    return "".join(f", {_AS.get(name, name)}" for name in every)


def _days(span: Period) -> dict[str, str | None]:
    return {"start": iso(span.start), "end": iso(span.end)}
