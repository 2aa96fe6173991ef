"""What meeting, missing and exceeding a duty gives; which duty it is, is not known here."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Annotated, ClassVar, Literal

from msgspec.structs import replace

from inforeport.figures import count
from inforeport.model import Facts, ScoreLine
from inforeport.ratio import Exact, ratio
from inforeport.rules.answers import Reading, Way
from inforeport.rules.met import Came, Met, together
from inforeport.rules.phrases import COMMA, JUDGED, joined
from inforeport.rules.remarks import AtLeast, Remarks, says_nothing
from inforeport.rules.rule import Rule, Voice, Written
from inforeport.words import N_, Message, Text, message

_NONE = Decimal(0)
_ONE = Decimal(1)

Short = Literal["subtract", "to zero", "lose base", "pro rata"]

SHORT = Reading(
    "quota.short",
    N_("what a shortfall does to the base points"),
    {
        "subtract": N_("A shortfall is subtracted for each report missing, without a floor."),
        "to zero": N_("A shortfall is subtracted from the base, down to zero."),
        "lose base": N_("With a shortfall the base is lost, and the shortfall subtracted."),
        "pro rata": N_("With a shortfall the base shrinks in proportion."),
    },
    told=("subtract", "to zero", "lose base", "pro rata"),
)


class Consequences(Rule, frozen=True, kw_only=True):
    """What meeting, missing and exceeding a duty gives.

    Whether it is met, how many are missing and above, says the duty itself. `short` says what a
    shortfall does to the base: `missing` is only subtracted, is subtracted down to zero, the base
    is lost as well, or shrinks in proportion. Where it is not stated the base stays if something
    is subtracted for what is missing, else it is lost.
    """

    base: Annotated[Exact, N_("points for meeting the duty")] = _NONE
    missing: Annotated[Exact, N_("points for each one missing")] = _NONE
    flat: Annotated[Exact, N_("points once if any is missing")] = _NONE
    extra: Annotated[Exact, N_("points for each one above")] = _NONE
    most_extra: Annotated[
        Decimal | None,
        N_("at most so many points for those above"),
        AtLeast(0),
    ] = None
    short: Annotated[Short | None, N_("what a shortfall does to the base")] = None
    whom: Annotated[
        Literal["units", "persons"],
        N_("who has it: the unit, or each person on file of the unit"),
    ] = "units"

    columns: ClassVar[Mapping[str, str]] = {
        "base": N_("base"),
        "shortfall": N_("shortfall"),
        "extra": N_("extra"),
    }
    readings: ClassVar[tuple[Reading, ...]] = (SHORT,)

    @property
    def gives(self) -> tuple[str, ...]:
        """Base, shortfall and extra, those that have a figure."""
        figures = {"base": self.base, "shortfall": self.missing or self.flat, "extra": self.extra}
        return tuple(part for part, figure in figures.items() if figure)

    @property
    def shortened(self) -> Short:
        """What a shortfall does to the base, stated or not."""
        return self.short or ("subtract" if self.missing else "lose base")

    @property
    def is_for_persons(self) -> bool:
        """Whether each person of a unit has what it gives, beside the unit's points."""
        return self.whom == "persons"

    @property
    def asks_of_units(self) -> str | None:
        """Its persons, where each of them has it."""
        return "reporters" if self.whom == "persons" else None

    def given_to(self, facts: Facts, lines: Iterable[ScoreLine]) -> Iterator[ScoreLine]:
        """The lines, each for the unit, or once for each person of it."""
        return iter(lines) if self.whom == "units" else _of_persons(facts, lines)

    def judged(
        self,
        duties_met: Mapping[str, Sequence[Met]],
        *,
        unmet: Container[str] = (),
        free: bool = False,
    ) -> Iterator[ScoreLine]:
        """The lines of every unit for what its duties came to.

        Who was bound by nothing, having joined too late, has nothing to meet or exceed, unless
        the duty is `free` and owes nobody anything. `unmet` are the units that missed another
        duty without which there is neither base nor extra. Thousands come to the same few
        outcomes; what follows from one is worked out once.
        """
        outcomes: dict[tuple[object, ...], list[ScoreLine]] = {}
        for unit, duties in duties_met.items():
            outcome = unit in unmet, *map(_outcome, duties)
            lines = outcomes.get(outcome)
            if lines is None:
                bound = free or any(duty.binding for duty in duties)
                following = self._following(duties, met=unit not in unmet) if bound else ()
                lines = outcomes[outcome] = [*following]
            for line in lines:
                yield replace(line, unit=unit)

    def gaps(self, duties: Sequence[Met]) -> tuple[Decimal, Decimal]:
        """How many are missing and above, each duty for itself."""
        came = together(duties)
        return came.missing, came.extra

    def _following(self, duties: Sequence[Met], *, met: bool) -> Iterator[ScoreLine]:
        """The lines of a unit whose duties came to that, without its name."""
        missing, extra = self.gaps(duties)
        counts = _counts(duties)
        if self.base:
            because = message("{counts}: base points", counts=counts)
            line = ScoreLine(unit="", points=self.base, part="base", because=because)
            yield from self._base(line, duties, missing, met=met)
        because = message("{counts}, {missing}", counts=counts, missing=lacking(duties, missing))
        if missing and self.missing:
            yield from self._short(self.missing * missing, because)
        if missing and self.flat:
            yield ScoreLine(unit="", points=self.flat, part="shortfall", because=because)
        if extra and self.extra and met:
            above = Message(_EXTRA[_measure(duties)], {"n": count(extra)})
            because = message("{counts}, {extra}", counts=counts, extra=above)
            yield self._extra(self.extra * extra, because)

    def _base(
        self, line: ScoreLine, duties: Sequence[Met], missing: Decimal, *, met: bool
    ) -> Iterator[ScoreLine]:
        owed, gap = together(duties).owed, lacking(duties, missing)
        yield line
        if not met:
            yield line.undone(message("base lost: another duty is not met"))
        elif missing and self.shortened == "pro rata" and owed:
            lost = min(ratio(missing, owed), _ONE)
            because = message("base in proportion: {missing}", missing=gap)
            given = -line.of_given * lost
            yield replace(line, points=-line.points * lost, given=given, because=because)
        elif missing and self.shortened in {"lose base", "pro rata"}:
            yield line.undone(message("base lost: {missing}", missing=gap))

    def _short(self, points: Decimal, because: Text) -> Iterator[ScoreLine]:
        line = ScoreLine(unit="", points=points, part="shortfall", because=because)
        yield line
        below = self.base + points
        if self.shortened == "to zero" and below < 0:
            because = message("not below zero")
            yield replace(line, points=-below, given=_NONE, because=because)

    def _extra(self, points: Decimal, because: Text) -> ScoreLine:
        if self.most_extra is not None and points > self.most_extra:
            points = self.most_extra
            because = message("{because}, at most {most}", because=because, most=points)
        return ScoreLine(unit="", points=points, part="extra", because=because)

    def amiss(self, written: Written) -> Remarks:
        """Points for what is missing; figures that say nothing without another."""
        for key, points in (("missing", self.missing), ("flat", self.flat)):
            if points > 0:
                wrong = message(
                    "{key} = {found} gives points for what is missing; write {right}",
                    key=key,
                    found=points,
                    right=-points,
                )
                yield (key,), wrong
        keys = written.keys
        if "whom" in keys and not self.gives:
            yield ("whom",), says_nothing("whom", "missing")
        if "most_extra" in keys and not keys.get("extra"):
            yield ("most_extra",), says_nothing("most_extra", "extra")
        # that what is missing is only subtracted holds without a base too
        plain = keys.get("short") == "subtract" and keys.get("missing")
        if "short" in keys and not keys.get("base") and not plain:
            yield ("short",), says_nothing("short", "base")

    def left_open(self, voice: Voice) -> Iterator[Way]:
        """What a shortfall does to the base."""
        if self.base and self.missing and not voice.money:
            yield Way(SHORT, self.shortened, stated=self.short is not None)

    def consequences(self, voice: Voice, counted: str) -> Iterator[Text]:
        """How a duty is judged, where that gives or takes anything."""
        judged = Message(JUDGED[voice.entry.per])
        if self.gives:
            bits = [*self._gains(voice, counted), *self._shortfall()]
            yield message("{judged}: {bits}", judged=judged, bits=joined(bits, COMMA))
        elif voice.entry.per != voice.entry.every:
            yield judged

    def for_whom(self) -> Iterator[Text]:
        """Who has it, where it is not the unit."""
        if self.whom == "persons":
            yield message("Each person on file of the unit has it, and not the unit.")

    def _gains(self, voice: Voice, counted: str) -> Iterator[Text]:
        if self.base:
            yield message("meeting it {gain}", gain=voice.gain(self.base))
        if self.missing:
            yield Message(_MISSING[counted], {"gain": voice.gain(self.missing)})
        if self.flat:
            yield message("missing any {gain}, once", gain=voice.gain(self.flat))
        if self.extra:
            yield Message(_ABOVE[counted], {"gain": voice.gain(self.extra)})
        if self.extra and self.most_extra is not None:
            yield message("at most {amount} in all for those", amount=voice.worth(self.most_extra))

    def _shortfall(self) -> Iterator[Text]:
        """What a shortfall does to the base, and how far down it goes."""
        short = self.shortened
        if self.base and short == "pro rata":
            yield message("with a shortfall the base shrinks in proportion")
        elif self.base and short == "lose base":
            yield message("with a shortfall the base is lost")
        elif self.base and not self.missing:
            yield message("with a shortfall the base stays")
        if self.missing and short == "to zero":
            yield message("the shortfall is subtracted down to zero")
        elif self.missing and self.base and short == "subtract":
            yield message("the shortfall is subtracted without a floor")


