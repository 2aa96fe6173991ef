"""The facts of a period that nothing asked for tells apart, counted together.

A report is told apart always that is joint or signed, or on which there is something by hand; one
that was used more than once, where that matters. Those are read one by one, in `facts`.
"""

from bisect import bisect
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, partial
from itertools import count, pairwise
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from inforeport.model import Submission
from inforeport.model.apart import Apart
from inforeport.model.facts import Adoptions, Submissions
from inforeport.period import Period
from inforeport.store._row import figure, iso
from inforeport.store.ledger import Ledger

_BY_REPORT = tuple(
    f"from {table} where submission_id is not null"
    for table in (
        *("submission_partner", "submission_author"),
        *("instruction", "forwarding", "mark", "commission"),
    )
)
SPECIAL = " union ".join(f"select submission_id {table}" for table in _BY_REPORT)
_ANY_SPECIAL = "select " + " or ".join(f"exists (select 1 {table})" for table in _BY_REPORT)
"""The reports that are told apart always, and whether there ever was one."""

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

_BOTH = """
select submission_id
from adoption
join submission on submission.id = submission_id
where {day} >= :start and {day} < :end and received_on >= :start and received_on < :end
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

_SENT_ON = """
select received_on, id
from submission
where id in (select value from json_each(:single))
"""

_USED_ON = """
select {day}, submission_id
from adoption
{join}
where {day} >= :start and {day} < :end and submission_id in (select value from json_each(:single))
"""
"""The days on which those that are told apart were sent, and used."""

_AMONG = "(select value from json_each(:single))"

_SENT = """
select unit_id, count(*){columns}
from submission
where withdrawn is null and received_on >= :start and received_on < :end{others}
group by 1{keys}
"""

_USED = """
select unit_id, count(*), level, share{columns}
from adoption
join submission on submission.id = submission_id
where withdrawn is null and {day} >= :start and {day} < :end{others}
group by 1, 3, 4{keys}
"""

_DAY = {"adopted": "adopted_on", "received": "received_on"}

_PROVED = "case when adoption.proof <> '' or adoption.proof_on is not null then 'there' end"

_USES = """(
  select {uses}
  from adoption
  where submission_id = submission.id and {day} >= :from and {day} < :to
  limit 1
)"""
"""The pieces of the period in which a report was used, each by its first day, and the levels."""

_DAY_LONG = len("2009-05-02")


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
        numbers = msgspec.json.encode(self.numbers).decode()
        return {} if self.numbers is None else {"single": numbers}


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
        self._asks_of_uses = "submission.used" in apart.names
        self._any_special = any_special(ledger)
        self._both = self._numbers(_BOTH) if "report" in apart.names else set[int]()
        self.sent = self._sent_single()
        self.used = self._used_single()

    def _sent_single(self) -> Single:
        """The reports that are told apart, of those that were sent."""
        if "submissions" in self._apart.names:
            return ALL
        mine = self._of_units(_SENT_OF) if "submissions" in self._apart.listed else set()
        return Single(sorted(mine | self._both | self._special(_SENT_SINGLE)))

    def _used_single(self) -> Single:
        """Those whose uses are: also where it is asked of each report whether it was used."""
        names, listed = self._apart.names, self._apart.listed
        if "adoptions" in names or (self._asks_of_uses and self.sent is ALL):
            return ALL
        alone = "adoptions" in listed or (self._asks_of_uses and "submissions" in listed)
        mine = self._of_units(_USED_OF) if alone else set()
        reused = self._numbers(_REUSED) if names & {"item", "report"} else set()
        return Single(sorted(mine | self._both | reused | self._special(_USED_SINGLE)))

    def _special(self, sql: str) -> set[int]:
        """The numbers of the reports that always are, where there ever was one."""
        return self._numbers(sql) if self._any_special else set()

    def _of_units(self, sql: str) -> set[int]:
        """The numbers of the reports of the units that are told apart."""
        numbers = [number for number, name in self._units.items() if name in self._apart.units]
        return self._numbers(sql, of=msgspec.json.encode(numbers).decode())

    def _numbers(self, sql: str, **named: str) -> set[int]:
        """The numbers that a question about the period gives."""
        return {number for (number,) in self._asked(sql, **named)}

    def _asked(self, sql: str, **named: str) -> list[tuple[Any, ...]]:
        """The rows of a question about the period."""
        join = _JOIN if self._day == "received_on" else ""
        asked = sql.format(day=self._day, join=join, special=SPECIAL)
        return self._ledger.tuples(asked, **_days(self._during), **named)

    def submissions(self) -> Iterator[Submission]:
        """The reports, by units, windows and what is looked at."""
        names, numbers, units = self._apart.columns("submission"), count(), self._units
        others = self.sent.others("submission.id")
        sql = _SENT.format(**self._columns(3, submission=names), others=others)
        alike = cache(lambda day, *values: Submissions("", "", day, **_columns(names, values)))
        for day, given in self._pieces(self.sent, _SENT_ON):
            for unit, n, *values in self._ledger.tuples(sql, **given, **self._whole):
                label = f"sent {next(numbers)}"
                yield replace(alike(day, *values), unit=units[unit], ref=label, n=n)

    def adoptions(self) -> Iterator[tuple[Adoptions, Submission]]:
        """The same of uses, each with the report that stands for those that were used."""
        of_use, of_report = self._apart.columns("adoption"), self._apart.columns("adoption.item")
        columns = self._columns(5, adoption=of_use, submission=of_report)
        sql = _USED.format(**columns, others=self.used.others("submission_id"), day=self._day)
        alike = cache(partial(_alike, of_use, of_report))
        numbers = count()
        for day, given in self._pieces(self.used, _USED_ON):
            for number, n, *values in self._ledger.tuples(sql, **given):
                use, report = alike(day, *values)
                unit, label = self._units[number], f"used {next(numbers)}"
                yield (
                    replace(use, unit=unit, item=label, n=n),
                    replace(report, unit=unit, ref=label, n=n),
                )

    def _pieces(self, single: Single, dated: str) -> Iterator[tuple[date, dict[str, str | None]]]:
        """The first day of each piece of the period, and what is given to ask about it.

        In a piece days are alike; none where no days are. Given are its days, and of those that
        are told apart the ones of its days: all, given to each week of years, would be slow.
        """
        if single is ALL:
            return
        pieces = [*self._apart.pieces(self._during)]
        numbers: list[set[int]] = [set() for _ in pieces]
        starts = [iso(piece.start) or "" for piece in pieces]
        for day, number in self._asked(dated, **single.given) if single.numbers else ():
            numbers[bisect(starts, day) - 1].add(number)
        for piece, its in zip(pieces, numbers, strict=True):
            yield piece.start, {**_days(piece), **Single(sorted(its)).given}

    def _columns(self, first: int, **tables: Sequence[str]) -> dict[str, str]:
        """SQL for columns, and their numbers in the answer, of which the first is given."""
        names = [(table, name) for table, columns in tables.items() for name in columns]
        return {
            "columns": "".join(f", {self._column(table, name)}" for table, name in names),
            "keys": "".join(f", {number}" for number in range(first, first + len(names))),
        }

    def _column(self, table: str, name: str) -> str:
        """SQL for a column."""
        if (table, name) == ("adoption", "proof"):
            return _PROVED
        if (table, name) != ("submission", "used"):
            return f"{table}.{name}"
        return _USES.format(uses=self._uses(), day=self._day)

    def _uses(self) -> str:
        """SQL for the pieces of the period in which uses fall, with their levels where asked."""
        starts = [iso(piece.start) for piece in self._apart.pieces(self._during)]
        piece = f"'{starts[-1]}'"
        if len(starts) > 1:
            later = pairwise(starts)
            cases = " ".join(f"when {self._day} < '{end}' then '{day}'" for day, end in later)
            piece = f"case {cases} else {piece} end"
        level = " || level" if "levels" in self._apart.names else ""
        alike = not level and len(starts) == 1  # then one use says what all would
        return piece if alike else f"group_concat({piece}{level}, char(31))"

    @property
    def _whole(self) -> dict[str, str | None]:
        """The days whose uses are asked of what was sent, where they are."""
        days = _days(self._during)
        return {"from": days["start"], "to": days["end"]} if self._asks_of_uses else {}


def any_special(ledger: Ledger) -> bool:
    """Whether there ever was a report that is told apart always."""
    ((there,),) = ledger.tuples(_ANY_SPECIAL)
    return bool(there)


def _alike(
    of_use: Sequence[str], of_report: Sequence[str], day: date, level: str, *values: Any
) -> tuple[Adoptions, Submissions]:
    """What uses that are counted together have in common, and the reports that were used."""
    share, at = figure(values[0]), len(of_use) + 1
    more = {"form": None, "share": share, **_columns(of_use, values[1:at])}
    use = Adoptions("", "", "", day, level, on=day, **more)
    return use, Submissions("", "", day, **_columns(of_report, values[at:]))


def _columns(names: Sequence[str], values: Sequence[Any]) -> dict[str, Any]:
    """What those that are counted together have in common."""
    return {
        name: _READ[name](value) if name in _READ else value
        for name, value in zip(names, values, strict=True)
    }


def _uses(value: str | None) -> tuple[tuple[str, date], ...]:
    """The levels and days of uses, as they are asked for."""
    uses = value.split(chr(31)) if value else ()
    return tuple((use[_DAY_LONG:], date.fromisoformat(use[:_DAY_LONG])) for use in uses)


def _holds(value: int) -> bool:
    return value == 1


_READ: Mapping[str, Callable[[Any], Any]] = {"late": _holds, "urgent": _holds, "used": _uses}
"""What is made of the values of a column, where they are not what it holds."""


def _days(span: Period) -> dict[str, str | None]:
    return {"start": iso(span.start), "end": iso(span.end)}
