"""One state of an office's file: everything that is asked of it is read once, and from here.

This is the only module of the office that reads. What is made of it is made by the others.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, partial
from typing import Literal

from msgspec.structs import replace

from inforeport.model import (
    Adoption,
    Bulletin,
    Decision,
    Facts,
    Objection,
    Profile,
    Reporter,
    StoredScheme,
    Submission,
    Target,
    Unit,
    Witness,
)
from inforeport.model.apart import EACH, Apart
from inforeport.office.facts import within
from inforeport.office.schemes import Schemes
from inforeport.office.seals import Sealed
from inforeport.period import Period
from inforeport.store import (
    Ledger,
    adoption,
    bulletin,
    dayoff,
    decision,
    objection,
    reporter,
    submission,
    unit,
    witness,
)
from inforeport.store import facts as fact_store
from inforeport.store import office as office_store
from inforeport.store import scheme as scheme_store
from inforeport.store import seal as seal_store
from inforeport.store.registers import TARGETS
from inforeport.text import fold

UsesBy = Literal["adopted", "received"]
"""On which day a use counts: its own, or that of its report."""


class Snapshot:
    """What the file holds now. The caller sees to it that it stays so while this is used."""

    def __init__(
        self, ledger: Ledger, *, guess: bool = False, scheme: StoredScheme | None = None
    ) -> None:
        self._ledger = ledger
        self._guess = guess
        self._scheme = scheme
        self._facts: dict[tuple[date, date, UsesBy], Facts] = {}
        self._counted: dict[tuple[date, date, UsesBy, Apart], Facts] = {}
        self._supposed: tuple[Submission, ...] = ()
        self._uses: dict[tuple[date, date], tuple[Adoption, ...]] = {}
        self._seals: dict[tuple[date, date], Sealed | None] = {}

    def supposing(self, reports: Sequence[Submission]) -> "Snapshot":
        """The same state with reports that nobody sent; nothing of them is stored."""
        other = Snapshot(self._ledger, guess=self._guess, scheme=self._scheme)
        other.schemes, other.units, other._supposed = self.schemes, self.units, tuple(reports)
        other._facts = {
            key: other._with_supposed(facts, Period(*key[:2])) for key, facts in self._facts.items()
        }
        return other

    @cached_property
    def office(self) -> Profile:
        """Whose file it is."""
        return office_store.office(self._ledger)

    @cached_property
    def log(self) -> Witness | None:
        """How far the log goes."""
        return witness.newest(self._ledger)

    @cached_property
    def schemes(self) -> Schemes:
        """The schemes of the office, or the one that stands for them all."""
        every = (self._scheme,) if self._scheme else scheme_store.schemes(self._ledger)
        return Schemes(every, partial(dayoff.workdays, self._ledger))

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """All units there ever were; facts bring them along."""
        facts = self._any_facts()
        return facts.units if facts else unit.units(self._ledger)

    def unit(self, wanted: str) -> Unit:
        """The unit of that name, alias or number; a unique beginning will do where one may guess.

        Raises `UnknownUnit` or `AmbiguousUnit`.
        """
        return unit.unit(self._ledger, wanted, typed=True, guess=self._guess)

    def name_in(self, period: Period, wanted: str) -> str:
        """The name of a unit on the papers of a period; of a sealed one it may be an old name."""
        sealed = self.sealed(period)
        names = sealed.names if sealed else {}
        printed = {fold(name): name for name in names.values()}
        if fold(wanted) in printed:
            return printed[fold(wanted)]
        known = self.unit(wanted)
        return names.get(known.id, known.name)

    @cached_property
    def targets(self) -> tuple[Target, ...]:
        """The numbers that are set unit by unit; facts bring them along."""
        facts = self._any_facts()
        return facts.targets if facts else tuple(TARGETS.among(self._ledger))

    @cached_property
    def reporters(self) -> tuple[Reporter, ...]:
        """All reporters there ever were."""
        return tuple(reporter.reporters(self._ledger))

    @cached_property
    def open_objections(self) -> tuple[Objection, ...]:
        """What units object to and nobody has settled."""
        return tuple(objection.objections(self._ledger, only_open=True))

    def decisions(self, period: Period) -> tuple[Decision, ...]:
        """What people decided of the ties of a period."""
        return decision.decisions(self._ledger, period)

    @cached_property
    def bulletins(self) -> tuple[Bulletin, ...]:
        """All issues and drafts of the bulletin, without what they hold."""
        return tuple(bulletin.bulletins(self._ledger))

    def bulletin(self, number: int | None) -> Bulletin:
        """An issue with what it holds, or the draft where no number is given."""
        return bulletin.bulletin(self._ledger, number)

    def facts(self, span: Period, uses_by: UsesBy) -> Facts:
        """All that happened in a span; what lies inside one that was read is taken from that."""
        key = span.start, span.end, uses_by
        if key not in self._facts:
            wider = self._wider(span, uses_by)
            self._facts[key] = within(wider, span) if wider else self._read(span, uses_by)
        return self._facts[key]

    def counted(self, span: Period, uses_by: UsesBy, apart: Apart) -> Facts:
        """The same as far as it is told apart: what is alike may be one, counted so often.

        Where all of a span was read it is taken from that.
        """
        each = apart.names >= EACH and not apart.lean
        if each or self._supposed or self._wider(span, uses_by):
            return self.facts(span, uses_by)
        key = span.start, span.end, uses_by, apart
        if key not in self._counted:
            facts = fact_store.facts(
                self._ledger, span, uses_by=uses_by, apart=apart, units=self.units
            )
            self._counted[key] = replace(facts, counts_on=uses_by)
        return self._counted[key]

    def _read(self, span: Period, uses_by: UsesBy) -> Facts:
        facts = fact_store.facts(self._ledger, span, uses_by=uses_by)
        return self._with_supposed(replace(facts, counts_on=uses_by), span)

    def _with_supposed(self, facts: Facts, span: Period) -> Facts:
        mine = [report for report in self._supposed if report.received in span]
        return replace(facts, submissions=(*facts.submissions, *mine)) if mine else facts

    def _any_facts(self) -> Facts | None:
        return next(iter(self._facts.values()), None)

    def _wider(self, span: Period, uses_by: UsesBy | None = None) -> Facts | None:
        """The facts of a span that holds another one, if such were read."""
        return next(
            (
                facts
                for (start, end, by), facts in self._facts.items()
                if uses_by in {None, by} and start <= span.start and span.end <= end
            ),
            None,
        )

    def submissions(self, period: Period) -> tuple[Submission, ...]:
        """What arrived in a period, the withdrawn too; without the texts.

        What stands is taken from facts that were read.
        """
        facts = self._wider(period)
        if facts is None:
            return _without_texts(submission.submissions(self._ledger, period))
        standing = tuple(report for report in facts.submissions if report.received in period)
        withdrawn = _without_texts(submission.withdrawn(self._ledger, period))
        if not withdrawn:
            return standing
        every = (*standing, *withdrawn)
        return tuple(sorted(every, key=lambda report: (report.received, report.id)))

    def reports(self, period: Period) -> list[Submission]:
        """The same with their texts."""
        return submission.submissions(self._ledger, period)

    def adoptions(self, period: Period) -> tuple[Adoption, ...]:
        """The uses of a period; what lies inside one that was read is taken from that."""
        for start, end in self._uses:
            if start <= period.start and period.end <= end:
                return tuple(use for use in self._uses[start, end] if use.on in period)
        uses = tuple(adoption.adoptions(self._ledger, period))
        self._uses[period.start, period.end] = uses
        return uses

    def sealed(self, period: Period) -> Sealed | None:
        """What was printed of just that period, if it is sealed."""
        key = period.start, period.end
        if key not in self._seals:
            seal = None if self._scheme else seal_store.standing(self._ledger, period)
            self._seals[key] = Sealed(seal) if seal else None
        return self._seals[key]

    def last_sealed(self, period: Period) -> Sealed | None:
        """What was printed last of just that period, also where it was opened again."""
        seal = seal_store.latest(self._ledger, period)
        return Sealed(seal) if seal else None

    def every_seal(self) -> list[Sealed]:
        """All periods that are sealed."""
        return [one for one in map(self.sealed, self._sealed_periods) if one]

    def sealed_inside(self, period: Period) -> Iterator[Sealed]:
        """The sealed periods inside a longer one; they fall where their last days do."""
        length = period.end - period.start
        for one in self._sealed_periods:
            if length > one.end - one.start and one.last in period and (seal := self.sealed(one)):
                yield seal

    @cached_property
    def _sealed_periods(self) -> list[Period]:
        known = () if self._scheme else seal_store.seals(self._ledger)
        return [seal.period for seal in known if seal.reopened is None]

    def names_now(self, sealed: Sealed) -> Mapping[str, str]:
        """The names of today by those that were printed, where they are others."""
        named = ((sealed.names.get(one.id), one.name) for one in self.units)
        return {old: new for old, new in named if old and old != new}


def _without_texts(reports: Iterable[Submission]) -> tuple[Submission, ...]:
    return tuple(replace(report, text=None) if report.text else report for report in reports)
