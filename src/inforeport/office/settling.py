"""What becomes of pieces that wait: facts, if nothing is against them, else they are held.

Of reports it is seen together which are on file already. Uses and pictures go with their report.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from msgspec.structs import replace

from inforeport.errors import InforeportError, SameRow
from inforeport.fields import ADOPTION, FACTS, REPORTER, SUBMISSION, UNIT
from inforeport.intake.drafts import AllWords
from inforeport.model import Draft, Outcome, Submission
from inforeport.model.desk import Kept, Reason
from inforeport.model.letters import Letter
from inforeport.model.numbering import Numbering
from inforeport.office.pieces import ABOUT, CORRECTION, Reading, Said, piece_of
from inforeport.store import Ledger, adoption, original, reporter, submission, unit
from inforeport.store.registers import REGISTERS
from inforeport.store.taking import Arrival, Taking
from inforeport.words import Text, recorded

_TAKE: Mapping[str, Callable[[Ledger, Iterable[Draft[Any]]], Outcome]] = {
    UNIT.table: unit.take,
    REPORTER.table: reporter.take,
    ADOPTION.table: adoption.take,
    **{table: register.take for table, register in REGISTERS.items()},
}
"""How facts beside reports are put on file."""

_NEAR = 3  # reports that are proposed
_ORDER = {table: place for place, table in enumerate(FACTS)}
"""Units first, then reporters, then reports, then what is told of them."""


class Settling:
    """What an office knows when it settles pieces; it holds as long as nobody changes the file."""

    def __init__(
        self, ledger: Ledger, words: AllWords, listed: AllWords, *, numbering: Numbering | None
    ) -> None:
        self._ledger, self._words, self._listed = ledger, words, listed
        self._numbering = numbering
        self._look()

    def _look(self) -> None:
        """Read what is on file by now."""
        self._taking = Taking(self._ledger, complete=True, numbering=self._numbering)
        people = reporter.reporters(self._ledger)
        self._reading = Reading(self._words, self._listed, self._taking.units, people)

    def settled(
        self, waiting: Iterable[Kept], claimed: Mapping[int, str] | None = None
    ) -> list[Kept]:
        """What becomes of pieces, fact by fact; reports `claimed` by number are others."""
        settled: list[Kept] = []
        in_order = sorted(waiting, key=lambda one: _ORDER[one.fact])
        for fact, some in groupby(in_order, key=lambda one: one.fact):
            group = list(some)
            verdicts = self._read(group)
            if fact == SUBMISSION.table:
                settled += self._reports(group, verdicts, claimed)
            else:
                settled += [
                    self._other(one, what) for one, what in zip(group, verdicts, strict=True)
                ]
                self._look()
        return settled

    def as_its_own(self, kept: Kept) -> Kept:
        """What becomes of a report that is none of those on file, whatever they look like."""
        [reading] = self._read([kept])
        if kept.fact != SUBMISSION.table or reading.draft is None:
            return self.settled([kept])[0]
        return self._arrived(kept, reading, self._taking.put(reading.draft))

    def as_that(self, kept: Kept, report: Submission, *, update: bool) -> Kept:
        """What becomes of a piece that is a report on file, whatever it looks like."""
        [verdict] = self._read([kept])
        if verdict.draft is None:
            return self._held(kept, verdict)
        draft = _first_day(kept, verdict.draft, report)
        arrival = self._taking.meet(draft, report, update=update)
        return self._arrived(kept, verdict, arrival)

    def _read(self, group: Sequence[Kept]) -> list[Said]:
        """What each of some pieces says; those of one letter are read together."""
        verdicts: dict[int, Said] = {}
        places = range(len(group))
        by_letter = sorted(places, key=lambda place: group[place].letter.id)
        for _, some in groupby(by_letter, key=lambda place: group[place].letter.id):
            of = [*some]
            letter = _letter(group[of[0]])
            its = self._reading.of(letter, [piece_of(group[place]) for place in of])
            verdicts |= dict(zip(of, its, strict=True))
        return [verdicts[place] for place in places]

    def _reports(
        self, group: Sequence[Kept], readings: Sequence[Said], claimed: Mapping[int, str] | None
    ) -> list[Kept]:
        """What becomes of reports, all of them looked at together."""
        arrivals = iter(self._taking.take([one.draft for one in readings if one.draft], claimed))
        numbers = {place: number for number, place in (claimed or {}).items()}
        settled: list[Kept] = []
        for kept, reading in zip(group, readings, strict=True):
            if reading.draft is None:
                settled.append(self._held(kept, reading))
                continue
            arrival = self._used_again(reading, next(arrivals), numbers)
            if arrival.report:
                numbers[reading.draft.place] = arrival.report.id
            settled.append(self._arrived(kept, reading, arrival))
        return settled

    def _used_again(self, reading: Said, arrival: Arrival, numbers: Mapping[str, int]) -> Arrival:
        """What becomes of a row that says what an earlier one does, but tells another use of it."""
        if not isinstance(arrival.error, SameRow):
            return arrival
        number = numbers.get(str(arrival.error.facts["place"]))
        if number is None:
            return arrival
        report = submission.submission(self._ledger, f"#{number}")
        try:
            return Arrival("changed", report) if self._uses(report, reading) else arrival
        except InforeportError as error:
            return Arrival("refused", error=error)

    def _arrived(self, kept: Kept, reading: Said, arrival: Arrival) -> Kept:
        """What becomes of a report that came in, with its uses and its pictures."""
        report = arrival.report
        if report is None:
            return self._refused(kept, arrival.error)
        try:
            uses = self._uses(report, reading)
        except InforeportError as error:
            return self._refused(kept, error)
        for picture in kept.words.pictures:
            content = original.content(self._ledger, picture.sha256)
            submission.attach(self._ledger, report, picture.name, content, caption=picture.caption)
        place = {"number": report.id, "label": report.label, "unit": report.unit}
        more = arrival.how == "changed" or (arrival.how == "known" and uses > 0)
        return _on_file(replace(kept, **place), fresh=arrival.how == "added", more=more)

    def _uses(self, report: Submission, reading: Said) -> int:
        """How many uses were put on file; raises as `adoption.enter` does."""
        if not reading.uses:
            return 0
        return adoption.enter(self._ledger, report, reading.uses, dated=reading.is_dated)

    def _other(self, kept: Kept, verdict: Said) -> Kept:
        """What becomes of a unit, a reporter, a use or another fact."""
        if verdict.draft is None:
            return self._held(kept, verdict)
        outcome = _TAKE[kept.fact](self._ledger, [verdict.draft])
        if outcome.problems:
            return self._held(kept, Said(problem=outcome.problems[0]))
        number = _number(self._ledger, kept.fact, verdict.draft.record)
        return _on_file(replace(kept, number=number), fresh=outcome.added > 0)

    def _refused(self, kept: Kept, error: InforeportError | None) -> Kept:
        """A piece that is held for what was raised of it."""
        if error is None:
            return kept
        ref = error.facts.get("ref")
        return self._waits(kept, error.code, error.message, near=(str(ref),) if ref else ())

    def _held(self, kept: Kept, reading: Said) -> Kept:
        """A piece that is held for what it says, or does not."""
        if reading.problem is None:
            return kept
        return self._waits(kept, reading.problem.code, reading.problem.what)

    def _corrects(self, kept: Kept) -> tuple[str, ...]:
        """The reports that a piece may be the correction of."""
        cells = self._reading.signed(_letter(kept), piece_of(kept)).cells
        there = self._taking.titled(cells.get("unit", ""), cells.get("title", ""))
        return tuple(one.label for one in there[:_NEAR])

    def _waits(self, kept: Kept, code: str, what: Text, *, near: tuple[str, ...] = ()) -> Kept:
        if ABOUT.get(code) == "unit":
            near = self._reading.near(_letter(kept), piece_of(kept))
        elif code == CORRECTION:
            near = self._corrects(kept)
        return replace(kept, state="held", code=code, reason=Reason(recorded(what), near))


def _first_day(kept: Kept, draft: Draft[Submission], report: Submission) -> Draft[Submission]:
    """What a message says of a report on file; that came when its first message did."""
    if "sender" not in kept.words.cells or draft.record.received < report.received:
        return draft
    came = {"received": report.received, "moment": report.moment}
    return replace(draft, record=replace(draft.record, **came))


def _letter(kept: Kept) -> Letter:
    """The letter of a piece, without what is in it."""
    of = kept.letter
    return Letter(name=of.name, kind=of.kind, content=b"", subject=of.subject, sender=of.sender)


def _on_file(kept: Kept, *, fresh: bool, more: bool = False) -> Kept:
    state = "taken" if fresh else "known"
    return replace(kept, state=state, code=None, reason=None, more=more)


def _number(ledger: Ledger, fact: str, record: Any) -> int | None:
    """The number of a unit or a reporter that is on file now."""
    if fact == UNIT.table:
        return unit.unit(ledger, record.name).id
    if fact == REPORTER.table:
        of = unit.unit(ledger, record.unit).name
        return reporter.reporter(ledger, record.name, of).id
    return None
