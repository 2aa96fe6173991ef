"""What the lists of dated facts have in common: read, put on file once, changed, taken off.

A register is a table of such facts; which there are stands in `registers`.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, TypeVar

import msgspec
from msgspec.structs import replace

from inforeport.errors import (
    AmbiguousUnit,
    BeforeReceived,
    EntryDiffers,
    EntryExists,
    InforeportError,
    UnknownEntry,
    UnknownUnit,
)
from inforeport.fields import Fact, Kind
from inforeport.model import (
    Commission,
    Draft,
    Exemption,
    Forwarding,
    Instruction,
    Mark,
    Outcome,
    Problem,
    Target,
)
from inforeport.period import Period
from inforeport.store._names import Names
from inforeport.store._reader import Reader
from inforeport.store._row import NUMBERS, adds_nothing, iso, refused
from inforeport.store._writer import Columns, insert, written
from inforeport.store.ledger import Ledger

T = TypeVar("T", Instruction, Forwarding, Commission, Mark, Target, Exemption)

EVER = Period()

ON_REPORTS = "(:items is null or submission.id in (select value from json_each(:items)))"
"""SQL for what is on some reports, if these are asked for."""
_ON_THESE = "submission_id in (select value from json_each(:items))"


class Register(Generic[T]):
    """One table of facts.

    `rows` are those that may be asked for by :start, :end, :unit, :number, :items and :standing, as
    SQL from `from` on. Records alike in the fields of `key` are the same. `check` raises where a
    record, under the file's own names, does not hold together.
    """

    def __init__(
        self,
        fact: Fact[Any],
        rows: str,
        *,
        key: Sequence[str],
        check: Callable[[Any], None] | None = None,
    ) -> None:
        self.fact = fact
        self._key_fields = key
        self._check = check
        self._reader = Reader(fact)
        self._select = self._reader.select(rows)
        self._about = self._select.replace(ON_REPORTS, _ON_THESE)  # found by an index
        self._insert = insert(fact)
        own = [one.name for one in fact.fields if one.column and one.name != "id"]
        self._more = [name for name in own if name not in key]
        report = [one.key for one in fact.fields if one.kind is Kind.REPORT]
        self._report_column = report[0] if report else ""

    def among(
        self,
        ledger: Ledger,
        during: Period = EVER,
        unit: str | None = None,
        *,
        standing: bool = False,
    ) -> list[T]:
        """The records of a period (of one unit), in order of their days.

        With `standing` those about withdrawn reports are left out.
        """
        days = {"start": iso(during.start), "end": iso(during.end)}
        return self._asked(ledger, self._select, **days, unit=unit, standing=standing)

    def about(self, ledger: Ledger, items: Sequence[int]) -> list[T]:
        """The records about the reports of these numbers in the file, of whatever day."""
        return self._asked(ledger, self._about, items=msgspec.json.encode(items).decode())

    def one(self, ledger: Ledger, number: int) -> T:
        """The record of that number; raises `UnknownEntry`."""
        records = self._asked(ledger, self._select, number=number) if 0 <= number < NUMBERS else []
        if not records:
            raise UnknownEntry(what=self.fact.what, noun=self.fact.table, number=number)
        return records[0]

    def add(self, ledger: Ledger, new: T) -> T:
        """The record as put on file.

        Raises `EntryExists` or `EntryDiffers` where the same is there, `UnknownUnit`,
        `UnknownSubmission`, `WithdrawnSubmission`, `BeforeReceived`, or `EndsBeforeStart`.
        """
        new, columns = self._named(Names(ledger), new)
        there = self._there(ledger, new)
        if there:
            raise self._refusal(there, new)
        return replace(new, id=ledger.change(self._insert, **columns))

    def edit(self, ledger: Ledger, before: T, changed: T) -> None:
        """Write what is changed. Raises as `add` does."""
        changed, columns = self._named(Names(ledger), changed)
        there = self._there(ledger, changed)
        if there and there.id != before.id:
            raise self._refusal(there, changed)
        ledger.update(self.fact.table, before.id, columns)

    def remove(self, ledger: Ledger, record: T) -> None:
        """Take a record off the file that was entered by mistake."""
        ledger.delete(self.fact.table, record.id)

    def take(self, ledger: Ledger, drafts: Iterable[Draft[T]]) -> Outcome:
        """Put many on file; one that is there already and says the same changes nothing."""
        names, added, again = Names(ledger), 0, list[str]()
        problems: list[Problem] = []
        on_file = {self._key(record): record for record in self.among(ledger)}
        for draft in drafts:
            try:
                new, columns = self._named(names, draft.record)
                there = on_file.get(self._key(new))
                if there is None:
                    number = ledger.change(self._insert, **columns)
                    on_file[self._key(new)] = replace(new, id=number)
                    added += 1
                else:
                    self._check_same(there, new)
                    again.append(draft.place)
            except InforeportError as error:
                problems.append(refused(draft, error, self._column(error)))
        return Outcome(added, len(again), tuple(problems), there=frozenset(again))

    def _asked(self, ledger: Ledger, sql: str, **asked: object) -> list[T]:
        anything = {"unit": None, "number": None, "items": None, "standing": False}
        ever = {"start": iso(EVER.start), "end": iso(EVER.end)}
        return self._reader.records(ledger.tuples(sql, **{**anything, **ever, **asked}))

    def _named(self, names: Names, new: T) -> tuple[T, Columns]:
        """The record under the file's own names, and the columns that it writes.

        Raises as `add` does where the file does not know what it names.
        """
        values: dict[str, Any] = {}
        columns: Columns = {}
        for field in self.fact.fields:
            given = getattr(new, field.name, None)
            if field.kind is Kind.UNIT:
                unit = names.unit(str(given))
                values[field.name], columns[field.column] = unit.name, unit.id
            elif field.kind is Kind.REPORT:
                report = names.report(str(given)) if given else None
                columns[field.column] = report.id if report else None
                for other in self.fact.fields:
                    if other.of_report:
                        values[other.name] = getattr(report, other.of_report, None)
        record = replace(new, **values)
        if self._check:
            self._check(record)
        return record, written(self.fact, record, **columns)

    def _check_same(self, there: T, new: T) -> None:
        """Raise `EntryDiffers` for a row that says something new."""
        error = self._refusal(there, new)
        if isinstance(error, EntryDiffers):
            raise error

    def _refusal(self, there: T, new: T) -> InforeportError:
        """How to refuse a second record of the same."""
        agrees = adds_nothing(new, there, self._more)
        refusal = EntryExists if agrees else EntryDiffers
        facts = {"what": self.fact.what, "noun": self.fact.table}
        return refusal(**facts, number=there.id, unit=there.unit)

    def _there(self, ledger: Ledger, new: T) -> T | None:
        records = self.among(ledger, unit=new.unit)
        return next((record for record in records if self._key(record) == self._key(new)), None)

    def _key(self, record: T) -> tuple[object, ...]:
        return tuple(getattr(record, name) for name in self._key_fields)

    def _column(self, error: InforeportError) -> str:
        """The column of a file that comes in that an error is about."""
        by_kind = {
            UnknownUnit: "unit",
            AmbiguousUnit: "unit",
            BeforeReceived: "on",
            EntryDiffers: "",
        }
        return by_kind.get(type(error), self._report_column)
