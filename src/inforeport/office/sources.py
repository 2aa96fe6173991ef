"""What a paper of a period prints: out of the facts of today, or out of its seal.

A field that the seal does not have was not printed then: it is unknown, and a paper of it is
refused.
"""

from collections.abc import Container, Mapping
from datetime import date
from functools import cached_property

from msgspec.structs import replace

from inforeport import scoring
from inforeport.errors import NotInSeal, PeriodNotBegun
from inforeport.model import (
    Adoption,
    Bulletin,
    Due,
    Profile,
    Reporter,
    Result,
    Submission,
    Unit,
    Witness,
)
from inforeport.model.counts import Counts, Item
from inforeport.model.papers import Beside, Past, Rewards, Wanted
from inforeport.model.reminders import Gap
from inforeport.model.stationery import BulletinTerms, CircularTerms
from inforeport.model.tables import Span, TableTerms
from inforeport.office.beside import asked, beside, shows_change
from inforeport.office.changes import sums_made
from inforeport.office.counting import Part, basis, names, parts_of
from inforeport.office.decisions import decided
from inforeport.office.items import items
from inforeport.office.owing import gaps
from inforeport.office.past import fared, past
from inforeport.office.payouts import payouts
from inforeport.office.results import Dues, Results
from inforeport.office.schemes import checked, is_whole
from inforeport.office.seals import Sealed
from inforeport.period import Period
from inforeport.scheme import Scheme
from inforeport.scheme.readings import prize_print, small_print
from inforeport.scoring.counting import Basis, counted
from inforeport.words import Text

NOTHING_ASKED = Wanted()


class Live:
    """What a paper of a period prints today; the properties are the fields of `Material`."""

    def __init__(
        self,
        results: Results,
        period: Period,
        wanted: Wanted = NOTHING_ASKED,
        *,
        change: bool = False,
    ) -> None:
        self.results = results
        self.snapshot = results.snapshot
        self.period = period
        self.wanted = wanted
        self.edition: int | None = None
        self._change = change

    @property
    def office(self) -> Profile:
        """Whose paper it is."""
        return self.snapshot.office

    @property
    def day(self) -> date:
        """The day on it."""
        return self.results.today

    @property
    def number(self) -> str:
        """The number of its circular, which is given when it is sealed."""
        return ""

    @property
    def until(self) -> date | None:
        """The day up to which it counts, of a period that is not over or a campaign without end."""
        endless = self.period.name == "campaign" and self._scheme.until is None
        return self.day if endless or self.day < self.period.last else None

    @property
    def _scheme(self) -> Scheme:
        """The scheme in force on the period's last day."""
        return self.snapshot.schemes.on(self.period.last)

    @cached_property
    def result(self) -> Result:
        """The result with its small print."""
        result = self.results.of(self.period, change=self._change or shows_change(self.tables))
        schemes = self.snapshot.schemes
        readings = small_print(schemes.continued(result.scheme))
        return replace(result, readings=(*readings, *sums_made(schemes, self.period)))

    @cached_property
    def counts(self) -> Counts:
        """What was sent, owed and used, unit by unit."""
        return counted(self._basis, names(self.results, self.period), by="unit", period=self.period)

    @cached_property
    def _parts(self) -> list[Part]:
        return parts_of(self.results, self.period)

    @cached_property
    def _basis(self) -> Basis:
        return basis(self.results, self.period, self._parts)

    @cached_property
    def rewards(self) -> Rewards:
        """What the places are paid."""
        return self._decided(payouts(self.result, checked(self.result.scheme)))

    def _decided(self, rewards: Rewards) -> Rewards:
        """The same with what people decided of it meanwhile."""
        return decided(rewards, self.snapshot.decisions(self.period))

    @property
    def prize_print(self) -> tuple[Text, ...]:
        """The small print of what they are paid."""
        return prize_print(checked(self.result.scheme))

    @property
    def circular_terms(self) -> CircularTerms:
        """What the scheme of the period's last day says of circulars."""
        return self._scheme.circular or CircularTerms()

    @property
    def tables(self) -> tuple[TableTerms, ...]:
        """The tables that the scheme of the period's last day lays out."""
        return self._scheme.table

    @cached_property
    def beside(self) -> Mapping[Span, Beside]:
        """What those tables, and the text, show beside the period's own figures."""
        figures_of = (
            (over, beside(self.results, self.period, over, more=more))
            for over, more in asked(self.tables, self.circular_terms.compared).items()
        )
        return {over: figures for over, figures in figures_of if figures}

    @cached_property
    def past(self) -> tuple[Past, ...]:
        """The sealed periods right before it, as they were printed, and this one, if there are any.

        Without any, nothing is scored for it.
        """
        earlier = past(self.snapshot, self.period)
        return (*earlier, fared(self.result, self.period)) if earlier else ()

    @property
    def bulletin_terms(self) -> BulletinTerms | None:
        """What the scheme of the day of issue says of the bulletin."""
        return self.snapshot.schemes.on(self.issue.issued or self.day).bulletin

    @cached_property
    def issue(self) -> Bulletin:
        """The issue of the bulletin that was asked for, else the draft."""
        return self.snapshot.bulletin(self.wanted.bulletin)

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units that are there in the period."""
        return tuple(unit for unit in self.snapshot.units if scoring.there(unit, self.period))

    @property
    def reporters(self) -> tuple[Reporter, ...]:
        """The people who write for them."""
        every = self.snapshot.reporters
        return tuple(reporter for reporter in every if scoring.there(reporter, self.period))

    @cached_property
    def submissions(self) -> tuple[Submission, ...]:
        """What arrived in the period, the withdrawn too; no paper prints their texts."""
        return self.snapshot.submissions(self.period)

    @property
    def uses(self) -> tuple[Adoption, ...]:
        """The uses that count for the period, under the units they count for."""
        return tuple(self._basis.facts.adoptions)

    @property
    def items(self) -> tuple[Item, ...]:
        """The reports and uses one by one, with whether they count."""
        return items(self.snapshot, self.period, self._parts, self._basis)

    @property
    def uses_of_sent(self) -> tuple[Adoption, ...]:
        """Every use of what arrived in the period, whenever it was."""
        sent = {report.id for report in self.submissions}
        later = self.snapshot.adoptions(Period(self.period.start))
        return tuple(use for use in later if use.submission in sent)

    @cached_property
    def _owed(self) -> Dues:
        return self.results.dues(self.period)

    @property
    def dues(self) -> tuple[Due, ...]:
        """What was owed in the period, unit by unit and window by window."""
        return self._owed.windows

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What each unit owed in it as far as it has begun, and what is missing.

        Raises `PeriodNotBegun`: nobody is asked for what lies ahead, with a duty or without.
        """
        if self.period.start > self.day:
            raise PeriodNotBegun(period=self.period.name, today=self.day)
        schemes = self.snapshot.schemes
        if not is_whole(schemes.governing(self.period), self.period):
            return gaps(self.dues, self.day)  # of a week nothing is summed up
        return gaps(self.dues, self.day, self._stands)

    def _stands(self, due: Due) -> bool:
        """Whether a due is in the sums of the period: what it is judged over is not longer."""
        judged, period = due.judged or due.window, self.period
        start = max(judged.start, self.snapshot.schemes.begins)
        return start >= period.start or judged.end - judged.start <= period.end - period.start

    @property
    def rules(self) -> str:
        """What the scheme of its last day is called."""
        return self.snapshot.schemes.stored_on(self.period.last).title

    def remarks(self, fields: Container[str] = ("result", "dues")) -> tuple[Text, ...]:
        """What there is to remark of some fields of it, each thing once."""
        of_result = self.result.remarks if "result" in fields else ()
        of_dues = self._owed.remarks if "dues" in fields or "gaps" in fields else ()
        return (*of_result, *(remark for remark in of_dues if remark not in of_result))

    @property
    def log(self) -> Witness | None:
        """How far the log goes: what is printed is of that state of the file."""
        return self.snapshot.log


