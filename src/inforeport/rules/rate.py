"""Points for a rate, such as that of the reports used among those sent: `rate`."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from math import ceil, floor
from typing import Annotated, ClassVar, Literal

from inforeport.model import Facts, Measure, ScoreLine
from inforeport.ratio import ratio
from inforeport.rules.above import Above
from inforeport.rules.conditions import chosen
from inforeport.rules.editions import Formerly
from inforeport.rules.met import Met, met_by_unit, together
from inforeport.rules.phrases import percent
from inforeport.rules.remarks import MoreThan, PartOfOne, Remarks, Table
from inforeport.rules.rule import Filtered, Voice, Written
from inforeport.rules.where import OF_REPORT, passes
from inforeport.words import N_, Message, Text, message

_NONE = Decimal(0)
_MEASURES: Mapping[str, str] = {
    "adopted": N_("the rate of those used among the reports sent"),
    "in time": N_("the rate of those in time among the reports sent"),
    "met": N_("the rate of what was sent of what was owed"),
    "windows": N_("the rate of the windows in which nothing was missing"),
}


class Band(Table, frozen=True, kw_only=True):
    """A row of a measure: from a figure on, below another, the points; with a `step` for each step.

    A step of 0.01 with `below = 0.3` gives the points for each point of percentage below 30.
    """

    points: Annotated[Decimal, N_("points of a rate in this band")]
    from_: Annotated[
        Decimal | None, N_("a rate of at least this"), PartOfOne(), Formerly("least")
    ] = None
    below: Annotated[Decimal | None, N_("a rate below this"), PartOfOne()] = None
    step: Annotated[
        Decimal | None,
        N_("the points are for each step from the limit"),
        MoreThan(0),
    ] = None
    rest: Annotated[
        Literal["nothing", "whole", "share"],
        N_("what a part of a step counts as"),
        Formerly("part"),
    ] = "nothing"

    summary = N_("a row of a measure: from which rate to which, and the points")

    def holds(self, rate: Decimal) -> bool:
        """Whether a rate lies in the band."""
        return (self.from_ is None or rate >= self.from_) and (
            self.below is None or rate < self.below
        )

    def worth(self, rate: Decimal) -> Decimal:
        """What a rate in the band gives."""
        if not self.step:
            return self.points
        limit = self.below if self.below is not None else self.from_ or _NONE
        steps = ratio(abs(rate - limit), self.step)
        if self.rest != "share":
            steps = Decimal(floor(steps) if self.rest == "nothing" else ceil(steps))
        return self.points * steps

    def contradictions(self) -> Remarks:
        """A band that no rate is in."""
        if self.from_ is not None and self.below is not None and self.from_ >= self.below:
            words = {"least": self.from_, "below": self.below}
            yield ("below",), message("no rate is at least {least} and below {below}", **words)

    def covers(self, other: "Band") -> bool:
        """Whether every rate in another band is in this one too."""
        from_it = self.from_ is None or (other.from_ is not None and other.from_ >= self.from_)
        to_it = self.below is None or (other.below is not None and other.below <= self.below)
        return from_it and to_it

    def in_words(self, voice: Voice) -> Text:
        """The rates in it, and what they are worth."""
        words = {"rate": self._rates(), "worth": self._worth_in_words(voice)}
        return message("{rate}: {worth}", **words)

    def _rates(self) -> Text:
        limits = {"least": self.from_, "below": self.below}
        words = {key: percent(rate) for key, rate in limits.items() if rate is not None}
        if len(words) > 1:
            return message("from {least}, below {below}", **words)
        if self.from_ is not None:
            return message("from {least}", **words)
        return message("below {below}", **words) if words else message("all other rates")

    def _worth_in_words(self, voice: Voice) -> Text:
        worth = voice.worth(self.points)
        if not self.step:
            return worth
        words = {"worth": worth, "step": percent(self.step)}
        if self.rest == "whole":
            return message("{worth} for each {step} begun from the limit", **words)
        if self.rest == "share":
            return message(
                "{worth} for each {step} from the limit, a part of one in proportion", **words
            )
        return message("{worth} for each full {step} from the limit", **words)


class Rate(Filtered, frozen=True, kw_only=True):
    """Points for a rate: of reports sent those used, or in time; of what was owed what was sent.

    `where` and `unless` choose among the reports. Who sent, or owed, nothing has no rate. Titles
    and prizes may speak of it by its `name`; then it needs no bands.
    """

    measure: Annotated[
        Literal["adopted", "in time", "met", "windows"],
        N_("used of those sent, in time of those sent, met of what was owed, windows met of all"),
    ]
    bands: Annotated[tuple[Band, ...], N_("a table of bands; the first that holds counts")] = ()
    name: Annotated[str, N_("a name by which titles and prizes speak of it")] = ""
    duties: Annotated[
        tuple[str, ...],
        N_("where duties are measured: their names or clauses"),
        Formerly("of"),
    ] = ()

    reads = ("submissions", "adoptions")

    summary = N_("points for a rate: of those used, of those in time, of what was owed")
    of_each = True
    columns: ClassVar[Mapping[str, str]] = {"rate": N_("rate")}
    asks = OF_REPORT | {"form"}
    of_rate = True

    @property
    def called(self) -> str:
        """Its name."""
        return self.name

    @property
    def gives(self) -> tuple[str, ...]:
        """None where it is only named."""
        return super().gives if self.bands else ()

    @property
    def tells_apart(self) -> frozenset[str]:
        """Its conditions, and whether a report was used, or late."""
        measured = {"adopted": {"submission.used"}, "in time": {"submission.late"}}
        return self.conditions_apart({"submissions"}) | measured.get(self.measure, set())

    @property
    def sees_uses(self) -> bool:
        """Where it counts the reports that were used."""
        return self.measure == "adopted" or super().sees_uses

    def measures(self, facts: Facts) -> Iterator[Measure]:
        """The rate of each unit that has one, where it has a name."""
        if self.name:
            for unit, (part, whole) in self._counts(facts).items():
                yield Measure(unit=unit, part=part, whole=whole)

    def lines(self, facts: Facts, so_far: Sequence[ScoreLine]) -> Iterator[ScoreLine]:
        """A line for each unit whose rate lies in a band."""
        del so_far
        worth = cache(self._worth)  # thousands have the same few rates
        for unit, (part, whole) in self._counts(facts).items():
            if whole and (points := worth(part, whole)) is not None:
                because = self._because(part, whole)
                yield ScoreLine(unit=unit, points=points, part="rate", because=because)

    def _because(self, part: Decimal, whole: Decimal) -> Message:
        """Of which rate the points are: of reports, or of windows."""
        if self.measure == "windows":
            return message("met in {part} of {whole} windows", part=part, whole=whole)
        return message("{part} of {whole}", part=part, whole=whole)

    def _worth(self, part: Decimal, whole: Decimal) -> Decimal | None:
        """The points of a rate; none where no band holds it."""
        rate = ratio(part, whole)
        return next((band.worth(rate) for band in self.bands if band.holds(rate)), None)

    def _counts(self, facts: Facts) -> dict[str, tuple[Decimal, Decimal]]:
        if self.measure in {"met", "windows"}:
            return self._of_duties(facts)
        counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        used = facts.used if self.measure == "adopted" else None
        asks = bool(self.where or self.unless)
        for report in facts.submissions:
            if not asks or passes(self, report, report, facts):
                n, count = report.n, counts[report.unit]
                count[1] += n
                if not report.late if used is None else report.label in used:
                    count[0] += n
        return {unit: (Decimal(part), Decimal(whole)) for unit, (part, whole) in counts.items()}

    def _of_duties(self, facts: Facts) -> dict[str, tuple[Decimal, Decimal]]:
        counts: dict[str, tuple[Decimal, Decimal]] = {}
        for unit, duties in met_by_unit(facts.dues, self.duties or None).items():
            counts[unit] = _met(duties) if self.measure == "met" else _windows(duties)
        return counts

    def amiss(self, written: Written) -> Remarks:
        """Bands out of reach; a rate that says nothing."""
        if not (self.bands or self.name or "bands" in written.keys):
            yield (), message("nothing follows from it: write bands, or a name")
        if self.name and written.entry.look in {"year", "ever"}:
            yield ("look",), message("a rate with a name is that of its window: leave out look")
        for index, band in enumerate(self.bands):
            if any(wide.covers(band) for wide in self.bands[:index]):
                wrong = message("band {number} can never be reached", number=index + 1)
                yield ("bands", index), wrong

    def amiss_below(self, above: Above) -> Remarks:
        """Duties that nobody states."""
        yield from above.without_duties("duties", self.duties)

    def sentences(self, voice: Voice) -> Iterator[Text]:
        """Which rate is taken, and its bands."""
        measure: Text = Message(_MEASURES[self.measure])
        if self.duties:
            measure = message(
                "{what}, by {duties}", what=measure, duties=voice.duty_words(self.duties)
            )
        measure = chosen(measure, self, voice)
        if self.bands:
            yield message("By {rate}, by the first of these that fits:", rate=measure)
            yield from (band.in_words(voice) for band in self.bands)
        else:
            yield message("There is counted: {rate}.", rate=measure)
        if self.name:
            yield message("Titles and prizes call it “{name}”.", name=self.name)


def _met(duties: Sequence[Met]) -> tuple[Decimal, Decimal]:
    """How much of what was owed is not missing."""
    came = together(duties)
    return came.owed - came.missing, came.owed


def _windows(duties: Sequence[Met]) -> tuple[Decimal, Decimal]:
    """In how many windows, of all, nothing is missing."""
    windows = sum(duty.windows for duty in duties)
    return Decimal(windows - sum(duty.unmet for duty in duties)), Decimal(windows)