_COUNTS: Mapping[str, str] = {
    "submitted": N_("{owed} due, {received} received"),
    "adopted": N_("{owed} due, {received} adopted"),
    "points": N_("{owed} points due, {received} reached"),
}
_MISSING: Mapping[str, str] = {
    "submitted": N_("each report missing {gain}"),
    "adopted": N_("each use missing {gain}"),
    "points": N_("each point missing {gain}"),
}
_ABOVE: Mapping[str, str] = {
    "submitted": N_("each report above it {gain}"),
    "adopted": N_("each use above it {gain}"),
    "points": N_("each point above it {gain}"),
}
_LACKING: Mapping[str, str] = {
    "reports": N_("{n} missing"),
    "points": N_("{n} points missing"),
    "both": N_("{n} missing in all"),
}
_EXTRA: Mapping[str, str] = {
    "reports": N_("{n} extra"),
    "points": N_("{n} points extra"),
    "both": N_("{n} extra in all"),
}


def lacking(duties: Iterable[Met], missing: Decimal) -> Message:
    """How many reports are missing, or points where duties count those."""
    return _gap(_measure(duties), missing)


@cache  # thousands of units lack the same few
def _gap(measure: str, missing: Decimal) -> Message:
    return Message(_LACKING[measure], {"n": count(missing)})


def _measure(duties: Iterable[Met]) -> str:
    counted = {"points" if duty.dues[0].what == "points" else "reports" for duty in duties}
    return counted.pop() if len(counted) == 1 else "both"


_outcome = attrgetter("outcome")


def _of_persons(facts: Facts, lines: Iterable[ScoreLine]) -> Iterator[ScoreLine]:
    members = facts.members()
    for line in lines:
        yield from (replace(line, person=name) for name in members.get(line.unit, ()))


def _counts(duties: Iterable[Met]) -> list[Message]:
    """What each duty owed and came to."""
    of_one: dict[tuple[str, str, str], list[Met]] = {}
    for duty in duties:
        due = duty.dues[0]
        of_one.setdefault((due.clause, due.name, due.what), []).append(duty)
    return [_in_words(what, together(those)) for (_, _, what), those in of_one.items()]


def _in_words(what: str, came: Came) -> Message:
    return Message(_COUNTS[what], {"owed": count(came.owed), "received": count(came.received)})