class Printed(Live):
    """What was printed of a sealed period; of what no seal keeps, what is printed today."""

    def __init__(self, results: Results, wanted: Wanted, sealed: Sealed) -> None:
        super().__init__(results, sealed.period, wanted)
        self._sealed = sealed
        self.edition = sealed.edition

    @property
    def office(self) -> Profile:
        return replace(super().office, name=self._sealed.seal.office)

    @property
    def day(self) -> date:
        return self._sealed.seal.day

    @property
    def until(self) -> None:
        return None

    @property
    def result(self) -> Result:
        return self._sealed.result

    @property
    def number(self) -> str:
        """The number of its circular, where the seal keeps one."""
        return self._sealed.stationery.number

    @property
    def counts(self) -> Counts:
        return self._sealed.counts

    @property
    def rewards(self) -> Rewards:
        return self._decided(self._sealed.rewards)

    @property
    def prize_print(self) -> tuple[Text, ...]:
        return self._sealed.stationery.prize_print

    @property
    def circular_terms(self) -> CircularTerms:
        return self._sealed.stationery.circular

    @property
    def log(self) -> Witness | None:
        return self._sealed.seal.log

    @property
    def tables(self) -> tuple[TableTerms, ...]:
        return self._sealed.stationery.tables

    @property
    def beside(self) -> Mapping[Span, Beside]:
        return self._sealed.stationery.beside

    @property
    def past(self) -> tuple[Past, ...]:
        return self._sealed.stationery.past

    @property
    def units(self) -> tuple[Unit, ...]:
        every = self._sealed.facts.units
        return tuple(unit for unit in every if scoring.there(unit, self.period))

    @property
    def submissions(self) -> tuple[Submission, ...]:
        return self._sealed.listed.submissions

    @property
    def uses(self) -> tuple[Adoption, ...]:
        return self._sealed.listed.uses

    @property
    def uses_of_sent(self) -> tuple[Adoption, ...]:
        return self._sealed.listed.uses_of_sent

    @property
    def dues(self) -> tuple[Due, ...]:
        return self._sealed.listed.dues

    @property
    def rules(self) -> str:
        return self._sealed.result.scheme.title

    @property
    def items(self) -> tuple[Item, ...]:
        return self._sealed.listed.items

    def remarks(self, fields: Container[str] = ()) -> tuple[Text, ...]:
        """None: all was said when it was printed."""
        del fields
        return ()

    def check(self, fields: Container[str]) -> None:
        """That these were printed then. Raises `NotInSeal`."""
        unknown = [word for name, word in self._sealed.unknown.items() if name in fields]
        if unknown:
            raise NotInSeal(period=self.period.name, fields=unknown)
