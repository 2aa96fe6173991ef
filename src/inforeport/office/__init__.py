"""The office: one place that answers what its ledger comes to on a day.

`Office` is what commands and other programs ask. It knows no screen and prints nothing: what there
is to remark of an answer is part of the answer.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Self

from msgspec.structs import replace

from inforeport.errors import UnknownSubmission
from inforeport.model import Objection, Profile, Result, StoredScheme, Submission
from inforeport.model.apart import Grain, LinesOf
from inforeport.model.counts import By, Counts
from inforeport.model.found import Found, Odd
from inforeport.model.papers import Material, Recount, Rewards, Side, Wanted
from inforeport.model.reminders import Reminder
from inforeport.office import counting, differences, owing, papers, sealing, searches, sources
from inforeport.office.changes import divided
from inforeport.office.doubts import Doubt, Doubts
from inforeport.office.doubts import of_file as doubts_of_file
from inforeport.office.results import Dues, Results, check_groups, only
from inforeport.office.schemes import Schemes, checked
from inforeport.office.seals import Sealed
from inforeport.office.sides import side
from inforeport.office.snapshot import Snapshot
from inforeport.office.stakes import stakes
from inforeport.period import Calendar, Period, parse_day, zone_of
from inforeport.scheme import Scheme
from inforeport.store import Ledger, opened
from inforeport.store import letter as letter_store
from inforeport.store import seal as seal_store
from inforeport.store import submission as submission_store
from inforeport.words import Message, Text

if TYPE_CHECKING:
    from inforeport.model.desk import Kept, Remark
    from inforeport.model.reminders import Forecasts
    from inforeport.office.desk import Desk

__all__ = ["Dues", "Office"]


def _clock() -> datetime:
    return datetime.now(UTC)


class Office:
    """An office's ledger as it stands on a day.

    `file` is a path or an open ledger, `today` a day (`date`, or text such as "2009-06-05"; by
    default the clock's, in the office's zone), `clock` what tells the moment in any zone, `scheme`
    another one in place of all those on file: then nothing is sealed. Each question is answered
    from one state of the file; several in a row are, inside `snapshot`. A `period` is a `Period`,
    or its name as `--period` takes it.

    >>> with Office("inforeport.db", "2009-06-05") as office:  # doctest: +SKIP
    ...     office.result("2009-05").groups[0].standings[0].score.unit
    '丙社区'
    """

    def __init__(
        self,
        file: Ledger | Path | str,
        today: date | str | None = None,
        *,
        clock: Callable[[], datetime] = _clock,
        guess: bool = False,
        scheme: StoredScheme | None = None,
    ) -> None:
        self.ledger = file if isinstance(file, Ledger) else opened(Path(file))
        self._given = today
        self._clock = clock
        self._guess = guess
        self._scheme = scheme
        self._state: object = None
        self._results: Results | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self.ledger.close()

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """One state of the file, for all that is asked inside; nothing is printed meanwhile.

        What was read of the same state before is not read again.
        """
        with self._asked() as results:
            yield results.snapshot

    @property
    def profile(self) -> Profile:
        """Whose ledger it is: the name on its papers, its language, its zone."""
        with self.snapshot() as snapshot:
            return snapshot.office

    @property
    def today(self) -> date:
        """The day on which everything is looked at. Raises `NotADay` or `UnknownZone`."""
        with self._asked() as results:
            return results.today

    @property
    def now(self) -> str:
        """The moment by the clock, in the office's zone, to the second."""
        moment = self._clock().astimezone(zone_of(self.profile.zone))
        return moment.isoformat(timespec="seconds")

    @property
    def schemes(self) -> Schemes:
        """The schemes, each in force until the next one is."""
        with self.snapshot() as snapshot:
            return snapshot.schemes

    @property
    def calendar(self) -> Calendar:
        """The calendar by which the office names its periods. Raises `NoSchemeInForce`."""
        return self.schemes.calendar

    def scheme(self, day: date | None = None) -> Scheme:
        """The scheme in force on a day, else today. Raises `NoSchemeInForce`."""
        return self.schemes.on(day or self.today)

    def period(self, name: str | Period) -> Period:
        """The period of that name, as 2009-05 or 2009-Q2. Raises `NotAPeriod`."""
        return self.calendar.period(name) if isinstance(name, str) else name

    @property
    def last_period(self) -> Period:
        """The last month, or what the scheme scores by, that is over. Raises `NoSchemeInForce`."""
        days, per = self.calendar, self.scheme().period
        two_years = Period(days.since, days.since + timedelta(days=731))
        over = days.windows(per, Period(days.since, max(self.today, days.since)))
        last = over[-1] if over else days.windows(per, two_years)[0]
        return Period(last.start, last.end, last.name)

    def result(
        self,
        period: str | Period,
        *,
        unit: str | None = None,
        change: bool = False,
        lines: bool = True,
    ) -> Result:
        """A period scored and ranked, of one unit where one is named; `change` tells places risen.

        Without `lines` its sums are the same, and one line may stand for several that are alike.
        Of a sealed period it is what was printed. Raises `NoPoints` where the scheme gives none,
        `PeriodNotBegun`, `PeriodNotWhole` for a span of other days, `UnknownUnit`, `UnitNotThere`.
        """
        with self._asked() as results:
            span = self.period(period)
            results.check_points(span)
            if not unit:
                return results.of(span, change=change, grain="lines" if lines else "sums")
            name = results.snapshot.name_in(span, unit)
            grain: Grain = LinesOf(name) if lines else "sums"
            return only(results.of(span, change=change, grain=grain), name)

    def check_points(self, period: Period) -> None:
        """That some scheme in a period gives points. Raises `NoPoints`."""
        with self._asked() as results:
            results.check_points(period)

    def outcome(self, period: str | Period, *, change: bool = False) -> Result:
        """The same of a scheme without points too: then what was sent and used is all there is."""
        with self._asked() as results:
            return results.of(self.period(period), change=change)

    def what_if(self, stored: StoredScheme, period: str | Period) -> tuple[Side, Side]:
        """What a period is, and what another scheme would make of it. Nothing is stored.

        Raises what `result` raises, and `UnitsWithoutGroup`.
        """
        with self._asked() as results:
            span = self.period(period)
            return side(results.of(span)), side(results.supposed(stored, span))

    def check_follows(self, stored: StoredScheme) -> None:
        """That a scheme can follow those in force: its weeks fall in, no unit is without a group.

        Raises `WeeksDiffer` or `UnitsWithoutGroup`.
        """
        with self.snapshot() as snapshot:
            if snapshot.schemes.any:
                check_groups(snapshot, checked(stored))
                snapshot.schemes.check_weeks(stored)

    def divides(self, stored: StoredScheme) -> tuple[Text, ...]:
        """What is to be said of windows that begin under another scheme and end under this one."""
        with self.snapshot() as snapshot:
            return tuple(divided(snapshot.schemes, stored)) if snapshot.schemes.any else ()

    def dues(self, period: str | Period) -> Dues:
        """What every unit owes and sent, window by window."""
        with self._asked() as results:
            return results.dues(self.period(period), grain="sums")

    def reminder(self, period: str | Period, *, unit: str | None = None) -> Reminder:
        """How many reports each unit, or one, still owes of a period, by when they are due."""
        with self._asked() as results:
            name = results.snapshot.unit(unit).name if unit else None
            dues = results.dues(self.period(period), grain="sums").windows
            return owing.reminder((due for due in dues if name in {None, due.unit}), results.today)

    def forecasts(self, period: str | Period, *, unit: str | None = None) -> "Forecasts":
        """What one more report, and those that are missing, would change for each unit, or one.

        Raises `NothingAhead` or `NoPoints`.
        """
        from inforeport.office.forecasts import forecasts  # few commands look ahead

        with self._asked() as results:
            name = results.snapshot.unit(unit).name if unit else None
            return forecasts(results, self.period(period), self.reminder(period), unit=name)

    def counts(self, period: str | Period, by: By = "unit") -> Counts:
        """What was sent, owed and used in a period, counted as it is on file today."""
        with self._asked() as results:
            return counting.counts(results, self.period(period), by)

    def rewards(self, period: str | Period) -> tuple[Result, Rewards]:
        """What the places of a period are paid, and its result with the small print of that."""
        with self._asked() as results:
            source = papers.printed(results, self.period(period))
            return replace(source.result, readings=source.prize_print), source.rewards

    def sealed(self, period: str | Period) -> Sealed | None:
        """What was printed of just that period, if it is sealed."""
        with self.snapshot() as snapshot:
            return snapshot.sealed(self.period(period))

    def differences(self, period: str | Period | None = None) -> list[Recount]:
        """A sealed period, or every one, counted again: who would be printed otherwise, and why.

        Raises `NotSealed`.
        """
        with self._asked() as results:
            if period is None:
                return differences.of_all(results)
            return [differences.of_period(results, self.period(period))]

    def differing(self, names: Container[str]) -> frozenset[str]:
        """Which of the sealed periods of these names would be printed otherwise today."""
        with self._asked() as results:
            return differences.differing(results, names)

    @property
    def doubts(self) -> Doubts:
        """What says of facts what there is to doubt of them."""
        with self._asked() as results:
            snapshot = results.snapshot
            return Doubts(snapshot.schemes, snapshot.units, results.today, self._whose)

    def _whose(self, ref: str) -> str | None:
        """The unit of a report on file."""
        with suppress(UnknownSubmission):
            return submission_store.submission(self.ledger, ref).unit
        return None

    @property
    def doubtful(self) -> list[Doubt]:
        """Everything on file that is odd."""
        with self.snapshot():
            return doubts_of_file(self.ledger, self.doubts)

    def words_of(self, what: str) -> Mapping[str, str]:
        """The words for levels, forms, groups or codes that come in. Raises `NoSchemeInForce`."""
        schemes = self.schemes
        return self.scheme().groups if what == "groups" else dict(getattr(schemes, what))

    @property
    def vocabulary(self) -> Mapping[str, Mapping[str, str]]:
        """All of them. Raises `NoSchemeInForce`."""
        return {what: self.words_of(what) for what in ("groups", "levels", "forms", "codes")}

    def desk(self) -> "Desk":
        """Where what comes in is put on file. Raises `NoSchemeInForce`."""
        from inforeport.office.desk import Desk  # few commands have to do with what comes in

        schemes = self.schemes
        return Desk(
            self.ledger,
            self.vocabulary,
            {"kind": schemes.listed("kind"), "category": schemes.listed("category")},
            self.today,
            numbering=schemes.numbering(self.today),
        )

    def last_days(self, count: int) -> Period:
        """The last so many days, with today."""
        return Period(self.today - timedelta(days=count - 1), self.today + timedelta(days=1))

    def waiting(self, period: Period) -> int:
        """How many pieces that came in wait, and are of a day of a period or may be."""
        from inforeport.office.remarked import may_be_of

        held = letter_store.pieces(self.ledger, state="held")
        return sum(may_be_of(piece, period) for piece in held)

    def remarks_on(self, pieces: Sequence["Kept"]) -> Mapping[int, list["Remark"]]:
        """What there is to remark of pieces that came in, by their numbers."""
        from inforeport.office.remarked import remarked

        with self._asked() as results:
            return remarked(results.snapshot, pieces, results.today)

    def search(self, words: Sequence[str]) -> Found:
        """Everything in which all of some words stand: reports, units, reporters, issues."""
        with self.snapshot() as snapshot:
            return searches.hits(self.ledger, snapshot, words)

    def odd(self, period: str | Period) -> Odd:
        """What is odd of the reports of a period: near-copies, slices, heaps, short ones."""
        with self.snapshot() as snapshot:
            span = self.period(period)
            return searches.odd(snapshot, snapshot.schemes.on(span.last), span)

    def stakes(self, report: Submission) -> tuple[Message, ...]:
        """What goes with a report if it is withdrawn: uses, what was said of it, points."""
        with self._asked() as results:
            return tuple(stakes(results, self.ledger, report))

    @property
    def open_objections(self) -> tuple[Objection, ...]:
        """What units object to and nobody has settled."""
        with self.snapshot() as snapshot:
            return snapshot.open_objections

    def imprint(self, result: Result) -> tuple[Profile, date]:
        """Whose paper a result stands on and the day on it: of a sealed one, those of then."""
        if result.imprint is None:
            return self.profile, self.today
        return replace(self.profile, name=result.imprint.office), result.imprint.day

    def material(
        self,
        prints: Iterable[str],
        period: str | Period | None = None,
        wanted: Wanted = sources.NOTHING_ASKED,
    ) -> Material:
        """What a paper is made of that prints these fields of `Material`; see `documents.PAPERS`.

        Raises `NotInSeal`, and what its figures raise.
        """
        with self._asked() as results:
            span = None if period is None else self.period(period)
            return papers.material(results, wanted, span, prints)

    def check_sealable(self, period: Period, day: date) -> None:
        """That a period may be sealed, with papers of a day.

        Raises `PeriodRunning`, `PeriodNotBegun`, or `PeriodNotWhole`.
        """
        with self._asked() as results:
            sealing.check_over(results, period, day)

    def seal(self, period: Period, day: date, number: str = "") -> tuple[Text, ...]:
        """Seal a period as its papers have it now, and say what there is to remark of them.

        `number` is that of its circular. One that was sealed meanwhile stays. The caller writes, so
        that nothing arrives between counting and sealing.
        """
        with self._asked() as results:
            if results.snapshot.sealed(period):
                return ()
            live = sources.Live(results, period, change=True)
            uses_by = results.snapshot.schemes.on(period.last).counting.counts_on
            new = sealing.seal_of(live, day=day, moment=self.now, number=number)
            seal_store.add(self.ledger, new, counts_on=uses_by)
            return live.remarks()

    @contextmanager
    def _asked(self) -> Iterator[Results]:
        """What answers questions of the file as it is now, while it stays so."""
        with self.ledger.snapshot():
            state = self.ledger.state
            if self._results is None or self._state != state:
                snapshot = Snapshot(self.ledger, guess=self._guess, scheme=self._scheme)
                self._results, self._state = Results(snapshot, self._day(snapshot)), state
            yield self._results

    def _day(self, snapshot: Snapshot) -> date:
        if self._given is None:
            return self._clock().astimezone(zone_of(snapshot.office.zone)).date()
        return parse_day(self._given) if isinstance(self._given, str) else self._given
