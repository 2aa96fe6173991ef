"""What the lists of dated facts have in common: read, put on file once, changed, taken off.

A register is a table of such facts; what it asks of the file, and what its columns are, stands in
the module of its noun.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Generic, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from inforeport.errors import (
    BeforeReceived,
    EntryDiffers,
    EntryExists,
    InforeportError,
    UnknownEntry,
    UnknownUnit,
)
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
from inforeport.store._row import NUMBERS, adds_nothing, iso, refused
from inforeport.store.ledger import Ledger
from inforeport.words import Message

T = TypeVar("T", Instruction, Forwarding, Commission, Mark, Target, Exemption)

Columns = Mapping[str, object]
"""What a record writes, by the names of its table's columns."""

EVER = Period()


class Register(Struct, Generic[T], frozen=True, kw_only=True):
    """One table of facts.

    `select` asks for rows by :start, :end, :unit, :number, :items and :standing; `record` makes a
    record of one. `columns` finds what a record names and gives it back under the file's own
    names, with the columns that it writes; it raises where the file does not know them. Records
    alike in the fields of `key` are the same; `more` are their other fields. `names` is the column
    of a file that comes in by which a report is named.
    """

    noun: str
    what: Message
    select: str
    insert: str
    key: tuple[str, ...]
    more: tuple[str, ...]
    record: Callable[[tuple[Any, ...]], T]
    columns: Callable[[Names, T], tuple[T, Columns]]
    names: str = "ref"

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
        return self._asked(ledger, **days, unit=unit, standing=standing)

    def about(self, ledger: Ledger, items: Sequence[int]) -> list[T]:
        """The records about the reports of these numbers in the file, of whatever day."""
        return self._asked(ledger, items=msgspec.json.encode(items).decode())

    def one(self, ledger: Ledger, number: int) -> T:
        """The record of that number; raises `UnknownEntry`."""
        found = self._asked(ledger, number=number) if 0 <= number < NUMBERS else []
        if not found:
            raise UnknownEntry(what=self.what, noun=self.noun, number=number)
        return found[0]

    def add(self, ledger: Ledger, new: T) -> T:
        """The record as put on file.

        Raises `EntryExists` or `EntryDiffers` where the same is there, `UnknownUnit`,
        `UnknownSubmission`, `WithdrawnSubmission`, `BeforeReceived`, or `EndsBeforeStart`.
        """
        new, columns = self.columns(Names(ledger), new)
        there = self._there(ledger, new)
        if there:
            raise self._known(there, new)
        return replace(new, id=ledger.change(self.insert, **columns))

    def edit(self, ledger: Ledger, known: T, changed: T) -> None:
        """Write what is changed. Raises as `add` does."""
        changed, columns = self.columns(Names(ledger), changed)
        there = self._there(ledger, changed)
        if there and there.id != known.id:
            raise self._known(there, changed)
        ledger.update(self.noun, known.id, columns)

    def remove(self, ledger: Ledger, known: T) -> None:
        """Take a record off the file that was entered by mistake."""
        ledger.delete(self.noun, known.id)

    def take(self, ledger: Ledger, drafts: Iterable[Draft[T]]) -> Outcome:
        """Put many on file; one that is there already and says the same changes nothing."""
        names, added, known = Names(ledger), 0, 0
        problems: list[Problem] = []
        on_file = {self._key(one): one for one in self.among(ledger)}
        for draft in drafts:
            try:
                new, columns = self.columns(names, draft.record)
                there = on_file.get(self._key(new))
                if there is None:
                    number = ledger.change(self.insert, **columns)
                    on_file[self._key(new)] = replace(new, id=number)
                    added += 1
                else:
                    known += self._again(there, new)
            except InforeportError as error:
                problems.append(refused(draft, error, self._column(error)))
        return Outcome(added, known, tuple(problems))

    def _asked(self, ledger: Ledger, **asked: object) -> list[T]:
        anything = {"unit": None, "number": None, "items": None, "standing": False}
        ever = {"start": iso(EVER.start), "end": iso(EVER.end)}
        rows = ledger.tuples(self.select, **{**anything, **ever, **asked})
        return [self.record(row) for row in rows]

    def _again(self, there: T, new: T) -> int:
        """One, for a row that says nothing new; raises `EntryDiffers` for one that does."""
        error = self._known(there, new)
        if isinstance(error, EntryDiffers):
            raise error
        return 1

    def _known(self, there: T, new: T) -> InforeportError:
        """How to refuse a second record of the same."""
        facts = {"what": self.what, "noun": self.noun, "number": there.id, "unit": there.unit}
        agrees = adds_nothing(new, there, self.more)
        return EntryExists(**facts) if agrees else EntryDiffers(**facts)

    def _there(self, ledger: Ledger, new: T) -> T | None:
        same = (
            one for one in self.among(ledger, unit=new.unit) if self._key(one) == self._key(new)
        )
        return next(same, None)

    def _key(self, one: T) -> tuple[object, ...]:
        return tuple(getattr(one, name) for name in self.key)

    def _column(self, error: InforeportError) -> str:
        """The column of a file that comes in that an error is about."""
        by_kind = {UnknownUnit: "unit", BeforeReceived: "on", EntryDiffers: ""}
        return by_kind.get(type(error), self.names)
